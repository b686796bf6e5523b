"""The computed conditions of a corridor: MET, NOT_MET or UNKNOWN, with every reason.

NOT_MET beats UNKNOWN beats MET. They may contradict a declared OPEN and never assert it. Parties alone agree; relief coordinators are asked
for nothing. A verification decays; a leg once endangered is UNKNOWN until it is verified anew after the danger; no clock improves anything.

The inputs are read in `reading` and become a verdict in `verdict`. Deliberately absent: the declared status, which is people's.
"""

from __future__ import annotations

from feeds.assessment.kept import kept
from feeds.assessment.reading import NOT_VERIFIED
from feeds.assessment.rules import rules_of
from feeds.assessment.verdict import Verdict, lacks, verdict
from feeds.picture.corridor import Conditions
from feeds.picture.envelope import Record
from feeds.picture.identity import joined
from feeds.picture.picture import Picture

__all__ = ["NOT_VERIFIED", "Verdict", "conditions", "conditions_row"]


def conditions(picture: Picture, now: int, corridor: str, audience: str | None = None) -> Conditions | None:
    """Return the conditions of a corridor for the room, or as an audience may read them. None: no such corridor (for it)."""
    rules = rules_of(picture)
    own = kept(picture)
    near = own.exposures.at(picture, now, rules.doctrine.endanger_distance)
    legs = own.exposures.legs(corridor)
    if legs is None or (audience and not rules.sees(audience, legs.row)):
        return None
    (found,) = own.verdicts.at(picture, now, (legs,), rules, near)
    if audience is None or not lacks(found.room, audience, rules):
        return found.room.body
    mine = dict(found.own).get(audience)
    return (mine or verdict(picture, now, legs, rules, near, audience)).body


def conditions_row(picture: Picture, corridor: str, entity: str) -> Record | None:
    """Return the finding that an entity reads: the row written for it alone if there is one, else the room's."""
    return picture.find("conditions", joined(corridor, entity)) or picture.find("conditions", corridor)
