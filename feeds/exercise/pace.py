"""How an exercise's time follows the machine's: by the monotonic clock, at a speed, from a moment on.

Deliberately absent: the room's clock itself, which the player steps.
"""

from __future__ import annotations

import time


class Pace:
    """How the exercise's time follows the machine's, from `begin` (ms) on."""

    def __init__(self, begin: int, speed: float) -> None:
        """Take where it begins, and the seconds of the exercise to a real one."""
        self.begin, self.speed = begin, speed
        self._started: float | None = None

    def target(self, to: int) -> int:
        """Return how far the clock may be by now: `to` while it is still before `begin`."""
        if self._started is None:
            if to < self.begin:
                return to
            self._started = time.monotonic()
        return self.begin + round((time.monotonic() - self._started) * 1000 * self.speed)

    def pause(self, length: int) -> float:
        """Stand still for so many ms of the exercise's pace; return the seconds that takes."""
        if self._started is None:
            return 0.0
        seconds = length / 1000 / self.speed
        self._started += seconds
        return seconds

    def stand(self, seconds: float) -> None:
        """Stand still for so many real seconds."""
        if self._started is not None:
            self._started += seconds

    def change(self, speed: float, at: int) -> None:
        """Go on from `at` (ms) at another speed; the achieved speed is measured anew."""
        if self._started is not None:
            self.begin, self._started = at, time.monotonic()
        self.speed = speed

    def shown(self, at: int) -> float:
        """Return the speed that displays draw between steps."""
        return self.speed if self._started is not None and at >= self.begin else 0.0

    def wait(self, at: int) -> float:
        """Return the seconds until the clock may stand at `at`; below zero it lags."""
        return 0.0 if self._started is None else self._started + (at - self.begin) / 1000 / self.speed - time.monotonic()

    def achieved(self, at: int) -> float:
        """Return how fast it went since it was set going."""
        gone = 0.0 if self._started is None else time.monotonic() - self._started
        return max(0.0, (at - self.begin) / 1000 / gone) if gone > 0 else 0.0
