"""Times on the command line: with a zone, exactly, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.times import parse_time
from feeds.errors import Misuse
from feeds.picture.calendar import iso
from feeds.picture.values import YEAR_1, YEAR_9999


@given(st.integers(YEAR_1, YEAR_9999))
def test_out_and_in(instant: int) -> None:
    """What is written is read back as the same millisecond."""
    assert parse_time("--at", iso(instant)) == instant


@pytest.mark.parametrize(
    "text",
    ["2026-11-22", "2026-11-22T10:47", "noon", "", "2026-13-01T00:00Z", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00"],
)
def test_no_time_is_misuse(text: str) -> None:
    """What is no time, or nobody's, or in UTC outside the calendar, is refused in words that show it."""
    with pytest.raises(Misuse, match="--at"):
        parse_time("--at", text)


def test_zones_are_respected() -> None:
    """An offset is the same moment as its Zulu."""
    assert parse_time("--at", "2026-11-22T12:47+02:00") == parse_time("--at", "2026-11-22T10:47:00Z")
