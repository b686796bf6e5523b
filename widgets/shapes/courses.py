"""How far the course of a thing has come: under way, ended by its time, struck out, used up, alleged; and a line not to be crossed."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPolygonF

from widgets.shapes.stylus import Drawing, Stylus
from widgets.signs import Glyph


def _box(s: Stylus) -> None:
    s.pen(1.6)
    s.box(7.6, 2)


def _box_struck(s: Stylus) -> None:
    _box(s)
    s.pen(2.0)
    s.segment(-9, 9, 9, -9)


def _box_low(s: Stylus) -> None:
    _box(s)
    s.painter.fillRect(QRectF(-7.6, 2.6, 15.2, 5.0), s.ink)


def _half_sun(s: Stylus) -> None:
    """A sun on the horizon: what ended by its own time."""
    s.pen(2.0, square=True)
    s.segment(-9.4, 5, 9.4, 5)
    s.pen(1.8)
    s.painter.drawArc(QRectF(-5.6, -0.6, 11.2, 11.2), 0, 180 * 16)
    s.segment(0, -4.2, 0, -7.4)
    s.segment(-5.6, -1.6, -7.6, -4.0)
    s.segment(5.6, -1.6, 7.6, -4.0)


def _head(s: Stylus, x: float) -> None:
    s.painter.setPen(Qt.PenStyle.NoPen)
    s.painter.setBrush(s.ink)
    s.painter.drawPolygon(QPolygonF([QPointF(x, 0), QPointF(x - 7, -5.4), QPointF(x - 7, 5.4)]))


def _arrow(s: Stylus) -> None:
    s.pen(2.6, square=True)
    s.segment(-9, 0, 4, 0)
    _head(s, 9.4)


def _upright(s: Stylus) -> None:
    s.pen(3.0, square=True)
    s.segment(0, -9, 0, 9)


def _arrow_to_line(s: Stylus) -> None:
    s.pen(2.2, square=True)
    s.segment(8, -9, 8, 9)
    s.segment(-9.4, 0, -1, 0)
    _head(s, 4.6)


def _arrow_through_line(s: Stylus) -> None:
    s.pen(2.2, square=True)
    s.segment(-1, -9, -1, -2.4)
    s.segment(-1, 2.4, -1, 9)
    s.segment(-9.4, 0, 3, 0)
    _head(s, 9.4)


def _bubble(s: Stylus) -> None:
    """Said, and not yet found."""
    s.pen(1.8)
    path = QPainterPath()
    path.addRoundedRect(QRectF(-8.6, -7.6, 17.2, 11.6), 3, 3)
    s.painter.drawPath(path)
    s.painter.drawPolyline(QPolygonF([QPointF(-4.6, 4), QPointF(-5.4, 8.8), QPointF(0, 4)]))


def _bubble_struck(s: Stylus) -> None:
    _bubble(s)
    s.pen(2.0)
    s.segment(-9, 8.6, 9, -8.6)


DRAWINGS: Mapping[Glyph, Drawing] = MappingProxyType(
    {
        Glyph.BOX_STRUCK: _box_struck,
        Glyph.BOX_LOW: _box_low,
        Glyph.HALF_SUN: _half_sun,
        Glyph.ARROW: _arrow,
        Glyph.UPRIGHT: _upright,
        Glyph.ARROW_TO_LINE: _arrow_to_line,
        Glyph.ARROW_THROUGH_LINE: _arrow_through_line,
        Glyph.BUBBLE: _bubble,
        Glyph.BUBBLE_STRUCK: _bubble_struck,
    }
)
