"""The chosen range of time: one, told when it changes, and left in one step."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.timewindow import TimeWindow


def test_it_tells_when_it_is_another(qtbot: QtBot) -> None:
    """Choosing the same range again tells nothing; leaving tells once and says that there was one."""
    window = TimeWindow()
    with qtbot.waitSignal(window.changed):
        window.choose((10, 20))
    with qtbot.assertNotEmitted(window.changed):
        window.choose((10, 20))
    with qtbot.waitSignal(window.changed):
        assert window.leave()
    assert not window.leave()
    assert window.range is None


def test_an_empty_range_is_none() -> None:
    """A range that holds no moment would hide everything: it is no range."""
    window = TimeWindow()
    window.choose((20, 20))
    assert window.range is None
