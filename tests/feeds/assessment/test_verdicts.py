"""Verdicts that are kept: each is what a fresh look would find, and is made anew only where something it was read from changed."""

from __future__ import annotations

import msgspec
import pytest

from feeds.assessment.kept import exposures
from feeds.assessment.legs import all_legs
from feeds.assessment.rules import rules_of
from feeds.assessment.verdicts import CorridorVerdict, Verdicts
from feeds.picture.corridor import CorridorState, SegmentState
from feeds.picture.values import Window
from tests.feeds.assessment.world import DOCTRINE, HOUR, World, at


@pytest.fixture
def world() -> World:
    """Ten o'clock: two corridors, verified just now, and a zone two kilometres from the first."""
    made = World(at("10:00"))
    for code in ("HC-1", "HC-2"):
        made.status(made.corridor(code), CorridorState.OPEN, Window(at("08:00"), at("18:00")))
    return made


class Looking:
    """One keeper of verdicts over a world, with its legs."""

    def __init__(self, world: World) -> None:
        """Look for the first time."""
        self.world, self.kept, self.legs = world, Verdicts(), all_legs(world.picture)

    def look(self, clock: str) -> tuple[CorridorVerdict, ...]:
        """Return the verdicts at a moment; a keeper that never looked before must find the same."""
        moment, rules = at(clock), rules_of(self.world.picture)
        near = exposures(self.world.picture, moment, rules.doctrine.endanger_distance)
        found = self.kept.at(self.world.picture, moment, self.legs, rules, near)
        fresh = Verdicts().at(self.world.picture, moment, self.legs, rules, near)
        assert [each.room.body for each in found] == [each.room.body for each in fresh]
        return found

    def wrote(self, kind: str, subject: str) -> None:
        """Say that a row was written."""
        self.kept.take(kind, [(subject, "CMC")])


def test_what_nothing_touched_is_kept(world: World) -> None:
    """The same verdict, not one like it."""
    looking = Looking(world)
    assert all(one is other for one, other in zip(looking.look("10:01"), looking.look("10:02"), strict=True))


def test_a_row_it_was_read_from_makes_it_anew_and_no_other(world: World) -> None:
    """A leg of HC-1 is closed: HC-1 is judged anew, HC-2 is kept."""
    looking = Looking(world)
    one, two = looking.look("10:01")
    world.verify("S-HC-1-1", SegmentState.CLOSED)
    looking.wrote("verification", "S-HC-1-1")
    anew, kept = looking.look("10:02")
    assert anew.room.body != one.room.body
    assert kept is two


def test_another_doctrine_judges_all_anew(world: World) -> None:
    """Roster and policy as before: what a verification is worth has changed, and with it what is read of old ones."""
    looking = Looking(world)
    before = looking.look("11:00")
    world.put(DOCTRINE.code, msgspec.structs.replace(DOCTRINE, version=2, verification_decay=HOUR // 2))
    after = looking.look("11:00")
    assert not any(one is other for one, other in zip(before, after, strict=True))
    assert [each.room.body.state for each in after] != [each.room.body.state for each in before]


def test_it_holds_until_its_next_due_moment_and_not_back_before_it_was_made(world: World) -> None:
    """Time alone decays it; and what was found at noon is not what stood at eleven."""
    looking = Looking(world)
    later = looking.look("12:00")
    assert not any(one is other for one, other in zip(looking.look("11:00"), later, strict=True))
    decayed = looking.look("17:00")
    assert [each.room.body.state for each in decayed] != [each.room.body.state for each in later]
