"""Corridors that call for an alarm: declared OPEN against their conditions, or relied upon by somebody who cannot see a hazard.

A contradiction names segment, hazard and distance with its uncertainty; only a hazard is CRITICAL. The duty to warn is the originator's:
the alarm goes to whoever withheld the hazard, and asks for a tear-line. Deliberately absent: closing anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from feeds.assessment.cause import CORRIDOR_CONTRADICTED, CORRIDOR_UNKNOWN, RELIANCE, Cause, Read, labels_of, severity_of
from feeds.assessment.legs import Legs
from feeds.assessment.rules import Rules
from feeds.assessment.verdict import Verdict
from feeds.picture.corridor import ConditionState, CorridorState, CorridorStatus, Reason, ReasonKind
from feeds.picture.danger import DangerZone
from feeds.picture.envelope import Record
from feeds.picture.picture import Picture
from feeds.picture.relief import Movement, MovementState
from feeds.picture.room import EntityKind
from feeds.picture.warning import Severity

TEAR_LINE: Final = "release a tear-line?"

_ENDED: Final = frozenset({MovementState.ARRIVED, MovementState.ABORTED})


def corridor_causes(picture: Picture, now: int, read: Read) -> Iterator[Cause]:
    """Yield what calls for an alarm about any corridor."""
    for found in read.verdicts:
        legs, room = found.legs, found.room
        status = picture.find("corridor_status", legs.row.subject)
        if status is None or not isinstance(status.body, CorridorStatus):
            continue
        if status.body.state is CorridorState.OPEN and room.body.state is not ConditionState.MET:
            yield _contradicted(now, read, legs, room, status)
        if status.body.state in {CorridorState.OPEN, CorridorState.AGREED}:
            yield from _reliance(picture, read.rules, legs, found.own)


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
        labels=labels_of(status, *room.basis),
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
    """One for each originator of hazards that somebody relying on the corridor cannot see.

    An originator that may not know of the corridor, or of the movement by which somebody relies on it, is told nothing of it: the host is,
    which may speak with both.
    """
    relying = _relying(picture, rules, legs)
    by_originator: dict[str, list[tuple[str, str, Record]]] = {}
    for entity, verdict in audiences:
        for leg, zone in verdict.hidden_hazards if entity in relying else ():
            originator = _originator(zone, rules)
            basis = (legs.row, *(row for row, body in legs.legs if body.code == leg), *relying[entity])
            known = all(rules.sees(originator, row) for row in basis)
            by_originator.setdefault(originator if known else rules.host, []).append((entity, leg, zone))
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
            labels=labels_of(legs.row, *zones),
            cause=zones[0].subject,
            audience=originator,
        )


def _originator(zone: Record, rules: Rules) -> str:
    originator = zone.label.originator if zone.label else zone.author.entity
    entity = rules.roster.entity(originator) if rules.roster else None
    return originator if entity is not None and entity.on_network else rules.host


def _relying(picture: Picture, rules: Rules, legs: Legs) -> Mapping[str, tuple[Record, ...]]:
    """Return who uses a corridor, each with what tells so beside the corridor itself: nothing for relief organisations, its owner and its
    parties, else a movement that it leads.
    """
    relief = [each.code for each in rules.roster.entities if each.kind is EntityKind.RELIEF] if rules.roster else []
    moves = [(move.lead, row) for row, move in picture.bodies(Movement) if move.corridor == legs.row.subject and move.state not in _ENDED]
    by_movement = {lead: (row,) for lead, row in sorted(moves, key=lambda each: each[1].subject, reverse=True)}
    return {**by_movement, **dict.fromkeys((*relief, *legs.corridor.parties, legs.corridor.owner), ())}
