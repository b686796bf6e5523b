"""Stretches of the calendar tile time: each moment is in one, and they follow each other without a gap."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from feeds.report.stretches import Unit, begins, counted, following, name, unit_for

DAY = 86_400_000
MOMENTS = st.integers(-(30 * 366 * DAY), 80 * 366 * DAY)


@given(MOMENTS, st.sampled_from(Unit))
def test_a_moment_is_in_its_stretch_and_in_no_other(moment: int, unit: Unit) -> None:
    """A stretch begins at or before its moment and ends after it, and the one after it begins where it ends."""
    start = begins(moment, unit)
    end = following(start, unit)
    assert start <= moment < end
    assert begins(start, unit) == start
    assert begins(end - 1, unit) == start
    assert begins(end, unit) == end
    assert name(start, unit) != name(end, unit)


@given(st.lists(MOMENTS, max_size=40), st.sampled_from(Unit))
def test_every_moment_is_counted_once(moments: list[int], unit: Unit) -> None:
    """The counts of all stretches add up."""
    assert counted(moments, unit).total() == len(moments)


def test_a_stretch_has_the_name_it_is_known_by() -> None:
    """December is followed by January, a leap day has its date, and an hour its zone."""
    december = begins(820_000_000_000, Unit.MONTH)
    assert (name(december, Unit.MONTH), name(following(december, Unit.MONTH), Unit.MONTH)) == ("Dec 1995", "Jan 1996")
    leap = begins(951_782_400_000, Unit.DAY)
    assert (name(leap, Unit.DAY), name(leap, Unit.HOUR)) == ("29 Feb 2000", "29 Feb 2000 00Z")
    assert name(begins(leap, Unit.YEAR), Unit.YEAR) == "2000"


def test_the_unit_suits_the_span_and_how_many_can_be_told() -> None:
    """A day is told by hours, a season by days, a war by months, a lifetime by years; fewer stretches take a coarser unit."""
    assert [unit_for(span) for span in (DAY, 90 * DAY, 1_200 * DAY, 60 * 366 * DAY)] == [Unit.HOUR, Unit.DAY, Unit.MONTH, Unit.YEAR]
    assert unit_for(90 * DAY, 60) is Unit.MONTH
    assert unit_for(30 * 366 * DAY, 60) is Unit.YEAR
