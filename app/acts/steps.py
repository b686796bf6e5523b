"""Steps of everything that has a lifecycle: one sheet for all, its choices read from the table of the kind (`feeds.picture.lifecycle`).

What a step asks for beside itself, and what it means, is a line here by kind and event. Deliberately absent: any state that is not an
edge of the table, and any step that a clock takes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from app.acts.choices import spoken
from app.acts.form import Case, Form, Unfit, Values, wish
from feeds.picture.act import Wish
from feeds.picture.action import Action, ActionState, Grant
from feeds.picture.body import Body
from feeds.picture.corridor import CorridorState, CorridorStatus
from feeds.picture.diplomacy import OffRampState
from feeds.picture.envelope import Record
from feeds.picture.identity import shown
from feeds.picture.ladder import ConsentRule
from feeds.picture.proposal import Proposal, ProposalState
from feeds.picture.records import KINDS
from feeds.picture.relief import Movement
from feeds.picture.values import Window
from widgets.review.model import Choice, Field, Option, Written
from widgets.times import zulu
from widgets.words import State

STEPPED: Final = tuple(name for name, kind in KINDS.items() if kind.lifecycle is not None and name not in ("run", "item"))
"""The kinds with steps of their own; checklists tick theirs with one key."""

_NAMED_BY: Final = ("corridor",)
"""Rows that name what has steps: a corridor's status stands under the corridor's own subject."""


_AXES: Final = {"information_request": "INFORMATION"}
"""The beginnings of the screen's own words, where they are not the kind's name."""


@dataclass(frozen=True)
class Extra:
    """What a kind's steps ask for beside the step, and how the body takes it."""

    fields: Callable[[Case], tuple[Field, ...]]
    take: Callable[[Any, Case, Values], Body]


def row_of(case: Case) -> Record | None:
    """Return the row whose state the case would change."""
    return case.row(*STEPPED)


def events(case: Case) -> Mapping[str, str]:
    """Return the steps possible now: event -> the state it leads to."""
    row = row_of(case)
    if row is None or row.body.lifecycle is None:
        return {}
    return {event: state.value for event, state in row.body.lifecycle.events(getattr(row.body, "state")).items()}  # noqa: B009


def word_of(case: Case, state: str) -> str:
    """Return a state of the case's row as the screen says it: some stored words are not for a desk."""
    row = row_of(case)
    axis = "" if row is None else _AXES.get(row.kind, row.kind.upper())
    sign = State.__members__.get(f"{axis}_{state}")
    return sign.word if sign is not None else state.replace("_", " ")


def _fields(case: Case) -> tuple[Field, ...]:
    possible = events(case)
    options = tuple(Option(event, spoken(event), f"reads {word_of(case, state)}") for event, state in possible.items())
    row = row_of(case)
    extra = EXTRAS.get(row.kind) if row is not None else None
    chosen = case.argument if case.argument in possible else ""
    return (Choice("step", "Step", options, chosen), *(extra.fields(case) if extra is not None else ()))


def _make(case: Case, values: Values) -> Wish:
    row = row_of(case)
    if row is None or row.body.lifecycle is None:
        raise Unfit(f"{shown(case.subject) or 'nothing'} has no steps")
    before = getattr(row.body, "state")  # noqa: B009 -- a body with a lifecycle has a state; its type cannot say so
    event = values.chosen("step")
    if event not in row.body.lifecycle.events(before):
        raise Unfit(f"{before.value.replace('_', ' ')} cannot take the step {spoken(event).lower()}")
    body: Any = msgspec.structs.replace(row.body, state=row.body.lifecycle.after(before, event))
    extra = EXTRAS.get(row.kind)
    if extra is not None:
        body = extra.take(body, case, values)
    return wish(case, body)


def _follows(case: Case, values: Values) -> tuple[str, ...]:
    row = row_of(case)
    event = values.text("step")
    state = events(case).get(event, "")
    said = (f"It reads {word_of(case, state)}.",) if state else ()
    return said + (FOLLOWS.get((row.kind, event), ()) if row is not None else ())


def _off(case: Case) -> str:
    row = row_of(case)
    if row is None:
        return "it has no steps here"
    state = word_of(case, str(getattr(row.body, "state", "")))
    if not events(case):
        return f"it is {state}: nothing follows"
    # What was asked for is not another step: a sheet that was opened to suspend never offers to open instead.
    return f"it is {state}: it cannot take the step {spoken(case.argument).lower()}" if case.argument not in {"", *events(case)} else ""


FOLLOWS: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("proposal", "adopt"): ("No level changes by it: declaring is an act of its own.",),
    ("proposal", "close"): ("It may be put again in an amended wording.",),
    ("corridor_status", "open"): ("Computed conditions stay beside it; they may contradict OPEN and never assert it.",),
    ("corridor_status", "suspend"): ("The contradiction ends; the danger does not. Movements are HAC's to decide.",),
    ("corridor_status", "close"): ("The route is closed for its window; whoever stays keeps every protection.",),
    ("action", "authorise"): ("Eligibility is checked by the hub at this very act, and fails closed.",),
    ("action", "execute"): ("Falling out of eligibility while EXECUTING warns; a person stands it down.",),
    ("grant", "revoke"): ("It ends for everybody; a renewal is a new grant.",),
    ("red_line", "allege"): ("An allegation is no crossing: it starts no clock.",),
    ("red_line", "confirm"): ("Only CONFIRMED starts a visible clock.",),
    ("off_ramp", "accept"): ("The side it was offered to accepts; recorded by another it reads RELAYED.",),
    ("off_ramp", "decline"): ("The side it was offered to declines; recorded by another it reads RELAYED.",),
    ("pause", "allege"): ("An allegation of a breach is no finding; an arbiter may find it not established.",),
    ("movement", "start"): ("Only the mission lead moves it; the room advises.",),
}
"""What a step means beyond the state it leads to."""


def _reason(caption: str = "Reason") -> tuple[Field, ...]:
    return (Written("reason", caption, hint="never required", limit=400),)


def _corridor_fields(case: Case) -> tuple[Field, ...]:
    status = case.picture.get(CorridorStatus, case.subject)
    window = status.window if status is not None else None
    since = zulu(window.since, case.now) if window is not None else ""
    until = zulu(window.until, case.now) if window is not None and window.until is not None else ""
    return (Written("since", "Window from", since, "16:00Z"), Written("until", "Window to", until, "19:00Z"), *_reason())


def _corridor(body: Any, case: Case, values: Values) -> Body:  # noqa: ANN401  the kind is the table's line
    since, until = values.moment("since"), values.moment("until")
    if body.state is CorridorState.OPEN and (until is None or until <= case.now):
        raise Unfit("a corridor is opened for a window whose end is still to come")
    window = Window(since if since is not None else case.now, until) if since is not None or until is not None else None
    if window is not None and window.until is not None and window.until <= window.since:
        raise Unfit("the window ends before it begins")
    changed: Body = msgspec.structs.replace(body, window=window, reason=values.text("reason"))
    return changed


def _proposal_fields(case: Case) -> tuple[Field, ...]:
    """A draft that is put under silence is given its deadline then."""
    found = case.picture.get(Proposal, case.subject)
    drafted = found is not None and found.state is ProposalState.DRAFT and found.consent is ConsentRule.SILENCE
    return (Written("deadline", "Deadline of silence", hint="11:30Z or +60 min"),) if drafted else ()


def _proposal(body: Any, case: Case, values: Values) -> Body:  # noqa: ANN401
    if body.state is ProposalState.PUT:
        again = case.body(Proposal).state is ProposalState.NOT_ADOPTED
        return msgspec.structs.replace(
            case.body(Proposal),
            state=ProposalState.PUT,
            put_by=case.hand.entity,
            put_at=case.now,
            deadline=values.moment("deadline") or body.deadline,
            text_revision=body.text_revision + again,
        )
    if body.state is ProposalState.ADOPTED and body.deadline is not None and case.now < body.deadline:
        raise Unfit(f"silence runs to {zulu(body.deadline, case.now)}: it is not adopted before")
    changed: Body = body
    return changed


def _action(body: Any, case: Case, values: Values) -> Body:  # noqa: ANN401
    second = case.hand.officer if body.state is ActionState.AUTHORISED else body.second_person
    started = case.now if body.state is ActionState.EXECUTING else body.started
    changed: Body = msgspec.structs.replace(body, second_person=second, started=started, remark=values.text("reason") or body.remark)
    return changed


def _movement_fields(case: Case) -> tuple[Field, ...]:
    movement = case.picture.get(Movement, case.subject)
    people = str(movement.people) if movement is not None and movement.people is not None else ""
    place = movement.place if movement is not None else ""
    return (Written("place", "Place, by name", place), Written("people", "People, an estimate", people))


def _movement(body: Any, case: Case, values: Values) -> Body:  # noqa: ANN401
    del case
    changed: Body = msgspec.structs.replace(body, place=values.text("place"), people=values.number("people"))
    return changed


def _off_ramp(body: Any, case: Case, values: Values) -> Body:  # noqa: ANN401
    del values
    answered = body.state in {OffRampState.ACCEPTED, OffRampState.DECLINED}
    changed: Body = msgspec.structs.replace(body, relayed=body.relayed or (answered and case.hand.entity != body.offered_to))
    return changed


def _said(member: str) -> Callable[[Any, Case, Values], Body]:
    def take(body: Any, case: Case, values: Values) -> Body:  # noqa: ANN401
        del case
        changed: Body = msgspec.structs.replace(body, **{member: values.text(member) or getattr(body, member)})
        return changed

    return take


def _line(member: str, caption: str) -> Callable[[Case], tuple[Field, ...]]:
    return lambda _case: (Written(member, caption, limit=2_000),)


EXTRAS: Final[Mapping[str, Extra]] = {
    "corridor_status": Extra(_corridor_fields, _corridor),
    "proposal": Extra(_proposal_fields, _proposal),
    "action": Extra(lambda _case: _reason("Remark"), _action),
    "movement": Extra(_movement_fields, _movement),
    "off_ramp": Extra(lambda _case: (), _off_ramp),
    "dispute": Extra(_line("finding", "Finding"), _said("finding")),
    "information_request": Extra(_line("answer", "Answer"), _said("answer")),
    "corridor_incident": Extra(_line("text", "What was found"), _said("text")),
}
"""What the steps of a kind ask for beside the step."""


def second_person(case: Case) -> str:
    """Say who must be second for what the case would change, in words; empty where nobody need be."""
    row = row_of(case)
    if row is None:
        return ""
    match row.body:
        case Action(grant=subject, requested_by=requester, state=ActionState.REQUESTED):
            grant = case.picture.get(Grant, subject)
            if grant is not None and grant.two_person:
                return f"authorised by a second person, not {requester or row.author.code}; the second may sit in the capital"
        case Grant(approvals_needed=needed) if needed > 1:
            return f"{needed} entities approve it, its author's own not counted"
        case _:
            pass
    return ""


def _named(case: Case, values: Values) -> str:
    row, event = row_of(case), values.text("step")
    return f"{spoken(event)}: {spoken(row.kind).lower()}" if row is not None and event else "Change its state"


FORMS: Final = (Form("change", "Change its state", _make, (*STEPPED, *_NAMED_BY), _fields, _follows, _off, named=_named),)
"""The one sheet of all steps; the intent says which: `change:authorise`."""
