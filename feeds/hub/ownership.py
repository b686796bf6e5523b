"""Whose row it is to write again. A row has one owner, its label's originator; what others have to say of it are rows of their own.

Relief's sites and notifications, a danger zone, a report, a warning problem are their writer's to change; a log is never written over; a
red line and an off-ramp are worded by whose they are and answered by whom they are for; an arbiter changes no word of what was raised.
Deliberately absent: kinds that a room works on together (observations, evidence, checklists, channels), rows that hold one entity's word
(`feeds.hub.speech`), routes and movements (`feeds.hub.parties`), and a new label on the same words (`feeds.picture.belonging`).
"""

from __future__ import annotations

from typing import Final

import msgspec

from feeds.hub.speech import speaks_for
from feeds.picture.action import Action
from feeds.picture.alarm import Answer, AnswerKind, Request
from feeds.picture.belonging import owner_of
from feeds.picture.body import Body
from feeds.picture.calendar import iso
from feeds.picture.corridor import Agreement, AgreementKind, CorridorIncident
from feeds.picture.danger import DangerZone
from feeds.picture.diplomacy import Contact, Dispute, DisputeState, OffRamp, OffRampState, RedLine, RedLineState
from feeds.picture.envelope import Record
from feeds.picture.night import InformationRequest, InformationState, LogEntry, Risk
from feeds.picture.place import Feature, Track
from feeds.picture.proposal import Position, PositionKind
from feeds.picture.relief import Movement, Need, Notification, NotificationReceipt, NotificationState, ReceiptKind, Site
from feeds.picture.room import Officer, Recall, Redaction, Statement
from feeds.picture.warning import Indication, Indicator, Problem

OWNED: Final = (
    Indication,
    Indicator,
    Problem,
    DangerZone,
    Site,
    Need,
    Notification,
    Request,
    Risk,
    Track,
    Feature,
    Recall,
    Statement,
)
"""Kinds that their owner alone writes again."""

ONCE: Final = (LogEntry, Contact, Redaction)
"""Kinds that nobody writes again: what was entered stands, and a correction is a new entry."""

_TO_ALLEGE: Final = frozenset({RedLineState.APPROACHED, RedLineState.ALLEGED})
"""What anybody may say of another's red line. Whether it was crossed, and what follows, its owner says: a clock starts with it."""

_REPLIES: Final = frozenset({OffRampState.ACCEPTED, OffRampState.DECLINED})


_SENT: Final = frozenset({NotificationState.SUBMITTED, NotificationState.TRANSMITTED, NotificationState.ACTIVE})
"""A notification that its parties have, and that can still change."""


def not_theirs_to_rewrite(officer: Officer, said: Body, before: Record | None, now: int) -> str | None:
    """Return why this officer may not write this over the row as it stands, or None. `before`: that row. `now`: the room's time, ms."""
    if before is None or type(before.body) is not type(said):
        return _new(officer, said)
    if said == before.body:
        return None
    over = _relayed_over(said, before)
    if over is not None:
        return over
    owner, was = owner_of(before), before.body
    speaker = speaks_for(was)
    if speaker is not None and speaks_for(said) != speaker and not isinstance(was, Action | Movement):
        return f"this is {speaker}'s word: nobody writes another's over it"
    name = before.kind.replace("_", " ")
    match said, was:
        case (RedLine(), RedLine()):
            return _red_line(officer.entity, owner, said, was)
        case (OffRamp(), OffRamp()):
            return _off_ramp(officer.entity, owner, said, was, now)
        case (Dispute(), Dispute()):
            return _dispute(officer.entity, said, was)
        case (CorridorIncident(), CorridorIncident()):
            return _incident(officer.entity, said, was)
        case (InformationRequest(), InformationRequest()):
            return _question(officer.entity, owner, said, was)
        case (Notification(), Notification()) if was.state in _SENT and _but(said, was, "state"):
            return (
                f"{was.code} is {was.state.value}: what its parties have receipted stands as it was; a change is a notification of its own"
            )
        case _ if isinstance(said, ONCE):
            return f"a {name} is not written over: what corrects it is an entry of its own"
        case _ if isinstance(said, OWNED):
            named = was.owner if isinstance(was, Problem | Risk) else owner
            return None if officer.entity in {owner, named} else f"this {name} is {named}'s: only {named} changes it"
        case _:
            return None


_CAUTIOUS: Final = frozenset(
    {
        PositionKind.BREAKS_SILENCE,
        PositionKind.NON_CONCURRENCE,
        PositionKind.EXTENSION_ASKED,
        AnswerKind.NON_CONCUR,
        AgreementKind.NONE,
        AgreementKind.WITHDRAWN,
        ReceiptKind.CONCERN_RAISED,
    }
)
"""Words that hold something up: heard by voice they count at once, whatever was signed before."""

_LIGHT: Final = frozenset({AnswerKind.RECEIPT, AnswerKind.ASSESSED, PositionKind.AWAITING_INSTRUCTIONS, AnswerKind.AWAITING_INSTRUCTIONS})
"""Words that committed nobody: what follows them may be said by voice."""


def _relayed_over(said: Body, before: Record) -> str | None:
    """A relayed word does not stand in the place of one that its entity signed, unless it holds something up or that one was light."""
    if not getattr(said, "relayed", False) or getattr(said, "countersigned", False):
        return None
    was = before.body
    signed = not getattr(was, "relayed", False) or getattr(was, "countersigned", False)
    match said, was:
        case (Position(position=new), Position(position=old)) if said.text_revision == was.text_revision:
            pass
        case (Answer(answer=new), Answer(answer=old)) if said.item_revision == was.item_revision and not was.withdrawn:
            pass
        case (Agreement(agreement=new), Agreement(agreement=old)):
            pass
        case (NotificationReceipt(receipt=new), NotificationReceipt(receipt=old)):
            pass
        case _:
            return None
    if not signed or new in _CAUTIOUS or old in _LIGHT or new is old:
        return None
    entity = before.author.entity
    return f"{entity} signed {old.value.replace('_', ' ')} itself: a relayed word does not stand in its place, {entity} says another"


def _new(officer: Officer, said: Body) -> str | None:
    match said:
        case CorridorIncident(alleged_by=by) if by not in {officer.entity, *officer.delegation.speaks_for}:
            return f"alleged_by: the act is {officer.entity}'s, not {by}'s"
        case InformationRequest(asked_by=by) if by != officer.entity:
            return f"asked_by: the act is {officer.entity}'s, not {by}'s"
        case _:
            return None


def _but(said: Body, was: Body, *members: str) -> bool:
    """Say whether more than these members differ."""
    return msgspec.structs.replace(said, **{name: getattr(was, name) for name in members}) != was


def _red_line(entity: str, owner: str, said: RedLine, was: RedLine) -> str | None:
    if entity == owner:
        return None
    if _but(said, was, "state"):
        return f"red line {was.code} is {owner}'s: only {owner} words it"
    if said.state in _TO_ALLEGE:
        return None
    return f"red line {was.code} is {owner}'s: another may allege that it was crossed; {said.state.value} is {owner}'s to say"


def _off_ramp(entity: str, owner: str, said: OffRamp, was: OffRamp, now: int) -> str | None:
    if was.state is not OffRampState.IDENTIFIED and _but(said, was, "state", "until", "relayed"):
        return f"off-ramp {was.code} is {was.state.value}: what was offered stands as it was; more is a new offer"
    if said.state in _REPLIES and said.state is not was.state:
        return _reply(entity, owner, said, was)
    if said.state is OffRampState.VERIFIED and was.state is OffRampState.ACCEPTED:
        return None
    if entity != owner:
        return f"off-ramp {was.code} is {owner}'s: only {owner} changes it"
    if said.state is OffRampState.EXPIRED and was.until is not None and now < was.until:
        return f"off-ramp {was.code} has not come to its end, {iso(was.until)}"
    return None


def _reply(entity: str, owner: str, said: OffRamp, was: OffRamp) -> str | None:
    """The side it was offered to answers: itself, or through whose offer it is, marked as relayed."""
    if entity == was.offered_to:
        return None
    if entity != owner:
        return f"off-ramp {was.code} was offered to {was.offered_to or 'nobody'}, which answers; {owner} may record its words"
    return None if said.relayed else f"words of {was.offered_to or 'nobody'} recorded by {owner} must be marked as relayed"


def _dispute(entity: str, said: Dispute, was: Dispute) -> str | None:
    if was.state is DisputeState.RAISED and said.state is DisputeState.RAISED:
        return None if entity == was.raised_by == said.raised_by else f"dispute {was.code} was raised by {was.raised_by}, which words it"
    if _but(said, was, "state", "finding"):
        return f"dispute {was.code}: what was raised, and before whom, stands"
    if entity != was.arbiter:
        return f"only the arbiter finds: {was.arbiter}"
    if said.state is DisputeState.FOUND and not said.finding.strip():
        return "a finding says what was found"
    return None


def _incident(entity: str, said: CorridorIncident, was: CorridorIncident) -> str | None:
    if _but(said, was, "state", "text"):
        return f"what {was.alleged_by} alleged stands as it was alleged"
    if said.state is not was.state and entity == was.alleged_by:
        return f"an allegation of {was.alleged_by} is found by another"
    return None


def _question(entity: str, owner: str, said: InformationRequest, was: InformationRequest) -> str | None:
    """The asker words it and closes it; who is asked answers, or the asker records what came by voice."""
    if entity == owner:
        return None
    if entity not in was.asked_of:
        return f"{was.code} was asked of {', '.join(was.asked_of) or 'nobody'} by {was.asked_by}"
    if _but(said, was, "state", "answer") or said.state is InformationState.CLOSED:
        return f"{was.code} is {was.asked_by}'s: who is asked answers, the asker closes it"
    return None
