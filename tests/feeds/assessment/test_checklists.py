"""A run's steps as they stand, and that two lists under one name are an error."""

import pytest

from feeds.assessment.checklists import RunView, StepState, run_view, template_check
from feeds.picture.action import Action, ActionKind, ActionState, Grant, GrantState
from feeds.picture.checklist import Item, ItemState, Run, RunState, Step, Template, template_hash
from feeds.picture.corridor import CorridorState
from feeds.picture.values import Window
from tests.feeds.assessment.world import MINUTE, World, at

TEMPLATE = Template(
    "CL",
    5,
    "hazard",
    (
        Step(1, "warn HAC", due=2 * MINUTE),
        Step(2, "two look", two_person=True),
        Step(3, "ask for a pass", grant="G-08", action=ActionKind.SHARED_SENSOR_PASS, due=30 * MINUTE),
        Step(4, "tell HC-1", condition_corridor="HC-1"),
    ),
)


@pytest.fixture
def world() -> World:
    """A run opened at 10:47, with an active grant for its third step."""
    made = World(at("10:47"))
    made.put("CL", TEMPLATE)
    made.put("K-1", Run("CL", 5, template_hash(TEMPLATE), RunState.OPEN, at("10:47")))
    _grant(made)
    return made


def _grant(world: World, until: str = "18:00", state: GrantState = GrantState.ACTIVE) -> None:
    world.put("G-8", Grant("G-08", "pass", ActionKind.SHARED_SENSOR_PASS, state, "o", "C", Window(at("00:00"), at(until))))


def _view(world: World, clock: str = "10:47") -> RunView:
    found = run_view(world.picture, at(clock), "K-1")
    assert found is not None
    return found


def _state(world: World, number: int, clock: str = "10:47") -> StepState:
    return next(each.state for each in _view(world, clock).steps if each.step.number == number)


def test_pending_and_inactive(world: World) -> None:
    """What nobody touched is PENDING; a step whose corridor is not open is INACTIVE and not counted."""
    view = _view(world)
    assert [each.state for each in view.steps] == [StepState.PENDING] * 3 + [StepState.INACTIVE]
    assert (view.done, view.total, view.next) == (0, 3, 1)
    corridor = world.corridor("HC-1")
    world.status(corridor, CorridorState.OPEN)
    assert (_state(world, 4), _view(world).total) == (StepState.PENDING, 4)


def test_late_from_its_moment_and_kept(world: World) -> None:
    """A waiting step is late from its due moment on, by so much; done late stays late."""
    assert _view(world, "10:48").steps[0].late == 0
    assert not _view(world, "10:48").steps[0].overdue
    assert _view(world, "10:49").steps[0].overdue
    assert _view(world, "10:52").steps[0].late == 3 * MINUTE
    world.put("K-1/1", Item("K-1", 1, ItemState.DONE, "AUR-1", late=4 * MINUTE))
    step = _view(world, "11:30").steps[0]
    assert (step.state, step.late, step.overdue, step.by) == (StepState.DONE, 4 * MINUTE, False, "AUR-1")


def test_an_offered_run_has_no_clock(world: World) -> None:
    """Before it is opened, and after it ended, nothing is late."""
    world.put("K-1", Run("CL", 5, template_hash(TEMPLATE), RunState.ABORTED, at("10:47")))
    assert not any(each.overdue for each in _view(world, "12:00").steps)


def test_two_persons(world: World) -> None:
    """A two-person step that is DONE waits for the second and does not count yet."""
    world.put("K-1/2", Item("K-1", 2, ItemState.DONE, "AUR-1"))
    step = _view(world).steps[1]
    assert (step.state, step.needs_second, step.complete) == (StepState.DONE, True, False)
    world.put("K-1/2", Item("K-1", 2, ItemState.VERIFIED, "AUR-1", "CAL-1"))
    assert (_view(world).steps[1].complete, _view(world).done) == (True, 1)


def test_deferred_is_not_done_and_overridden_is(world: World) -> None:
    """A deferred step stays to be done; an overridden one counts, with its reason; a tick taken back is pending again."""
    world.put("K-1/1", Item("K-1", 1, ItemState.DEFERRED, reason="later"))
    assert not _view(world).steps[0].complete
    world.put("K-1/1", Item("K-1", 1, ItemState.OVERRIDDEN, reason="no need"))
    assert (_view(world).steps[0].complete, _view(world).steps[0].reason) == (True, "no need")
    world.put("K-1/1", Item("K-1", 1, ItemState.PENDING))
    assert _state(world, 1) is StepState.PENDING


def test_blocked_when_its_grant_ends(world: World) -> None:
    """A step whose grant ended, was revoked or is missing is BLOCKED, and so is the run."""
    assert not _view(world).blocked
    assert _state(world, 3, "17:59") is StepState.PENDING
    assert (_state(world, 3, "18:00"), _view(world, "18:00").blocked) == (StepState.BLOCKED, True)
    _grant(world, state=GrantState.REVOKED)
    assert _state(world, 3) is StepState.BLOCKED


def test_sensed_names_its_record_and_ticks_nothing(world: World) -> None:
    """An action of its kind, begun since the run was opened, satisfies a step; an older one does not."""
    action = Action("SP-1", ActionKind.SHARED_SENSOR_PASS, "G-8", "CAL", ActionState.EXECUTING)
    world.put("K-1", Run("CL", 5, template_hash(TEMPLATE), RunState.IN_PROGRESS, at("10:47")), event=at("11:00"))
    world.put("AC-1", action, event=at("10:40"))
    assert _state(world, 3) is StepState.PENDING
    world.put("AC-1", action, event=at("10:50"))
    step = _view(world).steps[2]
    assert (step.state, step.sensed, step.complete) == (StepState.SENSED, "AC-1", True)
    assert world.picture.find("item", "K-1/3") is None


def test_two_rooms_two_hashes_is_an_error_not_two_lists(world: World) -> None:
    """Another room's different template, or a run that names another hash, withholds the list and shows the hashes."""
    assert template_check(world.picture, "CL").same
    world.put("CL", Template("CL", 4, "old", (Step(1, "other"),)), origin="ESK-ROOM")
    view = _view(world)
    assert (view.check.same, view.steps, view.template) == (False, (), None)
    assert {origin for origin, _, _ in view.check.hashes} == {"", "CMC", "ESK-ROOM"}
    world.put("CL", TEMPLATE, origin="ESK-ROOM")
    assert _view(world).check.same
    world.put("K-1", Run("CL", 4, "0" * 64, RunState.OPEN, at("10:47")))
    assert not _view(world).check.same


def test_a_run_without_its_template_is_an_error(world: World) -> None:
    """A template that is nowhere is no list at all."""
    world.put("K-2", Run("CL-GONE", 1, "0" * 64, RunState.OPEN, at("10:47")))
    view = run_view(world.picture, world.now, "K-2")
    assert view is not None
    assert (view.check.same, view.steps) == (False, ())
