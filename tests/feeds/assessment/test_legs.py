"""A corridor's legs: those it names, in its order; where it names none, those that name it, by code."""

from __future__ import annotations

import pytest

from feeds.assessment.legs import Legs, all_legs, each_leg, legs_of
from feeds.picture.corridor import Corridor, Mode, Segment
from feeds.picture.values import LineString
from tests.feeds.assessment.world import World, at

PATH = LineString(((0.0, 0.0), (0.1, 0.0)))


@pytest.fixture
def world() -> World:
    """HC-1 names two legs, one of which is not there; HC-2 names none, and two legs name it; HC-3 has none at all."""
    made = World(at("10:00"))
    made.put("C-1", Corridor("HC-1", "one", "passage", Mode.ROAD, "AUR", ("AUR",), segments=("S-B", "S-GONE")))
    made.put("C-2", Corridor("HC-2", "two", "passage", Mode.ROAD, "AUR", ("AUR",), endanger_distance=500.0))
    made.put("C-3", Corridor("HC-3", "three", "passage", Mode.ROAD, "AUR", ("AUR",)))
    for subject, corridor, code in (("S-A", "C-1", "S1"), ("S-B", "C-1", "S2"), ("S-Y", "C-2", "S2"), ("S-X", "C-2", "S1")):
        made.put(subject, Segment(corridor, code, code, PATH))
    return made


def told(legs: Legs | None) -> tuple[list[str], tuple[str, ...]]:
    """Return the subjects of its legs and of those it names in vain."""
    assert legs is not None
    return [row.subject for row, _ in legs.legs], legs.absent


def test_what_a_corridor_names_is_its_own_and_nothing_else(world: World) -> None:
    """A leg that names it, but is not named by it, is none of its legs; one it names that is not there is missing."""
    assert told(legs_of(world.picture, "C-1")) == (["S-B"], ("S-GONE",))


def test_one_that_names_none_has_those_that_name_it(world: World) -> None:
    """In the order of their codes, and no leg of another corridor."""
    assert told(legs_of(world.picture, "C-2")) == (["S-X", "S-Y"], ())
    assert told(legs_of(world.picture, "C-3")) == ([], ())


def test_what_is_no_corridor_has_no_legs(world: World) -> None:
    """Neither an unknown subject nor a leg's."""
    assert legs_of(world.picture, "C-9") is None
    assert legs_of(world.picture, "S-A") is None


def test_all_at_once_are_each_by_itself(world: World) -> None:
    """One pass over the legs finds what a look at each corridor does."""
    subjects = ("C-1", "C-2", "C-3")
    assert [told(each) for each in all_legs(world.picture)] == [told(legs_of(world.picture, subject)) for subject in subjects]


def test_a_corridors_own_distance_goes_before_the_doctrines(world: World) -> None:
    """Metres by leg: the doctrine's for HC-1, its own for HC-2."""
    found = {leg.place: leg.limit for leg in each_leg(all_legs(world.picture), 3_000.0)}
    assert found == {("C-1", "S-B"): 3_000.0, ("C-2", "S-X"): 500.0, ("C-2", "S-Y"): 500.0}
