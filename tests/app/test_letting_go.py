"""Pictures shown no longer are let go of between the turns of the loop, and then nothing turns any more."""

from __future__ import annotations

import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.letting_go import LettingGo
from tests.feeds.picture.test_shedding import filled
from widgets import turns


class Beside:
    """Something else that has its turn."""

    def portion(self, spent: turns.Spent) -> bool:
        """Nothing is left."""
        del spent
        return False


@pytest.fixture
def going(qtbot: QtBot) -> Iterator[LettingGo]:
    """Nothing to let go of yet."""
    del qtbot
    made = LettingGo()
    yield made
    made.stop()


def test_a_picture_goes_over_several_turns(going: LettingGo, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a turn has no time to spare it takes one step; so of two pictures both go, in many turns, and then nothing waits."""
    monkeypatch.setattr(turns, "TURN", 0.0)
    steps = 0
    step = going._step

    def count(spent: turns.Spent) -> bool:
        nonlocal steps
        steps += 1
        return step(spent)

    monkeypatch.setattr(going, "_step", count)
    monkeypatch.setattr(going._work, "_portion", lambda: count)
    pictures = [filled(), filled()]
    gone = [weakref.ref(each) for each in pictures]
    while pictures:
        going.take(pictures.pop())
    assert going.left == len(gone)
    qtbot.waitUntil(lambda: going.left == 0)
    assert all(each() is None for each in gone)
    assert steps > 2 * len(gone)


def test_what_somebody_has_yet_goes_only_after_it(going: LettingGo, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a panel still has the picture, then no row goes; once it has another, the rows outlive the picture by some turns."""
    monkeypatch.setattr(turns, "TURN", 0.0)
    kept = filled()
    gone = weakref.ref(kept)
    going.take(kept)
    other = Beside()
    done = turns.Work(other.portion, turns.Rank.REST)
    done.ask()
    qtbot.waitUntil(lambda: not done.waiting)
    assert (going.left, going._work.waiting) == (1, False)
    del kept
    assert gone() is None
    assert (going.left, going._work.waiting) == (1, True)
    qtbot.waitUntil(lambda: going.left == 0)
