"""How long and how large a sketch is, on the WGS 84 ellipsoid, and the same sketch with so many kilometres around it. Pure.

Edges are measured as geodesics between corners. A margin is drawn in an azimuthal equidistant projection around the sketch's own middle, so
that a kilometre is one at any latitude. Deliberately absent: bearings; a drawing is not aimed.
"""

from __future__ import annotations

import shapely
from pyproj import Geod, Proj

from widgets.map.drawing.sketch import Form, Sketch, near

_GEOD = Geod(ellps="WGS84")
_KILOMETRE = 1_000.0
MOST_KM = 500.0
"""The widest margin: beyond it no plane is true any more."""

_CORNERS = 8
"""Corners of a quarter of a circle."""

_FINE = 0.004
"""Share of the margin by which an edge may be smoothed."""


def words(sketch: Sketch) -> str:
    """Return corners, length and area as the foot says them; empty for nothing."""
    count = len(sketch.corners)
    if count == 0:
        return ""
    corners = "1 corner" if count == 1 else f"{count} corners"
    match sketch.form:
        case Form.POINT:
            return "1 place"
        case Form.LINE:
            return f"{corners} · {_km(length(sketch))}" if count > 1 else corners
        case Form.AREA:
            around, inside = _area(sketch) if count > 2 else (0.0, 0.0)  # noqa: PLR2004 -- fewer corners enclose nothing
            return f"{corners} · {_km(around)} around · {inside / _KILOMETRE**2:,.1f} km²" if around else corners


def length(sketch: Sketch) -> float:
    """Return the metres from the first corner to the last."""
    longitudes, latitudes = zip(*sketch.corners, strict=True)
    return float(_GEOD.line_length(longitudes, latitudes))


def _area(sketch: Sketch) -> tuple[float, float]:
    longitudes, latitudes = zip(*sketch.corners, strict=True)
    inside, around = _GEOD.polygon_area_perimeter(longitudes, latitudes)
    return float(around), abs(float(inside))


def _km(metres: float) -> str:
    return f"{metres / _KILOMETRE:,.1f} km" if metres >= _KILOMETRE else f"{metres:.0f} m"


def widened(sketch: Sketch, kilometres: float) -> Sketch:
    """Return the area that lies within so many kilometres of a sketch; below zero it shrinks an area.

    Raises:
        ValueError: the margin is nothing or more than MOST_KM, the sketch has no extent, or nothing is left of it.

    """
    if not 0 < abs(kilometres) <= MOST_KM:
        raise ValueError(f"a margin is more than 0 and at most {MOST_KM:g} km")
    if kilometres < 0 and sketch.form is not Form.AREA:
        raise ValueError("only an area can be made smaller")
    if not sketch.corners:
        raise ValueError("there is nothing to put a margin around")
    plane, drawn = _projected(sketch)
    grown = shapely.simplify(shapely.buffer(drawn, kilometres * _KILOMETRE, quad_segs=_CORNERS), abs(kilometres) * _KILOMETRE * _FINE)
    if grown.is_empty or not isinstance(grown, shapely.Polygon):
        raise ValueError("nothing in one piece would be left of it")
    first = sketch.corners[0]
    corners = tuple(near(plane(x, y, inverse=True), first) for x, y in grown.exterior.coords[:-1])
    return Sketch(Form.AREA, corners)


def _projected(sketch: Sketch) -> tuple[Proj, shapely.Geometry]:
    """Return a plane around the sketch's middle, and the sketch on it."""
    count = len(sketch.corners)
    longitude, latitude = (sum(values) / count for values in zip(*sketch.corners, strict=True))
    plane = Proj(proj="aeqd", lon_0=longitude, lat_0=latitude, ellps="WGS84")
    corners = [plane(*corner) for corner in sketch.corners]
    if sketch.form is Form.AREA and count > 2:  # noqa: PLR2004 -- fewer corners are a line
        return plane, shapely.Polygon(corners)
    return plane, shapely.LineString(corners) if count > 1 else shapely.Point(corners[0])
