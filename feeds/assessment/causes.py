"""What calls for an alarm now, by rule. An alarm needs a response by somebody in the room; the rest are differences and notices.

The names of the rules are the doctrine's, which says how grave each is, why it matters and what to do; where it says nothing the defaults
below hold. Deliberately absent: occurrences. A cause is a condition that holds now; onset, revision and return are `findings`'.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from feeds.assessment.alarms import RANK, set_aside
from feeds.assessment.cause import (
    ANSWER_OVERDUE,
    ASSESSED_ABOVE_DECLARED,
    EXIT_MET,
    GRANT_ENDED_EXECUTING,
    GRANT_ENDING,
    NO_DATA,
    NOBODY,
    SILENCE_ENDED,
    SILENCE_NOT_COMPLETE,
    SOURCE_LOST,
    STEP_LATE,
    TEMPLATE_DIFFERS,
    THRESHOLD_HOLLOW,
    Cause,
    Read,
    labels_of,
    severity_of,
)
from feeds.assessment.checklists import WORKED, run_view
from feeds.assessment.contradiction import corridor_causes
from feeds.assessment.eligibility import eligibility
from feeds.assessment.rollcall import answer_of, due_of
from feeds.assessment.rules import Rules
from feeds.assessment.words import earliest, zulu
from feeds.picture.action import Action, ActionState, Grant, GrantState
from feeds.picture.alarm import Request
from feeds.picture.checklist import Run
from feeds.picture.identity import joined, shown
from feeds.picture.picture import Picture
from feeds.picture.proposal import SilenceState
from feeds.picture.room import SourceState
from feeds.picture.warning import Severity

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

Moments = list[int | None]


def causes(picture: Picture, now: int, read: Read) -> tuple[tuple[Cause, ...], int | None]:
    """Return every cause that holds now, and when time alone may next change them."""
    moments: Moments = []
    found = (
        *corridor_causes(picture, now, read),
        *_ladder(read),
        *_sources(read),
        *_silences(read),
        *_steps(picture, now, read, moments),
        *_answers(picture, now, read, moments),
        *_grants(picture, now, read, moments),
        *_executing(picture, now, read, moments),
    )
    return suppressed(found, read.rules, set_aside(picture, now)), earliest(moments, now)


def suppressed(found: tuple[Cause, ...], rules: Rules, aside: frozenset[tuple[str, str, str | None]] = frozenset()) -> tuple[Cause, ...]:
    """Mark the causes that the doctrine suppresses while another, which says more, holds about the same thing.

    What is graver is hidden by nothing milder, and nothing by what is itself set aside (`aside`) or withheld from somebody who reads it.
    """
    standing = tuple(other for other in found if (other.rule, other.about, other.audience) not in aside)
    return tuple(replace(cause, suppressed=True) if _says_less(cause, standing, rules) else cause for cause in found)


def _says_less(cause: Cause, found: tuple[Cause, ...], rules: Rules) -> bool:
    told = rules.doctrine.alarm(cause.rule)
    over = frozenset(told.suppressed_by) - {cause.rule} if told is not None else frozenset[str]()
    return bool(over) and any(
        other.rule in over and RANK[other.severity] <= RANK[cause.severity] and _concern_one(cause, other) and _as_wide(cause, other, rules)
        for other in found
    )


def _as_wide(cause: Cause, other: Cause, rules: Rules) -> bool:
    """Say whether all who would read of one read of the other."""
    return all(other.read_by(entity, rules) for entity in (rules.host, *rules.audiences) if cause.read_by(entity, rules))


def _concern_one(cause: Cause, other: Cause) -> bool:
    """Say whether two causes speak of one thing: they share a part of what they are about, or one is about the other's cause."""
    mine, theirs = frozenset(cause.about.split("/")), frozenset(other.about.split("/"))
    return bool(mine & theirs) or cause.cause in theirs or other.cause in mine


def _ladder(read: Read) -> Iterator[Cause]:
    declared, made, rules = read.declared, read.assessment, read.rules
    if declared is None:
        return
    ladder = rules.doctrine.ladder
    labels = labels_of(declared.record) | made.labels
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
            labels=labels,
            cause=top.threshold.code,
        )
    for each in (one for one in above if one.hollow):
        yield Cause(
            rule=THRESHOLD_HOLLOW,
            about=joined(ladder.code, each.threshold.code),
            severity=severity_of(rules, THRESHOLD_HOLLOW),
            title=f"{each.threshold.code} met hollow: would raise to {each.threshold.raises_to}",
            why="; ".join(f"{holding.code} {holding.text}" for holding in each.holdings if holding.code in each.doubtful),
            labels=labels,
        )
    for way in (one for one in made.exits if one.ready and one.progress.threshold.lowers_from == declared.ordinal):
        yield Cause(
            rule=EXIT_MET,
            about=joined(ladder.code, way.progress.threshold.code),
            severity=severity_of(rules, EXIT_MET),
            title=f"{way.progress.threshold.code} met: {way.progress.threshold.name}",
            why="; ".join(f"{holding.code} {holding.text}" for holding in way.progress.holdings),
            labels=labels,
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
            labels=labels_of(each.row),
            since=each.body.since,
        )


def _silences(read: Read) -> Iterator[Cause]:
    for row, proposal, reading in read.silences:
        state = reading.body.state
        if state is SilenceState.NOT_COMPLETE:
            missing = ", ".join(reading.body.not_reached)
            rule, title = SILENCE_NOT_COMPLETE, f"{shown(row.subject)}: SILENCE NOT COMPLETE"
            why = f"not reached: {missing}" if missing else "a member was reached late, or the path was out"
        elif state is SilenceState.NOT_BROKEN:
            rule, title = SILENCE_ENDED, f"{shown(row.subject)}: SILENCE NOT BROKEN"
            why = "the period is over; only the chair's act adopts"
        else:
            continue
        since = proposal.deadline if rule == SILENCE_ENDED else None
        yield Cause(rule, row.subject, severity_of(read.rules, rule), title, why, labels_of(*reading.basis), since=since)


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
            differing[run.template] = Cause(TEMPLATE_DIFFERS, run.template, severity, title, held, labels_of(row))
        for step in view.steps:
            if step.overdue:
                yield Cause(
                    rule=STEP_LATE,
                    about=joined(row.subject, str(step.step.number)),
                    severity=severity_of(read.rules, STEP_LATE),
                    title=f"{run.template} step {step.step.number} late",
                    why=step.step.text,
                    labels=labels_of(row),
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
                yield Cause(ANSWER_OVERDUE, about, severity, title, why, labels_of(row), row.subject, due, audience=host)
            away = _absent(read, entity, moments)
            if away is not None and now >= max(away, body.asked):
                severity = severity_of(read.rules, NOBODY)
                title, since = f"{entity}: nobody at the desk", max(away, body.asked)
                if entity not in empty:
                    empty[entity] = Cause(
                        NOBODY, entity, severity, title, f"asked: {body.title}", labels_of(row), None, since, audience=host
                    )
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
        yield Cause(GRANT_ENDING, row.subject, severity, f"{grant.code} ends soon", why, labels_of(row), since=begins)


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
            labels=labels_of(row, *found.rows),
        )
