"""Who has answered what is no item of the roll-call: receipts of a notification and of a recall, a question, an offer of a way back.

Each has its own fixed words; none is a permission and none is counted. Who has not answered as far as this reader's picture says reads
NOT YET. Deliberately absent: items that ask (`nodes`), and when anybody saw anything.
"""

from __future__ import annotations

from collections.abc import Iterator

from feeds.assessment.chain import Node
from feeds.assessment.words import zulu
from feeds.picture.diplomacy import Dispute, DisputeReply, OffRamp, OffRampState
from feeds.picture.identity import joined
from feeds.picture.night import InformationRequest
from feeds.picture.picture import Picture
from feeds.picture.relief import Movement, Notification, NotificationReceipt
from feeds.picture.room import Recall

_NOT_YET = "NOT YET"


def replies(picture: Picture, kind: str, subject: str) -> Iterator[Node]:
    """Yield what was answered to a row; nothing for a kind that nobody answers."""
    row = picture.find(kind, subject)
    match row.body if row is not None else None:
        case Movement(notification=notification) if notification is not None:
            yield from replies(picture, "notification", notification)
        case Notification(parties=parties):
            yield from (_receipt(picture, subject, party) for party in parties)
        case Recall(recipients=recipients):
            yield from (_returned(picture, subject, each) for each in recipients)
        case InformationRequest() as asked:
            yield from _told(subject, asked)
        case OffRamp(offered_to=to, state=state) if to is not None and state is not OffRampState.IDENTIFIED:
            yield Node("off_ramp", subject, f"{to} {_NOT_YET if state is OffRampState.OFFERED else state.value}")
        case Dispute(finding=finding):
            yield from _dispute(picture, subject, finding)
        case _:
            return


def _receipt(picture: Picture, subject: str, party: str) -> Node:
    key = joined(subject, party)
    row = picture.find("notification_receipt", key)
    if row is None or not isinstance(row.body, NotificationReceipt):
        return Node("notification_receipt", key, f"{party} {_NOT_YET}")
    relayed = ", relayed" if row.body.relayed else ""
    words = {"RECEIPT_ACKED": "RECEIPT"}.get(row.body.receipt.value, row.body.receipt.value.replace("_", " "))
    return Node("notification_receipt", key, f"{party} {words} {zulu(row.event)}{relayed}")


def _returned(picture: Picture, subject: str, entity: str) -> Node:
    key = joined(subject, entity)
    row = picture.find("recall_receipt", key)
    return Node("recall_receipt", key, f"{entity} RECEIPT {zulu(row.event)}" if row is not None else f"{entity} {_NOT_YET}")


def _told(subject: str, asked: InformationRequest) -> Iterator[Node]:
    if asked.answer:
        yield Node("information_request", subject, asked.answer)
    else:
        yield from (Node("information_request", subject, f"{entity} {_NOT_YET}") for entity in asked.asked_of)


def _dispute(picture: Picture, subject: str, finding: str) -> Iterator[Node]:
    if finding:
        yield Node("dispute", subject, f"found: {finding}")
    for row, body in picture.bodies(DisputeReply):
        if body.dispute == subject:
            yield Node("dispute_reply", row.subject, f"{body.entity}: {body.text}")
