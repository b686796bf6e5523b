"""The escalation ladder: declared by people, assessed by rules, never merged (DOMAIN section 3).

An ordinal grows with gravity, whatever number is printed on the rung. A `Doctrine` is a document journalled by content
hash; it holds ladder, thresholds, alarm severities and timers, so that assessment takes (picture, now) and nothing else.
Deliberately absent: computing anything. No clock raises a declared level or adopts a proposal; only acts do.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from msgspec import Meta, field

from feeds.picture.body import FINDING, SYSTEM, Body, Capability, Nature
from feeds.picture.lifecycle import Lifecycle
from feeds.picture.values import Code, Codes, Count, Ident, Idents, Instant, Line, Lines, Millis, Ordinal, Text, Value
from feeds.picture.warning import Admiralty, Observation, Severity


class LadderType(StrEnum):
    """A decision ladder carries actions and consent; a descriptive one describes and carries neither."""

    DECISION = "decision"
    DESCRIPTIVE = "descriptive"


class ConsentRule(StrEnum):
    """How partners agree to a proposal."""

    UNANIMITY = "unanimity"
    QUORUM = "quorum"
    SILENCE = "silence"
    AUTHORITY = "authority"


class Rung(Value, frozen=True):
    """One rung. `firebreak`: a firebreak lies between this rung and the one above (Kahn)."""

    ordinal: Ordinal
    printed: Code
    name: Line
    band: Line = ""
    exercise_name: Line = ""
    firebreak: bool = False
    dwell: Millis = 0
    actions: Codes = ()


class Threshold(Value, frozen=True):
    """A table, no expression language: `needed` of `indicators`, at `observation` or above, evaluated `floor` or better.

    Evidence must speak of a moment within `window` before now. `raises_to` for entry; an exit criterion has `lowers_from`.
    For an exit, `observation` NOT_OBSERVED asks for indicators that somebody looked for and did not see since `window`;
    `pause_held` asks for a pause that ended without an established breach or is in effect.
    """

    code: Code
    name: Line
    indicators: Codes
    needed: Count
    observation: Observation
    window: Millis
    floor: Admiralty | None = None
    raises_to: Ordinal | None = None
    lowers_from: Ordinal | None = None
    pause_held: bool = False
    dwell: Millis = 0
    independent: Count = 0
    """Each indicator must rest on so many independent sources; what rests on fewer counts hollow. 0: not asked for."""


class Ladder(Value, frozen=True):
    """A versioned ladder. Rungs by ordinal, lowest first."""

    code: Code
    version: Count
    name: Line
    type: LadderType
    authority: Line
    consent: ConsentRule
    rungs: Annotated[tuple[Rung, ...], Meta(min_length=1, max_length=32)]
    thresholds: Annotated[tuple[Threshold, ...], Meta(max_length=256)] = ()
    members: Codes = ()
    """Entities that declare a level of their own on this ladder, in the order the screen shows them."""

    def rung(self, ordinal: int) -> Rung | None:
        """Return the rung of that ordinal, or None."""
        return next((rung for rung in self.rungs if rung.ordinal == ordinal), None)


class AlarmRule(Value, frozen=True):
    """What the doctrine says of one alarm: how grave, why it matters, what to do, how long there is."""

    rule: Code
    severity: Severity
    so_what: Text = ""
    guidance: Text = ""
    respond_within: Millis | None = None
    group: Code | None = None
    suppressed_by: Codes = ()
    """Rules that say more: while one of them holds about the same thing, this one is suppressed by design."""


class Doctrine(Body, tag="doctrine", frozen=True):
    """Everything the rules need that is no row of its own. Subject: its code. Distances in metres, times in ms."""

    natures: ClassVar[frozenset[Nature]] = SYSTEM

    code: Code
    version: Count
    ladder: Ladder
    alarms: Annotated[tuple[AlarmRule, ...], Meta(max_length=128)] = ()
    answer_timers: Annotated[dict[Code, Millis], Meta(max_length=64)] = field(default_factory=dict)
    """Time to answer, by kind of item; `default` serves the rest."""
    latency_targets: Annotated[dict[Code, Millis], Meta(max_length=16)] = field(default_factory=dict)
    """Time from an alarm to each stage of meeting it: delivered, seen, answered, decided, done."""
    verification_decay: Millis = 10_800_000
    endanger_distance: float = 3_000.0
    distance_band: float = 500.0
    """An alarm's revision grows when the distance crosses into another band of this width."""
    verbal_suffices: bool = False
    feed_no_data: Millis = 180_000
    seat_absent: Millis = 300_000
    flood_count: Count = 10
    flood_window: Millis = 600_000

    def alarm(self, rule: str) -> AlarmRule | None:
        """Return what the doctrine says of an alarm rule, or None."""
        return next((each for each in self.alarms if each.rule == rule), None)


class DeclaredLevel(Body, tag="declared_level", frozen=True):
    """An authority's act. Subject: ladder/entity; the Council's own is ladder/authority. Concurrent ones stay siblings."""

    capability: ClassVar[Capability | None] = Capability.LEVEL

    ladder: Code
    entity: Code
    ordinal: Ordinal
    common: bool = False
    """True: the authority's declaration for all; False: an entity's own level."""
    proposal: Ident | None = None
    caveat: Text = ""


class Progress(Value, frozen=True):
    """How far a threshold is met: the codes that count, those that are missing, and those that hold it up hollow."""

    threshold: Code
    needed: Count
    counted: Codes = ()
    missing: Codes = ()
    hollow: Codes = ()
    met: bool = False


class AssessedRung(Body, tag="assessed_rung", frozen=True):
    """A finding: the rung the thresholds point to. Subject: the ladder. It declares nothing."""

    natures: ClassVar[frozenset[Nature]] = FINDING

    ladder: Code
    ordinal: Ordinal
    hollow: bool = False
    basis: Annotated[tuple[Progress, ...], Meta(max_length=256)] = ()
    since: Instant = 0


class ProposalState(StrEnum):
    """See PROPOSAL."""

    DRAFT = "DRAFT"
    PUT = "PUT"
    ADOPTED = "ADOPTED"
    NOT_ADOPTED = "NOT_ADOPTED"
    LAPSED = "LAPSED"
    WITHDRAWN = "WITHDRAWN"
    DECLARED = "DECLARED"


PROPOSAL: Lifecycle[ProposalState] = Lifecycle(
    "proposal",
    initial=(ProposalState.DRAFT, ProposalState.PUT),
    edges={
        ProposalState.DRAFT: {"put": ProposalState.PUT, "withdraw": ProposalState.WITHDRAWN},
        ProposalState.PUT: {
            "adopt": ProposalState.ADOPTED,
            "close": ProposalState.NOT_ADOPTED,
            "lapse": ProposalState.LAPSED,
            "withdraw": ProposalState.WITHDRAWN,
        },
        ProposalState.ADOPTED: {"declare": ProposalState.DECLARED},
        ProposalState.NOT_ADOPTED: {"put_again": ProposalState.PUT},
    },
)
"""A proposal goes by revision. At a silence deadline nothing happens: only the chair's act adopts. An amendment is a new
`text_revision` put under new silence; what was not adopted may be put again that way."""


class Proposal(Body, tag="proposal", frozen=True):
    """A proposal to change the level. `text_revision` counts its wordings; `deadline` is the end of silence, if any."""

    capability: ClassVar[Capability | None] = Capability.PUT
    lifecycle: ClassVar[Lifecycle[ProposalState] | None] = PROPOSAL

    code: Code
    title: Line
    ladder: Code
    raises_from: Ordinal
    raises_to: Ordinal
    state: ProposalState
    consent: ConsentRule
    text_revision: Count = 1
    put_by: Code | None = None
    put_at: Instant | None = None
    deadline: Instant | None = None
    quorum: Count | None = None
    members: Codes = ()
    basis: Idents = ()
    text: Text = ""


class PositionKind(StrEnum):
    """What an entity says of a proposal. No reason is ever required."""

    CONSENT = "CONSENT"
    CONSENT_AD_REFERENDUM = "CONSENT_AD_REFERENDUM"
    NON_CONCURRENCE = "NON_CONCURRENCE"
    RESERVATION = "RESERVATION"
    AWAITING_INSTRUCTIONS = "AWAITING_INSTRUCTIONS"
    NOT_PARTICIPATING = "NOT_PARTICIPATING"
    BREAKS_SILENCE = "BREAKS_SILENCE"
    EXTENSION_ASKED = "EXTENSION_ASKED"


class Position(Body, tag="position", frozen=True):
    """An entity's position on one wording of a proposal. Subject: proposal/entity."""

    capability: ClassVar[Capability | None] = Capability.ANSWER

    proposal: Ident
    text_revision: Count
    entity: Code
    position: PositionKind
    amendment: Text = ""
    relayed: bool = False
    countersigned: bool = False


class SilenceState(StrEnum):
    """The words of the procedure. None of them adopts anything."""

    RUNNING = "RUNNING"
    BROKEN = "BROKEN"
    NOT_COMPLETE = "NOT_COMPLETE"
    NOT_BROKEN = "NOT_BROKEN"


class Silence(Body, tag="silence", frozen=True):
    """A finding on a silence period. Subject: the proposal. `outage`: ms the path was down; it never counts towards it."""

    natures: ClassVar[frozenset[Nature]] = FINDING

    proposal: Ident
    text_revision: Count
    state: SilenceState
    reached: Codes = ()
    not_reached: Codes = ()
    broken_by: Codes = ()
    extension_asked: Codes = ()
    outage: Millis = 0


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
    """An entity's reply to a finding. Subject: dispute/entity."""

    capability: ClassVar[Capability | None] = Capability.ANSWER

    dispute: Ident
    entity: Code
    text: Text


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
