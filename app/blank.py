"""What a panel shows while this desk has no picture at all: that it is being read, or that there is nobody to read it from.

Never an empty table: before anything came, "no active alarms" would be a guess that looks calm. Deliberately absent: a picture that came
and stands still, which is FROZEN and shown.
"""

from __future__ import annotations

import time
from typing import Final

from app.session import Session
from feeds.wire.follow import LinkState
from widgets.cells import Empty, Filled, Loading

PATIENCE: Final = 2.0
"""Seconds within which a hub that is there has answered."""

BLANK: Final = frozenset(
    {
        *("alarms", "ladder", "indicators", "corridor", "grants", "lines", "humanitarian", "night", "checklist", "queue", "item"),
        *("rollcall", "log", "why", "two_clocks", "picture_at", "timeline"),
    }
)
"""Panels that tell of the picture alone, by name."""

SCOPE: Final = "no picture yet"


def blank(session: Session) -> Empty | Loading | Filled:
    """Return what stands in a panel's place; Filled where there is a picture to be shown."""
    link = session.link()
    if link.ever:
        return Filled()
    if link.state is LinkState.LOST and time.monotonic() - link.since > PATIENCE:
        return Empty("No picture yet", "the hub is not reached: nothing is known here")
    return Loading(session.arriving)
