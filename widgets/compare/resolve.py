"""What differs between a picture that was put aside and the one that is shown, as a board: a section a table, an entry a row. Pure.

Whatever moves by the minute is counted and not told row by row. Deliberately absent: which of the two is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from feeds.assessment.difference import Difference, How
from feeds.assessment.telling import told
from feeds.picture.picture import Picture
from widgets.board.model import BoardModel, Entry, Section
from widgets.cells import FILLED, Act, Empty
from widgets.times import zulu_seconds

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


def resolve(aside: Aside | None, found: Sequence[Difference], picture: Picture, now: int) -> BoardModel:
    """The board: `aside` beside the picture shown, and what was found to differ."""
    put = Act("put_aside", "Compare from here", "C", quiet=True)
    if aside is None:
        return BoardModel("", acts=(put,), condition=Empty("Nothing to compare with", "C keeps this moment to compare others with"))
    sections = tuple(_section(kind, list(rows), aside, picture) for kind, rows in groupby(found, key=lambda each: each.kind))
    scope = f"{aside.name} beside {zulu_seconds(now)} · {len(found):,} rows differ"
    leave = Act("put_aside", "End comparing", "C", quiet=True)
    condition = FILLED if found else Empty("The same rows", f"as {aside.name}")
    return BoardModel(scope, sections, acts=(leave,), condition=condition)


def _section(kind: str, rows: list[Difference], aside: Aside, second: Picture) -> Section:
    words = _HOW if aside.same_room else _ROOMS
    counts = ", ".join(f"{sum(each.how is how for each in rows)} {words[how]}" for how in How if any(each.how is how for each in rows))
    entries = () if kind in COUNTED else tuple(_entry(each, aside, second) for each in rows[:MOST])
    return Section(kind.replace("_", " "), entries, note=counts, empty="counted, not told row by row")


def _entry(each: Difference, aside: Aside, second: Picture) -> Entry:
    words = _HOW if aside.same_room else _ROOMS
    before = told(each.first, aside.picture) if each.first is not None else ""
    here = told(each.second, second) if each.second is not None else ""
    members = ", ".join(name.replace("_", " ") for name in each.members)
    if each.how is How.DIFFERS:
        support = f"{'was' if aside.same_room else 'there'}: {before}" if before != here else f"differs in {members}"
        return Entry(each.kind, each.subject, here, right=words[each.how], support=support)
    return Entry(each.kind, each.subject, here or before, right=words[each.how])
