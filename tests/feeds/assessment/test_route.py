"""A corridor's legs and movements as lines of why."""

from __future__ import annotations

from feeds.assessment.route import legs_of, movements_on
from feeds.picture.corridor import CorridorState, Mode
from feeds.picture.relief import Movement, MovementState
from feeds.picture.values import Window
from tests.feeds.assessment.world import HOUR, ROOM, World, at


def world() -> World:
    """Ten o'clock: HC-2 OPEN, both legs verified just now, and its conditions found."""
    made = World(at("10:00"))
    made.status(made.corridor(), CorridorState.OPEN, Window(at("08:00"), at("18:00")))
    made.watch()
    return made


def test_a_passable_leg_says_how_long_ago_it_was_verified() -> None:
    """By whom and how long ago; once that has decayed it reads UNKNOWN, doubtful, and says no more of it."""
    made = world()
    first, second = legs_of(made.picture, at("10:14"), "C-HC-2", ROOM)
    assert first.text.startswith("S1 PASSABLE, ")
    assert first.text.endswith("verified 14 min ago by HAC")
    assert not first.doubtful
    assert (first.subject, second.subject) == ("S-HC-2-1", "S-HC-2-2")
    later = made.now + 48 * HOUR
    made.watch(later)
    old = next(legs_of(made.picture, later, "C-HC-2", ROOM))
    assert old.text.startswith("S1 UNKNOWN, ")
    assert "ago by HAC" not in old.text
    assert old.doubtful


def test_one_leg_can_be_asked_for() -> None:
    """The others are left out."""
    assert [node.subject for node in legs_of(world().picture, at("10:14"), "C-HC-2", ROOM, only="S-HC-2-2")] == ["S-HC-2-2"]


def test_movements_that_are_over_are_not_on_it() -> None:
    """One under way is, with its place as its lead released it, one that arrived is not."""
    made = world()
    for number, state in enumerate((MovementState.HALTED, MovementState.ARRIVED)):
        made.put(f"M-{number}", Movement(f"CV-{number}", "convoy", "HAC", Mode.ROAD, state, "C-HC-2", 7, place="Ostmere"))
    (found,) = movements_on(made.picture, made.now, "C-HC-2", ROOM)
    assert found.subject == "M-0"
    assert found.text.endswith(" at Ostmere, led by HAC")


def test_no_corridor_has_neither() -> None:
    """What is not there has no legs and no movements."""
    made = world()
    assert list(legs_of(made.picture, made.now, "C-9", ROOM)) == []
    assert list(movements_on(made.picture, made.now, "C-9", ROOM)) == []
