"""Recalls of a misrelease as a section of the board: what was called back, and who has confirmed. Pure.

Who has not confirmed yet is read by the room's duty officer and by who called it back; a recipient reads its own word, others none.
"""

from feeds.assessment.rules import rules_of
from feeds.picture.envelope import Record
from feeds.picture.identity import joined, shown
from feeds.picture.picture import Picture
from feeds.picture.room import Recall, RecallReceipt
from widgets.board.acting import offered
from widgets.board.model import Entry, Fact, Part, Section
from widgets.signed import by, entity_of
from widgets.standpoint import Standpoint
from widgets.times import zulu
from widgets.words import State


def recall_section(picture: Picture, now: int, standpoint: Standpoint) -> Section:
    """Every recall, the latest first."""
    found = sorted(picture.bodies(Recall), key=lambda each: -each[0].event)
    return Section("Recalls", tuple(_entry(picture, now, standpoint, row, body) for row, body in found))


def _entry(picture: Picture, now: int, standpoint: Standpoint, row: Record, body: Recall) -> Entry:
    all_of_them = standpoint.entity in {rules_of(picture).host, entity_of(picture, row)}
    read = body.recipients if all_of_them else tuple(each for each in body.recipients if each == standpoint.entity)
    receipts = tuple(_receipt(picture, now, body, entity) for entity in read)
    waiting = [fact.label for fact in receipts if fact.state is State.RECALL_WAITING]
    mine = standpoint.entity in waiting
    done = f"confirmed by {', '.join(read)}" if read else ""
    return Entry(
        "recall",
        row.subject,
        f"Recall of {shown(body.item)}",
        state=State.RECALL_RUNNING if waiting or not read else State.RECALL_CONFIRMED,
        support=f"no word yet from {', '.join(waiting)}" if waiting else done,
        support_right=zulu(row.event, now),
        parts=(
            Part("Each recipient", receipts, "each answers the room for itself" if body.recipients else "nobody had it"),
            Part("The recall", (Fact("Reason", body.reason or "none given"), Fact("Called", by(picture, row, now)))),
        ),
        acts=offered((("recall_receipt", "Confirm the recall…", "R"),), row.subject, standpoint.off) if mine else (),
    )


def _receipt(picture: Picture, now: int, body: Recall, entity: str) -> Fact:
    found = picture.find("recall_receipt", joined(body.item, entity))
    if found is None or not isinstance(found.body, RecallReceipt):
        return Fact(entity, "", State.RECALL_WAITING)
    return Fact(entity, "", State.RECALL_CONFIRMED, zulu(found.event, now))
