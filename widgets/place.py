"""A place on a desk where a panel may lie over another for a while: F2's why over the middle column, and whatever is read in passing.

What lies under stays where it is and goes on; Esc closes what lies over it and gives the focus back. Deliberately absent: windows of their
own (a dialog could cover the alarms).
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget


class Place(QWidget):
    """One widget that is always there, and at most one panel over it. `turned(open)` when the one over it came or went."""

    turned = Signal(bool)

    def __init__(self, under: QWidget) -> None:
        super().__init__()
        self.under = under
        self._over: QWidget | None = None
        self._before: QWidget | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(under)
        self.setFocusProxy(under)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._leave = QShortcut(QKeySequence("Esc"), self)
        self._leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._leave.setEnabled(False)
        self._leave.activated.connect(self.leave)

    @property
    def over(self) -> QWidget | None:
        """What lies over the place now."""
        return self._over

    def lay(self, panel: QWidget) -> None:
        """Lay a panel over the place and give it the focus; one that lay there before goes."""
        if self._over is not None and self._over is not panel:
            self._over.hide()
        if self._over is None:
            self._before = self.focusWidget()
        self._over = panel
        panel.setParent(self)
        panel.setGeometry(self.rect())
        panel.show()
        panel.raise_()
        panel.setFocus()
        self._leave.setEnabled(True)
        self.turned.emit(True)

    def leave(self) -> None:
        """Take away what lies over the place; the focus goes back to where it was."""
        if self._over is None:
            return
        self._over.hide()
        self._over = None
        self._leave.setEnabled(False)
        (self._before or self.under).setFocus()
        self._before = None
        self.turned.emit(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What lies over the place covers it."""
        super().resizeEvent(event)
        if self._over is not None:
            self._over.setGeometry(self.rect())
