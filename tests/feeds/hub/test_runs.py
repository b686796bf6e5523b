"""What a checklist allows: the list this room holds, from the moment it was opened, step by step, to its end."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from feeds.picture.action import ActionKind, Grant, GrantState
from feeds.picture.checklist import Item, ItemState, Run, RunState, Step, Template, template_hash
from feeds.picture.corridor import Corridor, CorridorState, CorridorStatus, Mode
from feeds.picture.room import Officer
from feeds.picture.values import Window
from tests.feeds.hub.table import ALF, DUTY, DUTY_2, NOW, Table

MINUTE = 60_000
LIST = Template(
    "CL",
    1,
    "List",
    (
        Step(1, "warn", due=2 * MINUTE),
        Step(2, "stop and look", two_person=True, pause_point=True),
        Step(3, "sensor pass", grant="G-1"),
        Step(4, "tell them of it", condition_corridor="HC-1"),
    ),
)
OPENED = Run("CL", 1, template_hash(LIST), RunState.OPEN, NOW)
GRANT = Grant("G-1", "Pass", ActionKind.SHARED_SENSOR_PASS, GrantState.ACTIVE, "Act", "Council", Window(NOW, NOW + 10 * MINUTE))
R, S = RunState, ItemState


def changed(body: Any, **more: Any) -> Any:  # noqa: ANN401 -- any frozen body, of its own type
    """Return a body with other members."""
    return msgspec.structs.replace(body, **more)


@pytest.fixture
def table() -> Table:
    """A room that holds the list, and a run of it that was opened now."""
    made = Table()
    made.holds("CL", LIST)
    assert made.says(DUTY, "K-1", OPENED) == ""
    return made


def tick(table: Table, number: int, who: Officer = DUTY, *, now: int = NOW, **more: Any) -> str:
    """Do a step, and return why it was refused."""
    return table.says(who, f"K-1/{number}", Item("K-1", number, S.DONE, done_by=who.code, **more), now=now)


def test_a_run_is_of_the_list_that_the_room_holds(table: Table) -> None:
    """No list, or one with another hash, is opened by this room; a partner's is on record as it is. While a run is of another list no step
    of it is done, and it is never complete.
    """
    assert "there is no checklist CX here" in table.says(DUTY, "K-2", changed(OPENED, template="CX"))
    assert "the run names v1 00000000: two lists exist" in table.says(DUTY, "K-2", changed(OPENED, template_hash="0" * 64))
    assert table.says(ALF, "K-3", changed(OPENED, template_hash="0" * 64)) == ""
    assert "two lists exist (this run" in table.says(ALF, "K-3/1", Item("K-3", 1, S.DONE, done_by="ALF-1"))
    assert "is aborted or superseded" in table.says(ALF, "K-3", changed(OPENED, template_hash="0" * 64, state=R.COMPLETE))
    assert table.says(ALF, "K-3", changed(OPENED, template_hash="0" * 64, state=R.SUPERSEDED)) == ""
    assert tick(table, 1) == ""
    table.holds("CL", changed(LIST, version=2))
    assert "two lists exist (this run" in table.says(DUTY, "K-1/2", Item("K-1", 2, S.DONE, done_by="DUTY"))
    assert "is aborted or superseded" in table.says(DUTY, "K-1", changed(OPENED, state=R.COMPLETE))
    assert table.says(DUTY, "K-1", changed(OPENED, state=R.SUPERSEDED)) == ""


def test_a_run_is_opened_when_it_is_opened_and_stays_what_it_is(table: Table) -> None:
    """Neither its list nor its moment changes under way, so that lateness is not taken back; one that is offered was not opened."""
    assert "opened: a run that is OPEN says when" in table.says(DUTY, "K-2", changed(OPENED, opened=None))
    assert "and is opened now" in table.says(DUTY, "K-2", changed(OPENED, opened=NOW + 10 * MINUTE))
    assert "opened: a run that is only offered" in table.says(DUTY, "K-2", changed(OPENED, state=R.OFFERED))
    assert table.says(DUTY, "K-2", changed(OPENED, state=R.OFFERED, opened=None)) == ""
    assert table.says(DUTY, "K-2", changed(OPENED, opened=NOW + MINUTE), now=NOW + MINUTE) == ""
    for name, value in {"opened": NOW + MINUTE, "template_hash": "1" * 64, "version": 2, "reason": "A-9"}.items():
        assert f"{name} cannot change once it is OPEN" in table.says(DUTY, "K-1", changed(OPENED, **{name: value}), now=NOW + MINUTE)


def test_nothing_is_skipped_by_closing_the_list_over_it(table: Table) -> None:
    """Complete is when every step that counts is done, verified or overridden; what was deferred is said with the end."""
    complete, but = changed(OPENED, state=R.COMPLETE), changed(OPENED, state=R.COMPLETE_EXCEPT_DEFERRED)
    assert "step 1 is PENDING, step 2 is PENDING, step 3 is BLOCKED" in table.says(DUTY, "K-1", complete)
    assert tick(table, 1) == tick(table, 2) == ""
    assert "step 2 waits for a second person" in table.says(DUTY, "K-1", but)
    assert table.says(DUTY_2, "K-1/2", Item("K-1", 2, S.VERIFIED, "DUTY", "DUTY-2")) == ""
    assert table.says(DUTY, "K-1/3", Item("K-1", 3, S.DEFERRED, reason="no grant yet")) == ""
    assert "ends as COMPLETE_EXCEPT_DEFERRED: step 3 was deferred" in table.says(DUTY, "K-1", complete)
    assert table.says(DUTY, "K-1/3", Item("K-1", 3, S.OVERRIDDEN, reason="done by BET")) == ""
    assert "ends as COMPLETE: no step was deferred" in table.says(DUTY, "K-1", but)
    assert table.says(DUTY, "K-1", complete) == ""


def test_a_step_is_done_in_its_run_and_in_no_other(table: Table) -> None:
    """It stands under its run and its number, is one of the list's, and its run is being worked on."""
    assert "must stand under 'K-1/1', not 'K-1/2'" in table.says(DUTY, "K-1/2", Item("K-1", 1, S.DONE, done_by="DUTY"))
    assert "CL v1 has no step 9" in tick(table, 9)
    assert "no run" in table.says(DUTY, "K-9/1", Item("K-9", 1, S.DONE, done_by="DUTY"))
    assert table.says(DUTY, "K-1", changed(OPENED, state=R.HELD)) == ""
    assert "the run is HELD: it is resumed first" in tick(table, 1)
    assert table.says(DUTY, "K-1", changed(OPENED, state=R.IN_PROGRESS)) == ""
    assert tick(table, 1) == ""
    assert table.says(DUTY, "K-1", changed(OPENED, state=R.SUPERSEDED)) == ""
    assert "the run is SUPERSEDED: its steps are history" in tick(table, 2)
    assert table.says(DUTY, "K-2", changed(OPENED, state=R.OFFERED, opened=None)) == ""
    assert "nobody has opened it yet" in table.says(DUTY, "K-2/1", Item("K-2", 1, S.DONE, done_by="DUTY"))


def test_what_follows_a_pause_point_waits(table: Table) -> None:
    """Until it is done and seen by its second person, or was deferred with a reason."""
    table.holds(
        "G-1", Grant("G-1", "Pass", ActionKind.SHARED_SENSOR_PASS, GrantState.ACTIVE, "Act", "Council", Window(NOW, NOW + 60 * MINUTE))
    )
    assert "step 3 waits: step 2 is a pause point, and is not done" in tick(table, 3)
    assert tick(table, 2) == ""
    assert "step 3 waits" in tick(table, 3)
    assert table.says(DUTY_2, "K-1/2", Item("K-1", 2, S.VERIFIED, "DUTY", "DUTY-2")) == ""
    assert tick(table, 3) == ""


def test_a_step_is_done_while_its_grant_holds_and_its_condition_is_so(table: Table) -> None:
    """A missing or ended grant is none, one of two that overlap is enough; a step that does not count is not done. Deferring says why."""
    assert table.says(DUTY, "K-1/2", Item("K-1", 2, S.OVERRIDDEN, reason="looked by BET")) == ""
    assert "step 3 is BLOCKED: no grant G-1 is in force" in tick(table, 3)
    table.holds("G-A", GRANT)
    table.holds("G-B", changed(GRANT, state=GrantState.PROPOSED, valid=Window(NOW, NOW + 60 * MINUTE)))
    assert "BLOCKED" in tick(table, 3, now=NOW + 10 * MINUTE), "the very instant of its sunset is outside"
    assert tick(table, 3, now=NOW + 10 * MINUTE - 1) == "", "its renewal is only proposed, and takes nothing away"
    assert "step 4 is INACTIVE: it counts only while HC-1 is OPEN" in tick(table, 4)
    table.holds("C-1", Corridor("HC-1", "Road", "relief", Mode.ROAD, "ALF", ("ALF", "BET")))
    table.holds("C-1", CorridorStatus("C-1", CorridorState.OPEN))
    assert tick(table, 4) == ""
    table.holds("C-1", CorridorStatus("C-1", CorridorState.CLOSED))
    undone = Item("K-1", 4, S.PENDING, done_by="DUTY")
    assert table.says(DUTY, "K-1/4", undone) == ""
    assert "INACTIVE" in tick(table, 4), "the condition changed while the run was worked on"


def test_what_is_done_late_stays_late(table: Table) -> None:
    """A tick after its time says so; taken back and made again, or verified by a second person, it still does."""
    at = NOW + 10 * MINUTE
    late = Item("K-1", 1, S.DONE, done_by="DUTY", late=8 * MINUTE)
    assert "the step's time was 480 s ago, the act says 0 s" in tick(table, 1, now=at)
    assert tick(table, 1, now=at, late=8 * MINUTE) == ""
    verified = changed(late, state=S.VERIFIED, verified_by="DUTY-2")
    assert "that stays on record" in table.says(DUTY_2, "K-1/1", changed(verified, late=0))
    assert "that stays on record" in table.says(DUTY, "K-1/1", changed(late, state=S.PENDING, late=0))
    assert table.says(DUTY_2, "K-1/1", verified) == ""


def test_a_tick_names_the_hand_that_made_it(table: Table) -> None:
    """DONE and VERIFIED are signed by whom they name, by two people; no plain skip."""
    done = Item("K-1", 1, S.DONE, done_by="DUTY")
    verified = changed(done, state=S.VERIFIED, verified_by="DUTY-2")
    assert "DUTY-2 signs" in table.says(DUTY_2, "K-1/1", done)
    assert table.says(DUTY, "K-1/1", done) == ""
    assert "second person" in table.says(DUTY, "K-1/1", changed(verified, verified_by="DUTY"))
    assert "is named" in table.says(DUTY_2, "K-1/1", changed(verified, verified_by="DUTY"))
    assert table.says(DUTY_2, "K-1/1", verified) == ""
    later = Item("K-1", 2, S.DEFERRED, "DUTY-2", reason="later")
    assert "DUTY-2 is named, DUTY signs" in table.says(DUTY, "K-1/2", later)
    assert "no second person" in table.says(DUTY, "K-1/2", changed(later, done_by=None, verified_by="DUTY-2"))
    for state in (S.DEFERRED, S.OVERRIDDEN):
        assert "with a reason" in table.says(DUTY, "K-1/2", Item("K-1", 2, state))
