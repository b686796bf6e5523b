"""REAL WORLD, NO PLAY: at an exercise desk, that a real message waits elsewhere, and nothing of what it says.

White with black in every theme, across the whole window, like nothing else on the screen. It leaves by a person's act only, link or none.
Deliberately absent: sender, subject, class and count of what waits, and the sound (the room's sound has its own seat).
"""

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from widgets.band import Band
from widgets.cells import Align
from widgets.frame_model import RealWorldModel
from widgets.ink import Ink, text_width
from widgets.look import Look
from widgets.painting import whole
from widgets.prose import wrapped
from widgets.roles import Role
from widgets.tokens import REAL_WORLD

HEIGHT = 64
_LEFT, _RIGHT, _PAD = 34, 36, 20
_HEAD, _SENTENCE, _DETAIL = 30, 24, 18
"""Px of a line of each."""
_LEAST = 420
"""Px that the words want beside their headline; with less they stand under it."""
_WORDS = "REAL WORLD, NO PLAY"


class _Gone(QAbstractButton):
    """The one way to take the band away."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setText("I have gone")
        self.setAccessibleName("I have gone, key Enter")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Words, key, pads."""
        width = text_width(self._look, f"{self.text()}   Enter", Role.BODY_STRONG)
        return QSize(round(width) + self._look.px(28), self._look.px(34))

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """White on black; a double edge while it has the focus."""
        del event
        painter = QPainter(self)
        ink = Ink(painter, self._look)
        where = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(REAL_WORLD.text))
        painter.drawRoundedRect(where, 4, 4)
        pad = self._look.px(14)
        ink.text_in(where.adjusted(pad, 0, -pad, 0), self.text(), Role.BODY_STRONG, QColor(REAL_WORLD.fill))
        ink.text_in(where.adjusted(pad, 0, -pad, 0), "Enter", Role.BODY_STRONG, QColor(REAL_WORLD.fill), Align.RIGHT)
        if self.hasFocus():
            painter.setPen(QPen(QColor(REAL_WORLD.fill), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(where.adjusted(3, 3, -3, -3), 3, 3)
        painter.end()


@dataclass(frozen=True)
class _Laid:
    """Where the words stand, px, and on which lines."""

    left: int
    room: int
    under: bool
    sentence: tuple[str, ...]
    detail: tuple[str, ...]

    def tall(self, look: Look) -> int:
        """Px of all lines."""
        head = look.px(_HEAD) if self.under else 0
        return head + look.px(_SENTENCE) * len(self.sentence) + look.px(_DETAIL) * len(self.detail)


class RealWorldBand(Band[RealWorldModel]):
    """Hidden while nothing waits. `gone` is the person's act; the caller logs it and takes the band away."""

    gone = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, _WORDS, HEIGHT)
        self._button = _Gone(look)
        self._button.clicked.connect(self.gone)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._button.click)
        self._button.setParent(self)
        self.place()
        self.setFocusProxy(self._button)

    def said(self, model: RealWorldModel) -> str:
        """That one waits, since when, and where to go."""
        return f"{self._sentence(model)} {model.detail}"

    def news(self, before: RealWorldModel | None, model: RealWorldModel) -> str:
        """The words alone, once."""
        del model
        return "" if before is not None else _WORDS

    @staticmethod
    def _sentence(model: RealWorldModel) -> str:
        return f"A real message waits since {model.since}. Go to the real desk."

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """Black edge all round, white ground, black words."""
        del event
        if self.model is None:
            return
        painter = QPainter(self)
        ink = Ink(painter, self._look)
        px = self._look.px
        black, white = QColor(REAL_WORLD.text), QColor(REAL_WORLD.fill)
        where = QRectF(self.rect())
        painter.fillRect(where, black)
        painter.fillRect(where.adjusted(px(14), px(4), -px(14), -px(4)), white)
        laid = self._laid(self.model, self.width())
        words = ink.width(_WORDS, Role.REAL_WORLD)
        tall = laid.tall(self._look)
        top = (where.height() - tall) / 2
        head = px(_HEAD) if laid.under else where.height()
        ink.text_in(QRectF(px(_LEFT), top if laid.under else 0, words + 2, head), _WORDS, Role.REAL_WORLD, black)
        top += px(_HEAD) if laid.under else 0
        for text in laid.sentence:
            ink.text_in(QRectF(laid.left, top, laid.room, px(_SENTENCE)), text, Role.SUBHEAD, black)
            top += px(_SENTENCE)
        for text in laid.detail:
            ink.text_in(QRectF(laid.left, top, laid.room, px(_DETAIL)), text, Role.DENSE, black)
            top += px(_DETAIL)
        painter.end()

    def _laid(self, model: RealWorldModel, width: int) -> _Laid:
        """The words beside their headline, or where that leaves too little room under it."""
        px = self._look.px
        left = px(_LEFT) + ceil(text_width(self._look, _WORDS, Role.REAL_WORLD)) + px(26)
        end = width - px(_RIGHT) - self._button.sizeHint().width() - px(16)
        under = end - left < px(_LEAST)
        left = px(_LEFT) if under else left
        sentence, detail = (
            wrapped(self._look, text, role, max(1, end - left)) if text else ()
            for text, role in ((self._sentence(model), Role.SUBHEAD), (model.detail, Role.DENSE))
        )
        return _Laid(left, end - left, under, sentence, detail)

    def heightForWidth(self, width: int) -> int:
        """Its height, or as much as all its words need."""
        need = self._laid(self.model, width).tall(self._look) if self.model is not None else 0
        return max(super().heightForWidth(width), need + self._look.px(_PAD))

    def place(self) -> None:
        """The way out at the right, in the middle of the height."""
        size = self._button.sizeHint()
        self._button.setGeometry(
            self.width() - self._look.px(_RIGHT) - size.width(), (self.height() - size.height()) // 2, size.width(), size.height()
        )
