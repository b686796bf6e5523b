"""The checklist from a picture: which run, what each step reads, and what differs between rooms."""

import msgspec
import pytest

from feeds.picture.action import ActionKind, Grant, GrantState, NationalCaveat, Stance
from feeds.picture.checklist import Item, ItemState, Run, RunState, Step, Template, template_hash
from feeds.picture.corridor import CorridorState, CorridorStatus
from feeds.picture.identity import joined
from feeds.picture.values import Window
from feeds.picture.warning import Severity
from tests.widgets.alarms.ring import ring
from tests.widgets.people import staffed
from tests.widgets.room import MINUTE, NOW, Room, at, scenario
from widgets.cells import Empty
from widgets.checklists.model import ChecklistModel, RunModel, StepItem
from widgets.checklists.resolve import resolve
from widgets.standpoint import Standpoint
from widgets.underway import Progress, Underway
from widgets.words import State

HERE = Standpoint("CMC", "desk")
STEPS = (
    Step(1, "Warn HAC", due=2 * MINUTE),
    Step(2, "Advise HAC", decides="HAC decides"),
    Step(3, "Confirm", due=10 * MINUTE, two_person=True),
    Step(4, "Sensor pass", grant="G-99", action=ActionKind.SHARED_SENSOR_PASS),
    Step(5, "Tell HAC of HC-1", condition_corridor="HC-1"),
)
TEMPLATE = Template("CL-TRY", 5, "Try", STEPS)
OPENED = NOW - 26_000


def open_run(room: Room, subject: str, opened: int = OPENED, state: RunState = RunState.IN_PROGRESS, reason: str | None = None) -> None:
    """Write a run of the template."""
    room.write(subject, Run("CL-TRY", 5, template_hash(TEMPLATE), state, opened, reason), opened)


@pytest.fixture
def room() -> Room:
    """A room with one run that an alarm called for; HC-1 is closed; the grant is BOR's to use from rung 3 on, and relief agreed."""
    made = staffed()
    made.write("CL-TRY", TEMPLATE, at(0))
    hc1 = scenario().subject("HC-1")
    made.write(hc1, CorridorStatus(hc1, CorridorState.CLOSED), at(9))
    grant = Grant(
        "G-99", "pass", ActionKind.SHARED_SENSOR_PASS, GrantState.ACTIVE, "x", "y", Window(at(0), at(23)), rungs=(3, 4), approvals_needed=0
    )
    made.write("G-99", grant, at(1))
    for code in ("BOR", "HAC"):
        made.write(f"G-99/{code}", NationalCaveat("G-99", code, Stance.PARTICIPATES), at(1))
    made.declare("COUNCIL", 3, at(7, 2), common=True)
    ring(made, "A-1", Severity.CRITICAL, at(10, 47))
    open_run(made, "K-1", reason="A-1")
    return made


def run(model: ChecklistModel) -> RunModel:
    """The run shown, which must be one."""
    assert model.run is not None
    return model.run


def step(model: ChecklistModel, number: int) -> StepItem:
    """A step by its number."""
    return next(each for each in run(model).steps if each.number == number)


def test_steps_read_what_they_are(room: Room) -> None:
    """Claim: due with a countdown, who decides, eligible at the declared level, inactive with its reason; inactive ones do not count."""
    model = resolve(room.picture, NOW, HERE)
    assert [each.state for each in run(model).steps] == [State.PENDING, State.PENDING, State.PENDING, State.ELIGIBLE, State.INACTIVE]
    assert [each.note for each in run(model).steps] == [
        "due 10:49:06Z · 01:34",
        "HAC decides",
        "due 10:57Z",
        "at declared 3",
        "HC-1 is CLOSED",
    ]
    assert (run(model).progress, run(model).next, run(model).title) == ("0 of 4", 1, "CL-TRY v5")
    assert model.scope == "offered by A-1 · IN PROGRESS"
    assert model.note == "G-99 eligible at declared 3"


def test_eligible_reads_the_declared_level(room: Room) -> None:
    """Claim: below the grant's rungs the step is PENDING and says why, whatever is assessed."""
    room.declare("COUNCIL", 2, at(10), common=True)
    found = step(resolve(room.picture, NOW, HERE), 4)
    assert found.state is State.PENDING
    assert found.note
    assert "eligible at" not in resolve(room.picture, NOW, HERE).note


def test_late_is_said_and_stays(room: Room) -> None:
    """Claim: a step past its time says LATE and for how long; done late keeps it."""
    late = resolve(room.picture, OPENED + 5 * MINUTE + 10_000, HERE)
    assert step(late, 1).late == "LATE 03:10"
    room.write("K-1/1", Item("K-1", 1, ItemState.DONE, "CMC-1", late=190_000), at(10, 53))
    done = step(resolve(room.picture, at(11), HERE), 1)
    assert (done.state, done.late, done.note) == (State.DONE, "LATE 03:10", "done 10:53Z")


def test_what_follows_a_pause_point_waits_and_says_so(room: Room) -> None:
    """Claim: a step after an open pause point names it and cannot be ticked; it may be deferred, and goes on once the point is done."""
    stops = msgspec.structs.replace(TEMPLATE, steps=(*STEPS[:1], Step(2, "Stop and look", pause_point=True), *STEPS[2:]))
    room.write("CL-TRY", stops, at(10))
    room.write("K-1", Run("CL-TRY", 5, template_hash(stops), RunState.IN_PROGRESS, OPENED), NOW)
    held = step(resolve(room.picture, NOW, HERE), 3)
    assert (held.note, held.may_tick, held.may_defer) == ("after step 2", False, True)
    assert resolve(room.picture, OPENED + 11 * MINUTE, HERE).late == 2, "one that waits is late all the same"
    room.write("K-1/2", Item("K-1", 2, ItemState.DONE, "CMC-1"), NOW)
    assert step(resolve(room.picture, NOW, HERE), 3).may_tick


def test_what_keeps_a_run_from_being_complete_is_said(room: Room) -> None:
    """Claim: each step that counts and is open, in words; nothing once all are done, deferred or overridden."""
    assert run(resolve(room.picture, NOW, HERE)).wanting.startswith("step 1 is PENDING, step 2 is PENDING")
    for number in (1, 2, 3, 4):
        room.write(f"K-1/{number}", Item("K-1", number, ItemState.OVERRIDDEN, reason="drill"), NOW)
    assert run(resolve(room.picture, NOW, HERE)).wanting == ""


def test_a_second_person_is_asked_for(room: Room) -> None:
    """Claim: a two-person step that one person did may be verified and does not count yet."""
    room.write("K-1/3", Item("K-1", 3, ItemState.DONE, "CMC-1"), NOW)
    model = resolve(room.picture, NOW, HERE)
    assert (step(model, 3).note, step(model, 3).may_verify) == ("second person needed", True)
    assert run(model).progress == "0 of 4"


def test_deferring_keeps_its_reason(room: Room) -> None:
    """Claim: a deferred step shows its reason and may still be done."""
    room.write("K-1/2", Item("K-1", 2, ItemState.DEFERRED, reason="HAC asked us to wait"), NOW)
    found = step(resolve(room.picture, NOW, HERE), 2)
    assert (found.state, found.note, found.may_tick, found.may_defer) == (State.DEFERRED, "HAC asked us to wait", True, False)


def test_differing_lists_are_an_error_not_two_lists(room: Room) -> None:
    """Claim: where another room holds another list no step is shown, both hashes are, and there is no progress."""
    other = msgspec.structs.replace(TEMPLATE, version=4, steps=STEPS[:2])
    room.write("CL-TRY", other, at(10), origin="ESK")
    found = run(resolve(room.picture, NOW, HERE))
    assert found.steps == ()
    assert found.progress == ""
    assert {each.room for each in found.held} == {"CMC", "ESK", "this run"}
    assert len({each.hash for each in found.held}) == 2


def test_the_selected_alarms_run_is_shown(room: Room) -> None:
    """Claim: the run the selected alarm called for, else the newest that is worked on, before any that is only offered."""
    open_run(room, "K-2", OPENED + 1000)
    open_run(room, "K-3", OPENED + 2000, RunState.OFFERED)
    open_run(room, "K-4", OPENED + 3000, RunState.COMPLETE)
    assert run(resolve(room.picture, NOW, HERE)).subject == "K-2"
    assert run(resolve(room.picture, NOW, HERE, selected="A-1")).subject == "K-1"
    assert run(resolve(room.picture, NOW, HERE, selected="K-3")).offered
    assert run(resolve(room.picture, NOW, HERE, selected="A-other")).subject == "K-2"


def test_an_act_under_way_is_not_painted_ahead(room: Room) -> None:
    """Claim: a tick on its way leaves the step PENDING and says that it is sent; a refused one says why."""
    act = Underway("item", joined("K-1", "1"), Progress.SENDING, 0.4)
    found = step(resolve(room.picture, NOW, HERE, (act,)), 1)
    assert (found.state, found.sending) == (State.PENDING, "sending 0.4 s")
    refused = Underway("item", joined("K-1", "1"), Progress.REFUSED, reason="older revision")
    assert step(resolve(room.picture, NOW, HERE, (refused,)), 1).trouble == "refused: older revision"


def test_a_frozen_desk_counts_nothing_down(room: Room) -> None:
    """Claim: while the link is lost the due time stands without a countdown and acts are off."""
    model = resolve(room.picture, NOW, Standpoint("CMC", frozen_at=NOW))
    assert step(model, 1).note == "due 10:49Z"
    assert model.off == "cannot reach the hub"


def test_nothing_open_says_what_is_ready() -> None:
    """Claim: without a run the panel says so and counts the templates."""
    model = resolve(staffed().picture, NOW, HERE)
    assert isinstance(model.condition, Empty)
    assert model.condition.headline == "No run open"
    assert "templates ready" in model.condition.detail
