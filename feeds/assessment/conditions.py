"""The computed conditions of a corridor: MET, NOT_MET or UNKNOWN, with every reason.

NOT_MET beats UNKNOWN beats MET. They may contradict a declared OPEN and never assert it. Parties alone agree; relief coordinators are asked
for nothing. A verification decays; a leg once endangered is UNKNOWN until it is verified anew after the danger; no clock improves anything.

One reading serves everybody: whoever lacks a row on which the verdict rests reads UNKNOWN in its place, in the very words of decay, so that
what is withheld cannot be told from what was forgotten. Deliberately absent: the declared status, which is people's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from feeds.assessment.exposure import Exposure, Legs, exposures, legs_of
from feeds.assessment.freshness import spoken_of
from feeds.assessment.rules import Rules, rules_of
from feeds.assessment.words import earliest, zulu
from feeds.picture.corridor import (
    Agreement,
    AgreementKind,
    Conditions,
    ConditionState,
    CorridorStatus,
    DangerZone,
    Pause,
    PauseState,
    Reason,
    ReasonKind,
    Segment,
    SegmentCondition,
    SegmentState,
    Verification,
)
from feeds.picture.envelope import Record
from feeds.picture.identity import joined
from feeds.picture.label import Label
from feeds.picture.picture import Picture
from feeds.picture.room import EntityKind, Statement

NOT_VERIFIED: Final = "not verified: verify before use"
"""What UNKNOWN says, whatever its cause."""

LIMIT: Final = 256
"""A row carries no more reasons or segments than this; the gravest are kept."""

_LINE: Final = 400
_GRAVITY: Final = {ConditionState.NOT_MET: 0, ConditionState.UNKNOWN: 1, ConditionState.MET: 2}
_SEGMENT_GRAVITY: Final = {
    SegmentState.ENDANGERED: 0,
    SegmentState.CLOSED: 1,
    SegmentState.UNKNOWN: 2,
    SegmentState.RESTRICTED: 3,
    SegmentState.PASSABLE: 4,
}
Sees = Callable[[Record], bool]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The conditions of one corridor as one reader may have them, and what they rest on.

    `basis`: the rows used; `witnesses`: one of them for each label and author, enough to ask who may see them all. `withheld`: rows
    that bear on the verdict and that this reader may not see. `hidden_hazards`: those of them that are danger zones near a leg, with the
    leg's code. `due`: when time alone may change the verdict.
    """

    body: Conditions
    basis: tuple[Record, ...]
    witnesses: tuple[Record, ...]
    withheld: tuple[Record, ...]
    hidden_hazards: tuple[tuple[str, Record], ...]
    due: int | None


def conditions(picture: Picture, now: int, corridor: str, audience: str | None = None) -> Conditions | None:
    """Return the conditions of a corridor for the room, or as an audience may read them. None: no such corridor (for it)."""
    rules = rules_of(picture)
    legs = legs_of(picture, corridor)
    if legs is None or (audience and not rules.sees(audience, legs.row)):
        return None
    near = exposures(picture, now, (legs,), rules)
    room = verdict(picture, now, legs, rules, near)
    if audience is None or not lacks(room, audience, rules):
        return room.body
    return verdict(picture, now, legs, rules, near, audience).body


def lacks(room: Verdict, audience: str, rules: Rules) -> bool:
    """Say whether an audience lacks an input of the room's verdict, so that it needs a row of its own."""
    return audience != rules.host and not all(rules.sees(audience, row) for row in room.witnesses)


def conditions_row(picture: Picture, corridor: str, entity: str) -> Record | None:
    """Return the finding that an entity reads: the row written for it alone if there is one, else the room's."""
    return picture.find("conditions", joined(corridor, entity)) or picture.find("conditions", corridor)


def verdict(
    picture: Picture, now: int, legs: Legs, rules: Rules, near: Mapping[str, tuple[Exposure, ...]], audience: str | None = None
) -> Verdict:
    """Return the verdict on a corridor. `near`: its legs' exposures in the whole picture."""
    known: dict[tuple[Label | None, str], bool] = {}

    def sees(record: Record) -> bool:
        if audience is None or audience == rules.host:
            return True
        key = (record.label, record.author.entity)
        if key not in known:
            known[key] = rules.sees(audience, record)
        return known[key]

    reading = _Reading(picture, now, legs, rules, near, sees)
    segments, reasons = reading.read()
    ordered = tuple(sorted(reasons, key=lambda each: _GRAVITY[each.effect]))[:LIMIT]
    state = min((each.effect for each in ordered), key=_GRAVITY.__getitem__, default=ConditionState.MET)
    return Verdict(
        body=Conditions(
            corridor=legs.row.subject,
            state=state,
            reasons=ordered,
            segments=_bounded(segments),
            audience=None if audience == rules.host else audience,
            once_endangered=tuple(dict.fromkeys(reading.once))[:LIMIT],
        ),
        basis=tuple({(row.kind, row.row): row for row in reading.basis}.values()),
        witnesses=tuple({(row.label, row.author.entity): row for row in reading.basis}.values()),
        withheld=tuple({(row.kind, row.row): row for row in reading.withheld}.values()),
        hidden_hazards=tuple(reading.hidden),
        due=earliest(reading.moments, now),
    )


def _bounded(segments: list[SegmentCondition]) -> tuple[SegmentCondition, ...]:
    if len(segments) <= LIMIT:
        return tuple(segments)
    kept = sorted(range(len(segments)), key=lambda index: _SEGMENT_GRAVITY[segments[index].state])[:LIMIT]
    return tuple(segments[index] for index in sorted(kept))


class _Reading:
    """One pass over a corridor's inputs for one reader. Each input is used if it is seen, and otherwise leaves UNKNOWN behind."""

    def __init__(self, picture: Picture, now: int, legs: Legs, rules: Rules, near: Mapping[str, tuple[Exposure, ...]], sees: Sees) -> None:
        self.picture, self.now, self.legs, self.rules, self.near, self.sees = picture, now, legs, rules, near, sees
        self.basis: list[Record] = [legs.row]
        self.withheld: list[Record] = []
        self.hidden: list[tuple[str, Record]] = []
        self.once: list[str] = []
        self.moments: list[int | None] = []
        self.before = _endangered_before(picture, legs.row.subject)

    def use(self, record: Record) -> bool:
        """Note a row as used, or as withheld from this reader."""
        (self.basis if self.sees(record) else self.withheld).append(record)
        return self.sees(record)

    def read(self) -> tuple[list[SegmentCondition], list[Reason]]:
        """Return the legs' conditions in road order and all reasons."""
        segments: list[SegmentCondition] = []
        reasons = [*self._agreements(), *self._window(), *self._pauses()]
        for row, body in self.legs.legs:
            if not self.use(row):
                reasons.append(_unknown(row.subject))
                continue
            condition, why = self._leg(row, body)
            segments.append(condition)
            reasons.extend(why)
        reasons.extend(_unknown(segment) for segment in self.legs.absent)
        if not self.legs.legs and not self.legs.absent:
            reasons.append(_unknown(None))
        return segments, reasons

    def _leg(self, row: Record, body: Segment) -> tuple[SegmentCondition, list[Reason]]:
        found, verified_at, restriction = self._verified(row.subject)
        reasons = list(self._ground(row.subject, body.code, found))
        states = [found]
        for one in self.near.get(row.subject, ()):
            self.moments.append(one.body.valid.until)
            state, reason = self._zone(body.code, one, verified_at)
            states.append(state)
            reasons.extend(reason)
        for zone, since in self.before.get(row.subject, ()):
            if any(one.zone.subject == zone and one.endangers for one in self.near.get(row.subject, ())):
                continue
            state, reason = self._memory(row.subject, body.code, zone, since, verified_at)
            states.append(state)
            reasons.extend(reason)
        worst = min(states, key=_SEGMENT_GRAVITY.__getitem__)
        unique = list(dict.fromkeys(reasons))
        counts = worst in {SegmentState.PASSABLE, SegmentState.RESTRICTED}
        text = restriction if worst is SegmentState.RESTRICTED and not reasons else ""
        text = text or self._advice(row.subject, body.code, worst) or (unique[0].text if unique and not counts else "")
        return SegmentCondition(row.subject, body.code, worst, verified_at if counts else None, text[:_LINE]), unique

    def _verified(self, segment: str) -> tuple[SegmentState, int | None, str]:
        """Return what was found on the ground, when, and its restriction; what has decayed or is not seen is UNKNOWN."""
        row = self.picture.find("verification", segment)
        if row is None or not isinstance(row.body, Verification) or not self.use(row):
            return SegmentState.UNKNOWN, None, ""
        at = spoken_of(row.body.verified_at, row)
        until = at + self.rules.doctrine.verification_decay
        self.moments.append(until)
        decays = row.body.state in {SegmentState.PASSABLE, SegmentState.RESTRICTED}
        state = SegmentState.UNKNOWN if decays and self.now >= until else row.body.state
        return state, at, row.body.restriction

    def _ground(self, segment: str, code: str, found: SegmentState) -> Iterator[Reason]:
        match found:
            case SegmentState.UNKNOWN:
                yield _unknown(segment, code)
            case SegmentState.CLOSED:
                yield Reason(ReasonKind.SEGMENT_CLOSED, ConditionState.NOT_MET, f"{code}: found closed", segment)
            case SegmentState.ENDANGERED:
                yield Reason(ReasonKind.HAZARD, ConditionState.NOT_MET, f"{code}: found endangered on the ground", segment)
            case SegmentState.PASSABLE | SegmentState.RESTRICTED:
                return

    def _zone(self, code: str, one: Exposure, verified_at: int | None) -> tuple[SegmentState, tuple[Reason, ...]]:
        """Return what a zone near a leg makes of it."""
        ended = one.body.valid.until
        if not one.valid and (one.body.restricts_only or (verified_at is not None and ended is not None and verified_at >= ended)):
            return SegmentState.PASSABLE, ()
        if one.restricts and (self.sees(one.zone) or self._told(one.zone.subject)):
            self.use(one.zone if self.sees(one.zone) else self._told(one.zone.subject) or one.zone)
            return SegmentState.RESTRICTED, ()
        if not self.use(one.zone):
            self.hidden.append((code, one.zone))
            return SegmentState.UNKNOWN, (_unknown(one.segment, code),)
        self.once.append(one.segment)
        if not one.endangers:
            return SegmentState.UNKNOWN, (_before(one.segment, code, one.zone.subject, one.body.code),)
        return SegmentState.ENDANGERED, (
            Reason(
                ReasonKind.HAZARD,
                ConditionState.NOT_MET,
                one.text(code)[:_LINE],
                one.segment,
                one.zone.subject,
                float(round(one.metres)),
                one.uncertainty,
                one.limit,
            ),
        )

    def _memory(self, segment: str, code: str, zone: str, since: int, verified_at: int | None) -> tuple[SegmentState, tuple[Reason, ...]]:
        """Return what an earlier danger leaves behind, whose zone has moved off, ended or gone."""
        row = self.picture.find("danger_zone", zone)
        body = row.body if row else None
        if row is None or not isinstance(body, DangerZone):
            over, name = since + 1, "a zone that is gone"
        else:
            until = body.valid.until
            over, name = until if until is not None and until <= self.now else row.event, body.code
        if verified_at is not None and verified_at >= over:
            return SegmentState.PASSABLE, ()
        if row is not None and not self.use(row):
            self.hidden.append((code, row))
            return SegmentState.UNKNOWN, (_unknown(segment, code),)
        self.once.append(segment)
        return SegmentState.UNKNOWN, (_before(segment, code, zone, name),)

    def _told(self, zone: str) -> Record | None:
        """Return the tear-line about a zone that this reader may see: advice released without its basis."""
        return next((row for row, body in self.picture.bodies(Statement) if body.about == zone and self.sees(row)), None)

    def _advice(self, segment: str, code: str, state: SegmentState) -> str:
        """Return the words of the advice that restricts a leg."""
        if state is not SegmentState.RESTRICTED:
            return ""
        for one in self.near.get(segment, ()):
            told = self._told(one.zone.subject) if one.restricts else None
            if told is not None and isinstance(told.body, Statement):
                return told.body.title
            if one.restricts and self.sees(one.zone):
                return one.body.name or one.text(code)
        return ""

    def _agreements(self) -> Iterator[Reason]:
        for party in self.legs.corridor.parties:
            if self._relief(party):
                continue
            row = self.picture.find("agreement", joined(self.legs.row.subject, party))
            if row is None or not isinstance(row.body, Agreement):
                yield Reason(ReasonKind.NO_AGREEMENT, ConditionState.NOT_MET, f"{party}: no agreement")
            elif not self.use(row):
                yield _unknown(None)
            else:
                yield from self._agreement(row, row.body)

    def _agreement(self, row: Record, body: Agreement) -> Iterator[Reason]:
        if body.window is not None:
            self.moments += [body.window.since, body.window.until]
        enough = {AgreementKind.WRITTEN, *([AgreementKind.VERBAL] if self.rules.doctrine.verbal_suffices else [])}
        if body.agreement not in enough:
            word = "only verbal" if body.agreement is AgreementKind.VERBAL else body.agreement.value.lower()
            yield Reason(ReasonKind.NO_AGREEMENT, ConditionState.NOT_MET, f"{body.party}: agreement {word}", record=row.subject)
        elif body.window is not None and not body.window.holds(self.now):
            yield Reason(ReasonKind.NO_AGREEMENT, ConditionState.NOT_MET, f"{body.party}: agreement not for this time", record=row.subject)

    def _relief(self, party: str) -> bool:
        entity = self.rules.roster.entity(party) if self.rules.roster else None
        return entity is not None and entity.kind is EntityKind.RELIEF

    def _window(self) -> Iterator[Reason]:
        row = self.picture.find("corridor_status", self.legs.row.subject)
        if row is None or not isinstance(row.body, CorridorStatus) or row.body.window is None:
            return
        window = row.body.window
        if not self.use(row):
            yield _unknown(None)
            return
        self.moments += [window.since, window.until]
        if not window.holds(self.now):
            until = f" to {zulu(window.until)}" if window.until is not None else ""
            text = f"outside its window {zulu(window.since)}{until}"
            yield Reason(ReasonKind.OUTSIDE_WINDOW, ConditionState.NOT_MET, text, record=row.subject)

    def _pauses(self) -> Iterator[Reason]:
        for row, pause in self.picture.bodies(Pause):
            if pause.state is not PauseState.BREACH_ALLEGED or self.legs.row.subject not in pause.corridors:
                continue
            if not self.use(row):
                yield _unknown(None)
            else:
                text = f"{pause.code}: a breach is alleged, nothing is found"
                yield Reason(ReasonKind.BREACH_ALLEGED, ConditionState.UNKNOWN, text, record=row.subject)


def _endangered_before(picture: Picture, corridor: str) -> dict[str, list[tuple[str, int]]]:
    """Return, by segment, the zones that the last finding of the room held against it, and when that was written."""
    row = picture.find("conditions", corridor)
    found: dict[str, list[tuple[str, int]]] = {}
    if row is None or not isinstance(row.body, Conditions):
        return found
    for reason in row.body.reasons:
        if reason.kind in {ReasonKind.HAZARD, ReasonKind.ENDANGERED_BEFORE} and reason.segment and reason.record:
            found.setdefault(reason.segment, []).append((reason.record, row.event))
    return found


def _unknown(segment: str | None, code: str = "") -> Reason:
    text = f"{code}: {NOT_VERIFIED}" if code else NOT_VERIFIED
    return Reason(ReasonKind.NOT_VERIFIED, ConditionState.UNKNOWN, text[:_LINE], segment)


def _before(segment: str, code: str, zone: str, name: str) -> Reason:
    text = f"{code}: was endangered ({name}); not verified since"
    return Reason(ReasonKind.ENDANGERED_BEFORE, ConditionState.UNKNOWN, text[:_LINE], segment, zone)
