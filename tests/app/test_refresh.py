"""Panels are shown anew for what they read, not too often, and one a turn of the loop."""

from __future__ import annotations

from collections import Counter

from pytestqt.qtbot import QtBot

from app.refresh import Refresher, Slot


def test_only_panels_that_read_a_kind_are_shown_anew(qtbot: QtBot) -> None:
    """A change of a kind refreshes those that read it and those that read everything."""
    shown: Counter[str] = Counter()

    def slot(name: str, *kinds: str) -> Slot:
        return Slot(name, lambda: shown.update([name]), frozenset(kinds) if kinds else None, every=0)

    refresher = Refresher([slot("alarms", "alarm"), slot("map"), slot("ladder", "declared_level")])
    refresher.touch(frozenset({"alarm"}))
    qtbot.waitUntil(lambda: len(shown) == 2)
    assert set(shown) == {"alarms", "map"}
    refresher.stop()


def test_a_burst_shows_a_panel_a_few_times_and_ends_shown(qtbot: QtBot) -> None:
    """A hundred changes in one turn become one showing now and at most one later, and the last state is shown."""
    state, shown = [0], []
    refresher = Refresher([Slot("alarms", lambda: shown.append(state[0]), frozenset({"alarm"}), every=0)])
    for number in range(100):
        state[0] = number
        refresher.touch(frozenset({"alarm"}))
    qtbot.waitUntil(lambda: bool(shown) and shown[-1] == 99)
    assert len(shown) <= 2
    refresher.stop()


def test_changes_that_never_cease_do_not_put_a_panel_off(qtbot: QtBot) -> None:
    """With a change every few ms a panel is still shown: waiting is not begun anew by each."""
    shown: list[int] = []
    refresher = Refresher([Slot("alarms", lambda: shown.append(1), frozenset({"alarm"}), every=0)])
    from PySide6.QtCore import QTimer

    timer = QTimer(interval=5)
    timer.timeout.connect(lambda: refresher.touch(frozenset({"alarm"})))
    timer.start()
    qtbot.waitUntil(lambda: len(shown) >= 4)
    timer.stop()
    refresher.stop()


def test_time_alone_refreshes_what_it_changes(qtbot: QtBot) -> None:
    """A slot with `every` is shown again without any change."""
    shown: list[int] = []
    refresher = Refresher([Slot("clock", lambda: shown.append(1), frozenset(), every=0.2)])
    refresher.start()
    qtbot.waitUntil(lambda: len(shown) >= 3)
    refresher.stop()


def test_flush_shows_all_at_once() -> None:
    """Before a screenshot everything is shown anew without a turn of the loop."""
    shown: list[str] = []
    refresher = Refresher([Slot("a", lambda: shown.append("a")), Slot("b", lambda: shown.append("b"))])
    refresher.flush()
    assert shown == ["a", "b"]
    assert set(refresher.worst_ms) == {"a", "b"}
