"""The foot of a panel: its acts change under the hand without taking the focus from anybody."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from widgets.acts import ActButton
from widgets.cells import Act
from widgets.look import Look
from widgets.panel import Panel


def test_acts_that_go_become_no_windows(qtbot: QtBot) -> None:
    """Whatever another panel's foot shows anew, no button of it is to be seen alone, and who types goes on typing."""
    window = QWidget()
    line, panel = QLineEdit(), Panel(Look(), "Other")
    column = QVBoxLayout(window)
    column.addWidget(line)
    column.addWidget(panel)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    line.setFocus()
    for number in range(5):
        panel.set_acts((Act("fire", "Fire", "F", f"gun-{number}"),))
        assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, ActButton) and each.isVisible()]
    assert window.focusWidget() is line
    assert [act.subject for act in panel.foot.acts] == ["gun-4"]


def test_another_note_leaves_the_buttons(qtbot: QtBot) -> None:
    """A note that counts down changes no button: whoever is about to press one presses that one."""
    panel = Panel(Look(), "Other")
    qtbot.addWidget(panel)
    act = Act("fire", "Fire", "F", "gun")
    panel.set_acts((act,), "in 00:10")
    before = panel.foot.findChildren(ActButton)
    panel.set_acts((act,), "in 00:09")
    assert panel.foot.findChildren(ActButton) == before
