"""What must stand in the picture before an act may: the item an answer answers, the alarm a seat acknowledges, the second person.

Each rule looks at the row the act names and says what is missing, or None. Deliberately absent: whether anything *should*
be done; a computed finding never stands in a person's way here, save where a grant or a second person is asked for.
"""

from __future__ import annotations

from feeds.hub.standing import Standing
from feeds.picture.act import Act
from feeds.picture.action import Action, ActionState, Grant, GrantApproval, GrantState
from feeds.picture.alarm import Acknowledgement, Alarm, Answer, Request, Shelving
from feeds.picture.body import Body, kind_of
from feeds.picture.checklist import Item, ItemState
from feeds.picture.corridor import Movement
from feeds.picture.envelope import Record
from feeds.picture.ladder import DeclaredLevel, Doctrine, Position, Proposal, ProposalState
from feeds.picture.picture import Picture
from feeds.picture.release import audience_of, visible
from feeds.picture.room import Officer


def missing(standing: Standing, officer: Officer, act: Act, before: Record | None, picture: Picture, now: int) -> str | None:
    """Return what stands in the way of an act, or None."""
    look = _Look(standing, officer, picture)
    match act.body:
        case Answer() as answer:
            return _answer(look, answer)
        case Position() as position:
            return _position(look, position)
        case Acknowledgement() as acknowledgement:
            return _acknowledgement(look, acknowledgement)
        case Shelving(until=until):
            return None if until > now else "an alarm is shelved until a time that is still to come"
        case DeclaredLevel(common=True) as level:
            return _common(look, level)
        case GrantApproval() as approval:
            return _approval(look, approval)
        case Grant() as grant:
            return _approved(act.subject, grant, before, picture)
        case Action() as action:
            return _used(look, action, before, now)
        case Item(state=ItemState.VERIFIED):
            return _second(officer, before)
        case Movement():
            return _lead(officer, before)
        case _:
            return None


class _Look:
    """Sees rows as the officer's audience does: what it may not see is not there."""

    def __init__(self, standing: Standing, officer: Officer, picture: Picture) -> None:
        self.standing, self.officer, self.picture = standing, officer, picture
        self._audience = audience_of(officer.entity, standing.roster)

    def row(self, body: type[Body], subject: str) -> Record | None:
        row = self.picture.find(kind_of(body), subject)
        if row is None or not visible(self._audience, row, self.standing.roster, self.standing.policy):
            return None
        return row


def _answer(look: _Look, answer: Answer) -> str | None:
    row = look.row(Request, answer.request)
    if row is None or not isinstance(row.body, Request):
        return f"there is no item {answer.request} to answer"
    request = row.body
    if request.withdrawn and not answer.withdrawn:
        return f"item {answer.request} was withdrawn"
    if answer.entity not in request.addressed:
        return f"item {answer.request} is not addressed to {answer.entity}"
    if answer.item_revision < request.item_revision:
        return f"older revision: the item is now revision {request.item_revision}, the answer is to {answer.item_revision}: {request.title}"
    if answer.item_revision > request.item_revision:
        return f"the item is at revision {request.item_revision}; there is no {answer.item_revision}"
    return None


def _position(look: _Look, position: Position) -> str | None:
    row = look.row(Proposal, position.proposal)
    if row is None or not isinstance(row.body, Proposal):
        return f"there is no proposal {position.proposal}"
    proposal = row.body
    entity = look.standing.roster.entity(position.entity)
    if entity is None or not entity.member or (proposal.members and position.entity not in proposal.members):
        return f"{position.entity} is no member: it gives no consent"
    if position.text_revision != proposal.text_revision:
        return f"older revision: the wording is now {proposal.text_revision}, the position is on {position.text_revision}"
    if proposal.state is not ProposalState.PUT:
        return f"proposal {proposal.code} is {proposal.state.value}: a late position reopens nothing"
    return None


def _acknowledgement(look: _Look, said: Acknowledgement) -> str | None:
    if said.seat != look.officer.seat:
        return f"an acknowledgement is a seat's own: {look.officer.seat}, not {said.seat}"
    row = look.row(Alarm, said.alarm)
    if row is None or not isinstance(row.body, Alarm):
        return f"there is no alarm {said.alarm}"
    if said.cause_revision != row.body.cause_revision:
        return f"older revision: the alarm is now revision {row.body.cause_revision}, acknowledged was {said.cause_revision}"
    return None


def _common(look: _Look, level: DeclaredLevel) -> str | None:
    for _, doctrine in look.picture.bodies(Doctrine):
        if doctrine.ladder.code == level.ladder and doctrine.ladder.authority != level.entity:
            return f"the authority of ladder {level.ladder} is {doctrine.ladder.authority}, not {level.entity}"
    return None


def _approval(look: _Look, approval: GrantApproval) -> str | None:
    row = look.row(Grant, approval.grant)
    if row is None:
        return f"there is no grant {approval.grant}"
    if row.author.code == look.officer.code or row.author.entity == approval.entity:
        return f"no self-approval: the grant was written by {row.author.code} of {row.author.entity}"
    return None


def _approved(subject: str, grant: Grant, before: Record | None, picture: Picture) -> str | None:
    was = before.body.state if before is not None and isinstance(before.body, Grant) else None
    if grant.state is not GrantState.APPROVED or was is GrantState.APPROVED or before is None:
        return None
    entities = {body.entity for _, body in picture.bodies(GrantApproval) if body.grant == subject and body.approves}
    entities.discard(before.author.entity)
    if len(entities) >= grant.approvals_needed:
        return None
    return f"grant {grant.code}: {len(entities)} of {grant.approvals_needed} approvals, its author's not counted"


_USES = frozenset({ActionState.REQUESTED, ActionState.AUTHORISED, ActionState.EXECUTING})


def _used(look: _Look, action: Action, before: Record | None, now: int) -> str | None:
    was = before.body.state if before is not None and isinstance(before.body, Action) else None
    if action.state not in _USES or action.state is was:
        return None
    row = look.row(Grant, action.grant)
    if row is None or not isinstance(row.body, Grant):
        return f"there is no grant {action.grant}: a missing grant is none"
    grant = row.body
    if grant.kind is not action.kind:
        return f"grant {grant.code} is for {grant.kind.value}, not {action.kind.value}"
    if grant.state is not GrantState.ACTIVE or not grant.valid.holds(now):
        return f"grant {grant.code} is {grant.state.value}, valid {grant.valid.since} to {grant.valid.until}: it does not hold now"
    if grant.two_person and action.state is ActionState.AUTHORISED:
        return _second(look.officer, before)
    return None


def _second(officer: Officer, before: Record | None) -> str | None:
    if before is not None and before.author.code == officer.code:
        return "this takes a second person"
    return None


def _lead(officer: Officer, before: Record | None) -> str | None:
    if before is None or not isinstance(before.body, Movement):
        return None
    lead = before.body.lead
    if lead != officer.entity and lead not in officer.delegation.speaks_for:
        return f"only the mission lead moves it: {lead}"
    return None
