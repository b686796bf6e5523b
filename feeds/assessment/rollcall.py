"""Who was asked, who has it, who has seen it, who has answered: item by entity.

An acknowledged alarm answers nothing, and SEEN is no answer. An answer counts only for the revision that is asked now, and not when it was
withdrawn; one that came after its time counts and is marked late; one given by voice is marked relayed until it is countersigned. What
would shame a partner (SEEN, OVERDUE, NOBODY) is shown to that entity and to the host's duty officer only. Deliberately absent: the times
between the steps (`latency`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from feeds.assessment.rules import Rules, rules_of
from feeds.assessment.words import earliest
from feeds.picture.alarm import Alarm, Answer, AnswerKind, Delivery, Presence, Request
from feeds.picture.envelope import Record
from feeds.picture.identity import joined
from feeds.picture.picture import Picture


class CellState(StrEnum):
    """What one entity has done with one item, as far as this viewer may know."""

    NOT_ADDRESSED = "NOT_ADDRESSED"
    NOT_YET = "NOT_YET"
    DELIVERED = "DELIVERED"
    SEEN = "SEEN"
    ANSWERED = "ANSWERED"
    OVERDUE = "OVERDUE"
    NOBODY = "NOBODY"


@dataclass(frozen=True, slots=True)
class Cell:
    """One item and one entity. `since`: when the state began; for OVERDUE that is when it was due. `answer` names the kind.

    `due`: None where this viewer may not see another's clock, or where no answer is awaited.
    """

    entity: str
    state: CellState
    since: int | None = None
    answer: AnswerKind | None = None
    late: bool = False
    relayed: bool = False
    countersigned: bool = False
    due: int | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One item: its request and a cell for each entity, in the order of the call. `answered` of `addressed` have answered.

    `signed`: how many of the answers an entity signed; what was given by voice is among them once it is countersigned.
    """

    request: Record
    body: Request
    cells: tuple[Cell, ...]
    answered: int
    addressed: int
    due: int | None
    signed: int = 0

    def cell(self, entity: str) -> Cell | None:
        """Return an entity's cell, or None."""
        return next((cell for cell in self.cells if cell.entity == entity), None)


@dataclass(frozen=True, slots=True)
class RollCall:
    """All items that ask, the latest asked first, over the entities that any of them addresses. `due`: next change by time."""

    entities: tuple[str, ...]
    rows: tuple[Row, ...]
    due: int | None

    def of_item(self, item: str) -> Row | None:
        """Return the latest row about an item, or None."""
        return next((row for row in self.rows if row.body.item == item), None)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one entity stands with one request, whoever looks: the facts behind a cell."""

    delivered: int | None
    seen: int | None
    answer: tuple[Record, Answer] | None
    absent_since: int | None
    """Since when nobody has been at its desk; None: somebody is, or it is not known."""


def due_of(picture: Picture, row: Record, request: Request, rules: Rules) -> int | None:
    """Return when an answer is due: as the request says, else by the doctrine's timer for that kind of item, else never."""
    if request.due is not None:
        return request.due
    timers = rules.doctrine.answer_timers
    kinds = (kind for kind in timers if picture.find({"report": "indication"}.get(kind, kind), request.item) is not None)
    timer = timers.get(next(kinds, "default"))
    return None if timer is None else max(request.asked, row.event) + timer


def facts(picture: Picture) -> Mapping[tuple[str, str], list[Delivery]]:
    """Collect deliveries by (request, entity), once for all requests."""
    found: defaultdict[tuple[str, str], list[Delivery]] = defaultdict(list)
    for _, delivery in picture.bodies(Delivery):
        found[delivery.request, delivery.entity].append(delivery)
    return found


def stands(
    picture: Picture, row: Record, request: Request, entity: str, delivered: Mapping[tuple[str, str], list[Delivery]], rules: Rules
) -> Standing:
    """Return where an entity stands with a request's present revision."""
    mine = [each for each in delivered.get((row.subject, entity), ()) if each.item_revision == request.item_revision]
    presence = picture.get(Presence, entity)
    absent = presence.since + rules.doctrine.seat_absent if presence is not None and not presence.seats else None
    return Standing(
        delivered=min((each.delivered for each in mine), default=None),
        seen=min((each.seen for each in mine if each.seen is not None), default=None),
        answer=answer_of(picture, row.subject, request, entity),
        absent_since=absent,
    )


def answer_of(picture: Picture, subject: str, request: Request, entity: str) -> tuple[Record, Answer] | None:
    """Return an entity's answer to the request's present revision, unless it was withdrawn."""
    row = picture.find("answer", joined(subject, entity))
    if row is None or not isinstance(row.body, Answer) or row.body.withdrawn or row.body.item_revision != request.item_revision:
        return None
    return row, row.body


def cells(picture: Picture, now: int, viewer: str) -> RollCall:
    """Return the roll-call as one entity may see it."""
    rules = rules_of(picture)
    delivered = facts(picture)
    requests = [(row, body) for row, body in picture.bodies(Request) if not body.withdrawn]
    requests.sort(key=lambda each: (-each[1].asked, each[0].subject))
    addressed = {entity for _, body in requests for entity in body.addressed}
    order = [each.code for each in rules.roster.entities] if rules.roster else []
    entities = (*(code for code in order if code in addressed), *sorted(addressed - set(order)))
    rows: list[Row] = []
    moments: list[int | None] = []
    for row, body in requests:
        due = due_of(picture, row, body, rules)
        known = {entity: stands(picture, row, body, entity, delivered, rules) for entity in body.addressed}
        moments += [due, *(each.absent_since for each in known.values() if each.answer is None)]
        made = tuple(_cell(entity, known.get(entity), due, now, open_to=viewer in {entity, rules.host}) for entity in entities)
        answered = sum(each.answer is not None for each in known.values())
        signed = sum(each.answer is not None and (each.answer[1].countersigned or not each.answer[1].relayed) for each in known.values())
        rows.append(Row(row, body, made, answered, len(known), due, signed))
    return RollCall(entities, tuple(rows), earliest(moments, now))


def _cell(entity: str, known: Standing | None, due: int | None, now: int, *, open_to: bool) -> Cell:
    if known is None:
        return Cell(entity, CellState.NOT_ADDRESSED)
    if known.answer is not None:
        row, answer = known.answer
        late = due is not None and row.event > due
        return Cell(
            entity=entity,
            state=CellState.ANSWERED,
            since=row.event,
            answer=answer.answer,
            late=late and open_to,
            relayed=answer.relayed,
            countersigned=answer.countersigned,
            remark=answer.remark,
        )
    clock = due if open_to else None
    if open_to and known.absent_since is not None and now >= known.absent_since and known.seen is None:
        return Cell(entity, CellState.NOBODY, known.absent_since, due=clock)
    if open_to and due is not None and now >= due:
        return Cell(entity, CellState.OVERDUE, due, due=clock)
    if open_to and known.seen is not None:
        return Cell(entity, CellState.SEEN, known.seen, due=clock)
    if known.delivered is not None:
        return Cell(entity, CellState.DELIVERED, known.delivered if open_to else None, due=clock)
    return Cell(entity, CellState.NOT_YET, due=clock)


def answered(picture: Picture, item: str) -> tuple[int, int] | None:
    """Return (answered, addressed) of the latest request about an item, such as an alarm, or None where nobody was asked."""
    asked = [(row, body) for row, body in picture.bodies(Request) if body.item == item and not body.withdrawn]
    if not asked:
        return None
    row, body = max(asked, key=lambda each: (each[1].asked, each[0].subject))
    return sum(answer_of(picture, row.subject, body, entity) is not None for entity in body.addressed), len(body.addressed)


def asked_about(picture: Picture, alarm: Alarm, subject: str) -> tuple[int, int] | None:
    """Return `answered` of an alarm, or of what it is about where the alarm itself was not asked about."""
    return answered(picture, subject) or answered(picture, alarm.about)
