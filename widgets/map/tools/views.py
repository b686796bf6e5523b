"""Views of the map by name, to come back to."""

from feeds.errors import WatchroomError
from widgets.map.bookmarks import Bookmark, Keeper, added, removed
from widgets.map.coordinates import Notation, digits_at, written
from widgets.map.drawer import Item, Sheet
from widgets.map.tools.page import Quiet
from widgets.map.view import MapView


class Views(Quiet):
    """Named views to come back to."""

    def __init__(self, view: MapView, keeper: Keeper) -> None:
        self._view, self._keeper = view, keeper
        self._trouble = ""
        self._views: tuple[Bookmark, ...] = ()
        try:
            self._views = keeper.load()
        except (WatchroomError, OSError) as error:
            self._trouble = str(error)

    def sheet(self, written: str) -> Sheet:  # noqa: ARG002 - a name is only taken with Enter
        """All views, by name."""
        rows = tuple(
            Item(each.name, each.name, below=f"{_place_words(each)} · zoom {each.zoom:g}")
            for each in sorted(self._views, key=lambda v: v.name)
        )
        return Sheet(
            "Views",
            rows,
            entry="name what is in view, Enter",
            said=self._trouble or ("" if rows else "no view is named yet"),
            help="Enter goes there · Del takes it away",
            keys=frozenset({"Del"}),
        )

    def opened(self, key: str) -> None:
        """Look there."""
        for view in self._views:
            if view.name == key:
                self._view.centre(view.lat, view.lon, view.zoom)

    def entered(self, text: str) -> None:
        """Name what is in view."""
        place = self._view.place
        if not text.strip() or place is None or len(place) != 3:  # noqa: PLR2004 - a place that the page told
            self._trouble = "the map has not said yet where it looks" if text.strip() else ""
            return
        self._keep(added(self._views, Bookmark(text.strip()[:60], *place)))

    def pressed(self, name: str, key: str) -> None:
        """Take one away."""
        if name == "Del" and key:
            self._keep(removed(self._views, key))

    def _keep(self, views: tuple[Bookmark, ...]) -> None:
        self._views, self._trouble = views, ""
        try:
            self._keeper.save(views)
        except OSError as error:
            self._trouble = f"not kept: {error}"


def _place_words(view: Bookmark) -> str:
    return written((view.lat, view.lon), Notation.DECIMAL, digits_at(view.zoom))
