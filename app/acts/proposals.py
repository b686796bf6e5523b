"""Proposals and levels: put, amend, extend; declare for all, declare one's own (DOMAIN section 3).

No act here is taken by a clock: a deadline that passes adopts nothing. Deliberately absent: adopting and closing, which are steps of
the proposal's own table (`app.acts.steps`).
"""

from __future__ import annotations

from typing import Final

import msgspec

from app.acts.choices import options_of, rungs_of
from app.acts.form import Case, Form, Unfit, Values, new_subject, wish
from feeds.picture.act import Wish
from feeds.picture.diplomacy import OffRamp, OffRampState
from feeds.picture.doctrine import Doctrine
from feeds.picture.identity import joined, opaque, shown
from feeds.picture.ladder import ConsentRule, DeclaredLevel, Ladder, LadderType
from feeds.picture.proposal import Proposal, ProposalState
from widgets.review.model import Choice, Field, Written
from widgets.times import zulu


def _ladder(case: Case) -> Ladder:
    found = next((body.ladder for _, body in case.picture.bodies(Doctrine)), None)
    if found is None:
        raise Unfit("no ladder is in force in this picture")
    if found.type is LadderType.DESCRIPTIVE:
        raise Unfit(f"{found.name} describes; nothing is declared on it by consent")
    return found


def _no_ladder(case: Case) -> str:
    try:
        _ladder(case)
    except Unfit as error:
        return str(error)
    return ""


def _rungs(case: Case, name: str, caption: str, value: int | None) -> Choice:
    return Choice(name, caption, rungs_of(case), "" if value is None else str(value))


def _common(case: Case) -> int:
    ladder = _ladder(case)
    return next((body.ordinal for _, body in case.picture.bodies(DeclaredLevel) if body.common and body.ladder == ladder.code), 0)


def _asked_rung(case: Case) -> int | None:
    """Return the rung the intent named, as its argument or as its subject."""
    return next((int(text) for text in (case.argument, case.subject) if text.isdigit()), None)


def _put_fields(case: Case) -> tuple[Field, ...]:
    asked = _asked_rung(case)
    wanted = _common(case) + 1 if asked is None else asked
    return (
        _rungs(case, "to", "To which rung", wanted),
        Choice("consent", "Consent by", options_of(ConsentRule), ConsentRule.SILENCE.value),
        Written("deadline", "Deadline of silence", hint="11:30Z or +60 min"),
        Written("quorum", "Quorum", hint="how many consents, for a quorum only"),
        Written("title", "Title", hint="Raise 3 to 4"),
        Written("text", "Text", limit=4_000),
    )


def _put(case: Case, values: Values) -> Wish:
    ladder, consent = _ladder(case), ConsentRule(values.chosen("consent"))
    raises_to, raises_from = int(values.chosen("to")), _common(case)
    deadline = values.moment("deadline")
    if consent is ConsentRule.SILENCE and (deadline is None or deadline <= case.now):
        raise Unfit("a silence procedure has a deadline that is still to come")
    quorum = values.number("quorum")
    if consent is ConsentRule.QUORUM and not quorum:
        raise Unfit("a quorum says how many consents it takes")
    rung = ladder.rung(raises_to)
    verb = "Raise" if raises_to > raises_from else "Lower"
    subject = new_subject(case, "P")
    body = Proposal(
        shown(subject),
        values.text("title") or f"{verb} {raises_from} to {rung.printed if rung else raises_to}",
        ladder.code,
        raises_from,
        raises_to,
        ProposalState.PUT,
        consent,
        put_by=case.hand.entity,
        put_at=case.now,
        deadline=deadline if consent is ConsentRule.SILENCE else None,
        quorum=quorum if consent is ConsentRule.QUORUM else None,
        members=ladder.members,
        text=values.text("text"),
    )
    return wish(case, body, subject)


def _put_follows(case: Case, values: Values) -> tuple[str, ...]:
    deadline = _said_moment(values, "deadline", case.now)
    silence = f"Silence runs to {deadline} for every member that is REACHED." if deadline else "Members take positions of their own."
    return (silence, "Nothing is adopted by itself: only the chair's signed act adopts.")


def _said_moment(values: Values, name: str, now: int) -> str:
    try:
        moment = values.moment(name)
    except Unfit:
        return ""
    return "" if moment is None else zulu(moment, now)


def _amend_fields(case: Case) -> tuple[Field, ...]:
    proposal = case.picture.get(Proposal, case.subject)
    return (
        Written("text", "New wording", proposal.text if proposal is not None else "", limit=4_000),
        Written("deadline", "New deadline of silence", hint="11:30Z or +60 min"),
    )


def _amend(case: Case, values: Values) -> Wish:
    before = case.body(Proposal)
    deadline = values.moment("deadline")
    if before.consent is ConsentRule.SILENCE and (deadline is None or deadline <= case.now):
        raise Unfit("an amended wording goes under new silence: a deadline that is still to come")
    body = msgspec.structs.replace(
        before,
        state=ProposalState.PUT,
        text_revision=before.text_revision + 1,
        text=values.text("text", needed=True),
        deadline=deadline,
        put_at=case.now,
        put_by=case.hand.entity,
    )
    return wish(case, body)


def _extend(case: Case, values: Values) -> Wish:
    before = case.body(Proposal)
    deadline = values.moment("deadline")
    if deadline is None or deadline <= case.now:
        raise Unfit("the new deadline is still to come: 11:30Z or +30 min")
    return wish(case, msgspec.structs.replace(before, deadline=deadline))


def _not_put(case: Case) -> str:
    proposal = case.picture.get(Proposal, case.subject)
    if proposal is None:
        return "no such proposal"
    return "" if proposal.state is ProposalState.PUT else f"it is {proposal.state.value.replace('_', ' ')}"


def _level_fields(case: Case) -> tuple[Field, ...]:
    proposal = case.picture.get(Proposal, case.subject)
    wanted = proposal.raises_to if proposal is not None else _asked_rung(case)
    return (_rungs(case, "rung", "Rung", wanted), Written("caveat", "Caveat", hint="never required", limit=400))


def _level(case: Case, values: Values, *, common: bool) -> Wish:
    ladder = _ladder(case)
    entity = ladder.authority if common else case.hand.entity
    proposal = case.subject if case.picture.get(Proposal, case.subject) is not None else None
    body = DeclaredLevel(ladder.code, entity, int(values.chosen("rung")), common, proposal if common else None, values.text("caveat"))
    return wish(case, body, joined(ladder.code, entity))


def _level_follows(case: Case, values: Values, *, common: bool) -> tuple[str, ...]:
    rung = values.text("rung")
    if common:
        return (
            f"The declared level is {rung} for all; eligibility reads it at once.",
            "Each partner's own level stays as it is.",
        )
    return (f"{case.hand.entity} stands at {rung}; the level for all stays as it is.", "A difference is shown as one, without a reason.")


def _off_ramp_fields(_case: Case) -> tuple[Field, ...]:
    return (
        Written("title", "What is offered"),
        Written("conditions", "What must be true", hint="parted by semicolons", limit=1_000),
        Written("to", "Offered to", hint="KAR"),
        Written("until", "Until", hint="14:00Z"),
    )


def _off_ramp(case: Case, values: Values) -> Wish:
    subject = opaque("OR", case.hand.officer, case.hand.nonce)
    conditions = tuple(part.strip() for part in values.text("conditions").split(";") if part.strip())
    to = values.text("to") or None
    state = OffRampState.OFFERED if to else OffRampState.IDENTIFIED
    return wish(case, OffRamp(shown(subject), values.text("title", needed=True), state, conditions, to, values.moment("until")), subject)


FORMS: Final = (
    Form("propose", "Put a proposal", _put, (), _put_fields, _put_follows, _no_ladder, key="P"),
    Form(
        "amend",
        "Put an amended wording",
        _amend,
        ("proposal",),
        _amend_fields,
        lambda _case, _values: ("A new revision: positions on the one before count no more.", "Silence begins anew for all members."),
    ),
    Form(
        "extend",
        "Set a new deadline of silence",
        _extend,
        ("proposal",),
        lambda _case: (Written("deadline", "New deadline", hint="11:30Z or +30 min"),),
        lambda _case, _values: ("The period runs on to the new deadline; at its end nothing follows by itself.",),
        _not_put,
    ),
    Form(
        "declare_level",
        "Declare the level for all",
        lambda case, values: _level(case, values, common=True),
        ("proposal", "assessed_rung", "doctrine", ""),
        _level_fields,
        lambda case, values: _level_follows(case, values, common=True),
        _no_ladder,
    ),
    Form(
        "national_level",
        "Declare this entity's own level",
        lambda case, values: _level(case, values, common=False),
        ("assessed_rung", "doctrine", ""),
        _level_fields,
        lambda case, values: _level_follows(case, values, common=False),
        _no_ladder,
    ),
    Form("offer_off_ramp", "Offer an off-ramp", _off_ramp, (), _off_ramp_fields),
)
"""Proposals and levels."""
