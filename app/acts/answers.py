"""Answers to items that ask, and positions on proposals: an entity's word on one revision, by kind (DOMAIN section 6).

Receipt and assessed are one key and take no sheet. Words given by voice are recorded as relayed and countersigned by the entity
itself. Deliberately absent: any reason that must be given, for anything.
"""

from __future__ import annotations

from typing import Final

import msgspec

from app.acts.choices import entities, options_of, remark, spoken
from app.acts.form import Case, Form, Unfit, Values, wish
from feeds.picture.act import Wish
from feeds.picture.alarm import Answer, AnswerKind, Request
from feeds.picture.identity import joined, shown
from feeds.picture.ladder import ConsentRule
from feeds.picture.proposal import Position, PositionKind, Proposal
from widgets.review.model import Choice, Field, Written

LIGHT: Final = frozenset({AnswerKind.RECEIPT, AnswerKind.ASSESSED})
"""Answers that commit nothing: one key."""

HEAVY: Final = tuple(kind for kind in AnswerKind if kind not in LIGHT)

_MEANS: Final = {
    "CONCUR": "commits this entity to the item as it reads",
    "CONCUR_AD_REFERENDUM": "concurs, subject to the capital",
    "NON_CONCUR": "no reason is required",
    "RESERVATION": "takes part, with the reservation on record",
    "AWAITING_INSTRUCTIONS": "the capital has been asked",
    "NOT_PARTICIPATING": "stands aside; it is neither for nor against",
    "ACCEPT_TASK": "this entity will do what the item asks",
    "CONSENT": "consents to this wording",
    "CONSENT_AD_REFERENDUM": "consents, subject to the capital",
    "NON_CONCURRENCE": "no reason is required; it breaks silence",
    "BREAKS_SILENCE": "no reason is required; an amendment may be offered",
    "EXTENSION_ASKED": "the chair decides on more time",
}


def _answer_fields(case: Case) -> tuple[Field, ...]:
    chosen = case.argument if case.argument in AnswerKind.__members__ else AnswerKind.CONCUR.value
    return (Choice("answer", "Answer", options_of(HEAVY, _MEANS), chosen), remark())


def answer_wish(case: Case, kind: AnswerKind, text: str) -> Wish:
    """Return the wish of this desk's own entity to answer the request with this kind. Raises Unfit where it is not asked."""
    request = case.body(Request)
    if case.hand.entity not in request.addressed:
        raise Unfit(f"{case.hand.entity} is not asked")
    body = Answer(case.subject, request.item_revision, case.hand.entity, kind, remark=text)
    return wish(case, body, joined(case.subject, case.hand.entity), about=("request", case.subject))


def _answer(case: Case, values: Values) -> Wish:
    return answer_wish(case, AnswerKind[values.chosen("answer")], values.text("remark"))


def _answer_follows(case: Case, values: Values) -> tuple[str, ...]:
    request = case.picture.get(Request, case.subject)
    revision = request.item_revision if request is not None else 0
    kind = values.text("answer").replace("_", " ")
    return (f"{case.hand.entity} reads {kind} in the roll-call of revision {revision}.", "It acknowledges no alarm and does nothing else.")


def _answer_named(_case: Case, values: Values) -> str:
    return spoken(values.text("answer")) or "Answer"


def _not_asked(case: Case) -> str:
    request = case.picture.get(Request, case.subject)
    if request is None or request.withdrawn:
        return "nothing asks for an answer"
    return "" if case.hand.entity in request.addressed else f"{case.hand.entity} is not asked"


def _withdraw(case: Case, values: Values) -> Wish:
    subject = joined(case.subject, case.hand.entity) if case.picture.get(Answer, case.subject) is None else case.subject
    before = case.picture.get(Answer, subject)
    if before is None or before.withdrawn:
        raise Unfit("there is no answer to withdraw")
    return wish(case, msgspec.structs.replace(before, withdrawn=True, remark=values.text("remark")), subject)


def _relay_fields(case: Case) -> tuple[Field, ...]:
    request = case.picture.get(Request, case.subject)
    asked = request.addressed if request is not None else ()
    voices = tuple(entity for entity in asked if entity in case.speaks_for())
    return (
        Choice("entity", "Entity that spoke", entities(case, voices), case.argument if case.argument in voices else ""),
        Choice("answer", "Answer given", options_of(AnswerKind, _MEANS), AnswerKind.RECEIPT.value),
        Written("channel", "By which channel", hint="telephone, radio"),
        remark(),
    )


def _relay(case: Case, values: Values) -> Wish:
    request = case.body(Request)
    entity = values.chosen("entity")
    said = ", ".join(part for part in (values.text("channel"), values.text("remark")) if part)
    body = Answer(case.subject, request.item_revision, entity, AnswerKind[values.chosen("answer")], relayed=True, remark=said)
    return wish(case, body, joined(case.subject, entity), about=("request", case.subject))


def _relay_off(case: Case) -> str:
    request = case.picture.get(Request, case.subject)
    voices = set(request.addressed if request is not None else ()) & set(case.speaks_for())
    return "" if voices else "this desk may record nobody's words here"


def _countersign(case: Case, _values: Values) -> Wish:
    row = case.row("answer", "position")
    body = row.body if row is not None else None
    if not isinstance(body, Answer | Position) or not body.relayed or body.countersigned:
        raise Unfit("nothing relayed waits for a countersign here")
    if body.entity != case.hand.entity:
        raise Unfit(f"only {body.entity} itself can countersign its words")
    return wish(case, msgspec.structs.replace(body, countersigned=True))


def _countersign_follows(case: Case, _values: Values) -> tuple[str, ...]:
    """The very words that were recorded: they are what is signed."""
    row = case.row("answer", "position")
    body = row.body if row is not None else None
    if isinstance(body, Answer):
        kind, revision, words = spoken(body.answer), body.item_revision, _words("Remark", body.remark)
    elif isinstance(body, Position):
        kind, revision, words = spoken(body.position), body.text_revision, _words("Amendment", body.amendment)
    else:
        return ()
    recorded = f"Recorded for {body.entity}: {kind}, of revision {revision}."
    return tuple(each for each in (recorded, words, f"It counts as signed by {case.hand.entity}.") if each)


def _words(caption: str, text: str) -> str:
    return f"{caption}: {text}" if text else ""


def _proposal(case: Case) -> Proposal:
    return case.body(Proposal)


def _position_wish(case: Case, kind: PositionKind, values: Values) -> Wish:
    proposal = _proposal(case)
    body = Position(case.subject, proposal.text_revision, case.hand.entity, kind, values.text("amendment"))
    return wish(case, body, joined(case.subject, case.hand.entity), about=("proposal", case.subject))


def _position_fields(case: Case) -> tuple[Field, ...]:
    chosen = case.argument if case.argument in PositionKind.__members__ else PositionKind.CONSENT.value
    kinds = tuple(kind for kind in PositionKind if kind not in (PositionKind.BREAKS_SILENCE, PositionKind.EXTENSION_ASKED))
    return (Choice("position", "Position", options_of(kinds, _MEANS), chosen), _amendment())


def _amendment() -> Written:
    return Written("amendment", "Amendment or reservation", hint="never required", limit=2_000)


def _silence_off(case: Case) -> str:
    proposal = case.picture.get(Proposal, case.subject)
    if proposal is None or proposal.consent is not ConsentRule.SILENCE or proposal.deadline is None:
        return "it is not under silence"
    return "its deadline has passed" if case.now > proposal.deadline else ""


def _reads(case: Case, word: str, after: str) -> tuple[str, ...]:
    return (f"{case.hand.entity} reads {word} beside {shown(case.subject)}.", after)


FORMS: Final = (
    Form("answer", "Answer", _answer, ("request",), _answer_fields, _answer_follows, _not_asked, "Ctrl+Enter", _answer_named),
    Form(
        "withdraw_answer",
        "Withdraw an answer",
        _withdraw,
        ("request", "answer"),
        lambda _case: (remark(),),
        lambda case, _values: (f"{case.hand.entity} has no answer in force; the one before stays on record.",),
        key="Ctrl+U",
    ),
    Form(
        "relay",
        "Record words given by voice",
        _relay,
        ("request",),
        _relay_fields,
        lambda _case, values: (
            f"{values.text('entity') or 'The entity'} reads RELAYED until it countersigns and does not count as signed.",
        ),
        _relay_off,
    ),
    Form(
        "countersign",
        "Countersign words given by voice",
        _countersign,
        ("answer", "position"),
        follows=_countersign_follows,
    ),
    Form(
        "position",
        "Take a position",
        lambda case, values: _position_wish(case, PositionKind[values.chosen("position")], values),
        ("proposal",),
        _position_fields,
        lambda case, values: _reads(case, values.text("position").replace("_", " "), "Only the chair's signed act adopts."),
    ),
    Form(
        "break_silence",
        "Break silence",
        lambda case, values: _position_wish(case, PositionKind.BREAKS_SILENCE, values),
        ("proposal",),
        lambda _case: (_amendment(),),
        lambda case, _values: _reads(case, "BROKEN", "No reason is required. The chair may put an amended wording under new silence."),
        _silence_off,
        key="Ctrl+B",
    ),
    Form(
        "ask_extension",
        "Ask for more time",
        lambda case, values: _position_wish(case, PositionKind.EXTENSION_ASKED, values),
        ("proposal",),
        follows=lambda case, _values: _reads(case, "EXTENSION ASKED", "The deadline stands until the chair sets another."),
        off=_silence_off,
        key="E",
    ),
)
"""Answers and positions."""
