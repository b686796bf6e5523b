"""Moments, durations and numbers as they are typed at a desk: Zulu, short, without a calendar to click in. Pure.

Deliberately absent: any other time zone, and guessing: what cannot be read is None.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

from feeds.picture.calendar import instant_of, utc

_MINUTE: Final = 60_000
_HOUR: Final = 60 * _MINUTE
_DAY: Final = 24 * _HOUR
_BACK: Final = 12 * _HOUR
_MOST: Final = 999_999_999
_MOMENT = re.compile(r"(?:(?P<day>\d{2})\s?)?(?P<hour>\d{2}):?(?P<minute>\d{2})(?::(?P<second>\d{2}))?\s*Z?", re.IGNORECASE)
_AFTER = re.compile(r"\+\s*(.+)")
_DURATION = re.compile(r"(?:(?P<days>\d{1,3})\s*d)?\s*(?:(?P<hours>\d{1,4})\s*h)?\s*(?:(?P<minutes>\d{1,5})\s*(?:min|m)?)?", re.IGNORECASE)


def read_number(text: str) -> int | None:
    """Return a whole number from 0 to 999,999,999; spaces between its digits are allowed."""
    digits = text.replace(" ", "").replace("\N{NO-BREAK SPACE}", "")
    return int(digits) if digits.isascii() and digits.isdigit() and int(digits) <= _MOST else None


def read_duration(text: str) -> int | None:
    """Return ms of "45", "45 min", "2 h", "2 h 30", "1 d 6 h"; a bare number is minutes. Nothing at all is no duration."""
    found = _DURATION.fullmatch(text.strip())
    if found is None or not any(found.groups()):
        return None
    days, hours, minutes = (int(part or 0) for part in found.group("days", "hours", "minutes"))
    return days * _DAY + hours * _HOUR + minutes * _MINUTE


def read_moment(text: str, now: int) -> int | None:
    """Return ms of "11:30Z", "1130", "23 11:30Z", "231130Z" or "+45 min".

    Without a day it is the one nearest to now that is not more than twelve hours back; with a day, of the month that lies nearest.
    """
    after = _AFTER.fullmatch(text.strip())
    if after is not None:
        duration = read_duration(after.group(1))
        return None if duration is None else now + duration
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute, second = (int(part or 0) for part in found.group("hour", "minute", "second"))
    if hour > 23 or minute > 59 or second > 59:  # noqa: PLR2004 -- the clock's own bounds
        return None
    time = (hour * 60 + minute) * _MINUTE + second * 1_000
    day = found.group("day")
    return _nearest_time(time, now) if day is None else _nearest_day(int(day), time, now)


def _nearest_time(time: int, now: int) -> int:
    today = now - now % _DAY + time
    return min((today + shift for shift in (-_DAY, 0, _DAY) if today + shift >= now - _BACK), key=lambda moment: abs(moment - now))


def _nearest_day(day: int, time: int, now: int) -> int | None:
    at = utc(now)
    moments = []
    for months in (-1, 0, 1):
        year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
        try:
            midnight = datetime(year, month + 1, day, tzinfo=UTC)
        except ValueError:
            continue
        moments.append(instant_of(midnight) + time)
    return min(moments, key=lambda moment: abs(moment - now), default=None)
