"""The sheets of a new grant, of a renewal and of an erasure: what they ask, what they write, what the hub's rules say of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.acts.form import Case, Form, Unfit, Values
from app.acts.hand import Hand
from app.acts.labels import labelled
from app.acts.registry import FORMS
from app.palette import commands, matching
from app.review import objected
from feeds.picture.act import Wish
from feeds.picture.action import Grant, GrantState
from feeds.picture.room import Redaction
from tests.app.seated import officer_in
from tests.widgets.pictures import played
from widgets.review.model import Choice

PICTURE, NOW = played("22T17:50:00")
HOUR = 3_600_000


def hand(code: str) -> Hand:
    """Return an officer's hand."""
    officer = officer_in(PICTURE, code)
    return Hand(officer.code, officer.entity, officer.seat, "once")


def form(verb: str) -> Form:
    """Return the sheet of this verb."""
    return next(each for each in FORMS if each.verb == verb)


def held(sheet: Form, case: Case, **typed: str) -> Values:
    """Return the values of a sheet as it opens, with some typed over."""
    return Values({field.name: getattr(field, "value", "") for field in sheet.fields(case)} | typed, case.now)


PATROL = next(row.subject for row, body in PICTURE.bodies(Grant) if body.code == "G-06")
RENEWAL = Case(PICTURE, NOW, hand("DUTY-EVE"), PATROL)


def test_a_renewal_is_a_new_grant_that_begins_where_the_old_one_ends() -> None:
    """All that the old one said stands in the sheet; what is written is another row, under another code, put to be agreed to."""
    was = PICTURE.get(Grant, PATROL)
    sheet = form("renew_grant")
    made = sheet.make(RENEWAL, held(sheet, RENEWAL, code="G-99", until="23:59Z"))
    assert was is not None
    assert isinstance(made.body, Grant)
    assert made.subject != PATROL
    assert (made.body.code, made.body.state, made.body.valid.since) == ("G-99", GrantState.PROPOSED, was.valid.until)
    kept = ("title", "kind", "instrument", "authority", "rungs", "limits", "two_person", "reversible", "approvals_needed")
    assert [getattr(made.body, name) for name in kept] == [getattr(was, name) for name in kept]
    assert any("its own sunset" in line for line in sheet.follows(RENEWAL, held(sheet, RENEWAL)))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"code": "G-06", "until": "23:59Z"}, "a code of its own"),
        ({"code": "G-99"}, "has a sunset"),
        ({"code": "G-99", "since": "20:00Z", "until": "+60 min"}, "ends before it begins"),
        ({"until": "23:59Z"}, "is needed"),
    ],
)
def test_what_is_no_grant_is_said(typed: dict[str, str], said: str) -> None:
    """Without a code of its own, a sunset, or with an end before its beginning there is no act, and the sheet says why."""
    sheet = form("renew_grant")
    with pytest.raises(Unfit, match=said):
        sheet.make(RENEWAL, held(sheet, RENEWAL, **typed))


def test_a_new_grant_is_put_by_who_may_and_by_nobody_else() -> None:
    """The hub's own rules say nothing against it from an officer with that delegation, and why not from one without."""
    sheet = form("propose_grant")
    typed = {
        "code": "G-98",
        "title": "Joint statement",
        "kind": "MESSAGE",
        "instrument": "decision 12",
        "authority": "Council",
        "until": "+4 h",
        "rungs": "3\n4",
    }
    for code, may in (("DUTY-EVE", True), ("CAL-CHAIR", False)):
        case = Case(PICTURE, NOW, hand(code))
        made = labelled(sheet.make(case, held(sheet, case, **typed)), PICTURE, case.hand.entity)
        assert isinstance(made.body, Grant)
        assert (made.body.rungs, made.body.valid.until) == ((3, 4), NOW + 4 * HOUR)
        assert (objected(case, made) == "") is may, objected(case, made)


def redaction(case: Case, **typed: str) -> Wish:
    """Return the wish of an erasure, labelled."""
    sheet = form("redact")
    return labelled(sheet.make(case, held(sheet, case, **typed)), case.picture, case.hand.entity)


def test_an_erasure_names_the_row_and_says_why() -> None:
    """It says which row of the subject goes and why; the hub's rules let who administers, and nobody else."""
    (subject, _), *_ = PICTURE.tables["contact"]
    case = Case(PICTURE, NOW, hand("LEGAL-1"), subject)
    with pytest.raises(Unfit, match="is needed"):
        redaction(case)
    made = redaction(case, reason="retention ended")
    assert made.body == Redaction("contact", subject, "retention ended")
    assert objected(case, made) == ""
    other = replace(case, hand=hand("BOR-1"))
    assert objected(other, redaction(other, reason="retention ended"))


def test_one_of_several_rows_of_a_subject_is_chosen() -> None:
    """An alarm and its acknowledgement stand under one subject: nothing is erased before one of them was chosen."""
    subject = next(name for name, room in PICTURE.tables["acknowledgement"] if (name, room) in PICTURE.tables["alarm"])
    case = Case(PICTURE, NOW, hand("LEGAL-1"), subject)
    kinds = next(field for field in form("redact").fields(case) if isinstance(field, Choice))
    assert {option.value for option in kinds.options} >= {"alarm", "acknowledgement"}
    assert kinds.value == ""
    with pytest.raises(Unfit, match="is needed"):
        redaction(case, reason="retention ended")


def test_the_palette_offers_them_by_name() -> None:
    """Both are reached by typing what they do, with no panel in reach."""
    found = commands(Case(PICTURE, NOW, hand("LEGAL-1")), (), ("grant", PATROL), "")
    for typed, verb in (("renew", "renew_grant"), ("erase", "redact"), ("put a new grant", "propose_grant"), ("recall", "recall")):
        assert any(command.name == verb for command in matching(found, typed)), typed
