"""How a recording is played: where its clock stands after so much real time. Pure; what lies at a moment is the tape's.

Deliberately absent: real time itself, and any word of records but when the next one was known.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from widgets.times import Range

LEAST_SPEED, MOST_SPEED = 0.25, 10_000_000.0
SPEEDS: Final = (
    *(0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1_800.0, 3_600.0, 10_000.0),
    *(36_000.0, 86_400.0, 604_800.0, 2_629_800.0, 10_000_000.0),
)
"""The speeds that keys go through: seconds of the recording in a real one."""

QUIET: Final = 2.0
"""Real seconds without a record that are worth skipping."""

LEAD: Final = 0.4
"""Real seconds before the next record at which playing takes up again."""


@dataclass(frozen=True)
class Playing:
    """Whether it plays, how fast, which range over and over, and whether what is quiet is skipped. Moments in ms."""

    on: bool = False
    speed: float = 60.0
    loop: Range | None = None
    skips: bool = False

    def at_speed(self, speed: float) -> Playing:
        """Return the same at another speed, within bounds."""
        return replace(self, speed=min(MOST_SPEED, max(LEAST_SPEED, speed)))


def onward(playing: Playing, at: float, seconds: float, following: Callable[[int], int | None]) -> float:
    """Return the moment after so many real seconds from `at`. `following` gives the next record's moment after one."""
    rate = playing.speed * 1000.0
    to = at + seconds * rate
    if playing.skips:
        following_at = following(int(at))
        if following_at is not None and following_at - at > QUIET * rate:
            to = max(to, following_at - LEAD * rate)
    if playing.loop is not None and not playing.loop[0] <= to < playing.loop[1]:
        return float(playing.loop[0])
    return to


def other_speed(speed: float, step: int) -> float:
    """Return the next speed up (1) or down (-1) of those that keys go through."""
    if step > 0:
        return next((each for each in SPEEDS if each > speed), SPEEDS[-1])
    return next((each for each in reversed(SPEEDS) if each < speed), SPEEDS[0])


def relative(at: int, zero: int) -> str:
    """Return a moment as it is counted from T-zero: "T+0:12:31", "T-3 d 01:00:00"."""
    seconds = abs(at - zero) // 1000
    days, rest = divmod(seconds, 86_400)
    hours, minutes = divmod(rest // 60, 60)
    clock = f"{hours:02}:{minutes:02}:{rest % 60:02}"
    return f"T{'-' if at < zero else '+'}{f'{days} d ' if days else ''}{clock}"
