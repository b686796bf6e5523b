"""The wall between the window and the page: the page in its own off-the-record profile, and the few things said across.

What goes to the page is pulled by the page; what it says comes out as one of its own words. A page that died is loaded anew and asks
for everything from 0. Deliberately absent: what is shown, and what its words mean to anybody.
"""

import msgspec
from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QColor
from PySide6.QtQuickWidgets import QQuickWidget
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from layers.deltas import Board
from widgets.map.afar import Afar
from widgets.map.doors import ClosedPage, closed_profile
from widgets.map.ground import BAKED_ZOOM, DRAWN_ZOOM, map_colours
from widgets.map.own_ground import About
from widgets.map.page import File, build
from widgets.map.room_ground import RoomGround
from widgets.map.said import Hello, Refused, Said, Trouble, understand
from widgets.map.scheme import PAGE, Counter, Handler
from widgets.map.shelf import Shelf, Symbols, Tip, Where
from widgets.tokens import Theme

RESTART_MS = 400
_DRAWN = About(BAKED_ZOOM + 1, DRAWN_ZOOM, (-85.0511, -180.0, 85.0511, 180.0), "")


class PageLink(QObject):
    """The page of one map. Call `load` once; `shutdown` once before it goes."""

    said = Signal(object)
    """A `widgets.map.said.Said` of the page, its greeting and its complaints apart."""
    arrived = Signal()
    """The page is up and asking."""
    died = Signal()
    restarted = Signal()
    trouble = Signal(str)
    closed = Signal()
    """The page and its profile are gone."""

    def __init__(self, theme: Theme, board: Board, tip: Tip, where: Where, room: RoomGround, parent: QWidget) -> None:
        super().__init__(parent)
        self._board, self._room = board, room
        self.water = map_colours(theme.name)["water"]
        self.refused = Counter(self)
        self.alive, self._asked, self._closing = False, False, False
        self.whole_pulls = 0
        self.shelf = Shelf(self._built(theme), self._delta, tip, where, Symbols(map_colours(theme.name)), own=room.own)
        self._afar = {name: Afar(_DRAWN, drawn.tile, self, threads=1) for name, drawn in self.shelf.tiles.drawn.items()}
        self._handler = Handler(self.shelf, self.refused, self, self._afar | ({} if room.afar is None else {"far": room.afar}))
        self._profile = closed_profile(self._handler, self.refused)
        self._page = ClosedPage(self._profile, self.refused)
        self._page.setBackgroundColor(QColor(self.water))
        self._page.complained.connect(self.trouble)
        self._page.renderProcessTerminated.connect(self._gone)
        self._handler.told.connect(self._hear)
        self.web = QWebEngineView(parent)
        self.web.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.web.setPage(self._page)

    def _built(self, theme: Theme) -> dict[str, File]:
        return build(theme, self._board.names, self._room.above, self._room.view)

    def load(self) -> None:
        """Load the page; it says `arrived` when it is up."""
        self._page.load(QUrl(PAGE))

    def dress(self, theme: Theme) -> None:
        """Serve the page of another theme, and load it; the page then asks for everything."""
        self.alive = False
        self.water = map_colours(theme.name)["water"]
        self.shelf.still = self._built(theme)
        self.shelf.symbols = Symbols(map_colours(theme.name))
        self._page.setBackgroundColor(QColor(self.water))
        # Loaded by its name again, the renderer would take the other theme's table from its own memory.
        self._page.triggerAction(QWebEnginePage.WebAction.ReloadAndBypassCache)

    def window(self) -> QQuickWidget | None:
        """What the page is painted into; each renderer comes with one of its own."""
        return self.web.findChild(QQuickWidget)

    def ping(self) -> None:
        """Tell the page that there is something to ask for; once until it asks."""
        if self.alive and not self._asked:
            self._asked = True
            self._page.runJavaScript("watchroom.live.ping()")

    def call(self, name: str, *numbers: float) -> None:
        """Call one of the page's functions with numbers."""
        if self.alive:
            self._page.runJavaScript(f"watchroom.{name}({', '.join(repr(float(number)) for number in numbers)})")

    def shutdown(self) -> None:
        """Take the page down before its profile, as Chromium wants it, then say `closed`."""
        self.alive, self._closing = False, True
        self._page.destroyed.connect(self._profile.deleteLater)
        self._profile.destroyed.connect(self.closed)
        self._page.deleteLater()
        self.shelf.tiles.close()
        for each in self._afar.values():
            each.close()
        self._room.close()

    def _delta(self, since: int) -> bytes:
        self._asked = False
        self.whole_pulls += since == 0
        return self._board.delta(since)

    def _hear(self, told: bytes) -> None:
        if self._closing:
            # A page that comes up while it is taken down still says hello: nothing may be asked of it any more.
            return
        try:
            message: Said = understand(told)
        except msgspec.DecodeError as error:
            self.trouble.emit(f"map page: said {told[:60]!r}, expected one of its own words ({error})")
            return
        match message:
            case Hello():
                self.alive, self._asked = True, False
                self.arrived.emit()
            case Refused(uri):
                self.refused.add(uri)
            case Trouble(text):
                self.trouble.emit(f"map page: {text}")
            case _ if self.alive:
                self.said.emit(message)
            case _:
                pass  # the last words of a page that is being replaced

    def _gone(self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int) -> None:
        self.alive = False
        if self._closing:
            return
        self.died.emit()
        self.trouble.emit(f"map page: its renderer ended ({status.name}, code {code}); loading it again")
        QTimer.singleShot(RESTART_MS, self, self._restart)

    def _restart(self) -> None:
        if not self._closing:
            self.load()
            self.restarted.emit()
