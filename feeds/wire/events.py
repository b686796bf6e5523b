"""What a link tells its owner: what the hub said, as it said it, and what became of the link itself."""

from __future__ import annotations

from feeds.picture.values import Value
from feeds.wire.follow import LinkState
from feeds.wire.protocol import (
    Advanced,
    Batch,
    Confirmed,
    Declined,
    Heartbeat,
    OriginalPart,
    Page,
    Part,
    Receipts,
    Turned,
    Welcome,
)


class StateChanged(Value, frozen=True):
    """The badge changed: the state, why, and the monotonic second since when."""

    state: LinkState
    since: float
    reason: str


class Dropped(Value, frozen=True):
    """What was asked for under this number went down with the connection: ask again."""

    number: int


class Unreadable(Value, frozen=True):
    """The hub said something that could not be read."""

    reason: str


Answered = Receipts | Confirmed | Declined | Page | OriginalPart | Advanced
"""What answers something that was sent."""

Event = StateChanged | Dropped | Unreadable | Welcome | Turned | Part | Batch | Heartbeat | Answered
