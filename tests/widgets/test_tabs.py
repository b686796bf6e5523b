"""Panels that share a place: one is seen, the others still say what they want."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.widgets.conftest import Keep, Render
from tests.widgets.panel_samples import crisis_checklist
from tests.widgets.spoken import cut, painted
from widgets.checklists.panel import ChecklistPanel
from widgets.health.panel import HealthPanel
from widgets.look import Look
from widgets.rollcall.panel import RollCallPanel
from widgets.tabs import Tabs
from widgets.watchlog.panel import WatchLogPanel

SIZE = (600, 282)


@pytest.fixture
def tabs(look: Look, keep: Keep) -> Tabs:
    """The four panels that stand where the checklist stands."""
    checklist = ChecklistPanel(look)
    checklist.show_model(crisis_checklist())
    others = (("Roll-call", RollCallPanel(look)), ("Watch log", WatchLogPanel(look)), ("Health", HealthPanel(look)))
    made = Tabs(look, (("Checklist", checklist), *others))
    keep(made)
    return made


def test_tabs_cost_no_height(look: Look, tabs: Tabs, render: Render) -> None:
    """Claim: names stand in the header over the panel in front; its scope stays beside them, nothing is cut, its six steps all fit."""
    render(tabs, *SIZE)
    assert {"Checklist", "Roll-call", "Watch log", "Health", "offered by A-7K2Q · IN PROGRESS"} <= set(painted(look))
    assert cut(look) == []
    assert {f"{number}" for number in range(1, 7)} <= set(painted(look))
    assert tabs.room() > 200


def test_a_panel_behind_a_tab_takes_no_height(tabs: Tabs) -> None:
    """Claim: however much a panel needs, the place asks for it only while that one is in front: else every panel of the place scrolled."""
    before = tabs.minimumSizeHint().height()
    health = tabs.findChildren(HealthPanel)[0]
    health.setMinimumHeight(900)
    assert tabs.minimumSizeHint().height() == before
    tabs.show_tab("Health")
    assert tabs.minimumSizeHint().height() >= 900
    tabs.show_tab("Checklist")
    assert tabs.minimumSizeHint().height() == before


def test_ctrl_tab_goes_round(tabs: Tabs, qtbot: QtBot) -> None:
    """Claim: Ctrl+Tab and Ctrl+Shift+Tab go through the tabs and round the end, and tell."""
    turned: list[str] = []
    tabs.turned.connect(turned.append)
    tabs.resize(*SIZE)
    with qtbot.waitActive(tabs):
        tabs.show()
        tabs.activateWindow()
    tabs.setFocus()
    QTest.keyClick(tabs, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert tabs.current == "Roll-call"
    tabs.go(-1)
    tabs.go(-1)
    assert tabs.current == "Health"
    assert turned == ["Roll-call", "Checklist", "Health"]


def test_a_hidden_panel_does_not_look_calm(look: Look, tabs: Tabs, render: Render) -> None:
    """Claim: what a hidden panel wants stands on its tab, painted and spoken, until it is taken back."""
    tabs.show_tab("Watch log")
    tabs.want("Checklist", "2 late")
    render(tabs, *SIZE)
    assert "2 late" in painted(look)
    assert cut(look) == []
    tabs.want("Checklist", "")
    render(tabs, *SIZE)
    assert "2 late" not in painted(look)


def test_an_unknown_name_changes_nothing(tabs: Tabs) -> None:
    """Claim: asking for a tab that is not there leaves the one in front."""
    tabs.show_tab("Alarms")
    assert tabs.current == "Checklist"
