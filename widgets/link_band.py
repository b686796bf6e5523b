"""The band over the desk while the link is lost: how long, which picture is frozen, what is off, when the next try comes.

It pushes the desk down and covers nothing. Its alarm is its own (F7) and never touches the others. Deliberately absent: reconnecting.
"""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from widgets.band import Band
from widgets.cells import Align, Span, Word, state_mark
from widgets.frame_model import LinkBandModel
from widgets.ink import Ink, spans_width, text_width
from widgets.look import Look
from widgets.painting import whole
from widgets.prose import wrapped
from widgets.roles import Role
from widgets.tokens import Token
from widgets.words import Hatch, State

HEIGHT = 44
_LEFT, _LINE, _PAD = 20, 22, 12
_UNDER = 30
"""Px that lines below the first are indented: under its words, beside its sign."""


class _AcknowledgeLink(QAbstractButton):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setText("F7 acknowledge the link alarm")
        self.setAccessibleName(self.text())

    def sizeHint(self) -> QSize:
        return QSize(int(text_width(self._look, self.text(), Role.BODY_STRONG)) + self._look.px(16), self._look.px(HEIGHT))

    def say(self, text: str) -> None:
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        ink = Ink(painter, self._look)
        where = QRectF(self.rect())
        ink.text(where.adjusted(0, 0, -4, 0), self.text(), Role.BODY_STRONG, Token.TEXT if self.isEnabled() else Token.TEXT2, Align.RIGHT)
        if self.hasFocus():
            ink.frame(where.adjusted(0, 6, 0, -6), Token.FOCUS, width=2, radius=3)
        painter.end()


class LinkBand(Band[LinkBandModel]):
    """Hidden while there is nothing to say. `acknowledged` is the operator's F7."""

    acknowledged = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, "link lost", HEIGHT)
        self._button = _AcknowledgeLink(look)
        self._button.clicked.connect(self.acknowledged)
        self._button.setParent(self)
        self.place()

    def said(self, model: LinkBandModel) -> str:
        """How long, and what is off."""
        return f"{model.headline}. {model.detail}"

    def show_model(self, model: LinkBandModel | None) -> None:
        """Show the band, or take it away with None."""
        if model is not None:
            self._button.setEnabled(not model.acknowledged)
            self._button.say("link alarm acknowledged" if model.acknowledged else "F7 acknowledge the link alarm")
        super().show_model(model)

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """Violet ground, cross-hatch, a line above and below, the words."""
        del event
        if self.model is None:
            return
        painter = QPainter(self)
        ink = Ink(painter, self._look)
        where = QRectF(self.rect())
        ink.fill(where, Token.DOUBT_BG)
        ink.hatch_in(where, Hatch.CROSSED, self._look.faded(Token.DOUBT, 0.16))
        for y in (0.5, where.bottom() - 0.5):
            ink.line(QPointF(0, y), QPointF(where.right(), y), Token.DOUBT)
        room = QRectF(self._look.px(_LEFT), 0, self._room(self.width()), where.height())
        head, below = self._laid(self.model, self.width())
        line = self._look.px(_LINE)
        top = (where.height() - line * (len(below) + 1)) / 2 if below else 0.0
        ink.spans(QRectF(room.left(), top, room.width(), line if below else where.height()), head)
        for number, text in enumerate(below, 1):
            ink.text(QRectF(room.left() + self._look.px(_UNDER), top + line * number, room.width(), line), text, Role.BODY, Token.TEXT)
        painter.end()

    def _room(self, width: int) -> int:
        """Px for the words, beside the key."""
        return width - self._look.px(_LEFT) - self._button.sizeHint().width() - self._look.px(24)

    def _laid(self, model: LinkBandModel, width: int) -> tuple[tuple[Span, ...], tuple[str, ...]]:
        """The first line, and the lines below it where one does not hold everything."""
        head = (state_mark(State.LINK_LOST, 20), Word(model.headline, Role.SUBHEAD, Token.TEXT, gap=10))
        whole = (*head, Word(model.detail, Role.BODY, Token.TEXT, gap=18))
        room = self._room(width)
        if spans_width(self._look, whole) <= room:
            return whole, ()
        return head, wrapped(self._look, model.detail, Role.BODY, room - self._look.px(_UNDER))

    def heightForWidth(self, width: int) -> int:
        """One line's height, or as many lines as the words take."""
        below = self._laid(self.model, width)[1] if self.model is not None else ()
        lines = self._look.px(_LINE) * (len(below) + 1) + self._look.px(_PAD) if below else 0
        return max(super().heightForWidth(width), lines)

    def place(self) -> None:
        """The key at the right, as tall as the band."""
        wide = self._button.sizeHint().width()
        self._button.setGeometry(self.width() - self._look.px(14) - wide, 0, wide, self.height())
