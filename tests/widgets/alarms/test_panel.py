"""The console as painted and under the hand."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.widgets.conftest import Keep, Render
from tests.widgets.panel_samples import calm_alarms, crisis_alarms
from tests.widgets.spoken import cut, forbidden
from widgets.acts import ActButton
from widgets.alarms.guard import WITHIN_S, RevisionGuard
from widgets.alarms.model import AlarmsModel
from widgets.alarms.panel import AlarmsPanel
from widgets.alarms.present import GROUP, alarm_row, brief, groups, rows
from widgets.look import Look
from widgets.tokens import ThemeName, Token
from widgets.words import Stage, State

SIZE = (600, 393)


@pytest.fixture
def panel(look: Look, keep: Keep, clock: list[float]) -> AlarmsPanel:
    """A console with the crisis in it."""
    made = AlarmsPanel(look, clock=lambda: clock[0])
    keep(made)
    made.show_model(crisis_alarms())
    return made


@pytest.fixture
def asked(panel: AlarmsPanel) -> list[tuple[str, str]]:
    """What the console asked for."""
    found: list[tuple[str, str]] = []
    panel.act_requested.connect(lambda name, subject: found.append((name, subject)))
    return found


def press(panel: AlarmsPanel, label: str) -> None:
    """Click the button of that label."""
    next(button for button in panel.foot.findChildren(ActButton) if button.act.label.startswith(label)).click()


@pytest.mark.parametrize("theme", tuple(ThemeName))
@pytest.mark.parametrize(
    "model", [crisis_alarms(), calm_alarms(), crisis_alarms(off="cannot reach the hub"), replace(crisis_alarms(), flood=True)]
)
def test_nothing_is_cut(look: Look, panel: AlarmsPanel, render: Render, model: AlarmsModel, theme: ThemeName) -> None:
    """Claim: at 600x393 every text is whole, and no forbidden word is painted or spoken."""
    look.wear(theme=theme)
    panel.show_model(model)
    render(panel, *SIZE)
    assert cut(look) == []
    assert forbidden(panel, look) == []


def test_all_seven_stand_in_the_panel(look: Look, panel: AlarmsPanel, render: Render) -> None:
    """Claim: the crisis' seven rows are on screen at once, without a strip that counts more."""
    render(panel, *SIZE)
    painted = {text.text for text in look.ledger or []}
    assert {item.ident for item in crisis_alarms().items} <= painted
    assert panel.list.strip.text == ""


def test_an_unacknowledged_critical_is_unmistakable(panel: AlarmsPanel) -> None:
    """Claim: it fills its row, has a bar, a larger title and the panel's edge; acknowledged it has none of them."""
    row = rows(crisis_alarms())[0]
    assert (row.ground, row.bar, row.blink) == (Token.CRITICAL_BG, Token.CRITICAL, "A-7K2Q.2")
    items = crisis_alarms().items
    done = rows(replace(crisis_alarms(), items=(replace(items[0], stage=Stage.ACKNOWLEDGED), *items[1:])))[0]
    assert (done.ground, done.bar, done.blink) == (None, None, None)
    assert panel._edge is Token.CRITICAL


def test_only_critical_and_high_blink() -> None:
    """Claim: MEDIUM and LOW never blink, nor does anything acknowledged or shelved."""
    blinking = {row.key for row in rows(crisis_alarms()) if row.blink}
    assert blinking == {"A-7K2Q", "A-M4T9"}


def test_the_worst_is_two_keys_away(panel: AlarmsPanel, asked: list[tuple[str, str]]) -> None:
    """Claim: F8's selection is the worst, oldest first, and Enter asks to acknowledge the revision on screen, nothing else."""
    told: list[tuple[str, str]] = []
    panel.selected.connect(lambda kind, subject: told.append((kind, subject)))
    assert panel.select_worst() == "A-7K2Q"
    press(panel, "Acknowledge")
    assert asked == [("acknowledge:2", "A-7K2Q")]
    assert told == [("alarm", "A-7K2Q")]
    assert panel.model == crisis_alarms()


def test_next_goes_through_those_owed(panel: AlarmsPanel) -> None:
    """Claim: F8 again goes on through the unacknowledged in order of gravity, and round; Shift+F8 goes back."""
    went = [panel.select_next() for _ in range(6)]
    assert went == ["A-7K2Q", "A-M4T9", "A-C2W8", "A-H3V6", "A-T6Q2", "A-7K2Q"]
    assert panel.select_next(back=True) == "A-T6Q2"


def test_enter_on_a_change_that_just_came_only_shows_it(panel: AlarmsPanel, asked: list[tuple[str, str]], clock: list[float]) -> None:
    """Claim: a revision that came less than 700 ms before the key is shown, not acknowledged; the next Enter means it."""
    panel.select_worst()
    items = crisis_alarms().items
    clock[0] += 5
    panel.show_model(replace(crisis_alarms(), items=(replace(items[0], revision=3, title="HC-2 S3 endangered: 0.4 km"), *items[1:])))
    clock[0] += WITHIN_S / 2
    press(panel, "Acknowledge")
    assert asked == []
    assert "changed just now, was: HC-2 S3 endangered: DZ-07 1.2 km ± 0.5" in panel.list.rows[0].accessible
    press(panel, "Acknowledge")
    assert asked == [("acknowledge:3", "A-7K2Q")]


def test_a_change_seen_for_long_enough_needs_one_key(clock: list[float]) -> None:
    """Claim: 700 ms after the change, and for what never changed, the first key counts."""
    guard = RevisionGuard(lambda: clock[0])
    item = crisis_alarms().items[0]
    guard.show([item])
    assert guard.may(item.subject)
    guard.show([replace(item, revision=3)])
    clock[0] += WITHIN_S
    assert guard.may(item.subject)
    assert not guard.may("another")


def test_shelving_asks_for_time_and_reason_in_the_panel(panel: AlarmsPanel, asked: list[tuple[str, str]]) -> None:
    """Claim: Shelve opens no dialog; it asks the time, then a reason, and an empty reason is not sent."""
    panel.select("A-M4T9")
    press(panel, "Shelve")
    assert [button.act.label for button in panel.foot.findChildren(ActButton)][-4:] == ["15 min", "30 min", "60 min", "Leave (Esc)"]
    press(panel, "30")
    press(panel, "Shelve 30 min")
    assert asked == []
    panel.entry.setText("chatters: twice")
    press(panel, "Shelve 30 min")
    assert asked == [("shelve:30:chatters: twice", "A-M4T9")]
    assert panel.question is None


def test_leaving_a_question_says_nothing(panel: AlarmsPanel, asked: list[tuple[str, str]]) -> None:
    """Claim: Leave restores the foot of the model shown last."""
    panel.select("A-M4T9")
    press(panel, "Shelve")
    panel.show_model(crisis_alarms())
    assert panel.question is not None
    press(panel, "Leave")
    assert asked == []
    assert [act.name for act in panel.foot.acts][:4] == ["acknowledge", "why", "map", "shelve"]


def test_without_a_hub_only_reading_goes_on(panel: AlarmsPanel, asked: list[tuple[str, str]]) -> None:
    """Claim: with acts off Acknowledge and Shelve keep their places, disabled with the reason; Why and On map work."""
    panel.show_model(crisis_alarms(off="cannot reach the hub"))
    panel.select_worst()
    off = {act.name: act.reason for act in panel.foot.acts if not act.enabled}
    assert off == dict.fromkeys(("acknowledge", "shelve", "out_of_service"), "cannot reach the hub")
    press(panel, "Why")
    assert asked == [("why", "A-7K2Q")]


def test_a_flood_groups_and_hides_nothing() -> None:
    """Claim: grouped rows are counted exactly under one head; a CRITICAL one never goes into a group."""
    flood = replace(crisis_alarms(), flood=True)
    (group,) = groups(flood)
    closed = [row.key for row in rows(flood)]
    assert closed == ["A-7K2Q", f"{GROUP}WP-2", "A-T6Q2", "A-R8D5", "A-9F6J"]
    assert f"{len(group.items)} alarms, {len(group.owed)} unacknowledged" in rows(flood)[1].accessible
    assert {row.key for row in rows(flood, {group.key})} - {group.key} == {item.subject for item in flood.items}


def test_a_group_is_acknowledged_only_once_read(panel: AlarmsPanel, asked: list[tuple[str, str]], render: Render) -> None:
    """Claim: Shift+Enter is off until every row of the open group was painted whole; then each row is asked for by itself."""
    panel.show_model(replace(crisis_alarms(), flood=True))
    panel.list.select(f"{GROUP}WP-2")
    panel._dress_foot()
    assert next(act for act in panel.foot.acts if act.name == "acknowledge_group").reason == "not all of its rows were on screen"
    panel.acted("acknowledge_group", f"{GROUP}WP-2")
    assert asked == []
    panel.acted("group", f"{GROUP}WP-2")
    render(panel, *SIZE)
    panel.show_model(replace(crisis_alarms(), flood=True))
    assert next(act for act in panel.foot.acts if act.name == "acknowledge_group").enabled
    panel.acted("acknowledge_group", f"{GROUP}WP-2")
    assert asked == [("acknowledge:1", subject) for subject in ("A-M4T9", "A-H3V6", "A-C2W8")]


def test_letters_are_acts_while_no_text_field_has_the_focus(panel: AlarmsPanel, asked: list[tuple[str, str]], qtbot: QtBot) -> None:
    """Claim: W and Enter work by key on the selected row."""
    panel.resize(*SIZE)
    panel.select_worst()
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    panel.list.view.setFocus()
    QTest.keyClick(panel.list.view, Qt.Key.Key_W)
    QTest.keyClick(panel.list.view, Qt.Key.Key_Return)
    assert asked == [("why", "A-7K2Q"), ("acknowledge:2", "A-7K2Q")]


def test_every_state_is_spoken() -> None:
    """Claim: a row's sentence names id, severity, state and what it is about."""
    spoken = rows(crisis_alarms())[0].accessible
    assert spoken.startswith("A-7K2Q, critical, unacknowledged, HC-2 S3 endangered: DZ-07 1.2 km ± 0.5")
    assert "1 of 8 answered" in spoken
    assert State.RETURNED.word.lower() in rows(crisis_alarms())[3].accessible


def test_escape_leaves_a_question(panel: AlarmsPanel, asked: list[tuple[str, str]], qtbot: QtBot) -> None:
    """Claim: Esc in the reason's line leaves the question without an intent, though the button takes no key of its own."""
    panel.resize(*SIZE)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    panel.select("A-M4T9")
    press(panel, "Shelve")
    press(panel, "15")
    QTest.keyClick(panel.entry, Qt.Key.Key_Escape)
    assert panel.question is None
    assert asked == []
    assert not any(act.key == "Esc" for act in panel.foot.acts)


def test_a_long_reason_says_where_the_rest_is() -> None:
    """Claim: a reason that does not fit its line ends in the key that tells the rest, and is spoken whole."""
    long = "I-08 E5: unreliable or improbable, and no floor is set; I-13 F6: cannot be judged"
    item = replace(crisis_alarms().items[1], why=long)
    assert brief(long).endswith("… W tells")
    assert long.startswith(brief(long).removesuffix(" … W tells"))
    assert brief("limit 3 km") == "limit 3 km"
    assert long in alarm_row(item).accessible


def test_what_is_being_sent_is_not_sent_twice(panel: AlarmsPanel, asked: list[tuple[str, str]]) -> None:
    """Claim: while an acknowledgement is on its way Enter asks for nothing; once it is not confirmed Enter asks again."""
    items = crisis_alarms().items
    panel.select_worst()
    panel.show_model(replace(crisis_alarms(), items=(replace(items[0], sending="sending 0.2 s"), *items[1:])))
    panel.acted("acknowledge", "A-7K2Q")
    assert asked == []
    assert panel.foot.acts[0].reason == "it is being sent"
    assert "sending 0.2 s" in panel.list.rows[0].accessible
    panel.show_model(replace(crisis_alarms(), items=(replace(items[0], trouble="not confirmed, still unacknowledged"), *items[1:])))
    press(panel, "Acknowledge")
    assert asked == [("acknowledge:2", "A-7K2Q")]
