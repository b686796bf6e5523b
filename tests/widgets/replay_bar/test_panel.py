"""The replay bar shows where a replay stands and emits what a hand asks for."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.widgets.conftest import Render
from widgets.look import Look
from widgets.replay_bar.model import Rail, ReplayBarModel, Tick
from widgets.replay_bar.panel import ReplayBar

MODEL = ReplayBarModel(
    time="08:41:00Z",
    state="paused · 2 h 06 to the end",
    playing=False,
    speed=60.0,
    share=0.6,
    rail=Rail("04:00Z", "10:47Z", (Tick(0.4, act=True), Tick(0.5, act=False)), ((0.1, "05Z"), (0.5, "08Z"))),
)


def test_it_says_time_state_question_and_lens(look: Look, render: Render, qtbot: QtBot) -> None:
    """Time, state, the question asked and whose eyes are all painted, and nothing is cut."""
    bar = ReplayBar(look)
    qtbot.addWidget(bar)
    bar.show_model(MODEL)
    render(bar, 1300, 100)
    words = {painted.text for painted in look.ledger or ()}
    assert {"08:41:00Z", "paused · 2 h 06 to the end", "known by T", "this room", "60x", "08Z"} <= words
    assert not [painted.text for painted in look.ledger or () if painted.cut]


def test_hands_are_heard(look: Look, qtbot: QtBot) -> None:
    """Play, steps, a speed and a place on the track each emit their own intent."""
    bar = ReplayBar(look)
    qtbot.addWidget(bar)
    bar.show_model(MODEL)
    bar.resize(1300, 100)
    bar.show()
    with qtbot.waitSignal(bar.play_asked):
        qtbot.mouseClick(bar.play, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(bar.stepped) as step:
        qtbot.mouseClick(bar.back, Qt.MouseButton.LeftButton)
    assert step.args == [-1]
    with qtbot.waitSignal(bar.speed_asked) as speed:
        qtbot.mouseClick(bar.speeds[300.0], Qt.MouseButton.LeftButton)
    assert speed.args == [300.0]
    with qtbot.waitSignal(bar.share_asked) as share:
        qtbot.mouseClick(bar.track, Qt.MouseButton.LeftButton, pos=QPoint(12 + (bar.track.width() - 24) // 4, 22))
    assert abs(share.args[0] - 0.25) < 0.01


def test_what_is_in_force_is_said_aloud(look: Look, qtbot: QtBot) -> None:
    """While playing the button offers pause; the track's description carries time and span."""
    bar = ReplayBar(look)
    qtbot.addWidget(bar)
    bar.show_model(MODEL)
    assert bar.play.accessibleName() == "play"
    assert "08:41:00Z" in bar.track.accessibleDescription()
