"""Distance, bearing and area between points somebody set: geodesic, on WGS 84, in words with no more digits than they bear.

Safeguard: between a friendly unit and a hostile object nothing is measured, whatever stands between. Pure numbers; deliberately
absent: where the points come from, and any measuring to a point that somebody else chose.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec
from pyproj import Geod
from shapely.geometry import Point, Polygon

from layers.layer import AnyFeature, Label, Line, Path
from layers.style import Hue, LineStyle, Role

Place = tuple[float, float]
"""Latitude and longitude in degrees."""
EARTH = Geod(ellps="WGS84")
MOST = 200
"""Points of one measurement."""
PIECE = 100_000.0
"""Metres between two positions of a drawn leg, so that it runs as the geodesic does."""
NEAR = 2_000.0
"""Metres from a friendly unit within which a point is taken to mean it."""
MARGIN = 1_000.0
"""Metres round a hostile area within which a point is taken to mean it."""
REFUSED = "not measured: no distance or bearing between a friendly unit and a hostile object"


class Leg(msgspec.Struct, frozen=True):
    """From one point to the next: metres, and the bearing at its start in degrees from true north."""

    metres: float
    bearing: float


class Measured(msgspec.Struct, frozen=True):
    """All legs, and the area (square metres) that they enclose once there are three points."""

    legs: tuple[Leg, ...]
    area: float | None

    @property
    def metres(self) -> float:
        """The whole way."""
        return sum(leg.metres for leg in self.legs)


def measure(points: Sequence[Place]) -> Measured:
    """The legs between these points and the area within them."""
    legs = []
    for (lat, lon), (to_lat, to_lon) in pairwise(points):
        forth, _, metres = EARTH.inv(lon, lat, to_lon, to_lat)
        legs.append(Leg(float(metres), float(forth) % 360))
    area = None
    if len(points) > 2:  # noqa: PLR2004 - a surface's corners
        signed, _ = EARTH.polygon_area_perimeter([lon for _, lon in points], [lat for lat, _ in points])
        area = abs(float(signed))
    return Measured(tuple(legs), area)


def forbidden(points: Iterable[Place], friends: Iterable[Place], hostile: Iterable[Path]) -> bool:
    """Whether one of the points means a friendly unit and another a hostile object. ``hostile`` are rings of (longitude, latitude)."""
    places, units, rings = tuple(points), tuple(friends), tuple(hostile)
    return any(_near(place, units) for place in places) and any(_within(place, rings) for place in places)


def _near(place: Place, friends: Sequence[Place]) -> bool:
    return any(EARTH.inv(place[1], place[0], lon, lat)[2] <= NEAR for lat, lon in friends)


def _within(place: Place, rings: Sequence[Path]) -> bool:
    lat, lon = place
    for ring in rings:
        middle = ring[0][0]
        at = Point(lon + 360 * round((middle - lon) / 360), lat)
        area = Polygon(ring)
        if area.distance(at) == 0:
            return True
        nearest = area.exterior.interpolate(area.exterior.project(at))
        if EARTH.inv(at.x, at.y, nearest.x, nearest.y)[2] <= MARGIN:
            return True
    return False


def distance_words(metres: float) -> str:
    """Metres below one kilometre, then kilometres with three digits that mean something."""
    if metres < 1000:  # noqa: PLR2004 - a kilometre
        return f"{metres:.0f} m"
    kilometres = metres / 1000
    return f"{kilometres:.{2 if kilometres < 10 else 1 if kilometres < 100 else 0}f} km"  # noqa: PLR2004 - digits


def area_words(square_metres: float) -> str:
    """Hectares below a square kilometre."""
    kilometres = square_metres / 1e6
    return f"{square_metres / 1e4:.1f} ha" if kilometres < 1 else f"{kilometres:.{1 if kilometres < 100 else 0}f} km²"  # noqa: PLR2004 - digits


def leg_words(leg: Leg) -> str:
    """Distance and true bearing."""
    return f"{distance_words(leg.metres)} · {round(leg.bearing) % 360:03d}° true"


def drawn(points: Sequence[Place], measured: Measured) -> tuple[AnyFeature, ...]:
    """The way on the map as the geodesic runs, each point with its number and the whole way so far."""
    features: list[AnyFeature] = []
    if len(points) > 1:
        path = [(lon, lat) for pair, leg in zip(pairwise(points), measured.legs, strict=True) for lon, lat in _pieces(pair, leg)]
        last = points[-1]
        features.append(
            Line(key="way", kind="measure", subject="", path=(*path, (last[1], last[0])), style=LineStyle.PLAIN, hue=Hue.ACCENT)
        )
    done = 0.0
    for number, (lat, lon) in enumerate(points):
        done += measured.legs[number - 1].metres if number else 0.0
        text = distance_words(done) if number else "from here"
        features.append(Label(key=f"point:{number}", kind="measure", subject="", at=(lon, lat), text=text, role=Role.NOTE))
    return tuple(features)


def spot(place: Place, name: str) -> Label:
    """A named dot, for a place that somebody went to."""
    return Label(key="spot", kind="place", subject="", at=(place[1], place[0]), text=name, role=Role.NOTE)


def _pieces(pair: tuple[Place, Place], leg: Leg) -> list[tuple[float, float]]:
    """A leg's positions but its last, longitude first."""
    (lat, lon), (to_lat, to_lon) = pair
    between = min(60, int(leg.metres // PIECE))
    return [(lon, lat), *((float(x), float(y)) for x, y in EARTH.npts(lon, lat, to_lon, to_lat, between))] if between else [(lon, lat)]
