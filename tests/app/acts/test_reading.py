"""Moments, durations and numbers as they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.acts.reading import read_duration, read_moment, read_number
from feeds.picture.calendar import utc
from feeds.picture.values import YEAR_1, YEAR_9999
from widgets.times import zulu

NOW = 1_795_344_452_000
"""2026-11-22 10:47:32Z."""
MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
MIDNIGHT = NOW - NOW % DAY


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("11:30Z", MIDNIGHT + 11 * HOUR + 30 * MINUTE),
        ("1130", MIDNIGHT + 11 * HOUR + 30 * MINUTE),
        ("10:47:06Z", MIDNIGHT + 10 * HOUR + 47 * MINUTE + 6_000),
        ("23 04:00Z", MIDNIGHT + DAY + 4 * HOUR),
        ("230400Z", MIDNIGHT + DAY + 4 * HOUR),
        ("22:30Z", MIDNIGHT + 22 * HOUR + 30 * MINUTE),
        ("+45 min", NOW + 45 * MINUTE),
        ("01 06:00Z", MIDNIGHT + 9 * DAY + 6 * HOUR),
        ("25:00Z", None),
        ("soon", None),
        ("31 06:00Z", MIDNIGHT - 22 * DAY + 6 * HOUR),
    ],
)
def test_moments(text: str, moment: int | None) -> None:
    """A time is the nearest one, a day is of the month that lies nearest, and what is no time is none."""
    assert read_moment(text, NOW) == moment


@pytest.mark.parametrize(
    ("text", "duration"),
    [("45", 45 * MINUTE), ("45 min", 45 * MINUTE), ("2 h 30", 150 * MINUTE), ("1 d 6 h", 30 * HOUR), ("", None), ("long", None)],
)
def test_durations(text: str, duration: int | None) -> None:
    """A bare number is minutes."""
    assert read_duration(text) == duration


@pytest.mark.parametrize(
    ("text", "number"), [("212", 212), ("1 240", 1240), ("-3", None), ("1e9", None), ("9999999999", None), ("²", None)]
)
def test_numbers(text: str, number: int | None) -> None:
    """Whole and bounded."""
    assert read_number(text) == number


@given(st.integers(YEAR_1 + 400 * DAY, YEAR_9999 - 400 * DAY), st.integers(-11 * 60, 11 * 60))
def test_what_is_shown_can_be_typed(now: int, minutes: int) -> None:
    """A moment within half a day, typed as the screen shows it, is that moment to the minute."""
    moment = now - now % MINUTE + minutes * MINUTE
    assert read_moment(zulu(moment), now) == moment


@given(st.text(max_size=20), st.integers(YEAR_1, YEAR_9999))
def test_nothing_typed_breaks_it(text: str, now: int) -> None:
    """Any text is a moment or none; near the ends of the calendar too."""
    moment = read_moment(text, now)
    assert moment is None or isinstance(moment, int)
    read_duration(text)
    read_number(text)
    assert utc(now).year >= 1
