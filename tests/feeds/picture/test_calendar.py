"""Instants are dates and back again, to the millisecond, over all the years there are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.picture.calendar import DAYS, MONTHS, instant_of, iso, utc
from feeds.picture.values import YEAR_1, YEAR_9999


@given(st.integers(YEAR_1, YEAR_9999))
def test_out_and_in(instant: int) -> None:
    """An instant is the same millisecond after it was a date, and after it was written."""
    assert instant_of(utc(instant)) == instant
    assert instant_of(datetime.fromisoformat(iso(instant))) == instant


@pytest.mark.parametrize(
    ("instant", "written"),
    [
        (0, "1970-01-01T00:00:00Z"),
        (-1, "1969-12-31T23:59:59.999Z"),
        (1_795_344_452_000, "2026-11-22T10:47:32Z"),
        (1_795_344_452_070, "2026-11-22T10:47:32.070Z"),
    ],
)
def test_written_with_milliseconds_where_there_are_any(instant: int, written: str) -> None:
    """The Z is there always, the milliseconds where they say something."""
    assert iso(instant) == written


def test_any_zone_is_the_same_moment() -> None:
    """A date in another zone is the instant of its Zulu; what is finer than a millisecond is cut off, before 1970 too."""
    assert instant_of(datetime(2026, 11, 22, 12, 47, 32, tzinfo=timezone(timedelta(hours=2)))) == 1_795_344_452_000
    assert instant_of(datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)) == -1


def test_names_stand_where_the_calendar_counts() -> None:
    """The day's and the month's name are those of the date."""
    at = utc(1_795_344_452_000)
    assert (DAYS[at.weekday()], MONTHS[at.month - 1]) == ("Sun", "Nov")
