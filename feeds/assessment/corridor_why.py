"""Why a corridor reads as it does, leg by leg: what is near it, since when it is verified, who is on it, and how far it is from MET.

It is made from the reader's own picture, so that a click on the map and a panel say the same, and neither says more than the reader may
know. The conditions are the watch's finding; only the host, who sees every input, computes them where none is written yet. Movements stand
by the place their lead released. Deliberately absent: a way for anybody to go, and any number of people.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from feeds.assessment.conditions import conditions, conditions_row
from feeds.assessment.exposure import Exposure
from feeds.assessment.falling import Change, changes
from feeds.assessment.freshness import spoken_of
from feeds.assessment.kept import kept, reports_near
from feeds.assessment.rules import Rules, rules_of
from feeds.assessment.words import earliest, span
from feeds.picture.corridor import Conditions, Corridor, CorridorStatus, Segment, SegmentState, Verification
from feeds.picture.envelope import Record
from feeds.picture.picture import Picture
from feeds.picture.relief import Movement, MovementState
from feeds.picture.warning import Severity


@dataclass(frozen=True, slots=True)
class LegWhy:
    """One leg. `limit`: metres within which something is too near. `zones`: the nearest valid one first.

    `reports`: how many reports lie within the limit, by severity. `decays`: when its verification becomes UNKNOWN, None
    without one and for a leg that reads UNKNOWN already, whatever the cause.
    """

    row: Record
    body: Segment
    state: SegmentState
    text: str
    limit: float
    zones: tuple[Exposure, ...]
    reports: tuple[tuple[Severity | None, int], ...]
    verified: Record | None
    decays: int | None

    @property
    def worst(self) -> Exposure | None:
        """The zone that endangers it most: the nearest of those in force that are more than advice."""
        return next((one for one in self.zones if one.endangers), None)


@dataclass(frozen=True, slots=True)
class CorridorWhy:
    """A corridor explained. `conditions` None: none is written for this reader, so nothing is known. `due`: when time alone changes it."""

    row: Record
    body: Corridor
    declared: CorridorStatus | None
    conditions: Conditions | None
    found: bool
    """True: the conditions are the watch's finding for this reader."""
    legs: tuple[LegWhy, ...]
    movements: tuple[tuple[Record, Movement], ...]
    changes: tuple[Change, ...]
    due: int | None


_OVER: Final = frozenset({MovementState.ARRIVED, MovementState.ABORTED})


def corridor_why(picture: Picture, now: int, corridor: str, reader: str) -> CorridorWhy | None:
    """Return a corridor explained to a reader from its own picture, or None where it has no such corridor."""
    rules = rules_of(picture)
    legs = kept(picture).exposures
    near = legs.at(picture, now, rules.doctrine.endanger_distance)
    mine = legs.legs(corridor)
    if mine is None:
        return None
    row = conditions_row(picture, corridor, reader)
    finding = row.body if row is not None and isinstance(row.body, Conditions) else None
    read = finding or (conditions(picture, now, corridor) if reader == rules.host else None)
    limit = rules.doctrine.endanger_distance if mine.corridor.endanger_distance is None else mine.corridor.endanger_distance
    explained = tuple(
        _leg(picture, now, rules, (corridor, leg, body, limit), near.get((corridor, leg.subject), ()), read) for leg, body in mine.legs
    )
    status = picture.get(CorridorStatus, corridor)
    window = status.window if status is not None else None
    moments = [*(leg.decays for leg in explained), *(one.body.valid.until for leg in explained for one in leg.zones)]
    return CorridorWhy(
        row=mine.row,
        body=mine.corridor,
        declared=status,
        conditions=read,
        found=finding is not None,
        legs=explained,
        movements=tuple(_on_it(picture, corridor)),
        changes=tuple(changes(read)),
        due=earliest([*moments, window.until if window is not None else None], now),
    )


def _leg(
    picture: Picture, now: int, rules: Rules, leg: tuple[str, Record, Segment, float], near: tuple[Exposure, ...], read: Conditions | None
) -> LegWhy:
    corridor, row, body, limit = leg
    said = next((each for each in read.segments if each.segment == row.subject), None) if read is not None else None
    verified = picture.find("verification", row.subject)
    at = spoken_of(verified.body.verified_at, verified) if verified is not None and isinstance(verified.body, Verification) else None
    decays = None if at is None else at + rules.doctrine.verification_decay
    state = said.state if said is not None else SegmentState.UNKNOWN
    return LegWhy(
        row=row,
        body=body,
        state=state,
        text=said.text if said is not None else "",
        limit=limit,
        zones=near,
        reports=reports_near(picture, corridor, row.subject),
        verified=verified,
        decays=decays if decays is not None and decays > now and state is not SegmentState.UNKNOWN else None,
    )


def _on_it(picture: Picture, corridor: str) -> Iterator[tuple[Record, Movement]]:
    """Yield the movements on a corridor that are under way or to come, as their leads released them."""
    rows = [(row, body) for row, body in picture.bodies(Movement) if body.corridor == corridor and body.state not in _OVER]
    yield from sorted(rows, key=lambda each: (each[1].code, each[0].subject))


def age_of(verified: Record, now: int) -> str:
    """Say how long ago a leg was verified and by whom."""
    body = verified.body
    if not isinstance(body, Verification):
        return ""
    return f"verified {span(max(0, now - spoken_of(body.verified_at, verified)))} ago by {body.verified_by}"
