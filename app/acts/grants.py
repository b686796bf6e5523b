"""Grants and their use: put one or its renewal, ask for an action, approve, say where one's own nation stands (DOMAIN section 4).

A renewal is a new grant under a code of its own, and takes approvals of its own. Deliberately absent: authorising and what follows, which
are steps (`app.acts.steps`), and any kind of action off the closed list.
"""

from __future__ import annotations

from typing import Final

from app.acts.choices import options_of, rungs_of, yes_or_no
from app.acts.form import Case, Form, Unfit, Values, new_subject, wish
from feeds.assessment.eligibility import eligibility
from feeds.picture.act import Wish
from feeds.picture.action import Action, ActionKind, ActionState, Grant, GrantApproval, GrantState, Limits, NationalCaveat, Stance
from feeds.picture.identity import joined, shown
from feeds.picture.values import Window
from widgets.review.model import Choice, Field, Written
from widgets.times import zulu


def _grant_fields(case: Case) -> tuple[Field, ...]:
    """Ask for all that a grant says; of a renewal what the one before said stands there already, but for its code and its sunset."""
    was = case.picture.get(Grant, case.subject)
    return (
        Written("code", "Code of its own", hint="G-12", limit=32),
        Written("title", "Title", was.title if was is not None else "", limit=200),
        Choice("kind", "Kind of action", options_of(ActionKind), was.kind.value if was is not None else ""),
        Written("instrument", "Instrument", was.instrument if was is not None else "", "the decision it rests on", 200),
        Written("authority", "Issuing authority", was.authority if was is not None else "", limit=200),
        Written("since", "From", _begins(was, case.began), "18:00Z"),
        Written("until", "Sunset", hint="23:59Z"),
        Written("delegate", "Delegate role", was.delegate if was is not None else "", "who may authorise its use", 32),
        Choice("rungs", "At these rungs", rungs_of(case), "\n".join(map(str, was.rungs)) if was is not None else "", many=True),
        Written("preconditions", "Preconditions", was.preconditions if was is not None else "", limit=2_000),
        Written("uses", "Uses at most", _number(was.limits.uses if was is not None else None), "any number"),
        Written("hours", "Hours", was.limits.hours if was is not None else "", "daylight", 200),
        yes_or_no("reversible", "It can be undone", value=was.reversible if was is not None else True),
        yes_or_no("two_person", "A second person authorises each use", value=was.two_person if was is not None else True),
        Written("approvals", "Entities that must agree", _number(was.approvals_needed if was is not None else 1)),
        Written("legal_note", "Legal and proportionality note", was.legal_note if was is not None else "", limit=2_000),
    )


def _begins(was: Grant | None, now: int) -> str:
    """A renewal begins where the one before ends, if that is still to come."""
    ends = was.valid.until if was is not None else None
    return zulu(max(now, ends if ends is not None else now), now)


def _number(count: int | None) -> str:
    return "" if count is None else str(count)


def _grant(case: Case, values: Values) -> Wish:
    was = case.picture.get(Grant, case.subject)
    code, since, until = values.text("code", needed=True), values.moment("since"), values.moment("until")
    if any(body.code == code for _, body in case.picture.bodies(Grant)):
        raise Unfit(f"there is a grant {code}: a new grant has a code of its own")
    if until is None:
        raise Unfit("a grant has a sunset")
    if until <= (case.now if since is None else since):
        raise Unfit("it ends before it begins")
    body = Grant(
        code,
        values.text("title", needed=True),
        ActionKind(values.chosen("kind")),
        GrantState.PROPOSED,
        values.text("instrument", needed=True),
        values.text("authority", needed=True),
        Window(case.now if since is None else since, until),
        values.text("delegate"),
        tuple(sorted(int(each) for each in values.several("rungs"))),
        values.text("preconditions"),
        Limits(was.limits.area if was is not None else None, values.number("uses"), values.text("hours")),
        values.chosen("reversible") == "yes",
        values.chosen("two_person") == "yes",
        max(1, values.number("approvals") or 1),
        values.text("legal_note"),
    )
    return wish(case, body, new_subject(case, "G"), about=("grant", case.subject) if was is not None else None)


def _grant_follows(case: Case, values: Values) -> tuple[str, ...]:
    was = case.picture.get(Grant, case.subject)
    said = (
        f"It is put to be agreed to: by {max(1, values.number('approvals') or 1)}, its author's own word not counted.",
        "Nothing may be done by it before it is in force, which is an act of its own; it is read anew at each use.",
    )
    return said if was is None else (*said, f"{was.code} stays as it is and ends at its own sunset; each nation says anew where it stands.")


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
    Form("propose_grant", "Put a new grant", _grant, ("",), _grant_fields, _grant_follows),
    Form("renew_grant", "Renew a grant", _grant, ("grant",), _grant_fields, _grant_follows),
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
