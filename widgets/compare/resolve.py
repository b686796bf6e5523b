"""What differs between a picture that was put aside and the one that is shown, as a board: a section a table, an entry a row. Pure.

Whatever moves by the minute is counted and not told row by row. Deliberately absent: which of the two is right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from feeds.assessment.difference import Difference, How
from feeds.assessment.telling import told
from feeds.picture.picture import Picture
from widgets.board.model import BoardModel, Entry, Section
from widgets.cells import FILLED, Act, Empty
from widgets.times import exact, zulu_seconds

MOST = 60
"""Rows told of one table; the head counts all."""
COUNTED = frozenset({"track", "delivery", "presence", "feature"})
"""Tables that are counted and not told."""
_HOW = {How.ONLY_FIRST: "only before", How.ONLY_SECOND: "only here", How.DIFFERS: "differs"}
_ROOMS = {**_HOW, How.ONLY_FIRST: "only there"}
"""How it is said of two rooms, two runs, or a plan."""


@dataclass(frozen=True)
class Aside:
    """A picture that was put aside, the moment it is of, and what it is called: "09:00:00Z", "ROOM-2", "the plan"."""

    picture: Picture
    at: int
    name: str
    same_room: bool = True

    def called(self, now: int) -> str:
        """Return what it is called beside another moment: one of the same room by its own, with its day where that is another."""
        return exact(self.at, now) if self.same_room else self.name


def resolve(aside: Aside | None, found: Iterable[Difference], picture: Picture, now: int) -> BoardModel:
    """The board: `aside` beside the picture shown, and what was found to differ, in the order of kinds; that is walked once."""
    put = Act("put_aside", "Compare from here", "C", quiet=True)
    if aside is None:
        return BoardModel("", acts=(put,), condition=Empty("Nothing to compare with", "C keeps this moment to compare others with"))
    counted = [_section(kind, rows, aside, picture) for kind, rows in groupby(found, key=lambda each: each.kind)]
    scope = f"{aside.called(now)} beside {zulu_seconds(now)} · {sum(count for count, _ in counted):,} rows differ"
    leave = Act("put_aside", "End comparing", "C", quiet=True)
    sections = tuple(section for _, section in counted)
    condition = FILLED if sections else Empty("The same rows", f"as {aside.called(now)}")
    return BoardModel(scope, sections, acts=(leave,), condition=condition)


def comparing(aside: Aside, now: int) -> BoardModel:
    """The board while it is being found what differs."""
    leave = Act("put_aside", "End comparing", "C", quiet=True)
    scope = f"{aside.called(now)} beside {zulu_seconds(now)}"
    return BoardModel(scope, acts=(leave,), condition=Empty("Comparing", "what differs is being found"))


def _section(kind: str, rows: Iterable[Difference], aside: Aside, second: Picture) -> tuple[int, Section]:
    """Return how many rows of a table differ, and its section."""
    words = _HOW if aside.same_room else _ROOMS
    counts: Counter[How] = Counter()
    entries: list[Entry] = []
    for each in rows:
        counts[each.how] += 1
        if kind not in COUNTED and len(entries) < MOST:
            entries.append(_entry(each, aside, second))
    note = ", ".join(f"{counts[how]:,} {words[how]}" for how in How if counts[how])
    return counts.total(), Section(kind.replace("_", " "), tuple(entries), note=note, empty="counted, not told row by row")


def _entry(each: Difference, aside: Aside, second: Picture) -> Entry:
    words = _HOW if aside.same_room else _ROOMS
    before = told(each.first, aside.picture) if each.first is not None else ""
    here = told(each.second, second) if each.second is not None else ""
    members = ", ".join(name.replace("_", " ") for name in each.members)
    if each.how is How.DIFFERS:
        support = f"{'was' if aside.same_room else 'there'}: {before}" if before != here else f"differs in {members}"
        return Entry(each.kind, each.subject, here, right=words[each.how], support=support)
    return Entry(each.kind, each.subject, here or before, right=words[each.how])
