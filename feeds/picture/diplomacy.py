"""What is said and settled between sides: off-ramps, red lines, disputes, contacts, messages (DOMAIN section 3)."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from feeds.picture.body import Body, Capability
from feeds.picture.lifecycle import Lifecycle
from feeds.picture.values import Code, Codes, Ident, Idents, Instant, Line, Lines, Text


class OffRampState(StrEnum):
    """See OFF_RAMP."""

    IDENTIFIED = "IDENTIFIED"
    OFFERED = "OFFERED"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    EXPIRED = "EXPIRED"
    VERIFIED = "VERIFIED"


OFF_RAMP: Lifecycle[OffRampState] = Lifecycle(
    "off-ramp",
    initial=(OffRampState.IDENTIFIED, OffRampState.OFFERED),
    edges={
        OffRampState.IDENTIFIED: {"offer": OffRampState.OFFERED},
        OffRampState.OFFERED: {"accept": OffRampState.ACCEPTED, "decline": OffRampState.DECLINED, "expire": OffRampState.EXPIRED},
        OffRampState.ACCEPTED: {"verify": OffRampState.VERIFIED},
    },
)
"""What must be true to step down; somebody offers it, the other side answers, somebody verifies."""


class OffRamp(Body, tag="off_ramp", frozen=True):
    """A way back. `until` ends the offer."""

    capability: ClassVar[Capability | None] = Capability.PUT
    lifecycle: ClassVar[Lifecycle[OffRampState] | None] = OFF_RAMP

    code: Code
    title: Line
    state: OffRampState
    conditions: Lines = ()
    offered_to: Code | None = None
    until: Instant | None = None
    relayed: bool = False


class RedLineState(StrEnum):
    """See RED_LINE."""

    DRAFT = "DRAFT"
    DECLARED = "DECLARED"
    APPROACHED = "APPROACHED"
    ALLEGED = "ALLEGED"
    CONFIRMED = "CONFIRMED"
    REFUTED = "REFUTED"
    RESPONDED = "RESPONDED"
    WITHDRAWN = "WITHDRAWN"


RED_LINE: Lifecycle[RedLineState] = Lifecycle(
    "red line",
    initial=(RedLineState.DRAFT, RedLineState.DECLARED),
    edges={
        RedLineState.DRAFT: {"declare": RedLineState.DECLARED, "withdraw": RedLineState.WITHDRAWN},
        RedLineState.DECLARED: {
            "approach": RedLineState.APPROACHED,
            "allege": RedLineState.ALLEGED,
            "withdraw": RedLineState.WITHDRAWN,
        },
        RedLineState.APPROACHED: {
            "recede": RedLineState.DECLARED,
            "allege": RedLineState.ALLEGED,
            "withdraw": RedLineState.WITHDRAWN,
        },
        RedLineState.ALLEGED: {"confirm": RedLineState.CONFIRMED, "refute": RedLineState.REFUTED},
        RedLineState.CONFIRMED: {"respond": RedLineState.RESPONDED, "withdraw": RedLineState.WITHDRAWN},
        RedLineState.REFUTED: {"restore": RedLineState.DECLARED, "withdraw": RedLineState.WITHDRAWN},
    },
)
"""An allegation is no crossing. Only CONFIRMED starts a visible clock; a refuted one returns to what it was."""


class RedLine(Body, tag="red_line", frozen=True):
    """Its own entity, never a rung. Demand and consequence have separate clarity."""

    capability: ClassVar[Capability | None] = Capability.LEVEL
    lifecycle: ClassVar[Lifecycle[RedLineState] | None] = RED_LINE

    code: Code
    demand: Line
    state: RedLineState
    demand_clear: bool = False
    consequence: Line = ""
    consequence_clear: bool = False


class DisputeState(StrEnum):
    """See DISPUTE."""

    RAISED = "RAISED"
    FOUND = "FOUND"
    CLOSED = "CLOSED"


DISPUTE: Lifecycle[DisputeState] = Lifecycle(
    "dispute",
    initial=(DisputeState.RAISED,),
    edges={DisputeState.RAISED: {"find": DisputeState.FOUND}, DisputeState.FOUND: {"close": DisputeState.CLOSED}},
)
"""Raised before an arbiter, who finds and cannot declare anything; replies are records of their own."""


class Dispute(Body, tag="dispute", frozen=True):
    """A matter before an arbiter."""

    capability: ClassVar[Capability | None] = Capability.ARBITRATE
    lifecycle: ClassVar[Lifecycle[DisputeState] | None] = DISPUTE

    code: Code
    title: Line
    state: DisputeState
    raised_by: Code
    arbiter: Code
    about: Ident | None = None
    finding: Text = ""


class DisputeReply(Body, tag="dispute_reply", frozen=True):
    """An entity's reply to a finding. Subject: dispute/entity. `relayed`: recorded for one that gave it by voice."""

    capability: ClassVar[Capability | None] = Capability.ANSWER

    dispute: Ident
    entity: Code
    text: Text
    relayed: bool = False


class Contact(Body, tag="contact", frozen=True):
    """One entry of the contact log with the opposing party."""

    capability: ClassVar[Capability | None] = Capability.WATCH

    with_entity: Code
    channel: Line
    direction: Code
    text: Text
    relayed_by: Code | None = None


class Message(Body, tag="message", frozen=True):
    """A partner's public or deterrence message; contradictions between two are flagged by a person."""

    capability: ClassVar[Capability | None] = Capability.PUT

    entity: Code
    title: Line
    text: Text
    joint_with: Codes = ()
    contradicts: Idents = ()
    flagged_by: Code | None = None
