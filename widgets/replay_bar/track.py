"""The track of a replay: filled up to where it stands, marks above it, hours below; a click or a drag asks to go there.

Deliberately absent: time itself; the track knows shares of its length, 0 to 1.
"""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.cells import Align
from widgets.ink import Ink
from widgets.look import Look
from widgets.painting import whole
from widgets.replay_bar.model import Rail, ReplayBarModel
from widgets.roles import Role
from widgets.tokens import RegimeLook, Token

HEIGHT = 54
_LINE, _TOP = 8.0, 20.0
_EDGE = 12.0


class Track(QWidget):
    """Emits `asked(share)`."""

    asked = Signal(float)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._model: ReplayBarModel | None = None
        self._rail: tuple[Rail, QPixmap] | None = None
        """The ground with its many marks, painted once: it would be painted thirty times a second."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("track")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.changed.connect(self._dress)
        self._dress()

    def show_model(self, model: ReplayBarModel) -> None:
        """Show where the replay stands."""
        self._model = model
        self.setAccessibleDescription(f"{model.time}, {model.state}, from {model.rail.first} to {model.rail.last}")
        self.update()

    def _dress(self) -> None:
        self.setFixedHeight(self._look.px(HEIGHT))
        self.setMinimumWidth(self._look.px(200))
        self._rail = None
        self.update()

    def _line(self) -> QRectF:
        return QRectF(_EDGE, self._look.px(_TOP), max(1.0, self.width() - 2 * _EDGE), self._look.px(_LINE))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask to go there."""
        self._ask(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go along with a held button."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._ask(event)

    def _ask(self, event: QMouseEvent) -> None:
        line = self._line()
        self.asked.emit(min(1.0, max(0.0, (event.position().x() - line.left()) / line.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another length has its marks elsewhere."""
        super().resizeEvent(event)
        self._rail = None

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """What stands still, what was played, the loop, the handle."""
        del event
        model = self._model
        if model is None:
            return
        if self._rail is None or self._rail[0] is not model.rail:
            self._rail = model.rail, self._painted(model.rail)
        painter = QPainter(self)
        ink = Ink(painter, self._look)
        painter.drawPixmap(0, 0, self._rail[1])
        line = self._line()
        pink = QColor(self._look.theme.regimes[RegimeLook.REPLAY].fill)
        x = line.left() + line.width() * model.share
        painter.fillRect(QRectF(line.left() + 1, line.top() + 1, max(0.0, x - line.left() - 1), line.height() - 2), pink)
        _gaps(ink, line, model.rail)
        for share, text in model.rail.hours:
            at, half = line.left() + line.width() * share, ink.width(text, Role.MONO_CAPTION) / 2 + 1
            if half <= at <= self.width() - half:
                where = QRectF(at - half, line.bottom() + 3, 2 * half, self._look.px(18))
                ink.text(where, text, Role.MONO_CAPTION, Token.TEXT3, Align.CENTRE)
        if model.loop is not None:
            left, right = (line.left() + line.width() * share for share in model.loop)
            ink.frame(QRectF(left, line.top() - 4, max(4.0, right - left), line.height() + 8), Token.FOCUS, width=2, radius=2)
        _handle(painter, line, x, pink)
        painter.end()

    def _painted(self, rail: Rail) -> QPixmap:
        """Ground and marks."""
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(self.size() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        ink, line = Ink(painter, self._look), self._line()
        ink.fill(line, Token.WELL, radius=4)
        ink.frame(line, Token.LINE_STRONG, radius=4)
        for tick in rail.ticks:
            at = line.left() + line.width() * tick.share
            height, token = (10, Token.TEXT2) if tick.act else (6, Token.TEXT3)
            ink.line(QPointF(at, line.top() - height), QPointF(at, line.top() - 2), token)
        painter.end()
        return pixmap


def _gaps(ink: Ink, line: QRectF, rail: Rail) -> None:
    for since, until in rail.gaps:
        left = line.left() + line.width() * since
        ink.fill(QRectF(left, line.top() - 3, max(3.0, line.width() * (until - since)), line.height() + 6), Token.CRITICAL)


def _handle(painter: QPainter, line: QRectF, x: float, pink: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(pink)
    top, low = line.top() - 4, line.bottom() + 4
    corners = ((-8, top), (8, top), (8, low - 4), (0, low + 3), (-8, low - 4))
    painter.drawPolygon(QPolygonF([QPointF(x + across, down) for across, down in corners]))
