"""Who is on a corridor and who was told: movements and notifications as a desk may read them.

Notifications stand on their parties' desks, their submitter's and the room's own. Deliberately absent: head-counts, positions, and every
word that sounds like permission.
"""

from typing import assert_never

from feeds.assessment.rules import rules_of
from feeds.picture.envelope import Record
from feeds.picture.identity import joined, shown
from feeds.picture.picture import Picture
from feeds.picture.relief import Movement, MovementState, Notification, NotificationReceipt, NotificationState, ReceiptKind
from widgets.corridors.model import Notice, Receipt, Traveller
from widgets.times import zulu
from widgets.words import Glyph, State, relayed

MORE = 2
"""So many notifications are shown; the rest is counted."""

TRAVELLERS = 3
"""So many movements are named; the rest is counted."""

_ON_IT = {MovementState.AT_START, MovementState.MOVING, MovementState.HALTED}
_STANDING = {NotificationState.SUBMITTED, NotificationState.TRANSMITTED, NotificationState.ACTIVE}


def travellers(picture: Picture, now: int, corridor: str) -> tuple[Traveller, ...]:
    """The movements that are on a corridor now, the latest word of each."""
    found = [(row, body) for row, body in picture.bodies(Movement) if body.corridor == corridor and body.state in _ON_IT]
    found.sort(key=lambda each: each[0].event, reverse=True)
    made = [Traveller(_moving(row, body, now), _chip(row)) for row, body in found[:TRAVELLERS]]
    rest = len(found) - TRAVELLERS
    return (*made, Traveller(f"and {rest} more movements")) if rest > 0 else tuple(made)


def _moving(row: Record, body: Movement, now: int) -> str:
    who = f"{body.name} ({body.lead})"
    at = zulu(row.event, now)
    match body.state:
        case MovementState.HALTED:
            return f"{who} halted at {body.place} since {at}" if body.place else f"{who} halted since {at}"
        case MovementState.AT_START:
            return f"{who} at the start, {body.place}, reported {at}" if body.place else f"{who} at the start, reported {at}"
        case MovementState.MOVING:
            return f"{who} under way, reported {at}"
        case MovementState.PLANNED | MovementState.ARRIVED | MovementState.ABORTED:
            return f"{who} {body.state.value.lower()}, reported {at}"
        case _:
            assert_never(body.state)


def _chip(row: Record) -> str:
    """Whose data this is and how sensitive: it stays its submitter's."""
    label = row.label
    if label is None or label.ocha is None:
        return row.author.entity
    return f"{label.originator} · OCHA {label.ocha.value.lower()}"


def notices(picture: Picture, now: int, corridor: str, entity: str) -> tuple[Notice, ...]:
    """The standing notifications about movements on a corridor that this entity is a party to, submitted or hosts; latest first."""
    host = rules_of(picture).host
    found = [
        (row, body)
        for row, body in picture.bodies(Notification)
        if body.state in _STANDING and _about(picture, body, corridor) and entity in {*body.parties, row.author.entity, host}
    ]
    found.sort(key=lambda each: each[0].event, reverse=True)
    return tuple(Notice(_ident(row, body), tuple(_receipt(picture, now, row, party) for party in body.parties)) for row, body in found)


def _about(picture: Picture, body: Notification, corridor: str) -> bool:
    movement = picture.get(Movement, body.movement) if body.movement is not None else None
    return movement is not None and movement.corridor == corridor


def _ident(row: Record, body: Notification) -> str:
    return shown(row.subject) if shown(row.subject) != row.subject else body.code


def _receipt(picture: Picture, now: int, row: Record, party: str) -> Receipt:
    found = picture.find("notification_receipt", joined(row.subject, party))
    body = found.body if found is not None else None
    if found is None or not isinstance(body, NotificationReceipt):
        return Receipt(party, Glyph.DOTTED_RING, "NOT YET")
    by_voice = " relayed" if body.relayed else ""
    at = zulu(found.event, now)
    match body.receipt:
        case ReceiptKind.RECEIPT_ACKED:
            return Receipt(party, relayed(State.RECEIPT) if body.relayed else State.RECEIPT.sign.glyph, f"RECEIPT {at}{by_voice}")
        case ReceiptKind.NO_RECEIPT:
            return Receipt(party, Glyph.DOTTED_RING, f"NO RECEIPT {at}{by_voice}")
        case ReceiptKind.CONCERN_RAISED:
            return Receipt(party, Glyph.NOT_EQUAL, f"CONCERN RAISED {at}{by_voice}")
        case _:
            assert_never(body.receipt)
