"""Alarms, acknowledgements, items that ask for an answer, and the answers (DOMAIN section 6).

Acknowledging an alarm is a seat's; answering an item is an entity's; neither does the other. An alarm is a finding of the
watch; its state on a screen follows from the alarm's row and the acknowledgements of its present revision
(`feeds.assessment.alarms`). Deliberately absent: that computation, and alarms of a seat's own link, which are local.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from feeds.picture.body import ACT, FINDING, Body, Capability, Nature
from feeds.picture.lifecycle import Lifecycle
from feeds.picture.values import Code, Codes, Ident, Idents, Instant, Line, Revision, Text
from feeds.picture.warning import Severity


class AlarmState(StrEnum):
    """After ISA-18.2 and OPC UA Part 9. Computed; the last three overlay the first four."""

    UNACK_ACTIVE = "UNACK_ACTIVE"
    ACK_ACTIVE = "ACK_ACTIVE"
    RTN_UNACK = "RTN_UNACK"
    CLOSED = "CLOSED"
    SHELVED = "SHELVED"
    SUPPRESSED = "SUPPRESSED"
    OUT_OF_SERVICE = "OUT_OF_SERVICE"


OCCURRENCE: Lifecycle[AlarmState] = Lifecycle(
    "alarm occurrence",
    initial=(AlarmState.UNACK_ACTIVE,),
    edges={
        AlarmState.UNACK_ACTIVE: {"acknowledge": AlarmState.ACK_ACTIVE, "return": AlarmState.RTN_UNACK},
        AlarmState.ACK_ACTIVE: {"change": AlarmState.UNACK_ACTIVE, "return": AlarmState.CLOSED},
        AlarmState.RTN_UNACK: {"acknowledge": AlarmState.CLOSED, "come_again": AlarmState.UNACK_ACTIVE},
        AlarmState.CLOSED: {"come_again": AlarmState.UNACK_ACTIVE},
    },
)
"""Raised by a rule, acknowledged by a seat, returned when its cause is gone; returned unacknowledged it is still counted. A change is a
graver severity, another cause or a nearer distance band: a new revision, which nobody has acknowledged. What comes again within the moment
of its onset goes on one revision later; later than that it is another occurrence. Over all but CLOSED lie SHELVED (until its time, which
ends by itself, or until it grows graver), SUPPRESSED (while the doctrine's rule says less about the same thing) and OUT_OF_SERVICE (until a
person puts it back): what lies beneath goes on, and stands there again when they end."""


class Alarm(Body, tag="alarm", frozen=True):
    """One occurrence. Subject: hash(rule, subject, onset). `cause_revision` grows with severity, cause or distance band."""

    natures: ClassVar[frozenset[Nature]] = FINDING

    rule: Code
    severity: Severity
    about: Ident
    title: Line
    why: Line
    onset: Instant
    active: bool = True
    returned: Instant | None = None
    cause_revision: Revision = 1
    cause: Ident | None = None
    group: Code | None = None
    so_what: Text = ""
    guidance: Text = ""
    respond_by: Instant | None = None
    suppressed: bool = False
    audience: Code | None = None
    """Set where only this audience reads the alarm."""


class Acknowledgement(Body, tag="acknowledgement", frozen=True):
    """A seat acknowledged one revision of an alarm. Subject: the alarm. It answers nothing for any entity."""

    capability: ClassVar[Capability | None] = Capability.WATCH

    alarm: Ident
    cause_revision: Revision
    seat: Code
    remark: Text = ""


class Shelving(Body, tag="shelving", frozen=True):
    """An alarm set aside, always until a time; it comes back by itself, and at once where it grows graver. Subject: the alarm.

    `cause_revision`: the revision that was looked at; `severity`: how grave it was then. What a shelf does not say, it does not cover.
    """

    capability: ClassVar[Capability | None] = Capability.WATCH

    alarm: Ident
    until: Instant
    reason: Text = ""
    whole_rule: bool = False
    """True: every occurrence of this rule about this subject, not only this one."""
    cause_revision: Revision = 1
    severity: Severity = Severity.LOW


class OutOfService(Body, tag="out_of_service", frozen=True):
    """A rule taken out of service by a person. Subject: rule/subject."""

    capability: ClassVar[Capability | None] = Capability.WATCH

    rule: Code
    about: Ident
    out: bool
    reason: Text = ""


class AnswerKind(StrEnum):
    """The screen always names the kind. CONCUR and ACCEPT_TASK commit a state and take a review sheet."""

    RECEIPT = "RECEIPT"
    ASSESSED = "ASSESSED"
    CONCUR = "CONCUR"
    CONCUR_AD_REFERENDUM = "CONCUR_AD_REFERENDUM"
    NON_CONCUR = "NON_CONCUR"
    RESERVATION = "RESERVATION"
    AWAITING_INSTRUCTIONS = "AWAITING_INSTRUCTIONS"
    NOT_PARTICIPATING = "NOT_PARTICIPATING"
    ACCEPT_TASK = "ACCEPT_TASK"


class Request(Body, tag="request", frozen=True):
    """An item that asks entities for an answer. Subject: its own; `item` is what it is about, at `item_revision`.

    A new `item_revision` re-arms it; an answer to an older one is refused.
    """

    natures: ClassVar[frozenset[Nature]] = ACT | FINDING
    capability: ClassVar[Capability | None] = Capability.WATCH

    item: Ident
    item_revision: Revision
    title: Line
    addressed: Codes
    asked: Instant
    due: Instant | None = None
    wants: AnswerKind = AnswerKind.RECEIPT
    text: Text = ""
    withdrawn: bool = False


class Answer(Body, tag="answer", frozen=True):
    """An entity's answer to one revision of an item. Subject: request/entity.

    RELAYED: given by voice, recorded by an officer of the room, pending a countersign; never counted as signed.
    """

    capability: ClassVar[Capability | None] = Capability.ANSWER

    request: Ident
    item_revision: Revision
    entity: Code
    answer: AnswerKind
    relayed: bool = False
    countersigned: bool = False
    withdrawn: bool = False
    remark: Text = ""


class Delivery(Body, tag="delivery", frozen=True):
    """A finding: an entity's seat received, and later displayed, a revision. Subject: request/revision/entity/seat."""

    natures: ClassVar[frozenset[Nature]] = FINDING

    request: Ident
    item_revision: Revision
    entity: Code
    seat: Code
    delivered: Instant
    seen: Instant | None = None


class Presence(Body, tag="presence", frozen=True):
    """A finding: whether anybody is at an entity's desk. Subject: the entity."""

    natures: ClassVar[frozenset[Nature]] = FINDING

    entity: Code
    seats: Codes = ()
    since: Instant = 0
    about: Idents = ()
