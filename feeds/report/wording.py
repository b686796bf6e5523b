"""How a report says times, spans, counts and hands: in full, with the day, since it is read long after.

Deliberately absent: names of persons; a hand is an entity and a function.
"""

from __future__ import annotations

from feeds.picture.body import Nature
from feeds.picture.calendar import MONTHS, utc
from feeds.picture.envelope import AuthorKind, Record
from feeds.picture.few import headcount
from feeds.picture.room import Roster

_SECOND, _MINUTE, _HOUR, _DAY = 1_000, 60_000, 3_600_000, 86_400_000
NONE = "\N{EN DASH}"
"""What stands in a cell that has no figure."""


def moment(instant: int, *, year: bool = False) -> str:
    """Return day and time to the minute: 22 Nov 10:47Z, or with the year 22 Nov 2026 10:47Z."""
    at = utc(instant)
    return f"{at.day} {MONTHS[at.month - 1]}{f' {at.year}' if year else ''} {at:%H:%M}Z"


def to_the_second(instant: int) -> str:
    """Return day and time to the second: 22 Nov 2026 10:47:32Z."""
    at = utc(instant)
    return f"{at.day} {MONTHS[at.month - 1]} {at.year} {at:%H:%M:%S}Z"


def day(instant: int) -> str:
    """Return the date: 22 Nov 2026."""
    at = utc(instant)
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}"


def lasted(millis: float) -> str:
    """Return a duration in words: 42 s, 1 min 48 s, 6 h 04 min, 3 d 4 h, 2 y 110 d."""
    whole = max(0, round(millis))
    if whole < _MINUTE:
        return f"{whole // _SECOND} s"
    if whole < 10 * _MINUTE:
        minutes, rest = divmod(whole // _SECOND, 60)
        return f"{minutes} min {rest:02d} s" if rest else f"{minutes} min"
    if whole < _HOUR:
        return f"{whole // _MINUTE} min"
    if whole < 2 * _DAY:
        minutes = whole // _MINUTE % 60
        return f"{whole // _HOUR} h {minutes:02d} min" if minutes else f"{whole // _HOUR} h"
    days, hours = whole // _DAY, whole // _HOUR % 24
    if days >= 2 * 365:
        return f"{days // 365:,} y {days % 365} d"
    return f"{days} d {hours} h" if hours else f"{days} d"


def many(count: int, one: str, more: str = "") -> str:
    """Return a count with its noun: 1 alarm, 2 alarms."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def listed(words: tuple[str, ...] | list[str]) -> str:
    """Return words as a sentence lists them: A, B and C."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def people(count: int | None) -> str:
    """Return a number of people; fewer than ten are not told, and nothing where none is known."""
    return "" if count is None else headcount(count, ",")


def word(state: str) -> str:
    """Return a stored word as it is read: NOT_MET is NOT MET, NON_CONCURRENCE is NON-CONCURRENCE."""
    return state.replace("NON_", "NON-").replace("_", " ")


def hand(record: Record, roster: Roster) -> str:
    """Return who wrote a record: entity and function, never a name."""
    author = record.author
    match author.kind:
        case AuthorKind.OFFICER:
            officer = roster.officer(author.code)
            role = officer.role if officer is not None else author.code
            return role if role.startswith(author.entity) else f"{author.entity} · {role}"
        case AuthorKind.MACHINE:
            return f"{author.entity} · feed {author.code}"
        case AuthorKind.HUB:
            return "the rules" if Nature.FINDING in type(record.body).natures else "the room's hub"
