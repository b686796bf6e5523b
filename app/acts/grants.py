"""Grants and their use: ask for an action, approve a grant, say where one's own nation stands (DOMAIN section 4).

Deliberately absent: authorising and what follows, which are steps (`app.acts.steps`), and any kind of action off the closed list.
"""

from __future__ import annotations

from typing import Final

from app.acts.choices import options_of, yes_or_no
from app.acts.form import Case, Form, Values, new_subject, wish
from feeds.assessment.eligibility import eligibility
from feeds.picture.act import Wish
from feeds.picture.action import Action, ActionState, Grant, GrantApproval, NationalCaveat, Stance
from feeds.picture.identity import joined, shown
from widgets.review.model import Choice, Field, Written


def _not_eligible(case: Case) -> str:
    found = eligibility(case.picture, case.now, case.subject, case.hand.entity)
    return "" if found.eligible else "; ".join(found.refusals)


def _request_fields(_case: Case) -> tuple[Field, ...]:
    return (Written("place", "Where, by name"), Written("remark", "Remark", hint="never required", limit=400))


def _request(case: Case, values: Values) -> Wish:
    grant = case.body(Grant)
    subject = new_subject(case, "X")
    body = Action(
        shown(subject),
        grant.kind,
        case.subject,
        case.hand.entity,
        ActionState.REQUESTED,
        requested_by=case.hand.officer,
        place=values.text("place"),
        remark=values.text("remark"),
    )
    return wish(case, body, subject, about=("grant", case.subject))


def _request_follows(case: Case, _values: Values) -> tuple[str, ...]:
    grant = case.picture.get(Grant, case.subject)
    second = "A second person authorises it." if grant is not None and grant.two_person else "It is authorised by an act of its own."
    return (second, "Eligibility reads the declared level and this entity's own consent, at this act and at each that follows.")


def _approve(case: Case, values: Values) -> Wish:
    body = GrantApproval(case.subject, case.hand.entity, values.chosen("approves") == "yes")
    return wish(case, body, joined(case.subject, case.hand.entity), about=("grant", case.subject))


def _approve_follows(case: Case, _values: Values) -> tuple[str, ...]:
    grant = case.picture.get(Grant, case.subject)
    needed = grant.approvals_needed if grant is not None else 1
    return (f"It takes {needed} entities, its author's own not counted.", "The grant becomes active by an act of its own.")


def _stance_fields(case: Case) -> tuple[Field, ...]:
    before = case.picture.get(NationalCaveat, joined(case.subject, case.hand.entity))
    return (
        Choice("stance", "This entity", options_of(Stance), before.stance.value if before is not None else case.argument),
        Written("caveat", "Caveat", before.caveat if before is not None else "", "daylight only", 400),
    )


def _stance(case: Case, values: Values) -> Wish:
    body = NationalCaveat(case.subject, case.hand.entity, Stance(values.chosen("stance")), values.text("caveat"))
    return wish(case, body, joined(case.subject, case.hand.entity), about=("grant", case.subject))


FORMS: Final = (
    Form("request_action", "Ask for an action", _request, ("grant",), _request_fields, _request_follows, _not_eligible),
    Form(
        "approve_grant",
        "Approve a grant",
        _approve,
        ("grant",),
        lambda _case: (yes_or_no("approves", "This entity approves", value=True),),
        _approve_follows,
    ),
    Form("stance", "Say where this entity stands on a grant", _stance, ("grant",), _stance_fields),
)
"""Grants and their use."""
