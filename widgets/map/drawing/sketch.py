"""A sketch: corners in the order they were set, and every way a hand may change them. Pure and frozen; undo keeps whole sketches.

Longitudes run on beyond 180 degrees, so that a shape over the antimeridian is one piece under the hand; it is cut when it is sent
(`shape`). Deliberately absent: what is drawn (`purpose`), whether it is sound (`sound`), and the page.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

Position = tuple[float, float]
"""Longitude (running on beyond 180), latitude; degrees."""

CORNERS_LIMIT = 2_000
"""Corners of one sketch: more than any hand sets, fewer than would make a check slow."""

STEPS_LIMIT = 500
"""Steps that can be undone."""

_TURN = 360.0
_NORTH = 85.0511
"""Latitude where the map ends."""


class Form(Enum):
    """What the corners make. The value is the page's word."""

    AREA = "area"
    LINE = "line"
    POINT = "point"


@dataclass(frozen=True)
class Sketch:
    """What was drawn so far. `chosen`: the corner that the next move or removal is of, None for none."""

    form: Form
    corners: tuple[Position, ...] = ()
    chosen: int | None = None


def near(at: Position, other: Position | None) -> Position:
    """Return a position on the map, its longitude led to the turn of the globe that is closest to `other`."""
    longitude, latitude = at[0], max(-_NORTH, min(_NORTH, at[1]))
    if other is not None:
        longitude -= round((longitude - other[0]) / _TURN) * _TURN
    return (longitude, latitude)


def _neighbour(sketch: Sketch, index: int) -> Position | None:
    return sketch.corners[max(0, min(index, len(sketch.corners)) - 1)] if sketch.corners else None


def added(sketch: Sketch, at: Position) -> Sketch:
    """Set a corner behind the last one; a point is moved there instead."""
    if sketch.form is Form.POINT:
        return Sketch(Form.POINT, (near(at, None),), 0)
    return inserted(sketch, len(sketch.corners), at)


def inserted(sketch: Sketch, index: int, at: Position) -> Sketch:
    """Set a corner before the one at `index`. At the limit, or where the last corner stands already, nothing changes."""
    placed = near(at, _neighbour(sketch, index))
    if len(sketch.corners) >= CORNERS_LIMIT or not 0 <= index <= len(sketch.corners) or placed == _neighbour(sketch, index):
        return sketch
    return replace(sketch, corners=(*sketch.corners[:index], placed, *sketch.corners[index:]), chosen=index)


def moved(sketch: Sketch, index: int, at: Position) -> Sketch:
    """Move a corner; one that is not there moves nothing."""
    if not 0 <= index < len(sketch.corners):
        return sketch
    placed = near(at, sketch.corners[index])
    return replace(sketch, corners=(*sketch.corners[:index], placed, *sketch.corners[index + 1 :]), chosen=index)


def removed(sketch: Sketch, index: int) -> Sketch:
    """Take a corner away; the one before it is chosen then."""
    if not 0 <= index < len(sketch.corners):
        return sketch
    corners = (*sketch.corners[:index], *sketch.corners[index + 1 :])
    return replace(sketch, corners=corners, chosen=max(0, index - 1) if corners else None)


def chosen(sketch: Sketch, index: int | None) -> Sketch:
    """Choose a corner, or none."""
    return replace(sketch, chosen=index if index is not None and 0 <= index < len(sketch.corners) else None)


@dataclass(frozen=True)
class Steps:
    """A sketch with what it was before and what was undone. Choosing a corner is no step."""

    now: Sketch
    before: tuple[Sketch, ...] = ()
    undone: tuple[Sketch, ...] = ()

    def to(self, sketch: Sketch) -> Steps:
        """Go on to another sketch; one with the same corners takes the place of the present one."""
        if sketch.form is self.now.form and sketch.corners == self.now.corners:
            return replace(self, now=sketch)
        return Steps(sketch, (*self.before, self.now)[-STEPS_LIMIT:])

    def undo(self) -> Steps:
        """Go one step back; at the beginning nothing changes."""
        return Steps(self.before[-1], self.before[:-1], (*self.undone, self.now)) if self.before else self

    def redo(self) -> Steps:
        """Take back the last undo."""
        return Steps(self.undone[-1], (*self.before, self.now), self.undone[:-1]) if self.undone else self
