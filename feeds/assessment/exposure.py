"""Which danger zones bear on which legs, how near they are, and how near is too near.

A zone bears on a leg when its edge may lie within the leg's own limit: the measured distance less the zone's own uncertainty.
`restricts_only` zones are advice and restrict a leg; the others endanger it. Zones that ended are kept in view, since a leg that was
endangered after it was last verified is UNKNOWN until somebody verifies it anew. The hub's watch and a display's explanation ask the same
function. Deliberately absent: any distance from people or vehicles to anything; legs are measured, nobody else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush

from feeds.assessment.distance import Caps, between, caps
from feeds.assessment.legs import Leg, Legs, all_legs, each_leg
from feeds.assessment.words import kilometres
from feeds.picture.danger import DangerZone
from feeds.picture.envelope import Key, Record
from feeds.picture.picture import Picture
from feeds.picture.values import Position


@dataclass(frozen=True, slots=True)
class Exposure:
    """One zone near one leg. Metres; `at` is the nearest position on the leg. `valid` False: the zone has ended."""

    segment: str
    zone: Record
    body: DangerZone
    metres: float
    uncertainty: float
    limit: float
    at: Position
    valid: bool

    @property
    def endangers(self) -> bool:
        """Say whether the leg is in danger from it now."""
        return self.valid and not self.body.restricts_only

    @property
    def restricts(self) -> bool:
        """Say whether it is advice that restricts the leg now."""
        return self.valid and self.body.restricts_only

    def text(self, code: str) -> str:
        """Say it in one line for the leg of that code."""
        how = f"{kilometres(self.metres)} ± {kilometres(self.uncertainty)}" if self.uncertainty else kilometres(self.metres)
        return f"{self.body.code} is {how} from {code}; limit {kilometres(self.limit)}"


Near = Mapping[tuple[str, str], tuple[Exposure, ...]]
"""The exposures of each leg by (corridor, segment), the nearest valid zone first; a leg without any is not in it."""


class Exposures:
    """The exposures of one picture's legs: a zone is measured when it is drawn, a leg read when a zone near it begins, moves or ends."""

    def __init__(self) -> None:
        self.corridors: tuple[Legs, ...] = ()
        self._by_corridor: dict[str, Legs] = {}
        self._limit: float | None = None
        self._legs: tuple[Leg, ...] = ()
        self._caps: Caps | None = None
        self._reach = 0.0
        self._changed: set[Key] | None = None
        self._bearing: dict[Key, tuple[int, ...]] = {}
        self._zones: defaultdict[int, set[Key]] = defaultdict(set)
        self._found: dict[tuple[str, str], tuple[Exposure, ...]] = {}
        self._moments: list[tuple[int, Key]] = []
        self._looked = 0

    def legs(self, corridor: str) -> Legs | None:
        """Return a corridor's legs as they were last measured, or None where there was no such corridor."""
        return self._by_corridor.get(corridor)

    def take(self, kind: str, keys: Iterable[Key]) -> None:
        """Take in that rows of zones are new, changed or gone; where corridors or segments are, all is measured anew."""
        if kind != "danger_zone":
            self._limit = None
        elif self._changed is not None:
            self._changed.update(keys)

    def at(self, picture: Picture, now: int, limit: float) -> Near:
        """Return the exposures at a moment. `limit`: the doctrine's, for corridors that have none of their own."""
        if limit != self._limit or now < self._looked:
            self._begin(picture, limit)
        self._looked = now
        stale = {index for key in self._changed or () for index in self._measure(picture, key)}
        while self._moments and self._moments[0][0] <= now:
            stale.update(self._bearing.get(heappop(self._moments)[1], ()))
        self._changed = set()
        for index in stale:
            self._read(picture, index, now)
        return self._found

    def _begin(self, picture: Picture, limit: float) -> None:
        self._limit = limit
        self.corridors = all_legs(picture)
        self._by_corridor = {each.row.subject: each for each in self.corridors}
        self._legs = each_leg(self.corridors, limit)
        self._caps = caps([leg.body.geometry for leg in self._legs]) if self._legs else None
        self._reach = max((leg.limit for leg in self._legs), default=0.0)
        self._bearing, self._found, self._moments = {}, {}, []
        self._zones.clear()
        self._changed = set(picture.tables.get("danger_zone", ()))

    def _measure(self, picture: Picture, key: Key) -> Iterator[int]:
        """Measure a zone to the legs that it may bear on; yield the legs it bore on before and those it bears on now."""
        for index in self._bearing.pop(key, ()):
            self._zones[index].discard(key)
            yield index
        row = picture.tables.get("danger_zone", {}).get(key)
        if row is None or not isinstance(row.body, DangerZone) or self._caps is None:
            return
        zone = row.body
        bears = tuple(index for index in self._caps.near(zone.geometry, self._reach + zone.uncertainty) if _bears(self._legs[index], zone))
        self._bearing[key] = bears
        for moment in (zone.valid.since, zone.valid.until):
            if moment is not None:
                heappush(self._moments, (moment, key))
        for index in bears:
            self._zones[index].add(key)
            yield index

    def _read(self, picture: Picture, index: int, now: int) -> None:
        leg = self._legs[index]
        rows = (picture.tables["danger_zone"][key] for key in self._zones[index])
        made = [_exposure(leg, row, row.body, now) for row in rows if isinstance(row.body, DangerZone) and now >= row.body.valid.since]
        if made:
            self._found[leg.place] = tuple(sorted(made, key=_order))
        else:
            self._found.pop(leg.place, None)


def _bears(leg: Leg, zone: DangerZone) -> bool:
    """Say whether a zone may lie within a leg's limit, and is of a kind that concerns its corridor."""
    if zone.bears_on and leg.corridor.corridor.mode.value not in zone.bears_on:
        return False
    return between(leg.body.geometry, zone.geometry).metres - zone.uncertainty <= leg.limit


def _exposure(leg: Leg, row: Record, zone: DangerZone, now: int) -> Exposure:
    distance = between(leg.body.geometry, zone.geometry)
    return Exposure(leg.row.subject, row, zone, distance.metres, zone.uncertainty, leg.limit, distance.at, zone.valid.holds(now))


def _order(one: Exposure) -> tuple[bool, bool, float, str, str]:
    return (not one.valid, one.body.restricts_only, one.metres, one.zone.subject, one.zone.origin)
