"""The members' word: who is asked, what counts, and what carries."""

from __future__ import annotations

import msgspec
import pytest

from feeds.assessment.consent import consent, members_asked, members_of
from feeds.assessment.rules import Rules, rules_of
from feeds.picture.ladder import ConsentRule
from feeds.picture.proposal import Position, PositionKind, Proposal, ProposalState
from tests.feeds.assessment.world import DOCTRINE, LADDER, NATIONS, World, at

THREE = ("AUR", "BOR", "CAL")


def proposal(rule: ConsentRule = ConsentRule.UNANIMITY, *, members: tuple[str, ...] = THREE, quorum: int | None = None) -> Proposal:
    """Return a proposal to raise, put at ten."""
    return Proposal("P-1", "raise", "generic-7", 3, 4, ProposalState.PUT, rule, 1, "CAL", at("10:00"), members=members, quorum=quorum)


def rules(world: World) -> Rules:
    """Return what is in force."""
    return rules_of(world.picture)


def says(world: World, entity: str, kind: PositionKind = PositionKind.CONSENT, **more: object) -> None:
    """Write down an entity's word."""
    body = Position("P-1", 1, entity, kind)
    world.put(f"P-1/{entity}", msgspec.structs.replace(body, **more), entity=entity)


def carried(world: World, put: Proposal) -> bool:
    """Say whether it is carried."""
    return consent(world.picture, "P-1", put, rules(world)).carried


@pytest.fixture
def world() -> World:
    """A room with a ladder of six members."""
    return World(at("10:30"))


def test_the_proposals_members_are_asked_else_the_ladders_else_the_rosters(world: World) -> None:
    """Whoever is named nearest."""
    assert members_of(proposal(), rules(world)) == THREE
    assert members_of(proposal(members=()), rules(world)) == NATIONS
    two = World(at("10:30"), msgspec.structs.replace(DOCTRINE, ladder=msgspec.structs.replace(LADDER, members=("DRA", "ESK"))))
    assert members_asked(rules(two)) == ("DRA", "ESK")
    none = World(at("10:30"), msgspec.structs.replace(DOCTRINE, ladder=msgspec.structs.replace(LADDER, members=())))
    assert members_asked(rules(none)) == NATIONS


def test_unanimity_wants_every_member_and_no_stranger(world: World) -> None:
    """Two of three are not all; a fourth who is no member adds nothing."""
    says(world, "AUR")
    says(world, "BOR")
    says(world, "DRA")
    assert not carried(world, proposal())
    says(world, "CAL")
    assert carried(world, proposal())


def test_who_does_not_take_part_is_left_out_and_nobody_at_all_carries_nothing(world: World) -> None:
    """One aside: the others carry it. All aside: nobody has consented."""
    says(world, "AUR", PositionKind.NOT_PARTICIPATING)
    says(world, "BOR")
    assert not carried(world, proposal())
    says(world, "CAL")
    assert carried(world, proposal())
    for entity in THREE:
        says(world, entity, PositionKind.NOT_PARTICIPATING)
    assert not carried(world, proposal())


def test_a_quorum_is_its_number_else_everybody(world: World) -> None:
    """Two of three by number; without one, standing aside lowers nothing."""
    says(world, "AUR")
    assert not carried(world, proposal(ConsentRule.QUORUM, quorum=2))
    says(world, "BOR")
    assert carried(world, proposal(ConsentRule.QUORUM, quorum=2))
    says(world, "CAL", PositionKind.NOT_PARTICIPATING)
    assert not carried(world, proposal(ConsentRule.QUORUM))


def test_a_word_given_by_voice_counts_once_it_is_countersigned(world: World) -> None:
    """Relayed, it is written down and counts for nothing."""
    for entity in THREE:
        says(world, entity, relayed=entity == "CAL")
    assert not carried(world, proposal())
    says(world, "CAL", relayed=True, countersigned=True)
    assert carried(world, proposal())


def test_a_word_is_on_one_wording(world: World) -> None:
    """What was said of the first does not carry the second."""
    for entity in THREE:
        says(world, entity)
    assert carried(world, proposal())
    assert not carried(world, msgspec.structs.replace(proposal(), text_revision=2))
