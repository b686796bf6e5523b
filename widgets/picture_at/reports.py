"""Reports by moment, for pictures of which reports are all there is: how many were known, of which category, and what still went on.

Fed like the timeline's history; a moment is a mask over arrays, so that a hundred thousand reports are told of in a few milliseconds. A
report that was revised counts once. Deliberately absent: Qt, and what a report says beyond its title.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from feeds.picture.envelope import Record
from feeds.picture.warning import Indication, ReportStatus

_NEVER: Final = 2**62
Numbers = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Category:
    """Reports of one category that were known: how many, how many happened lately, and the subject of the one that happened last."""

    name: str
    known: int
    lately: int
    last: str


@dataclass(frozen=True)
class Ongoing:
    """A report of something that had begun and was not known to have ended."""

    subject: str
    title: str
    since: int


@dataclass(frozen=True)
class ReportsAt:
    """What of the reports was known at a moment. `ends`: whether any of them tells of what begins and ends; `placed`: with a position."""

    known: int = 0
    placed: int = 0
    categories: tuple[Category, ...] = ()
    ongoing: tuple[Ongoing, ...] = ()
    going_on: int = 0
    ends: bool = False


class ReportIndex:
    """Every version of every report, in the order it was learned."""

    def __init__(self) -> None:
        self._subjects: list[str] = []
        self._titles: dict[int, str] = {}
        self._names: dict[str, int] = {}
        self._last: dict[str, int] = {}
        self._keys: set[str] = set()
        self._knowns, self._events, self._sinces, self._untils = array("q"), array("q"), array("q"), array("q")
        self._categories, self._firsts, self._placed = array("q"), array("b"), array("b")

    def __len__(self) -> int:
        return len(self._subjects)

    def add_all(self, records: Iterable[Record]) -> None:
        """Add versions; one that is here already is passed over."""
        for record in records:
            if isinstance(record.body, Indication) and record.key not in self._keys:
                self._keys.add(record.key)
                self._add(record, record.body)

    def _add(self, record: Record, body: Indication) -> None:
        place, window = len(self._subjects), body.window
        before = self._last.get(record.subject)
        if before is not None:
            self._untils[before] = min(self._untils[before], record.known)
        self._last[record.subject] = place
        self._subjects.append(record.subject)
        runs = body.status is ReportStatus.CURRENT and window is not None
        if runs:
            self._titles[place] = body.title
        self._knowns.append(record.known)
        self._events.append(record.event)
        self._sinces.append(window.since if window is not None else 0)
        self._untils.append(0 if not runs or window is None else _NEVER if window.until is None else window.until)
        self._categories.append(self._names.setdefault(body.category or "", len(self._names)))
        self._firsts.append(before is None)
        self._placed.append(body.geometry is not None)

    def at(self, known: int, lately: int, most: int, *, hindsight: bool = False) -> ReportsAt:
        """Return what was known at a moment; with `hindsight` what is now known to have happened by then.

        `lately`: ms before it; `most`: categories and ongoing reports that are told one by one.
        """
        if not self._subjects:
            return ReportsAt()
        knowns, events = np.frombuffer(self._knowns, np.int64), np.frombuffer(self._events, np.int64)
        firsts, placed = np.frombuffer(self._firsts, np.bool_), np.frombuffer(self._placed, np.bool_)
        categories = np.frombuffer(self._categories, np.int64)
        had = events <= known if hindsight else knowns <= known
        here = had & firsts
        sinces, untils = np.frombuffer(self._sinces, np.int64), np.frombuffer(self._untils, np.int64)
        going = had & (sinces <= known) & (untils > known)
        told = ReportsAt(
            known=int(here.sum()),
            placed=int((here & placed).sum()),
            categories=self._told(here, events, categories, known - lately, most),
            ongoing=self._ongoing(going, sinces, most),
            going_on=int(going.sum()),
            ends=bool(self._titles),
        )
        # An array that lends its memory cannot grow.
        del knowns, events, firsts, placed, categories, had, here, sinces, untils, going
        return told

    def _told(self, here: Marks, events: Numbers, categories: Numbers, since: int, most: int) -> tuple[Category, ...]:
        counts = np.bincount(categories[here], minlength=len(self._names))
        recent = np.bincount(categories[here & (events > since)], minlength=len(self._names))
        names = list(self._names)
        order = sorted((number for number in range(len(names)) if counts[number]), key=lambda each: (-int(counts[each]), names[each]))
        made = []
        for number in order[:most]:
            mine = np.nonzero(here & (categories == number))[0]
            last = int(mine[np.argmax(events[mine])])
            made.append(Category(names[number], int(counts[number]), int(recent[number]), self._subjects[last]))
        return tuple(made)

    def _ongoing(self, going: Marks, sinces: Numbers, most: int) -> tuple[Ongoing, ...]:
        """Those that began last, the latest first."""
        places = np.nonzero(going)[0]
        order = places[np.argsort(sinces[places], kind="stable")][::-1][:most].tolist()
        return tuple(Ongoing(self._subjects[place], self._titles[place], int(sinces[place])) for place in order)
