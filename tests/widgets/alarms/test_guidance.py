"""The selected alarm's guidance, and the lists behind the console: whole, exact, and nothing hidden by either."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from feeds.assessment.alarms import OPEN, alarm_states
from feeds.picture.alarm import AlarmState
from tests.widgets.conftest import Keep, Render
from tests.widgets.pictures import played
from tests.widgets.spoken import cut, forbidden, painted
from widgets.alarms.model import AlarmsModel
from widgets.alarms.panel import AlarmsPanel
from widgets.alarms.present import GROUP, rows
from widgets.alarms.resolve import resolve
from widgets.look import SCALE_MAX, SCALE_MIN, Look
from widgets.standpoint import Standpoint
from widgets.words import State

HERE = Standpoint("CMC", "DUTY")
FLOOD = "22T10:54:00"


def console(clock: str = FLOOD) -> AlarmsModel:
    """The console at a time."""
    picture, now = played(clock)
    return resolve(picture, now, HERE)


@pytest.fixture
def panel(look: Look, keep: Keep) -> AlarmsPanel:
    """The console in the flood."""
    made = AlarmsPanel(look)
    keep(made)
    made.resize(600, 393)
    made.show_model(console())
    return made


def test_in_a_flood_the_top_priority_stands_on_its_own() -> None:
    """Claim: the gravest open alarm is the first row and in no group; heads and rows together count every alarm exactly once."""
    model = console()
    made = rows(model)
    assert model.flood
    assert model.items[0].severity is State.CRITICAL
    assert made[0].key == model.items[0].subject
    folded = {item.subject for item in model.items if item.group}
    shown = [row.key for row in made if not row.key.startswith(GROUP)]
    assert folded.isdisjoint(item.subject for item in model.items if item.severity is State.CRITICAL)
    heads = [int(row.cells[1].spans[0].text.split()[0]) for row in made if row.key.startswith(GROUP)]  # type: ignore[union-attr]  # "5 alarms".
    assert len(shown) + sum(heads) == len(model.items)


def test_with_every_group_open_each_alarm_is_a_row_of_its_own() -> None:
    """Claim: nothing is hidden: open all heads and all alarms of this reader that are not closed have a row."""
    picture, now = played(FLOOD)
    model = console()
    heads = {row.key for row in rows(model) if row.key.startswith(GROUP)}
    listed = [row.key for row in rows(model, heads) if not row.key.startswith(GROUP)]
    wanted = {view.subject for view in alarm_states(picture, now) if view.state is not AlarmState.CLOSED}
    mine = {view.subject for view in alarm_states(picture, now) if view.alarm.audience in {None, "CMC"}}
    assert sorted(listed) == sorted(wanted & mine)


def test_the_selected_alarm_says_so_what_what_to_do_and_how_long(look: Look, panel: AlarmsPanel, render: Render) -> None:
    """Claim: without a selection there is no advice; with one the doctrine's words stand below, whole, and the row stays in sight."""
    render(panel, 600, 393)
    assert not panel.advice.isVisibleTo(panel)
    panel.select_worst()
    render(panel, 600, 393)
    item = panel.model.item(panel.list.key)
    assert item is not None
    assert item.advice is not None
    assert panel.advice.isVisibleTo(panel)
    assert item.advice.do.split()[0] in " ".join(painted(look))
    assert item.ident in painted(look)
    assert cut(look) == []


def test_a_passed_time_says_by_how_much() -> None:
    """Claim: an alarm whose time to respond is over says since when, and is marked as such."""
    overdue = [item.advice for item in console("22T11:30:00").items if item.advice is not None and item.advice.over]
    assert all(advice.time.startswith("over since ") for advice in overdue)
    assert overdue or not any(item.advice and item.advice.time.startswith("over") for item in console("22T11:30:00").items)


def test_the_lists_name_what_is_set_aside_with_reason_and_return() -> None:
    """Claim: a shelved alarm stands in the lists with its reason and when it comes back by itself."""
    page = console().lists
    assert page is not None
    aside = next(part for part in page.parts if part.heading.startswith("Set aside"))
    assert any(fact.state is State.SHELVED and "returns 11:30Z" in fact.right for fact in aside.facts)


def test_l_opens_the_lists_and_esc_gives_the_console_back(panel: AlarmsPanel, qtbot: QtBot) -> None:
    """Claim: by keyboard the lists open and close; an open alarm followed from them is selected in the console."""
    told: list[str] = []
    panel.selected.connect(lambda _kind, subject: told.append(subject))
    with qtbot.waitActive(panel):
        panel.show()
    panel.setFocus()
    QTest.keyClick(panel.list.view, Qt.Key.Key_L)
    assert panel.paged.open
    assert [act.name for act in panel.foot.acts] == ["lists"]
    QTest.keyClick(panel.page.list.view, Qt.Key.Key_Escape)
    assert panel.paged.currentWidget() is panel.paged.front
    picture, now = played(FLOOD)
    subject = next(view.subject for view in alarm_states(picture, now) if view.state in OPEN)
    panel.page.followed.emit("alarm", subject)
    assert told[-1] == subject


def test_t_says_how_the_selected_alarm_was_met(look: Look, panel: AlarmsPanel, render: Render) -> None:
    """Claim: T asks for the alarm's page and it opens as it comes: the doctrine's words, six stages with their targets; Esc closes it."""
    picture, now = played(FLOOD)
    subject = panel.select_worst() or ""
    turns: list[bool] = []
    panel.turned.connect(lambda: turns.append(True))
    panel.acted("met", subject)
    assert (panel.opened, turns, panel.paged.open) == (subject, [True], False)
    panel.show_model(resolve(picture, now, HERE, opened=panel.opened))
    assert panel.paged.open
    page = panel.model.met
    assert page is not None
    stages = next(part for part in page.parts if part.heading == "The room's way with it").facts
    assert [fact.label for fact in stages] == ["Warned", "Delivered", "Seen", "Answered", "Decided", "Done"]
    assert any(fact.right.startswith("target ") for fact in stages)
    assert any(fact.label == "Do" and fact.strong for fact in page.parts[0].facts)
    render(panel, 600, 700)
    assert (cut(look), forbidden(panel, look)) == ([], [])
    assert panel.leave()
    assert (panel.opened, panel.paged.open) == ("", False)


def test_who_came_when_is_not_anothers_to_read() -> None:
    """Claim: of the same alarm the host reads each entity's line, BOR its own alone."""
    picture, now = played(FLOOD)
    subject = console().items[0].subject

    def lines(reader: str) -> set[str]:
        page = resolve(picture, now, Standpoint(reader), opened=subject).met
        assert page is not None
        return {fact.label for part in page.parts if part.heading == "Each entity" for fact in part.facts}

    assert len(lines("CMC")) > 1
    assert lines("BOR") <= {"BOR"}


@pytest.mark.parametrize("scale", [SCALE_MIN, 1.0, 1.33, 1.5, SCALE_MAX])
def test_the_console_is_whole_at_every_text_scale(look: Look, panel: AlarmsPanel, render: Render, scale: float) -> None:
    """Claim: rows, groups, advice and lists are painted without a cut text from 80 to 200 %."""
    look.wear(scale=scale)
    panel.select_worst()
    for _ in range(2):
        render(panel, round(600 * scale), round(700 * scale))
        assert (cut(look), forbidden(panel, look)) == ([], [])
        panel.acted("lists", "")


def test_out_of_service_asks_why_before_it_is_wished(panel: AlarmsPanel, qtbot: QtBot) -> None:
    """Claim: X asks for a reason in the panel, says that only a person takes it back, and nothing leaves before the reason is written."""
    asked: list[tuple[str, str]] = []
    panel.act_requested.connect(lambda name, subject: asked.append((name, subject)))
    panel.select_worst()
    subject = panel.list.key
    with qtbot.waitActive(panel):
        panel.show()
    panel.setFocus()
    QTest.keyClick(panel.list.view, Qt.Key.Key_X)
    assert panel.question is not None
    assert "until a person takes that back" in panel.question.title
    QTest.keyClick(panel.entry, Qt.Key.Key_Return)
    assert asked == []
    QTest.keyClicks(panel.entry, "being mended")
    QTest.keyClick(panel.entry, Qt.Key.Key_Return)
    assert asked == [("out_of_service:being mended", subject)]
