"""REAL WORLD, NO PLAY: at an exercise desk, that a real message waits elsewhere, and nothing of what it says.

White with black in every theme, across the whole window, like nothing else on the screen. It leaves by a person's act only, link or none.
Deliberately absent: sender, subject, class and count of what waits, and the sound (the room's sound has its own seat).
"""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from widgets.announcing import Urgency, announce
from widgets.cells import Align
from widgets.frame_model import RealWorldModel
from widgets.ink import Ink, text_width
from widgets.look import Look
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


class RealWorldBand(QWidget):
    """Hidden while nothing waits. `gone` is the person's act; the caller logs it and takes the band away."""

    gone = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._model: RealWorldModel | None = None
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
        self.setAccessibleName(_WORDS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setFixedHeight(self._look.px(HEIGHT))
        self.update()

    def show_model(self, model: RealWorldModel | None) -> None:
        """Show the band, or take it away with None."""
        fresh = self._model is None and model is not None
        self._model = model
        self.setVisible(model is not None)
        if fresh:
            announce(self, _WORDS, Urgency.ASSERTIVE)
        if model is not None:
            self.setAccessibleDescription(f"{self._sentence(model)} {model.detail}")
        self.update()

    @staticmethod
    def _sentence(model: RealWorldModel) -> str:
        return f"A real message waits since {model.since}. Go to the real desk."

    def paintEvent(self, event: QPaintEvent) -> None:
        """Black edge all round, white ground, black words."""
        del event
        if self._model is None:
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
        ink.text_in(QRectF(left, middle - px(22), room, px(22)), self._sentence(self._model), Role.SUBHEAD, black)
        ink.text_in(QRectF(left, middle + px(2), room, px(18)), self._model.detail, Role.DENSE, black)
        painter.end()
