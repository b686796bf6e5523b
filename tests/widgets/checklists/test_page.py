"""A step's page, and the page of all runs and templates."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from feeds.picture.checklist import Run
from tests.widgets.conftest import Keep, Render
from tests.widgets.pictures import played
from tests.widgets.spoken import cut, forbidden
from widgets.board.model import Entry, Fact
from widgets.checklists.model import RUNS, ChecklistModel
from widgets.checklists.panel import ChecklistPanel
from widgets.checklists.resolve import resolve
from widgets.look import SCALE_MAX, SCALE_MIN, Look
from widgets.standpoint import Standpoint
from widgets.words import State

HERE = Standpoint("CMC", "DUTY")
CRISIS = "22T10:54:00"


def run(template: str) -> str:
    """The subject of the newest run of a template."""
    picture, _ = played(CRISIS)
    return [row.subject for row, body in picture.bodies(Run) if body.template == template][-1]


def shown(template: str, opened: str = "") -> ChecklistModel:
    """The run of a template with what is opened."""
    picture, now = played(CRISIS)
    return resolve(picture, now, HERE, selected=run(template), opened=opened)


def facts(entry: Entry | None, heading: str) -> dict[str, Fact]:
    """Facts by label under a heading that begins so."""
    assert entry is not None
    return {fact.label: fact for part in entry.parts if part.heading.startswith(heading) for fact in part.facts}


def test_a_pause_point_is_seen_in_the_list_and_said_on_its_page() -> None:
    """Claim: the step after which all wait has the mark, and no other; its page says what it means."""
    model = shown("CL-SEGMENT-HAZARD", f"{run('CL-SEGMENT-HAZARD')}/4")
    assert model.run is not None
    assert [step.number for step in model.run.steps if step.pause_point] == [4]
    assert "Pause point" in facts(model.page, "What it asks for")


def test_done_late_stays_on_record() -> None:
    """Claim: step 6 of CL-EVAC was done late; its page says by how much and who did it."""
    page = shown("CL-EVAC", f"{run('CL-EVAC')}/6").page
    assert page is not None
    assert page.warning.startswith("LATE")
    assert "Done late" in facts(page, "What was done")


def test_a_condition_that_is_false_is_named() -> None:
    """Claim: the inactive step says which corridor it waits for."""
    page = shown("CL-SEGMENT-HAZARD", f"{run('CL-SEGMENT-HAZARD')}/6").page
    condition = facts(page, "What it asks for")["Counts while"]
    assert condition.state is State.INACTIVE
    assert "HC-1" in condition.text


def test_two_persons_and_their_grant_are_said() -> None:
    """Claim: a step that takes two says so, with the grant it would use."""
    page = shown("CL-SEGMENT-HAZARD", f"{run('CL-SEGMENT-HAZARD')}/5").page
    assert "Two persons" in facts(page, "What it asks for")
    assert "G-08" in facts(page, "Authority")


def test_all_runs_and_templates_are_on_one_page() -> None:
    """Claim: open runs with their progress, every template with its hash and one act, and runs that ended."""
    page = shown("CL-EVAC", RUNS).page
    assert page is not None
    templates = next(part for part in page.parts if part.heading == "Templates ready").facts
    assert len(templates) == 6
    assert {act.name for fact in templates for act in fact.acts} == {"start_run"}
    runs = next(part for part in page.parts if part.heading == "Open and offered").facts
    assert any(fact.state is State.RUN_IN_PROGRESS and " of " in fact.text for fact in runs)
    assert any(fact.state is State.RUN_SUPERSEDED for part in page.parts if part.heading == "Ended" for fact in part.facts)


def test_by_keyboard_from_no_run_to_a_new_one(look: Look, keep: Keep, qtbot: QtBot) -> None:
    """Claim: with no run open L shows the templates, N asks to open one, Esc gives back what stood there."""
    picture, now = played("21T22:05:00")
    panel = ChecklistPanel(look)
    keep(panel)
    panel.resize(600, 400)
    asked: list[tuple[str, str]] = []
    panel.act_requested.connect(lambda name, subject: asked.append((name, subject)))
    panel.turned.connect(lambda: panel.show_model(resolve(picture, now, HERE, opened=panel.opened)))
    panel.show_model(resolve(picture, now, HERE))
    with qtbot.waitActive(panel):
        panel.show()
    panel.setFocus()
    QTest.keyClick(panel, Qt.Key.Key_L)
    assert panel.paged.open
    panel.page.list.setFocus()
    QTest.keyClick(panel.page.list.view, Qt.Key.Key_Home)
    QTest.keyClick(panel.page.list.view, Qt.Key.Key_N)
    assert asked == [("start_run", panel.page.fact.label)] if panel.page.fact is not None else False
    QTest.keyClick(panel.page.list.view, Qt.Key.Key_Escape)
    assert panel.opened == ""


@pytest.mark.parametrize("scale", [SCALE_MIN, 1.0, 1.33, 1.5, SCALE_MAX])
def test_lists_and_pages_are_whole_at_every_text_scale(look: Look, keep: Keep, render: Render, scale: float) -> None:
    """Claim: the run, a step's page and the page of runs are painted without a cut text from 80 to 200 %."""
    look.wear(scale=scale)
    panel = ChecklistPanel(look)
    keep(panel)
    for template, opened in (("CL-EVAC", ""), ("CL-SEGMENT-HAZARD", ""), ("CL-EVAC", RUNS), ("CL-EVAC", f"{run('CL-EVAC')}/6")):
        panel.opened = opened
        panel.show_model(shown(template, opened))
        render(panel, round(600 * scale), round(500 * scale))
        assert (cut(look), forbidden(panel, look)) == ([], [])
