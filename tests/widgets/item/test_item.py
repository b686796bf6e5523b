"""The selected item: its revision, what changed, which answers there are; painted whole; keys emit, and nothing is painted ahead."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from feeds.picture.alarm import Alarm, Answer, AnswerKind, Request
from feeds.picture.warning import Severity
from tests.widgets.conftest import Keep, Render
from tests.widgets.room import MINUTE, NOW, P12, Room, crisis
from tests.widgets.spoken import cut, painted
from widgets.item.model import ItemModel
from widgets.item.panel import ItemPanel
from widgets.item.resolve import item_of, resolve
from widgets.look import Look
from widgets.standpoint import Standpoint
from widgets.tokens import Token
from widgets.underway import Progress, Underway

BOR = Standpoint("BOR", "BOR-1", "Liaison BOR-1")
ALARM = Alarm(
    "contradiction",
    Severity.CRITICAL,
    "HC-2",
    "HC-2 S3 endangered",
    "2.6 km ± 0.5 from S3",
    NOW - 2 * MINUTE,
)


@pytest.fixture
def room() -> Room:
    """An alarm at revision 2 that asks BOR and AUR."""
    made = crisis()
    made.write("A-1", ALARM, NOW - 2 * MINUTE)
    made.write("A-1", msgspec.structs.replace(ALARM, cause_revision=2, why="1.2 km ± 0.5 from S3"), NOW - MINUTE)
    made.write("R-1", Request("A-1", 2, "HC-2 S3 endangered", ("AUR", "BOR"), NOW - MINUTE, NOW + 4 * MINUTE), NOW - MINUTE)
    return made


def item(room: Room, standpoint: Standpoint = BOR, pending: tuple[Underway, ...] = ()) -> ItemModel:
    """The item as a desk reads it that saw the alarm's first revision."""
    before = room.picture.find("alarm", "A-1")
    assert before is not None
    earlier = {("alarm", "A-1"): msgspec.structs.replace(before, body=ALARM)}
    return resolve(room.picture, NOW, standpoint, pending, ("request", "R-1"), earlier)


def test_it_says_what_changed_since_the_revision_before(room: Room) -> None:
    """Claim: old and new stand beside one another, and that an older answer does not count."""
    model = item(room)
    assert (model.revision, model.changed_since) == ("revision 2", "Changed since revision 1")
    assert model.changed.startswith("2.6 km ± 0.5 from S3 became 1.2 km ± 0.5 from S3.")
    assert "does not count here" in model.changed
    assert "answer due 10:51:32Z, in 04:00" in model.state


def test_a_cause_that_is_over_is_said_and_has_no_hue(room: Room) -> None:
    """Claim: once the alarm returned, its words are said to be of then and its shape is grey, though the answer is still owed."""
    assert item(room).token is Token.CRITICAL
    back = msgspec.structs.replace(ALARM, cause_revision=2, active=False, returned=NOW)
    room.write("A-1", back, NOW)
    model = item(room)
    assert model.text[0] == "Returned to normal 10:47Z. What was asked then:"
    assert model.token is Token.TEXT3
    assert not model.grave


def test_light_answers_are_one_key_and_heavy_ones_open_a_sheet(room: Room) -> None:
    """Claim: Enter and A answer; every other answer has an ellipsis and a chord; the word of a tick appears nowhere."""
    acts = {act.key: act for act in item(room).acts}
    assert [acts[key].label for key in ("Enter", "A")] == ["Receipt", "Assessed"]
    assert all(act.label.endswith("…") for key, act in acts.items() if key not in ("Enter", "A"))
    assert {"Ctrl+Enter", "Ctrl+N", "Ctrl+T", "Ctrl+M", "Ctrl+U"} <= set(acts)
    assert all(act.enabled for act in acts.values())


@pytest.mark.parametrize(
    ("standpoint", "reason"),
    [
        (Standpoint("BOR", frozen_at=NOW), "cannot reach the hub"),
        (Standpoint("BOR", replay=True), "this window has no way to send acts"),
        (Standpoint("DRA"), "DRA is not asked"),
    ],
)
def test_acts_that_cannot_be_keep_their_place_and_say_why(room: Room, standpoint: Standpoint, reason: str) -> None:
    """Claim: link lost, a replay, an entity that is not asked: the same acts, off, with the reason."""
    acts = item(room, standpoint).acts
    assert {act.reason for act in acts} == {reason}
    assert not any(act.enabled for act in acts)


def test_an_answer_on_its_way_is_said_and_not_painted_ahead(room: Room) -> None:
    """Claim: while it is sent the item says so and still reads that BOR has not answered; once on record it has."""
    model = item(room, pending=(Underway("answer", "R-1/BOR", Progress.SENDING, 0.2),))
    assert model.asked == "sending 0.2 s"
    assert "BOR has not answered" in model.state
    room.write("R-1/BOR", Answer("R-1", 2, "BOR", AnswerKind.RECEIPT), NOW, entity="BOR")
    assert "BOR has answered" in item(room).state


def test_an_alarm_means_the_item_that_asks_about_it(room: Room) -> None:
    """Claim: selecting the alarm elsewhere selects its item here; a proposal is its own item, with the procedure's acts."""
    assert item_of(room.picture, "alarm", "A-1") == ("request", "R-1")
    assert item_of(room.picture, "alarm", "A-2") == ("", "")
    proposal = resolve(room.picture, NOW, BOR, (), ("proposal", P12), {})
    assert [act.name for act in proposal.acts] == ["position:CONSENT", "break_silence", "ask_extension"]
    assert resolve(room.picture, NOW, BOR, (), ("", ""), {}).condition != proposal.condition


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.5])
def test_nothing_is_cut(look: Look, keep: Keep, render: Render, room: Room, scale: float) -> None:
    """Claim: at its designed size every word is whole."""
    look.wear(scale=scale)
    panel = ItemPanel(look)
    keep(panel)
    panel.show_model(item(room))
    render(panel, round(756 * scale), round(332 * scale))
    assert cut(look) == []
    assert {"Selected item", "revision 2"} <= set(painted(look))


def test_keys_answer_with_the_remark(look: Look, keep: Keep, room: Room, qtbot: QtBot) -> None:
    """Claim: R goes to the remark, where letters are letters; Enter gives the receipt with it; A alone has none."""
    panel = ItemPanel(look)
    keep(panel)
    panel.show_model(item(room))
    asked: list[tuple[str, str]] = []
    panel.act_requested.connect(lambda name, subject: asked.append((name, subject)))
    panel.resize(756, 332)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    panel.setFocus()
    QTest.keyClick(panel.focusWidget(), Qt.Key.Key_R)
    assert panel.remark.hasFocus()
    QTest.keyClicks(panel.remark, "at the road")
    QTest.keyClick(panel.remark, Qt.Key.Key_Return)
    panel.setFocus()
    QTest.keyClick(panel.focusWidget(), Qt.Key.Key_A)
    QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked == [("answer:RECEIPT:at the road", "R-1"), ("answer:ASSESSED", "R-1"), ("answer:CONCUR", "R-1")]
