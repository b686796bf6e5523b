"""What is said between sides: an offer to somebody, for a time that is still to come; a dispute before an arbiter; a flag on messages.

Deliberately absent: whose row each is to write again (`feeds.hub.ownership`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from feeds.picture.body import Body
from feeds.picture.calendar import iso
from feeds.picture.diplomacy import Contact, Dispute, DisputeState, Message, OffRamp, OffRampState, RedLine
from feeds.picture.envelope import Record
from feeds.picture.room import EntityKind, Officer, Roster

Seen = Callable[[type[Body], str], Record | None]
"""A row as the officer may see it; what is withheld is not there."""

_ANSWERED: Final = frozenset({OffRampState.ACCEPTED, OffRampState.DECLINED})


def not_between_sides(officer: Officer, said: Body, before: Record | None, seen: Seen, roster: Roster, now: int) -> str | None:
    """Return why this may not be said, or None. `now`: the room's time."""
    if before is not None and before.body == said:
        return None
    match said:
        case OffRamp():
            return _offer(officer, said, before, now)
        case Dispute(state=DisputeState.RAISED):
            return _arbiter(said, roster)
        case RedLine() if not said.demand.strip():
            return f"red line {said.code}: demand: it says nothing; a red line demands something"
        case Contact() if roster.entity(said.with_entity) is None:
            return f"with_entity: there is no {said.with_entity} in this room"
        case Message():
            return _flag(officer, said, before, seen)
        case _:
            return None


def _offer(officer: Officer, said: OffRamp, before: Record | None, now: int) -> str | None:
    was = before.body if before is not None and isinstance(before.body, OffRamp) else None
    ended = was is not None and was.state is OffRampState.OFFERED and was.until is not None and was.until <= now
    if was is not None and was.until is not None and ended and said.state is not OffRampState.EXPIRED:
        what = "answered" if said.state in _ANSWERED else "changed"
        return f"off-ramp {was.code} ended {iso(was.until)}: it is not {what} any more; more is a new offer"
    if said.state is OffRampState.OFFERED:
        if not said.offered_to:
            return f"off-ramp {said.code}: offered_to: an offer is made to somebody, who answers it"
        if said.until is not None and said.until <= now and (was is None or was.until != said.until):
            return f"off-ramp {said.code}: until: {iso(said.until)} is not ahead of the room's time {iso(now)}"
    if said.state is OffRampState.VERIFIED and said.offered_to == officer.entity:
        return f"off-ramp {said.code}: what {said.offered_to} accepted is verified by another"
    return None


def _arbiter(said: Dispute, roster: Roster) -> str | None:
    entity = roster.entity(said.arbiter)
    if entity is None:
        return f"arbiter: there is no {said.arbiter} in this room"
    if entity.member and said.arbiter != said.raised_by:
        arbiters = ", ".join(each.code for each in roster.entities if each.kind is EntityKind.ARBITER) or "none is at this table"
        return f"arbiter: {said.arbiter} is a member, and declares a level; an arbiter declares nothing ({arbiters})"
    return None


def _flag(officer: Officer, said: Message, before: Record | None, seen: Seen) -> str | None:
    """A contradiction is flagged in one's own name, between messages that are there; who flagged it lifts it again."""
    if not said.contradicts:
        lifted = before is not None and isinstance(before.body, Message) and before.body.flagged_by == said.flagged_by
        return None if said.flagged_by is None or lifted else f"flagged_by: {said.flagged_by} is named, and no message is flagged"
    if said.flagged_by != officer.entity:
        return f"flagged_by: {said.flagged_by or 'nobody'} is named, the act is {officer.entity}'s"
    return next((f"contradicts: there is no message {each}" for each in said.contradicts if seen(Message, each) is None), None)
