"""Where a CAP alert holds: its polygons (latitude, longitude) and circles (kilometres) as one geometry.

The schema lets anything stand in a polygon, so one that cannot be read leaves the alert without that part, and a note says so: a
warning must not be lost for its drawing. Deliberately absent: geocodes, which need a gazetteer of their sender.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from feeds.adapters.adapter import Unusable
from feeds.adapters.geometry import PARTS_LIMIT, areas, point, ring_around
from feeds.adapters.tangle import Work
from feeds.adapters.xml_places import number
from feeds.adapters.xml_source import name_of, words
from feeds.picture.values import Circle, Geometry, MultiPolygon, Polygon, Position, Rings

if TYPE_CHECKING:
    from lxml.etree import _Element

_WIDEST: Final = 19_000_000.0
"""Metres: a circle's radius short of half way round the globe."""

Disc = tuple[Position, float]


def area_of(elements: list[_Element], notes: list[str], work: Work) -> Geometry | None:
    """Return what the polygons and circles of some areas cover together, or None where they have none."""
    rings: list[list[Position]] = []
    discs: list[Disc] = []
    for element in elements:
        for part in element.iterchildren("*"):
            try:
                match name_of(part):
                    case "polygon" if words(part):
                        rings.append([_pair(each) for each in words(part).split()])
                    case "circle" if words(part):
                        discs.append(_disc(words(part)))
                    case _:
                        continue
            except Unusable as refusal:
                notes.append(f"{name_of(part)} left out: {refusal.reason}")
    return _together(rings, discs, notes, work)


def _together(rings: list[list[Position]], discs: list[Disc], notes: list[str], work: Work) -> Geometry | None:
    if len(discs) == 1 and not rings:
        centre, radius = discs[0]
        return Circle(centre, radius) if radius else point(*centre)
    polygons: list[Rings] = []
    for ring in (*rings, *(ring_around(centre, radius) for centre, radius in discs if radius)):
        polygons.extend(_drawn(ring, notes, work))
    if len(polygons) > PARTS_LIMIT:
        notes.append("polygons left out: too many")
        del polygons[PARTS_LIMIT:]
    if not polygons:
        return None
    return Polygon(polygons[0]) if len(polygons) == 1 else MultiPolygon(tuple(polygons))


def _drawn(ring: list[Position], notes: list[str], work: Work) -> tuple[Rings, ...]:
    try:
        drawn = areas([[ring]], notes, work)
    except Unusable as refusal:
        notes.append(f"polygon left out: {refusal.reason}")
        return ()
    match drawn:
        case Polygon(only):
            return (only,)
        case MultiPolygon(several):
            return several
        case _:
            return ()


def _pair(written: str) -> Position:
    latitude, comma, longitude = written.partition(",")
    if not comma:
        raise Unusable("no position", written, "latitude,longitude")
    return point(number(longitude), number(latitude)).at


def _disc(written: str) -> Disc:
    centre, _, kilometres = written.partition(" ")
    radius = number(kilometres) * 1000.0
    if not 0.0 <= radius <= _WIDEST:
        raise Unusable("radius out of range", kilometres, f"0 to {_WIDEST / 1000:g} km")
    return _pair(centre), radius
