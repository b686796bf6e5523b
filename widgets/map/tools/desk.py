"""Opens and closes the tools by their keys, and joins the drawer with the map. Deliberately absent: acts; nothing here leaves the desk."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from widgets.map.bookmarks import Keeper
from widgets.map.coordinates import Notation
from widgets.map.drawer import Drawer
from widgets.map.said import Tool
from widgets.map.tools.goto import GoTo
from widgets.map.tools.layers import Layers
from widgets.map.tools.listing import Listing
from widgets.map.tools.measure import Measure
from widgets.map.tools.page import Page
from widgets.map.tools.switches import Switches
from widgets.map.tools.views import Views
from widgets.map.view import MapView

FOLLOW_MS = 1000
"""How soon an open list follows what came on the map."""


class Tools(QObject):
    """Opens and closes the drawer, and joins it with the map."""

    rearranged = Signal()
    """What is left out of the map may have changed."""

    def __init__(self, view: MapView, drawer: Drawer, keeper: Keeper, parent: QObject) -> None:
        super().__init__(parent)
        self._view, self._drawer = view, drawer
        self.switches, self.measure = Switches(view), Measure(view)
        self._pages: dict[Tool, Page] = {
            Tool.LAYERS: Layers(view, self.switches),
            Tool.LIST: Listing(view),
            Tool.GOTO: GoTo(view),
            Tool.VIEWS: Views(view, keeper),
            Tool.MEASURE: self.measure,
        }
        self.open: Tool | None = None
        view.asked.connect(self.ask)
        view.spotted.connect(self._spot)
        self._soon = QTimer(self, interval=FOLLOW_MS, singleShot=True)
        self._soon.timeout.connect(self._refresh)
        view.settled.connect(self._follow)
        drawer.left.connect(self.leave)
        drawer.wrote.connect(lambda _: self._refresh())
        for name in ("chosen", "opened", "entered", "pressed"):
            getattr(drawer, name).connect(lambda *words, name=name: self._do(name, *words))

    def ask(self, tool: Tool) -> None:
        """A tool's key: open it, or close it if it is open; or flip its switch."""
        if tool in self.switches.on:
            self.switches.flip(tool)
        elif tool is Tool.COORDINATES:
            notations = list(Notation)
            self._view.notation = notations[(notations.index(self._view.notation) + 1) % len(notations)]
        elif tool is Tool.BACK:
            self.measure.back()
        elif tool is self.open:
            self.leave()
        elif tool in self._pages:
            self._show(tool)
        self._refresh()

    def leave(self) -> None:
        """Close the drawer; the focus goes back to the map."""
        if self.open is Tool.MEASURE:
            self._view.state(measuring=False)
        self.open = None
        self.measure.clear()
        self._drawer.hide()
        self._view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show(self, tool: Tool) -> None:
        self.measure.clear()
        self.open = tool
        self._view.state(measuring=tool is Tool.MEASURE)
        self._refresh()
        self._drawer.show()
        if tool is not Tool.MEASURE:
            self._drawer.take_focus()

    def _spot(self, lat: float, lon: float) -> None:
        self.measure.add(lat, lon)
        self._refresh()

    def _do(self, name: str, *words: str) -> None:
        if self.open is not None:
            getattr(self._pages[self.open], name)(*words)
            if name == "entered" and self.open is Tool.VIEWS:
                self._drawer.entry.clear()
            self.rearranged.emit()
            self._refresh()

    def _refresh(self) -> None:
        if self.open is not None:
            self._drawer.show_sheet(self._pages[self.open].sheet(self._drawer.entry.text()))

    def _follow(self) -> None:
        if self.open in {Tool.LAYERS, Tool.LIST} and not self._soon.isActive():
            self._soon.start()
