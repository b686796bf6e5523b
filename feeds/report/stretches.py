"""Stretches of the calendar, in UTC: which unit suits a span of time, where each stretch begins, and what it is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum

from feeds.picture.calendar import MONTHS, instant_of, utc

_HOUR, _DAY = 3_600_000, 86_400_000
_LONGEST = {"hour": 3 * _DAY, "day": 130 * _DAY, "month": 40 * 366 * _DAY}
"""The longest span whose stretches are told by this unit, ms."""


class Unit(StrEnum):
    """How long a stretch is."""

    HOUR = "hour"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


def unit_for(span: int, most: int | None = None) -> Unit:
    """Return the unit for a span (ms); `most`: a coarser one where there would be more stretches than this."""
    lengths = {Unit.HOUR: _HOUR, Unit.DAY: _DAY, Unit.MONTH: 30 * _DAY}
    for unit, length in lengths.items():
        if span <= _LONGEST[unit] and (most is None or span / length <= most):
            return unit
    return Unit.YEAR


def begins(instant: int, unit: Unit) -> int:
    """Return where the stretch of an Instant begins."""
    at = utc(instant)
    match unit:
        case Unit.HOUR:
            return instant_of(at.replace(minute=0, second=0, microsecond=0))
        case Unit.DAY:
            return instant_of(at.replace(hour=0, minute=0, second=0, microsecond=0))
        case Unit.MONTH:
            return instant_of(datetime(at.year, at.month, 1, tzinfo=UTC))
        case Unit.YEAR:
            return instant_of(datetime(at.year, 1, 1, tzinfo=UTC))


def following(start: int, unit: Unit) -> int:
    """Return where the stretch after this one begins."""
    at = utc(start)
    match unit:
        case Unit.HOUR:
            return start + _HOUR
        case Unit.DAY:
            return start + _DAY
        case Unit.MONTH:
            return instant_of(datetime(at.year + at.month // 12, at.month % 12 + 1, 1, tzinfo=UTC))
        case Unit.YEAR:
            return instant_of(datetime(at.year + 1, 1, 1, tzinfo=UTC))


def name(start: int, unit: Unit) -> str:
    """Return what a stretch is called: 1992, May 1992, 7 May 1992, 7 May 1992 14Z."""
    at = utc(start)
    month = f"{MONTHS[at.month - 1]} {at.year}"
    match unit:
        case Unit.HOUR:
            return f"{at.day} {month} {at:%H}Z"
        case Unit.DAY:
            return f"{at.day} {month}"
        case Unit.MONTH:
            return month
        case Unit.YEAR:
            return str(at.year)


def counted(moments: Iterable[int], unit: Unit) -> Counter[int]:
    """Count moments by the stretch they are in."""
    return Counter(begins(each, unit) for each in moments)
