"""Who may read what: a tear-line, another set of readers for a row of one's own, a recall and its receipt (DOMAIN section 7).

A row that is released anew keeps its words and its moment. Deliberately absent: another class, and any release by rule or clock.
"""

from __future__ import annotations

from typing import Final

import msgspec

from app.acts.choices import entities, spoken
from app.acts.form import Case, Form, Unfit, Values, new_subject, wish
from feeds.picture.act import Wish
from feeds.picture.belonging import owner_of
from feeds.picture.body import Capability, kind_of
from feeds.picture.envelope import Record
from feeds.picture.identity import joined
from feeds.picture.room import Recall, RecallReceipt, Statement
from widgets.review.model import Choice, Field, Option, Written


def _recall_fields(case: Case) -> tuple[Field, ...]:
    return (
        Choice("recipients", "From these recipients", entities(case), "\n".join(case.argument.split(",")), many=True),
        Written("reason", "Reason", hint="never required", limit=1_000),
    )


def _recall(case: Case, values: Values) -> Wish:
    recipients = values.several("recipients")
    if not recipients:
        raise Unfit("a recall names who is to give it back")
    row = next((row for row in case.picture.all_rows() if row.subject == case.subject), None)
    if row is None:
        raise Unfit("what is to be recalled is not in the picture")
    return wish(case, Recall(case.subject, recipients, values.text("reason")), about=(row.kind, row.subject))


def _recall_receipt(case: Case, _values: Values) -> Wish:
    recall = case.body(Recall)
    if case.hand.entity not in recall.recipients:
        raise Unfit(f"{case.hand.entity} is not among its recipients")
    body = RecallReceipt(case.subject, case.hand.entity)
    return wish(case, body, joined(case.subject, case.hand.entity), about=(kind_of(Recall), case.subject))


_NOT_THEIRS: Final = "only its originator, or who releases for the room, changes who may read it"


def _rows(case: Case) -> tuple[Record, ...]:
    """The rows under the subject that may be released here: with a label, without one a row is nobody else's; recalls stay as told."""
    officer = case.officer
    any_of = officer is not None and Capability.RELEASE in officer.delegation.capabilities
    found = (row for kind in case.picture.tables if kind != kind_of(Recall) for row in case.picture.side_by_side(kind, case.subject))
    return tuple(row for row in found if row.label is not None and (any_of or owner_of(row) == case.hand.entity))


def _release_off(case: Case) -> str:
    return "" if _rows(case) else _NOT_THEIRS


def _release_fields(case: Case) -> tuple[Field, ...]:
    """The readers it has; those a recall names are left out beforehand."""
    rows = _rows(case)
    kinds = tuple(Option(row.kind, spoken(row.kind)) for row in rows)
    first = rows[0].label if rows else None
    now = (first.releasable if first is not None else frozenset()) - {*case.argument.split(","), *(owner_of(row) for row in rows)}
    return (
        Choice("kind", "This record", kinds, kinds[0].value if len(kinds) == 1 else ""),
        Choice("readers", "May be read by", entities(case), "\n".join(sorted(now)), many=True),
    )


def _release(case: Case, values: Values) -> Wish:
    kind = values.chosen("kind")
    row = next((each for each in _rows(case) if each.kind == kind), None)
    if row is None or row.label is None:
        raise Unfit(_NOT_THEIRS)
    label = msgspec.structs.replace(row.label, releasable=frozenset(values.several("readers")))
    if label == row.label:
        raise Unfit("its readers are these already")
    # It is released anew and not said anew: when it was said stays.
    return Wish(row.subject, row.body, row.event, case.hand.nonce, None, label)


def _release_follows(case: Case, values: Values) -> tuple[str, ...]:
    row = next((each for each in _rows(case) if each.kind == values.text("kind")), None)
    if row is None or row.label is None:
        return ()
    before, after = row.label.releasable - {owner_of(row)}, frozenset(values.several("readers")) - {owner_of(row)}
    more, fewer = sorted(after - before), sorted(before - after)
    return (
        *((f"{', '.join(more)} will have it, and what led to it does not come with it.",) if more else ()),
        *((f"It is taken away from {', '.join(fewer)}; what was seen stays known.",) if fewer else ()),
    )


def _statement_fields(_case: Case) -> tuple[Field, ...]:
    return (Written("title", "Title", limit=200), Written("text", "What is said, without its basis", limit=2_000))


def _statement(case: Case, values: Values) -> Wish:
    body = Statement(values.text("title", needed=True), values.text("text", needed=True), case.subject or None)
    return wish(case, body, new_subject(case, "ST"))


FORMS: Final = (
    Form(
        "recall",
        "Recall a misrelease",
        _recall,
        ("*",),
        _recall_fields,
        lambda _case, _values: (
            "Each recipient confirms with a receipt of its own.",
            "What was seen stays known.",
            "It stays on their screens until its originator takes them from its readers: that sheet comes next.",
        ),
    ),
    Form("recall_receipt", "Confirm a recall", _recall_receipt, ("recall",)),
    Form("release", "Change who may read it", _release, ("*",), _release_fields, _release_follows, _release_off),
    Form("statement", "Release a tear-line", _statement, ("*", ""), _statement_fields),
)
"""Releases and recalls."""
