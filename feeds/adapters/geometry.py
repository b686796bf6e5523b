"""Foreign places as geometries of ours: positions within the globe."""

from __future__ import annotations

from feeds.adapters.adapter import Unusable
from feeds.picture.values import Point


def point(longitude: float, latitude: float) -> Point:
    """Return a position on the globe.

    Raises:
        Unusable: it lies outside.

    """
    if not (-180.0 <= longitude <= 180.0 and -90.0 <= latitude <= 90.0):  # noqa: PLR2004 -- the globe's own bounds
        raise Unusable("position out of range", f"{longitude}, {latitude}", "longitude within 180, latitude within 90 degrees")
    return Point((longitude, latitude))
