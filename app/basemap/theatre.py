"""What is drawn on a theatre's ground: GeoJSON read by the room's own adapter, and where in the world it lies. Pure.

What a feature is follows from its category and its first telling property (`kind`, `highway`, `natural`, `waterway`, `landuse`, `building`,
`place`), as common extracts name them; what says nothing is drawn as land, line or name by its geometry. Deliberately absent: styles.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from feeds.adapters import geojson
from feeds.adapters.adapter import Item, ReadContext, Reject
from feeds.picture.place import UNNAMED, Feature
from feeds.picture.values import Geometry, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon

TOP = 15
"""The closest zoom that is baked: a town's streets begin at 13."""

_TELLING = ("kind", "highway", "railway", "waterway", "natural", "landuse", "building", "place", "boundary", "type")


class What(Enum):
    """What is painted, lowest first. The value: its colour in the map's own table, width in px at zoom 13, and from which zoom it shows."""

    LAND = ("land", 0.0, 0)
    GREEN = ("graticule", 0.0, 9)
    WATER = ("lake", 0.0, 0)
    BUILDING = ("border", 0.0, 13)
    STREAM = ("river", 2.0, 7)
    BORDER = ("disputed", 1.0, 0)
    STREET = ("border", 1.6, 12)
    RAIL = ("disputed", 1.2, 9)
    ROAD = ("country", 2.6, 7)
    NAME = ("place", 0.0, 0)

    @property
    def colour(self) -> str:
        """Name of the colour."""
        return self.value[0]

    @property
    def width(self) -> float:
        """Pixels at zoom 13."""
        return self.value[1]

    @property
    def since(self) -> int:
        """From which zoom it shows."""
        return self.value[2]


_ROADS = frozenset({"motorway", "trunk", "primary", "secondary", "tertiary", "road", "major_road"})
_STREETS = frozenset({"residential", "unclassified", "service", "track", "path", "footway", "street", "living_street", "pedestrian"})
_WATER = frozenset({"water", "lake", "bay", "sea", "reservoir", "riverbank", "ocean"})
_STREAMS = frozenset({"river", "stream", "canal", "drain", "ditch"})
_GREEN = frozenset({"wood", "forest", "grass", "park", "scrub", "farmland", "meadow"})
_BORDERS = frozenset({"border", "administrative", "boundary"})
_RAILS = frozenset({"rail", "light_rail", "tram", "subway", "railway"})
_BY_WORD = {
    **dict.fromkeys(_ROADS, What.ROAD),
    **dict.fromkeys(_STREETS, What.STREET),
    **dict.fromkeys(_WATER, What.WATER),
    **dict.fromkeys(_STREAMS, What.STREAM),
    **dict.fromkeys(_GREEN, What.GREEN),
    **dict.fromkeys(_BORDERS, What.BORDER),
    **dict.fromkeys(_RAILS, What.RAIL),
    "land": What.LAND,
    "island": What.LAND,
}

Path = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Drawn:
    """One thing to paint: rings of an area, a line, or the place of a name; positions on the square of the world, 0 to 1."""

    what: What
    paths: tuple[Path, ...]
    name: str = ""
    area: bool = False

    @property
    def box(self) -> tuple[float, float, float, float]:
        """West, north, east, south on the square."""
        xs = [x for path in self.paths for x, _ in path]
        ys = [y for path in self.paths for _, y in path]
        return min(xs), min(ys), max(xs), max(ys)


def read(data: bytes, where: str) -> tuple[list[Drawn], list[Reject]]:
    """Return what a GeoJSON source draws, and what of it could not be read."""
    drawn: list[Drawn] = []
    rejects: list[Reject] = []
    for outcome in geojson.each(data, ReadContext(where=where)):
        if isinstance(outcome, Item):
            drawn.extend(each for record in outcome.records if isinstance(record.body, Feature) for each in _drawn(record.body))
        else:
            rejects.append(outcome)
    return drawn, rejects


def _drawn(body: Feature) -> Iterator[Drawn]:
    told = {each.name.lower(): each.value.lower() for each in body.properties}
    words = [body.category or "", *(told.get(name, "") for name in _TELLING)]
    found = next((_BY_WORD[word.lower()] for word in words if word.lower() in _BY_WORD), None)
    if found is None and told.get("building", "no") not in {"", "no"}:
        found = What.BUILDING
    name = "" if body.name == UNNAMED else body.name
    if body.geometry is not None:
        yield from _shapes(body.geometry, found, name)


def _shapes(geometry: Geometry, what: What | None, name: str) -> Iterator[Drawn]:
    match geometry:
        case Polygon(rings):
            yield Drawn(what or What.LAND, tuple(map(_path, rings)), name, area=True)
        case MultiPolygon(polygons):
            yield from (Drawn(what or What.LAND, tuple(map(_path, rings)), name, area=True) for rings in polygons)
        case LineString(path):
            yield Drawn(what or What.STREET, (_path(path),), name)
        case MultiLineString(paths):
            yield from (Drawn(what or What.STREET, (_path(path),), name) for path in paths)
        case Point(at):
            yield Drawn(What.NAME, (_path((at,)),), name)
        case MultiPoint(many):
            yield from (Drawn(What.NAME, (_path((at,)),), name) for at in many)
        case _:
            return


def _path(path: Iterable[tuple[float, float]]) -> Path:
    return tuple(project(longitude, latitude) for longitude, latitude in path)


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Return a position on the square of the world (Web Mercator), both 0 to 1, north and west at 0."""
    phi = math.radians(max(-85.0511, min(85.0511, latitude)))
    return (longitude + 180.0) / 360.0, (1.0 - math.asinh(math.tan(phi)) / math.pi) / 2.0


def bounds_of(drawn: Iterable[Drawn]) -> tuple[float, float, float, float]:
    """Return what holds all of it: west, north, east, south on the square."""
    boxes = [each.box for each in drawn]
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def degrees(x: float, y: float) -> tuple[float, float]:
    """Return the longitude and latitude of a place on the square."""
    return x * 360.0 - 180.0, math.degrees(math.atan(math.sinh(math.pi * (1.0 - 2.0 * y))))
