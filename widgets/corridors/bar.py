"""The segment bar: legs in road order, equal in length, each with its word and when it was verified or why not.

The failing leg is thick and outlined; restricted ones are hatched, unknown ones dotted, closed ones crossed: the shape says what the colour
says. A long corridor takes a second row. Deliberately absent: distances along the road.
"""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from widgets.cells import Mark
from widgets.corridors.model import Leg
from widgets.ink import Ink
from widgets.look import Look
from widgets.painting import whole
from widgets.roles import Role
from widgets.tips import tip
from widgets.tokens import Token
from widgets.words import Glyph, Hatch, State

PER_ROW = 5
_ROW = 66
_GAP = 5
_MARGIN = 12


class SegmentBar(QWidget):
    """Paints legs and publishes them as its accessible description."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._legs: tuple[Leg, ...] = ()
        self.setAccessibleName("segments in road order")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._dress)

    def show_legs(self, legs: tuple[Leg, ...]) -> None:
        """Show these legs; none hides the bar."""
        if legs == self._legs:
            return
        self._legs = legs
        self.setAccessibleDescription(". ".join(f"{leg.code} {leg.state.word.lower()}, {leg.tip or leg.text}" for leg in legs))
        self._dress()

    def _dress(self) -> None:
        self.setVisible(bool(self._legs))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """All rows of it."""
        rows = -(-len(self._legs) // PER_ROW)
        return QSize(300, rows * self._look.px(_ROW))

    def minimumSizeHint(self) -> QSize:
        """No less."""
        return QSize(0, self.sizeHint().height())

    def places(self) -> tuple[QRectF, ...]:
        """Where each leg stands."""
        px = self._look.px
        across = min(PER_ROW, max(1, len(self._legs)))
        width = (self.width() - 2 * _MARGIN + _GAP) / across
        return tuple(
            QRectF(_MARGIN + place % PER_ROW * width, place // PER_ROW * px(_ROW), width - _GAP, px(_ROW))
            for place in range(len(self._legs))
        )

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """Each leg: bar, code and word, text."""
        del event
        painter = QPainter(self)
        ink = Ink(painter, self._look)
        for leg, where in zip(self._legs, self.places(), strict=True):
            _paint_leg(ink, where, leg)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """The whole text of a leg, for a pointer that rests on it."""
        if isinstance(event, QHelpEvent):
            leg = next((leg for leg, where in zip(self._legs, self.places(), strict=True) if where.contains(QPointF(event.pos()))), None)
            QToolTip.showText(event.globalPos(), tip(leg.tip) if leg is not None else "", self)
            return True
        return super().event(event)


def _paint_leg(ink: Ink, where: QRectF, leg: Leg) -> None:
    px = ink.look.px
    tall = px(14) if leg.fails else px(8)
    bar = QRectF(where.left(), where.top() + px(13) - tall / 2, where.width(), tall)
    _paint_bar(ink, bar, leg)
    line = QRectF(where.left(), where.top() + px(24), where.width(), px(19))
    word = Token.TEXT2 if not leg.fails and leg.state is not State.SEGMENT_UNKNOWN else leg.state.sign.token
    ink.text(line, leg.code, Role.DENSE_STRONG, Token.TEXT2)
    after = ink.width(leg.code, Role.DENSE_STRONG) + px(9)
    ink.text(line.adjusted(after, 0, 2, 0), leg.state.word, Role.STATE, word)
    under = QRectF(where.left(), where.top() + px(42), where.width() + 2, px(18))
    ink.text(under, leg.text, Role.CAPTION, word if leg.fails else Token.TEXT3)


def _paint_bar(ink: Ink, bar: QRectF, leg: Leg) -> None:
    hue = Token.NORMAL if leg.muted else Token.GOOD
    match leg.state:
        case State.ENDANGERED:
            ink.fill(bar, Token.CRITICAL_BG, radius=3)
            ink.frame(bar, Token.CRITICAL, width=2, radius=3)
        case State.CLOSED:
            _ties(ink, bar)
        case State.SEGMENT_UNKNOWN:
            middle = bar.center().y()
            ink.line(QPointF(bar.left(), middle), QPointF(bar.right(), middle), Token.DOUBT, width=px_of(ink, 4), dotted=True)
        case State.RESTRICTED:
            ink.frame(bar, hue)
            ink.hatch_in(bar, Hatch.DIAGONAL, ink.look.colour(hue), step=5, width=2)
        case _:
            ink.fill(bar, hue, radius=1)


def px_of(ink: Ink, value: float) -> float:
    """Px at the scale in force."""
    return value * ink.look.scale


def _ties(ink: Ink, bar: QRectF) -> None:
    """Closed: a red frame with a cross in its middle."""
    ink.frame(bar, Token.CRITICAL, width=1.5, radius=2)
    x = bar.left() + 8
    while x < bar.right() - 4:
        ink.line(QPointF(x, bar.top() + 2), QPointF(x, bar.bottom() - 2), Token.CRITICAL, width=1.5)
        x += px_of(ink, 10)
    ink.glyph(Mark(Glyph.CROSS, Token.CRITICAL, 12), bar.center())
