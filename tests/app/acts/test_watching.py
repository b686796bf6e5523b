"""What is watched for and what is heard: posed, put on the list and entered by hand, and taken by a hub."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from app.acts.form import Case, Unfit, Values
from app.acts.hand import Hand
from app.acts.registry import form_for
from feeds.picture.act import Wish
from feeds.picture.warning import Admiralty, Direction, Discipline, Indication, Indicator, Problem
from tests.feeds.hub.hall import Hall
from tests.widgets.pictures import rewritten
from tests.widgets.room import NOW, crisis
from widgets.review.model import Choice, Field, Written

HAND = Hand("DUTY-1", "CMC", "DUTY-1", "once")
CASE = Case(crisis().picture, NOW, HAND)
HEARD = {
    "title": "Ferry crews told to stay ashore",
    "happened": "10:30Z",
    "discipline": "HUMINT",
    "source": "harbour master",
    "evaluation": "B6",
    "text": "Les équipages restent à terre.",
    "language": "fr",
    "translation": "The crews stay ashore.",
    "translator": "duty interpreter",
}


def made(verb: str, held: dict[str, str], case: Case = CASE) -> Wish:
    """Return the wish of a sheet with these values over what its fields begin with."""
    found = form_for(verb, case)
    assert found is not None
    form, _ = found
    return form.make(case, Values({each.name: begun(each) for each in form.fields(case)} | held, case.now))


def begun(field: Field) -> str:
    """Return what a field begins with."""
    assert isinstance(field, Written | Choice)
    return field.value


def test_a_report_is_entered_as_it_was_said() -> None:
    """It is of when it happened; its words stand beside a translation that names who translated; nothing is linked by it."""
    wish = made("enter_report", HEARD)
    body = wish.body
    assert isinstance(body, Indication)
    assert wish.event == NOW - NOW % 60_000 - 17 * 60_000
    assert (body.discipline, body.evaluation, body.source) == (Discipline.HUMINT, Admiralty("B", 6), "harbour master")
    assert (body.text, body.language, body.translation) == (HEARD["text"], "fr", HEARD["translation"])
    assert body.translator == "duty interpreter"
    assert body.geometry is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"happened": "11:30Z"}, "a report is of what has happened"),
        ({"translator": ""}, "translated by is needed"),
        ({"evaluation": "G9"}, "not an Admiralty pair"),
        ({"title": ""}, "title is needed"),
        ({"source": ""}, "source is needed"),
    ],
)
def test_what_is_wanting_is_said(change: dict[str, str], reason: str) -> None:
    """Where a report could not be read rightly later, the sheet says what it lacks."""
    with pytest.raises(Unfit, match=reason):
        made("enter_report", HEARD | change)


@pytest.mark.parametrize(("verb", "kind"), [("pose_problem", Problem), ("watch_for", Indicator)])
def test_an_opened_sheet_signed_as_it_is_changes_nothing(verb: str, kind: type[Problem | Indicator]) -> None:
    """Every problem and indicator of the exercise reads back from its own sheet, under its own subject."""
    rows = [(row.subject, body) for row, body in CASE.picture.bodies(kind)]
    assert len(rows) > 2
    codes = {body.code: row.subject for row, body in CASE.picture.bodies(Problem)}
    for subject, body in rows:
        wish = made(verb, {}, replace(CASE, subject=subject))
        same = replace_problems(body, codes)
        assert (wish.subject, wish.body) == (subject, same)


def test_what_a_field_says_short_is_not_changed_by_signing_it() -> None:
    """A review weeks away, a half-life of seconds and a long scenario stay what they are unless somebody writes something else."""
    picture = CASE.picture
    problem = next(row for row, _ in picture.bodies(Problem))
    indicator = next(row for row, _ in picture.bodies(Indicator))
    far, text = NOW + 40 * 86_400_000 + 1_234, "a" * 16_000
    late = replace(CASE, picture=rewritten(picture, problem, review=far, scenario=text), subject=problem.subject)
    body = made("pose_problem", {}, late).body
    assert isinstance(body, Problem)
    assert (body.review, body.scenario) == (far, text)
    assert all(len(begun(each)) <= each.limit for each in field_list("pose_problem", late) if isinstance(each, Written))
    moved = made("pose_problem", {"review": "18:00Z"}, late).body
    assert isinstance(moved, Problem)
    assert moved.review is not None
    assert moved.review - NOW < 86_400_000
    brief = replace(CASE, picture=rewritten(picture, indicator, half_life=90_000), subject=indicator.subject)
    kept = made("watch_for", {}, brief).body
    assert isinstance(kept, Indicator)
    assert kept.half_life == 90_000


def field_list(verb: str, case: Case) -> tuple[Field, ...]:
    """Return the fields of a sheet."""
    found = form_for(verb, case)
    assert found is not None
    return found[0].fields(case)


def replace_problems(body: Problem | Indicator, codes: dict[str, str]) -> Problem | Indicator:
    """Return an indicator whose problems are named by subject, in the order the sheet lists them."""
    if isinstance(body, Problem):
        return body
    served = tuple(row.subject for row, each in CASE.picture.bodies(Problem) if {row.subject, each.code} & set(body.problems))
    assert {codes.get(each, each) for each in body.problems} == set(served)
    return msgspec.structs.replace(body, problems=served)


def test_a_hub_takes_what_the_sheets_make(halls: list[Hall]) -> None:
    """A problem, an indicator that serves it and a report are put at a desk, each by an officer who may assess."""
    hall = halls[0]
    (duty,) = hall.at("DUTY")
    case = Case(duty.mirror.picture, hall.hub.house.clock.now(), Hand("DUTY", "HOS", "DUTY", "first"))
    problem = made("pose_problem", {"code": "WP-1", "name": "Corridor closure", "owner": "HOS"}, case)
    assert isinstance(problem.body, Problem)
    hall.done(duty, problem.subject, problem.body)
    watched = {"code": "I-1", "name": "Ferry crossings stopped", "problems": problem.subject, "direction": "ESCALATORY", "half_life": "2 h"}
    indicator = made("watch_for", watched, replace(case, hand=replace(case.hand, nonce="second")))
    assert isinstance(indicator.body, Indicator)
    assert (indicator.body.half_life, indicator.body.direction) == (7_200_000, Direction.ESCALATORY)
    hall.done(duty, indicator.subject, indicator.body)
    report = made("enter_report", HEARD | {"happened": ""}, case)
    assert isinstance(report.body, Indication)
    hall.done(duty, report.subject, report.body)
