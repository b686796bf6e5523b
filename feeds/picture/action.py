"""Preauthorised actions: grants, national caveats and the closed list of kinds (DOMAIN section 4).

What is not on the list of kinds cannot be written at all: no record for target, nomination, weapon, effect or aim point
exists. A missing or unreadable grant is none. Deliberately absent: eligibility, which reads the declared level and the
nation's own consent (`feeds.assessment.eligibility`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from feeds.picture.body import SYSTEM, Body, Capability
from feeds.picture.lifecycle import Lifecycle
from feeds.picture.values import Code, Codes, Count, Geometry, Hash, Ident, Instant, Line, Ordinal, Text, Value, Window


class ActionKind(StrEnum):
    """The closed list."""

    INFORMATION_EXCHANGE = "INFORMATION_EXCHANGE"
    PATROL = "PATROL"
    SHARED_SENSOR_PASS = "SHARED_SENSOR_PASS"  # noqa: S105 -- a pass of a sensor over an area, not a password
    WARNING = "WARNING"
    MESSAGE = "MESSAGE"
    EVACUATION_LIFT = "EVACUATION_LIFT"
    AID_DELIVERY = "AID_DELIVERY"
    DIPLOMATIC = "DIPLOMATIC"
    ECONOMIC = "ECONOMIC"
    CYBER_RESPONSE = "CYBER_RESPONSE"


class Limits(Value, frozen=True):
    """How far a grant goes: area, number of uses, hours."""

    area: Geometry | None = None
    uses: Count | None = None
    hours: Line = ""


class GrantState(StrEnum):
    """See GRANT."""

    DRAFT = "DRAFT"
    PROPOSED = "PROPOSED"
    APPROVED = "APPROVED"
    ACTIVE = "ACTIVE"
    EXPIRED = "EXPIRED"
    REVOKED = "REVOKED"
    EXHAUSTED = "EXHAUSTED"


GRANT: Lifecycle[GrantState] = Lifecycle(
    "grant",
    initial=(GrantState.DRAFT, GrantState.PROPOSED),
    edges={
        GrantState.DRAFT: {"propose": GrantState.PROPOSED},
        GrantState.PROPOSED: {"approve": GrantState.APPROVED, "revoke": GrantState.REVOKED},
        GrantState.APPROVED: {"activate": GrantState.ACTIVE, "revoke": GrantState.REVOKED},
        GrantState.ACTIVE: {"expire": GrantState.EXPIRED, "revoke": GrantState.REVOKED, "exhaust": GrantState.EXHAUSTED},
    },
)
"""Approved by n of m, never by its author. It ends by its sunset, by revocation or by use; a renewal is a new grant."""


class Grant(Body, tag="grant", frozen=True):
    """An authority given beforehand. `valid.until` is the sunset."""

    capability: ClassVar[Capability | None] = Capability.GRANT
    lifecycle: ClassVar[Lifecycle[GrantState] | None] = GRANT

    code: Code
    title: Line
    kind: ActionKind
    state: GrantState
    instrument: Line
    authority: Line
    valid: Window
    delegate: Code = ""
    rungs: tuple[Ordinal, ...] = ()
    preconditions: Text = ""
    limits: Limits = Limits()
    reversible: bool = True
    two_person: bool = False
    approvals_needed: Count = 1
    legal_note: Text = ""


class GrantApproval(Body, tag="grant_approval", frozen=True):
    """One approval. Subject: grant/entity."""

    capability: ClassVar[Capability | None] = Capability.GRANT

    grant: Ident
    entity: Code
    approves: bool


class Stance(StrEnum):
    """A nation's stand on a grant."""

    PARTICIPATES = "PARTICIPATES"
    CAVEATED = "CAVEATED"
    OPTED_OUT = "OPTED_OUT"


class NationalCaveat(Body, tag="national_caveat", frozen=True):
    """A nation's own consent to a grant, or a relief cell's to sensors over people. Subject: grant/entity."""

    capability: ClassVar[Capability | None] = Capability.CONSENT

    grant: Ident
    entity: Code
    stance: Stance
    caveat: Text = ""


class ActionState(StrEnum):
    """See ACTION. LATENT and ELIGIBLE are computed, never written."""

    REQUESTED = "REQUESTED"
    AUTHORISED = "AUTHORISED"
    EXECUTING = "EXECUTING"
    COMPLETE = "COMPLETE"
    HELD = "HELD"
    DECLINED = "DECLINED"
    REVOKED = "REVOKED"
    EXPIRED = "EXPIRED"


ACTION: Lifecycle[ActionState] = Lifecycle(
    "action",
    initial=(ActionState.REQUESTED,),
    edges={
        ActionState.REQUESTED: {
            "authorise": ActionState.AUTHORISED,
            "decline": ActionState.DECLINED,
            "hold": ActionState.HELD,
            "expire": ActionState.EXPIRED,
        },
        ActionState.AUTHORISED: {
            "execute": ActionState.EXECUTING,
            "hold": ActionState.HELD,
            "revoke": ActionState.REVOKED,
            "expire": ActionState.EXPIRED,
        },
        ActionState.EXECUTING: {"complete": ActionState.COMPLETE, "stand_down": ActionState.REVOKED, "hold": ActionState.HELD},
        ActionState.HELD: {"resume": ActionState.REQUESTED, "revoke": ActionState.REVOKED},
    },
)
"""A request is authorised (by a second person where asked), executed and completed. Losing eligibility while EXECUTING
warns; a person stands it down. What was held is requested anew, so that eligibility is checked again."""


class Action(Body, tag="action", frozen=True):
    """One use of a grant by a nation or agency."""

    capability: ClassVar[Capability | None] = Capability.ACTION
    lifecycle: ClassVar[Lifecycle[ActionState] | None] = ACTION

    code: Code
    kind: ActionKind
    grant: Ident
    entity: Code
    state: ActionState
    requested_by: Code | None = None
    second_person: Code | None = None
    place: Line = ""
    area: Geometry | None = None
    started: Instant | None = None
    remark: Text = ""


class ReferenceCard(Body, tag="reference_card", frozen=True):
    """Rules of engagement as a reference: document and version, never logic. Subject: the document's code."""

    natures = SYSTEM

    code: Code
    title: Line
    version: Code
    document: Hash | None = None
    caveats: Codes = ()
