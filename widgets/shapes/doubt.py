"""What is not known or not fresh: clocks, struck and dashed shapes, a broken line."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QRectF

from widgets.shapes.stylus import Drawing, Stylus
from widgets.words import Glyph


def _clock(hands: int) -> Drawing:
    def draw(s: Stylus) -> None:
        s.pen(2.0)
        s.ring(8.2)
        s.segment(0, -4.8, 0, 0)
        if hands > 1:
            s.segment(0, 0, 3.8, 2.2)

    return draw


def _struck_ring(s: Stylus) -> None:
    s.pen(2.0)
    s.ring(7.8)
    s.segment(-8.6, 8.6, 8.6, -8.6)


def _dash_box(s: Stylus) -> None:
    s.pen(1.6, dash=(3.0, 1.6))
    s.painter.drawRect(QRectF(-7.4, -7.4, 14.8, 14.8))


def _box_query(s: Stylus) -> None:
    _dash_box(s)
    s.letter("?", 13)


def _box_dash(s: Stylus) -> None:
    _dash_box(s)
    s.pen(2.2, square=True)
    s.segment(-4, 0, 4, 0)


def _posts(s: Stylus) -> None:
    s.pen(2.2, square=True)
    s.segment(-9, -6, -9, 6)
    s.segment(9, -6, 9, 6)
    s.pen(2.0, dash=(2.6, 2.6))
    s.segment(-7, 0, 8, 0)


DRAWINGS: Mapping[Glyph, Drawing] = MappingProxyType(
    {
        Glyph.CLOCK_ONE_HAND: _clock(1),
        Glyph.CLOCK_TWO_HANDS: _clock(2),
        Glyph.STRUCK_RING: _struck_ring,
        Glyph.BOX_QUERY: _box_query,
        Glyph.BOX_DASH: _box_dash,
        Glyph.POSTS: _posts,
    }
)
