"""How anything is painted: text, chips, hatches, frames and spans, in tokens and roles. The only caller of QPainter's text.

Every text goes through `Ink.text`, which shortens what does not fit and, when a ledger is kept, writes down that it did: a render test
fails on any shortened text. Deliberately absent: layout of panels, and any colour that is not a token.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import assert_never

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from widgets.cells import Align, Chip, Mark, Span, Word
from widgets.fonts import font
from widgets.glyphs import draw_glyph, draw_glyphs
from widgets.look import Look, Painted
from widgets.painting import saved
from widgets.roles import Role
from widgets.tokens import Token
from widgets.words import Hatch

_CHIP_PAD = 5.0
_CHIP_HEIGHT = 18.0
# Capital height of the 14 px face: smaller texts in a line stand on the same base line as it.
_CAPITAL = 9.8


class Ink:
    """A painter that speaks tokens. Made for one paint event and thrown away."""

    def __init__(self, painter: QPainter, look: Look) -> None:
        self.painter = painter
        self.look = look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)

    def width(self, text: str, role: Role) -> float:
        """Px a text needs."""
        return text_width(self.look, text, role)

    def text(
        self,
        where: QRectF,
        text: str,
        role: Role = Role.DENSE,
        token: Token = Token.TEXT,
        align: Align = Align.LEFT,
        *,
        struck: bool = False,
    ) -> None:
        """Paint one line of text, centred on the height of `where`, shortened if it must be (and recorded)."""
        self._text(where, text, role, self.look.colour(token), token, align, struck=struck)

    def text_in(self, where: QRectF, text: str, role: Role, ink: QColor, align: Align = Align.LEFT) -> None:
        """The same in a colour of a label, regime or TLP block, which are no tokens."""
        self._text(where, text, role, ink, None, align, struck=False)

    def _text(self, where: QRectF, text: str, role: Role, ink: QColor, token: Token | None, align: Align, *, struck: bool) -> None:
        font = self.look.font(role)
        metrics = QFontMetricsF(font)
        shown = text
        if metrics.horizontalAdvance(text) > where.width() + 0.75:
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, where.width())
        self.painter.setFont(font)
        self.painter.setPen(ink)
        width = metrics.horizontalAdvance(shown)
        left = _left(where, width, align)
        baseline = round(where.center().y() + max(metrics.capHeight(), _CAPITAL * self.look.scale) / 2)
        self.painter.drawText(QPointF(left, baseline), shown)
        if struck:
            self.painter.drawLine(QPointF(left, where.center().y() + 1), QPointF(left + width, where.center().y() + 1))
        if self.look.ledger is not None:
            self.look.ledger.append(Painted(text, shown, shown != text, role, token, where))

    def glyph(self, mark: Mark, centre: QPointF) -> None:
        """Paint a shape centred on a point."""
        draw_glyph(self.painter, self.look, mark.glyph, mark.token, centre, mark.size * self.look.scale)

    def glyphs(self, mark: Mark, centres: Iterable[QPointF]) -> None:
        """Paint a shape centred on each of many points."""
        draw_glyphs(self.painter, self.look, mark.glyph, mark.token, centres, mark.size * self.look.scale)

    def chip(self, where: QRectF, chip: Chip) -> None:
        """Paint an outlined text filling `where`."""
        edge = Token.LINE_STRONG if chip.token in {Token.TEXT2, Token.TEXT3, Token.TEXT} else chip.token
        self.frame(where, edge, radius=3, dashed=chip.dashed)
        self.text(where, chip.text, chip.role, chip.token, Align.CENTRE)

    def fill(self, where: QRectF, token: Token, radius: float = 0) -> None:
        """Fill a rectangle."""
        path = QPainterPath()
        path.addRoundedRect(where, radius, radius)
        self.painter.fillPath(path, self.look.colour(token))

    def frame(self, where: QRectF, token: Token, *, width: float = 1.0, radius: float = 0, dashed: bool = False) -> None:
        """Outline a rectangle just inside its edge."""
        pen = QPen(self.look.colour(token), width)
        if dashed:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([5 / width, 3 / width])
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = width / 2
        self.painter.drawRoundedRect(where.adjusted(inset, inset, -inset, -inset), radius, radius)

    def line(self, start: QPointF, end: QPointF, token: Token, *, width: float = 1.0, dotted: bool = False) -> None:
        """Draw a straight line."""
        pen = QPen(self.look.colour(token), width)
        if dotted:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([2 / width, 2 / width])
        self.painter.setPen(pen)
        self.painter.drawLine(start, end)

    def hatch(self, where: QRectF, hatch: Hatch, token: Token = Token.DOUBT_BG) -> None:
        """Draw a doubt's pattern over an area."""
        self.hatch_in(where, hatch, self.look.colour(token))

    def hatch_in(self, where: QRectF, hatch: Hatch, ink: QColor, *, step: float = 8.0, width: float = 1.0) -> None:
        """The same in a colour of a label or regime block."""
        if hatch is Hatch.NONE:
            return
        with saved(self.painter):
            self.painter.setClipRect(where, Qt.ClipOperation.IntersectClip)
            self.painter.setPen(QPen(ink, width))
            _hatch(self.painter, where, hatch, step * self.look.scale)

    def spans(self, where: QRectF, spans: Sequence[Span], align: Align = Align.LEFT) -> None:
        """Paint spans in a row; what does not fit is shortened from the right."""
        x = where.left()
        if align is not Align.LEFT:
            spare = max(0.0, where.width() - self.spans_width(spans))
            x += spare if align is Align.RIGHT else spare / 2
        for index, span in enumerate(spans):
            x = _start(self.look, span, where.left(), x, first=index == 0)
            x += self._span(QRectF(x, where.top(), max(0.0, where.right() - x), where.height()), span)

    def _span(self, where: QRectF, span: Span) -> float:
        need = span_width(self.look, span)
        match span:
            case Word():
                self.text(where, span.text, span.role, span.token, struck=span.struck)
            case Mark():
                self.glyph(span, QPointF(where.left() + need / 2, where.center().y()))
            case Chip():
                height = min(_CHIP_HEIGHT * self.look.scale, where.height())
                self.chip(QRectF(where.left(), where.center().y() - height / 2, need, height), span)
            case _:
                assert_never(span)
        return min(need, where.width())

    def spans_width(self, spans: Sequence[Span]) -> float:
        """Px some spans need in a row."""
        return spans_width(self.look, spans)


def text_width(look: Look, text: str, role: Role) -> float:
    """Px a text needs."""
    return _advance(text, role, look.scale)


@lru_cache(maxsize=65_536)
def _advance(text: str, role: Role, scale: float) -> float:
    """Measured once: lists ask for the same words again and again."""
    return QFontMetricsF(font(role, scale)).horizontalAdvance(text)


def span_width(look: Look, span: Span) -> float:
    """Px one span needs."""
    match span:
        case Word():
            return text_width(look, span.text, span.role)
        case Mark():
            return span.size * look.scale
        case Chip():
            return text_width(look, span.text, span.role) + 2 * _CHIP_PAD * look.scale
        case _:
            assert_never(span)


def spans_width(look: Look, spans: Sequence[Span]) -> float:
    """Px some spans need in a row."""
    total = 0.0
    for index, span in enumerate(spans):
        total = _start(look, span, 0.0, total, first=index == 0) + span_width(look, span)
    return total


def _start(look: Look, span: Span, left: float, x: float, *, first: bool) -> float:
    """Where a span begins: after its gap, or at its tab stop if that is further."""
    after = x if first else x + span.gap * look.scale
    return max(after, left + span.at * look.scale) if span.at else after


def _left(where: QRectF, width: float, align: Align) -> float:
    match align:
        case Align.LEFT:
            return where.left()
        case Align.CENTRE:
            return where.center().x() - width / 2
        case Align.RIGHT:
            return where.right() - width
        case _:
            assert_never(align)


def _hatch(painter: QPainter, where: QRectF, hatch: Hatch, step: float) -> None:
    match hatch:
        case Hatch.NONE:
            return
        case Hatch.DIAGONAL:
            _diagonals(painter, where, step, rising=True)
        case Hatch.CROSSED:
            _diagonals(painter, where, step, rising=True)
            _diagonals(painter, where, step, rising=False)
        case Hatch.HORIZONTAL:
            y = where.top() + step / 2
            while y < where.bottom():
                painter.drawLine(QPointF(where.left(), y), QPointF(where.right(), y))
                y += step
        case Hatch.DOTS:
            _dots(painter, where, step)
        case _:
            assert_never(hatch)


def _diagonals(painter: QPainter, where: QRectF, step: float, *, rising: bool) -> None:
    height = where.height()
    x = where.left() - height
    while x < where.right():
        low, high = QPointF(x, where.bottom()), QPointF(x + height, where.top())
        if not rising:
            low, high = QPointF(x, where.top()), QPointF(x + height, where.bottom())
        painter.drawLine(low, high)
        x += step


def _dots(painter: QPainter, where: QRectF, step: float) -> None:
    pen = painter.pen()
    pen.setWidthF(2.0)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    y = where.top() + step / 2
    while y < where.bottom():
        x = where.left() + step / 2
        while x < where.right():
            painter.drawPoint(QPointF(x, y))
            x += step
        y += step
