"""Look at coordinates in any notation, or at a name: the ground's, an exercise's, or one on the map that is no hostile object's."""

from widgets.map import gazetteer, twin
from widgets.map.coordinates import FINEST, Notation, read, written
from widgets.map.drawer import Item, Sheet
from widgets.map.measuring import spot
from widgets.map.tools.page import Quiet
from widgets.map.view import MapView

NEAR_ZOOM = 9.0
"""How close a place is looked at when the map was further out."""


class GoTo(Quiet):
    """Coordinates in any notation, or a name."""

    def __init__(self, view: MapView) -> None:
        self._view = view
        self._found: dict[str, gazetteer.Found] = {}

    def sheet(self, written: str) -> Sheet:
        """What the written words may mean."""
        self._found = {str(number): found for number, found in enumerate(self._meant(written))}
        rows = tuple(Item(key, each.name, side=each.what, below=_both(each)) for key, each in self._found.items())
        said = "" if rows or not written.strip() else "no such place, and no coordinates"
        return Sheet(
            "Go to",
            rows,
            entry="place, or coordinates",
            said=said,
            help="Degrees, degrees with minutes and seconds, MGRS, or a name · Enter",
        )

    def opened(self, key: str) -> None:
        """Look there, and mark the spot until the tool is left."""
        if (found := self._found.get(key)) is not None:
            place = self._view.place
            zoom = place[2] if place is not None and len(place) == 3 else 0.0  # noqa: PLR2004 - a place that the page told
            self._view.centre(found.lat, found.lon, max(NEAR_ZOOM, zoom))
            self._view.sketch((spot((found.lat, found.lon), found.name),))

    def entered(self, text: str) -> None:
        """The first of what it may mean."""
        del text
        self.opened("0")

    def _meant(self, text: str) -> tuple[gazetteer.Found, ...]:
        at = read(text)
        if at is not None:
            return (gazetteer.Found(written(at, Notation.DECIMAL, FINEST), *at, "coordinates"),)
        found, _ = twin.items(self._view.board, self._view.stack)
        own = tuple(
            gazetteer.Found(each.title, each.at[1], each.at[0], each.layer, 2, each.protected) for each in found if not each.hostile
        )
        ground = gazetteer.island() if self._view.island else ()
        return gazetteer.find(text, (*own, *ground, *gazetteer.world()))


def _both(found: gazetteer.Found) -> str:
    at = (found.lat, found.lon)
    return " · ".join(written(at, notation, 2, coarse=found.coarse) for notation in (Notation.DMS, Notation.MGRS))
