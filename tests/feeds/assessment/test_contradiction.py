"""A corridor declared OPEN against its conditions: since when, and when a hazard has moved enough to be another alarm."""

from __future__ import annotations

import msgspec
import pytest

from feeds.picture.alarm import Alarm
from feeds.picture.corridor import CorridorState
from feeds.picture.values import Window
from tests.feeds.assessment.world import DOCTRINE, World, at


def alarm(world: World) -> Alarm:
    """Return the one alarm that stands about the corridor."""
    (found,) = [body for _, body in world.picture.bodies(Alarm) if body.rule == "CORRIDOR_CONTRADICTED"]
    return found


@pytest.mark.parametrize(
    ("declared", "onset"),
    [("08:00", "10:30"), ("10:30", "10:30"), ("10:45", "11:00")],
    ids=["before its window ended", "at its very end", "after it had ended"],
)
def test_a_window_that_ended_contradicts_from_its_end_on(declared: str, onset: str) -> None:
    """However late the hub looks; but what was declared OPEN afterwards is contradicted from when that is seen."""
    world = World(at("08:00"))
    corridor = world.corridor()
    world.now = at(declared)
    world.status(corridor, CorridorState.OPEN, Window(at("08:00"), at("10:30")))
    world.now = at("11:00")
    for segment in ("S-HC-2-1", "S-HC-2-2"):
        world.verify(segment)
    world.watch()
    assert alarm(world).onset == at(onset)


@pytest.mark.parametrize(
    ("band", "before", "after", "another"),
    [(1_000.0, 2.4, 2.2, False), (1_000.0, 2.4, 1.4, True), (0.0, 2.4, 1.4, False)],
    ids=["within its band", "into another band", "no bands at all"],
)
def test_a_hazard_that_moves_into_another_band_is_a_new_revision(band: float, before: float, after: float, another: bool) -> None:
    """Who acknowledged it at two kilometres has not acknowledged it at one; a doctrine without bands asks once."""
    world = World(at("10:00"), msgspec.structs.replace(DOCTRINE, distance_band=band))
    world.status(world.corridor(), CorridorState.OPEN, Window(at("08:00"), at("18:00")))
    world.zone("DZ-1", before)
    world.watch()
    first = alarm(world)
    world.now = at("10:05")
    world.zone("DZ-1", after, since=at("10:00"))
    world.watch()
    assert (alarm(world).cause_revision > first.cause_revision) is another
