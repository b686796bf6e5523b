"""Corridors with their legs in road order, and each leg with the distance at which something is too near to it.

The distance is the corridor's own, or the doctrine's. A leg that two corridors share is a leg of each, at each one's distance. Deliberately
absent: what is near (`exposure`, `threats`).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from feeds.picture.corridor import Corridor, Segment
from feeds.picture.envelope import Record
from feeds.picture.picture import Picture


@dataclass(frozen=True, slots=True)
class Legs:
    """A corridor with its legs in road order. `absent`: segments it names of which there is no row."""

    row: Record
    corridor: Corridor
    legs: tuple[tuple[Record, Segment], ...]
    absent: tuple[str, ...]


class Leg(NamedTuple):
    """One leg of one corridor. `limit`: metres within which something is too near."""

    corridor: Legs
    row: Record
    body: Segment
    limit: float

    @property
    def place(self) -> tuple[str, str]:
        """What it is found by: corridor and segment."""
        return self.corridor.row.subject, self.row.subject


def legs_of(picture: Picture, subject: str) -> Legs | None:
    """Return a corridor's legs, or None where there is no such corridor. One that names none has those that name it, by code."""
    row = picture.find("corridor", subject)
    if row is None or not isinstance(row.body, Corridor):
        return None
    own = [(leg, body) for leg, body in picture.bodies(Segment) if body.corridor == subject] if not row.body.segments else []
    return _legs(picture, row, row.body, own)


def all_legs(picture: Picture) -> tuple[Legs, ...]:
    """Return every corridor's legs."""
    own: defaultdict[str, list[tuple[Record, Segment]]] = defaultdict(list)
    for leg, body in picture.bodies(Segment):
        own[body.corridor].append((leg, body))
    found = {row.subject: picture.find("corridor", row.subject) for row in picture.rows("corridor")}
    rows = ((row, row.body) for row in found.values() if row is not None)
    return tuple(_legs(picture, row, body, own[row.subject]) for row, body in rows if isinstance(body, Corridor))


def _legs(picture: Picture, row: Record, corridor: Corridor, own: list[tuple[Record, Segment]]) -> Legs:
    if not corridor.segments:
        return Legs(row, corridor, tuple(sorted(own, key=lambda each: (each[1].code, each[0].subject))), ())
    rows = {segment: picture.find("segment", segment) for segment in corridor.segments}
    found = tuple((leg, leg.body) for leg in rows.values() if leg is not None and isinstance(leg.body, Segment))
    return Legs(row, corridor, found, tuple(segment for segment, leg in rows.items() if leg is None))


def each_leg(corridors: tuple[Legs, ...], doctrine_limit: float) -> tuple[Leg, ...]:
    """Return the legs of corridors one by one, each with its own distance in metres."""
    return tuple(
        Leg(one, row, body, doctrine_limit if one.corridor.endanger_distance is None else one.corridor.endanger_distance)
        for one in corridors
        for row, body in one.legs
    )
