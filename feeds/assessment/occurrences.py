"""Alarms as occurrences: raised when a cause newly holds, changed while it holds otherwise, returned when it holds no longer.

One occurrence is one row, named by a hash of rule, subject and onset. Its revision grows with rising severity, cause or distance band and
with nothing else, so that an acknowledgement is not undone by a better wording. Deliberately absent: the causes (`causes`) and what a
screen makes of a row (`alarms`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from feeds.assessment.cause import SEVERITIES, Cause
from feeds.assessment.draft import Draft
from feeds.assessment.rules import rolled_label
from feeds.picture.alarm import Alarm
from feeds.picture.envelope import AuthorKind, Record
from feeds.picture.identity import opaque
from feeds.picture.label import Label
from feeds.picture.warning import Severity

_LINE: Final = 400
_RANK: Final = {severity: rank for rank, severity in enumerate(Severity)}


Occurrence = tuple[str, str, str | None]
"""What an alarm is an occurrence of: rule, subject, audience."""


def write_alarms(draft: Draft, called: tuple[Cause, ...], *, keep_sources: bool) -> None:
    """Raise what newly holds, change what holds otherwise, return what no longer holds."""
    active = dict(_active(draft))
    held: set[Occurrence] = set()
    for cause in called:
        key: Occurrence = (cause.rule, cause.about, cause.audience)
        if key in held:
            continue
        held.add(key)
        before = active.get(key)
        label = rolled_label(draft.rules, cause.labels, only=cause.audience)
        if before is None:
            _raise(draft, cause, label)
        elif isinstance(before.body, Alarm):
            draft.write(before.subject, _changed(draft, cause, before.body), label)
    for key, row in active.items():
        source_rule = keep_sources and key[0] in {"SOURCE_LOST", "NO_DATA"}
        if key not in held and not source_rule and isinstance(row.body, Alarm):
            draft.write(row.subject, msgspec.structs.replace(row.body, active=False, returned=draft.now), row.label)


def _active(draft: Draft) -> Iterator[tuple[Occurrence, Record]]:
    """Return this room's active alarms of the watch's own rules; alarms of other rules are somebody else's to return."""
    for row, alarm in draft.picture.bodies(Alarm):
        if alarm.active and alarm.rule in SEVERITIES and row.author.entity == draft.rules.host and row.author.kind is AuthorKind.HUB:
            yield (alarm.rule, alarm.about, alarm.audience), row


def _raise(draft: Draft, cause: Cause, label: Label | None) -> None:
    """Raise an occurrence. One that returned and comes again within the same moment goes on, one revision later."""
    onset = cause.since if cause.since is not None else draft.now
    subject = _alarm_subject(cause, onset)
    if draft.own("alarm", subject) is not None:
        onset = draft.now
        subject = _alarm_subject(cause, onset)
    earlier = draft.own("alarm", subject)
    revision = earlier.body.cause_revision + 1 if earlier is not None and isinstance(earlier.body, Alarm) else 1
    draft.write(subject, _alarm(draft, cause, onset, revision, None), label, onset)


def _alarm_subject(cause: Cause, onset: int) -> str:
    parts = (cause.rule, cause.about, onset) if cause.audience is None else (cause.rule, cause.about, onset, cause.audience)
    return opaque("A", *parts)


def _changed(draft: Draft, cause: Cause, before: Alarm) -> Alarm:
    """Return the alarm as it reads now. Its revision grows with rising severity, cause or distance band, and with nothing else."""
    graver = _RANK[cause.severity] < _RANK[before.severity] or cause.cause != before.cause or cause.moved
    revision = before.cause_revision + graver
    return _alarm(draft, cause, before.onset, revision, None if graver else before.respond_by)


def _alarm(draft: Draft, cause: Cause, onset: int, revision: int, respond_by: int | None) -> Alarm:
    told = draft.rules.doctrine.alarm(cause.rule)
    within = told.respond_within if told else None
    fresh = onset if revision == 1 else draft.now
    return Alarm(
        rule=cause.rule,
        severity=cause.severity,
        about=cause.about,
        title=cause.title[:_LINE],
        why=cause.why[:_LINE],
        onset=onset,
        cause_revision=revision,
        cause=cause.cause,
        group=told.group if told else None,
        so_what=told.so_what if told else "",
        guidance=told.guidance if told else "",
        respond_by=respond_by if respond_by is not None or within is None else fresh + within,
        suppressed=cause.suppressed,
        audience=cause.audience,
    )
