"""Times as words."""

import pytest

from widgets.times import countdown, date_time_group, day, elapsed, span, zulu, zulu_seconds

CRISIS = 1_795_344_452_000


def test_the_picture_of_the_manual() -> None:
    """Claim: one instant in every form of the screen, each Zulu with its suffix."""
    assert (zulu(CRISIS), zulu_seconds(CRISIS), day(CRISIS), date_time_group(CRISIS)) == (
        "10:47Z",
        "10:47:32Z",
        "Sun 22 Nov 2026",
        "221047ZNOV26",
    )


def test_another_day_is_named() -> None:
    """Claim: a time of another day than now shows its day, so that 23:40 of yesterday is not taken for tonight."""
    assert zulu(CRISIS - 12 * 3_600_000, CRISIS) == "21 22:47Z"
    assert zulu(CRISIS - 3_600_000, CRISIS) == "09:47Z"


@pytest.mark.parametrize(
    ("ms", "said"),
    [
        (0, "0 s"),
        (-5, "0 s"),
        (59_999, "59 s"),
        (840_000, "14 min"),
        (7_920_000, "2 h 12"),
        (21_840_000, "6 h 04"),
        (43_200_000, "12 h"),
        (187_200_000, "2 d 4 h"),
    ],
)
def test_spans(ms: int, said: str) -> None:
    """Claim: durations are short and round down; nothing is ever older than it is."""
    assert span(ms) == said


def test_counting() -> None:
    """Claim: what is left and what has passed are shown to the second; neither goes below nought."""
    assert (countdown(2_548_999), countdown(-1)) == ("00:42:28", "00:00:00")
    assert (elapsed(432_000), elapsed(4_032_000)) == ("07:12", "1:07:12")
