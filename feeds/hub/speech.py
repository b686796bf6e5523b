"""Whose word a body is: the entity it speaks for, the subject it must stand under, and who may relay it.

A row that holds one entity's word has that entity in its subject, so that nobody can write over another's. Deliberately
absent: revisions, lifecycles and delegations (`feeds.hub.acts`).
"""

from __future__ import annotations

from feeds.picture.action import Action, GrantApproval, NationalCaveat
from feeds.picture.alarm import Acknowledgement, Answer, OutOfService, Shelving
from feeds.picture.body import Body
from feeds.picture.checklist import Item
from feeds.picture.corridor import Agreement
from feeds.picture.diplomacy import DisputeReply, Message
from feeds.picture.identity import joined
from feeds.picture.ladder import DeclaredLevel
from feeds.picture.night import Posture
from feeds.picture.proposal import Position
from feeds.picture.relief import Movement, NotificationReceipt, Offer
from feeds.picture.room import Officer, RecallReceipt
from feeds.picture.warning import Dissent, Evidence, IndicatorState, Judgement, ReportMark


def speaks_for(body: Body) -> str | None:
    """Return the entity whose word the body is; None: it is nobody's alone, or the authority's for all."""
    match body:
        case (
            Answer(entity=entity)
            | Position(entity=entity)
            | DeclaredLevel(entity=entity, common=False)
            | NationalCaveat(entity=entity)
            | GrantApproval(entity=entity)
            | DisputeReply(entity=entity)
            | Dissent(entity=entity)
            | RecallReceipt(entity=entity)
            | Agreement(party=entity)
            | NotificationReceipt(party=entity)
            | Offer(entity=entity)
            | Message(entity=entity)
            | Posture(entity=entity)
            | Action(entity=entity)
            | Movement(lead=entity)
        ):
            return entity
        case _:
            return None


def subject_for(body: Body) -> str | None:
    """Return the subject the body must stand under; None: it has an identifier of its own."""
    match body:
        case Answer(request=parent, entity=entity):
            return joined(parent, entity)
        case Position(proposal=parent, entity=entity) | DisputeReply(dispute=parent, entity=entity):
            return joined(parent, entity)
        case DeclaredLevel(ladder=parent, entity=entity) | Dissent(problem=parent, entity=entity):
            return joined(parent, entity)
        case NationalCaveat(grant=parent, entity=entity) | GrantApproval(grant=parent, entity=entity):
            return joined(parent, entity)
        case RecallReceipt(item=parent, entity=entity):
            return joined(parent, entity)
        case Agreement(corridor=parent, party=entity) | NotificationReceipt(notification=parent, party=entity):
            return joined(parent, entity)
        case Posture(entity=entity):
            return entity
        case Item(run=parent, number=number):
            return joined(parent, str(number))
        case Evidence(indicator=parent, indication=other):
            return joined(parent, other)
        case OutOfService(rule=parent, about=other):
            return joined(parent, other)
        case Acknowledgement(alarm=parent) | Shelving(alarm=parent):
            return parent
        case ReportMark(indication=parent) | IndicatorState(indicator=parent) | Judgement(problem=parent):
            return parent
        case _:
            return None


def not_theirs(officer: Officer, subject: str, body: Body) -> str | None:
    """Return why an officer may not say this under that subject, or None."""
    wanted = subject_for(body)
    if wanted is not None and wanted != subject:
        return f"this must stand under {wanted!r}, not {subject!r}"
    entity = speaks_for(body)
    if entity is None:
        return None
    if entity != officer.entity:
        return _not_relayed(officer, entity, body)
    return None


def _not_relayed(officer: Officer, entity: str, body: Body) -> str | None:
    if entity not in officer.delegation.speaks_for:
        return f"{officer.code} of {officer.entity} may not speak for {entity}"
    relayed = getattr(body, "relayed", None)
    if relayed is None:
        return f"{officer.code} of {officer.entity} may not do this for {entity}: it is no word that can be relayed"
    if relayed is not True:
        return f"words of {entity} recorded by {officer.entity} must be marked as relayed"
    if getattr(body, "countersigned", False):
        return f"only {entity} itself can countersign its words"
    return None


def above_ceiling(officer: Officer, ordinal: int | None) -> str | None:
    """Return why an officer may not commit its entity to a rung, or None."""
    ceiling = officer.delegation.ceiling
    if ordinal is None or ceiling is None or ordinal <= ceiling:
        return None
    return f"rung {ordinal} is above the ceiling of {officer.code}, which is {ceiling}"
