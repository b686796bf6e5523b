"""The replay's keys and buttons do what they say, and the bar says what is so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.replay_window import Transport
from app.replayed import ReplaySession
from tests.app.recordings import MINUTE, minutes
from tests.rig.specimens import NOON
from widgets.look import Look


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[ReplaySession]:
    """Thirty log lines a minute apart, from the beginning."""
    del qtbot
    opened = minutes(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def transport(session: ReplaySession, qtbot: QtBot) -> Transport:
    """The bar over a bare desk, shown so that its keys work."""
    made = Transport(Look(), session, QWidget())
    qtbot.addWidget(made.widget)
    made.widget.resize(1500, 300)
    made.widget.show()
    qtbot.waitExposed(made.widget)
    made.widget.activateWindow()
    return made


def press(qtbot: QtBot, transport: Transport, key: Qt.Key) -> None:
    """Press a key in the window."""
    qtbot.keyClick(transport.widget, key)


def shown(transport: Transport) -> str:
    """Return what a step goes by, as the bar says."""
    assert transport.bar.model is not None
    return transport.bar.model.unit.value


def test_a_step_goes_by_what_was_chosen(transport: Transport, session: ReplaySession, qtbot: QtBot) -> None:
    """Right is one record; S until the bar says a minute, and right is a minute."""
    press(qtbot, transport, Qt.Key.Key_Right)
    assert session.tape.at == NOON + MINUTE
    while shown(transport) != "1 min":
        press(qtbot, transport, Qt.Key.Key_S)
    press(qtbot, transport, Qt.Key.Key_Right)
    press(qtbot, transport, Qt.Key.Key_Right)
    assert session.tape.at == NOON + 3 * MINUTE
    press(qtbot, transport, Qt.Key.Key_Left)
    assert session.tape.at == NOON + 2 * MINUTE


def test_t_zero_is_counted_from(transport: Transport, session: ReplaySession, qtbot: QtBot) -> None:
    """0 here, then ten minutes on the second clock says so; 0 again and there is none."""
    press(qtbot, transport, Qt.Key.Key_0)
    session.go(NOON + 10 * MINUTE)
    assert transport.bar.model is not None
    assert transport.bar.model.relative == "T+00:10:00"
    press(qtbot, transport, Qt.Key.Key_0)
    assert session.zero is None


def test_the_marked_range_is_looped_and_quiet_is_skipped(transport: Transport, session: ReplaySession, qtbot: QtBot) -> None:
    """R loops the range that is marked, without one all there is; Q skips; each again stops it, and the bar shows both."""
    transport.range = (NOON + 5 * MINUTE, NOON + 9 * MINUTE)
    press(qtbot, transport, Qt.Key.Key_R)
    assert session.playing.loop == transport.range
    press(qtbot, transport, Qt.Key.Key_Q)
    assert transport.bar.model is not None
    assert (transport.bar.model.skips, transport.bar.loop.on) == (True, True)
    press(qtbot, transport, Qt.Key.Key_R)
    transport.range = None
    press(qtbot, transport, Qt.Key.Key_R)
    assert session.playing.loop == (session.tape.first, session.tape.last)


def test_speed_goes_by_key_through_every_speed_and_is_said(transport: Transport, session: ReplaySession, qtbot: QtBot) -> None:
    """Comma slows down to a quarter, and the bar says the speed while it plays, button or not."""
    for _ in range(20):
        press(qtbot, transport, Qt.Key.Key_Comma)
    assert session.playing.speed == 0.25
    press(qtbot, transport, Qt.Key.Key_Space)
    assert transport.bar.model is not None
    assert "playing 0.25x" in transport.bar.model.state
    press(qtbot, transport, Qt.Key.Key_Space)
    assert not session.playing.on
