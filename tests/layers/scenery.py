"""Rows and pictures the layers' tests are made of; the geography and the names are fictional."""

from collections.abc import Iterable
from typing import Any

import msgspec

from feeds.picture.body import kind_of
from feeds.picture.changes import ChangeSet
from feeds.picture.corridor import (
    Conditions,
    ConditionState,
    Corridor,
    CorridorState,
    CorridorStatus,
    Mode,
    Segment,
    SegmentCondition,
    SegmentState,
)
from feeds.picture.danger import DangerZone
from feeds.picture.envelope import Record
from feeds.picture.fold import fold_all
from feeds.picture.picture import Picture
from feeds.picture.records import AnyBody
from feeds.picture.values import LineString, Polygon, Position, Window
from tests.rig.specimens import EXERCISE, NOON, record

MINUTE, HOUR = 60_000, 3_600_000
HALVERN, OSTMERE, TARN, KESSBY = (-122.897, -46.781), (-123.029, -46.878), (-123.177, -46.954), (-123.318, -47.080)
SQUARE = ((-123.2, -47.1), (-123.1, -47.1), (-123.1, -47.0), (-123.2, -47.0), (-123.2, -47.1))


def row(subject: str, body: AnyBody, sequence: int = 1, **changes: Any) -> Record:
    """A record of this body, known a second after it happened at noon."""
    return msgspec.structs.replace(record(kind_of(body)), subject=subject, body=body, sequence=sequence, **changes)


def picture(*rows: Record) -> Picture:
    """A picture of these rows."""
    made = Picture(EXERCISE)
    fold_all(made, rows)
    return made


def fold(into: Picture, *rows: Record) -> ChangeSet:
    """Fold more rows in; returns what changed."""
    return fold_all(into, rows)


def zone(subject: str = "dz-7", since: int = NOON - HOUR, until: int | None = NOON + HOUR, **changes: Any) -> Record:
    """A danger zone that is in force at noon."""
    body = DangerZone("DZ-07", "artillery", "SHELLING", Polygon((SQUARE,)), Window(since, until))
    return row(subject, msgspec.structs.replace(body, **changes))


def corridor(
    declared: CorridorState | None,
    computed: ConditionState | None,
    states: Iterable[SegmentState],
    path: tuple[Position, ...] = (HALVERN, OSTMERE, TARN, KESSBY),
) -> list[Record]:
    """Corridor hc-2 with a leg for each state."""
    legs = [(f"hc-2-s{number}", state) for number, state in enumerate(states, 1)]
    rows = [
        row("hc-2", Corridor("HC-2", "Halvern to Kessby", "passage", Mode.ROAD, "AUR", ("AUR",), segments=tuple(name for name, _ in legs)))
    ]
    for number, (name, _) in enumerate(legs):
        rows.append(row(name, Segment("hc-2", f"S{number + 1}", "leg", LineString(path[number : number + 2]))))
    if declared is not None:
        rows.append(row("hc-2", CorridorStatus("hc-2", declared)))
    if computed is not None:
        found = tuple(SegmentCondition(name, f"S{number}", state) for number, (name, state) in enumerate(legs, 1))
        rows.append(row("hc-2", Conditions("hc-2", computed, segments=found)))
    return rows
