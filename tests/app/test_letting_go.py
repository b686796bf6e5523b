"""Pictures shown no longer are let go of between the turns of the loop, and then nothing turns any more."""

from __future__ import annotations

import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app import letting_go
from app.letting_go import LettingGo
from tests.feeds.picture.test_shedding import filled


@pytest.fixture
def going(qtbot: QtBot) -> Iterator[LettingGo]:
    """Nothing to let go of yet."""
    del qtbot
    made = LettingGo()
    yield made
    made.stop()


def test_a_picture_goes_over_several_turns(going: LettingGo, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a turn has no time to spare it takes one step; so of two pictures both go, in many turns, and the timer ends."""
    monkeypatch.setattr(letting_go, "SLICE", 1e-9)
    turns = 0

    def count() -> None:
        nonlocal turns
        turns += 1

    going._turn.timeout.connect(count)
    pictures = [filled(), filled()]
    gone = [weakref.ref(each) for each in pictures]
    while pictures:
        going.take(pictures.pop())
    assert going.left == len(gone)
    qtbot.waitUntil(lambda: going.left == 0)
    assert all(each() is None for each in gone)
    assert turns > 2 * len(gone)
    assert not going._turn.isActive()
