"""Every shape of the screen, drawn (no icon font, no image files), so that it is sharp at any scale and takes any theme.

A shape is drawn in a box of 20 x 20 units round the origin; pixmaps are kept by shape, colour, size and device pixel ratio. On the light
theme a status shape is filled with the theme's fill in a dark outline, since dark words on white lose their hue to some eyes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, cos, pi, sin
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from widgets.fonts import font
from widgets.look import Look
from widgets.roles import Role
from widgets.tokens import STATUS, THEMES, ThemeName, Token
from widgets.words import Glyph

UNITS = 20.0
_OUTLINE = 1.2
_PALE = 180
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
        s.painter.save()
        s.painter.setClipRect(QRectF(-12, -12, 24, 13), Qt.ClipOperation.IntersectClip)
        s.solid()
        s.painter.drawPolygon(shape)
        s.painter.restore()
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


def _clock(hands: int) -> Drawing:
    def draw(s: Stylus) -> None:
        s.pen(2.0)
        s.ring(8.2)
        s.segment(0, -4.8, 0, 0)
        if hands > 1:
            s.segment(0, 0, 3.8, 2.2)

    return draw


def _clock_plus(s: Stylus) -> None:
    s.pen(1.9)
    s.ring(7.0, -1.6, -1.2)
    s.segment(-1.6, -5.0, -1.6, -1.2)
    s.pen(2.2, square=True)
    s.segment(7, 3.6, 7, 9.6)
    s.segment(4, 6.6, 10, 6.6)


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


def _not_equal(s: Stylus) -> None:
    s.pen(2.0, square=True)
    s.segment(-8, -3, 8, -3)
    s.segment(-8, 3, 8, 3)
    s.segment(-4.2, 8, 4.2, -8)


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


def _met_bar(s: Stylus) -> None:
    s.painter.setPen(Qt.PenStyle.NoPen)
    s.painter.setBrush(s.ink)
    s.painter.drawRoundedRect(QRectF(-9.6, -2.6, 19.2, 5.2), 2, 2)


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
    _check(s, s.ground if s.ink.lightness() > _PALE else s.bright)


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
        Glyph.CLOCK_ONE_HAND: _clock(1),
        Glyph.CLOCK_TWO_HANDS: _clock(2),
        Glyph.CLOCK_PLUS: _clock_plus,
        Glyph.STRUCK_RING: _struck_ring,
        Glyph.BOX_QUERY: _box_query,
        Glyph.BOX_DASH: _box_dash,
        Glyph.POSTS: _posts,
        Glyph.GAUGE_FULL: _gauge_full,
        Glyph.GAUGE_HALF: _gauge_half,
        Glyph.GAUGE_EMPTY: _gauge_empty,
        Glyph.GAUGE_STRUCK: _gauge_struck,
        Glyph.NOT_EQUAL: _not_equal,
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
        Glyph.MET_BAR: _met_bar,
        Glyph.BOX: _box,
        Glyph.BOX_TICK_FILLED: _tick_filled,
        Glyph.BOX_TICK_EDGE: _tick_edge,
        Glyph.BOX_TICK_OPEN: _tick_open,
        Glyph.PLAY: _play,
        Glyph.BOX_DASHED: _box_dashed,
        Glyph.PADLOCK: _padlock,
        Glyph.BOX_ARROW: _box_arrow,
        Glyph.BOX_RING: _box_ring,
        Glyph.TICK: _tick,
        Glyph.HOUSE_H: _house("H"),
        Glyph.HOUSE_E: _house("E"),
        Glyph.HOUSE_R: _house("R"),
        Glyph.HOUSE_S: _house("S"),
        Glyph.DASHED_AREA: _area,
    }
)


def draw_glyph(painter: QPainter, look: Look, glyph: Glyph, token: Token, centre: QPointF, size: float) -> None:
    """Draw a shape in a token's colour, centred on a point; `size` is the side of its box in px."""
    device = painter.device()
    ratio = device.devicePixelRatioF()
    pixmap = _pixmap(look.theme.name, glyph, token, round(size * 4), ratio)
    side = pixmap.width() / ratio
    painter.drawPixmap(QPointF(centre.x() - side / 2, centre.y() - side / 2), pixmap)


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
