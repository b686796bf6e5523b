"""What the two clocks remember of each report and act: both moments, and its line. Fed like the timeline's history, and asked by moment.

Findings are left out: they are known when they happen. The lines of a moment are found by a mask over arrays, so a scrub over a
hundred thousand rows costs a millisecond. Deliberately absent: Qt, and which of the rows are shown.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from feeds.assessment.telling import told
from feeds.picture.envelope import AuthorKind, Record
from feeds.picture.picture import Picture
from feeds.picture.warning import Indication

ACT = "act"
KINDS = frozenset(
    {
        "indication", "indicator_state", "report_mark", "judgement", "declared_level", "proposal", "position", "off_ramp", "red_line",
        "pause", "dispute", "contact", "message", "corridor_status", "agreement", "verification", "danger_zone", "movement",
        "corridor_incident", "notification", "notification_receipt", "site", "need", "offer", "grant", "action", "run", "answer",
        "recall", "statement", "information_request", "handover",
    }
)  # fmt: skip
"""Kinds that people report or write."""

Numbers = npt.NDArray[np.int64]


class Entry(NamedTuple):
    """One report or act. Instants; `code` is its Admiralty pair, or "act"."""

    event: int
    known: int
    kind: str
    subject: str
    text: str
    code: str

    @property
    def late(self) -> int:
        """How much later than it happened it was learned, ms."""
        return max(0, self.known - self.event)


@dataclass(frozen=True)
class Page:
    """What is shown of a moment: the entries known then, the latest to happen first; and those that had happened and were not known."""

    known: tuple[Entry, ...]
    later: tuple[Entry, ...]
    known_count: int
    later_count: int


class Ledger:
    """Every entry in the order it was learned."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._keys: set[str] = set()
        self._events, self._knowns = array("q"), array("q")

    def __len__(self) -> int:
        return len(self._entries)

    def add_all(self, records: Iterable[Record], picture: Picture) -> None:
        """Add records in the order the room learned them; one that is here already is passed over. `picture` gives codes their names."""
        for record in records:
            if _told(record) and record.key not in self._keys:
                self._keys.add(record.key)
                self._entries.append(_entry(record, picture))
                self._events.append(record.event)
                self._knowns.append(record.known)

    def at(self, known: int, most: int, window: tuple[int, int] | None = None) -> Page:
        """Return what is told of a moment, at most `most` entries of each. `window`: only what happened from and until these Instants."""
        events, knowns = np.frombuffer(self._events, np.int64), np.frombuffer(self._knowns, np.int64)
        held = events <= known
        if window is not None:
            held &= (events >= window[0]) & (events <= window[1])
        here, later = np.nonzero(held & (knowns <= known))[0], np.nonzero(held & (knowns > known))[0]
        # A plan made for later has an event at which it was made, so nothing that was known is beyond the moment.
        page = Page(self._latest(here, events, most), self._latest(later, events, most), len(here), len(later))
        del events, knowns, held
        return page

    def _latest(self, places: Numbers, events: Numbers, most: int) -> tuple[Entry, ...]:
        """The entries at these places that happened last, the latest first."""
        if len(places) > most:
            places = places[np.argpartition(events[places], len(places) - most)[-most:]]
        return tuple(self._entries[place] for place in places[np.lexsort((places, events[places]))[::-1]].tolist())


def _told(record: Record) -> bool:
    """Say whether a record has a line: what people report or write, and what they draw; a machine's features are too many."""
    drawn = record.kind == "feature" and record.author.kind is AuthorKind.OFFICER
    return drawn or (record.kind in KINDS and record.author.kind is not AuthorKind.HUB)


def _entry(record: Record, picture: Picture) -> Entry:
    body = record.body
    pair = str(body.evaluation) if isinstance(body, Indication) and body.evaluation is not None else ""
    code = pair or ("" if record.author.kind is AuthorKind.MACHINE else ACT)
    return Entry(record.event, record.known, record.kind, record.subject, told(record, picture), code)
