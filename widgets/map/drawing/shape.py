"""From a sound sketch to the geometry of a record, within the range of longitudes, and from a record back to a sketch for editing.

An area over the antimeridian becomes the parts on each side, as imports do; a line keeps one path whose step over the border is read as
the short way. Deliberately absent: what cannot be edited as one ring (areas with holes or of several parts that do not meet).
"""

from __future__ import annotations

import shapely

from feeds.picture.antimeridian import crosses, cut_area, unrolled, wrapped
from feeds.picture.values import Geometry, LineString, MultiPolygon, Point, Polygon
from feeds.picture.values import Position as Placed
from widgets.map.drawing.sketch import Form, Sketch


def geometry(sketch: Sketch) -> Geometry:
    """Return a sound sketch as a geometry."""
    match sketch.form:
        case Form.POINT:
            return Point(wrapped(sketch.corners[0]))
        case Form.LINE:
            return LineString(tuple(_home(sketch.corners)))
        case Form.AREA:
            return _area([*sketch.corners, sketch.corners[0]])


def _home(corners: tuple[Placed, ...]) -> list[Placed]:
    return [at if -180.0 <= at[0] <= 180.0 else wrapped(at) for at in corners]  # noqa: PLR2004 -- the globe's own bounds


def _area(ring: list[Placed]) -> Polygon | MultiPolygon:
    if not crosses(ring):
        return Polygon((tuple(ring),))
    parts = shapely.get_parts(cut_area([ring], shapely.Polygon)).tolist()
    rings = tuple((tuple((x, y) for x, y in part.exterior.coords),) for part in parts if isinstance(part, shapely.Polygon))
    return Polygon(rings[0]) if len(rings) == 1 else MultiPolygon(rings)


def sketch_of(drawn: Geometry | None) -> Sketch | None:
    """Return a geometry as a sketch to edit, or None where a hand cannot: holes, several parts, discs."""
    match drawn:
        case Point(at):
            return Sketch(Form.POINT, (at,))
        case LineString(path):
            return Sketch(Form.LINE, tuple(unrolled(list(path))))
        case Polygon((ring,)):
            return Sketch(Form.AREA, tuple(unrolled(list(ring)))[:-1])
        case MultiPolygon(polygons) if all(len(rings) == 1 for rings in polygons):
            return _joined([rings[0] for rings in polygons])
        case _:
            return None


def _joined(rings: list[tuple[Placed, ...]]) -> Sketch | None:
    """Return the parts of an area that was cut at the antimeridian as one ring again."""
    east = [[(x + 360.0 if x < 0 else x, y) for x, y in ring] for ring in rings]
    whole = shapely.union_all([shapely.Polygon(ring) for ring in east])
    if not isinstance(whole, shapely.Polygon) or whole.interiors:
        return None
    corners = [(x, y) for x, y in shapely.simplify(whole, 0.0).exterior.coords[:-1]]
    return Sketch(Form.AREA, tuple(corners))
