"""How grave something is, and how far it was dealt with: filled, open, half open, a ring, two bars."""

from collections.abc import Mapping
from math import cos, pi, sin
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPolygonF

from widgets.painting import saved
from widgets.shapes.stylus import Drawing, Stylus
from widgets.words import Glyph


def _octagon(radius: float = 9.6) -> QPolygonF:
    return QPolygonF([QPointF(radius * cos(pi / 8 + k * pi / 4), radius * sin(pi / 8 + k * pi / 4)) for k in range(8)])


def _triangle() -> QPolygonF:
    return QPolygonF([QPointF(0, -9.2), QPointF(10, 8), QPointF(-10, 8)])


def _square(half: float = 8.2) -> QPolygonF:
    return QPolygonF([QPointF(-half, -half), QPointF(half, -half), QPointF(half, half), QPointF(-half, half)])


def _disc(radius: float = 7.8) -> QPolygonF:
    return QPolygonF([QPointF(radius * cos(k * pi / 24), radius * sin(k * pi / 24)) for k in range(48)])


def _exclamation(s: Stylus) -> None:
    s.painter.setPen(Qt.PenStyle.NoPen)
    s.painter.setBrush(s.against)
    s.painter.drawRoundedRect(QRectF(-1.5, -5.8, 3, 7.2), 0.8, 0.8)
    s.painter.drawRect(QRectF(-1.5, 3.0, 3, 3))


def _filled(shape: QPolygonF, *, exclaim: bool = False) -> Drawing:
    def draw(s: Stylus) -> None:
        s.solid()
        s.painter.drawPolygon(shape)
        if exclaim:
            _exclamation(s)

    return draw


def _open(shape: QPolygonF) -> Drawing:
    def draw(s: Stylus) -> None:
        s.pen(1.8)
        s.painter.drawPolygon(shape)

    return draw


def _half_open(shape: QPolygonF) -> Drawing:
    """The upper half filled, the lower open: held up by too little."""

    def draw(s: Stylus) -> None:
        with saved(s.painter):
            s.painter.setClipRect(QRectF(-12, -12, 24, 13), Qt.ClipOperation.IntersectClip)
            s.solid()
            s.painter.drawPolygon(shape)
        s.pen(1.9)
        s.painter.drawPolygon(shape)

    return draw


def _ring(s: Stylus) -> None:
    s.pen(1.9)
    s.ring(6.6)


def _dashed_ring(s: Stylus) -> None:
    s.pen(2.6, dash=(3.6, 2.0), ink=s.fill)
    s.ring(6.6)
    if s.outline is not None:
        s.pen(0.9, ink=s.outline)
        s.ring(8.3)
        s.ring(4.9)


def _pause(s: Stylus) -> None:
    s.painter.fillRect(QRectF(-5.2, -6, 3.4, 12), s.ink)
    s.painter.fillRect(QRectF(1.8, -6, 3.4, 12), s.ink)


DRAWINGS: Mapping[Glyph, Drawing] = MappingProxyType(
    {
        Glyph.OCTAGON: _filled(_octagon(), exclaim=True),
        Glyph.TRIANGLE: _filled(_triangle()),
        Glyph.SQUARE: _filled(_square()),
        Glyph.DISC: _filled(_disc()),
        Glyph.RING: _ring,
        Glyph.DASHED_RING: _dashed_ring,
        Glyph.PAUSE_BARS: _pause,
        Glyph.OPEN_OCTAGON: _open(_octagon()),
        Glyph.OPEN_TRIANGLE: _open(_triangle()),
        Glyph.OPEN_SQUARE: _open(_square()),
        Glyph.OPEN_DISC: _open(_disc()),
        Glyph.HOLLOW_OCTAGON: _half_open(_octagon()),
        Glyph.HOLLOW_TRIANGLE: _half_open(_triangle()),
        Glyph.HOLLOW_SQUARE: _half_open(_square()),
        Glyph.HOLLOW_DISC: _half_open(_disc()),
    }
)
