"""When displays must hear an exercise's time besides in batches and heartbeats. Pure.

At once when its pace changes: play that was held or has come to its end stands at every desk too. And while it runs faster than the day,
so often that no display draws it on for long (`feeds.wire.heard_time`). Deliberately absent: the word itself, which is a heartbeat.
"""

from __future__ import annotations

from typing import Final

APART: Final = 0.1
"""Seconds between two words while the room's time runs faster than the day."""

_DAY: Final = 1.0


class Pacing:
    """What displays were last told of the room's pace, and when. Seconds are a monotonic clock's, and given."""

    def __init__(self) -> None:
        """Nothing was told yet."""
        self._speed, self._at = _DAY, 0.0

    def due(self, speed: float, at: float) -> bool:
        """Say whether they must hear the time now."""
        return speed != self._speed or (speed > _DAY and at - self._at >= APART)

    def told(self, speed: float, at: float) -> None:
        """Note that they heard it."""
        self._speed, self._at = speed, at
