"""Every sheet on the exercise's pictures: it can be opened, filled in and signed, and it never writes what the closed lists do not have."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from app.acts import steps
from app.acts.form import Case, Form, Unfit, Values
from app.acts.hand import Hand
from app.acts.registry import FORMS, fits, form_for
from app.acts.steps import STEPPED
from feeds.exercise.loader import shipped_scenario
from feeds.picture.act import Wish
from feeds.picture.alarm import Request
from feeds.picture.body import Nature, kind_of
from feeds.picture.corridor import CorridorState, CorridorStatus
from feeds.picture.proposal import Proposal, ProposalState
from feeds.picture.records import KINDS
from tests.rig.specimens import record
from tests.widgets.room import NOW, P12, crisis
from tests.widgets.spoken import FORBIDDEN
from widgets.review.model import Choice, Written

HAND = Hand("DUTY-1", "CMC", "DUTY-1", "once")
CASE = Case(crisis().picture, NOW, HAND)


def subject_of(form: Form) -> str:
    """Return a subject of the crisis that a form is about, or none."""
    for kind in (*form.of, "corridor"):
        found = next((row.subject for row in CASE.picture.rows(kind)), None)
        if found is not None and fits(form, replace(CASE, subject=found)):
            return found
    return ""


def outcome(form: Form, case: Case, held: dict[str, str]) -> Wish | str:
    """Return the wish a sheet makes of these values, or why it makes none."""
    try:
        return form.make(case, Values(held, case.now))
    except Unfit as error:
        return str(error)


def test_verbs_are_apart_and_every_sheet_has_a_name() -> None:
    """Two sheets of one verb could not be told apart by an intent."""
    assert len({form.verb for form in FORMS}) == len(FORMS)
    assert all(form.title for form in FORMS)


@pytest.mark.parametrize("form", FORMS, ids=[form.verb for form in FORMS])
def test_a_sheet_opens_on_any_subject_and_on_none(form: Form) -> None:
    """Fields, reasons and what follows are said whatever the subject is: a sheet never breaks the desk it opens on."""
    for subject in ("", "no-such-row", subject_of(form), P12):
        case = replace(CASE, subject=subject)
        fields = form.fields(case)
        values = Values({}, NOW)
        assert all(field.caption for field in fields)
        assert all(isinstance(line, str) for line in form.follows(case, values))
        assert isinstance(form.off(case), str)
        made = outcome(form, case, {})
        assert isinstance(made, Wish) or made


@pytest.mark.parametrize("form", FORMS, ids=[form.verb for form in FORMS])
def test_no_field_changes_by_time_alone(form: Form) -> None:
    """What nobody filled in stays as it was when the sheet was opened: one that changed under the hand would have to be read again."""
    for subject in ("", subject_of(form), P12):
        at_first = replace(CASE, subject=subject)
        assert form.fields(replace(at_first, now=NOW + 61_000, opened=NOW)) == form.fields(at_first)


@pytest.mark.parametrize("form", FORMS, ids=[form.verb for form in FORMS])
def test_what_a_sheet_writes_is_an_officers(form: Form) -> None:
    """Filled in with what it offers, a sheet makes an act of a kind that officers write, or says why not."""
    case = replace(CASE, subject=subject_of(form))
    typed = {"deadline": "+60 min", "until": "+90 min", "since": "+10 min", "due": "+5 min"}
    held = {}
    for field in form.fields(case):
        if isinstance(field, Choice):
            held[field.name] = field.value or next((option.value for option in field.options if option.value), "")
        elif isinstance(field, Written):
            held[field.name] = field.value or typed.get(field.name, "")
    made = outcome(form, case, held)
    assert made if isinstance(made, str) else (Nature.ACT in made.body.natures and kind_of(made.body) in KINDS)


def test_every_lifecycle_but_the_checklists_has_its_steps() -> None:
    """A kind that gains a lifecycle gains its sheet."""
    assert {name for name, kind in KINDS.items() if kind.lifecycle is not None} - set(STEPPED) == {"run", "item"}


@pytest.mark.parametrize("kind", STEPPED)
def test_each_step_leads_where_its_table_says(kind: str) -> None:
    """Every event of the state a row is in can be chosen and leads where the table says, or is refused with a reason."""
    row = record(kind)
    picture = crisis().picture
    picture.tables.setdefault(kind, {})[row.row] = row
    picture.joined(kind, row.row)
    case = Case(picture, NOW, HAND, row.subject)
    lifecycle = KINDS[kind].lifecycle
    assert lifecycle is not None
    before = row.body.state  # type: ignore[union-attr]  # a body with a lifecycle has a state
    (form,) = steps.FORMS
    for event, state in lifecycle.events(before).items():
        made = outcome(form, case, {"step": event, "until": "+90 min"})
        assert made if isinstance(made, str) else made.body.state is state  # type: ignore[union-attr]  # as above
    with pytest.raises(Unfit):
        form.make(case, Values({"step": "no such step"}, NOW))


@pytest.mark.parametrize("kind", STEPPED)
def test_steps_say_what_a_desk_may_say(kind: str) -> None:
    """In whatever state, no step offers a word that no desk says: a grant that was agreed to is not APPROVED on a screen."""
    lifecycle = KINDS[kind].lifecycle
    assert lifecycle is not None
    (form,) = steps.FORMS
    for state in lifecycle.edges:
        row = msgspec.structs.replace(record(kind), body=msgspec.structs.replace(record(kind).body, state=state))
        picture = crisis().picture
        picture.tables.setdefault(kind, {})[row.row] = row
        picture.joined(kind, row.row)
        case = Case(picture, NOW, HAND, row.subject)
        words = [form.off(replace(case, argument="no_such_step"))]
        for event in lifecycle.events(state):
            words += form.follows(case, Values({"step": event}, NOW))
        words += [option.detail for field in form.fields(case) if isinstance(field, Choice) for option in field.options]
        assert [said for said in words if FORBIDDEN.search(said)] == []


def test_nothing_is_adopted_before_the_end_of_silence() -> None:
    """At 10:47Z the silence of P-12 runs to 11:30Z: the sheet says so; afterwards the chair may."""
    (form,) = steps.FORMS
    case = replace(CASE, subject=P12)
    with pytest.raises(Unfit, match="silence runs to 11:30Z"):
        form.make(case, Values({"step": "adopt"}, NOW))
    later = replace(case, now=NOW + 3_600_000)
    body = form.make(later, Values({"step": "adopt"}, later.now)).body
    assert isinstance(body, Proposal)
    assert body.state is ProposalState.ADOPTED


def test_a_draft_put_under_silence_is_given_its_deadline() -> None:
    """The step asks for it then, and the hub would refuse it without; who puts it, and when, is said anew."""
    (form,) = steps.FORMS
    room = crisis()
    before = room.picture.find("proposal", P12)
    assert before is not None
    assert isinstance(before.body, Proposal)
    drafted = msgspec.structs.replace(before.body, state=ProposalState.DRAFT, deadline=None, put_at=None)
    room.picture.tables["proposal"][before.row] = msgspec.structs.replace(before, body=drafted)
    case = replace(CASE, picture=room.picture, subject=P12)
    assert [field.name for field in form.fields(case)] == ["step", "deadline"]
    body = form.make(case, Values({"step": "put", "deadline": "+60 min"}, NOW)).body
    assert isinstance(body, Proposal)
    assert (body.state, body.deadline, body.put_at, body.put_by) == (ProposalState.PUT, NOW + 3_600_000, NOW, CASE.hand.entity)
    assert body.text_revision == drafted.text_revision


def test_one_verb_means_what_its_subject_is() -> None:
    """`declare` on a corridor is its status, on a proposal the level; `verify` on a leg is the ground, on a step nothing here."""
    corridor = shipped_scenario("quiet_harbour").subject("HC-2")
    opened = crisis()
    opened.write(corridor, CorridorStatus(corridor, CorridorState.OPEN), NOW)
    case = Case(opened.picture, NOW, HAND)
    leg = next(row.subject for row in opened.picture.rows("segment"))
    means = {
        ("declare", corridor): "change",
        ("declare", P12): "declare_level",
        ("adopt", P12): "change",
        ("verify", leg): "verify_segment",
    }
    for (verb, subject), wanted in means.items():
        found = form_for(verb, replace(case, subject=subject))
        assert found is not None
        assert found[0].verb == wanted
    assert form_for("verify", replace(case, subject="K/1")) is None
    assert form_for("adopt", replace(case, subject=P12)) == (steps.FORMS[0], "adopt")


def test_a_step_that_cannot_be_taken_is_not_another() -> None:
    """Asked to suspend a CLOSED corridor the sheet says that it cannot; it offers no other step in its place."""
    room = crisis()
    corridor = shipped_scenario("quiet_harbour").subject("HC-1")
    room.write(corridor, CorridorStatus(corridor, CorridorState.CLOSED), NOW)
    (form,) = steps.FORMS
    case = Case(room.picture, NOW, HAND, corridor, "suspend")
    assert form.off(case) == "it is CLOSED: it cannot take the step suspend"
    assert [field.value for field in form.fields(case) if isinstance(field, Choice)] == [""]
    assert form.off(replace(case, argument="open")) == form.off(replace(case, argument="")) == ""


def test_an_answer_names_the_revision_asked() -> None:
    """Concur answers the request's present revision for this desk's own entity and no other."""
    room = crisis()
    room.write("R-1", Request("A", 2, "HC-2 endangered", ("CMC", "BOR"), NOW), NOW)
    form = next(form for form in FORMS if form.verb == "answer")
    case = Case(room.picture, NOW, HAND, "R-1", "NON_CONCUR")
    assert [field.value for field in form.fields(case) if isinstance(field, Choice)] == ["NON_CONCUR"]
    made = form.make(case, Values({"answer": "CONCUR"}, NOW))
    assert made.subject == "R-1/CMC"
    assert (made.body.item_revision, made.body.answer) == (2, "CONCUR")  # type: ignore[union-attr]
    stranger = replace(case, hand=Hand("X", "DRA", "X", "n"))
    assert form.off(stranger) == "DRA is not asked"
