"""Instants as dates, and dates as instants: ms since 1970-01-01T00:00Z, leap seconds ignored, the years 1 to 9999.

One place, so that a moment reads the same in a journal's state, an export, a report and on the screen. Deliberately absent: any clock, any
zone but UTC, and how a panel or a report words a moment.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
"""Days of the week as `datetime.weekday` counts them; not the locale's, for two rooms must read the same."""

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Months, January at 0."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)


def utc(instant: int) -> datetime:
    """Return an instant as an aware datetime.

    Raises:
        OverflowError: it lies outside the years 1 to 9999.

    """
    return _EPOCH + timedelta(milliseconds=instant)


def instant_of(moment: datetime) -> int:
    """Return an aware datetime as an instant; what is finer than a millisecond is cut off."""
    return (moment - _EPOCH) // _MILLISECOND


def iso(instant: int) -> str:
    """Return a moment as 2026-11-22T10:47:00Z, with milliseconds where it has any."""
    timespec = "milliseconds" if instant % 1_000 else "seconds"
    return utc(instant).replace(tzinfo=None).isoformat(timespec=timespec) + "Z"
