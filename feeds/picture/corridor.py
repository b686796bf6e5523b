"""Humanitarian: corridors, segments, danger zones, movements, sites, notifications (DOMAIN section 5).

Declared status is people's; conditions are a finding that may contradict OPEN and never assert it. No record here has an
APPROVED or a DENIED. Humanitarian data belongs to its submitter: see the label. Deliberately absent: exposure and
conditions, which reach across rows (`feeds.assessment.exposure`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from msgspec import Meta

from feeds.picture.body import ACT, FEED, FINDING, Body, Capability, Nature
from feeds.picture.lifecycle import Lifecycle
from feeds.picture.values import (
    Circle,
    Code,
    Codes,
    Count,
    Geometry,
    Ident,
    Idents,
    Instant,
    Line,
    LineString,
    Metres,
    MultiPolygon,
    Polygon,
    Position,
    Text,
    Value,
    Window,
)
from feeds.picture.warning import Admiralty


class Mode(StrEnum):
    """How a corridor is travelled."""

    ROAD = "ROAD"
    RAIL = "RAIL"
    SEA = "SEA"
    AIR = "AIR"


class Flow(Value, frozen=True):
    """A reported number of people moved: always an estimate, with its source and time."""

    people: Count
    source: Code
    at: Instant


class CorridorState(StrEnum):
    """See CORRIDOR."""

    PROPOSED = "PROPOSED"
    NEGOTIATING = "NEGOTIATING"
    AGREED = "AGREED"
    OPEN = "OPEN"
    SUSPENDED = "SUSPENDED"
    CLOSED = "CLOSED"
    EXPIRED = "EXPIRED"
    COLLAPSED = "COLLAPSED"


_CORRIDOR_ENDS = {"close": CorridorState.CLOSED, "expire": CorridorState.EXPIRED, "collapse": CorridorState.COLLAPSED}

CORRIDOR: Lifecycle[CorridorState] = Lifecycle(
    "corridor",
    initial=(CorridorState.PROPOSED, CorridorState.NEGOTIATING, CorridorState.AGREED),
    edges={
        CorridorState.PROPOSED: {"negotiate": CorridorState.NEGOTIATING, "collapse": CorridorState.COLLAPSED},
        CorridorState.NEGOTIATING: {"agree": CorridorState.AGREED, "collapse": CorridorState.COLLAPSED},
        CorridorState.AGREED: {"open": CorridorState.OPEN, **_CORRIDOR_ENDS},
        CorridorState.OPEN: {"suspend": CorridorState.SUSPENDED, **_CORRIDOR_ENDS},
        CorridorState.SUSPENDED: {"open": CorridorState.OPEN, **_CORRIDOR_ENDS},
        CorridorState.CLOSED: {"open": CorridorState.OPEN, "agree": CorridorState.AGREED, "collapse": CorridorState.COLLAPSED},
    },
)
"""Agreed by its parties, opened and suspended by them. A closed one opens again for a new window; an expired or collapsed
one is history. No clock closes a corridor: at the end of its window an OPEN one is contradicted until a person closes it."""


class Corridor(Body, tag="corridor", frozen=True):
    """The route as it was agreed. Subject: the corridor. Relief coordinators are no parties: they use it or do not."""

    natures: ClassVar[frozenset[Nature]] = ACT | frozenset({Nature.SYSTEM})
    capability: ClassVar[Capability | None] = Capability.CORRIDOR

    code: Code
    name: Line
    purpose: Line
    mode: Mode
    owner: Code
    parties: Codes
    width: Metres = 0.0
    capacity: Count | None = None
    segments: Idents = ()
    """Subjects of its segments in road order."""
    endanger_distance: Metres | None = None
    """None: the doctrine's."""


class CorridorStatus(Body, tag="corridor_status", frozen=True):
    """The declared status and the agreed window, by act. Subject: the corridor."""

    capability: ClassVar[Capability | None] = Capability.CORRIDOR
    lifecycle: ClassVar[Lifecycle[CorridorState] | None] = CORRIDOR

    corridor: Ident
    state: CorridorState
    window: Window | None = None
    flow: Flow | None = None
    reason: Text = ""


class AgreementKind(StrEnum):
    """How a party agreed."""

    NONE = "NONE"
    VERBAL = "VERBAL"
    WRITTEN = "WRITTEN"
    WITHDRAWN = "WITHDRAWN"


class Agreement(Body, tag="agreement", frozen=True):
    """One party's agreement. Subject: corridor/party. `relayed`: recorded for a party that is not on the network."""

    capability: ClassVar[Capability | None] = Capability.AGREE

    corridor: Ident
    party: Code
    agreement: AgreementKind
    reference: Line = ""
    window: Window | None = None
    relayed: bool = False


class SegmentState(StrEnum):
    """What was found on the ground. ENDANGERED and the decay to UNKNOWN are computed."""

    PASSABLE = "PASSABLE"
    RESTRICTED = "RESTRICTED"
    ENDANGERED = "ENDANGERED"
    CLOSED = "CLOSED"
    UNKNOWN = "UNKNOWN"


class Segment(Body, tag="segment", frozen=True):
    """One leg of a corridor. Subject: the segment."""

    natures: ClassVar[frozenset[Nature]] = ACT | frozenset({Nature.SYSTEM})
    capability: ClassVar[Capability | None] = Capability.CORRIDOR

    corridor: Ident
    code: Code
    name: Line
    geometry: LineString
    places: Codes = ()


class Verification(Body, tag="verification", frozen=True):
    """Somebody looked at a segment. Subject: the segment. It decays to UNKNOWN after the doctrine's time."""

    capability: ClassVar[Capability | None] = Capability.VERIFY

    segment: Ident
    state: SegmentState
    verified_at: Instant
    verified_by: Code
    restriction: Line = ""


class ConditionState(StrEnum):
    """NOT_MET beats UNKNOWN beats MET."""

    MET = "MET"
    NOT_MET = "NOT_MET"
    UNKNOWN = "UNKNOWN"


class ReasonKind(StrEnum):
    """Why conditions are what they are."""

    HAZARD = "HAZARD"
    ENDANGERED_BEFORE = "ENDANGERED_BEFORE"
    NOT_VERIFIED = "NOT_VERIFIED"
    SEGMENT_CLOSED = "SEGMENT_CLOSED"
    OUTSIDE_WINDOW = "OUTSIDE_WINDOW"
    NO_AGREEMENT = "NO_AGREEMENT"
    BREACH_ALLEGED = "BREACH_ALLEGED"


class Reason(Value, frozen=True):
    """One reason, with what it rests on. Distances in metres."""

    kind: ReasonKind
    effect: ConditionState
    text: Line
    segment: Ident | None = None
    record: Ident | None = None
    distance: Metres | None = None
    uncertainty: Metres | None = None
    limit: Metres | None = None


class SegmentCondition(Value, frozen=True):
    """What one segment reads now, and since when its verification counts."""

    segment: Ident
    code: Code
    state: SegmentState
    verified_at: Instant | None = None
    text: Line = ""


class Conditions(Body, tag="conditions", frozen=True):
    """A finding: the computed conditions of a corridor. Subject: the corridor (for one audience: corridor/entity)."""

    natures: ClassVar[frozenset[Nature]] = FINDING

    corridor: Ident
    state: ConditionState
    reasons: Annotated[tuple[Reason, ...], Meta(max_length=256)] = ()
    segments: Annotated[tuple[SegmentCondition, ...], Meta(max_length=256)] = ()
    audience: Code | None = None
    """Set where this audience lacks an input: the row that it alone reads instead of the room's."""
    once_endangered: Idents = ()
    """Segments that were endangered since they were last verified."""


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


class MovementState(StrEnum):
    """See MOVEMENT."""

    PLANNED = "PLANNED"
    AT_START = "AT_START"
    MOVING = "MOVING"
    HALTED = "HALTED"
    ARRIVED = "ARRIVED"
    ABORTED = "ABORTED"


MOVEMENT: Lifecycle[MovementState] = Lifecycle(
    "movement",
    initial=(MovementState.PLANNED, MovementState.AT_START),
    edges={
        MovementState.PLANNED: {"assemble": MovementState.AT_START, "abort": MovementState.ABORTED},
        MovementState.AT_START: {"start": MovementState.MOVING, "abort": MovementState.ABORTED},
        MovementState.MOVING: {"halt": MovementState.HALTED, "arrive": MovementState.ARRIVED, "abort": MovementState.ABORTED},
        MovementState.HALTED: {"start": MovementState.MOVING, "arrive": MovementState.ARRIVED, "abort": MovementState.ABORTED},
    },
)
"""Only the mission lead moves it; the room advises. Armed escort is a kind, never a default."""


class Movement(Body, tag="movement", frozen=True):
    """A convoy, ferry or flight. `place` is a name; `position` is set only as the mission lead releases it."""

    capability: ClassVar[Capability | None] = Capability.MOVEMENT
    lifecycle: ClassVar[Lifecycle[MovementState] | None] = MOVEMENT

    code: Code
    name: Line
    lead: Code
    mode: Mode
    state: MovementState
    corridor: Ident | None = None
    people: Count | None = None
    vehicles: Count | None = None
    place: Line = ""
    position: Position | None = None
    notification: Ident | None = None
    armed_escort: bool = False


class IncidentState(StrEnum):
    """See CORRIDOR_INCIDENT."""

    ALLEGED = "ALLEGED"
    FOUND = "FOUND"
    NOT_ESTABLISHED = "NOT_ESTABLISHED"


CORRIDOR_INCIDENT: Lifecycle[IncidentState] = Lifecycle(
    "corridor incident",
    initial=(IncidentState.ALLEGED,),
    edges={IncidentState.ALLEGED: {"find": IncidentState.FOUND, "not_establish": IncidentState.NOT_ESTABLISHED}},
)
"""Alleged first; whether it happened is found apart."""


class CorridorIncident(Body, tag="corridor_incident", frozen=True):
    """Something that is said to have happened on a corridor. No names, no casualties below ten."""

    capability: ClassVar[Capability | None] = Capability.CORRIDOR
    lifecycle: ClassVar[Lifecycle[IncidentState] | None] = CORRIDOR_INCIDENT

    corridor: Ident
    title: Line
    state: IncidentState
    alleged_by: Code
    place: Line = ""
    text: Text = ""


class SiteKind(StrEnum):
    """What a protected place is for."""

    ASSEMBLY = "ASSEMBLY"
    EVACUATION_CENTRE = "EVACUATION_CENTRE"
    TRANSIT = "TRANSIT"
    SAFE_HAVEN = "SAFE_HAVEN"
    SAFE_HALT = "SAFE_HALT"
    HOSPITAL = "HOSPITAL"
    AID_HUB = "AID_HUB"
    EVACUATION_SHIP = "EVACUATION_SHIP"


class Site(Body, tag="site", frozen=True):
    """A protected place. Walls and public exports show its name, never its position."""

    natures: ClassVar[frozenset[Nature]] = ACT | frozenset({Nature.SYSTEM})
    capability: ClassVar[Capability | None] = Capability.SITE

    name: Line
    kind: SiteKind
    place: Line
    position: Position | None = None
    capacity: Count | None = None
    occupancy: Count | None = None
    status: Line = ""


class Need(Body, tag="need", frozen=True):
    """What is needed at a place, by kind."""

    capability: ClassVar[Capability | None] = Capability.SITE

    place: Line
    need: Line
    quantity: Line = ""
    met: bool = False


class Offer(Body, tag="offer", frozen=True):
    """What a partner offers; people match it to a need."""

    capability: ClassVar[Capability | None] = Capability.ANSWER

    entity: Code
    offer: Line
    matched: Ident | None = None


class NotificationState(StrEnum):
    """See NOTIFICATION. None of these is a permission."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    TRANSMITTED = "TRANSMITTED"
    ACTIVE = "ACTIVE"
    COMPLETED = "COMPLETED"
    CANCELLED = "CANCELLED"
    EXPIRED = "EXPIRED"


_NOTICE_ENDS = {"cancel": NotificationState.CANCELLED, "expire": NotificationState.EXPIRED}

NOTIFICATION: Lifecycle[NotificationState] = Lifecycle(
    "notification",
    initial=(NotificationState.DRAFT, NotificationState.SUBMITTED),
    edges={
        NotificationState.DRAFT: {"submit": NotificationState.SUBMITTED, **_NOTICE_ENDS},
        NotificationState.SUBMITTED: {"transmit": NotificationState.TRANSMITTED, **_NOTICE_ENDS},
        NotificationState.TRANSMITTED: {"begin": NotificationState.ACTIVE, **_NOTICE_ENDS},
        NotificationState.ACTIVE: {"complete": NotificationState.COMPLETED, **_NOTICE_ENDS},
    },
)
"""It becomes active and ends with or without receipt (OCHA HNS)."""


class Notification(Body, tag="notification", frozen=True):
    """A notification for deconfliction, to the parties only."""

    capability: ClassVar[Capability | None] = Capability.NOTIFY
    lifecycle: ClassVar[Lifecycle[NotificationState] | None] = NOTIFICATION

    code: Code
    title: Line
    state: NotificationState
    parties: Codes
    movement: Ident | None = None
    period: Window | None = None


class ReceiptKind(StrEnum):
    """What a party said on receiving it: receipt only, never permission."""

    RECEIPT_ACKED = "RECEIPT_ACKED"
    NO_RECEIPT = "NO_RECEIPT"
    CONCERN_RAISED = "CONCERN_RAISED"


class NotificationReceipt(Body, tag="notification_receipt", frozen=True):
    """One party's receipt. Subject: notification/party."""

    capability: ClassVar[Capability | None] = Capability.NOTIFY

    notification: Ident
    party: Code
    receipt: ReceiptKind
    relayed: bool = False
    remark: Text = ""


RECEIPT_ONLY = "Receipt only. Not permission. Protection under IHL applies with or without it."
"""The fixed wording beside every receipt (DOMAIN section 5)."""
