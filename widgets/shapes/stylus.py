"""The pen every shape is drawn with: shape units round the origin, and the colours one shape may use.

Deliberately absent: any shape.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from widgets.fonts import font
from widgets.roles import Role

_OUTLINE = 1.2
PALE = 180
"""A box paler than this (of 255) carries a dark tick."""


@dataclass(frozen=True)
class Stylus:
    """A painter in shape units with the colours one shape may use: its own, its fill, and what stands out against that fill."""

    painter: QPainter
    ink: QColor
    fill: QColor
    outline: QColor | None
    against: QColor
    good: QColor
    ground: QColor
    bright: QColor
    text: QColor

    def pen(self, width: float = 2.0, *, dash: tuple[float, ...] = (), ink: QColor | None = None, square: bool = False) -> None:
        """Draw lines of this width, no fill."""
        pen = QPen(ink if ink is not None else self.ink, width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap if dash or square else Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        if dash:
            pen.setDashPattern([part / width for part in dash])
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)

    def solid(self) -> None:
        """Draw filled shapes: outlined on the light theme, bare elsewhere."""
        self.painter.setBrush(self.fill)
        self.painter.setPen(QPen(self.outline, _OUTLINE) if self.outline is not None else Qt.PenStyle.NoPen)

    def segment(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """A straight line."""
        self.painter.drawLine(QPointF(x1, y1), QPointF(x2, y2))

    def ring(self, radius: float, x: float = 0, y: float = 0) -> None:
        """A circle."""
        self.painter.drawEllipse(QPointF(x, y), radius, radius)

    def box(self, half: float, radius: float = 1.5) -> None:
        """A square round the origin."""
        self.painter.drawRoundedRect(QRectF(-half, -half, 2 * half, 2 * half), radius, radius)

    def letter(self, text: str, px: float, ink: QColor | None = None, y: float = 0) -> None:
        """One bold letter, centred by its capital height."""
        made = font(Role.BODY_STRONG, px / 14)
        metrics = QFontMetricsF(made)
        self.painter.setFont(made)
        self.painter.setPen(ink if ink is not None else self.ink)
        self.painter.drawText(QPointF(-metrics.horizontalAdvance(text) / 2, y + metrics.capHeight() / 2), text)


Drawing = Callable[[Stylus], None]
