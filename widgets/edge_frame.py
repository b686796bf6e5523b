"""A frame round a whole window that says at any glance that this is not the present: painted once, with its content inside.

Deliberately absent: what the edge means; `ReplayFrame` and `PausedFrame` each have their own hue and pattern.
"""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.ink import Ink
from widgets.look import Look
from widgets.painting import whole


class EdgeFrame(QWidget):
    """Holds the content inside an edge of `edge` px; subclasses paint one side after the other."""

    edge = 8

    def __init__(self, look: Look, content: QWidget) -> None:
        super().__init__()
        self._look = look
        self._painted: QPixmap | None = None
        """The edge, painted once: it is behind all that moves."""
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(0)
        self._layout.addWidget(content)
        look.changed.connect(self._dress)
        self._dress()

    @property
    def shown(self) -> bool:
        """Whether there is an edge now."""
        return True

    def paint_side(self, ink: Ink, side: QRectF) -> None:
        """Paint one of the four sides."""
        raise NotImplementedError

    def _dress(self) -> None:
        edge = self._look.px(self.edge) if self.shown else 0
        self._layout.setContentsMargins(edge, edge, edge, edge)
        self._painted = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size has another edge."""
        super().resizeEvent(event)
        self._painted = None

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """The four sides, as far as they are asked for."""
        if not self.shown:
            return
        if self._painted is None:
            self._painted = self._edged()
        painter, ratio = QPainter(self), self._painted.devicePixelRatio()
        for side in sides(QRectF(self.rect()), float(self._look.px(self.edge))):
            where = side.intersected(QRectF(event.rect()))
            if not where.isEmpty():
                source = QRectF(where.x() * ratio, where.y() * ratio, where.width() * ratio, where.height() * ratio)
                painter.drawPixmap(where, self._painted, source)
        painter.end()

    def _edged(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(self.size() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        ink = Ink(painter, self._look)
        for side in sides(QRectF(self.rect()), float(self._look.px(self.edge))):
            self.paint_side(ink, side)
        painter.end()
        return pixmap


def sides(where: QRectF, edge: float) -> tuple[QRectF, ...]:
    """Return the four sides of a rectangle's edge, the upright ones between the others."""
    return (
        QRectF(0, 0, where.width(), edge),
        QRectF(0, where.height() - edge, where.width(), edge),
        QRectF(0, edge, edge, where.height() - 2 * edge),
        QRectF(where.width() - edge, edge, edge, where.height() - 2 * edge),
    )
