"""The map as a widget: the page in its own off-the-record profile, and the few things said across the wall.

It shows what its board holds and emits intents; it changes no state. What goes to the page is pulled by the page; a page that died is
loaded anew and asks for everything from 0 behind a grey sheet that says so. Needs `register_scheme` before the application.
"""

import json
import time
from collections.abc import Callable, Iterable
from typing import assert_never

import msgspec
from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtQuickWidgets import QQuickWidget
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget

from feeds.picture.changes import Change
from feeds.picture.picture import Picture
from layers.deltas import Board
from layers.layer import AnyFeature, Layer, Mark, Selection, plain
from layers.registry import LAYERS
from widgets.fonts import font
from widgets.map.doors import ClosedPage, closed_profile
from widgets.map.page import build, map_colours
from widgets.map.said import FitAsked, Hello, Hovered, Looked, Painted, Panned, Pointed, Refused, Trouble, understand
from widgets.map.scene import Scene
from widgets.map.scheme import PAGE, Counter, Handler
from widgets.map.shelf import Shelf, Symbols
from widgets.map.strip import Witness
from widgets.roles import Role
from widgets.tokens import Theme, Token

RESTART_MS = 400
SLICE_S = 0.008
PAN_STEP = 7  # px a frame
MADE_WITH = "Made with Natural Earth"
NO_OPINION = "borders imply no opinion"
MIN_SIZE = (240, 180)
Bounds = tuple[float, float, float, float]


class MapView(QWidget):
    """The map panel's body."""

    selected = Signal(str, str)
    """(kind, subject) that was clicked; two empty strings where nothing was."""
    hovered = Signal(str, str)
    drawn = Signal(int)
    """The page says that it painted this revision."""
    settled = Signal(int)
    """The newest revision stands in the window, read from its pixels; its number."""
    trouble = Signal(str)
    """One line an operator can be shown."""
    arrived = Signal()
    """The page is up and asking."""
    restarted = Signal()
    closed = Signal()
    """The page and its profile are gone."""

    def __init__(self, theme: Theme, layers: Iterable[Layer] = LAYERS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene = Scene(layers)
        self.board = Board(layer.name for layer in self.scene.layers)
        self._shown: Picture | None = None
        self._now = 0
        self._slices = QTimer(self, interval=0, singleShot=True)
        self._slices.timeout.connect(self._slice)
        self.painted = -1
        self.points = 0
        self._refused = Counter(self)
        self._water = map_colours(theme.name)["water"]
        self._asked = False
        self._alive = False
        self._owed = 0
        self._place: tuple[float, float, float] | Bounds | None = None
        self._witness = Witness(self._water, self)
        self._selection: Selection = None
        self.whole_pulls = 0
        self._shelf = Shelf(build(theme, self.board.names), self._delta, self._tip, Symbols(map_colours(theme.name)))
        self._handler = Handler(self._shelf, self._refused, self)
        self._profile = closed_profile(self._handler, self._refused)
        self._page = ClosedPage(self._profile, self._refused)
        self._web = QWebEngineView(self)
        self._sheet = QLabel("map starting", self, alignment=Qt.AlignmentFlag.AlignCenter)
        self._arrange(theme)
        self._listen()
        self._page.load(QUrl(PAGE))

    # ---- construction

    def _arrange(self, theme: Theme) -> None:
        self.setMinimumSize(*MIN_SIZE)
        self.setAccessibleName("Map")
        self.setAccessibleDescription("Its features are listed with N and Shift+N")
        self._page.setBackgroundColor(QColor(self._water))
        self._web.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._web.setPage(self._page)
        self.setFocusProxy(self._web)
        palette = self._sheet.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.hex(Token.RAISED)))
        palette.setColor(QPalette.ColorRole.WindowText, QColor(theme.hex(Token.TEXT2)))
        self._sheet.setPalette(palette)
        self._sheet.setAutoFillBackground(True)
        self._sheet.setFont(font(Role.BODY))
        layout = QStackedLayout(self)
        layout.setStackingMode(QStackedLayout.StackingMode.StackAll)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._web)
        layout.addWidget(self._sheet)
        layout.setCurrentWidget(self._sheet)

    def _listen(self) -> None:
        self._page.complained.connect(self.trouble)
        self._page.renderProcessTerminated.connect(self._renderer_gone)
        self._handler.told.connect(self._hear)
        self._witness.stood.connect(self._settle)

    # ---- what to show

    def show_picture(self, picture: Picture, changes: Iterable[Change] | None, now: int, selection: Selection = None) -> None:
        """Show this picture as of ``now``: all of it, or what ``changes`` touched since it was last shown.

        Works in slices of at most SLICE_S; `settled` comes when everything stands painted.
        """
        if changes is None or picture is not self._shown:
            self.scene.renew(picture)
        else:
            self.scene.touch(picture, changes)
        self._shown, self._now, self._selection = picture, now, selection
        self.scene.select(selection)
        self._slice()

    def _slice(self) -> None:
        if self._shown is not None:
            end = time.perf_counter() + SLICE_S
            self.commit(self.scene.work(self._shown, self._now, lambda: time.perf_counter() >= end))
        if self.scene.waiting:
            self._slices.start()
            return
        self.state(selected=self._chosen())
        if self.painted == self.board.revision:
            self.settled.emit(self.painted)

    def commit(self, changes: Iterable[tuple[int, Iterable[AnyFeature], Iterable[str]]]) -> int:
        """Show and drop features, by layer index; returns the revision that will be painted."""
        before = self.board.revision
        if self.board.commit(changes) != before:
            self._ping()
        return self.board.revision

    def state(self, **entries: object) -> int:
        """Set the page's state: ``watermark``, ``note``, ``island``, ``selected``; returns the revision that will be painted."""
        before = self.board.revision
        if self.board.state(**entries) != before:
            self._ping()
        return self.board.revision

    def set_regime(self, word: str, *, island: bool = False) -> None:
        """The watermark's word (none for REAL), and whether the exercise's invented island is on the map."""
        self.state(watermark=word, island=island, note=f"INVENTED GEOGRAPHY · {MADE_WITH}" if island else f"{MADE_WITH} · {NO_OPINION}")

    def select(self, kind: str, subject: str) -> None:
        """Ring what stands for this subject and show its callout if it is an alarm; empty strings for nothing."""
        self._selection = (kind, subject) if subject else None
        self.scene.select(self._selection)
        self._slice()

    def fit(self, bounds: Bounds) -> None:
        """Look at (south, west, north, east), in degrees."""
        self._place = bounds
        self._call("fit", *bounds)

    def centre(self, lat: float, lon: float, zoom: float | None = None) -> None:
        """Look at a position in degrees; without ``zoom`` at the present one."""
        self._place = (lat, lon, zoom or 0.0)
        self._call("centre", *self._place)

    def fit_all(self) -> None:
        """Look at every named feature, or where there is none at all marks."""
        bounds = self.board.bounds()
        if bounds is not None:
            self.fit(bounds)

    def _chosen(self) -> dict[str, object] | None:
        if self._selection is None:
            return None
        kind, subject = self._selection
        for index, sheet in enumerate(self.board.sheets):
            slot = sheet.slots.get(subject)
            mark = sheet.marks[slot] if slot is not None else None
            if mark is not None and mark.kind == kind:
                return {"kind": kind, "subject": subject, "layer": index, "slot": slot}
        return {"kind": kind, "subject": subject}

    # ---- the page pulls

    def _ping(self) -> None:
        if self._alive and not self._asked:
            self._asked = True
            self._page.runJavaScript("watchroom.live.ping()")

    def _delta(self, since: int) -> bytes:
        self._asked = False
        self.whole_pulls += since == 0
        return self.board.delta(since)

    def _tip(self, layer: int, slot: int) -> bytes:
        mark = self._mark(layer, slot)
        return json.dumps({"title": plain(mark.title or mark.subject, 400) if mark else ""}).encode()

    def _mark(self, layer: int, slot: int) -> Mark | None:
        if not 0 <= layer < len(self.board.sheets):
            return None
        marks = self.board.sheets[layer].marks
        return marks[slot] if 0 <= slot < len(marks) else None

    def _call(self, name: str, *numbers: float) -> None:
        if self._alive:
            self._page.runJavaScript(f"watchroom.{name}({', '.join(repr(float(number)) for number in numbers)})")

    # ---- the page says

    def _hear(self, said: bytes) -> None:
        try:
            message = understand(said)
        except msgspec.DecodeError as error:
            self.trouble.emit(f"map page: said {said[:60]!r}, expected one of its own words ({error})")
            return
        match message:
            case Hello():
                self._arrived()
            case Painted():
                self._painted(message)
            case Hovered():
                self.hovered.emit(*self._meant(message))
            case Pointed():
                self.selected.emit(*self._meant(message))
            case Looked(lat, lon, zoom):
                self._place = (lat, lon, zoom)
            case FitAsked():
                self.fit_all()
            case Panned(milliseconds):
                self._witness.counted(milliseconds / 1000)
            case Refused(uri):
                self._refused.add(uri)
            case Trouble(text):
                self.trouble.emit(f"map page: {text}")
            case _:
                assert_never(message)

    def _meant(self, said: Pointed) -> tuple[str, str]:
        if said.layer is None or said.slot is None:
            return said.kind, said.subject
        mark = self._mark(said.layer, said.slot)
        return (mark.kind, mark.subject) if mark else ("", "")

    def _arrived(self) -> None:
        self._alive, self._asked, self._owed = True, False, self.board.revision
        self._witness.attach(self._web.findChild(QQuickWidget))
        match self._place:
            case (lat, lon, zoom):
                self._call("centre", lat, lon, zoom)
            case (south, west, north, east):
                self._call("fit", south, west, north, east)
            case None:
                pass
        self.arrived.emit()

    def _painted(self, said: Painted) -> None:
        self.painted, self.points = said.revision, said.marks
        self.drawn.emit(said.revision)
        if said.hidden:
            self._settle()
        else:
            self._witness.expect(said.revision)

    def _settle(self) -> None:
        """What the page said it painted is in the window."""
        if self.painted >= self._owed:
            self._sheet.hide()
        if self.painted == self.board.revision and not self.scene.waiting:
            self.settled.emit(self.painted)

    # ---- what is refused, and what dies

    @property
    def blocked_requests(self) -> int:
        """How many requests of the page were refused, by the policy, the interceptor or the scheme."""
        return self._refused.count

    def _renderer_gone(self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int) -> None:
        self._alive = False
        self._sheet.setText("map restarting")
        self._sheet.show()
        self._sheet.raise_()
        self.trouble.emit(f"map page: its renderer ended ({status.name}, code {code}); loading it again")
        self._witness.stop()
        QTimer.singleShot(RESTART_MS, self, self._restart)

    def _restart(self) -> None:
        self._page.load(QUrl(PAGE))
        self.restarted.emit()

    @property
    def restarting(self) -> bool:
        """Whether the grey sheet stands in the page's place."""
        return not self._sheet.isHidden()

    def shutdown(self) -> None:
        """Take the page down before its profile, as Chromium wants it, then say `closed`. Once; the map is of no use after."""
        self._alive = False
        self._slices.stop()
        self._witness.stop()
        self._page.destroyed.connect(self._profile.deleteLater)
        self._profile.destroyed.connect(self.closed)
        self._page.deleteLater()
        self._shelf.tiles.close()

    # ---- measuring

    def grab_image(self) -> QImage:
        """What is on the widget now, the page included."""
        return self.grab().toImage()

    def measure_pan(self, seconds: float, done: Callable[[float], None]) -> None:
        """Pan by script for some seconds and call ``done`` with the distinct painted frames a second; 0.0 if the page died or is not up."""
        if self._alive and self._witness.count(done):
            self._call("pan", seconds, PAN_STEP)
        else:
            done(0.0)
