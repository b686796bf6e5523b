"""The story's own table of eight moments, and how any picture of the night is read against it."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from feeds.assessment.conditions import conditions_row
from feeds.assessment.ladder import ladder_view
from feeds.exercise.scenario import Scenario
from feeds.picture.corridor import Conditions, ConditionState, CorridorStatus, SegmentState
from feeds.picture.picture import Picture
from tests.rig.story import instant

MEMBERS = ("AUR", "BOR", "CAL", "DRA", "ESK", "FEN")
CORRIDORS = ("HC-1", "HC-2", "HC-4")
MET, NOT_MET, UNKNOWN = ConditionState.MET, ConditionState.NOT_MET, ConditionState.UNKNOWN

Reading = tuple[str, ConditionState]


class Row(NamedTuple):
    """One moment: time, declared, assessed, whether that is hollow, each nation's level, the corridors, and whether HC-4 is RESTRICTED."""

    clock: str
    declared: int | None
    assessed: int | None
    hollow: bool
    levels: tuple[int | None, ...]
    corridors: tuple[Reading, ...]
    restricted: bool


TABLE: tuple[Row, ...] = (
    Row("06:20:00", 2, 3, False, (2, 2, 2, 2, 2, 2), (("OPEN", MET), ("CLOSED", NOT_MET), ("OPEN", MET)), True),
    Row("08:41:00", 3, 3, False, (3, 3, 3, 3, 3, 3), (("OPEN", MET), ("OPEN", MET), ("OPEN", MET)), False),
    Row("10:47:32", 3, 4, False, (3, 4, 3, 2, 3, 3), (("CLOSED", UNKNOWN), ("OPEN", NOT_MET), ("OPEN", MET)), False),
    Row("11:31:00", 3, 4, False, (3, 4, 3, 2, 3, 3), (("CLOSED", UNKNOWN), ("SUSPENDED", NOT_MET), ("OPEN", MET)), False),
    Row("13:15:00", 4, 5, True, (4, 4, 4, 3, 4, 4), (("CLOSED", UNKNOWN), ("SUSPENDED", UNKNOWN), ("OPEN", MET)), False),
    Row("16:30:00", 4, 4, False, (4, 4, 4, 3, 4, 4), (("CLOSED", NOT_MET), ("OPEN", MET), ("OPEN", MET)), False),
    Row("20:10:00", 3, 3, False, (3, 4, 3, 3, 3, 3), (("CLOSED", NOT_MET), ("CLOSED", NOT_MET), ("OPEN", MET)), True),
    Row("23T04:00:00", 3, 3, False, (3, 3, 3, 2, 3, 3), (("CLOSED", NOT_MET), ("CLOSED", NOT_MET), ("OPEN", MET)), True),
)
"""What the host and every member read."""

NOTHING_OF_THE_COUNCIL: tuple[int | None, ...] = (None,) * len(MEMBERS)


def relief(row: Row) -> Row:
    """Return what the relief cell reads at the same moment: corridors and evidence alike, and nothing of the Council's levels."""
    return row._replace(declared=None, levels=NOTHING_OF_THE_COUNCIL)


def read(scenario: Scenario, picture: Picture, at: int, entity: str = "") -> Row:
    """Read a picture as its entity's screen does: the findings that lie in it, and no rule asked anew."""
    view = ladder_view(picture, at)
    levels = {each.entity: each.ordinal for each in view.partners} if view is not None else {}
    found = {code: _corridor(scenario, picture, code, entity or scenario.host) for code in CORRIDORS}
    sea = found["HC-4"][1]
    clock = next(row.clock for row in TABLE if instant(scenario, row.clock) == at)
    return Row(
        clock,
        view.declared.ordinal if view is not None and view.declared is not None else None,
        view.assessed if view is not None else None,
        view is not None and view.hollow,
        tuple(levels.get(member) for member in MEMBERS),
        tuple((status, reading.state) for status, reading in found.values()),
        any(leg.state is SegmentState.RESTRICTED for leg in sea.segments),
    )


def _corridor(scenario: Scenario, picture: Picture, code: str, entity: str) -> tuple[str, Conditions]:
    subject = scenario.subject(code)
    status = picture.get(CorridorStatus, subject)
    row = conditions_row(picture, subject, entity)
    body = row.body if row is not None else None
    assert isinstance(body, Conditions), (code, entity)
    return (status.state.value if status is not None else "", msgspec.structs.replace(body))
