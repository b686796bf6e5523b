"""Times and durations as words, one way for the whole screen: Zulu with its suffix, durations short and plain.

Instants are ms since the Unix epoch, UTC. Deliberately absent: any clock and any other time zone.
"""

from feeds.picture.calendar import DAYS, MONTHS, utc

_SECOND = 1_000
_MINUTE = 60 * _SECOND
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
_FOUR_WEEKS = 28 * _DAY
_YEAR, _YEARS_FROM = 365, 730
"""Days of a year, and from how many on a span is told in years."""

Range = tuple[int, int]
"""Two instants, the later one not included."""


def zulu(instant: int, now: int | None = None) -> str:
    """Hours and minutes, "11:30Z"; with the day in front, "21 11:30Z", where it is not the day of `now`."""
    at = utc(instant)
    day = f"{at.day:02} " if now is not None and utc(now).date() != at.date() else ""
    return f"{day}{at:%H:%M}Z"


def dated(instant: int, now: int) -> str:
    """As `zulu`, and from four weeks on the date, "22 Nov 1995": a day of the month alone would be taken for another month's."""
    at = utc(instant)
    return zulu(instant, now) if abs(now - instant) < _FOUR_WEEKS else f"{at.day:02} {MONTHS[at.month - 1]} {at.year}"


def timed(instant: int, now: int) -> str:
    """As `zulu`, and from four weeks on with the date, "22 Nov 1995 11:30Z"."""
    at = utc(instant)
    return zulu(instant, now) if abs(now - instant) < _FOUR_WEEKS else f"{dated(instant, now)} {at:%H:%M}Z"


def exact(instant: int, now: int) -> str:
    """As `timed`, to the second: "10:47:32Z", "21 10:47:32Z", "22 Nov 1995 10:47:32Z"."""
    day = timed(instant, now).rpartition(" ")[0]
    return f"{day} {zulu_seconds(instant)}".lstrip()


def apart(instant: int, other: int) -> str:
    """As `dated` beside another moment, and to the second where both are of one minute: else they would read alike."""
    return zulu_seconds(instant) if instant // _MINUTE == other // _MINUTE else dated(instant, other)


def zulu_seconds(instant: int) -> str:
    """Hours, minutes, seconds: "10:47:32Z"."""
    return f"{utc(instant):%H:%M:%S}Z"


def day(instant: int) -> str:
    """The date in words: "Sun 22 Nov 2026"."""
    at = utc(instant)
    return f"{DAYS[at.weekday()]} {at.day:02} {MONTHS[at.month - 1]} {at.year}"


def date_time_group(instant: int) -> str:
    """The military date-time group: "221047ZNOV26"."""
    at = utc(instant)
    return f"{at.day:02}{at.hour:02}{at.minute:02}Z{MONTHS[at.month - 1].upper()}{at.year % 100:02}"


def span(ms: int) -> str:
    """A duration at a glance: "3 s", "14 min", "3 h 45", "2 d 4 h", "19 y 116 d". A negative one reads as nothing yet: "0 s"."""
    ms = max(0, ms)
    if ms < _MINUTE:
        return f"{ms // _SECOND} s"
    if ms < _HOUR:
        return f"{ms // _MINUTE} min"
    if ms < _DAY:
        hours, minutes = ms // _HOUR, ms % _HOUR // _MINUTE
        return f"{hours} h {minutes:02}" if minutes else f"{hours} h"
    days = ms // _DAY
    if days >= _YEARS_FROM:
        return f"{days // _YEAR} y {days % _YEAR} d"
    return f"{days} d {ms % _DAY // _HOUR} h"


def stretch(chosen: Range) -> str:
    """A range at a glance: "21 23:10Z to 08:41Z", the day named where it is not the day of its end."""
    return f"{zulu(chosen[0], chosen[1])} to {zulu(chosen[1])}"


def within(at: int, chosen: Range | None) -> bool:
    """Whether a moment lies in a range; every moment lies in none."""
    return chosen is None or chosen[0] <= at < chosen[1]


def countdown(ms: int) -> str:
    """What is left, to the second: "00:42:28"."""
    seconds = max(0, ms) // _SECOND
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def elapsed(ms: int) -> str:
    """What has passed, to the second: "07:12", or "1:07:12" past the hour."""
    seconds = max(0, ms) // _SECOND
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60:02}:{rest % 60:02}"
