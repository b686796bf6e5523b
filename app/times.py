"""Times on the command line: ISO 8601 with a zone. A time without a zone is nobody's time and is refused."""

from __future__ import annotations

from datetime import UTC, datetime

from feeds.errors import Misuse
from feeds.picture.calendar import instant_of


def parse_time(option: str, text: str) -> int:
    """Return ms since the epoch.

    Raises:
        Misuse: the text is no time, has no zone, or is in no year from 1 to 9999 once it is in UTC.

    """
    expected = "an ISO 8601 time with a zone, as 2026-11-22T10:47:00Z"
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise Misuse(option, "not a time", text, expected) from error
    if moment.tzinfo is None:
        raise Misuse(option, "a time without a zone", text, expected)
    try:
        return instant_of(moment.astimezone(UTC))
    except OverflowError as error:
        raise Misuse(option, "a time outside the calendar", text, "a year from 1 to 9999, in UTC") from error
