"""The room's time at a display: the hub's last word, drawn on from there. Pure.

An exercise's clock stands where its player put it, and at sixty or a thousand times the day's pace a display that draws it on through a
moment's silence would show what has not come: steps late that are not due, reports stale that are fresh. So it is drawn on at the room's
pace for a moment only, and after that no faster than the day. Deliberately absent: when the hub speaks (`feeds.hub.pacing`).
"""

from __future__ import annotations

from typing import Final, NamedTuple

from feeds.picture.values import Instant

CARRY: Final = 0.25
"""Seconds for which the room's own pace is taken on trust: more than lie between two words of a hub that is well."""

_DAY: Final = 1.0


class HeardTime(NamedTuple):
    """A hub's word of its time. `now`: ms since the epoch; `speed`: seconds of the room to a real one; `at`: monotonic second it came."""

    now: Instant
    speed: float
    at: float

    def drawn_on(self, at: float) -> Instant:
        """Return the room's time at a monotonic second, ms since the epoch; never before the hub's word."""
        gone = max(0.0, at - self.at)
        trusted = min(gone, CARRY)
        return self.now + round(1_000.0 * (trusted * self.speed + (gone - trusted) * min(self.speed, _DAY)))
