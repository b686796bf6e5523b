"""A panel in a window of its own, with what no window may be without: label banners, regime, link and clock, as round every desk.

Deliberately absent: which panels float, and where they go back to (app/floats).
"""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from widgets.banner import Banner, Edge
from widgets.edge_frame import EdgeFrame
from widgets.frame_model import BannerModel, RegimeView, TopBarModel
from widgets.ink import Ink
from widgets.lens_edge import LensEdge
from widgets.look import Look
from widgets.painting import whole
from widgets.panel import Panel
from widgets.paused_frame import PausedFrame
from widgets.pieces import least_width
from widgets.replay_frame import ReplayFrame
from widgets.tokens import RegimeLook, Token
from widgets.top_bar import ClockFace, LinkBadge, RegimeBlock

_HEAD = 46
_LEAST = QSize(460, 300)


class FloatHead(QWidget):
    """Regime left, link and clock right; where it is narrow the exercise's name gives way."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.replay, self.regime = RegimeBlock(look), RegimeBlock(look)
        self.link, self.clock = LinkBadge(look), ClockFace(look)
        self.replay.hide()
        self.setAccessibleName("top bar")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(8)
        self._row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self._row.addWidget(self.replay)
        self._row.addWidget(self.regime)
        self._row.addStretch(1)
        self._row.addWidget(self.link)
        self._row.addSpacing(4)
        self._row.addWidget(self.clock)
        look.changed.connect(self._dress)
        self._dress()

    def show_model(self, model: TopBarModel) -> None:
        """Show the part of the top bar that stands here too."""
        self.replay.setVisible(model.replay)
        if model.replay:
            self.replay.show_view(RegimeView(RegimeLook.REPLAY), "REPLAY · NOT LIVE")
        self.regime.show_view(model.regime)
        self.link.show_view(model.link)
        self.clock.show_time(model.clock, replay=model.replay)
        self._give_way()

    def _give_way(self) -> None:
        self.regime.shorten(short=False)
        self.regime.shorten(short=least_width(self._row) > self.width())
        self._row.activate()

    def _dress(self) -> None:
        self.setFixedHeight(self._look.px(_HEAD))
        self._row.setContentsMargins(10, 0, 10, 0)
        self._give_way()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less room."""
        super().resizeEvent(event)
        self._give_way()

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """Panel ground."""
        del event
        painter = QPainter(self)
        Ink(painter, self._look).fill(QRectF(self.rect()), Token.PANEL)
        painter.end()


class FloatingWindow(QWidget):
    """One panel between its banners. `returned` when a hand closes the window: the panel goes back, nothing is lost."""

    returned = Signal()

    def __init__(self, look: Look, panel: Panel, title: str, owner: QWidget, *, replay: bool) -> None:
        """Hold the panel; `title` names it, `owner` is the window it comes from."""
        super().__init__(owner, Qt.WindowType.Window)
        # A window takes its owner's colours only where it is told to.
        self.setAttribute(Qt.WidgetAttribute.WA_WindowPropagation)
        self._look, self.panel = look, panel
        self.top_banner, self.bottom_banner = Banner(look, Edge.TOP), Banner(look, Edge.BOTTOM)
        self.head, self.lens = FloatHead(look), LensEdge(look)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.top_banner, self.head):
            column.addWidget(part)
        column.addWidget(self.lens, 1)
        column.addWidget(self.bottom_banner)
        self.edge: EdgeFrame = ReplayFrame(look, content) if replay else PausedFrame(look, content)
        ground = QVBoxLayout(self)
        ground.setContentsMargins(0, 0, 0, 0)
        ground.addWidget(self.edge)
        panel.header.title, panel.header.reserved = title, 0
        self.lens.ground.addWidget(panel)
        panel.show()
        self.setWindowTitle(f"Watchroom · {title}")
        self.setAccessibleName(f"{title}, in a window of its own")
        self.setFocusProxy(panel)
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setMinimumSize(self._look.px(_LEAST.width()), self._look.px(_LEAST.height()))
        self.update()

    def show_label(self, model: BannerModel) -> None:
        """Both banners say what this panel's rows must be called."""
        self.top_banner.show_model(model)
        self.bottom_banner.show_model(model)

    def show_paused(self, *, paused: bool) -> None:
        """Say at the edge that this is not the present, or that it is."""
        if isinstance(self.edge, PausedFrame):
            self.edge.show_paused(paused=paused)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing sends the panel back to its desk: none is ever lost."""
        event.ignore()
        self.returned.emit()

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """Canvas."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour(Token.CANVAS))
        painter.end()
