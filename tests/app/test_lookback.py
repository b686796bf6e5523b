"""Looking back: the moment asked for last is shown, it can go on at the room's pace, and leaving stops all of it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from app.lookback import LookBack
from feeds.picture.identity import content_hash
from feeds.picture.night import LogEntry
from feeds.picture.picture import Picture
from tests.rig.specimens import EXERCISE, NOON, record

COUNT, APART = 3_000, 1_000
END = NOON + COUNT * APART
WAIT = 5_000
GONE: list[Picture] = []
"""Pictures that were let go of."""


@pytest.fixture
def back(qtbot: QtBot) -> Iterator[LookBack]:
    """Three thousand log lines a second apart, in a room whose clock stands at the end and goes ten thousand times real time."""
    del qtbot
    GONE.clear()
    made = LookBack(EXERCISE, lambda: END, lambda: 10_000.0, GONE.append)
    made.recollection.add(
        msgspec.structs.replace(
            record("log_entry", subject=f"L-{number}", event=NOON + number * APART, known=NOON + number * APART, sequence=number + 1),
            body=LogEntry(f"{number}"),
            key=content_hash(f"{number}".encode()),
        )
        for number in range(COUNT)
    )
    yield made
    made.stop()


def lines(back: LookBack) -> int:
    """Return how many lines the picture shows."""
    return back.picture.counts.get("log_entry", 0)


def test_the_moment_asked_for_last_is_shown(back: LookBack, qtbot: QtBot) -> None:
    """A hand that drags asks for many moments; the last one's picture arrives, whole."""
    with qtbot.waitSignal(back.arrived, timeout=WAIT):
        for number in (10, 2_000, 1_499):
            back.look(NOON + number * APART)
    assert (back.past, lines(back)) == (NOON + 1_499 * APART, 1_500)


def test_the_past_goes_on_and_never_past_now(back: LookBack, qtbot: QtBot) -> None:
    """Running, it folds on what was known next at the room's pace, tells what changed, and stops at now."""
    with qtbot.waitSignal(back.arrived, timeout=WAIT):
        back.look(NOON + 100 * APART)
    with qtbot.waitSignal(back.went, timeout=WAIT) as went:
        back.run(on=True)
    assert back.past is not None
    assert lines(back) == 101 + len(went.args[0])
    assert lines(back) == (back.past - NOON) // APART + 1
    qtbot.waitUntil(lambda: back.past == END, timeout=WAIT)
    assert lines(back) == COUNT


def test_leaving_says_whether_there_was_a_past(back: LookBack, qtbot: QtBot) -> None:
    """The present is left alone: leaving it does nothing; leaving the past stops what was under way."""
    assert not back.leave()
    with qtbot.waitSignal(back.arrived, timeout=WAIT):
        back.look(NOON)
    back.run(on=True)
    assert back.leave()
    assert (back.past, back.runs) == (None, False)


def test_every_picture_that_is_not_wanted_any_more_is_let_go_of(back: LookBack, qtbot: QtBot) -> None:
    """The one shown before, one that was folded to half, and the last on leaving: whoever drops a large one frees it at once."""
    with qtbot.waitSignal(back.arrived, timeout=WAIT):
        back.look(NOON + 50 * APART)
    first = back.picture
    back.look(NOON + 2_000 * APART)
    with qtbot.waitSignal(back.arrived, timeout=WAIT):
        back.look(NOON + 60 * APART)
    second = back.picture
    assert any(each is first for each in GONE)
    assert back.leave()
    assert any(each is second for each in GONE)
    assert len(GONE) == 4
    assert back.picture.counts == {}
