"""Pins: stepped through in order, found under the pointer, and what can be done with the chosen one stands in the foot."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.widgets.timeline.test_panel import HOUR, NOW, Made, made, model, words
from widgets.cells import Act, Mark
from widgets.look import Look
from widgets.timeline.model import Pin
from widgets.timeline.page import GUTTER, TOP
from widgets.timeline.panel import TimelinePanel
from widgets.timeline.pins import neighbour
from widgets.tokens import Token
from widgets.words import Glyph

__all__ = ["made"]
SIGN = Mark(Glyph.OPEN_DISC, Token.TEXT2, 12)
FIRE = Act("direct:fire", "Fire now", "F", "gun")
PINS = (
    Pin("Marks", "m-1", NOW - 2 * HOUR, SIGN, "ask HAC", "08:47Z · ask HAC · analyst", until=NOW - HOUR, opens="seek_mark"),
    Pin("Injects", "gun", NOW + HOUR // 2, SIGN, "Guns", "Guns PLANNED", acts=(FIRE,)),
)


def shown(panel: TimelinePanel) -> TimelinePanel:
    """Show both pins."""
    panel.show_model(replace(model(), pins=PINS, acts=(replace(FIRE, subject="", enabled=False, reason="choose one"),)))
    return panel


@given(st.lists(st.integers(0, 20), max_size=8).map(sorted), st.integers(-1, 21))
def test_stepping_visits_each_once(moments: list[int], at: int) -> None:
    """From any moment, on and on, every later pin is chosen once and in order; back, every earlier one."""
    pins = tuple(Pin("Marks", str(number), moment, SIGN) for number, moment in enumerate(moments))
    for step in (1, -1):
        visited, chosen = [], neighbour(pins, at, None, step)
        while chosen is not None:
            visited.append(chosen)
            chosen = neighbour(pins, at, chosen, step)
        wanted = [pin for pin in pins if pin.at > at] if step > 0 else [pin for pin in reversed(pins) if pin.at < at]
        assert visited == wanted


def test_a_lane_of_pins_is_named_and_worded(made: Made, look: Look, qtbot: QtBot) -> None:
    """Each lane stands above the others with its name, and a pin's words beside it."""
    panel = shown(made())
    panel.resize(1200, 420)
    panel.grab()
    assert {"Marks", "Injects", "ask HAC", "Guns"} <= words(look)
    qtbot.keyClick(panel.view, Qt.Key.Key_BraceLeft)
    panel.grab()
    assert "08:47Z · ask HAC · analyst" in words(look)


def test_a_key_chooses_and_the_foot_acts(made: Made, qtbot: QtBot) -> None:
    """`}` chooses the next inject: the foot's act is about it and may be used; Esc gives the resting foot back."""
    panel = shown(made())
    assert [(act.subject, act.enabled) for act in panel.foot.acts] == [("", False)]
    qtbot.keyClick(panel.view, Qt.Key.Key_BraceRight)
    assert [(act.subject, act.enabled) for act in panel.foot.acts] == [("gun", True)]
    assert panel.leave()
    assert [(act.subject, act.enabled) for act in panel.foot.acts] == [("", False)]
    assert not panel.leave()


@pytest.mark.parametrize("at", [NOW - 2 * HOUR, NOW - HOUR - HOUR // 2])
def test_a_click_on_a_mark_or_its_range_opens_it(made: Made, qtbot: QtBot, at: int) -> None:
    """At its sign or within its range, a click on the lane asks to go to the mark."""
    panel = shown(made())
    panel.resize(1200, 420)
    panel.grab()
    where = panel._place()
    assert where is not None
    point = QPoint(round(where.x(at)) + panel.look.px(GUTTER), round(where.lanes["Marks"].middle) + panel.look.px(TOP))
    with qtbot.waitSignal(panel.act_requested) as heard:
        qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert heard.args == ["seek_mark", "m-1"]
