"""What the watch should write now: the rows by which the picture's findings differ from what the rules make of it, and when to ask again.

Pure and idempotent: with the rows applied, asking again at the same moment gives none, and before `due` time alone changes nothing. Within
one pass each finding is seen by the rules that follow it: sources and desks first, then conditions, ladder and silence, then alarms. A
finding carries the label of its basis. Deliberately absent: writing anything, and any act.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from feeds.assessment.cause import Read
from feeds.assessment.causes import causes
from feeds.assessment.consent import consent
from feeds.assessment.draft import Draft, Finding
from feeds.assessment.ladder import Assessment, assess, declared_level
from feeds.assessment.occurrences import write_alarms
from feeds.assessment.rules import Rules, basis_label, rolled_label, rules_of
from feeds.assessment.silence import SilenceReading, silence
from feeds.assessment.sources import Signs, SourceReading, presences, sources
from feeds.assessment.verdicts import CorridorVerdict
from feeds.assessment.words import earliest, zulu
from feeds.picture.alarm import Presence, Shelving
from feeds.picture.corridor import Conditions
from feeds.picture.danger import DangerZone
from feeds.picture.envelope import Record
from feeds.picture.identity import joined, opaque, shown
from feeds.picture.ladder import AssessedRung, ConsentRule
from feeds.picture.night import LogEntry
from feeds.picture.picture import Picture
from feeds.picture.proposal import Proposal, ProposalState

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
    draft = Draft(picture, now, rules_of(picture))
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
    write_alarms(draft, called, keep_sources=signs is None)
    _write_log(draft)
    moments += [
        due,
        assessment.due,
        *(reading.due for _, _, reading in silences),
        *(each.due for found in verdicts for each in (found.room, *(one for _, one in found.own))),
        *(body.valid.since for _, body in picture.bodies(DangerZone)),
        *(body.until for _, body in picture.bodies(Shelving)),
    ]
    return Outcome(tuple(draft.rows.values()), earliest(moments, now))


def _write_sources(draft: Draft, signs: Signs) -> tuple[SourceReading, ...]:
    found = sources(draft.picture, draft.now, signs, draft.rules)
    for each in found:
        if each.body is not None:
            draft.write(each.body.source, each.body, basis_label(draft.rules, (each.row,)), each.body.since)
    for presence in presences(draft.picture, draft.now, signs, draft.rules):
        draft.write(presence.entity, presence, basis_label(draft.rules, (), only=presence.entity))
    return found


def _write_conditions(draft: Draft) -> tuple[CorridorVerdict, ...]:
    """Write the room's conditions of each corridor, and those of every audience that lacks an input; take back what none needs."""
    zones = draft.kept.exposures
    near = zones.at(draft.picture, draft.now, draft.rules.doctrine.endanger_distance)
    made = draft.kept.verdicts.at(draft.picture, draft.now, zones.corridors, draft.rules, near)
    for each in made:
        subject = each.legs.row.subject
        draft.write(subject, each.room.body, each.labels[""])
        for entity, own in each.own:
            draft.write(joined(subject, entity), own.body, each.labels[entity])
    _take_back(draft, frozenset((each.legs.row.subject, entity) for each in made for entity, _ in each.own))
    return made


def _take_back(draft: Draft, lacking: frozenset[tuple[str, str]]) -> None:
    """Withdraw the rows of audiences that may read the room's again: without a label a row is nobody's. `lacking`: (corridor, entity)."""
    for row, body in tuple(draft.picture.bodies(Conditions)):
        if body.audience is not None and (body.corridor, body.audience) not in lacking and row.label is not None:
            draft.write(row.subject, body, None)


def _write_rung(draft: Draft) -> Assessment:
    """Write the assessed rung, where a doctrine is loaded."""
    made = assess(draft.picture, draft.now, draft.rules, own=draft.kept)
    if not draft.rules.loaded:
        return made
    ladder = draft.rules.doctrine.ladder
    before = draft.own("assessed_rung", ladder.code)
    same = before is not None and isinstance(before.body, AssessedRung) and before.body.ordinal == made.ordinal
    since = before.body.since if same and before is not None and isinstance(before.body, AssessedRung) else draft.now
    basis = tuple(each.finding for each in made.progress)[:256]
    draft.write(ladder.code, AssessedRung(ladder.code, made.ordinal, made.hollow, basis, since), rolled_label(draft.rules, made.labels))
    return made


def _write_silences(draft: Draft) -> tuple[tuple[Record, Proposal, SilenceReading], ...]:
    found: list[tuple[Record, Proposal, SilenceReading]] = []
    for row, proposal in tuple(draft.picture.bodies(Proposal)):
        reading = silence(draft.picture, draft.now, row, proposal, draft.rules)
        if reading is not None:
            found.append((row, proposal, reading))
            draft.write(row.subject, reading.body, basis_label(draft.rules, reading.basis))
    return tuple(found)


def _write_log(draft: Draft) -> None:
    """Note what ended or came about by itself and has no row of its own: shelves over, a consent rule met."""
    for row, shelf in tuple(draft.picture.bodies(Shelving)):
        if draft.now >= shelf.until:
            alarm = draft.picture.find("alarm", shelf.alarm)
            text = f"Shelf of {shown(shelf.alarm)} ended {zulu(shelf.until)}: the alarm is back"
            basis = (row, alarm) if alarm is not None else (row,)
            _note(draft, ("shelf", shelf.alarm, shelf.until), text, basis, shelf.until)
    for row, proposal in tuple(draft.picture.bodies(Proposal)):
        met = _consented(draft.picture, row, proposal, draft.rules)
        if met is not None:
            text, positions = met
            _note(draft, ("consent", row.subject, proposal.text_revision), text, positions, draft.now)


def _note(draft: Draft, parts: tuple[object, ...], text: str, basis: tuple[Record, ...], event: int) -> None:
    subject = opaque("L", *parts)
    if draft.own("log_entry", subject) is None:
        about = tuple(dict.fromkeys(row.subject for row in basis))[:16]
        draft.write(subject, LogEntry(text, about), basis_label(draft.rules, basis), event)


def _consented(picture: Picture, row: Record, proposal: Proposal, rules: Rules) -> tuple[str, tuple[Record, ...]] | None:
    """Say that a proposal's rule of consent is met; adopting it stays an act. Silence has its own finding."""
    if proposal.state is not ProposalState.PUT or proposal.consent not in {ConsentRule.UNANIMITY, ConsentRule.QUORUM}:
        return None
    found = consent(picture, row.subject, proposal, rules)
    if not found.carried:
        return None
    rule = "unanimity" if proposal.consent is ConsentRule.UNANIMITY else f"quorum of {found.needed}"
    return f"{shown(row.subject)}: {rule} met; only an act adopts", (row, *found.given.values())
