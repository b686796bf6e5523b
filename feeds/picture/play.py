"""Play held: a REAL message waits while an exercise is on, and the exercise's clock stands until a person lets it go on (DOMAIN section 8).

The row says that play is held and since when, and nothing of the message: not its sender, subject, class or number. Deliberately absent:
the message itself, which no exercise room journals, and the alarm that goes with it (`feeds.hub.door`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from feeds.picture.body import ACT, FINDING, Body, Capability, Nature
from feeds.picture.lifecycle import Lifecycle
from feeds.picture.values import Instant, Line

REAL_WAITS = "REAL WORLD, NO PLAY: go to the real desk"
"""All that an exercise ever says of a REAL message."""


class HoldState(StrEnum):
    """See HOLD."""

    HELD = "HELD"
    RELEASED = "RELEASED"


HOLD: Lifecycle[HoldState] = Lifecycle(
    "hold of play",
    initial=(HoldState.HELD,),
    edges={
        HoldState.HELD: {"release": HoldState.RELEASED},
        HoldState.RELEASED: {"hold": HoldState.HELD},
    },
)
"""The hub holds play by itself when a REAL message comes; only a person's signed act lets it go on. No clock releases it."""


class Hold(Body, tag="hold", frozen=True):
    """Whether play is held. Subject: the room. `since`: the exercise's time at which its clock stands."""

    natures: ClassVar[frozenset[Nature]] = ACT | FINDING
    capability: ClassVar[Capability | None] = Capability.WATCH
    lifecycle: ClassVar[Lifecycle[HoldState] | None] = HOLD

    state: HoldState
    since: Instant
    reason: Line = ""
