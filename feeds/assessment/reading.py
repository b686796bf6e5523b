"""One pass over a corridor's inputs, for one reader: legs, verifications, zones, agreements, window and pauses become reasons.

One reading serves everybody: whoever lacks a row on which the verdict rests reads UNKNOWN in its place, in the very words of decay, so that
what is withheld cannot be told from what was forgotten. Deliberately absent: which of the reasons decides (`conditions`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from feeds.assessment.exposure import Exposure, Near
from feeds.assessment.freshness import spoken_of
from feeds.assessment.legs import Legs
from feeds.assessment.rules import Rules
from feeds.assessment.words import zulu
from feeds.picture.corridor import (
    Agreement,
    AgreementKind,
    Conditions,
    ConditionState,
    CorridorStatus,
    Reason,
    ReasonKind,
    Segment,
    SegmentCondition,
    SegmentState,
    Verification,
)
from feeds.picture.danger import DangerZone, Pause, PauseState
from feeds.picture.envelope import Record
from feeds.picture.identity import joined
from feeds.picture.picture import Picture
from feeds.picture.room import EntityKind, Statement
from feeds.picture.values import YEAR_1

NOT_VERIFIED: Final = "not verified: verify before use"
"""What UNKNOWN says, whatever its cause."""

_LINE: Final = 400
SEGMENT_GRAVITY: Final = {
    SegmentState.ENDANGERED: 0,
    SegmentState.CLOSED: 1,
    SegmentState.UNKNOWN: 2,
    SegmentState.RESTRICTED: 3,
    SegmentState.PASSABLE: 4,
}
Sees = Callable[[Record], bool]


class Reading:
    """One pass over a corridor's inputs for one reader. Each input is used if it is seen, and otherwise leaves UNKNOWN behind."""

    def __init__(self, picture: Picture, now: int, legs: Legs, rules: Rules, near: Near, sees: Sees) -> None:
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

    def _near(self, segment: str) -> tuple[Exposure, ...]:
        return self.near.get((self.legs.row.subject, segment), ())

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
        found, verified_at, restriction = self._verified(row)
        reasons = list(self._ground(row.subject, body.code, found))
        states = [found]
        for one in self._near(row.subject):
            self.moments.append(one.body.valid.until)
            state, reason = self._zone(body.code, one, verified_at)
            states.append(state)
            reasons.extend(reason)
        for zone, since in self.before.get(row.subject, ()):
            if any(one.zone.subject == zone and one.endangers for one in self._near(row.subject)):
                continue
            state, reason = self._memory(row.subject, body.code, zone, since, verified_at)
            states.append(state)
            reasons.extend(reason)
        worst = min(states, key=SEGMENT_GRAVITY.__getitem__)
        unique = list(dict.fromkeys(reasons))
        counts = worst in {SegmentState.PASSABLE, SegmentState.RESTRICTED}
        text = restriction if worst is SegmentState.RESTRICTED and not reasons else ""
        text = text or self._advice(row.subject, body.code, worst) or (unique[0].text if unique and not counts else "")
        return SegmentCondition(row.subject, body.code, worst, verified_at if counts else None, text[:_LINE]), unique

    def _verified(self, leg: Record) -> tuple[SegmentState, int | None, str]:
        """Return what was found on the ground, when, and its restriction; what has decayed, is not seen, or was found on the leg as it was
        drawn before, is UNKNOWN.
        """
        row = self.picture.find("verification", leg.subject)
        if row is None or not isinstance(row.body, Verification) or not self.use(row):
            return SegmentState.UNKNOWN, None, ""
        at = spoken_of(row.body.verified_at, row)
        until = at + self.rules.doctrine.verification_decay
        self.moments.append(until)
        decays = row.body.state in {SegmentState.PASSABLE, SegmentState.RESTRICTED}
        state = SegmentState.UNKNOWN if (decays and self.now >= until) or at < _changed(leg) else row.body.state
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
        for one in self._near(segment):
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
        changed = max(map(_changed, (self.legs.row, *(leg for leg, _ in self.legs.legs if self.sees(leg)))))
        if body.agreement in enough and row.event < changed:
            text = f"{body.party}: agreed before the route was changed {zulu(changed)}"
            yield Reason(ReasonKind.NO_AGREEMENT, ConditionState.NOT_MET, text, record=row.subject)

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


def _changed(row: Record) -> int:
    """Return when a route or a leg was last drawn anew: what was agreed or found before is of another one."""
    return row.event if row.revision > 1 else YEAR_1


def _unknown(segment: str | None, code: str = "") -> Reason:
    text = f"{code}: {NOT_VERIFIED}" if code else NOT_VERIFIED
    return Reason(ReasonKind.NOT_VERIFIED, ConditionState.UNKNOWN, text[:_LINE], segment)


def _before(segment: str, code: str, zone: str, name: str) -> Reason:
    text = f"{code}: was endangered ({name}); not verified since"
    return Reason(ReasonKind.ENDANGERED_BEFORE, ConditionState.UNKNOWN, text[:_LINE], segment, zone)
