"""REAL WORLD, NO PLAY: at an exercise desk, that a real message waits elsewhere, and nothing of what it says.

White with black in every theme, across the whole window, like nothing else on the screen. It leaves by a person's act only, link or none.
Deliberately absent: sender, subject, class and count of what waits, and the sound (the room's sound has its own seat).
"""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy

from widgets.band import Band
from widgets.cells import Align
from widgets.frame_model import RealWorldModel
from widgets.ink import Ink, text_width
from widgets.look import Look
from widgets.painting import whole
from widgets.roles import Role
from widgets.tokens import REAL_WORLD

HEIGHT = 64
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
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 36, 0)
        row.addStretch(1)
        row.addWidget(self._button)
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
        words = ink.width(_WORDS, Role.REAL_WORLD)
        ink.text_in(QRectF(px(34), 0, words + 2, where.height()), _WORDS, Role.REAL_WORLD, black)
        left = px(34) + words + px(26)
        room = self._button.x() - px(16) - left
        middle = where.center().y()
        ink.text_in(QRectF(left, middle - px(22), room, px(22)), self._sentence(self.model), Role.SUBHEAD, black)
        ink.text_in(QRectF(left, middle + px(2), room, px(18)), self.model.detail, Role.DENSE, black)
        painter.end()
