"""The sheet that changes who may read a row: the words and the moment stay, and the hub's rules are asked."""

from __future__ import annotations

import pytest

from app.acts.form import Case, Form, Unfit, Values
from app.acts.hand import Hand
from app.acts.registry import FORMS
from app.review import objected, review
from feeds.picture.night import LogEntry
from feeds.picture.relief import Notification
from feeds.picture.room import Recall, Statement
from tests.app.seated import officer_in
from tests.widgets.pictures import played

PICTURE, NOW = played("22T17:50:00")
SHEET: Form = next(each for each in FORMS if each.verb == "release")
SHELTERS = next(row for row, body in PICTURE.bodies(Statement) if "R-093" in body.title)
NOTICE = next(row for row, body in PICTURE.bodies(Notification) if body.code == "N-031")


def case(code: str, subject: str, argument: str = "") -> Case:
    """Return the sheet of a row at somebody's desk."""
    officer = officer_in(PICTURE, code)
    return Case(PICTURE, NOW, Hand(officer.code, officer.entity, officer.seat, "once"), subject, argument)


def values(at: Case, *readers: str) -> Values:
    """Return the sheet's values as it opens, its readers others."""
    held = {field.name: getattr(field, "value", "") for field in SHEET.fields(at)}
    return Values(held | ({"readers": "\n".join(readers)} if readers else {}), NOW)


def test_a_row_released_anew_keeps_its_words_and_its_moment() -> None:
    """Its originator names other readers; the sheet says who gets it and who loses it, and the hub would admit it."""
    at = case("AUR-2", SHELTERS.subject)
    made = SHEET.make(at, values(at, "BOR", "HAC"))
    assert (made.body, made.event) == (SHELTERS.body, SHELTERS.event)
    assert SHELTERS.label is not None
    assert made.label is not None
    assert made.label.releasable == {"BOR", "HAC"}
    assert objected(at, made) == ""
    assert SHEET.follows(at, values(at, "BOR"))[0].startswith("BOR will have it")
    assert any("taken away from HAC" in line for line in SHEET.follows(at, values(at, "BOR")))
    with pytest.raises(Unfit, match="already"):
        SHEET.make(at, values(at, *SHELTERS.label.releasable))
    shown = {fact.caption: fact.text for fact in review(SHEET, at, {"readers": "BOR"}, "").model.facts}
    assert "REL TO BOR" in shown["label"]


def test_a_recall_is_followed_by_the_sheet_without_its_recipients() -> None:
    """The readers it opens with are those the row has, less whom it was recalled from."""
    recall = next(body for _, body in PICTURE.bodies(Recall))
    assert SHELTERS.label is not None
    at = case("AUR-2", SHELTERS.subject, ",".join(("HAC", *recall.recipients)))
    readers = next(getattr(field, "value", "") for field in SHEET.fields(at) if field.name == "readers")
    assert set(readers.split()) == SHELTERS.label.releasable - {"AUR", "HAC", *recall.recipients}


def test_what_was_logged_long_ago_can_be_narrowed() -> None:
    """A log line is never written over; who may read it can change all the same, and it stays where it stood in the night."""
    row = min(
        (row for row, body in PICTURE.bodies(LogEntry) if row.label is not None and row.author.entity == "CMC"), key=lambda row: row.event
    )
    at = case("DUTY-EVE", row.subject)
    made = SHEET.make(at, values(at, "AUR"))
    assert made.event == row.event
    assert objected(at, made) == ""


def test_who_is_not_its_originator_changes_nothing() -> None:
    """A partner reads why; who releases for the room narrows relief's rows and does not widen them."""
    assert "only its originator" in SHEET.off(case("BOR-1", SHELTERS.subject))
    duty = case("DUTY-EVE", NOTICE.subject)
    assert "only HAC may release it to BOR" in objected(duty, SHEET.make(duty, values(duty, "AUR", "BOR")))
    relief = case("HAC-1", NOTICE.subject)
    assert objected(relief, SHEET.make(relief, values(relief, "AUR", "BOR"))) == ""
