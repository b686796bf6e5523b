"""What calls for an alarm now, by rule. An alarm needs a response by somebody in the room; the rest are differences and notices.

The names of the rules are the doctrine's, which says how grave each is, why it matters and what to do; where it says nothing the defaults
below hold. Deliberately absent: occurrences. A cause is a condition that holds now; onset, revision and return are `findings`'.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from feeds.assessment.checklists import WORKED, run_view
from feeds.assessment.conditions import Verdict
from feeds.assessment.eligibility import eligibility
from feeds.assessment.exposure import Legs
from feeds.assessment.ladder import Assessment, Declared
from feeds.assessment.rollcall import answer_of, due_of
from feeds.assessment.rules import Rules
from feeds.assessment.silence import SilenceReading
from feeds.assessment.sources import SourceReading
from feeds.assessment.words import earliest, zulu
from feeds.picture.action import Action, ActionState, Grant, GrantState
from feeds.picture.alarm import Presence, Request
from feeds.picture.checklist import Run
from feeds.picture.corridor import (
    Conditions,
    ConditionState,
    CorridorState,
    CorridorStatus,
    DangerZone,
    Movement,
    MovementState,
    Reason,
    ReasonKind,
)
from feeds.picture.envelope import Record
from feeds.picture.identity import joined
from feeds.picture.ladder import Proposal, SilenceState
from feeds.picture.picture import Picture
from feeds.picture.room import EntityKind, SourceState
from feeds.picture.warning import Severity

CORRIDOR_CONTRADICTED: Final = "CORRIDOR_CONTRADICTED"
CORRIDOR_UNKNOWN: Final = "CORRIDOR_UNKNOWN"
RELIANCE: Final = "RELIANCE"
ASSESSED_ABOVE_DECLARED: Final = "ASSESSED_ABOVE_DECLARED"
THRESHOLD_HOLLOW: Final = "THRESHOLD_HOLLOW"
EXIT_MET: Final = "EXIT_MET"
SILENCE_NOT_COMPLETE: Final = "SILENCE_NOT_COMPLETE"
SILENCE_ENDED: Final = "SILENCE_ENDED"
SOURCE_LOST: Final = "SOURCE_LOST"
NO_DATA: Final = "NO_DATA"
STEP_LATE: Final = "STEP_LATE"
TEMPLATE_DIFFERS: Final = "TEMPLATE_DIFFERS"
ANSWER_OVERDUE: Final = "ANSWER_OVERDUE"
NOBODY: Final = "NOBODY"
GRANT_ENDING: Final = "GRANT_ENDING"
GRANT_ENDED_EXECUTING: Final = "GRANT_ENDED_EXECUTING"

SEVERITIES: Final = {
    CORRIDOR_CONTRADICTED: Severity.CRITICAL,
    CORRIDOR_UNKNOWN: Severity.HIGH,
    RELIANCE: Severity.HIGH,
    ASSESSED_ABOVE_DECLARED: Severity.HIGH,
    THRESHOLD_HOLLOW: Severity.MEDIUM,
    EXIT_MET: Severity.LOW,
    SILENCE_NOT_COMPLETE: Severity.HIGH,
    SILENCE_ENDED: Severity.MEDIUM,
    SOURCE_LOST: Severity.MEDIUM,
    NO_DATA: Severity.MEDIUM,
    STEP_LATE: Severity.MEDIUM,
    TEMPLATE_DIFFERS: Severity.HIGH,
    ANSWER_OVERDUE: Severity.LOW,
    NOBODY: Severity.MEDIUM,
    GRANT_ENDING: Severity.LOW,
    GRANT_ENDED_EXECUTING: Severity.HIGH,
}
"""Every rule, and how grave it is where the doctrine says nothing."""

TEAR_LINE: Final = "release a tear-line?"

SUNSET_SHARE: Final = 0.8
"""A grant's end is announced once so much of its time has passed ..."""

SUNSET_LAST: Final = 15 * 60_000
"""... and again, one step graver, so many ms before it."""

_GRAVER: Final = {
    Severity.LOW: Severity.MEDIUM,
    Severity.MEDIUM: Severity.HIGH,
    Severity.HIGH: Severity.CRITICAL,
    Severity.CRITICAL: Severity.CRITICAL,
}
_ENDED: Final = frozenset({MovementState.ARRIVED, MovementState.ABORTED})


@dataclass(frozen=True, slots=True)
class Cause:
    """A condition that calls for an alarm. `cause`: the row it comes from; `since`: the due moment, where time alone brought it about.

    `moved`: the distance has crossed into another of the doctrine's bands since the last finding. `audience`: who alone reads it.
    """

    rule: str
    about: str
    severity: Severity
    title: str
    why: str
    basis: tuple[Record, ...] = ()
    cause: str | None = None
    since: int | None = None
    moved: bool = False
    audience: str | None = None
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """What was already read of the picture at this moment, for the rules to lean on."""

    rules: Rules
    declared: Declared | None
    assessment: Assessment
    verdicts: tuple[tuple[Legs, Verdict, tuple[tuple[str, Verdict], ...]], ...]
    """By corridor: the room's verdict, and those of the audiences that lack an input."""
    sources: tuple[SourceReading, ...]
    silences: tuple[tuple[Record, Proposal, SilenceReading], ...]
    presences: Mapping[str, Presence]
    """Presence by entity."""
    before: Mapping[str, Conditions]
    """By corridor: the room's last finding on its conditions."""


Moments = list[int | None]


def causes(picture: Picture, now: int, read: Read) -> tuple[tuple[Cause, ...], int | None]:
    """Return every cause that holds now, and when time alone may next change them."""
    moments: Moments = []
    found = (
        *_corridors(picture, now, read),
        *_ladder(read),
        *_sources(read),
        *_silences(read),
        *_steps(picture, now, read, moments),
        *_answers(picture, now, read, moments),
        *_grants(picture, now, read, moments),
        *_executing(picture, now, read, moments),
    )
    return found, earliest(moments, now)


def severity_of(rules: Rules, rule: str) -> Severity:
    """Return how grave a rule is: the doctrine's word, else the default."""
    told = rules.doctrine.alarm(rule)
    return told.severity if told else SEVERITIES[rule]


def _corridors(picture: Picture, now: int, read: Read) -> Iterator[Cause]:
    for legs, room, audiences in read.verdicts:
        status = picture.find("corridor_status", legs.row.subject)
        if status is None or not isinstance(status.body, CorridorStatus):
            continue
        if status.body.state is CorridorState.OPEN and room.body.state is not ConditionState.MET:
            yield _contradicted(now, read, legs, room, status)
        if status.body.state in {CorridorState.OPEN, CorridorState.AGREED}:
            yield from _reliance(picture, read.rules, legs, audiences)


def _contradicted(now: int, read: Read, legs: Legs, room: Verdict, status: Record) -> Cause:
    """An OPEN corridor whose conditions say otherwise. It names segment, hazard and distance; only a hazard is CRITICAL."""
    body, code = room.body, legs.corridor.code
    hazards = [reason for reason in body.reasons if reason.kind is ReasonKind.HAZARD]
    first = min(hazards, key=lambda each: (each.distance is None, each.distance or 0.0)) if hazards else body.reasons[0]
    more = f" (and {len(body.reasons) - 1} more)" if len(body.reasons) > 1 else ""
    unknown = body.state is ConditionState.UNKNOWN
    rule = CORRIDOR_UNKNOWN if unknown else CORRIDOR_CONTRADICTED
    severity = severity_of(read.rules, rule)
    if not hazards and severity is Severity.CRITICAL:
        severity = Severity.HIGH
    word = "UNKNOWN" if unknown else "NOT MET"
    return Cause(
        rule=rule,
        about=legs.row.subject,
        severity=severity,
        title=f"{code} declared OPEN, conditions {word}",
        why=f"{first.text}{more}",
        basis=(status, *room.basis),
        cause=first.record if not unknown else None,
        since=_window_end(first, status, now),
        moved=_moved(read, legs.row.subject, first),
    )


def _window_end(reason: Reason, status: Record, now: int) -> int | None:
    window = status.body.window if isinstance(status.body, CorridorStatus) else None
    if reason.kind is not ReasonKind.OUTSIDE_WINDOW or window is None or window.until is None:
        return None
    return window.until if status.event <= window.until <= now else None


def _moved(read: Read, corridor: str, reason: Reason) -> bool:
    """Say whether this hazard's distance lies in another band than in the last finding."""
    before = read.before.get(corridor)
    band = read.rules.doctrine.distance_band
    if before is None or reason.distance is None or band <= 0:
        return False
    earlier = [each.distance for each in before.reasons if each.record == reason.record and each.kind is ReasonKind.HAZARD]
    nearest = min((each for each in earlier if each is not None), default=None)
    return nearest is not None and int(nearest // band) != int(reason.distance // band)


def _reliance(picture: Picture, rules: Rules, legs: Legs, audiences: tuple[tuple[str, Verdict], ...]) -> Iterator[Cause]:
    """One for each originator of hazards that somebody relying on the corridor cannot see."""
    relying = _relying(picture, rules, legs)
    by_originator: dict[str, list[tuple[str, str, Record]]] = {}
    for entity, verdict in audiences:
        for leg, zone in verdict.hidden_hazards if entity in relying else ():
            by_originator.setdefault(_originator(zone, rules), []).append((entity, leg, zone))
    for originator, found in sorted(by_originator.items()):
        who = list(dict.fromkeys(entity for entity, _, _ in found))
        where = list(dict.fromkeys(leg for _, leg, _ in found))
        zones = list({zone.subject: zone for _, _, zone in found}.values())
        names = [zone.body.code for zone in zones if isinstance(zone.body, DangerZone)]
        verb = "relies" if len(who) == 1 else "rely"
        yield Cause(
            rule=RELIANCE,
            about=legs.row.subject,
            severity=severity_of(rules, RELIANCE),
            title=f"{', '.join(who)} {verb} on {legs.corridor.code} {', '.join(where)} and cannot see {', '.join(names)}: {TEAR_LINE}",
            why=f"{', '.join(who)} {'reads' if len(who) == 1 else 'read'} UNKNOWN, worded as decay",
            basis=(legs.row, *zones),
            cause=zones[0].subject,
            audience=originator,
        )


def _originator(zone: Record, rules: Rules) -> str:
    originator = zone.label.originator if zone.label else zone.author.entity
    entity = rules.roster.entity(originator) if rules.roster else None
    return originator if entity is not None and entity.on_network else rules.host


def _relying(picture: Picture, rules: Rules, legs: Legs) -> frozenset[str]:
    """Return who uses a corridor: relief organisations, its owner and parties, and whoever leads a movement on it."""
    relief = {each.code for each in rules.roster.entities if each.kind is EntityKind.RELIEF} if rules.roster else set[str]()
    leads = {move.lead for _, move in picture.bodies(Movement) if move.corridor == legs.row.subject and move.state not in _ENDED}
    return frozenset({*relief, *leads, *legs.corridor.parties, legs.corridor.owner})


def _ladder(read: Read) -> Iterator[Cause]:
    declared, made, rules = read.declared, read.assessment, read.rules
    if declared is None:
        return
    ladder = rules.doctrine.ladder
    basis = (declared.record, *made.basis)
    above = [each for each in made.entries if each.met and (each.threshold.raises_to or 0) > declared.ordinal]
    solid = [each for each in above if not each.hollow]
    if solid:
        top = max(solid, key=lambda each: each.threshold.raises_to or 0)
        yield Cause(
            rule=ASSESSED_ABOVE_DECLARED,
            about=ladder.code,
            severity=severity_of(rules, ASSESSED_ABOVE_DECLARED),
            title=f"Assessed {top.threshold.raises_to}, declared {declared.ordinal}",
            why=f"{top.threshold.code} met by {', '.join(top.counted)}",
            basis=basis,
            cause=top.threshold.code,
        )
    for each in (one for one in above if one.hollow):
        yield Cause(
            rule=THRESHOLD_HOLLOW,
            about=joined(ladder.code, each.threshold.code),
            severity=severity_of(rules, THRESHOLD_HOLLOW),
            title=f"{each.threshold.code} met hollow: would raise to {each.threshold.raises_to}",
            why="; ".join(f"{holding.code} {holding.text}" for holding in each.holdings if holding.code in each.doubtful),
            basis=basis,
        )
    for way in (one for one in made.exits if one.ready and one.progress.threshold.lowers_from == declared.ordinal):
        yield Cause(
            rule=EXIT_MET,
            about=joined(ladder.code, way.progress.threshold.code),
            severity=severity_of(rules, EXIT_MET),
            title=f"{way.progress.threshold.code} met: {way.progress.threshold.name}",
            why="; ".join(f"{holding.code} {holding.text}" for holding in way.progress.holdings),
            basis=basis,
        )


def _sources(read: Read) -> Iterator[Cause]:
    for each in read.sources:
        if each.body is None or each.body.state is SourceState.LIVE:
            continue
        rule = SOURCE_LOST if each.body.state is SourceState.LOST else NO_DATA
        last = f"last data {zulu(each.body.last_data)}" if each.body.last_data is not None else "never heard"
        yield Cause(
            rule=rule,
            about=each.body.source,
            severity=severity_of(read.rules, rule),
            title=f"{each.body.source} {'SOURCE LOST' if rule == SOURCE_LOST else 'NO DATA'}",
            why=last,
            basis=(each.row,),
            since=each.body.since,
        )


def _silences(read: Read) -> Iterator[Cause]:
    for row, proposal, reading in read.silences:
        state = reading.body.state
        if state is SilenceState.NOT_COMPLETE:
            missing = ", ".join(reading.body.not_reached)
            rule, title = SILENCE_NOT_COMPLETE, f"{proposal.code}: SILENCE NOT COMPLETE"
            why = f"not reached: {missing}" if missing else "a member was reached late, or the path was out"
        elif state is SilenceState.NOT_BROKEN:
            rule, title = SILENCE_ENDED, f"{proposal.code}: SILENCE NOT BROKEN"
            why = "the period is over; only the chair's act adopts"
        else:
            continue
        since = proposal.deadline if rule == SILENCE_ENDED else None
        yield Cause(rule, row.subject, severity_of(read.rules, rule), title, why, reading.basis, since=since)


def _steps(picture: Picture, now: int, read: Read, moments: Moments) -> Iterator[Cause]:
    differing: dict[str, Cause] = {}
    for row, run in picture.bodies(Run):
        if run.state not in WORKED:
            continue
        view = run_view(picture, now, row.subject)
        if view is None:
            continue
        moments.append(view.due)
        if not view.check.same:
            held = "; ".join(f"{origin or 'this run'}: {each[:8]}" for origin, _, each in view.check.hashes)
            title = f"{run.template}: two lists exist"
            severity = severity_of(read.rules, TEMPLATE_DIFFERS)
            differing[run.template] = Cause(TEMPLATE_DIFFERS, run.template, severity, title, held, (row,))
        for step in view.steps:
            if step.overdue:
                yield Cause(
                    rule=STEP_LATE,
                    about=joined(row.subject, str(step.step.number)),
                    severity=severity_of(read.rules, STEP_LATE),
                    title=f"{run.template} step {step.step.number} late",
                    why=step.step.text,
                    basis=(row,),
                    cause=row.subject,
                    since=step.due,
                )
    yield from differing.values()


def _answers(picture: Picture, now: int, read: Read, moments: Moments) -> Iterator[Cause]:
    """Overdue answers by request and entity, and empty desks by entity; the duty officer's alone to read."""
    host = read.rules.host or None
    empty: dict[str, Cause] = {}
    for row, body in picture.bodies(Request):
        if body.withdrawn:
            continue
        due = due_of(picture, row, body, read.rules)
        moments.append(due)
        for entity in body.addressed:
            if answer_of(picture, row.subject, body, entity) is not None:
                continue
            if due is not None and now >= due:
                title, why = f"{entity} has not answered", f"{body.title}; due {zulu(due)}"
                severity = severity_of(read.rules, ANSWER_OVERDUE)
                about = joined(row.subject, entity)
                yield Cause(ANSWER_OVERDUE, about, severity, title, why, (row,), row.subject, due, audience=host)
            away = _absent(read, entity, moments)
            if away is not None and now >= max(away, body.asked):
                severity = severity_of(read.rules, NOBODY)
                title, since = f"{entity}: nobody at the desk", max(away, body.asked)
                if entity not in empty:
                    empty[entity] = Cause(NOBODY, entity, severity, title, f"asked: {body.title}", (row,), None, since, audience=host)
    yield from empty.values()


def _absent(read: Read, entity: str, moments: Moments) -> int | None:
    presence = read.presences.get(entity)
    if presence is None or presence.seats:
        return None
    away = presence.since + read.rules.doctrine.seat_absent
    moments.append(away)
    return away


def _grants(picture: Picture, now: int, read: Read, moments: Moments) -> Iterator[Cause]:
    for row, grant in picture.bodies(Grant):
        until = grant.valid.until
        if grant.state is not GrantState.ACTIVE or until is None or now >= until:
            continue
        warn = grant.valid.since + round((until - grant.valid.since) * SUNSET_SHARE)
        last = until - SUNSET_LAST
        begins = min(warn, last)
        moments += [begins, last, until]
        if now < begins:
            continue
        severity = severity_of(read.rules, GRANT_ENDING)
        severity = _GRAVER[severity] if now >= last else severity
        why = f"ends {zulu(until)}; a renewal is a new grant"
        yield Cause(GRANT_ENDING, row.subject, severity, f"{grant.code} ends soon", why, (row,), since=begins)


def _executing(picture: Picture, now: int, read: Read, moments: Moments) -> Iterator[Cause]:
    """What is being done on an authority that no longer holds. A person stands it down."""
    for row, action in picture.bodies(Action):
        if action.state is not ActionState.EXECUTING:
            continue
        found = eligibility(picture, now, action.grant, action.entity, running=True)
        moments.append(found.due)
        if found.eligible:
            continue
        yield Cause(
            rule=GRANT_ENDED_EXECUTING,
            about=row.subject,
            severity=severity_of(read.rules, GRANT_ENDED_EXECUTING),
            title=f"{action.code} of {action.entity} is executing and no longer eligible",
            why="; ".join(found.refusals),
            basis=(row, *found.rows),
        )
