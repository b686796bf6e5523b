"""The closed list of kinds. To add one: its struct in the module of its noun, its name in `AnyBody`, golden bytes in the tests.

Deliberately absent: an arm of a fold for each kind. One record writes one whole row of the table named by its tag, so the
fold needs none.
"""

from __future__ import annotations

from typing import get_args

from feeds.picture.action import (
    Action,
    Grant,
    GrantApproval,
    NationalCaveat,
    ReferenceCard,
)
from feeds.picture.alarm import (
    Acknowledgement,
    Alarm,
    Answer,
    Delivery,
    OutOfService,
    Presence,
    Request,
    Shelving,
)
from feeds.picture.body import Body, kind_of
from feeds.picture.checklist import (
    Item,
    Run,
    Template,
)
from feeds.picture.corridor import Agreement, Conditions, Corridor, CorridorIncident, CorridorStatus, Segment, Verification
from feeds.picture.danger import DangerZone, Pause
from feeds.picture.diplomacy import Contact, Dispute, DisputeReply, Message, OffRamp, RedLine
from feeds.picture.doctrine import Doctrine
from feeds.picture.ladder import AssessedRung, DeclaredLevel
from feeds.picture.night import (
    Channel,
    Handover,
    InformationRequest,
    LogEntry,
    Posture,
    Risk,
)
from feeds.picture.place import (
    Feature,
    Track,
)
from feeds.picture.play import Hold
from feeds.picture.proposal import Position, Proposal, Silence
from feeds.picture.relief import Movement, Need, Notification, NotificationReceipt, Offer, Site
from feeds.picture.room import (
    Incident,
    Outage,
    Policy,
    Recall,
    RecallReceipt,
    Redaction,
    Rejection,
    Roster,
    Source,
    SourceStatus,
    Statement,
)
from feeds.picture.warning import (
    Adjudication,
    Dissent,
    Evidence,
    Indication,
    Indicator,
    IndicatorState,
    Judgement,
    Problem,
    ReportMark,
)

AnyBody = (
    Indication
    | ReportMark
    | Indicator
    | IndicatorState
    | Evidence
    | Problem
    | Judgement
    | Dissent
    | Adjudication
    | Doctrine
    | DeclaredLevel
    | AssessedRung
    | Proposal
    | Position
    | Silence
    | OffRamp
    | RedLine
    | Dispute
    | DisputeReply
    | Contact
    | Message
    | Grant
    | GrantApproval
    | NationalCaveat
    | Action
    | ReferenceCard
    | Template
    | Run
    | Item
    | Corridor
    | CorridorStatus
    | Agreement
    | Segment
    | Verification
    | Conditions
    | DangerZone
    | Pause
    | Movement
    | CorridorIncident
    | Site
    | Need
    | Offer
    | Notification
    | NotificationReceipt
    | Alarm
    | Acknowledgement
    | Shelving
    | OutOfService
    | Request
    | Answer
    | Delivery
    | Presence
    | LogEntry
    | InformationRequest
    | Handover
    | Channel
    | Posture
    | Risk
    | Hold
    | Track
    | Feature
    | Roster
    | Policy
    | Incident
    | Source
    | SourceStatus
    | Rejection
    | Recall
    | RecallReceipt
    | Redaction
    | Statement
    | Outage
)

KINDS: dict[str, type[Body]] = {kind_of(each): each for each in get_args(AnyBody)}
"""Every kind by its tag, in the order of DOMAIN's sections."""
