"""How long a warning took: what counts as the first deed, and whose middle may be read."""

from __future__ import annotations

import pytest

from feeds.assessment.latency import ALIKE, Latency, alike, latencies
from feeds.assessment.rules import rules_of
from feeds.picture.alarm import Alarm, Answer, AnswerKind, Delivery, Request
from feeds.picture.checklist import Item, ItemState, Run, RunState
from feeds.picture.corridor import CorridorState
from feeds.picture.warning import Severity
from tests.feeds.assessment.world import ROOM, World, at

WARNED = at("10:30")


@pytest.fixture
def world() -> World:
    """An alarm of 10:30 about HC-2, asked of three entities at 10:31, and a run that it called for."""
    made = World(at("10:31"))
    made.put("A-1", Alarm("CORRIDOR_CONTRADICTED", Severity.CRITICAL, made.corridor(), "t", "w", WARNED))
    made.put("R-1", Request("A-1", 1, "HC-2", ("AUR", "BOR", "HAC"), at("10:31"), at("10:36")))
    made.put("K-1", Run("CL", 1, "0" * 64, RunState.OPEN, at("10:31"), "A-1"))
    made.put("K-2", Run("CL", 1, "0" * 64, RunState.OPEN, at("10:31"), "A-9"))
    return made


def only(world: World, viewer: str = ROOM) -> Latency:
    """Return the latency of the one item that asked."""
    (found,) = latencies(world.picture, viewer)
    return found


def step(world: World, run: str, number: int, clock: str, state: ItemState = ItemState.DONE) -> None:
    """Write down a step of a run."""
    world.put(f"{run}/{number}", Item(run, number, state), event=at(clock))


def test_nothing_done_is_none_and_never_nought(world: World) -> None:
    """A deed that has not come has no time."""
    assert (only(world).warned, only(world).acted, only(world).to_act) == (WARNED, None, None)


def test_the_first_step_of_its_run_is_the_deed(world: World) -> None:
    """The earliest counts; a step of another run, and one that was put off, do not."""
    step(world, "K-2", 1, "10:32")
    step(world, "K-1", 1, "10:33", ItemState.DEFERRED)
    assert only(world).acted is None
    step(world, "K-1", 2, "10:40")
    step(world, "K-1", 3, "10:35", ItemState.VERIFIED)
    assert only(world).to_act == 5 * 60_000


def test_what_was_done_before_the_warning_is_no_answer_to_it(world: World) -> None:
    """A step of a minute before does not count; one of the very moment does."""
    step(world, "K-1", 1, "10:29")
    assert only(world).acted is None
    step(world, "K-1", 2, "10:30")
    assert only(world).to_act == 0


def test_a_new_status_of_its_corridor_is_a_deed(world: World) -> None:
    """The corridor that the alarm is about, and no other."""
    world.now = at("10:34")
    world.status(world.corridor("HC-9"), CorridorState.SUSPENDED)
    assert only(world).acted is None
    world.status("C-HC-2", CorridorState.SUSPENDED)
    assert only(world).to_act == 4 * 60_000


@pytest.mark.parametrize(("came", "viewer", "may"), [(ALIKE, "AUR", True), (ALIKE - 1, "AUR", False), (0, "AUR", False), (1, ROOM, True)])
def test_a_middle_of_few_is_read_by_the_host_alone(world: World, came: int, viewer: str, may: bool) -> None:
    """Of two the middle would tell each what the other did."""
    assert alike(came, viewer, rules_of(world.picture)) is may


def test_a_partner_reads_its_own_line_and_the_middle_once_three_came(world: World) -> None:
    """Two delivered: a partner reads no middle; the third gives it one, and never another's line."""
    for number, entity in enumerate(("AUR", "BOR", "HAC")):
        moment = at("10:32") + number * 60_000
        world.put(f"R-1/1/{entity}", Delivery("R-1", 1, entity, "seat", moment, None))
        expected = None if number < 2 else 3 * 60_000
        assert only(world, "AUR").delivered == expected
        assert only(world).delivered is not None
    world.put("R-1/AUR", Answer("R-1", 1, "AUR", AnswerKind.RECEIPT), event=at("10:33"))
    assert [(each.entity, each.answered) for each in only(world, "AUR").entities] == [("AUR", at("10:33"))]
    assert len(only(world).entities) == 3
