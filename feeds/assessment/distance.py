"""How far a leg is from an area, in metres on the WGS 84 ellipsoid.

Edges are straight in longitude and latitude, as GeoJSON says, the short way round across the antimeridian. Each pair is measured in an
azimuthal equidistant projection centred where the two come closest, found by projecting again around the last answer, and the figure given
is the geodesic between the nearest points. So poles and the antimeridian need no cases of their own. Far pairs are put aside first, all at
once, by the caps on the unit sphere that enclose them. What was measured is remembered by the identity of the two frozen geometries; that
memory is bounded and never changes an answer.

An area wider than `WORLD` bears on everything: distance 0, since a projection cannot tell its inside any more. What is further than `FAR`
gets the distance of its cap, which is never too great.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from feeds.assessment.memory import Memory
from feeds.picture.values import Circle, Geometry, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon, Position

EDGE: Final = 10_000.0
"""Metres: longer edges are broken up, so that a straight edge stays where GeoJSON puts it (within about 12 m at 45 degrees)."""

TURN: Final = 2.0
"""Degrees of longitude: an edge that turns further is broken up too, since a parallel close to a pole is a small circle."""

PIECES: Final = 2_000
"""An edge is broken into no more than this."""

WORLD: Final = 1.2
"""Radians: an area whose cap is wider than this bears on everything."""

FAR: Final = 0.3
"""Radians, about 1,900 km."""

SURE: Final = 2_000.0
"""Metres by which the coarse test errs on the side of measuring."""

_RADIUS: Final = 6_356_752.0
_STEPS: Final = 3
_METRES_A_DEGREE: Final = 111_320.0
_GEOD: Final = Geod(ellps="WGS84")

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Distance:
    """Metres between a leg and an area, 0 where they touch, and the nearest position on the leg."""

    metres: float
    at: Position


@dataclass(frozen=True, slots=True)
class Shape:
    """A geometry made ready: its rings or paths with long edges broken up, and the cap that encloses it.

    `parts`: (longitudes, latitudes) by ring; `kind` says how they make a geometry. `margin`: a disc's radius in metres.
    """

    kind: str
    parts: tuple[tuple[tuple[Floats, Floats], ...], ...]
    centre: Floats
    radius: float
    margin: float = 0.0

    @property
    def middle(self) -> Position:
        """The middle of the cap as (longitude, latitude)."""
        x, y, z = (float(each) for each in self.centre)
        return float(np.degrees(np.arctan2(y, x))), float(np.degrees(np.arcsin(max(-1.0, min(1.0, z)))))


_shapes: Memory[Geometry, Shape] = Memory(20_000)
_pairs: Memory[tuple[Geometry, Geometry], Distance] = Memory(50_000)


def shape(geometry: Geometry) -> Shape:
    """Return a geometry made ready for measuring."""
    return _shapes.recall((geometry,), lambda: _shape(geometry))


def between(leg: Geometry, area: Geometry) -> Distance:
    """Return the distance between a leg and an area."""
    return _pairs.recall((leg, area), lambda: _measure(shape(leg), shape(area)))


@dataclass(frozen=True, slots=True)
class Caps:
    """The caps of many legs: unit vectors (n, 3) and radii (n,) in radians."""

    centres: Floats
    radii: Floats

    def near(self, area: Geometry, reach: float) -> list[int]:
        """Return the indices of the legs that may lie within `reach` metres of an area; the others certainly do not."""
        remembered, found = _near.recall((self, area), lambda: (reach, self._candidates(area, reach)))
        return found if remembered == reach else self._candidates(area, reach)

    def _candidates(self, area: Geometry, reach: float) -> list[int]:
        zone = shape(area)
        if zone.radius > WORLD:
            return list(range(len(self.radii)))
        apart = np.arccos(np.clip(self.centres @ zone.centre, -1.0, 1.0)) - self.radii - zone.radius
        return [int(index) for index in np.nonzero(apart * _RADIUS - zone.margin - SURE <= reach)[0]]


_near: Memory[tuple[Caps, Geometry], tuple[float, list[int]]] = Memory(20_000)


def caps(legs: Sequence[Geometry]) -> Caps:
    """Return the caps of many legs; those of the same legs are remembered."""
    return _caps(tuple(_ById(leg) for leg in legs))


def forget() -> None:
    """Forget every shape and distance, for measuring what they cost."""
    _shapes.forget()
    _pairs.forget()
    _near.forget()
    _caps.cache_clear()


class _ById:
    """A geometry compared by identity, for a cache of many at once. It keeps the geometry alive, so that the identity is its own."""

    __slots__ = ("geometry",)

    def __init__(self, geometry: Geometry) -> None:
        self.geometry = geometry

    def __hash__(self) -> int:
        return id(self.geometry)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ById) and other.geometry is self.geometry


@lru_cache(maxsize=16)
def _caps(legs: tuple[_ById, ...]) -> Caps:
    shapes = [shape(leg.geometry) for leg in legs]
    return Caps(np.array([each.centre for each in shapes]).reshape(-1, 3), np.array([each.radius for each in shapes]))


def _shape(geometry: Geometry) -> Shape:
    match geometry:
        case Circle(centre, radius):
            return _ready("MultiPoint", (((centre,),),), radius)
        case Point(at):
            return _ready("MultiPoint", (((at,),),))
        case MultiPoint(many):
            return _ready("MultiPoint", tuple(((at,),) for at in many))
        case LineString(path):
            return _ready("MultiLineString", ((path,),))
        case MultiLineString(paths):
            return _ready("MultiLineString", tuple((path,) for path in paths))
        case Polygon(rings):
            return _ready("MultiPolygon", (rings,))
        case MultiPolygon(polygons):
            return _ready("MultiPolygon", polygons)


def _ready(kind: str, parts: Sequence[Sequence[Sequence[Position]]], margin: float = 0.0) -> Shape:
    broken = tuple(tuple(_broken(ring) for ring in part) for part in parts)
    points = np.concatenate([_unit(*ring) for part in broken for ring in part])
    total = points.sum(axis=0)
    length = float(np.linalg.norm(total))
    centre = total / length if length > 1e-9 else points[0]  # noqa: PLR2004 -- points that cancel out have no middle; any will do
    radius = float(np.arccos(np.clip(points @ centre, -1.0, 1.0)).max())
    return Shape(kind, broken, centre, radius, margin)


def _broken(ring: Sequence[Position]) -> tuple[Floats, Floats]:
    """Return a path's longitudes and latitudes with edges longer than EDGE broken up, the short way round."""
    turns: list[Floats] = []
    for (west, south), (east, north) in pairwise(ring):
        way = east - west
        if 180.0 < abs(way) < 360.0:  # noqa: PLR2004 -- degrees: more than half the way round is the long way
            way -= 360.0 if way > 0 else -360.0
        length = max(abs(way) * np.cos(np.radians(min(abs(south), abs(north)))), abs(north - south)) * _METRES_A_DEGREE
        pieces = min(PIECES, max(1.0, np.ceil(length / EDGE), np.ceil(abs(way) / TURN)))
        steps = np.linspace(0.0, 1.0, int(pieces) + 1)[:-1]
        turns.append(np.column_stack((west + steps * way, south + steps * (north - south))))
    turns.append(np.array([ring[-1]], dtype=np.float64))
    points = np.concatenate(turns)
    return points[:, 0], points[:, 1]


def _unit(longitudes: Floats, latitudes: Floats) -> Floats:
    east, north = np.radians(longitudes), np.radians(latitudes)
    return np.column_stack((np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)))


class _Plane:
    """The azimuthal equidistant projection around a place: each position at its geodesic distance and bearing from there.

    Made from the geodesic itself, which costs nothing to set up for each pair of shapes.
    """

    def __init__(self, centre: Position) -> None:
        self._longitude, self._latitude = centre

    def flat(self, longitudes: Floats, latitudes: Floats) -> Floats:
        """Return positions as metres east and north of the centre, (n, 2)."""
        here = np.full(len(longitudes), self._longitude), np.full(len(latitudes), self._latitude)
        bearing, _, metres = _GEOD.inv(*here, longitudes, latitudes, radians=False)
        return np.column_stack((metres * np.sin(np.radians(bearing)), metres * np.cos(np.radians(bearing))))

    def place(self, x: float, y: float) -> Position:
        """Return the position at metres east and north of the centre."""
        bearing, metres = float(np.degrees(np.arctan2(x, y))), float(np.hypot(x, y))
        longitude, latitude, _ = _GEOD.fwd(self._longitude, self._latitude, bearing, metres)
        return float(longitude), float(latitude)


def _measure(leg: Shape, area: Shape) -> Distance:
    """Measure around the leg, then around where the two come closest, until the answer stays."""
    if area.radius > WORLD:
        return Distance(0.0, leg.middle)
    apart = float(np.arccos(np.clip(leg.centre @ area.centre, -1.0, 1.0))) - leg.radius - area.radius
    if apart > FAR:
        return Distance(apart * _RADIUS - area.margin, leg.middle)
    # Around the one place of a disc or point every distance is the projection's own, so that one look is enough.
    alone = area.radius == 0.0
    around, metres, at = area.middle if alone else leg.middle, float("inf"), leg.middle
    for _ in range(1 if alone else _STEPS):
        projection = _Plane(around)
        one, other = _projected(leg, projection), _projected(area, projection)
        if area.margin == 0.0 and shapely.intersects(one, other):
            at = _back(shapely.point_on_surface(shapely.intersection(one, other)), projection)
            return Distance(0.0, at)
        nearest = shapely.shortest_line(one, other)
        (x1, y1), (x2, y2) = shapely.get_coordinates(nearest)[:2]
        at, there = projection.place(x1, y1), projection.place(x2, y2)
        before, metres = metres, float(_GEOD.inv(*at, *there)[2])
        if abs(before - metres) < 1.0:
            break
        around = projection.place((x1 + x2) / 2, (y1 + y2) / 2)
    return Distance(max(0.0, metres - area.margin), at)


def _projected(ready: Shape, projection: _Plane) -> BaseGeometry:
    flat = [[projection.flat(*ring) for ring in part] for part in ready.parts]
    match ready.kind:
        case "MultiPolygon":
            made = shapely.MultiPolygon([shapely.Polygon(rings[0], rings[1:]) for rings in flat])
            return made if made.is_valid else shapely.make_valid(made)
        case "MultiLineString":
            return shapely.MultiLineString([rings[0] for rings in flat])
        case _:
            return shapely.MultiPoint(np.concatenate([rings[0] for rings in flat]))


def covers(area: Geometry, inner: Geometry) -> bool:
    """Say whether an area holds a geometry wholly, give or take a metre. What is wider than `WORLD` or further than `FAR` is not held."""
    outer, held = shape(area), shape(inner)
    apart = float(np.arccos(np.clip(outer.centre @ held.centre, -1.0, 1.0)))
    if max(outer.radius, held.radius) > WORLD or apart > FAR:
        return False
    projection = _Plane(outer.middle)
    whole = _projected(outer, projection).buffer(outer.margin + 1.0, quad_segs=64)
    return bool(whole.covers(_projected(held, projection).buffer(held.margin) if held.margin else _projected(held, projection)))


def _back(point: BaseGeometry, projection: _Plane) -> Position:
    ((x, y),) = shapely.get_coordinates(point)
    return projection.place(x, y)
