"""Foreign times as instants: ISO 8601, Unix epochs, or a stated pattern; a time without a zone is in the zone it is given.

Deliberately absent: guessing. A day and a month that could be either are read as the mapping says, or not at all.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from feeds.picture.calendar import instant_of
from feeds.picture.values import YEAR_1, YEAR_9999

ISO: Final = "iso"
EPOCH_SECONDS: Final = "epoch-seconds"
EPOCH_MILLISECONDS: Final = "epoch-milliseconds"

_LONGEST: Final = 64


@lru_cache(maxsize=65_536)
def instant(text: str, zone: tzinfo = UTC, pattern: str = ISO) -> int:
    """Return milliseconds since the epoch. A date without a time is 00:00 in `zone`.

    Raises:
        ValueError: the text is no time of that pattern, or outside the years 1 to 9999.

    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        message = f"not a time: {text[:_LONGEST]!r}"
        raise ValueError(message)
    match pattern:
        case "iso":
            return _of(datetime.fromisoformat(text), zone)
        case "epoch-seconds":
            return bounded(_number(text) * 1000)
        case "epoch-milliseconds":
            return bounded(_number(text))
        case _:
            return _of(_by_pattern(text, pattern), zone)


def bounded(number: float) -> int:
    """Return `number` as a whole instant.

    Raises:
        ValueError: it lies outside the years 1 to 9999.

    """
    if not YEAR_1 <= number <= YEAR_9999:
        message = f"outside the years 1 to 9999: {number!r}"
        raise ValueError(message)
    return round(number)


def zone_of(name: str) -> tzinfo:
    """Return the zone of an IANA name or of an offset such as +02:00.

    Raises:
        ValueError: there is no such zone.

    """
    if name in {"UTC", "Z"}:
        return UTC
    if name[:1] in "+-":
        offset = datetime.fromisoformat(f"2000-01-01T00:00{name}").utcoffset()
        return timezone(offset or timedelta())
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError) as error:
        message = f"no such time zone: {name!r}"
        raise ValueError(message) from error


def _by_pattern(text: str, pattern: str) -> datetime:
    try:
        return datetime.strptime(text, pattern)  # noqa: DTZ007 -- the caller gives the zone
    except re.error as error:
        message = f"not a pattern of times: {pattern!r}"
        raise ValueError(message) from error


def _number(text: str) -> float:
    return int(text) if text.isdecimal() else float(text)


def _of(moment: datetime, zone: tzinfo) -> int:
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    return bounded(instant_of(moment))
