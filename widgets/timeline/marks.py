"""What a mark on the timeline stands for, and which record makes which: a report, an alarm, an act.

A record makes at most one mark. What people write every few minutes (log lines, observations) makes none: it has a place of its
own and would drown the decisions. Deliberately absent: lanes, which are a choice (grouping), and how a mark looks (drawing).
"""

from __future__ import annotations

from enum import IntEnum

from feeds.picture.alarm import Acknowledgement, Alarm, Answer
from feeds.picture.envelope import AuthorKind, Record
from feeds.picture.ladder import DeclaredLevel
from feeds.picture.night import LogEntry
from feeds.picture.warning import Discipline, Indication, IndicatorState, Severity


class MarkCode(IntEnum):
    """What a mark stands for; the tens are its family."""

    REPORT = 0
    IMAGERY = 1
    OPEN_DATA = 2
    CRITICAL = 10
    HIGH = 11
    MEDIUM = 12
    LOW = 13
    ACT = 20
    DECLARATION = 21
    REPLY = 22
    """An acknowledgement or an answer: drawn as a tick, with a tail from what it replies to."""


FAMILY = 10
_DISCIPLINES = {
    Discipline.IMINT: MarkCode.IMAGERY,
    Discipline.GEOINT: MarkCode.IMAGERY,
    Discipline.OPEN_DATA: MarkCode.OPEN_DATA,
}
_SEVERITIES = {
    Severity.CRITICAL: MarkCode.CRITICAL,
    Severity.HIGH: MarkCode.HIGH,
    Severity.MEDIUM: MarkCode.MEDIUM,
    Severity.LOW: MarkCode.LOW,
}
_ROUTINE = LogEntry | IndicatorState


def mark_of(record: Record) -> MarkCode | None:
    """Return the mark a record makes, or None."""
    match record.body:
        case Indication(discipline=discipline):
            return _DISCIPLINES.get(discipline, MarkCode.REPORT)
        case Alarm(severity=severity):
            return _SEVERITIES[severity]
        case Acknowledgement() | Answer():
            return MarkCode.REPLY
        case DeclaredLevel(common=True):
            return MarkCode.DECLARATION
        case body if record.author.kind is AuthorKind.OFFICER and not isinstance(body, _ROUTINE):
            return MarkCode.ACT
        case _:
            return None
