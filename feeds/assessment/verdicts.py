"""The conditions of every corridor for every reader, each read anew only when something it was read from has changed.

What a verdict was read from is noted while it is read, by a picture that keeps account (`Noted`). So the rules of `reading` need not know
that they are remembered, and a rule that comes to read another row is remembered rightly without a word. Time calls for a new reading at
the verdict's own due moment. Deliberately absent: the rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from feeds.assessment.exposure import Exposure, Near
from feeds.assessment.legs import Legs
from feeds.assessment.rules import Rules, basis_label
from feeds.assessment.verdict import Verdict, lacks, verdict
from feeds.assessment.words import earliest
from feeds.picture.envelope import Key, Record
from feeds.picture.label import Label
from feeds.picture.picture import Picture

Place = tuple[str, str]
"""What was read: (kind, subject), or (kind, "") where a whole table was gone through."""


class Noted(Picture):
    """A picture over another that notes what is read of it."""

    def __init__(self, given: Picture) -> None:
        super().__init__(given.regime)
        self.tables, self._given = given.tables, given
        self.read: set[Place] = set()

    def rows(self, kind: str) -> Iterator[Record]:
        """Iterate over a table's rows."""
        self.read.add((kind, ""))
        return self._given.rows(kind)

    def side_by_side(self, kind: str, subject: str) -> tuple[Record, ...]:
        """Return every origin's row of a subject."""
        self.read.add((kind, subject))
        return self._given.side_by_side(kind, subject)


@dataclass(frozen=True, slots=True)
class CorridorVerdict:
    """The conditions of one corridor: the room's, and those of each audience that lacks an input, each with its label."""

    legs: Legs
    room: Verdict
    own: tuple[tuple[str, Verdict], ...]
    labels: Mapping[str, Label | None]
    """By audience; "" is the room's."""


@dataclass(frozen=True, slots=True)
class _Read:
    found: CorridorVerdict
    near: tuple[tuple[Exposure, ...] | None, ...]
    places: frozenset[Place]
    since: int
    until: int | None


class Verdicts:
    """The verdicts of one picture."""

    def __init__(self) -> None:
        self._read: dict[str, _Read] = {}
        self._readers: defaultdict[Place, set[str]] = defaultdict(set)
        self._kinds: set[str] = set()
        self._rules: tuple[object, ...] = ()

    def take(self, kind: str, keys: Iterable[Key]) -> None:
        """Take in that rows are new, changed or gone."""
        if kind not in self._kinds:
            return
        for place in ((kind, ""), *((kind, subject) for subject, _ in keys)):
            for corridor in self._readers.pop(place, ()):
                self._read.pop(corridor, None)

    def at(self, picture: Picture, now: int, corridors: tuple[Legs, ...], rules: Rules, near: Near) -> tuple[CorridorVerdict, ...]:
        """Return the verdict on each corridor. `near`: the exposures of their legs."""
        governing = (rules.doctrine, rules.roster, rules.policy)
        if len(self._rules) != len(governing) or any(one is not other for one, other in zip(self._rules, governing, strict=True)):
            self._rules, self._read = governing, {}
            self._readers.clear()
        return tuple(self._of(picture, now, legs, rules, near) for legs in corridors)

    def _of(self, picture: Picture, now: int, legs: Legs, rules: Rules, near: Near) -> CorridorVerdict:
        subject = legs.row.subject
        exposed = tuple(near.get((subject, row.subject)) for row, _ in legs.legs)
        held = self._read.get(subject)
        if held is not None and held.found.legs is legs and _holds(held, exposed, now):
            return held.found
        noted = Noted(picture)
        found = _judged(noted, now, legs, rules, near)
        until = earliest([found.room.due, *(each.due for _, each in found.own)], now)
        self._read[subject] = _Read(found, exposed, frozenset(noted.read), now, until)
        for place in noted.read:
            self._readers[place].add(subject)
            self._kinds.add(place[0])
        return found


def _holds(held: _Read, exposed: tuple[tuple[Exposure, ...] | None, ...], now: int) -> bool:
    same = all(one is other for one, other in zip(held.near, exposed, strict=True))
    return same and held.since <= now and (held.until is None or now < held.until)


def _judged(picture: Picture, now: int, legs: Legs, rules: Rules, near: Near) -> CorridorVerdict:
    room = verdict(picture, now, legs, rules, near)
    lacking = [each for each in rules.audiences if rules.sees(each, legs.row) and lacks(room, each, rules)]
    own = tuple((each, verdict(picture, now, legs, rules, near, each)) for each in lacking)
    labels = {"": basis_label(rules, room.basis)} | {entity: basis_label(rules, each.basis, only=entity) for entity, each in own}
    return CorridorVerdict(legs, room, own, labels)
