"""Where the map looks: as the page says, or as it was told; kept so that a page that comes up again looks there too.

Deliberately absent: what is there to be looked at.
"""

from collections.abc import Callable

from layers.mercator import Bounds, seen

Place = tuple[float, float, float] | Bounds
"""Latitude, longitude and zoom, or the bounds of what is to be seen."""


class Gaze:
    """What the map looks at. ``call`` does something on the page by name."""

    def __init__(self, call: Callable[..., None]) -> None:
        self._call = call
        self.place: Place | None = None
        """(latitude, longitude, zoom) as the page says, or the bounds it was told to show; None before either."""
        self.turns = 0
        """How often it was told to look elsewhere."""

    def fit(self, bounds: Bounds) -> None:
        """Look at (south, west, north, east), in degrees."""
        self.place = bounds
        self._turned()

    def centre(self, lat: float, lon: float, zoom: float | None = None) -> None:
        """Look at a position in degrees; without ``zoom`` as near as now, also where the page has not yet said how near that is."""
        match self.place:
            case (south, west, north, east) if zoom is None:
                tall, wide = (north - south) / 2, (east - west) / 2
                self.fit((lat - tall, lon - wide, lat + tall, lon + wide))
                return
            case (_, _, known) if zoom is None:
                zoom = known
            case _:
                pass
        self.place = (lat, lon, zoom or 0.0)
        self._turned()

    def looked(self, lat: float, lon: float, zoom: float) -> None:
        """The page says where it looks now."""
        self.place = (lat, lon, zoom)

    def again(self) -> None:
        """Have a page that came up look where the last one did."""
        match self.place:
            case (lat, lon, zoom):
                self._call("centre", lat, lon, zoom)
            case (south, west, north, east):
                self._call("fit", south, west, north, east)
            case None:
                pass

    def bounds(self, width: float, height: float) -> Bounds | None:
        """What is in a view of this size (CSS px): (south, west, north, east) in degrees; None before the page has said where it looks."""
        match self.place:
            case (lat, lon, zoom) if zoom:
                return seen(lat, lon, zoom, width, height)
            case (south, west, north, east):
                return south, west, north, east
            case _:
                return None

    def _turned(self) -> None:
        self.turns += 1
        self.again()
