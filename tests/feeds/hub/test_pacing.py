"""Displays hear an exercise's time when its pace changes and often while it runs fast, not only with batches and heartbeats."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from feeds.hub import server
from feeds.hub.pacing import APART, Pacing
from feeds.wire.protocol import Heartbeat
from tests.feeds.hub.conftest import DRILL
from tests.feeds.hub.hall import OPENED, Hall, Seat, make_room, until


@pytest.fixture
def unhurried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hall]:
    """An exercise's room whose heartbeat does not come during the test."""
    monkeypatch.setattr(server, "HEARTBEAT", 3_600.0)
    hall = Hall(make_room(tmp_path, regime=DRILL, stepped=True))
    yield hall
    hall.close()


def told(seat: Seat) -> list[tuple[int, float]]:
    """Return the times a seat was told by words that bring no record."""
    return [(each.now, each.speed) for each in seat.events if isinstance(each, Heartbeat)]


def stepped(hall: Hall, player: Seat, displays: tuple[Seat, ...], word: tuple[int, float]) -> None:
    """Step the clock and wait until every display was told so."""
    player.link.advance(*word)
    until(lambda: all(word in told(seat) for seat in displays), *hall.seats)


def test_a_change_of_pace_is_told_at_once(unhurried: Hall) -> None:
    """Set going, made faster, held: every display hears it without waiting for a heartbeat."""
    duty, partner, player = unhurried.at("DUTY", "ALF-1", "PLAYER")
    for word in ((OPENED + 1_000, 60.0), (OPENED + 2_000, 1_800.0), (OPENED + 3_000, 0.0)):
        stepped(unhurried, player, (duty, partner), word)


def test_a_fast_clock_is_told_again_and_again(unhurried: Hall) -> None:
    """At one pace, without a record: the display hears where the clock came to."""
    duty, player = unhurried.at("DUTY", "PLAYER")
    stepped(unhurried, player, (duty,), (OPENED + 1_000, 3_600.0))
    stepped(unhurried, player, (duty,), (OPENED + 60_000, 3_600.0))


def test_what_is_due() -> None:
    """A change always; the same pace only while it is faster than the day, and then so often."""
    pacing = Pacing()
    assert not pacing.due(1.0, 1_000.0)
    assert pacing.due(0.0, 0.0)
    pacing.told(0.0, 0.0)
    assert not pacing.due(0.0, 1_000.0)
    pacing.told(60.0, 10.0)
    assert not pacing.due(60.0, 10.0 + APART / 2)
    assert pacing.due(60.0, 10.0 + 2 * APART)
    assert pacing.due(1.0, 10.0)
