"""The checklist as painted and under the hand."""

from dataclasses import replace

import pytest

from tests.widgets.conftest import Keep, Render
from tests.widgets.panel_samples import calm_checklist, crisis_checklist, differing_checklist, late_checklist
from tests.widgets.spoken import cut, forbidden
from widgets.acts import ActButton
from widgets.checklists.model import ChecklistModel
from widgets.checklists.panel import ChecklistPanel
from widgets.checklists.present import step_row
from widgets.look import Look
from widgets.tokens import ThemeName, Token
from widgets.words import State

SIZE = (600, 282)
MODELS = {"crisis": crisis_checklist(), "late": late_checklist(), "differing": differing_checklist(), "calm": calm_checklist()}


@pytest.fixture
def panel(look: Look, keep: Keep) -> ChecklistPanel:
    """A checklist with the crisis' run in it."""
    made = ChecklistPanel(look)
    keep(made)
    made.show_model(crisis_checklist())
    return made


@pytest.fixture
def asked(panel: ChecklistPanel) -> list[tuple[str, str]]:
    """What the panel asked for."""
    found: list[tuple[str, str]] = []
    panel.act_requested.connect(lambda name, subject: found.append((name, subject)))
    return found


def press(panel: ChecklistPanel, label: str) -> None:
    """Click the button of that label."""
    next(button for button in panel.foot.findChildren(ActButton) if button.act.label.startswith(label)).click()


@pytest.mark.parametrize("theme", tuple(ThemeName))
@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS.keys())
def test_nothing_is_cut(look: Look, panel: ChecklistPanel, render: Render, model: ChecklistModel, theme: ThemeName) -> None:
    """Claim: at 600x282 every text is whole, and no forbidden word is painted or spoken."""
    look.wear(theme=theme)
    panel.show_model(model)
    render(panel, *SIZE)
    assert cut(look) == []
    assert forbidden(panel, look) == []


def test_six_steps_stand_in_the_panel(panel: ChecklistPanel, render: Render) -> None:
    """Claim: the crisis' six steps are on screen at once."""
    render(panel, *SIZE)
    assert panel.list.strip.text == ""


def test_the_next_step_is_selected_and_ticked_by_one_key(panel: ChecklistPanel, asked: list[tuple[str, str]]) -> None:
    """Claim: the next step is selected; Tick asks for it and changes nothing on screen."""
    assert panel.list.key == "K-1/1"
    press(panel, "Tick step 1")
    assert asked == [("tick", "K-1/1")]
    assert panel.list.rows[0].accessible.startswith("step 1, Warn HAC: receipt, by voice, pending")


def ticked(number: int) -> ChecklistModel:
    """The crisis' run with the next step another."""
    model = crisis_checklist()
    assert model.run is not None
    return replace(model, run=replace(model.run, next=number))


def test_selection_follows_until_a_hand_takes_it(panel: ChecklistPanel) -> None:
    """Claim: after a tick the following step is selected; a step that a hand selected stays selected."""
    panel.show_model(ticked(2))
    assert panel.list.key == "K-1/2"
    panel.list.select("K-1/5")
    panel.show_model(ticked(3))
    assert panel.list.key == "K-1/5"


@pytest.mark.parametrize(("label", "verb"), [("Defer", "defer"), ("Override", "override")])
def test_a_reason_is_asked_for_in_the_panel(panel: ChecklistPanel, asked: list[tuple[str, str]], label: str, verb: str) -> None:
    """Claim: deferring and overriding write their reason in the panel; without one nothing is asked for."""
    press(panel, f"{label}…")
    press(panel, f"{label} step 1")
    assert asked == []
    panel.entry.setText("road closed: snow")
    press(panel, f"{label} step 1")
    assert asked == [(f"{verb}:road closed: snow", "K-1/1")]


def test_a_run_is_ended_from_the_panel(panel: ChecklistPanel, asked: list[tuple[str, str]]) -> None:
    """Claim: it is completed once nothing is wanting, and says what is until then; it is left before that with a reason."""
    (complete,) = (act for act in panel.foot.acts if act.name == "complete_run")
    assert (complete.key, complete.enabled, complete.reason) == ("C", False, "step 1 is PENDING")
    model = crisis_checklist()
    assert model.run is not None
    panel.show_model(replace(model, run=replace(model.run, wanting="")))
    assert panel.foot.acts[0].name == "tick", "its step may still be ticked"
    done = tuple(replace(step, state=State.DONE, may_tick=False) for step in model.run.steps)
    panel.show_model(replace(model, run=replace(model.run, wanting="", steps=done)))
    press(panel, "Complete the run")
    assert asked == [("complete_run", "K-1")]
    assert [act.name for act in panel.foot.acts].count("complete_run") == 1
    panel.acted("abort_run", "K-1")
    assert len(asked) == 1, "the reason is asked for first"
    panel.entry.setText("wrong list")
    press(panel, "Abort the run")
    assert asked[-1] == ("abort_run:wrong list", "K-1")


def test_an_offered_run_is_opened_first(panel: ChecklistPanel, asked: list[tuple[str, str]]) -> None:
    """Claim: nothing can be ticked in a run nobody has opened; Enter opens it."""
    model = crisis_checklist()
    assert model.run is not None
    panel.show_model(replace(model, run=replace(model.run, offered=True)))
    press(panel, "Open the run")
    assert asked == [("open_run", "K-1")]
    assert [act.name for act in panel.foot.acts if not act.quiet] == ["open_run"]


@pytest.mark.parametrize(
    ("model", "reason"),
    [
        (differing_checklist(), "two lists exist"),
        (calm_checklist(), "no run is open"),
        (replace(crisis_checklist(), off="cannot reach the hub"), "cannot reach the hub"),
    ],
)
def test_acts_keep_their_place_when_they_cannot_happen(panel: ChecklistPanel, model: ChecklistModel, reason: str) -> None:
    """Claim: with differing lists, without a run, or without a hub the acts stand disabled with the reason."""
    panel.show_model(model)
    shown = [act for act in panel.foot.acts if not act.quiet]
    assert [act.enabled for act in shown] == [False, False, False]
    assert {act.reason for act in shown} == {reason}


def test_late_is_marked_and_never_only_by_colour() -> None:
    """Claim: a late step carries the word LATE with its time in the note's column, and its note has a line of its own."""
    model = late_checklist()
    assert model.run is not None
    row = step_row(model.run.steps[2], following=True)
    assert "LATE 12:10" in row.accessible
    assert model.late == 1
    assert {cell.line for cell in row.cells} == {0, 1}
    assert row.bar is Token.ACCENT
    assert model.run.steps[1].state is State.VERIFIED


def test_what_is_being_sent_is_not_sent_twice(panel: ChecklistPanel, asked: list[tuple[str, str]]) -> None:
    """Claim: while a tick is on its way its act stands disabled with the reason, and the step is not painted ahead."""
    model = crisis_checklist()
    assert model.run is not None
    first = replace(model.run.steps[0], sending="sending 0.2 s")
    panel.show_model(replace(model, run=replace(model.run, steps=(first, *model.run.steps[1:]))))
    act = panel.foot.acts[0]
    assert (act.name, act.enabled, act.reason) == ("tick", False, "it is being sent")
    assert "pending" in panel.list.rows[0].accessible
    assert "sending 0.2 s" in panel.list.rows[0].accessible
    assert asked == []
