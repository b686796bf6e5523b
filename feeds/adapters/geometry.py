"""Foreign coordinates as geometries of ours, valid and on the globe, or refused.

What can be repaired without a choice is, and every repair is noted: an open ring is closed, a ring that crosses itself becomes the
area it encloses, what reaches over the 180th meridian is cut there (`antimeridian`). Altitudes are left aside. Order of
coordinates is GeoJSON's throughout: longitude, latitude. Deliberately absent: other reference systems than WGS 84.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from math import asin, atan2, cos, degrees, radians, sin
from typing import TYPE_CHECKING, Final, TypeVar

from feeds.adapters.adapter import Unusable
from feeds.adapters.tangle import Work
from feeds.picture.antimeridian import Uncuttable, crosses, cut_area, cut_path, wrapped
from feeds.picture.values import Geometry, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon, Position

if TYPE_CHECKING:
    import shapely

POSITIONS_LIMIT: Final = 50_000
"""Positions of one path or ring."""

PARTS_LIMIT: Final = 5_000
HOLES_LIMIT: Final = 2_000
_SHORTEST_RING: Final = 4
_SHORTEST_PATH: Final = 2
_EARTH: Final = 6_371_008.8
"""Mean radius in metres (IUGG)."""

T = TypeVar("T")
Path = list[Position]
Rings = list[Path]


def point(longitude: float, latitude: float) -> Point:
    """Return a position on the globe.

    Raises:
        Unusable: it lies outside.

    """
    if not (-180.0 <= longitude <= 180.0 and -90.0 <= latitude <= 90.0):  # noqa: PLR2004 -- the globe's own bounds
        raise Unusable("position out of range", f"{longitude}, {latitude}", "longitude within 180, latitude within 90 degrees")
    return Point((longitude, latitude))


def position(numbers: Sequence[float]) -> Position:
    """Return the longitude and latitude of a position; longitudes up to one turn out of range are left to be cut or wrapped.

    Raises:
        Unusable: there are fewer than two numbers, or they lie off the globe.

    """
    if len(numbers) < 2:  # noqa: PLR2004 -- a longitude and a latitude
        raise Unusable("no position", list(numbers), "a longitude and a latitude")
    longitude, latitude = float(numbers[0]), float(numbers[1])
    if not (-540.0 <= longitude <= 540.0 and -90.0 <= latitude <= 90.0):  # noqa: PLR2004 -- the globe, with half a turn either side
        raise Unusable("position out of range", f"{longitude}, {latitude}", "longitude within 180, latitude within 90 degrees")
    return (longitude, latitude)


def points(places: Sequence[Sequence[float]], notes: list[str]) -> Geometry:
    """Return one point, or several that belong together."""
    found = [_home(position(each), notes) for each in places]
    if not 1 <= len(found) <= POSITIONS_LIMIT:
        raise Unusable("bad number of positions", len(found), f"1 to {POSITIONS_LIMIT}")
    return Point(found[0]) if len(found) == 1 else MultiPoint(tuple(found))


def paths(lines: Sequence[Sequence[Sequence[float]]], notes: list[str]) -> Geometry:
    """Return one line, or several.

    Raises:
        Unusable: a line has fewer than two positions or more than POSITIONS_LIMIT, or one lies off the globe.

    """
    out: list[Path] = []
    for each in lines:
        path = _positions(each, _SHORTEST_PATH, "line")
        if crosses(path):
            notes.append("line cut at the 180th meridian")
            out.extend(_cut(partial(cut_path, path)))
        else:
            out.append(path)
    if not 1 <= len(out) <= PARTS_LIMIT:
        raise Unusable("bad number of lines", len(out), f"1 to {PARTS_LIMIT}")
    return LineString(tuple(out[0])) if len(out) == 1 else MultiLineString(tuple(tuple(each) for each in out))


def areas(polygons: Sequence[Sequence[Sequence[Sequence[float]]]], notes: list[str], work: Work) -> Geometry:
    """Return one polygon, or several; each is its outer ring and then its holes.

    Raises:
        Unusable: a ring has fewer than four positions or encloses nothing, there are too many, or a position lies off the globe.

    """
    out: list[Rings] = []
    for each in polygons:
        rings = [_ring(ring, notes) for ring in each]
        if not 1 <= len(rings) <= HOLES_LIMIT:
            raise Unusable("bad number of rings", len(rings), f"1 to {HOLES_LIMIT}")
        out.extend(_settled(rings, notes, work))
    if not 1 <= len(out) <= PARTS_LIMIT:
        raise Unusable("bad number of areas", len(out), f"1 to {PARTS_LIMIT}")
    ours = tuple(tuple(tuple(ring) for ring in rings) for rings in out)
    return Polygon(ours[0]) if len(ours) == 1 else MultiPolygon(ours)


def ring_around(centre: Position, radius: float, corners: int = 64) -> Path:
    """Return a closed ring of positions `radius` metres from the centre, on a sphere; longitudes run on beyond 180 where it crosses."""
    longitude, latitude = radians(centre[0]), radians(centre[1])
    away = radius / _EARTH
    out: Path = []
    for corner in range(corners):
        bearing = radians(360.0 * corner / corners)
        upward = asin(max(-1.0, min(1.0, sin(latitude) * cos(away) + cos(latitude) * sin(away) * cos(bearing))))
        turn = atan2(sin(bearing) * sin(away) * cos(latitude), cos(away) - sin(latitude) * sin(upward))
        out.append((degrees(longitude + turn), degrees(upward)))
    return [*out, out[0]]


def _home(at: Position, notes: list[str]) -> Position:
    if -180.0 <= at[0] <= 180.0:  # noqa: PLR2004 -- the globe's own bounds
        return at
    notes.append("longitude beyond 180 brought back")
    return wrapped(at)


def _positions(given: Sequence[Sequence[float]], least: int, what: str) -> Path:
    if not least <= len(given) <= POSITIONS_LIMIT:
        raise Unusable(f"{what} with a bad number of positions", len(given), f"{least} to {POSITIONS_LIMIT}")
    return [position(each) for each in given]


def _ring(given: Sequence[Sequence[float]], notes: list[str]) -> Path:
    ring = _positions(given, _SHORTEST_RING, "ring")
    if ring[0] != ring[-1]:
        notes.append("open ring closed")
        ring.append(ring[0])
        if len(ring) > POSITIONS_LIMIT:
            raise Unusable("ring with a bad number of positions", len(ring), f"{_SHORTEST_RING} to {POSITIONS_LIMIT}")
    return ring


def _settled(rings: Rings, notes: list[str], work: Work) -> list[Rings]:
    """Return the rings if they are a valid polygon on the globe, else the polygons they are cut or repaired to."""
    if any(crosses(ring) for ring in rings):
        notes.append("area cut at the 180th meridian")
        return _parts(_cut(lambda: cut_area(rings, lambda ring: work.polygon([ring], notes))))
    before = len(notes)
    shape = work.polygon(rings, notes)
    return [rings] if len(notes) == before else _parts(shape)


def _cut(cut: Callable[[], T]) -> T:
    """Cut a shape. Raises Unusable where it cannot be cut."""
    try:
        return cut()
    except Uncuttable as error:
        raise Unusable(error.what, error.value, error.expected) from error


def _parts(shape: shapely.Geometry) -> list[Rings]:
    """Return the polygons in a shape; lines and points that a repair left over enclose nothing and are dropped."""
    import shapely

    found: list[Rings] = []
    for part in shapely.get_parts(shape, return_index=False).tolist():
        if isinstance(part, shapely.MultiPolygon | shapely.GeometryCollection):
            found.extend(_parts(part))
        elif isinstance(part, shapely.Polygon) and part.area > 0:
            found.append([[(x, y) for x, y in ring.coords] for ring in (part.exterior, *part.interiors)])
    if not found:
        raise Unusable("area encloses nothing", None, "a ring around an area")
    return found
