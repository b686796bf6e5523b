"""Which danger zones bear on which segments, how near they are, and how near is too near.

A zone bears on a leg when its edge may lie within the limit: the measured distance less the zone's own uncertainty. The limit is the
corridor's, or the doctrine's. `restricts_only` zones are advice and restrict a leg; the others endanger it. Zones that ended are kept in
view, since a leg that was endangered after it was last verified is UNKNOWN until somebody verifies it anew. Deliberately absent: any
distance from people or vehicles to anything; legs are measured, nobody else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from feeds.assessment.distance import between, caps
from feeds.assessment.rules import Rules, rules_of
from feeds.assessment.words import kilometres
from feeds.picture.corridor import Corridor, DangerZone, Segment
from feeds.picture.envelope import Record
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


@dataclass(frozen=True, slots=True)
class Legs:
    """A corridor with its legs in road order. `absent`: segments it names of which there is no row."""

    row: Record
    corridor: Corridor
    legs: tuple[tuple[Record, Segment], ...]
    absent: tuple[str, ...]


def legs_of(picture: Picture, subject: str) -> Legs | None:
    """Return a corridor's legs, or None where there is no such corridor. One that names none has those that name it, by code."""
    row = picture.find("corridor", subject)
    if row is None or not isinstance(row.body, Corridor):
        return None
    if not row.body.segments:
        own = [(leg, body) for leg, body in picture.bodies(Segment) if body.corridor == subject]
        return Legs(row, row.body, tuple(sorted(own, key=lambda each: (each[1].code, each[0].subject))), ())
    rows = {segment: picture.find("segment", segment) for segment in row.body.segments}
    found = tuple((leg, leg.body) for leg in rows.values() if leg is not None and isinstance(leg.body, Segment))
    return Legs(row, row.body, found, tuple(segment for segment, leg in rows.items() if leg is None))


def exposures(picture: Picture, now: int, corridors: tuple[Legs, ...], rules: Rules | None = None) -> Mapping[str, tuple[Exposure, ...]]:
    """Return the exposures of each leg by segment, the nearest valid zone first."""
    doctrine = (rules or rules_of(picture)).doctrine
    flat = [(one, leg, body) for one in corridors for leg, body in one.legs]
    if not flat:
        return {}
    reach = max([doctrine.endanger_distance, *(one.corridor.endanger_distance or 0.0 for one in corridors)])
    index = caps([body.geometry for _, _, body in flat])
    found: defaultdict[str, list[Exposure]] = defaultdict(list)
    for row, zone in picture.bodies(DangerZone):
        if now < zone.valid.since:
            continue
        for which in index.near(zone.geometry, reach + zone.uncertainty):
            one, leg, body = flat[which]
            made = _exposure(one.corridor, leg, body, row, zone, doctrine.endanger_distance, now)
            if made is not None:
                found[leg.subject].append(made)
    return {segment: tuple(sorted(each, key=_order)) for segment, each in found.items()}


def _exposure(corridor: Corridor, leg: Record, body: Segment, row: Record, zone: DangerZone, limit: float, now: int) -> Exposure | None:
    if zone.bears_on and corridor.mode.value not in zone.bears_on:
        return None
    within = limit if corridor.endanger_distance is None else corridor.endanger_distance
    distance = between(body.geometry, zone.geometry)
    if distance.metres - zone.uncertainty > within:
        return None
    return Exposure(leg.subject, row, zone, distance.metres, zone.uncertainty, within, distance.at, zone.valid.holds(now))


def _order(one: Exposure) -> tuple[bool, bool, float, str]:
    return (not one.valid, one.body.restricts_only, one.metres, one.zone.subject)
