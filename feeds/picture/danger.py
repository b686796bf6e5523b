"""Where it is dangerous, and where it is agreed not to be: danger zones and humanitarian pauses (DOMAIN section 5)."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from feeds.picture.body import ACT, FEED, Body, Capability, Nature
from feeds.picture.lifecycle import Lifecycle
from feeds.picture.values import (
    Circle,
    Code,
    Codes,
    Geometry,
    Idents,
    Line,
    Metres,
    MultiPolygon,
    Polygon,
    Window,
)
from feeds.picture.warning import Admiralty


class DangerZone(Body, tag="danger_zone", frozen=True):
    """An area of danger: polygon or disc, valid in time, with confidence and the uncertainty of its edge in metres."""

    natures: ClassVar[frozenset[Nature]] = ACT | FEED
    capability: ClassVar[Capability | None] = Capability.DRAW

    code: Code
    name: Line
    hazard: Code
    geometry: Polygon | MultiPolygon | Circle
    valid: Window
    evaluation: Admiralty | None = None
    confidence: Line = ""
    uncertainty: Metres = 0.0
    bears_on: Codes = ()
    """Modes of corridor it bears on (ROAD, SEA ...); empty: all."""
    evidence: Idents = ()
    restricts_only: bool = False
    """True: advice such as 'keep clear'; the leg is RESTRICTED, not ENDANGERED."""


class PauseState(StrEnum):
    """See PAUSE."""

    AGREED = "AGREED"
    IN_EFFECT = "IN_EFFECT"
    BREACH_ALLEGED = "BREACH_ALLEGED"
    ENDED = "ENDED"


PAUSE: Lifecycle[PauseState] = Lifecycle(
    "pause",
    initial=(PauseState.AGREED,),
    edges={
        PauseState.AGREED: {"begin": PauseState.IN_EFFECT, "end": PauseState.ENDED},
        PauseState.IN_EFFECT: {"allege": PauseState.BREACH_ALLEGED, "end": PauseState.ENDED},
        PauseState.BREACH_ALLEGED: {"not_established": PauseState.IN_EFFECT, "end": PauseState.ENDED},
    },
)
"""An allegation of a breach is no finding; an arbiter may find it not established, and the pause goes on."""


class Pause(Body, tag="pause", frozen=True):
    """A humanitarian pause between parties for an area and a period."""

    capability: ClassVar[Capability | None] = Capability.AGREE
    lifecycle: ClassVar[Lifecycle[PauseState] | None] = PAUSE

    code: Code
    name: Line
    parties: Codes
    period: Window
    state: PauseState
    area: Geometry | None = None
    corridors: Idents = ()
