"""An empty desk's records differ from the room's in what was written for it since; a manned one's never do."""

from __future__ import annotations

import msgspec

from feeds.assessment.left_behind import left_behind
from feeds.picture.alarm import Presence
from feeds.picture.corridor import CorridorState
from feeds.picture.envelope import AuthorKind
from feeds.picture.fold import fold_all
from tests.feeds.assessment.world import HOST_ONLY, World, at
from tests.rig.story import sample_picture


def _sits(world: World, entity: str, *seats: str) -> None:
    before = world.picture.find("presence", entity)
    written = world.put(entity, Presence(entity, seats, world.now), kind=AuthorKind.HUB)
    world.sequence += 1
    revision = 1 if before is None else before.revision + 1
    fold_all(world.picture, [msgspec.structs.replace(written, sequence=world.sequence, revision=revision)])


def test_a_desk_that_was_left_differs_in_what_was_written_since() -> None:
    """From its leaving on, by tables, until somebody sits there again; who never sat there holds nothing to differ."""
    world = World(at("10:00"))
    corridor = world.corridor()
    for entity in ("FEN", "DRA"):
        _sits(world, entity, "desk")
    _sits(world, "ESK")
    world.now = at("10:26")
    _sits(world, "FEN")
    assert left_behind(world.picture) == ()
    world.now = at("10:31")
    world.declare(4, world.now, "BOR", common=False)
    assert left_behind(world.picture) == (("FEN", ("ladder",)),)
    world.now = at("10:46")
    world.zone("DZ-06", 1.0, label=HOST_ONLY)
    assert left_behind(world.picture) == (("FEN", ("ladder",)),), "what is not released to it makes no difference"
    world.status(corridor, CorridorState.OPEN)
    assert left_behind(world.picture) == (("FEN", ("corridors", "ladder")),)
    world.now = at("11:47")
    _sits(world, "FEN", "desk")
    assert left_behind(world.picture) == ()


def test_fens_records_differ_in_the_crisis() -> None:
    """At 10:43:30 and 10:47:32, its desk empty since 10:26; the story says so at 10:44, and after 11:47 no more. A liaison is not told."""
    assert left_behind(sample_picture("10:25:30")) == ()
    assert left_behind(sample_picture("10:47:32")) == (("FEN", ("corridors", "ladder")),)
    assert left_behind(sample_picture("11:48:00")) == ()
    assert left_behind(sample_picture("10:47:32", "BOR")) == ()
