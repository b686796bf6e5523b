"""What the watch should write now: the rows by which the picture's findings differ from what the rules make of it, and when to ask again.

Pure and idempotent: with the rows applied, asking again at the same moment gives none, and before `due` time alone changes nothing. Within
one pass each finding is seen by the rules that follow it: sources and desks first, then conditions, ladder and silence, then alarms. A
finding carries the label of its basis. Deliberately absent: writing anything, and any act.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import msgspec

from feeds.assessment.causes import SEVERITIES, Cause, Read, causes
from feeds.assessment.conditions import Verdict, lacks, verdict
from feeds.assessment.exposure import Legs, exposures, legs_of
from feeds.assessment.ladder import Assessment, assess, declared_level
from feeds.assessment.rules import Rules, basis_label, rules_of
from feeds.assessment.silence import SilenceReading, silence
from feeds.assessment.sources import Signs, SourceReading, presences, sources
from feeds.assessment.words import earliest, zulu
from feeds.picture.alarm import Alarm, Presence, Shelving
from feeds.picture.body import kind_of
from feeds.picture.corridor import Conditions, Corridor, DangerZone
from feeds.picture.envelope import Author, AuthorKind, Record
from feeds.picture.identity import joined, opaque, shown
from feeds.picture.label import Label
from feeds.picture.ladder import AssessedRung, ConsentRule, Position, PositionKind, Proposal, ProposalState
from feeds.picture.night import LogEntry
from feeds.picture.picture import Picture
from feeds.picture.records import AnyBody
from feeds.picture.values import Ident

__all__ = ["IDLE", "Finding", "Outcome", "Signs", "findings"]

IDLE: Final = frozenset(
    {
        "track",
        "feature",
        "log_entry",
        "rejection",
        "channel",
        "posture",
        "risk",
        "contact",
        "message",
        "judgement",
        "dissent",
        "problem",
        "site",
        "need",
        "offer",
        "information_request",
        "handover",
        "reference_card",
        "recall",
        "recall_receipt",
        "red_line",
        "off_ramp",
    }
)
"""Kinds on which no rule leans: when only these changed, only sources and desks are looked at."""

_LINE: Final = 400
_NO_KEY: Final = "0" * 64
_WATCH: Final = "watch"


@dataclass(frozen=True, slots=True)
class Finding:
    """One row to write: a FINDING, its event time (the due moment where time alone brought it about) and its label."""

    subject: Ident
    body: AnyBody
    event: int
    label: Label | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The rows to write now and the next moment at which time alone may change something.

    `complete` False: only IDLE kinds had changed, so `due` speaks of sources alone; keep the earlier of it and the one you hold.
    """

    rows: tuple[Finding, ...]
    due: int | None
    complete: bool = True


NOTHING_KNOWN: Final = Signs()


def findings(picture: Picture, now: int, signs: Signs | None = NOTHING_KNOWN, changed: frozenset[str] | None = None) -> Outcome:
    """Return the rows that should be written now. `signs` None: connections are not known, sources and desks are left as they are.

    `changed`: the kinds that changed since the last call at which `complete` was True, if known.
    """
    draft = _Draft(picture, now, rules_of(picture))
    read_sources = _write_sources(draft, signs) if signs is not None else ()
    moments = [each.due for each in read_sources]
    if changed is not None and changed <= IDLE and not draft.rows:
        return Outcome((), earliest(moments, now), complete=False)
    before = {row.subject: body for row, body in picture.bodies(Conditions) if body.audience is None}
    verdicts = _write_conditions(draft)
    assessment = _write_rung(draft)
    silences = _write_silences(draft)
    read = Read(
        rules=draft.rules,
        declared=declared_level(draft.picture, draft.rules.doctrine.ladder),
        assessment=assessment,
        verdicts=verdicts,
        sources=read_sources,
        silences=silences,
        presences={body.entity: body for _, body in draft.picture.bodies(Presence)},
        before=before,
    )
    called, due = causes(draft.picture, now, read)
    _write_alarms(draft, called, keep_sources=signs is None)
    _write_log(draft)
    moments += [
        due,
        assessment.due,
        *(reading.due for _, _, reading in silences),
        *(each.due for _, room, own in verdicts for each in (room, *(one for _, one in own))),
        *(body.valid.since for _, body in picture.bodies(DangerZone)),
        *(body.until for _, body in picture.bodies(Shelving)),
    ]
    return Outcome(tuple(draft.rows.values()), earliest(moments, now))


class _Draft:
    """The picture as it will be once the rows found so far are written. The picture handed in is never touched."""

    def __init__(self, picture: Picture, now: int, rules: Rules) -> None:
        self.picture, self.now, self.rules = picture, now, rules
        self.rows: dict[tuple[str, str], Finding] = {}
        self._given = picture

    def own(self, kind: str, subject: str) -> Record | None:
        """Return this room's own finding on a subject; another room's stands beside it."""
        rows = self.picture.side_by_side(kind, subject)
        ours = [row for row in rows if row.author.kind is AuthorKind.HUB and row.author.entity == self.rules.host]
        return max(ours, key=lambda row: row.sequence, default=None)

    def write(self, subject: str, body: AnyBody, label: Label | None, event: int | None = None) -> None:
        """Write a finding, unless the picture already says just that."""
        kind = kind_of(body)
        before = self.own(kind, subject)
        if before is not None and before.body == body and before.label == label:
            return
        made = Finding(subject, body, self.now if event is None else event, label)
        self.rows[kind, subject] = made
        self._apply(kind, made, before)

    def _apply(self, kind: str, made: Finding, before: Record | None) -> None:
        if self.picture is self._given:
            self.picture = _light_copy(self._given)
        record = Record(
            subject=made.subject,
            regime=self.picture.regime,
            event=made.event,
            author=Author(self.rules.host or _WATCH, AuthorKind.HUB, _WATCH),
            body=made.body,
            key=_NO_KEY,
            label=made.label,
            origin=before.origin if before else self.rules.room,
            sequence=before.sequence if before else 0,
            known=self.now,
        )
        self.picture.tables[kind] = {**self.picture.tables.get(kind, {}), record.row: record}
        if before is None:
            place = (kind, made.subject)
            self.picture.siblings[place] = (*self.picture.siblings.get(place, ()), record.row)


def _light_copy(picture: Picture) -> Picture:
    """Return a picture whose tables may be replaced one by one; the digest is left behind, nobody asks for it here."""
    other = Picture(picture.regime)
    other.tables = dict(picture.tables)
    other.siblings = dict(picture.siblings)
    return other


def _write_sources(draft: _Draft, signs: Signs) -> tuple[SourceReading, ...]:
    found = sources(draft.picture, draft.now, signs, draft.rules)
    for each in found:
        if each.body is not None:
            draft.write(each.body.source, each.body, basis_label(draft.rules, (each.row,)), each.body.since)
    for presence in presences(draft.picture, draft.now, signs, draft.rules):
        draft.write(presence.entity, presence, basis_label(draft.rules, (), only=presence.entity))
    return found


Verdicts = tuple[tuple[Legs, Verdict, tuple[tuple[str, Verdict], ...]], ...]


def _write_conditions(draft: _Draft) -> Verdicts:
    """Write the room's conditions of each corridor, and those of every audience that lacks an input; take back what none needs."""
    picture, rules = draft.picture, draft.rules
    corridors = tuple(legs for row, _ in picture.bodies(Corridor) if (legs := legs_of(picture, row.subject)) is not None)
    corridors = tuple({legs.row.subject: legs for legs in corridors}.values())
    near = exposures(picture, draft.now, corridors, rules)
    made: list[tuple[Legs, Verdict, tuple[tuple[str, Verdict], ...]]] = []
    for legs in corridors:
        room = verdict(picture, draft.now, legs, rules, near)
        lacking = [each for each in rules.audiences if rules.sees(each, legs.row) and lacks(room, each, rules)]
        made.append((legs, room, tuple((each, verdict(picture, draft.now, legs, rules, near, each)) for each in lacking)))
    for legs, room, own in made:
        draft.write(legs.row.subject, room.body, basis_label(rules, room.basis))
        for entity, each in own:
            draft.write(joined(legs.row.subject, entity), each.body, basis_label(rules, each.basis, only=entity))
        _take_back(draft, legs.row.subject, frozenset(entity for entity, _ in own))
    return tuple(made)


def _take_back(draft: _Draft, corridor: str, lacking: frozenset[str]) -> None:
    """Withdraw an audience's own row once it may read the room's: without a label it is nobody's."""
    for row, body in tuple(draft.picture.bodies(Conditions)):
        if body.corridor == corridor and body.audience is not None and body.audience not in lacking and row.label is not None:
            draft.write(row.subject, body, None)


def _write_rung(draft: _Draft) -> Assessment:
    """Write the assessed rung, where a doctrine is loaded."""
    made = assess(draft.picture, draft.now, draft.rules)
    if not draft.rules.loaded:
        return made
    ladder = draft.rules.doctrine.ladder
    before = draft.own("assessed_rung", ladder.code)
    same = before is not None and isinstance(before.body, AssessedRung) and before.body.ordinal == made.ordinal
    since = before.body.since if same and before is not None and isinstance(before.body, AssessedRung) else draft.now
    basis = tuple(each.body() for each in made.progress)[:256]
    draft.write(ladder.code, AssessedRung(ladder.code, made.ordinal, made.hollow, basis, since), basis_label(draft.rules, made.basis))
    return made


def _write_silences(draft: _Draft) -> tuple[tuple[Record, Proposal, SilenceReading], ...]:
    found: list[tuple[Record, Proposal, SilenceReading]] = []
    for row, proposal in tuple(draft.picture.bodies(Proposal)):
        reading = silence(draft.picture, draft.now, row, proposal, draft.rules)
        if reading is not None:
            found.append((row, proposal, reading))
            draft.write(row.subject, reading.body, basis_label(draft.rules, reading.basis))
    return tuple(found)


Occurrence = tuple[str, str, str | None]
"""What an alarm is an occurrence of: rule, subject, audience."""


def _write_alarms(draft: _Draft, called: tuple[Cause, ...], *, keep_sources: bool) -> None:
    """Raise what newly holds, change what holds otherwise, return what no longer holds."""
    active = dict(_active(draft))
    held: set[Occurrence] = set()
    for cause in called:
        key: Occurrence = (cause.rule, cause.about, cause.audience)
        if key in held:
            continue
        held.add(key)
        before = active.get(key)
        label = basis_label(draft.rules, cause.basis, only=cause.audience)
        if before is None:
            _raise(draft, cause, label)
        elif isinstance(before.body, Alarm):
            draft.write(before.subject, _changed(draft, cause, before.body), label)
    for key, row in active.items():
        source_rule = keep_sources and key[0] in {"SOURCE_LOST", "NO_DATA"}
        if key not in held and not source_rule and isinstance(row.body, Alarm):
            draft.write(row.subject, msgspec.structs.replace(row.body, active=False, returned=draft.now), row.label)


def _active(draft: _Draft) -> Iterator[tuple[Occurrence, Record]]:
    """Return this room's active alarms of the watch's own rules; alarms of other rules are somebody else's to return."""
    for row, alarm in draft.picture.bodies(Alarm):
        if alarm.active and alarm.rule in SEVERITIES and row.author.entity == draft.rules.host and row.author.kind is AuthorKind.HUB:
            yield (alarm.rule, alarm.about, alarm.audience), row


def _raise(draft: _Draft, cause: Cause, label: Label | None) -> None:
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


def _changed(draft: _Draft, cause: Cause, before: Alarm) -> Alarm:
    """Return the alarm as it reads now. Its revision grows with severity, cause or distance band, and with nothing else."""
    graver = cause.severity is not before.severity or cause.cause != before.cause or cause.moved
    revision = before.cause_revision + graver
    return _alarm(draft, cause, before.onset, revision, None if graver else before.respond_by)


def _alarm(draft: _Draft, cause: Cause, onset: int, revision: int, respond_by: int | None) -> Alarm:
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


def _write_log(draft: _Draft) -> None:
    """Note what ended or came about by itself and has no row of its own: shelves over, a consent rule met."""
    for row, shelf in tuple(draft.picture.bodies(Shelving)):
        if draft.now >= shelf.until:
            alarm = draft.picture.find("alarm", shelf.alarm)
            text = f"Shelf of {shown(shelf.alarm)} ended {zulu(shelf.until)}: the alarm is back"
            basis = (row, alarm) if alarm is not None else (row,)
            _note(draft, ("shelf", shelf.alarm, shelf.until), text, basis, shelf.until)
    for row, proposal in tuple(draft.picture.bodies(Proposal)):
        consent = _consented(draft.picture, row, proposal)
        if consent is not None:
            text, positions = consent
            _note(draft, ("consent", row.subject, proposal.text_revision), text, positions, draft.now)


def _note(draft: _Draft, parts: tuple[object, ...], text: str, basis: tuple[Record, ...], event: int) -> None:
    subject = opaque("L", *parts)
    if draft.own("log_entry", subject) is None:
        about = tuple(dict.fromkeys(row.subject for row in basis))[:16]
        draft.write(subject, LogEntry(text, about), basis_label(draft.rules, basis), event)


def _consented(picture: Picture, row: Record, proposal: Proposal) -> tuple[str, tuple[Record, ...]] | None:
    """Say that a proposal's rule of consent is met; adopting it stays an act. Silence has its own finding."""
    if proposal.state is not ProposalState.PUT or proposal.consent not in {ConsentRule.UNANIMITY, ConsentRule.QUORUM}:
        return None
    positions = _consents(picture, row.subject, proposal)
    unanimous = proposal.consent is ConsentRule.UNANIMITY
    needed = len(proposal.members) if unanimous else proposal.quorum or len(proposal.members)
    given = [each for entity, each in positions.items() if entity in proposal.members]
    if needed == 0 or len(given) < needed:
        return None
    rule = "unanimity" if unanimous else f"quorum of {needed}"
    return f"{proposal.code}: {rule} met; only an act adopts", (row, *given)


def _consents(picture: Picture, subject: str, proposal: Proposal) -> Mapping[str, Record]:
    found = ((row, body) for row, body in picture.bodies(Position) if body.proposal == subject)
    return {
        body.entity: row
        for row, body in found
        if body.text_revision == proposal.text_revision
        and body.position is PositionKind.CONSENT
        and (body.countersigned or not body.relayed)
    }
