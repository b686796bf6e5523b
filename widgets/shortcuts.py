"""Who gets a key that two take: the innermost panel that holds the focus, before the window.

Qt calls such a key ambiguous and gives it to nobody. Deliberately absent: which keys there are.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication


def innermost_wins(shortcut: QShortcut) -> None:
    """Let an ambiguous press of this shortcut's key go to the innermost shortcut round the focus."""

    def give() -> None:
        taker = _innermost(shortcut.key()) or shortcut
        taker.activated.emit()

    shortcut.activatedAmbiguously.connect(give)


def _innermost(key: QKeySequence) -> QShortcut | None:
    widget = QApplication.focusWidget()
    while widget is not None and not widget.isWindow():
        for each in widget.findChildren(QShortcut, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if each.key() == key and each.isEnabled() and each.context() is Qt.ShortcutContext.WidgetWithChildrenShortcut:
                return each
        widget = widget.parentWidget()
    return None
