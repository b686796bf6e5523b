"""A corridor explained: legs, distances, counts, who is on it, and how far from MET."""

import pytest

from feeds.assessment.corridor_why import CorridorWhy, age_of, corridor_why
from feeds.picture.corridor import ConditionState, CorridorState, Mode, ReasonKind, SegmentState
from feeds.picture.relief import Movement, MovementState
from feeds.picture.values import Point, Window
from feeds.picture.warning import Discipline, Indication, Severity
from tests.feeds.assessment.world import HOUR, ROOM, World, at


@pytest.fixture
def world() -> World:
    """10:47: HC-2 declared OPEN, DZ-07 1.2 km from S1, two reports near it, a convoy on it and one that has arrived."""
    made = World(at("10:47"))
    corridor = made.corridor()
    made.status(corridor, CorridorState.OPEN, Window(at("08:00"), at("12:00")))
    made.zone("DZ-07", 1.2, uncertainty=500.0)
    made.zone("ADV", 0.5, restricts_only=True)
    for number, severity in enumerate((Severity.HIGH, None)):
        made.put(f"IN-{number}", Indication("r", Discipline.OSINT, "S", geometry=Point((0.05, 0.01)), severity=severity))
    made.put("M-2", Movement("CV-2", "convoy 2", "HAC", Mode.ROAD, MovementState.ARRIVED, corridor))
    made.put("M-3", Movement("CV-3", "convoy 3", "HAC", Mode.ROAD, MovementState.HALTED, corridor, people=212, place="Ostmere"))
    made.watch()
    return made


def explained(world: World, reader: str = ROOM) -> CorridorWhy:
    """Return HC-2 explained."""
    found = corridor_why(world.picture, world.now, "C-HC-2", reader)
    assert found is not None
    return found


def test_each_leg_says_what_is_near_and_since_when_it_counts(world: World) -> None:
    """S1 is endangered by DZ-07, with advice behind it, two reports and a verification that decays at 13:47; S2 has none of that."""
    first, second = explained(world).legs
    assert first.state is SegmentState.ENDANGERED
    assert first.worst is not None
    assert (first.worst.body.code, round(first.worst.metres, -2), first.worst.uncertainty) == ("DZ-07", 1_200.0, 500.0)
    assert [one.body.code for one in first.zones] == ["DZ-07", "ADV"]
    assert dict(first.reports)[Severity.HIGH] == 1
    assert dict(first.reports)[None] == 1
    assert first.decays == at("10:47") + 3 * HOUR
    assert (second.state, second.worst, second.zones) == (SegmentState.PASSABLE, None, ())
    assert first.verified is not None
    assert age_of(first.verified, at("11:01")) == "verified 14 min ago by HAC"


def test_how_far_it_is_from_met(world: World) -> None:
    """DZ-07's edge has to be 2.3 km further off, its uncertainty counted, and the leg verified anew."""
    (change,) = explained(world).changes
    assert change.reason.kind is ReasonKind.HAZARD
    assert change.metres == pytest.approx(2_300.0, abs=20.0)
    assert change.text == "it ends, or its edge is 2.3 km further off, and the leg is verified anew"


def test_who_is_on_it(world: World) -> None:
    """The convoy that halted stands there by its place; the one that arrived does not."""
    found = explained(world)
    assert [(body.code, body.state, body.place) for _, body in found.movements] == [("CV-3", MovementState.HALTED, "Ostmere")]
    assert found.due == at("12:00")


def test_what_is_declared_and_what_is_found_stand_apart(world: World) -> None:
    """Declared OPEN beside the watch's NOT_MET; a reader with a row of its own reads that one."""
    found = explained(world)
    assert found.declared is not None
    assert found.conditions is not None
    assert (found.declared.state, found.conditions.state, found.found) == (CorridorState.OPEN, ConditionState.NOT_MET, True)
    del world.picture.tables["conditions"]
    computed = explained(world)
    assert computed.conditions is not None
    assert (computed.conditions.state, computed.found) == (ConditionState.NOT_MET, False)


def test_whoever_may_lack_an_input_computes_nothing(world: World) -> None:
    """Without a finding a reader that is not the host reads nothing but UNKNOWN, whatever its own picture would give."""
    del world.picture.tables["conditions"]
    del world.picture.tables["danger_zone"]
    found = explained(world, "HAC")
    assert (found.conditions, found.changes) == (None, ())
    assert {leg.state for leg in found.legs} == {SegmentState.UNKNOWN}


def test_no_such_corridor(world: World) -> None:
    """A corridor this reader's picture does not hold is none."""
    assert corridor_why(world.picture, world.now, "C-HC-9", ROOM) is None
