"""Whose deed it is: acts that only the party, the owner, the arbiter, the recipient or the one who signs may make.

A relief coordinator is no party to a corridor; an arbiter finds and declares nothing; a handover has two signatures. Deliberately absent:
checklists (`feeds.hub.runs`), whose words may be relayed (`feeds.hub.speech`), and whether any of it is wise.
"""

from __future__ import annotations

from feeds.picture.belonging import owner_of, refers_to
from feeds.picture.body import Body, Capability, kind_of
from feeds.picture.corridor import Agreement, Corridor, CorridorStatus, Segment, Verification
from feeds.picture.danger import Pause
from feeds.picture.diplomacy import Dispute, DisputeReply, DisputeState
from feeds.picture.envelope import Record
from feeds.picture.night import Handover
from feeds.picture.picture import Picture
from feeds.picture.proposal import Proposal
from feeds.picture.relief import Movement, Notification, NotificationReceipt
from feeds.picture.room import Officer, Recall, RecallReceipt
from feeds.picture.warning import Judgement, Problem


def not_theirs_to_do(officer: Officer, said: Body, before: Record | None, picture: Picture) -> str | None:
    """Return why this officer may not do this, or None. `picture`: what its entity sees."""
    return _nowhere(said, before, picture) or _not_theirs(officer, said, before, picture)


def _nowhere(said: Body, before: Record | None, picture: Picture) -> str | None:
    """What a humanitarian row speaks of is in sight, unless it spoke of it before: of what is withheld nothing can be told on."""
    known = frozenset(refers_to(before.body)) if before is not None else frozenset[tuple[type[Body], str]]()
    for kind, subject in refers_to(said):
        if (kind, subject) not in known and picture.find(kind_of(kind), subject) is None:
            return f"there is no {kind_of(kind)} {subject}"
    return None


def _not_theirs(officer: Officer, said: Body, before: Record | None, picture: Picture) -> str | None:
    match said:
        case Corridor():
            return _route(officer, said, before)
        case Segment():
            return _status(officer, picture.get(Corridor, said.corridor))
        case Pause():
            return _pause(officer, said, before)
        case CorridorStatus():
            return _status(officer, picture.get(Corridor, said.corridor))
        case Agreement():
            return _agreement(said, picture.get(Corridor, said.corridor))
        case NotificationReceipt():
            return _receipt(said, picture.get(Notification, said.notification))
        case Movement():
            return _lead(officer, before)
        case Dispute():
            return _dispute(officer, said)
        case DisputeReply():
            return _dispute_reply(said, picture.get(Dispute, said.dispute))
        case Verification():
            return _verification(officer, said)
        case Judgement():
            return _judgement(officer, picture.get(Problem, said.problem))
        case RecallReceipt():
            return _recalled(said, picture.get(Recall, said.item))
        case Handover():
            return _handover(officer, said, before)
        case _:
            return None


def _route(officer: Officer, said: Corridor, before: Record | None) -> str | None:
    """Otherwise one that is no party could write itself in as one, and open the corridor."""
    if before is None or not isinstance(before.body, Corridor):
        return None if said.owner == officer.entity else f"owner: the act is {officer.entity}'s, not {said.owner}'s"
    return _status(officer, before.body)


def _pause(officer: Officer, said: Pause, before: Record | None) -> str | None:
    parties = before.body.parties if before is not None and isinstance(before.body, Pause) else said.parties
    if {officer.entity, *officer.delegation.speaks_for} & set(parties):
        return None
    return f"{officer.entity} is no party to {said.code}: a pause is its parties'"


def not_theirs_to_put(officer: Officer, said: Proposal, before: Record | None) -> str | None:
    """Return why this officer may not put, change or withdraw a proposal: it is its putter's, and the chair's."""
    was = before.body if before is not None and isinstance(before.body, Proposal) else None
    if before is None or was is None:
        return None if said.put_by in {None, officer.entity} else f"put_by: the act is {officer.entity}'s, not {said.put_by}'s"
    putter = was.put_by or owner_of(before)
    if putter != officer.entity and Capability.CHAIR not in officer.delegation.capabilities:
        return f"proposal {said.code} was put by {putter}: only {putter} or the chair may change or withdraw it"
    if said.put_by not in {was.put_by, officer.entity}:
        return f"put_by: it says {said.put_by or 'nobody'}, it was put by {putter}"
    return None


def _status(officer: Officer, corridor: Corridor | None) -> str | None:
    if corridor is None:
        return "there is no such corridor"
    if officer.entity in {corridor.owner, *corridor.parties}:
        return None
    return f"{officer.entity} is no party to {corridor.code}: it uses it or does not"


def _agreement(said: Agreement, corridor: Corridor | None) -> str | None:
    if corridor is None:
        return f"there is no corridor {said.corridor}"
    return None if said.party in corridor.parties else f"{said.party} is no party to {corridor.code}"


def _receipt(said: NotificationReceipt, notification: Notification | None) -> str | None:
    if notification is None:
        return f"there is no notification {said.notification}"
    return None if said.party in notification.parties else f"{notification.code} was not sent to {said.party}"


def _lead(officer: Officer, before: Record | None) -> str | None:
    if before is None or not isinstance(before.body, Movement) or before.body.lead == officer.entity:
        return None
    return f"only the mission lead moves it: {before.body.lead}"


def _dispute(officer: Officer, said: Dispute) -> str | None:
    if said.state is DisputeState.RAISED:
        if said.arbiter == said.raised_by:
            return f"nobody is its own arbiter: {said.arbiter}"
        return None if said.raised_by == officer.entity else f"raised_by: the act is {officer.entity}'s, not {said.raised_by}'s"
    return None if officer.entity == said.arbiter else f"only the arbiter finds: {said.arbiter}"


def _dispute_reply(said: DisputeReply, dispute: Dispute | None) -> str | None:
    if dispute is None:
        return f"there is no dispute {said.dispute}"
    return f"dispute {dispute.code} has no finding to reply to yet" if dispute.state is DisputeState.RAISED else None


def _verification(officer: Officer, said: Verification) -> str | None:
    """Who looked says so; of another's looking there is the report."""
    theirs = said.verified_by in {officer.entity, *officer.delegation.speaks_for}
    return None if theirs else f"verified_by: the act is {officer.entity}'s, not {said.verified_by}'s"


def _judgement(officer: Officer, problem: Problem | None) -> str | None:
    if problem is None:
        return "there is no such warning problem"
    return None if officer.entity == problem.owner else f"{problem.code} is {problem.owner}'s to judge; others dissent, and it is kept"


def _recalled(said: RecallReceipt, recall: Recall | None) -> str | None:
    if recall is None:
        return f"nothing was recalled under {said.item}"
    return None if said.entity in recall.recipients else f"{said.entity} is no recipient of the recall"


def _handover(officer: Officer, said: Handover, before: Record | None) -> str | None:
    """Who leaves signs first, for the whole text; who relieves signs the same text."""
    if before is None or not isinstance(before.body, Handover):
        return (
            None
            if said.left_by == officer.code and said.taken_by is None
            else f"left_by: a handover begins with who leaves, {officer.code}"
        )
    was = before.body
    if was.taken_by is not None:
        return f"the handover was taken by {was.taken_by}: a new one is written"
    if said.taken_by is None:
        return None if said.left_by == officer.code == was.left_by else f"only {was.left_by}, who leaves, may change what is handed over"
    if said.taken_by != officer.code or officer.code == was.left_by:
        return f"taken_by: who relieves signs, and is not {was.left_by}"
    same = (said.from_seat, said.to_seat, said.open_items, said.notes, said.left_by)
    if same != (was.from_seat, was.to_seat, was.open_items, was.notes, was.left_by):
        return "who relieves signs what who leaves has signed: the text differs"
    return None
