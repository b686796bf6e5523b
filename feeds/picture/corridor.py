"""Corridors: the route, its legs, who agreed to it, what was found on it (DOMAIN section 5).

Declared status is people's; conditions are a finding that may contradict OPEN and never assert it. Deliberately absent:
exposure and conditions themselves, which reach across rows (`feeds.assessment.exposure`, `feeds.assessment.conditions`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from msgspec import Meta

from feeds.picture.body import ACT, FINDING, Body, Capability, Nature
from feeds.picture.lifecycle import Lifecycle
from feeds.picture.values import (
    Code,
    Codes,
    Count,
    Ident,
    Idents,
    Instant,
    Line,
    LineString,
    Metres,
    Text,
    Value,
    Window,
)


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
