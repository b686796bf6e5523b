"""A corridor's legs and what is on it, in short texts: the same on the map, in Why, on its page and for `watchroom state --why`.

A leg that reads UNKNOWN says so and nothing else: neither who verified it nor what is near, so that decay and a hazard this reader may not
see read alike. Deliberately absent: the declared word, which is people's.
"""

from __future__ import annotations

from collections.abc import Iterator

from feeds.assessment.chain import Node
from feeds.assessment.corridor_why import LegWhy, age_of, corridor_why
from feeds.assessment.exposure import Exposure
from feeds.assessment.telling import told
from feeds.picture.corridor import SegmentState
from feeds.picture.picture import Picture

VERIFY = "verify before use"


def legs_of(picture: Picture, now: int, corridor: str, reader: str, only: str = "") -> Iterator[Node]:
    """Yield a corridor's legs in road order, or one of them, as this reader reads them."""
    found = corridor_why(picture, now, corridor, reader)
    for leg in found.legs if found is not None else ():
        if only in {"", leg.row.subject}:
            yield Node("segment", leg.row.subject, leg_text(leg, now), leg.state is SegmentState.UNKNOWN)
            if leg.state is not SegmentState.UNKNOWN:
                yield from (Node("danger_zone", each.zone.subject, _near(leg, each)) for each in leg.zones)


def movements_on(picture: Picture, now: int, corridor: str, reader: str) -> Iterator[Node]:
    """Yield the movements on a corridor that are under way or to come, as their leads released them."""
    found = corridor_why(picture, now, corridor, reader)
    for row, body in found.movements if found is not None else ():
        place = f" at {body.place}" if body.place else ""
        yield Node("movement", row.subject, f"{told(row, picture)}{place}, led by {body.lead}")


def _near(leg: LegWhy, one: Exposure) -> str:
    return f"{one.text(leg.body.code)}{'' if one.valid else ', ended'}"


def leg_text(leg: LegWhy, now: int) -> str:
    """Say a leg in one line: its code, what it reads, and why or since when."""
    head = f"{leg.body.code} {leg.state.value}"
    if leg.state is SegmentState.UNKNOWN:
        return f"{head}, {VERIFY}"
    return ", ".join(part for part in (head, leg.text, age_of(leg.verified, now) if leg.verified is not None else "") if part)
