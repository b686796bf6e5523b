"""Who has it, who answered and how: rings with letters, and the lines of the silence procedure. No tick is among them."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QRectF, Qt

from widgets.shapes.stylus import Drawing, Stylus
from widgets.words import Glyph


def _clock_plus(s: Stylus) -> None:
    s.pen(1.9)
    s.ring(7.0, -1.6, -1.2)
    s.segment(-1.6, -5.0, -1.6, -1.2)
    s.pen(2.2, square=True)
    s.segment(7, 3.6, 7, 9.6)
    s.segment(4, 6.6, 10, 6.6)


def _dotted_ring(s: Stylus) -> None:
    s.pen(1.4, dash=(2.4, 2.0))
    s.ring(7.0)


def _dot(s: Stylus) -> None:
    s.painter.setPen(Qt.PenStyle.NoPen)
    s.painter.setBrush(s.ink)
    s.ring(2.2)


def _ring_dot(s: Stylus) -> None:
    s.pen(1.9)
    s.ring(7.4)
    s.painter.setPen(Qt.PenStyle.NoPen)
    s.painter.setBrush(s.ink)
    s.ring(2.7)


def _bar(s: Stylus) -> None:
    s.painter.fillRect(QRectF(-9, -2, 18, 4), s.fill)


def _cross(s: Stylus) -> None:
    s.pen(2.6, square=True)
    s.segment(-6.6, -6.6, 6.6, 6.6)
    s.segment(-6.6, 6.6, 6.6, -6.6)


def _lettered(letter: str) -> Drawing:
    def draw(s: Stylus) -> None:
        s.pen(1.5)
        s.ring(9.0)
        s.letter(letter, 12.5)

    return draw


def _relayed(letter: str) -> Drawing:
    """A dashed ring: given by voice, its countersign pending, not counted as signed."""

    def draw(s: Stylus) -> None:
        s.pen(1.6, dash=(5.2, 2.4))
        s.ring(9.0)
        s.letter(letter, 12.5)

    return draw


def _struck_n(s: Stylus) -> None:
    s.pen(2.0)
    s.ring(8.4)
    _strike_n(s)


def _relayed_struck_n(s: Stylus) -> None:
    s.pen(2.0, dash=(5.2, 2.4))
    s.ring(8.4)
    _strike_n(s)


def _strike_n(s: Stylus) -> None:
    s.letter("N", 12)
    s.pen(2.4)
    s.segment(-8.6, 8.6, 8.6, -8.6)


def _line_to_disc(s: Stylus) -> None:
    s.pen(2.0, square=True)
    s.segment(-10, 0, 3, 0)
    s.painter.setPen(Qt.PenStyle.NoPen)
    s.painter.setBrush(s.ink)
    s.ring(4.2, 4.6)


def _line_gap_ring(s: Stylus) -> None:
    s.pen(2.2, square=True)
    s.segment(-10, 0, -3.6, 0)
    s.pen(2.2, dash=(3.6, 1.5))
    s.ring(5.0, 4.4)


def _parted_line(s: Stylus) -> None:
    s.pen(2.1, square=True)
    s.segment(-10, 0, -3.4, 0)
    s.segment(3.4, 0, 10, 0)
    s.segment(-4.2, 7.4, -0.4, -7.4)
    s.segment(0.6, 7.4, 4.4, -7.4)


DRAWINGS: Mapping[Glyph, Drawing] = MappingProxyType(
    {
        Glyph.CLOCK_PLUS: _clock_plus,
        Glyph.DOTTED_RING: _dotted_ring,
        Glyph.DOT: _dot,
        Glyph.RING_DOT: _ring_dot,
        Glyph.OVERDUE_BAR: _bar,
        Glyph.CROSS: _cross,
        Glyph.RING_R: _lettered("R"),
        Glyph.RING_A: _lettered("A"),
        Glyph.RING_C: _lettered("C"),
        Glyph.RING_D: _lettered("D"),
        Glyph.RING_V: _lettered("V"),
        Glyph.RING_I: _lettered("I"),
        Glyph.RING_P: _lettered("P"),
        Glyph.RING_T: _lettered("T"),
        Glyph.RING_N_STRUCK: _struck_n,
        Glyph.RELAYED_R: _relayed("R"),
        Glyph.RELAYED_A: _relayed("A"),
        Glyph.RELAYED_C: _relayed("C"),
        Glyph.RELAYED_D: _relayed("D"),
        Glyph.RELAYED_V: _relayed("V"),
        Glyph.RELAYED_I: _relayed("I"),
        Glyph.RELAYED_P: _relayed("P"),
        Glyph.RELAYED_T: _relayed("T"),
        Glyph.RELAYED_N_STRUCK: _relayed_struck_n,
        Glyph.LINE_TO_DISC: _line_to_disc,
        Glyph.LINE_GAP_RING: _line_gap_ring,
        Glyph.PARTED_LINE: _parted_line,
    }
)
