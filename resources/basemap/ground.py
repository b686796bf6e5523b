"""The world sorted into what is drawn: land, lakes, rivers, coasts, borders and contested borders, in Web Mercator.

Which border is contested is `disputed`'s to say. Deliberately absent: colours, pixels and zooms.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from shapely import Polygon, make_valid
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

from resources.basemap.disputed import ADDED_LINES, is_disputed
from resources.basemap.topology import HALF, Line, Topology, unwrapped

MAX_LATITUDE = 85.05112878  # the square of Web Mercator
SEAM, POLE = 179.99, -85.0  # degrees: where the source cuts the land, which is no coast
RING = 4  # positions a closed ring has at least


@dataclass(frozen=True)
class Ground:
    """All that is drawn at a range of zooms, in Web Mercator units of 0..1 (x east, y south)."""

    land: list[BaseGeometry]
    lakes: list[BaseGeometry]
    rivers: list[Line]
    coasts: list[Line]
    borders: list[Line]
    disputed: list[Line]


def project(point: tuple[float, float]) -> tuple[float, float]:
    """(longitude, latitude) in degrees to Web Mercator in 0..1."""
    lon, lat = point
    phi = math.radians(max(-MAX_LATITUDE, min(MAX_LATITUDE, lat)))
    return (lon + 180) / 360, (1 - math.asinh(math.tan(phi)) / math.pi) / 2


def read_ground(countries: Topology, waters: Topology) -> Ground:
    """Sort the arcs of the countries into coasts, borders and disputed borders, and project everything."""
    coasts: list[Line] = []
    borders: list[Line] = []
    disputed: list[Line] = []
    for index, sides in countries.sides("countries").items():
        arc = countries.arcs[index]
        if len(sides) == 1:
            coasts.extend(_coast_pieces(arc))
        elif is_disputed(sides, arc[len(arc) // 2]):
            disputed.append(projected(arc))
        else:
            borders.append(projected(arc))
    disputed.extend(projected(list(line)) for _, line in ADDED_LINES)
    return Ground(
        land=_surfaces(countries, "countries"),
        lakes=_surfaces(waters, "lakes"),
        rivers=[projected(line) for river in waters.geometries("rivers") for line in waters.lines(river)],
        coasts=coasts,
        borders=borders,
        disputed=disputed,
    )


def projected(line: Line) -> Line:
    """A line of (longitude, latitude) in Web Mercator."""
    return [project(point) for point in line]


def _coast_pieces(arc: Line) -> Iterator[Line]:
    """A coast without the seams the source cuts at the date line and the pole."""
    piece: Line = []
    before: tuple[float, float] | None = None
    for point in arc:
        seam = abs(point[0]) > SEAM or point[1] < POLE
        if seam or (before is not None and abs(point[0] - before[0]) > HALF):
            if len(piece) > 1:
                yield piece
            piece = []
        if not seam:
            piece.append(project(point))
        before = point
    if len(piece) > 1:
        yield piece


def _surfaces(source: Topology, name: str) -> list[BaseGeometry]:
    found = []
    for geometry in source.geometries(name):
        for rings in source.polygons(geometry):
            outer, *holes = [projected(unwrapped(ring)) for ring in rings if len(ring) >= RING] or [[]]
            if outer:
                whole = make_valid(Polygon(outer, holes))
                found += [translate(whole, turn) for turn in (-1.0, 0.0, 1.0) if whole.bounds[0] + turn < 1 and whole.bounds[2] + turn > 0]
    return found


def polygons_of(shape: BaseGeometry) -> list[Polygon]:
    """Every surface of a geometry, however nested."""
    if isinstance(shape, Polygon):
        return [] if shape.is_empty else [shape]
    return [part for member in getattr(shape, "geoms", []) for part in polygons_of(member)]
