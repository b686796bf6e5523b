"""What differs between many rows is found in a thread, and says so meanwhile; between few it is there at once. Both find the same."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from app import comparing
from app.comparing import AT_ONCE, Comparing, Comparison, compared
from app.session import Session
from feeds.picture.fold import fold_all
from feeds.picture.picture import Picture
from feeds.picture.regime import REAL
from layers.overlays import MOST
from tests.rig.specimens import NOON, record
from widgets.cells import Empty
from widgets.compare.resolve import Aside

WAIT = 30_000
FEW, MANY = 40, AT_ONCE


class Finder(Comparing):
    """Notes in which thread it looked."""

    def __init__(self) -> None:
        super().__init__()
        self.looked: list[str] = []


@pytest.fixture
def finder(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Finder]:
    """Nothing was looked at yet."""
    del qtbot
    made = Finder()

    def noted(pair: comparing._Pair, shown: Picture) -> Comparison:
        made.looked.append(threading.current_thread().name)
        return compared(pair, shown)

    monkeypatch.setattr(comparing, "compared", noted)
    yield made
    made.close()


def filled(first: int, count: int) -> Picture:
    """Return a picture of so many reports from a number on."""
    made = Picture(REAL)
    fold_all(
        made,
        (
            record("indication", regime=REAL, subject=f"R-{number:05}", event=NOON + number, known=NOON + number)
            for number in range(first, first + count)
        ),
    )
    return made


def standing(count: int) -> SimpleNamespace:
    """Return what comparing asks of a session: so many reports beside as many, of which the last tenth differs at either end."""
    return SimpleNamespace(aside=Aside(filled(0, count), NOON, "then"), picture=filled(count // 10, count), entity="CMC", now=lambda: NOON)


def look(finder: Finder, session: SimpleNamespace, *, turns: int = 1) -> Comparison:
    """Return what is known to differ."""
    found = finder.of(cast("Session", session), turns, None)
    assert found is not None
    return found


def test_few_rows_are_looked_at_at_once(finder: Finder) -> None:
    """In a small room the board is whole when it is asked for, and asking again looks at nothing."""
    session = standing(FEW)
    assert look(finder, session).count == 2 * FEW // 10
    look(finder, session)
    assert finder.looked == [threading.current_thread().name]
    assert not finder.busy


def test_many_rows_are_looked_at_in_a_thread(finder: Finder, qtbot: QtBot) -> None:
    """It says that it compares, finds just what looking at once finds, and the picture handed over is let go of there."""
    session = standing(MANY)
    with qtbot.waitSignal(finder.found, timeout=WAIT):
        before = look(finder, session)
        assert (before.count, isinstance(before.board.condition, Empty)) == (None, True)
        assert finder.busy
    found = look(finder, session)
    pair = comparing._Pair(session.aside, [], NOON, "CMC", None)
    assert found == compared(pair, session.picture)
    assert (found.count, len(found.features) <= MOST) == (2 * MANY // 10, True)
    assert finder.looked == ["comparing"]
    assert not finder.busy


def test_what_was_found_last_stands_until_the_next(finder: Finder, qtbot: QtBot) -> None:
    """When the picture goes on, what was found stands with the moment it is of; beside another picture nothing of it does."""
    session = standing(MANY)
    with qtbot.waitSignal(finder.found, timeout=WAIT):
        look(finder, session)
    last = look(finder, session)
    with qtbot.waitSignal(finder.found, timeout=WAIT):
        assert look(finder, session, turns=2) is last
    session.aside = replace(session.aside, name="later")
    with qtbot.waitSignal(finder.found, timeout=WAIT):
        assert look(finder, session, turns=2).count is None
    session.aside = None
    assert finder.of(cast("Session", session), 2, None) is None
