"""Whether a sketch can be sent: the reason in plain words and the place, where it cannot. Pure.

shapely finds where a ring or a line crosses itself; here its finding becomes a sentence with a position that can be looked at.
Deliberately absent: repairs. What a hand drew is corrected by the hand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

import shapely

from widgets.map.drawing.sketch import Form, Position, Sketch, near

_LEAST = {Form.AREA: 3, Form.LINE: 2, Form.POINT: 1}
_NEEDS = {Form.AREA: "an area needs three corners", Form.LINE: "a line needs two corners", Form.POINT: "a place needs one click"}
_HAS = ("none", "one", "two")
_WIDEST = 180.0
_FOUND = re.compile(r"\[(-?[0-9.e+-]+) (-?[0-9.e+-]+)\]$")
_SAME = 1e-9
"""Degrees: a tenth of a millimetre."""


@dataclass(frozen=True)
class Fault:
    """Why a sketch cannot be sent, and where to look."""

    reason: str
    at: Position | None = None


def fault(sketch: Sketch) -> Fault | None:
    """Return what is wrong with a sketch, or None where it is sound."""
    count = len(sketch.corners)
    if count < _LEAST[sketch.form]:
        return Fault(f"{_NEEDS[sketch.form]}, and has {_HAS[count]}")
    if sketch.form is Form.POINT:
        return None
    longitudes = [longitude for longitude, _ in sketch.corners]
    if max(longitudes) - min(longitudes) >= _WIDEST:
        return Fault("it spans half the globe: draw it in parts", sketch.corners[-1])
    return _crossing_line(sketch) if sketch.form is Form.LINE else _crossing_area(sketch)


def _crossing_line(sketch: Sketch) -> Fault | None:
    line = shapely.LineString(sketch.corners)
    if line.length <= _SAME:
        return Fault("all its corners are one place", sketch.corners[0])
    if line.is_simple:
        return None
    at = _line_crossing(sketch.corners)
    return Fault(f"it crosses itself{_at(at)}: move or remove a corner", at)


def _line_crossing(corners: tuple[Position, ...]) -> Position | None:
    """Return where a line first meets itself: where two legs that are no neighbours meet, or where it turns back on itself."""
    legs = [shapely.LineString(pair) for pair in pairwise(corners)]
    tree = shapely.STRtree(legs)
    for index, leg in enumerate(legs):
        for other in sorted(int(each) for each in tree.query(leg, predicate="intersects")):
            if other > index + 1:
                return _middle(leg.intersection(legs[other]))
            if other == index + 1 and leg.intersection(legs[other]).length > _SAME:
                return corners[index + 1]
    return None


def _crossing_area(sketch: Sketch) -> Fault | None:
    area = shapely.Polygon(sketch.corners)
    if shapely.convex_hull(area).area <= _SAME**2:
        return Fault("it encloses nothing: its corners lie on one line", sketch.corners[0])
    if area.is_valid:
        return None
    said = shapely.is_valid_reason(area)
    place = _FOUND.search(said)
    at = (float(place[1]), float(place[2])) if place is not None else None
    what = "its edge runs twice along the same way" if said.startswith("Ring") else "its edge crosses itself"
    return Fault(f"{what}{_at(at)}: move or remove a corner", at)


def _middle(meeting: shapely.Geometry) -> Position | None:
    point = shapely.point_on_surface(meeting)
    return None if point.is_empty else (point.x, point.y)


def _at(at: Position | None) -> str:
    return "" if at is None else f" at {worded(at)}"


def worded(at: Position) -> str:
    """Return a position as the map's read-out writes it."""
    longitude, latitude = near(at, (0.0, 0.0))
    north, east = "N" if latitude >= 0 else "S", "E" if longitude >= 0 else "W"
    return f"{abs(latitude):.3f}° {north} {abs(longitude):.3f}° {east}"
