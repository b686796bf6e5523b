"""The shift's state on one page, and the handovers that were signed.

The page is computed anew each time it is looked at: open alarms, what is shelved, proposals, late steps, answers that are owed. Who leaves
signs it with what stood on it; who relieves signs the same. Pure. Deliberately absent: signing.
"""

from collections.abc import Iterator

from feeds.assessment.alarms import AlarmView
from feeds.assessment.checklists import WORKED, run_view
from feeds.assessment.console import console
from feeds.assessment.rollcall import CellState, cells
from feeds.picture.alarm import AlarmState
from feeds.picture.checklist import Run
from feeds.picture.envelope import Record
from feeds.picture.identity import joined, shown
from feeds.picture.night import Handover
from feeds.picture.picture import Picture
from feeds.picture.proposal import Proposal, ProposalState
from widgets.board.acting import offered
from widgets.board.model import Entry, Fact, Part, Section
from widgets.cells import Mark
from widgets.signed import role_of
from widgets.standpoint import Standpoint
from widgets.times import elapsed, span, zulu
from widgets.words import Stage, State, alarm_mark

_SHOWN = 3
_OPEN = {AlarmState.UNACK_ACTIVE: State.UNACKNOWLEDGED, AlarmState.RTN_UNACK: State.RETURNED, AlarmState.ACK_ACTIVE: State.ACKNOWLEDGED}
_STAGES = {State.UNACKNOWLEDGED: Stage.UNACKNOWLEDGED, State.RETURNED: Stage.RETURNED, State.ACKNOWLEDGED: Stage.ACKNOWLEDGED}
_OWED = {CellState.OVERDUE: State.OVERDUE, CellState.NOBODY: State.NOBODY}


def handover_section(picture: Picture, now: int, standpoint: Standpoint) -> Section:
    """The shift as it stands, then the last handovers."""
    found = sorted(picture.bodies(Handover), key=lambda each: -each[0].event)
    signed = tuple(_signed(picture, now, standpoint, row, body) for row, body in found[:_SHOWN])
    return Section("Handover", (_shift(picture, now, standpoint), *signed))


def _shift(picture: Picture, now: int, standpoint: Standpoint) -> Entry:
    parts = shift_parts(picture, now, standpoint.entity)
    items = tuple(dict.fromkeys(fact.subject for part in parts for fact in part.facts if fact.subject))
    counted = " · ".join(f"{part.heading.lower()} {len(part.facts)}" for part in parts if part.facts)
    return Entry(
        "handover_page",
        "",
        "The shift as it stands",
        support=counted or "nothing is open, nothing is owed",
        support_right=zulu(now),
        computed=True,
        parts=parts,
        acts=offered(((f"handover:{','.join(items)}", "Hand over…", "H"),), "", standpoint.off),
    )


def shift_parts(picture: Picture, now: int, entity: str) -> tuple[Part, ...]:
    """What the relief takes over, under five headings; each fact can be followed."""
    board = console(picture, now, entity)
    grouped = (view for group in board.groups for view in group.views)
    open_alarms = tuple(_alarm(view, now) for view in (*board.single, *grouped))
    return (
        Part("Open alarms", open_alarms, "none"),
        Part("Shelved and set aside", tuple(_aside(view, now) for view in board.aside), "none"),
        Part("Proposals", tuple(_proposals(picture, now)), "none is put"),
        Part("Late steps", tuple(_late(picture, now)), "none"),
        Part("Answers owed", tuple(_owed(picture, now, entity)), "none"),
    )


def _alarm(view: AlarmView, now: int) -> Fact:
    severity, state = State[view.alarm.severity.name], _OPEN[view.state]
    sign = alarm_mark(severity, _STAGES[state])
    raised = f"raised {zulu(view.alarm.onset, now)}"
    mark = Mark(sign.glyph, sign.token)
    return Fact(shown(view.subject), f"{severity.word}: {view.alarm.title}", state, raised, "alarm", view.subject, mark=mark)


def _aside(view: AlarmView, now: int) -> Fact:
    state = State.SHELVED if view.state is AlarmState.SHELVED else State.SUPPRESSED
    if view.state is AlarmState.OUT_OF_SERVICE:
        state = State.OUT_OF_SERVICE
    until = f"returns {zulu(view.shelved_until, now)}" if view.shelved_until is not None else ""
    reason = f" ({view.shelf_reason})" if view.shelf_reason else ""
    return Fact(shown(view.subject), f"{view.alarm.title}{reason}", state, until, "alarm", view.subject)


def _proposals(picture: Picture, now: int) -> Iterator[Fact]:
    for row, body in picture.bodies(Proposal):
        if body.state in {ProposalState.PUT, ProposalState.ADOPTED}:
            until = f"to {zulu(body.deadline, now)}" if body.deadline is not None else ""
            yield Fact(
                shown(row.subject), f"{body.title}, {body.state.value}, text {body.text_revision}", None, until, "proposal", row.subject
            )


def _late(picture: Picture, now: int) -> Iterator[Fact]:
    for row, body in picture.bodies(Run):
        view = run_view(picture, now, row.subject) if body.state in WORKED else None
        for step in view.steps if view is not None else ():
            if step.open and step.late:
                subject = joined(row.subject, str(step.step.number))
                yield Fact(body.template, f"{step.step.number} {step.step.text}", None, f"LATE {elapsed(step.late)}", "item", subject)


def _owed(picture: Picture, now: int, entity: str) -> Iterator[Fact]:
    for row in cells(picture, now, entity).rows:
        for cell in row.cells:
            if cell.state in _OWED:
                since = f"{span(now - cell.since)}" if cell.since is not None else ""
                yield Fact(cell.entity, row.body.title, _OWED[cell.state], since, "request", row.request.subject)


def _signed(picture: Picture, now: int, standpoint: Standpoint, row: Record, body: Handover) -> Entry:
    left = role_of(picture, body.left_by) if body.left_by is not None else ""
    taken = role_of(picture, body.taken_by) if body.taken_by is not None else ""
    state = State.HANDOVER_TAKEN if taken and left else State.HANDOVER_LEFT if left else State.HANDOVER_OPEN
    items = tuple(Fact(shown(each), _item(picture, each), kind=_kind(picture, each), subject=each) for each in body.open_items)
    signatures = (
        Fact("Leaves", left or "not signed yet"),
        Fact("Relieves", taken or "not signed yet"),
        Fact("Notes", body.notes or "none"),
    )
    return Entry(
        "handover",
        row.subject,
        f"{left or body.from_seat} to {taken or body.to_seat}",
        state=state,
        support=body.notes,
        support_right=zulu(row.event, now),
        parts=(Part("Signatures", signatures), Part("What was handed over", items, "nothing was named")),
        acts=() if taken else offered((("handover", "Take over…", "A"),), row.subject, standpoint.off),
    )


_KINDS = ("alarm", "proposal", "request", "run", "item", "grant", "action", "corridor")


def _kind(picture: Picture, subject: str) -> str:
    """Of which table a handed item is; "" where this picture does not have it."""
    return next((kind for kind in _KINDS if picture.find(kind, subject) is not None), "")


def _item(picture: Picture, subject: str) -> str:
    row = picture.find(kind, subject) if (kind := _kind(picture, subject)) else None
    body = row.body if row is not None else None
    return str(getattr(body, "title", "") or getattr(body, "template", "") or "no longer in this picture")
