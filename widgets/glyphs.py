"""Every shape of the screen, drawn (no icon font, no image files), so that it is sharp at any scale and takes any theme.

A shape is drawn in a box of 20 x 20 units round the origin (`widgets.shapes`, a family a file); pixmaps are kept by shape, colour, size and
device pixel ratio. On the light theme a status shape is filled with the theme's fill in a dark outline, since dark words on white lose
their hue to some eyes.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import ceil
from types import MappingProxyType

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from widgets.look import Look
from widgets.shapes import answers, courses, deeds, doubt, gauges, severity, signs
from widgets.shapes.stylus import Drawing, Stylus
from widgets.tokens import STATUS, THEMES, ThemeName, Token
from widgets.words import Glyph

UNITS = 20.0

DRAWINGS: Mapping[Glyph, Drawing] = MappingProxyType(
    {glyph: drawing for family in (severity, doubt, gauges, answers, deeds, courses, signs) for glyph, drawing in family.DRAWINGS.items()}
)


def draw_glyph(painter: QPainter, look: Look, glyph: Glyph, token: Token, centre: QPointF, size: float) -> None:
    """Draw a shape in a token's colour, centred on a point; `size` is the side of its box in px."""
    draw_glyphs(painter, look, glyph, token, (centre,), size)


def draw_glyphs(painter: QPainter, look: Look, glyph: Glyph, token: Token, centres: Iterable[QPointF], size: float) -> None:
    """Draw a shape at many points."""
    device = painter.device()
    ratio = device.devicePixelRatioF()
    pixmap = _pixmap(look.theme.name, glyph, token, round(size * 4), ratio)
    half = pixmap.width() / ratio / 2
    corner = QPointF(half, half)
    for centre in centres:
        painter.drawPixmap(centre - corner, pixmap)


@lru_cache(maxsize=2048)
def _pixmap(theme: ThemeName, glyph: Glyph, token: Token, quarters: int, ratio: float) -> QPixmap:
    """A shape as a pixmap: `quarters` is four times its size in px. Two px of air for strokes that overhang."""
    size = quarters / 4
    side = ceil((size + 4) * ratio)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(side / 2, side / 2)
    painter.scale(size * ratio / UNITS, size * ratio / UNITS)
    DRAWINGS[glyph](_stylus(painter, theme, token))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _stylus(painter: QPainter, name: ThemeName, token: Token) -> Stylus:
    theme = THEMES[name]
    outlined = theme.outlined and token in STATUS
    return Stylus(
        painter=painter,
        ink=QColor(theme.hex(token)),
        fill=QColor(theme.fill(token)),
        outline=QColor(theme.hex(Token.TEXT)) if outlined else None,
        against=QColor(theme.hex(Token.ON_CRITICAL if token in STATUS else Token.PANEL)),
        good=QColor(theme.hex(Token.GOOD)),
        ground=QColor(theme.hex(Token.CANVAS)),
        text=QColor(theme.hex(Token.TEXT)),
        bright=QColor(theme.hex(Token.PANEL if theme.outlined else Token.TEXT)),
    )
