"""Panels in windows of their own: out by a key and back by it, with banners and regime, kept by a saved desk, never lost with a screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desks import LIAISON, OPERATOR, WALLBOARD
from app.saved_desks import forget, load, save
from app.window import Window
from tests.app.seated import Seated
from tests.app.windows import seated, settle, take_down
from tests.widgets.spoken import cut, forbidden, painted
from widgets.alarms.panel import AlarmsPanel
from widgets.floating import FloatingWindow
from widgets.map.panel import MapPanel
from widgets.map.scheme import register_scheme
from widgets.timeline.panel import TimelinePanel
from widgets.tokens import ThemeName
from widgets.why.panel import WhyPanel

register_scheme()

pytestmark = pytest.mark.xdist_group("desk")

WAIT = 20_000

Open = Callable[[], Window]


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Open]:
    """Open the duty officer's window at the crisis, as often as asked, and take every one down."""
    made: list[Window] = []

    def open_() -> Window:
        window = seated("DUTY-DAY", "22T10:47:32")
        made.append(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is not None, timeout=WAIT)
        settle(window)
        return window

    yield open_
    for window in made:
        take_down(qtbot, window)


def press(qtbot: QtBot, window: Window, *keys: str) -> None:
    """Press keys where the focus is."""
    for key in keys:
        qtbot.keySequence(QApplication.focusWidget() or window, QKeySequence(key))
        settle(window)


def count(window: Window) -> int:
    """How many panels float."""
    return len(window.floats.windows)


def alone(window: Window) -> FloatingWindow:
    """The one window beside it."""
    (found,) = window.floats.windows
    return found


def test_alt_enter_moves_a_panel_out_and_back_in(qtbot: QtBot, opened: Open) -> None:
    """The panel in hand goes to a window of its own, with the hand; the neighbours take its room; the same key puts it back there."""
    window = opened()
    alarms = window.desk.panels.of(AlarmsPanel)
    window.desk.bring(alarms)
    settle(window)
    press(qtbot, window, "Alt+Return")
    assert alone(window).isAncestorOf(alarms)
    assert alarms.window() is alone(window)
    assert alarms.list.view.hasFocus()
    assert window.desk.view.place("alarms") is None
    assert [place.shown.accessibleName() for place in window.desk.view.round if not place.shown.isVisible()] == []
    press(qtbot, window, "Alt+Return")
    assert count(window) == 0
    assert alarms.window() is window
    assert window.desk.view.arrangement == OPERATOR.arrangement
    assert alarms.isVisible()


def test_a_floating_panel_has_what_no_window_may_be_without(opened: Open) -> None:
    """Label, regime, link and clock stand in every window, in every theme; nothing is cut, and the alarm is acknowledged there by key."""
    window = opened()
    window.floats.float("alarms")
    settle(window)
    for theme in ThemeName:
        window.look.wear(theme=theme)
        settle(window)
        window.look.ledger = []
        alone(window).grab()
        words = " | ".join(painted(window.look))
        assert words.count("EXERCISE ") >= 2
        assert all(each in words for each in ("LIVE", "10:47:32Z", "QUIET HARBOUR"))
        assert (cut(window.look), forbidden(alone(window), window.look)) == ([], [])


def test_the_keys_of_the_desk_work_in_every_window(qtbot: QtBot, opened: Open) -> None:
    """F8 pressed in a window of its own selects the worst alarm there, Enter acknowledges it; F2 brings why to the desk, with the hand."""
    window = opened()
    window.floats.float("alarms")
    settle(window)
    press(qtbot, window, "F8")
    assert window.selection.chosen[0] == "alarm"
    session = window.session
    assert isinstance(session, Seated)
    press(qtbot, window, "Return")
    assert len(session.wishes) == 1
    press(qtbot, window, "F2")
    assert window.desk.panels.of(WhyPanel).window() is window
    assert window.isActiveWindow()
    press(qtbot, window, "F8")
    assert alone(window).isActiveWindow()


def test_a_window_that_is_closed_gives_its_panel_back(opened: Open) -> None:
    """Closing loses nothing; and it stands where it stood last when it floats again."""
    window = opened()
    window.floats.float("timeline")
    first = alone(window)
    first.setGeometry(100, 90, 620, 420)
    first.close()
    settle(window)
    assert window.desk.panels.of(TimelinePanel).window() is window
    window.floats.float("timeline")
    assert alone(window).geometry().getRect() == (100, 90, 620, 420)


def test_the_map_goes_out_and_comes_back_with_its_page(opened: Open) -> None:
    """The map's page goes with it and comes back; the keys stay the window's."""
    window = opened()
    panel = window.desk.panels.of(MapPanel)
    window.floats.float("map")
    settle(window)
    assert panel.isVisible()
    assert panel.window() is alone(window)
    window.floats.fold("map")
    settle(window)
    assert panel.window() is window
    assert panel.isVisible()
    assert window.desk.view.arrangement == OPERATOR.arrangement


def test_what_floats_stays_so_on_another_desk_and_goes_home_before_a_wall(opened: Open) -> None:
    """A window does not go when the desk does; a wall has nothing beside it; the review sheet never floats, nor the last panel."""
    window = opened()
    window.floats.float("alarms")
    window.go(LIAISON)
    settle(window)
    assert window.desk.panels.of(AlarmsPanel).window() is alone(window)
    window.floats.float("review")
    assert count(window) == 1
    window.go(WALLBOARD)
    settle(window)
    assert count(window) == 0
    window.go(OPERATOR)
    for name in OPERATOR.arrangement.panels:
        window.floats.float(name)
    settle(window)
    assert count(window) == len(OPERATOR.arrangement.panels) - 1


def test_a_saved_desk_floats_again_and_a_missing_screen_folds_it_back(opened: Open) -> None:
    """What was kept floats after a restart, where it was; where its screen is not there it stands on the desk, and that is said."""
    window = opened()
    window.floats.float("alarms")
    alone(window).setGeometry(40, 60, 640, 480)
    window.controls.perform("save_desk")
    try:
        again = opened()
        assert alone(again).geometry().getRect() == (40, 60, 640, 480)
        kept = load("operator")
        assert kept is not None
        gone = msgspec.structs.replace(kept.floats[0], screen="DP-9")
        save(msgspec.structs.replace(kept, floats=(gone,)))
        last = opened()
        assert count(last) == 0
        assert last.desk.panels.of(AlarmsPanel).window() is last
        last.framing.refresher.flush()
        assert "DP-9" in last.framing._notice
    finally:
        forget("operator")


def test_a_screen_that_goes_gives_its_panels_back(opened: Open) -> None:
    """Alarms that floated on a screen which is taken away stand on the desk at once."""
    window = opened()
    window.floats.float("alarms")
    told: list[str] = []
    window.floats.said.connect(told.append)
    window.floats.leave_screen("another")
    assert count(window) == 1
    window.floats.leave_screen(alone(window).screen().name())
    settle(window)
    assert count(window) == 0
    assert window.desk.panels.of(AlarmsPanel).isVisible()
    assert "Alarms stands on the desk" in told[0]
