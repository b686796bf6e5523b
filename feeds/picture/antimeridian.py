"""Shapes that reach over the 180th meridian, cut there into parts that lie within -180 and 180 degrees, as RFC 7946 (3.1.9) asks.

Two ways of writing such a shape are understood: longitudes that run on beyond 180, and a step of more than half a turn between two
positions, which is read as the short way round. A step between exactly -180 and 180 is an edge along the map's border, and stays. A
ring that goes once around the globe encloses the pole it is nearer to. Deliberately absent: great circles; edges are straight on the map.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from feeds.picture.values import Position

if TYPE_CHECKING:
    import shapely


class Uncuttable(ValueError):
    """A shape that cannot be cut: `what` is wrong with it, the `value`, and what was `expected`."""

    def __init__(self, what: str, value: str | None, expected: str) -> None:
        super().__init__(what, value, expected)
        self.what, self.value, self.expected = what, value, expected


_HALF: Final = 180.0
_TURN: Final = 360.0
_POLE: Final = 90.0
_WIDEST: Final = 2 * _TURN


def crosses(path: list[Position]) -> bool:
    """Say whether a path leaves the range of longitudes or steps over its border."""
    before = path[0][0]
    for longitude, _ in path:
        if not -_HALF <= longitude <= _HALF or _HALF < abs(longitude - before) < _TURN:
            return True
        before = longitude
    return False


def wrapped(at: Position) -> Position:
    """Return the position with its longitude brought back within a half turn."""
    return ((at[0] + _HALF) % _TURN - _HALF, at[1])


def unrolled(path: list[Position]) -> list[Position]:
    """Return the path with longitudes that run on instead of stepping over the border."""
    out, shift, before = [path[0]], 0.0, path[0][0]
    for longitude, latitude in path[1:]:
        step = longitude - before
        if _HALF < abs(step) < _TURN:
            shift += -_TURN if step > 0 else _TURN
        before = longitude
        out.append((longitude + shift, latitude))
    return out


def cut_path(path: list[Position]) -> list[list[Position]]:
    """Return the parts of a line within the range of longitudes.

    Raises:
        Uncuttable: it goes around the globe more than once.

    """
    import shapely

    parts: list[list[Position]] = []
    for piece in _sheets(shapely.LineString(unrolled(path))):
        lines = [each for each in shapely.get_parts(piece).tolist() if isinstance(each, shapely.LineString)]
        parts.extend([(x, y) for x, y in each.coords] for each in lines)
    return parts


def cut_area(rings: list[list[Position]], valid: Callable[[list[Position]], shapely.Geometry]) -> shapely.Geometry:
    """Return a polygon's parts within the range of longitudes as one valid shape; its rings are given outer first.

    `valid` returns a ring's area as a valid shape.

    Raises:
        Uncuttable: it goes around the globe more than once.

    """
    import shapely
    from shapely.affinity import translate

    area = valid(_whole(unrolled(rings[0])))
    for ring in rings[1:]:
        hole = valid(_whole(unrolled(ring)))
        for turn in (-_TURN, 0.0, _TURN):
            area = shapely.difference(area, translate(hole, xoff=turn))
    return shapely.union_all(_sheets(area))


def _whole(ring: list[Position]) -> list[Position]:
    """Return a ring that closes: one that went around the globe is led along the pole it is nearer to."""
    if abs(ring[-1][0] - ring[0][0]) < _HALF:
        return ring
    pole = _POLE if sum(latitude for _, latitude in ring) >= 0 else -_POLE
    return [*ring, (ring[-1][0], pole), (ring[0][0], pole), ring[0]]


def _sheets(shape: shapely.Geometry) -> list[shapely.Geometry]:
    """Return what of the shape lies on each turn of the globe, moved home."""
    import shapely
    from shapely.affinity import translate

    if shapely.is_empty(shape):
        raise Uncuttable("area encloses nothing", None, "a ring around an area")
    west, _, east, _ = shapely.bounds(shape).tolist()
    if east - west > _WIDEST:
        raise Uncuttable("shape goes around the globe", f"{east - west:g} degrees", f"at most {_WIDEST:g}")
    out: list[shapely.Geometry] = []
    for turn in range(int((west + _HALF) // _TURN), int((east + _HALF) // _TURN) + 1):
        shift = turn * _TURN
        piece = shapely.intersection(shape, shapely.box(shift - _HALF, -_POLE, shift + _HALF, _POLE))
        # The piece lies within the box; moving it home may round a corner a hair beyond the border.
        out.append(shapely.transform(translate(piece, xoff=-shift), lambda at: at.clip((-_HALF, -_POLE), (_HALF, _POLE))))
    return out
