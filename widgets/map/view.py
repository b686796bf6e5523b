"""The map as a widget: what its board holds, shown by the page; and what is meant by what the page says.

It shows and emits intents; it changes no state. While the page is not up, or has died, a grey sheet says so. Needs `register_scheme`
before the application. Deliberately absent: how the page is reached (`widgets.map.link`), and the tools beside the map.
"""

import json
from collections.abc import Callable, Iterable
from typing import Literal, assert_never

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedLayout, QWidget

from feeds.picture.changes import Change
from feeds.picture.picture import Picture
from layers.layer import AnyFeature, Layer, Selection, plain
from layers.mercator import Bounds
from layers.registry import LAYERS
from layers.stack import Span, Stack
from layers.whereabouts import Whereabouts
from widgets.map import twin
from widgets.map.coordinates import Notation, digits_at, written
from widgets.map.exhibit import SKETCH, Exhibit
from widgets.map.gaze import Gaze, Place
from widgets.map.link import PageLink
from widgets.map.room_ground import SHIPPED, RoomGround
from widgets.map.said import Asked, Drew, Hello, Hovered, Looked, Painted, Panned, Pointed, Refused, Said, Spot, Tool, Trouble
from widgets.map.standing import Standing
from widgets.tokens import Theme
from widgets.turns import Spent, Work

PAN_STEP = 7  # px a frame
MIN_SIZE = (240, 180)
_LOW = 300
"""Px of height in type of scale 1."""
Deed = Literal["add", "insert", "move"]


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
    drew = Signal(object)
    """A hand changed the drawing: what the page said of it (`widgets.map.said.Drew`)."""
    asked = Signal(object)
    """A `widgets.map.said.Tool` that a key of the map asked for."""
    spotted = Signal(float, float)
    """Latitude and longitude of a point set while `measuring`."""

    def __init__(self, theme: Theme, layers: Iterable[Layer] = LAYERS, parent: QWidget | None = None, room: RoomGround = SHIPPED) -> None:
        super().__init__(parent)
        self.exhibit = Exhibit(layers)
        self.scene, self.board = self.exhibit.scene, self.exhibit.board
        self.stack = Stack.plain(len(self.board.names))
        self.notation = Notation.DECIMAL
        self.island = False
        self.span: Span = None
        """The range of time that is shown."""
        self._room = room
        self._work = Work(self._slice)
        self.link = PageLink(theme, self.board, self._tip, self._where, room, self)
        self.gaze = Gaze(self.link.call)
        self._theme = theme
        self._standing = Standing(theme, self._newest, self)
        self._arrange()
        self._listen()
        self.state(density=True, stack=self.stack.told())
        self.link.load()

    # ---- construction

    def _arrange(self) -> None:
        self.setMinimumSize(*MIN_SIZE)
        self.setAccessibleName("Map")
        self.setAccessibleDescription("Its features are listed with T and stepped through with N and Shift+N")
        self.setFocusProxy(self.link.web)
        layout = QStackedLayout(self)
        layout.setStackingMode(QStackedLayout.StackingMode.StackAll)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.link.web)
        layout.addWidget(self._standing.cover)
        layout.setCurrentWidget(self._standing.cover)

    def _listen(self) -> None:
        self.link.said.connect(self._understand)
        self.link.arrived.connect(self._arrived)
        self.link.died.connect(lambda: self._standing.hide("map restarting"))
        self.link.restarted.connect(self.restarted)
        self.link.trouble.connect(self.trouble)
        self.link.closed.connect(self.closed)
        self._standing.drawn.connect(self.drawn)
        self._standing.settled.connect(self.settled)

    @property
    def low(self) -> bool:
        """Whether it has so little height, in its own type, that all a room is about would be words over words."""
        return self.height() < _LOW * self.link.web.zoomFactor()

    def wear(self, theme: Theme, scale: float) -> None:
        """Take on a theme and a text scale; a new theme loads the page again."""
        self.link.web.setZoomFactor(scale)
        self._standing.witness.scale = scale
        if theme is not self._theme:
            self._theme = theme
            self._standing.wear(theme)
            self.link.dress(theme)

    # ---- what to show

    def show_picture(
        self, picture: Picture, changes: Iterable[Change] | None, now: int, selection: Selection = None, past: Whereabouts | None = None
    ) -> None:
        """Show this picture as of ``now``: all of it, or what ``changes`` touched since it was last shown; `past` as `Exhibit.show` has it.

        Works in the portions that a turn of the loop has time for; `settled` comes when everything stands painted.
        """
        self.exhibit.show(picture, changes, now, selection, past)
        self._standing.cover.over(now)
        self._work.ask()

    def _slice(self, spent: Spent) -> bool:
        self.commit(self.exhibit.work(spent))
        if self.scene.waiting:
            return True
        self.state(selected=self.exhibit.chosen())
        if self.painted == self.board.revision:
            self.settled.emit(self.painted)
        return False

    def commit(self, changes: Iterable[tuple[int, Iterable[AnyFeature], Iterable[str]]]) -> int:
        """Show and drop features, by layer index; returns the revision that will be painted."""
        before = self.board.revision
        if self.board.commit(changes) != before:
            self.link.ping()
        return self.board.revision

    def sketch(self, features: Iterable[AnyFeature]) -> None:
        """Show these above everything, in place of what a tool showed before."""
        self.lay(SKETCH, features)

    def lay(self, name: str, features: Iterable[AnyFeature]) -> None:
        """Show these on a sheet above the layers (`layers.overlays.NAMES`), in place of what lay there before."""
        self.commit([self.exhibit.lay(name, features)])

    def state(self, **entries: object) -> int:
        """Set the page's state: ``watermark``, ``note``, ``island``, ``selected``; returns the revision that will be painted."""
        before = self.board.revision
        if self.board.state(**entries) != before:
            self.link.ping()
        return self.board.revision

    def set_regime(self, word: str, *, island: bool = False) -> None:
        """The watermark's word (none for REAL), and whether the exercise's invented island is on the map."""
        self.island = island
        self.state(watermark=word, island=island, note=self._room.note(island=island))

    def set_window(self, since: int | None, until: int | None) -> None:
        """Show only what speaks of this range of time (Instants, both ends included) and what stands; None and None: all times."""
        self.span = None if since is None and until is None else (since or 0, until if until is not None else 2**53)
        self.state(window=list(self.span) if self.span is not None else None)

    def arrange(self, stack: Stack) -> None:
        """Show the layers as arranged; nothing is drawn anew."""
        self.stack = stack
        self.state(stack=stack.told())

    def select(self, kind: str, subject: str) -> None:
        """Ring what stands for this subject and show its callout if it is an alarm; empty strings for nothing."""
        self.exhibit.select((kind, subject) if subject else None)
        self._work.ask()

    def fit(self, bounds: Bounds) -> None:
        """Look at (south, west, north, east), in degrees."""
        self.gaze.fit(bounds)
        self._turned()

    def centre(self, lat: float, lon: float, zoom: float | None = None) -> None:
        """Look at a position in degrees; without ``zoom`` as near as now."""
        self.gaze.centre(lat, lon, zoom)
        self._turned()

    def _turned(self) -> None:
        """Another view is another revision, so that the map is not taken for settled before the page has painted it."""
        self.state(turn=self.gaze.turns)

    @property
    def place(self) -> Place | None:
        """Where the map looks (`Gaze.place`)."""
        return self.gaze.place

    @property
    def bounds(self) -> Bounds | None:
        """What is in view: (south, west, north, east) in degrees; None before the page has said where it looks."""
        zoomed = self.link.web.zoomFactor()
        return self.gaze.bounds(self.width() / zoomed, self.height() / zoomed)

    def fit_all(self) -> None:
        """Look at every named feature, or where there is none at all marks."""
        bounds = self.board.bounds()
        if bounds is not None:
            self.fit(bounds)

    def step(self, by: int) -> None:
        """Select and look at what comes next in the map's list after what is selected, or before it."""
        found, _ = twin.items(self.board, self.stack)
        item = twin.beside(found, self.exhibit.selection, by)
        if item is not None:
            self.selected.emit(item.kind, item.subject)
            self.centre(item.at[1], item.at[0])

    def at_cross(self, deed: Deed) -> None:
        """Ask the page to do this to the drawing where its cross stands; `drew` tells."""
        self.link.call(f"drawing.{deed}_at_cross")

    @property
    def hand(self) -> QWidget | None:
        """The widget that takes the keys, None before the page is up."""
        return self.link.web.focusProxy()

    @property
    def picture(self) -> Picture | None:
        """What is shown, or nothing yet."""
        return self.exhibit.picture

    # ---- what the page asks and says

    def _tip(self, layer: int, slot: int) -> bytes:
        mark = self.exhibit.mark(layer, slot)
        return json.dumps({"title": plain(mark.title or mark.subject, 400) if mark else ""}).encode()

    def _where(self, lat: float, lon: float, zoom: int, coarse: bool) -> bytes:  # noqa: FBT001 - one of a name's parts
        return json.dumps({"text": written((lat, lon), self.notation, digits_at(zoom), coarse=coarse)}).encode()

    def _understand(self, message: Said) -> None:
        match message:
            case Painted():
                self._standing.heard(message)
            case Hovered():
                self.hovered.emit(*self._meant(message))
            case Pointed():
                self.selected.emit(*self._meant(message))
            case Looked(lat, lon, zoom):
                self.gaze.looked(lat, lon, zoom)
            case Asked(Tool.FIT):
                self.fit_all()
            case Asked(Tool.NEXT):
                self.step(1)
            case Asked(Tool.PREVIOUS):
                self.step(-1)
            case Asked(tool):
                self.asked.emit(tool)
            case Spot(lat, lon):
                self.spotted.emit(lat, lon)
            case Drew():
                self.drew.emit(message)
            case Panned(milliseconds):
                self._standing.witness.counted(milliseconds / 1000)
            case Hello() | Refused() | Trouble():
                pass  # the link has taken care of these
            case _:
                assert_never(message)

    def _meant(self, said: Pointed) -> tuple[str, str]:
        if said.layer is None or said.slot is None:
            return said.kind, said.subject
        mark = self.exhibit.mark(said.layer, said.slot)
        return (mark.kind, mark.subject) if mark else ("", "")

    def _arrived(self) -> None:
        if not self.link.alive:
            # It came up while its window was closing.
            return
        self._standing.arrived(self.link.window(), self.board.revision)
        self.gaze.again()
        self.arrived.emit()

    # ---- how far the page has come

    def _newest(self) -> int | None:
        return None if self.scene.waiting or self._work.waiting else self.board.revision

    @property
    def painted(self) -> int:
        """The revision the page says it painted."""
        return self._standing.painted

    @property
    def points(self) -> int:
        """Marks painted in the view; round the world one may be painted twice."""
        return self._standing.points

    @property
    def held(self) -> int:
        """Marks that the page holds."""
        return self._standing.held

    @property
    def restarting(self) -> bool:
        """Whether the grey sheet stands in the page's place."""
        return not self._standing.cover.isHidden()

    # ---- what is refused, and what dies

    @property
    def blocked_requests(self) -> int:
        """How many requests of the page were refused, by the policy, the interceptor or the scheme."""
        return self.link.refused.count

    @property
    def blocked_last(self) -> str:
        """What was refused last; empty where nothing was."""
        return self.link.refused.last

    @property
    def sent_for(self) -> str:
        """How the room's map service does, in words; empty where the room has none."""
        return self._room.afar.state if self._room.afar is not None else ""

    @property
    def whole_pulls(self) -> int:
        """How often the page asked for everything."""
        return self.link.whole_pulls

    def shutdown(self) -> None:
        """Take the page down, then say `closed`. Once; the map is of no use after."""
        self._work.drop()
        self._standing.witness.stop()
        self.link.shutdown()

    # ---- measuring

    def grab_image(self) -> QImage:
        """What is on the widget now, the page included."""
        return self.grab().toImage()

    def measure_pan(self, seconds: float, done: Callable[[float], None]) -> None:
        """Pan by script for some seconds and call ``done`` with the distinct painted frames a second; 0.0 if the page died or is not up."""
        if self.link.alive and self._standing.witness.count(done):
            self.link.call("pan", seconds, PAN_STEP)
        else:
            done(0.0)
