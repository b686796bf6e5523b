"""The list twin of the map: select and look at everything on it without a pointer."""

from widgets.map import twin
from widgets.map.drawer import Item, Sheet
from widgets.map.gazetteer import folded
from widgets.map.tools.page import Quiet
from widgets.map.view import MapView


class Listing(Quiet):
    """The list twin."""

    def __init__(self, view: MapView) -> None:
        self._view = view
        self._items: dict[str, twin.Item] = {}

    def sheet(self, written: str) -> Sheet:
        """All that has a name, or what contains the written words."""
        found, more = twin.items(self._view.board, self._view.stack)
        wanted = folded(written)
        kept = [each for each in found if wanted in folded(f"{each.title} {each.layer}")]
        self._items = {f"{each.kind}/{each.subject}": each for each in kept}
        said = f"{len(kept)} on the map" + (f" · {more} lesser marks are not listed" if more else "")
        rows = tuple(Item(key, each.title, below=each.layer) for key, each in self._items.items())
        return Sheet("On the map", rows, entry="find in this list", said=said, help="Enter looks there · Esc back to the map")

    def chosen(self, key: str) -> None:
        """Select it in every panel."""
        if (item := self._items.get(key)) is not None:
            self._view.selected.emit(item.kind, item.subject)

    def opened(self, key: str) -> None:
        """Look there."""
        if (item := self._items.get(key)) is not None:
            self._view.centre(item.at[1], item.at[0])
