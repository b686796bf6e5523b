"""How assessments say times, spans and distances in their short texts. Deliberately absent: screens' own formats."""

from __future__ import annotations

from collections.abc import Iterable

_SECOND, _MINUTE, _HOUR = 1_000, 60_000, 3_600_000


def zulu(instant: int) -> str:
    """Return the time of day: 10:47Z."""
    minutes = instant // _MINUTE % 1_440
    return f"{minutes // 60:02d}:{minutes % 60:02d}Z"


def span(millis: int) -> str:
    """Return a duration in words short enough for a row: 42 s, 14 min, 6 h 04 min."""
    if millis < _MINUTE:
        return f"{max(0, millis) // _SECOND} s"
    if millis < _HOUR:
        return f"{millis // _MINUTE} min"
    return f"{millis // _HOUR} h {millis // _MINUTE % 60:02d} min"


def kilometres(metres: float) -> str:
    """Return metres as kilometres to a hundred metres: 1.2 km."""
    return f"{metres / 1_000:.1f} km"


def earliest(moments: Iterable[int | None], now: int) -> int | None:
    """Return the first moment after `now`, or None: when something may change by time alone."""
    return min((moment for moment in moments if moment is not None and moment > now), default=None)
