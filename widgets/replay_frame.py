"""The frame of a replay window: pink and hatched on all four sides, so that it cannot be taken for live at any glance.

Deliberately absent: any way out of the window (it owns no socket) and the replayed clock (the top bar shows it).
"""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.ink import Ink
from widgets.look import Look
from widgets.tokens import RegimeLook
from widgets.words import Hatch

EDGE = 8


class ReplayFrame(QWidget):
    """Holds the whole content of a replay window inside its edge."""

    def __init__(self, look: Look, content: QWidget) -> None:
        super().__init__()
        self._look = look
        self._painted: QPixmap | None = None
        """The hatched edge, painted once: it is behind all that moves."""
        self.setAccessibleName("replay, not live")
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(0)
        self._layout.addWidget(content)
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        edge = self._look.px(EDGE)
        self._layout.setContentsMargins(edge, edge, edge, edge)
        self._painted = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size has another edge."""
        super().resizeEvent(event)
        self._painted = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """The four sides, as far as they are asked for."""
        if self._painted is None:
            self._painted = self._edge()
        painter = QPainter(self)
        where, ratio = event.rect(), self._painted.devicePixelRatio()
        painter.drawPixmap(
            QRectF(where), self._painted, QRectF(where.x() * ratio, where.y() * ratio, where.width() * ratio, where.height() * ratio)
        )
        painter.end()

    def _edge(self) -> QPixmap:
        """Four hatched sides."""
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(self.size() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        ink = Ink(painter, self._look)
        block = self._look.theme.regimes[RegimeLook.REPLAY]
        edge = float(self._look.px(EDGE))
        where = QRectF(self.rect())
        for side in sides(where, edge):
            painter.fillRect(side, QColor(block.text))
            ink.hatch_in(side, Hatch.DIAGONAL, QColor(block.fill), step=10, width=4.5)
        painter.end()
        return pixmap


def sides(where: QRectF, edge: float) -> tuple[QRectF, ...]:
    """The four sides of an edge that is so many px wide, without overlap."""
    return (
        QRectF(0, 0, where.width(), edge),
        QRectF(0, where.height() - edge, where.width(), edge),
        QRectF(0, edge, edge, where.height() - 2 * edge),
        QRectF(where.width() - edge, edge, edge, where.height() - 2 * edge),
    )
