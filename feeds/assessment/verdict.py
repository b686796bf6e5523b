"""One corridor's verdict: its reasons put in order, the gravest deciding, for the room or for whoever lacks an input.

NOT_MET beats UNKNOWN beats MET. Deliberately absent: reading the inputs (`reading`), and what is kept between two looks (`verdicts`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from feeds.assessment.exposure import Near
from feeds.assessment.legs import Legs
from feeds.assessment.reading import SEGMENT_GRAVITY, Reading
from feeds.assessment.rules import Rules
from feeds.assessment.words import earliest
from feeds.picture.corridor import Conditions, ConditionState, SegmentCondition
from feeds.picture.envelope import Record
from feeds.picture.label import Label
from feeds.picture.picture import Picture

LIMIT: Final = 256
"""A row carries no more reasons or segments than this; the gravest are kept."""

_GRAVITY: Final = {ConditionState.NOT_MET: 0, ConditionState.UNKNOWN: 1, ConditionState.MET: 2}


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


def lacks(room: Verdict, audience: str, rules: Rules) -> bool:
    """Say whether an audience lacks an input of the room's verdict, so that it needs a row of its own."""
    return audience != rules.host and not all(rules.sees(audience, row) for row in room.witnesses)


def verdict(picture: Picture, now: int, legs: Legs, rules: Rules, near: Near, audience: str | None = None) -> Verdict:
    """Return the verdict on a corridor. `near`: its legs' exposures in the whole picture."""
    known: dict[tuple[Label | None, str], bool] = {}

    def sees(record: Record) -> bool:
        if audience is None or audience == rules.host:
            return True
        key = (record.label, record.author.entity)
        if key not in known:
            known[key] = rules.sees(audience, record)
        return known[key]

    reading = Reading(picture, now, legs, rules, near, sees)
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
    kept = sorted(range(len(segments)), key=lambda index: SEGMENT_GRAVITY[segments[index].state])[:LIMIT]
    return tuple(segments[index] for index in sorted(kept))
