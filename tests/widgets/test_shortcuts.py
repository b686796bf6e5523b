"""One key, two takers: the panel in hand before the window, the window where no panel wants it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.conftest import Keep
from widgets.look import Look
from widgets.shortcuts import innermost_wins


@pytest.mark.parametrize(("inside", "taker"), [(True, "panel"), (False, "window")])
def test_the_panel_in_hand_gets_the_key(look: Look, keep: Keep, qtbot: QtBot, inside: bool, taker: str) -> None:
    """Claim: each press goes to exactly one of them, every time, whichever Qt asks first."""
    del look
    window, panel = QWidget(), QWidget()
    keep(window)
    within, without = QPushButton("in"), QPushButton("out")
    QVBoxLayout(panel).addWidget(within)
    layout = QVBoxLayout(window)
    layout.addWidget(panel)
    layout.addWidget(without)
    got: list[str] = []
    for name, owner, context in (
        ("window", window, Qt.ShortcutContext.WindowShortcut),
        ("panel", panel, Qt.ShortcutContext.WidgetWithChildrenShortcut),
    ):
        shortcut = QShortcut(QKeySequence("O"), owner)
        shortcut.setContext(context)
        shortcut.activated.connect(lambda name=name: got.append(name))
        innermost_wins(shortcut)
    with qtbot.waitActive(window):
        window.show()
    focus = within if inside else without
    focus.setFocus()
    for _ in range(4):
        QTest.keyClick(focus, Qt.Key.Key_O)
    assert got == [taker] * 4
