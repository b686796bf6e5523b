"""The foot of a panel: buttons that ask for an act, each showing its key.

A button never says that something was done: it emits an intent, and the panel shows what the hub has on disk. An act that cannot happen now
keeps its place with a dashed edge and says why. Its key works while the panel holds the focus; a text field keeps its letters.
"""

from typing import assert_never

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from widgets.cells import Act, Align
from widgets.ink import Ink
from widgets.look import Density, Look
from widgets.painting import whole
from widgets.roles import Role
from widgets.shortcuts import innermost_wins
from widgets.tips import tip
from widgets.tokens import Token

_HIT = 32
_HIT_ROOMY = 44
_PAD = 13
_KEY_GAP = 10


def sequences(key: str) -> tuple[QKeySequence, ...]:
    """Key sequences of a shown key: "Enter" is both enters; modifiers keep their names."""
    if key.endswith("Enter"):
        return QKeySequence(key), QKeySequence(key[: -len("Enter")] + "Return")
    return (QKeySequence(key),)


class ActButton(QAbstractButton):
    """One act: blue when it is the main one, outlined otherwise, dashed when it cannot happen now."""

    def __init__(self, look: Look, act: Act) -> None:
        super().__init__()
        self._look = look
        self.act = act
        self.setText(act.label)
        self.setEnabled(act.enabled)
        self.setAccessibleName(f"{act.label}, key {act.key}" if act.key else act.label)
        self.setAccessibleDescription(act.reason)
        self.setToolTip(tip(act.reason))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        """Label, key, pads; never under the hit height."""
        face = QFontMetricsF(self._look.font(Role.BODY_STRONG if self.act.primary else Role.BODY))
        width = face.horizontalAdvance(self.act.label) + (
            self._look.px(_KEY_GAP) + face.horizontalAdvance(self.act.key) if self.act.key else 0
        )
        return QSize(round(width) + 2 * self._look.px(_PAD), self._look.px(_hit(self._look.density)))

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, edge, words, ring."""
        del event
        painter = QPainter(self)
        ink = Ink(painter, self._look)
        where = QRectF(self.rect())
        word = self._ground(ink, where.adjusted(0.5, 0.5, -0.5, -0.5))
        role = Role.BODY_STRONG if self.act.primary else Role.BODY
        inner = where.adjusted(self._look.px(_PAD), 0, -self._look.px(_PAD) + 2, 0)
        ink.text(inner, self.act.label, role, word)
        if self.act.key:
            ink.text(inner.adjusted(0, 0, -2, 0), self.act.key, role, word, Align.RIGHT)
        if self.hasFocus():
            ink.frame(where.adjusted(2, 2, -2, -2), Token.TEXT if self.act.primary else Token.FOCUS, width=2, radius=3)
        painter.end()

    def _ground(self, ink: Ink, where: QRectF) -> Token:
        if not self.isEnabled():
            ink.frame(where, Token.DISABLED, radius=4, dashed=True)
            return Token.DISABLED
        if self.act.primary:
            ink.fill(where, Token.ACCENT, radius=4)
            return Token.ON_ACCENT
        ink.fill(where, Token.HOVER if self.underMouse() else Token.RAISED, radius=4)
        ink.frame(where, Token.LINE_STRONG, radius=4)
        return Token.TEXT


def _hit(density: Density) -> int:
    match density:
        case Density.WATCH:
            return _HIT
        case Density.ROOMY:
            return _HIT_ROOMY
        case _:
            assert_never(density)


class Foot(QWidget):
    """The acts of a panel and a note at the right. Shown whole; an unchanged set of acts is left alone, so the focus stays."""

    requested = Signal(str, str)

    def __init__(self, look: Look, owner: QWidget) -> None:
        super().__init__()
        self._look = look
        self._owner = owner
        self._acts: tuple[Act, ...] = ()
        self._note = ""
        self._buttons: list[ActButton] = []
        self._shortcuts: list[QShortcut] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(10, 6, 12, 8)
        self._layout.setSpacing(8)
        self.hide()
        look.changed.connect(self._rebuild)

    @property
    def acts(self) -> tuple[Act, ...]:
        """What is shown."""
        return self._acts

    def show_acts(self, acts: tuple[Act, ...], note: str = "") -> None:
        """Show these acts; none and no note hides the foot."""
        if note != self._note:
            self._note = note
            self.setVisible(bool(self._buttons) or bool(note))
            self.update()
        if acts != self._acts:
            self._acts = acts
            self._rebuild()

    def _rebuild(self) -> None:
        held = next((button.act.name for button in self._buttons if button.hasFocus()), None)
        self._clear()
        for act in self._acts:
            self._key(act)
        for act in (act for act in self._acts if not act.right and not act.quiet):
            self._layout.addWidget(self._button(act))
        self._layout.addStretch(1)
        for act in (act for act in self._acts if act.right and not act.quiet):
            self._layout.addWidget(self._button(act))
        for button in self._buttons:
            if button.act.name == held:
                button.setFocus()
        self.setVisible(bool(self._buttons) or bool(self._note))
        self.update()

    def _clear(self) -> None:
        while self._layout.count():
            self._layout.takeAt(0)
        for button in self._buttons:
            # Its layout may yet be about to show it, and without a parent it would come up as a window, which takes the keys.
            button.hide()
        for thing in (*self._buttons, *self._shortcuts):
            thing.setParent(None)
            thing.deleteLater()
        self._buttons, self._shortcuts = [], []

    def _key(self, act: Act) -> None:
        if not (act.key and act.enabled):
            return
        for sequence in sequences(act.key):
            shortcut = QShortcut(sequence, self._owner)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda: self.requested.emit(act.name, act.subject))
            innermost_wins(shortcut)
            self._shortcuts.append(shortcut)

    def _button(self, act: Act) -> ActButton:
        button = ActButton(self._look, act)
        button.clicked.connect(lambda: self.requested.emit(act.name, act.subject))
        self._buttons.append(button)
        return button

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """The note, right of the acts."""
        del event
        painter = QPainter(self)
        ink = Ink(painter, self._look)
        ink.line(QPointF(0, 0.5), QPointF(self.width(), 0.5), Token.LINE)
        if self._note:
            taken = sum(button.width() + 8 for button in self._buttons)
            ink.text(QRectF(taken + 20, 0, self.width() - taken - 32, self.height()), self._note, Role.DENSE, Token.TEXT3, Align.RIGHT)
        painter.end()
