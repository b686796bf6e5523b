"""A flood is the doctrine's count in the doctrine's time, wherever it begins."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from feeds.picture.alarm import Alarm
from feeds.picture.warning import Severity
from feeds.report.sections.alarms import Occurrence, crowds, in_flood
from tests.rig.specimens import record

WITHIN, FLOOD = 600, 4
ONSETS = st.lists(st.integers(0, 3_000), max_size=30).map(sorted)


def _found(onsets: list[int]) -> tuple[Occurrence, ...]:
    row = record("alarm")
    assert isinstance(row.body, Alarm)
    return tuple(Occurrence(row, row, row.body, Severity.LOW, onset, None, None) for onset in onsets)


@given(ONSETS)
def test_a_crowd_is_all_that_came_in_the_time_before(onsets: list[int]) -> None:
    """Counted one by one, it is the same."""
    expected = [(onset, sum(onset - WITHIN < each <= onset for each in onsets[: place + 1])) for place, onset in enumerate(onsets)]
    assert crowds(_found(onsets), WITHIN) == expected


@given(ONSETS)
def test_time_in_flood_is_the_time_at_which_so_many_had_come(onsets: list[int]) -> None:
    """Asked at each moment, it is the same."""
    moments = range(3_000 + WITHIN + 1)
    expected = sum(sum(at - WITHIN < each <= at for each in onsets) >= FLOOD for at in moments)
    assert in_flood(crowds(_found(onsets), WITHIN), FLOOD, WITHIN) == expected
