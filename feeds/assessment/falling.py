"""What would have to be so for each reason against a corridor to fall.

One wording for the map, the panels and the command. Deliberately absent: who should bring it about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from feeds.assessment.words import kilometres
from feeds.picture.corridor import Conditions, Reason, ReasonKind

REASONS: Final = {
    ReasonKind.HAZARD: "it ends or moves beyond the limit, and the leg is verified anew",
    ReasonKind.ENDANGERED_BEFORE: "the leg is verified anew",
    ReasonKind.NOT_VERIFIED: "the leg is verified anew",
    ReasonKind.SEGMENT_CLOSED: "the leg is verified passable",
    ReasonKind.OUTSIDE_WINDOW: "the parties agree a window for now",
    ReasonKind.NO_AGREEMENT: "the party agrees",
    ReasonKind.BREACH_ALLEGED: "the breach is found not established",
}


@dataclass(frozen=True, slots=True)
class Change:
    """What would have to be so for a reason to fall. `metres`: how much further off a hazard's edge has to be, its uncertainty counted."""

    reason: Reason
    text: str
    metres: float | None = None


def changes(read: Conditions | None) -> Iterator[Change]:
    """Yield what would have to be so for each reason to fall, in the order of the reasons."""
    for reason in read.reasons if read is not None else ():
        if reason.kind is ReasonKind.HAZARD:
            yield _recedes(reason)
        else:
            yield Change(reason, REASONS[reason.kind])


def _recedes(reason: Reason) -> Change:
    if reason.distance is None or reason.limit is None:
        return Change(reason, REASONS[reason.kind])
    metres = max(0.0, reason.limit + (reason.uncertainty or 0.0) - reason.distance)
    return Change(reason, f"it ends, or its edge is {kilometres(metres)} further off, and the leg is verified anew", metres)
