"""The sign of a record's own state word: one table of signs for all lifecycles, so that no panel paints a bare word of a record.

Where a record's word may stand on no screen, the sign says it otherwise (a grant that its approvers agreed to reads AGREED). Deliberately
absent: what is computed; assessments have words and signs of their own.
"""

from enum import StrEnum

from feeds.picture.action import ActionState, GrantState, Stance
from feeds.picture.alarm import Alarm
from feeds.picture.checklist import RunState
from feeds.picture.corridor import IncidentState
from feeds.picture.danger import PauseState
from feeds.picture.diplomacy import DisputeState, OffRampState, RedLineState
from feeds.picture.night import InformationState
from feeds.picture.relief import MovementState, NotificationState, ReceiptKind
from feeds.picture.warning import MarkKind
from widgets.words import AlarmMark, Stage, State, alarm_mark

PREFIXES: dict[type[StrEnum], str] = {
    GrantState: "GRANT",
    Stance: "STANCE",
    ActionState: "ACTION",
    OffRampState: "OFF_RAMP",
    RedLineState: "RED_LINE",
    DisputeState: "DISPUTE",
    PauseState: "PAUSE",
    MovementState: "MOVEMENT",
    IncidentState: "INCIDENT",
    NotificationState: "NOTIFICATION",
    ReceiptKind: "PARTY_RECEIPT",
    InformationState: "INFORMATION",
    MarkKind: "MARK",
    RunState: "RUN",
}
"""By which name the signs of a lifecycle stand in `State`; a test holds each of its words to one."""


def asked_about(alarm: Alarm) -> AlarmMark:
    """The mark of what asks about an alarm: in its hue while its cause stands, in grey once that is over, whoever still owes an answer."""
    return alarm_mark(State[alarm.severity.name], Stage.UNACKNOWLEDGED if alarm.active else Stage.ACKNOWLEDGED)


def stated(word: StrEnum) -> State:
    """The sign of a record's state word."""
    return State[f"{PREFIXES[type(word)]}_{word.name}"]
