"""Axis ticks: apart, inside, in order, and in words that fit their step."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from widgets.timeline.axis import ticks

DAY = 86_400_000


@given(st.integers(0, 4_000_000_000_000), st.integers(1_000, 60 * 365 * DAY), st.integers(50, 3_000))
def test_ticks_are_inside_in_order_and_apart(since: int, length: int, width: int) -> None:
    """From a second to sixty years: no tick outside, none nearer than what a label needs (months differ a little)."""
    found = ticks(since, since + length, width)
    assert all(since <= tick.at <= since + length for tick in found)
    for one, other in pairwise(found):
        assert (other.at - one.at) * width / length >= 80 * 0.9
    assert len(found) <= width / 80 * 1.12 + 1


def test_words_fit_the_step() -> None:
    """Minutes read as Zulu time, midnight as the day, decades as years."""
    assert [tick.text for tick in ticks(0, 4 * 3_600_000, 800)][:2] == ["01 Jan", "00:30Z"]
    assert ticks(0, 3_000, 400)[1].text == "00:00:01Z"
    assert ticks(0, 40 * 365 * DAY, 800)[1].text.isdigit()


def test_a_day_of_another_year_says_which() -> None:
    """From the autumn of 2022 on, the first tick of 2023 says its year, stands out, and no other does; a year begun needs none."""
    since = 1_661_990_400_000  # 2022-09-01
    found = ticks(since, since + 170 * DAY, 1_000)
    turned = [tick for tick in found if tick.major]
    assert [tick.text for tick in turned] == ["09 Jan 2023"]
    assert [tick.text for tick in found if "20" in tick.text[6:]] == ["09 Jan 2023"]
    assert not any(tick.major for tick in ticks(since, since + 90 * DAY, 1_000))


def test_no_room_no_ticks() -> None:
    """A box without width or span has no ticks."""
    assert ticks(5, 5, 100) == ()
    assert ticks(0, 10, 0) == ()
