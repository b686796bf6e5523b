"""Times, spans, counts of people and hands read as a report says them."""

from __future__ import annotations

import pytest

from feeds.report.wording import lasted, listed, many, moment, people

NOON = 1_795_348_800_000


@pytest.mark.parametrize(
    ("millis", "words"),
    [
        (0, "0 s"),
        (59_999, "59 s"),
        (60_000, "1 min"),
        (108_000, "1 min 48 s"),
        (3_540_000, "59 min"),
        (21_840_000, "6 h 04 min"),
        (2 * 86_400_000 - 1, "47 h 59 min"),
        (3_600_000 * 6, "6 h"),
        (4 * 86_400_000, "4 d"),
        (4 * 86_400_000 + 3_600_000, "4 d 1 h"),
        (3 * 365 * 86_400_000, "3 y 0 d"),
        (-5, "0 s"),
    ],
)
def test_a_span_is_said_as_finely_as_it_matters(millis: int, words: str) -> None:
    """Seconds up to ten minutes, minutes up to two days, then days, then years."""
    assert lasted(millis) == words


def test_a_moment_has_its_day() -> None:
    """A report is read long after: a time without its day is no time."""
    assert moment(NOON) == "22 Nov 12:00Z"
    assert moment(NOON, year=True) == "22 Nov 2026 12:00Z"


@pytest.mark.parametrize(
    ("count", "words"), [(None, ""), (0, "fewer than 10"), (1, "fewer than 10"), (9, "fewer than 10"), (10, "10"), (1240, "1,240")]
)
def test_few_people_are_not_counted(count: int | None, words: str) -> None:
    """Counts below ten are suppressed."""
    assert people(count) == words


def test_lists_and_counts_agree_with_their_nouns() -> None:
    """One alarm, two alarms; A, B and C."""
    assert (many(1, "alarm"), many(2, "alarm"), many(0, "entry", "entries")) == ("1 alarm", "2 alarms", "0 entries")
    assert (listed([]), listed(["A"]), listed(["A", "B", "C"])) == ("", "A", "A, B and C")
