"""A recording and its desk: a hand on the timeline moves the replay, and the range marked there is what is played over and over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.playback import Playback
from app.replayed import ReplaySession
from app.timewindow import TimeWindow
from tests.app.recordings import COUNT, MINUTE, minutes
from tests.rig.specimens import NOON
from widgets.look import Look
from widgets.timeline.panel import TimelinePanel


class Desk:
    """A bare desk, its timeline and the range that is marked there, over a recording."""

    def __init__(self, session: ReplaySession) -> None:
        """Join them."""
        look = Look()
        self.session, self.timeline, self.marked = session, TimelinePanel(look), TimeWindow()
        self.playback = Playback(look, session, QWidget(), self.timeline, self.marked)


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    """Thirty records a minute apart, from the beginning."""
    session = minutes(tmp_path)
    made = Desk(session)
    qtbot.addWidget(made.playback.widget)
    qtbot.addWidget(made.timeline)
    yield made
    made.playback.close()
    session.close()


def test_a_moment_chosen_on_the_timeline_is_where_the_replay_goes(desk: Desk) -> None:
    """By a click or by a step from one act to the next."""
    desk.timeline.time_chosen.emit(NOON + 5 * MINUTE)
    assert desk.session.tape.at == NOON + 5 * MINUTE
    desk.timeline.stepped.emit(NOON + 7 * MINUTE)
    assert desk.session.tape.at == NOON + 7 * MINUTE


def test_the_end_is_followed_where_that_is_asked_for(desk: Desk) -> None:
    """From the timeline too."""
    desk.timeline.followed.emit()
    assert desk.session.tape.at == NOON + (COUNT - 1) * MINUTE


def test_the_marked_range_is_played_over_and_over(desk: Desk) -> None:
    """Marked, it is the bar's; left, there is none."""
    desk.marked.choose((NOON + MINUTE, NOON + 3 * MINUTE))
    assert desk.playback.transport.range == (NOON + MINUTE, NOON + 3 * MINUTE)
    desk.marked.leave()
    assert desk.playback.transport.range is None


def test_the_timeline_goes_on_with_the_clock(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """While it plays, the line of the present moment is where the replay is."""
    heard: list[int] = []
    monkeypatch.setattr(desk.timeline, "advance", heard.append)
    with qtbot.waitSignal(desk.session.played):
        desk.session.play(on=True)
    desk.session.play(on=False)
    assert heard
    assert NOON <= heard[-1] <= NOON + (COUNT - 1) * MINUTE
