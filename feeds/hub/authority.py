"""Authority given beforehand: how a grant comes into force, and whether an action may use it now (DOMAIN section 4).

Checked at each use, and it fails closed: a missing, unreadable, changed or used-up grant is none, and so is a nation's silence. What was
approved stays as it was approved; more authority is a new grant. Deliberately absent: reading a caveat's words (the person who authorises
does that), and ending anything: losing eligibility warns, and a person stands the action down.
"""

from __future__ import annotations

import msgspec

from feeds.assessment.distance import covers
from feeds.assessment.eligibility import eligibility, uses_left
from feeds.assessment.rules import rules_of
from feeds.hub.standing import Standing
from feeds.picture.action import Action, ActionState, Grant, GrantApproval, GrantState, NationalCaveat, Stance
from feeds.picture.belonging import owner_of
from feeds.picture.body import Capability
from feeds.picture.calendar import iso
from feeds.picture.envelope import Record
from feeds.picture.picture import Picture
from feeds.picture.room import Officer

_OPEN = frozenset({GrantState.DRAFT, GrantState.PROPOSED})
"""States in which a grant's text may still change."""

_USES = frozenset({ActionState.REQUESTED, ActionState.AUTHORISED, ActionState.EXECUTING})
_FIXED = ("code", "kind", "grant", "entity", "requested_by")
"""What an action is: no later act on it may say otherwise."""

_AUTHORISED = ("area", "place", "second_person")
"""What was authorised, and by whom."""

_TOLD_TO = 900_000
"""Milliseconds: how far the moment at which an action began may lie from the room's time, as an act's own may."""


def approval(standing: Standing, officer: Officer, said: GrantApproval, row: Record | None) -> str | None:
    """Return why an approval is none, or None. `row`: the grant as the officer may see it."""
    if row is None or not isinstance(row.body, Grant):
        return f"there is no grant {said.grant}"
    entity = standing.roster.entity(said.entity)
    if entity is None or not entity.member:
        return f"{said.entity} is no member: it approves no grant"
    if row.author.code == officer.code or row.author.entity == said.entity:
        return f"no self-approval: the grant was written by {row.author.code} of {row.author.entity}"
    if row.body.state is not GrantState.PROPOSED:
        return f"grant {row.body.code} is {row.body.state.value}: only a proposed one is approved"
    return None


def grant(standing: Standing, officer: Officer, subject: str, said: Grant, before: Record | None, picture: Picture, now: int) -> str | None:
    """Return why a grant may not become this, or None."""
    was = before.body if before is not None and isinstance(before.body, Grant) else None
    if was == said:
        return None
    if before is None or was is None or (was.state in _OPEN and said.state in _OPEN):
        reason = _rewritten(officer, subject, before, was, picture) if before is not None and was is not None else None
        return reason or (_unfit(standing, officer, said, picture, now) if said.state is GrantState.PROPOSED else None)
    if msgspec.structs.replace(said, state=was.state) != was:
        return f"grant {was.code} is {was.state.value}: its text stands as it was put; more is a new grant"
    if said.state in {GrantState.APPROVED, GrantState.ACTIVE} and was.valid.until is not None and now >= was.valid.until:
        return f"grant {was.code} ended {iso(was.valid.until)}: it cannot become {said.state.value}"
    match said.state:
        case GrantState.APPROVED if was.state is GrantState.PROPOSED:
            return _approved(subject, said, before, picture)
        case GrantState.REVOKED:
            return _revoked(officer, before, was)
        case GrantState.EXPIRED if was.valid.until is None or now < was.valid.until:
            end = "it has none" if was.valid.until is None else iso(was.valid.until)
            return f"grant {was.code} has not come to its end ({end}): it can be revoked"
        case GrantState.EXHAUSTED if uses_left(picture, before, was) != 0:
            return f"grant {was.code} has uses left: it is not exhausted"
        case _:
            return None


def code_taken(subject: str, said: Grant, before: Record | None, sight: Picture) -> str | None:
    """Return that another grant has this code, or None: steps name a grant by its code. `sight`: what the officer may see."""
    if before is not None or not any(body.code == said.code and row.subject != subject for row, body in sight.bodies(Grant)):
        return None
    return f"code: there is a grant {said.code}: a new grant, a renewal too, has a code of its own"


def _unfit(standing: Standing, officer: Officer, said: Grant, picture: Picture, now: int) -> str | None:
    """What could never be used rightly, or would never end, is not put to be approved."""
    if said.valid.until is None:
        return f"grant {said.code}: valid: it has no end; a grant has a sunset"
    if said.valid.until <= max(now, said.valid.since):
        return f"grant {said.code}: valid: its sunset {iso(said.valid.until)} is not after {iso(max(now, said.valid.since))}"
    if said.limits.uses == 0:
        return f"grant {said.code}: uses: 0 is said; a grant that sets a number allows at least 1"
    others = sum(each.member and each.code != officer.entity for each in standing.roster.entities)
    if said.approvals_needed > others:
        return f"grant {said.code}: approvals_needed: {said.approvals_needed} is said; {others} members beside its author may approve it"
    rules = rules_of(picture)
    unknown = [str(each) for each in said.rungs if rules.loaded and rules.doctrine.ladder.rung(each) is None]
    return f"grant {said.code}: rungs: {', '.join(unknown)} is not on ladder {rules.doctrine.ladder.code}" if unknown else None


def stance(said: NationalCaveat, row: Record | None) -> str | None:
    """Return why a nation's word on a grant is none, or None. `row`: the grant as the officer may see it."""
    if row is None or not isinstance(row.body, Grant):
        return f"there is no grant {said.grant}"
    if row.body.state is GrantState.DRAFT:
        return f"grant {row.body.code} is a DRAFT: its text may still change, and nobody consents to it yet"
    return None


def _revoked(officer: Officer, before: Record, was: Grant) -> str | None:
    """A nation that wants no part of it opts out for itself."""
    if officer.entity == owner_of(before) or Capability.CHAIR in officer.delegation.capabilities:
        return None
    return f"grant {was.code} is {owner_of(before)}'s: it or the chair revokes it; a nation opts out by its own consent"


def _rewritten(officer: Officer, subject: str, before: Record, was: Grant, picture: Picture) -> str | None:
    """Otherwise one entity could put its own words under another's name and approve them, or let a nation's consent stand for others."""
    if officer.entity != before.author.entity:
        return f"only {before.author.entity}, which wrote the grant, may change it before it is approved"
    given = (body for _, body in picture.bodies(NationalCaveat) if body.grant == subject)
    said = sorted(body.entity for body in given if body.stance is not Stance.OPTED_OUT)
    return f"grant {was.code}: {', '.join(said)} consented to this text; another is a new grant" if said else None


def _approved(subject: str, said: Grant, before: Record, picture: Picture) -> str | None:
    """Approvals count that were given to this very text, by others than its author."""
    given = [(row, body) for row, body in picture.bodies(GrantApproval) if body.grant == subject and body.approves]
    entities = {body.entity for row, body in given if row.sequence > before.sequence} - {before.author.entity}
    needed = max(1, said.approvals_needed)
    if len(entities) >= needed:
        return None
    return f"grant {said.code}: {len(entities)} of {needed} approvals of this text, its author's not counted"


def action(
    officer: Officer, subject: str, said: Action, before: Record | None, row: Record | None, picture: Picture, now: int
) -> str | None:
    """Return why an action may not become this, or None. `row`: its grant as the officer may see it."""
    was = before.body if before is not None and isinstance(before.body, Action) else None
    reason = _changed(said, was) or _begun(officer, said, was, now)
    if reason is not None or said.state not in _USES or (was is not None and was.state is said.state):
        return reason
    if row is None or not isinstance(row.body, Grant):
        return f"there is no grant {said.grant}: a missing grant is none"
    return (
        _not_granted(officer, said, row.body) or _not_eligible(subject, said, picture, now) or _not_second(officer, said, before, row.body)
    )


def _changed(said: Action, was: Action | None) -> str | None:
    if was is None:
        return None
    names = _FIXED if was.state is ActionState.REQUESTED else (*_FIXED, *_AUTHORISED)
    other = [name for name in names if getattr(said, name) != getattr(was, name)]
    if said.started != was.started and (said.state is was.state or said.state is not ActionState.EXECUTING):
        other.append("started")
    return f"action {was.code}: {', '.join(other)} cannot change once it is {was.state.value}" if other else None


def _begun(officer: Officer, said: Action, was: Action | None, now: int) -> str | None:
    """Who asked, who was second and when it began are of those who sign: a use that says nothing of when it began could be taken back."""
    if was is None:
        if said.requested_by not in {None, officer.code}:
            return f"requested_by: {said.requested_by} is not who signs, {officer.code}"
        early = [name for name in ("second_person", "started") if getattr(said, name) is not None]
        return f"action {said.code}: {', '.join(early)} is not for a request to say" if early else None
    if said.state is was.state:
        return None
    if said.state is ActionState.AUTHORISED and said.second_person not in {None, officer.code}:
        return f"second_person: {said.second_person} is named, {officer.code} signs"
    if said.state is ActionState.EXECUTING and (said.started is None or abs(said.started - now) > _TOLD_TO):
        said_at = "nothing" if said.started is None else iso(said.started)
        return f"action {said.code}: started: it says {said_at}, and begins now, {iso(now)}"
    return None


def _not_granted(officer: Officer, said: Action, held: Grant) -> str | None:
    """The delegate asks and begins. Who is second may have another role, and sit in the capital."""
    if held.kind is not said.kind:
        return f"grant {held.code} is for {held.kind.value}, not {said.kind.value}"
    second = held.two_person and said.state is ActionState.AUTHORISED
    if held.delegate not in {"", said.entity, officer.role} and not second:
        return f"grant {held.code} is delegated to {held.delegate}, not to {said.entity}"
    limit = held.limits.area
    if limit is not None and (said.area is None or not covers(limit, said.area)):
        return f"grant {held.code} is for an area: the action must name one that lies within it"
    return None


def _not_eligible(subject: str, said: Action, picture: Picture, now: int) -> str | None:
    """An authorised action is one of its grant's uses already."""
    running = said.state is ActionState.EXECUTING
    found = eligibility(picture, now, said.grant, said.entity, running=running, own=subject)
    return None if found.eligible else f"not eligible: {'; '.join(found.refusals)}"


def _not_second(officer: Officer, said: Action, before: Record | None, held: Grant) -> str | None:
    """The second person may sit in the capital: any officer of the entity but the one who asked."""
    if not held.two_person or said.state is not ActionState.AUTHORISED:
        return None
    first = {said.requested_by, before.author.code if before is not None else None}
    if said.requested_by is None or officer.code in first:
        return "this takes a second person: not the one who asked"
    if said.second_person != officer.code:
        return f"second_person: {said.second_person or 'nobody'} is named, {officer.code} signs"
    return None
