"""How a recording's clock goes: by its speed, round its range, over what is quiet."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.playing import LEAST_SPEED, MOST_SPEED, SPEEDS, Playing, onward, other_speed, relative

SECOND = 1_000


def nothing(_at: int) -> int | None:
    """No record follows."""
    return None


@given(st.floats(0.25, 1e6), st.floats(0, 1e9), st.floats(0, 2))
def test_the_clock_goes_at_its_speed(speed: float, at: float, seconds: float) -> None:
    """After so many real seconds it stands that many times the speed further on."""
    assert onward(Playing(on=True, speed=speed), at, seconds, nothing) == pytest.approx(at + seconds * speed * 1000)


@given(st.integers(0, 100_000), st.floats(0, 3), st.floats(0.25, 1e5))
def test_a_loop_is_never_left(at: int, seconds: float, speed: float) -> None:
    """Wherever it stood, with a loop it goes on within it, and from its end to its beginning."""
    loop = (20_000, 60_000)
    to = onward(Playing(on=True, speed=speed, loop=loop), at, seconds, nothing)
    assert loop[0] <= to < loop[1]


def test_what_is_quiet_is_passed_over_to_just_before_the_next_record() -> None:
    """An hour without a record at 60x is a minute of waiting: it is skipped; a gap of a second is not."""
    playing = Playing(on=True, speed=60.0, skips=True)
    assert onward(playing, 0, 0.033, lambda _: 3_600 * SECOND) == pytest.approx(3_600 * SECOND - 0.4 * 60 * SECOND)
    assert onward(playing, 0, 0.033, lambda _: 60 * SECOND) == pytest.approx(0.033 * 60 * SECOND)


def test_speeds_go_from_a_quarter_to_ten_million() -> None:
    """Keys go through every speed in order and stop at the ends; any other speed is held within the bounds."""
    assert (SPEEDS[0], SPEEDS[-1]) == (LEAST_SPEED, MOST_SPEED)
    for slow, fast in pairwise(SPEEDS):
        assert (other_speed(slow, 1), other_speed(fast, -1)) == (fast, slow)
    assert other_speed(LEAST_SPEED, -1) == LEAST_SPEED
    assert other_speed(MOST_SPEED, 1) == MOST_SPEED
    assert Playing().at_speed(1e12).speed == MOST_SPEED


@pytest.mark.parametrize(
    ("at", "words"), [(0, "T+00:00:00"), (752_000, "T+00:12:31"), (-61_000, "T-00:01:01"), (-262_800_000, "T-3 d 01:00:00")]
)
def test_moments_are_counted_from_t_zero(at: int, words: str) -> None:
    """Before and after, in hours, minutes, seconds, with the days where there are any."""
    assert relative(at - (at == 752_000) * 1_000, 0) == words
