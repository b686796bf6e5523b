"""The room's time at a display: never before the hub's word, never far ahead of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from feeds.wire.heard_time import CARRY, HeardTime
from tests.feeds.hub.hall import OPENED

NOON = OPENED
speeds = st.floats(0.0, 100_000_000.0)
seconds = st.floats(0.0, 86_400.0)


@given(speeds, seconds)
def test_it_goes_at_the_rooms_pace_for_a_moment_and_then_no_faster_than_the_day(speed: float, gone: float) -> None:
    """However fast the room's time runs, a silence of a second is drawn as a second beyond what is taken on trust."""
    said = HeardTime(NOON, speed, 100.0).drawn_on(100.0 + gone)
    ahead = (said - NOON) / 1_000
    assert 0 <= ahead <= CARRY * speed + gone + 0.001
    if gone <= CARRY:
        assert abs(ahead - gone * speed) <= 0.001 + ahead * 1e-9


@given(speeds, seconds, seconds)
def test_it_never_goes_backwards_between_two_words(speed: float, one: float, other: float) -> None:
    """A later moment reads a later time, or the same."""
    heard = HeardTime(NOON, speed, 0.0)
    assert heard.drawn_on(min(one, other)) <= heard.drawn_on(max(one, other))


def test_a_real_rooms_clock_goes_on_through_a_silence() -> None:
    """At the day's pace there is nothing to distrust; a clock that was held stays."""
    assert HeardTime(NOON, 1.0, 0.0).drawn_on(3_600.0) == NOON + 3_600_000
    assert HeardTime(NOON, 0.0, 0.0).drawn_on(3_600.0) == NOON
    assert HeardTime(NOON, 60.0, 5.0).drawn_on(4.0) == NOON
