"""What stands for a thing on the ground or a comparison: protected houses, an area, a bar, equal and not equal."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPolygonF

from widgets.shapes.stylus import Drawing, Stylus
from widgets.words import Glyph


def _not_equal(s: Stylus) -> None:
    s.pen(2.0, square=True)
    s.segment(-8, -3, 8, -3)
    s.segment(-8, 3, 8, 3)
    s.segment(-4.2, 8, 4.2, -8)


def _met_bar(s: Stylus) -> None:
    s.painter.setPen(Qt.PenStyle.NoPen)
    s.painter.setBrush(s.ink)
    s.painter.drawRoundedRect(QRectF(-9.6, -2.6, 19.2, 5.2), 2, 2)


def _tick(s: Stylus) -> None:
    s.pen(2.4)
    s.painter.drawPolyline(QPolygonF([QPointF(-7, 0.6), QPointF(-2, 5.6), QPointF(7.4, -5.6)]))


def _house(letter: str) -> Drawing:
    """A protected sign: a white house with a second outline and one letter; no military frame has this outline."""

    def draw(s: Stylus) -> None:
        s.pen(1.4)
        s.painter.drawPolygon(_gable(9.6, -9.8, -2.6, 9.4))
        s.painter.setPen(Qt.PenStyle.NoPen)
        s.painter.setBrush(s.ink)
        s.painter.drawPolygon(_gable(7.0, -6.8, -1.2, 6.9))
        s.letter(letter, 10.5, s.ground, y=2.2)

    return draw


def _gable(half: float, top: float, eaves: float, floor: float) -> QPolygonF:
    return QPolygonF([QPointF(0, top), QPointF(half, eaves), QPointF(half, floor), QPointF(-half, floor), QPointF(-half, eaves)])


def _area(s: Stylus) -> None:
    s.pen(1.6, dash=(4.0, 2.0))
    s.painter.drawEllipse(QPointF(0, 0), 9.4, 6.0)


DRAWINGS: Mapping[Glyph, Drawing] = MappingProxyType(
    {
        Glyph.NOT_EQUAL: _not_equal,
        Glyph.MET_BAR: _met_bar,
        Glyph.TICK: _tick,
        Glyph.HOUSE_H: _house("H"),
        Glyph.HOUSE_E: _house("E"),
        Glyph.HOUSE_R: _house("R"),
        Glyph.HOUSE_S: _house("S"),
        Glyph.DASHED_AREA: _area,
    }
)
