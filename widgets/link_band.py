"""The band over the desk while the link is lost: how long, which picture is frozen, what is off, when the next try comes.

It pushes the desk down and covers nothing. Its alarm is its own (F7) and never touches the others. Deliberately absent: reconnecting.
"""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy

from widgets.band import Band
from widgets.cells import Align, Word, state_mark
from widgets.frame_model import LinkBandModel
from widgets.ink import Ink, text_width
from widgets.look import Look
from widgets.painting import whole
from widgets.roles import Role
from widgets.tokens import Token
from widgets.words import Hatch, State

HEIGHT = 44


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
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 14, 0)
        row.addStretch(1)
        row.addWidget(self._button)

    def said(self, model: LinkBandModel) -> str:
        """How long, and what is off."""
        return f"{model.headline}. {model.detail}"

    def show_model(self, model: LinkBandModel | None) -> None:
        """Show the band, or take it away with None."""
        super().show_model(model)
        if model is not None:
            self._button.setEnabled(not model.acknowledged)
            self._button.say("link alarm acknowledged" if model.acknowledged else "F7 acknowledge the link alarm")

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
        room = where.adjusted(self._look.px(20), 0, -self._button.width() - self._look.px(24), 0)
        head = Word(self.model.headline, Role.SUBHEAD, Token.TEXT, gap=10)
        ink.spans(room, (state_mark(State.LINK_LOST, 20), head, Word(self.model.detail, Role.BODY, Token.TEXT, gap=18)))
        painter.end()
