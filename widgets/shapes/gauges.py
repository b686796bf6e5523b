"""How much of something was seen or is met: an upright gauge, neutral."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QRectF, Qt

from widgets.shapes.stylus import Drawing, Stylus
from widgets.words import Glyph


def _gauge_box() -> QRectF:
    return QRectF(-4.6, -8.6, 9.2, 17.2)


def _gauge_full(s: Stylus) -> None:
    s.painter.setPen(Qt.PenStyle.NoPen)
    s.painter.setBrush(s.ink)
    s.painter.drawRoundedRect(QRectF(-5.5, -9.5, 11, 19), 1.8, 1.8)


def _gauge_half(s: Stylus) -> None:
    s.pen(1.8)
    s.painter.drawRoundedRect(_gauge_box(), 1.2, 1.2)
    s.painter.fillRect(QRectF(-4.6, 0.6, 9.2, 8.0), s.ink)


def _gauge_empty(s: Stylus) -> None:
    s.pen(1.8)
    s.painter.drawRoundedRect(_gauge_box(), 1.2, 1.2)


def _gauge_struck(s: Stylus) -> None:
    s.pen(1.6, dash=(3.0, 1.8))
    s.painter.drawRect(_gauge_box())
    s.pen(2.0)
    s.segment(-8, 8.2, 8, -8.2)


DRAWINGS: Mapping[Glyph, Drawing] = MappingProxyType(
    {
        Glyph.GAUGE_FULL: _gauge_full,
        Glyph.GAUGE_HALF: _gauge_half,
        Glyph.GAUGE_EMPTY: _gauge_empty,
        Glyph.GAUGE_STRUCK: _gauge_struck,
    }
)
