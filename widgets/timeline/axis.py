"""Where ticks stand on a time axis, and what they say: from seconds to decades, always Zulu. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from feeds.picture.calendar import MONTHS, utc

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
_STEPS = (
    *(n * SECOND for n in (1, 2, 5, 10, 15, 30)),
    *(n * MINUTE for n in (1, 2, 5, 10, 15, 30)),
    *(n * HOUR for n in (1, 2, 3, 6, 12)),
    *(n * DAY for n in (1, 2, 7, 14)),
)
_WEEK = 7 * DAY
_FIRST_MONDAY = 4 * DAY
"""Weeks begin on Mondays; the epoch was a Thursday."""

_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)
_MONTH = 30 * DAY
_MONTHS_A_YEAR = 12
_FIRST_YEAR, _LAST_YEAR = 1, 9999


@dataclass(frozen=True)
class Tick:
    """A tick at an instant (ms) and its words. `major`: a day or a year begins, drawn stronger."""

    at: int
    text: str
    major: bool = False


def ticks(since: int, until: int, width: float, apart: float = 80.0) -> tuple[Tick, ...]:
    """Return the ticks of an axis of `width` px over [since, until], at least `apart` px from one another."""
    if until <= since or width <= 0:
        return ()
    least = (until - since) * apart / width
    step = next((each for each in _STEPS if each >= least), None)
    if step is None:
        return _month_ticks(since, until, least)
    start = _FIRST_MONDAY if step >= _WEEK else 0
    first = start - (start - since) // step * step
    found = [Tick(at, _clock_words(at, step), step < DAY and at % DAY == 0) for at in range(first, until + 1, step)]
    return tuple(found if step < DAY else _with_years(found, since))


def _with_years(found: list[Tick], since: int) -> Iterator[Tick]:
    """Say the year with the first day of another one than the tick before is of, or than the axis begins in."""
    year = utc(since).year
    for tick in found:
        turned = utc(tick.at).year != year
        year = utc(tick.at).year
        yield Tick(tick.at, f"{tick.text} {year}", major=True) if turned else tick


def _clock_words(at: int, step: int) -> str:
    moment = utc(at)
    if step >= DAY:
        return f"{moment.day:02} {MONTHS[moment.month - 1]}"
    if at % DAY == 0:
        return f"{moment.day:02} {MONTHS[moment.month - 1]}"
    return f"{moment:%H:%M:%S}Z" if step < MINUTE else f"{moment:%H:%M}Z"


def _month_ticks(since: int, until: int, least: float) -> tuple[Tick, ...]:
    step = next((each for each in _MONTH_STEPS if each * _MONTH >= least), _MONTH_STEPS[-1])
    month = utc(since).year * _MONTHS_A_YEAR + utc(since).month - 1
    month -= month % step
    found = []
    while True:
        year, number = divmod(month, _MONTHS_A_YEAR)
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            break
        at = int(datetime(year, number + 1, 1, tzinfo=UTC).timestamp() * SECOND)
        if at > until:
            break
        if at >= since:
            words = str(year) if step >= _MONTHS_A_YEAR or number == 0 else f"{MONTHS[number]} {year}"
            found.append(Tick(at, words, number == 0 and step < _MONTHS_A_YEAR))
        month += step
    return tuple(found)
