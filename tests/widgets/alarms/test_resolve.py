"""The console from a picture: order, states, who, and what is under way."""

import pytest

from feeds.picture.alarm import Acknowledgement, Alarm, Answer, AnswerKind, Request, Shelving
from feeds.picture.warning import Severity
from tests.widgets.alarms.ring import ring
from tests.widgets.room import HOUR, MINUTE, NOW, Room, at
from widgets.alarms.model import AlarmItem, AlarmsModel
from widgets.alarms.resolve import resolve
from widgets.cells import Empty
from widgets.standpoint import Standpoint
from widgets.underway import Progress, Underway
from widgets.words import Stage, State

HERE = Standpoint("CMC", "desk")


@pytest.fixture
def room() -> Room:
    """An open room whose clock stands at 10:47:32Z."""
    return Room().open()


def item(model: AlarmsModel, subject: str) -> AlarmItem:
    """The item of a subject, which must be there."""
    found = model.item(subject)
    assert found is not None
    return found


def test_owed_ones_come_first_then_by_severity_and_age(room: Room) -> None:
    """Claim: a CRITICAL one that stands is first, acknowledged or not; then unacknowledged before acknowledged before shelved.

    Within these by severity, active before returned, oldest first.
    """
    ring(room, "A-low", Severity.LOW, at(9))
    ring(room, "A-done", Severity.CRITICAL, at(9))
    ring(room, "A-back", Severity.HIGH, at(8), active=False, returned=at(10))
    ring(room, "A-new", Severity.HIGH, at(10))
    ring(room, "A-old", Severity.HIGH, at(9))
    ring(room, "A-set", Severity.CRITICAL, at(9))
    room.write("A-done", Acknowledgement("A-done", 1, "desk"), at(9, 1))
    room.write("A-set", Shelving("A-set", at(11, 30), "chatters", severity=Severity.CRITICAL), at(10, 2))
    model = resolve(room.picture, NOW, HERE)
    assert [each.subject for each in model.items] == ["A-done", "A-old", "A-new", "A-back", "A-low", "A-set"]
    assert model.scope == "4 unacknowledged · 1 shelved"


def test_a_returned_one_is_still_owed(room: Room) -> None:
    """Claim: returned and unacknowledged is counted, keeps its severity and says when it returned."""
    ring(room, "A-1", Severity.MEDIUM, at(9), active=False, returned=at(10, 31))
    found = item(resolve(room.picture, NOW, HERE), "A-1")
    assert (found.stage, found.state, found.note) == (Stage.RETURNED, State.RETURNED, "still UNACK")
    assert found.unacknowledged
    assert "returned to normal 10:31Z" in found.why


def test_a_new_revision_is_owed_again(room: Room) -> None:
    """Claim: an acknowledgement of revision 1 does not acknowledge revision 2, and the item carries the revision on screen."""
    ring(room, "A-1", Severity.CRITICAL, at(10, 46), cause_revision=2)
    room.write("A-1", Acknowledgement("A-1", 1, "desk"), at(10, 46))
    found = item(resolve(room.picture, NOW, HERE), "A-1")
    assert (found.stage, found.revision, found.occurrence) == (Stage.UNACKNOWLEDGED, 2, "A-1.2")


def test_who_is_a_role_and_when_is_said(room: Room) -> None:
    """Claim: an acknowledged alarm says who and when; a shelved one how long it stays and that it returns by itself."""
    ring(room, "A-1", Severity.HIGH, at(10))
    ring(room, "A-2", Severity.HIGH, at(10))
    room.write("A-1", Acknowledgement("A-1", 1, "desk"), at(10, 32))
    room.write("A-2", Shelving("A-2", at(11, 30), "chatters", severity=Severity.HIGH), at(10, 2))
    model = resolve(room.picture, NOW, HERE)
    assert item(model, "A-1").note.endswith(" 10:32")
    assert item(model, "A-2").why == "42 min left · returns 11:30Z by itself"
    assert "chatters" in item(model, "A-2").tip


def test_answers_are_counted_of_those_asked(room: Room) -> None:
    """Claim: where entities were asked the row says how many answered; where none were it says that this seat owes it."""
    ring(room, "A-1", Severity.CRITICAL, at(10, 47))
    ring(room, "A-2", Severity.HIGH, at(10, 47))
    room.write("R-1", Request("A-1", 1, "endangered", ("AUR", "BOR", "CAL"), at(10, 47)), at(10, 47))
    room.write("R-1/AUR", Answer("R-1", 1, "AUR", AnswerKind.RECEIPT), at(10, 47))
    model = resolve(room.picture, NOW, HERE)
    assert item(model, "A-1").note == "1 of 3 answered"
    assert item(model, "A-2").note == "at this seat"


def test_an_alarm_for_one_reader_is_no_one_elses(room: Room) -> None:
    """Claim: an alarm for one audience is not on another's console, and not in its count."""
    ring(room, "A-1", Severity.HIGH, at(10), audience="HAC")
    assert not resolve(room.picture, NOW, HERE).items
    assert len(resolve(room.picture, NOW, Standpoint("HAC")).items) == 1


@pytest.mark.parametrize(
    ("progress", "sending", "trouble"),
    [
        (Progress.SENDING, "sending 0.2 s", ""),
        (Progress.UNCONFIRMED, "", "not confirmed, still unacknowledged · Enter again"),
        (Progress.REFUSED, "", "refused: older revision"),
    ],
)
def test_an_act_under_way_changes_no_state(room: Room, progress: Progress, sending: str, trouble: str) -> None:
    """Claim: while an acknowledgement is under way the alarm is unacknowledged and says how far the act came."""
    ring(room, "A-1", Severity.HIGH, at(10))
    act = Underway("acknowledgement", "A-1", progress, 0.2, "older revision")
    found = item(resolve(room.picture, NOW, HERE, (act,)), "A-1")
    assert (found.stage, found.sending, found.trouble) == (Stage.UNACKNOWLEDGED, sending, trouble)


def test_a_flood_is_measured_and_grouped(room: Room) -> None:
    """Claim: ten in ten minutes is a flood by the doctrine, counted exactly; nine are none."""
    for number in range(9):
        ring(room, f"A-{number}", Severity.LOW, NOW - number * MINUTE)
    assert not resolve(room.picture, NOW, HERE).flood
    ring(room, "A-9", Severity.LOW, NOW - MINUTE)
    model = resolve(room.picture, NOW, HERE)
    assert model.flood
    assert "10 in 10 min, grouped by cause" in model.scope
    assert len(model.items) == 10


def test_empty_says_what_was_last(room: Room) -> None:
    """Claim: with nothing active the console says so and names the last one closed, not a bare empty table."""
    ring(room, "A-1", Severity.LOW, at(7), active=False, returned=at(7, 31))
    room.write("A-1", Acknowledgement("A-1", 1, "desk"), at(7, 2))
    model = resolve(room.picture, at(8, 33), HERE, sound="sound on, tested 06:00Z")
    assert model.condition == Empty(
        "No active alarms", "Last closed A-1 at 07:31Z · 1 in the last 4 h · sound on, tested 06:00Z", calm=True
    )
    late = resolve(room.picture, at(8, 33) + 5 * HOUR, HERE)
    assert isinstance(late.condition, Empty)
    assert "0 in the last 4 h" in late.condition.detail


def test_without_a_hub_acts_are_off() -> None:
    """Claim: a lost link is said by the model; the console stays."""
    room = Room().open()
    ring(room, "A-1", Severity.HIGH, at(10))
    model = resolve(room.picture, NOW, Standpoint("CMC", frozen_at=NOW))
    assert model.off == "cannot reach the hub"
    assert len(model.items) == 1


def test_a_late_answer_can_be_reminded(room: Room) -> None:
    """Claim: an alarm about an entity's answer names request and entity for the reminder; others name none."""
    room.write("R-1", Request("A-1", 1, "report", ("DRA",), at(10, 41)), at(10, 41))
    late = Alarm("ANSWER_OVERDUE", Severity.LOW, "R-1/DRA", "overdue", "timer 5 min", at(10, 46))
    room.write("A-9", late, at(10, 46))
    ring(room, "A-1", Severity.HIGH, at(10))
    model = resolve(room.picture, NOW, HERE)
    assert item(model, "A-9").remind == "R-1/DRA"
    assert item(model, "A-1").remind == ""


def test_a_range_narrows_a_recording_and_no_desk_with_a_duty(room: Room) -> None:
    """Claim: of a recording only what was raised in the range is listed, and of how many is said; at a live desk nothing is left out."""
    ring(room, "A-early", Severity.HIGH, at(8))
    ring(room, "A-late", Severity.LOW, at(10))
    window = (at(9), at(11))
    model = resolve(room.picture, NOW, Standpoint("CMC", replay=True), window=window)
    assert ([each.subject for each in model.items], model.scope) == (["A-late"], "1 of 2 · 09:00Z to 11:00Z")
    assert len(resolve(room.picture, NOW, HERE, window=window).items) == 2
    nothing = resolve(room.picture, NOW, Standpoint("CMC", replay=True), window=(at(3), at(4)))
    assert isinstance(nothing.condition, Empty)
    assert not nothing.condition.calm
