"""The room's clock, injected: real time for a real room, stepped by the player for an exercise.

The hub alone owns one; everything else is handed `now`. Deliberately absent: time-outs of connections, which are measured
by the monotonic clock and never by the room's.
"""

from __future__ import annotations

import time
from typing import Protocol

from feeds.errors import Refused

NANOSECONDS = 1_000_000


class Clock(Protocol):
    """Tells the room's time. It never goes backwards."""

    @property
    def speed(self) -> float:
        """How many seconds of the room pass in a real one: 1.0 for real time, 0.0 while a stepped clock is held."""

    def now(self) -> int:
        """Return the room's time, ms since the epoch."""


class RealClock:
    """The machine's own time, held still where the machine's is set back."""

    speed = 1.0

    def __init__(self, floor: int = 0) -> None:
        """Start no earlier than `floor` (ms): what a journal already knows is not in the future."""
        self._last = floor

    def now(self) -> int:
        """Return the time, ms since the epoch."""
        self._last = max(self._last, time.time_ns() // NANOSECONDS)
        return self._last


class SteppedClock:
    """An exercise's time: it stands where it was last put."""

    def __init__(self, start: int) -> None:
        """Stand at `start` (ms since the epoch)."""
        self._now = start
        self.speed = 0.0

    def now(self) -> int:
        """Return the time, ms since the epoch."""
        return self._now

    def advance(self, to: int) -> None:
        """Step to `to`.

        Raises:
            Refused: `to` lies before the present.

        """
        if to < self._now:
            raise Refused("clock", "an exercise's time goes forward only", to, f"at least {self._now}")
        self._now = to
