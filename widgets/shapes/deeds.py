"""How far a deed is: boxes, ticks, the play sign, a padlock."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPolygonF

from widgets.shapes.stylus import PALE, Drawing, Stylus
from widgets.words import Glyph


def _box(s: Stylus) -> None:
    s.pen(1.6)
    s.box(7.6, 2)


def _check(s: Stylus, ink: QColor) -> None:
    s.pen(2.2, ink=ink)
    s.painter.drawPolyline(QPolygonF([QPointF(-4.6, 0.4), QPointF(-1.2, 4), QPointF(5, -4)]))


def _tick_filled(s: Stylus) -> None:
    s.painter.setPen(Qt.PenStyle.NoPen)
    s.painter.setBrush(s.ink)
    s.box(8.2)
    _check(s, s.ground if s.ink.lightness() > PALE else s.bright)


def _tick_edge(s: Stylus) -> None:
    _tick_filled(s)
    s.painter.fillRect(QRectF(6.6, -8.2, 3.0, 16.4), s.good)


def _tick_open(s: Stylus) -> None:
    _box(s)
    _check(s, s.text)


def _play(s: Stylus) -> None:
    s.pen(2.0)
    s.painter.drawPolygon(QPolygonF([QPointF(-5.6, -7.4), QPointF(7.4, 0), QPointF(-5.6, 7.4)]))


def _box_dashed(s: Stylus) -> None:
    s.pen(1.6, dash=(3.0, 1.8))
    s.painter.drawRect(QRectF(-7.6, -7.6, 15.2, 15.2))


def _padlock(s: Stylus) -> None:
    s.pen(2.2)
    path = QPainterPath(QPointF(-4, -0.5))
    path.lineTo(-4, -4.5)
    path.cubicTo(-4, -10, 4, -10, 4, -4.5)
    path.lineTo(4, -0.5)
    s.painter.drawPath(path)
    s.painter.setPen(Qt.PenStyle.NoPen)
    s.painter.setBrush(s.ink)
    s.painter.drawRoundedRect(QRectF(-6.6, -1.4, 13.2, 10.4), 1.2, 1.2)


def _box_arrow(s: Stylus) -> None:
    _box(s)
    s.pen(1.8, square=True)
    s.segment(-4, 0, 3.6, 0)
    s.painter.drawPolyline(QPolygonF([QPointF(0.8, -3), QPointF(4, 0), QPointF(0.8, 3)]))


def _box_ring(s: Stylus) -> None:
    _box(s)
    s.pen(2.0)
    s.ring(3.2)


DRAWINGS: Mapping[Glyph, Drawing] = MappingProxyType(
    {
        Glyph.BOX: _box,
        Glyph.BOX_TICK_FILLED: _tick_filled,
        Glyph.BOX_TICK_EDGE: _tick_edge,
        Glyph.BOX_TICK_OPEN: _tick_open,
        Glyph.PLAY: _play,
        Glyph.BOX_DASHED: _box_dashed,
        Glyph.PADLOCK: _padlock,
        Glyph.BOX_ARROW: _box_arrow,
        Glyph.BOX_RING: _box_ring,
    }
)
