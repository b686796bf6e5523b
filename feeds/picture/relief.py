"""Relief: movements, sites, needs and offers, notifications for deconfliction (DOMAIN section 5).

Humanitarian data belongs to its submitter: see the label. No record here has an APPROVED or a DENIED, and a receipt is no
permission.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from feeds.picture.body import ACT, Body, Capability, Nature
from feeds.picture.corridor import Mode
from feeds.picture.lifecycle import Lifecycle
from feeds.picture.values import (
    Code,
    Codes,
    Count,
    Ident,
    Line,
    Position,
    Text,
    Window,
)


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
