"""What must stand in the picture before an act may: the item an answer answers, the alarm a seat acknowledges.

Each rule looks at the row the act names and says what is missing, or None. What a grant asks for is in `feeds.hub.authority`, what carries
a proposal in `feeds.hub.consent`, what a checklist allows in `feeds.hub.runs`, what may be said of what is watched for in
`feeds.hub.watching` and between sides in `feeds.hub.sides`, whose deed an act is in `feeds.hub.parties`. Deliberately absent: whether
anything *should* be done.
"""

from __future__ import annotations

from feeds.assessment.alarms import console_of
from feeds.assessment.consent import members_of
from feeds.assessment.load import STANDS
from feeds.assessment.rules import rules_of
from feeds.assessment.silence import BREAKS
from feeds.hub import authority, consent, runs
from feeds.hub.parties import not_theirs_to_do, not_theirs_to_put
from feeds.hub.sides import not_between_sides
from feeds.hub.speech import above_ceiling
from feeds.hub.standing import Standing
from feeds.hub.watching import not_to_be_said
from feeds.picture.act import Act
from feeds.picture.action import Action, Grant, GrantApproval, NationalCaveat
from feeds.picture.alarm import Acknowledgement, Alarm, Answer, OutOfService, Request, Shelving
from feeds.picture.body import Body, kind_of
from feeds.picture.calendar import iso
from feeds.picture.checklist import Item, Run
from feeds.picture.envelope import Record
from feeds.picture.glimpse import as_seen_by
from feeds.picture.ladder import ConsentRule, DeclaredLevel
from feeds.picture.picture import Picture
from feeds.picture.play import Hold, HoldState
from feeds.picture.proposal import Position, PositionKind, Proposal, ProposalState
from feeds.picture.records import KINDS
from feeds.picture.release import audience_of, may_see, visible
from feeds.picture.room import Officer, Redaction


def missing(standing: Standing, officer: Officer, act: Act, before: Record | None, picture: Picture, now: int) -> str | None:
    """Return what stands in the way of an act, or None. What its officer's entity may not see is not there."""
    sight = as_seen_by(officer.entity, picture, standing.roster, standing.policy)
    look = _Look(standing, officer, sight)
    unsaid = not_to_be_said(act.body, act.subject, before, look.row, standing.roster, now)
    unsaid = unsaid or not_between_sides(officer, act.body, before, look.row, standing.roster, now) or _told_on(look, act)
    if unsaid is not None:
        return unsaid
    match act.body:
        case Answer() as answer:
            return _answer(look, answer)
        case Position() as position:
            return _position(look, position, before)
        case Request() as request:
            return _request(request, before, now)
        case Acknowledgement() as acknowledgement:
            return _acknowledgement(look, acknowledgement, before)
        case Shelving() as shelf:
            return _shelf(look, shelf, now)
        case OutOfService() as service:
            return _service(look, service)
        case DeclaredLevel() as level:
            return consent.level(level, before, picture, now)
        case Proposal() as proposal:
            return not_theirs_to_put(officer, proposal, before) or consent.proposal(proposal, before, picture, now)
        case GrantApproval() as approval:
            return authority.approval(standing, officer, approval, look.row(Grant, approval.grant))
        case Grant() as grant:
            taken = authority.code_taken(act.subject, grant, before, sight)
            return taken or authority.grant(standing, officer, act.subject, grant, before, picture, now)
        case NationalCaveat() as caveat:
            return authority.stance(caveat, look.row(Grant, caveat.grant))
        case Action() as action:
            return authority.action(officer, act.subject, action, before, look.row(Grant, action.grant), picture, now)
        case Item() as item:
            return runs.item(officer, item, before, sight, now, act.event)
        case Run() as run:
            return runs.run(act.subject, run, before, sight, now, act.event, own=officer.entity == standing.host)
        case Hold() as hold:
            return _hold(standing, officer, hold, before)
        case Redaction() as redaction:
            return _redaction(redaction, sight, standing.room)
        case body:
            return not_theirs_to_do(officer, body, before, sight)


def _told_on(look: _Look, act: Act) -> str | None:
    """What is said of an alarm goes no further than the alarm: an acknowledgement of a partner's lateness would tell of it."""
    body = act.body
    if not isinstance(body, Acknowledgement | Shelving):
        return None
    row = look.row(Alarm, body.alarm)
    if row is None:
        return None
    roster, policy = look.standing.roster, look.standing.policy
    audiences = [audience_of(each.code, roster) for each in roster.entities if each.code != act.entity]
    more = [
        each.entity
        for each in audiences
        if may_see(each, act.label, roster, policy) and not (each.host or visible(each, row, roster, policy))
    ]
    return f"label: {', '.join(more)} may not know of this alarm, and so not of what is said of it" if more else None


class _Look:
    """Rows as the officer's entity sees them. An alarm written for another audience is not even the host's."""

    def __init__(self, standing: Standing, officer: Officer, sight: Picture) -> None:
        self.standing, self.officer, self.picture = standing, officer, sight
        self._audience = audience_of(officer.entity, standing.roster)

    def row(self, body: type[Body], subject: str) -> Record | None:
        row = self.picture.find(kind_of(body), subject)
        return row if row is not None and visible(self._audience, row, self.standing.roster, self.standing.policy) else None

    def alarm(self, subject: str) -> Alarm | str:
        """Return an alarm of this officer's console, or why there is none to deal with here."""
        row = self.row(Alarm, subject)
        if row is None or not isinstance(row.body, Alarm):
            return f"there is no alarm {subject}"
        console = console_of(row.body, self.standing.host)
        return row.body if console == self.officer.entity else f"this alarm stands at the console of {console}, whose seats deal with it"


_ASKED = ("item", "title", "text", "wants")
"""What an answer is to."""


def _request(said: Request, before: Record | None, now: int) -> str | None:
    """What was asked under a revision stands under it, so that an answer is to the words that its entity read; and a time is to come."""
    was = before.body if before is not None and isinstance(before.body, Request) else None
    if was is not None and said.item_revision < was.item_revision:
        return f"older revision: the item is now revision {was.item_revision}, this asks about {said.item_revision}"
    if was is not None and said.item_revision == was.item_revision and any(getattr(said, name) != getattr(was, name) for name in _ASKED):
        return f"what was asked under revision {was.item_revision} stands: other words are another revision, or another item"
    if said.due is not None and said.due <= now and (was is None or said.due != was.due):
        return f"due: {iso(said.due)} is over"
    return None


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


def _position(look: _Look, position: Position, before: Record | None) -> str | None:
    row = look.row(Proposal, position.proposal)
    if row is None or not isinstance(row.body, Proposal):
        return f"there is no proposal {position.proposal}"
    proposal = row.body
    entity, asked = look.standing.roster.entity(position.entity), members_of(proposal, rules_of(look.picture))
    if entity is None or not entity.member or (asked and position.entity not in asked):
        return f"{position.entity} is no member: it gives no consent"
    if position.text_revision != proposal.text_revision:
        return f"older revision: the wording is now {proposal.text_revision}, the position is on {position.text_revision}"
    if proposal.state is not ProposalState.PUT:
        return f"proposal {proposal.code} is {proposal.state.value}: a late position reopens nothing"
    above = above_ceiling(look.officer, proposal.raises_to) if position.position is PositionKind.CONSENT else None
    return f"{above}; it may consent ad referendum" if above is not None else _unbroken(proposal, position, before)


def _unbroken(proposal: Proposal, position: Position, before: Record | None) -> str | None:
    """Silence that was broken stays broken for its wording: nobody takes it back, in its own name or by voice."""
    was = before.body if before is not None and isinstance(before.body, Position) else None
    broke = was is not None and was.text_revision == position.text_revision and was.position in BREAKS
    if proposal.consent is not ConsentRule.SILENCE or not broke or position.position in BREAKS:
        return None
    return f"{position.entity} broke silence on wording {position.text_revision}: that stands, and another wording is put under new silence"


def _acknowledgement(look: _Look, said: Acknowledgement, before: Record | None) -> str | None:
    if said.seat != look.officer.seat:
        return f"an acknowledgement is a seat's own: {look.officer.seat}, not {said.seat}"
    alarm = look.alarm(said.alarm)
    if isinstance(alarm, str):
        return alarm
    if said.cause_revision != alarm.cause_revision:
        return f"older revision: the alarm is now revision {alarm.cause_revision}, acknowledged was {said.cause_revision}"
    was = before.body if before is not None and isinstance(before.body, Acknowledgement) else None
    if was is not None and was.cause_revision == said.cause_revision:
        return f"revision {was.cause_revision} was acknowledged at {was.seat}: that stands"
    return None


def _shelf(look: _Look, said: Shelving, now: int) -> str | None:
    """An alarm is set aside as it was looked at, and always for a time: a watch at the most, for who takes over decides anew."""
    alarm = look.alarm(said.alarm)
    if isinstance(alarm, str):
        return alarm
    if (said.cause_revision, said.severity) != (alarm.cause_revision, alarm.severity):
        now_is = f"revision {alarm.cause_revision}, {alarm.severity.value}"
        return f"older revision: the alarm is now {now_is}; set aside was revision {said.cause_revision}, {said.severity.value}"
    if now < said.until <= now + STANDS:
        return None
    return f"an alarm is shelved until a time that is still to come, {iso(now + STANDS)} at the latest: {iso(said.until)}"


def _service(look: _Look, said: OutOfService) -> str | None:
    """A rule is taken out, and put back, by who keeps the room; what is not silenced by it is what others alone read."""
    if look.officer.entity != look.standing.host:
        return f"a rule is taken out of service, and put back, by {look.standing.host}"
    return None if said.reason.strip() else "an alarm goes out of service, and back, with a reason"


def _hold(standing: Standing, officer: Officer, said: Hold, before: Record | None) -> str | None:
    """Play is held by the hub, and let go on by an officer of its host."""
    if officer.entity != standing.host:
        return f"play goes on by an officer of {standing.host}"
    if said.state is not HoldState.RELEASED or before is None or not isinstance(before.body, Hold) or before.body.since != said.since:
        return "an officer lets held play go on, and does nothing else to it"
    return None


_GOVERNING = frozenset({"incident", "roster", "policy", "doctrine", "redaction", "log_entry"})
"""What the journal cannot be read, or a redaction not be accounted for, without."""


def _redaction(said: Redaction, picture: Picture, room: str) -> str | None:
    if said.kind not in KINDS:
        return f"there is no kind of record {said.kind}"
    if said.kind in _GOVERNING:
        return f"{said.kind}: the record of the room itself is not redacted"
    if not any(row.origin == room for row in picture.side_by_side(said.kind, said.row)):
        return f"there is no {said.kind} {said.row} of this room"
    return None if said.reason.strip() else "a redaction says why"
