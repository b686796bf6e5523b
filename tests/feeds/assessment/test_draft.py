"""A draft of findings: later rules see what earlier ones found, and the picture handed in stays as it was."""

from __future__ import annotations

from feeds.assessment.draft import Draft
from feeds.assessment.rules import rules_of
from feeds.picture.envelope import AuthorKind
from feeds.picture.room import SourceState, SourceStatus
from tests.feeds.assessment.world import ALL, HOST_ONLY, World, at

LIVE = SourceStatus("AIS", SourceState.LIVE, at("10:00"))
LOST = SourceStatus("AIS", SourceState.LOST, at("10:30"))


def drafted(world: World) -> Draft:
    """Return a draft over a world."""
    return Draft(world.picture, at("10:30"), rules_of(world.picture))


def test_what_was_found_is_seen_by_what_follows_and_not_written() -> None:
    """The draft's picture has it; the one handed in has not, nor a table for it."""
    world = World(at("10:00"))
    draft = drafted(world)
    draft.write("AIS", LOST, ALL)
    assert draft.picture.get(SourceStatus, "AIS") == LOST
    assert world.picture.get(SourceStatus, "AIS") is None
    assert [(made.subject, made.body, made.event, made.label) for made in draft.rows.values()] == [("AIS", LOST, at("10:30"), ALL)]


def test_what_the_picture_says_already_is_not_found_again() -> None:
    """The same body under the same label is nothing new; either of them changed is."""
    world = World(at("10:00"))
    world.put("AIS", LIVE, kind=AuthorKind.HUB)
    draft = drafted(world)
    draft.write("AIS", LIVE, ALL)
    assert not draft.rows
    draft.write("AIS", LIVE, HOST_ONLY)
    assert list(draft.rows) == [("source_status", "AIS")]
    draft.write("AIS", LOST, HOST_ONLY, at("10:20"))
    (made,) = draft.rows.values()
    assert (made.body, made.event) == (LOST, at("10:20"))
    assert world.picture.get(SourceStatus, "AIS") == LIVE


def test_another_rooms_finding_stands_beside_this_rooms() -> None:
    """What a partner's hub found is none of ours: ours is found all the same, and replaces nothing."""
    world = World(at("10:00"))
    world.put("AIS", LOST, kind=AuthorKind.HUB, entity="ESK", origin="ESK")
    draft = drafted(world)
    assert draft.own("source_status", "AIS") is None
    draft.write("AIS", LOST, ALL)
    assert len(draft.rows) == 1
    assert {row.origin for row in draft.picture.side_by_side("source_status", "AIS")} == {"ESK", "CMC"}


def test_what_a_person_wrote_is_no_finding_of_ours() -> None:
    """An officer's row of the same subject is not taken for the hub's."""
    world = World(at("10:00"))
    world.put("AIS", LIVE, kind=AuthorKind.OFFICER)
    assert drafted(world).own("source_status", "AIS") is None
