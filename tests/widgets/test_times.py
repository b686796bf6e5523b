"""Times as words."""

import pytest

from widgets.times import apart, countdown, date_time_group, dated, day, elapsed, exact, span, timed, zulu, zulu_seconds

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


def test_a_moment_of_another_month_has_its_date_and_its_time() -> None:
    """Claim: to the minute and to the second, with the day, and with month and year, as far as they are needed."""
    yesterday, year = CRISIS - 12 * 3_600_000, CRISIS - 365 * 86_400_000
    assert [timed(each, CRISIS) for each in (CRISIS, yesterday, year)] == ["10:47Z", "21 22:47Z", "22 Nov 2025 10:47Z"]
    assert [exact(each, CRISIS) for each in (CRISIS, yesterday, year)] == ["10:47:32Z", "21 22:47:32Z", "22 Nov 2025 10:47:32Z"]


def test_two_moments_of_one_minute_do_not_read_alike() -> None:
    """Claim: beside a moment of the same minute seconds are told, beside any other they are not."""
    assert (apart(CRISIS, CRISIS - 20_000), apart(CRISIS, CRISIS - 60_000)) == ("10:47:32Z", "10:47Z")


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


def test_a_day_of_another_month_has_its_month_and_year() -> None:
    """Claim: from four weeks on the date is said in full, since a day of the month alone would be taken for this month's."""
    weeks = 28 * 86_400_000
    assert dated(CRISIS - weeks + 1, CRISIS) == "25 10:47Z"
    assert dated(CRISIS - weeks, CRISIS) == "25 Oct 2026"
    assert dated(CRISIS + weeks, CRISIS) == "20 Dec 2026"


def test_years_are_counted_as_years() -> None:
    """Claim: nobody reads seven thousand days; two years are days still."""
    assert (span(729 * 86_400_000), span(730 * 86_400_000), span(7_051 * 86_400_000)) == ("729 d 0 h", "2 y 0 d", "19 y 116 d")
