"""Whom a row is for, and who of them could not read it."""

from __future__ import annotations

import typing

import msgspec
import pytest

from feeds.picture.addressing import ADDRESSING, Unread, addressed, unread
from feeds.picture.alarm import Request
from feeds.picture.corridor import Corridor, Mode, Segment
from feeds.picture.envelope import Author, AuthorKind, Record
from feeds.picture.fold import fold
from feeds.picture.label import Label
from feeds.picture.ladder import ConsentRule
from feeds.picture.picture import Picture
from feeds.picture.proposal import Proposal, ProposalState
from feeds.picture.records import KINDS
from feeds.picture.regime import REAL
from feeds.picture.room import Entity, EntityKind, Roster
from feeds.picture.values import LineString
from feeds.policy import default_policy
from tests.feeds.hub.hall import ENTITIES, label

POLICY = default_policy()
ROSTER = Roster("HALL", "Hall", "HOS", (*ENTITIES, Entity("KAR", "Karth", EntityKind.OPPOSING_PARTY, on_network=False)))
NO_ENTITY = frozenset(
    {
        *("answer_timers", "bears_on", "category", "caveats", "code", "delegate", "diagnosticity", "direction", "done_by", "format"),
        *(
            "from_seat",
            "group",
            "hazard",
            "kind",
            "ladder",
            "language",
            "latency_targets",
            "layer",
            "left_by",
            "likelihood_scale",
            "looked_by",
        ),
        *("places", "requested_by", "room", "rule", "same_source", "seat", "seats", "second_person", "sidc", "source", "sources"),
        *("taken_by", "template", "to_seat", "translator", "version"),
    }
)
"""Short names that name no entity."""
SPOKEN_OF = frozenset({"asked_by", "flagged_by", "host", "put_by", "raised_by", "relayed_by", "with_entity", "audience"})
"""Entities that a row is by, or about, and not for."""
FOUND = frozenset({"broken_by", "extension_asked", "not_reached", "reached"})
"""Entities that a finding names; nobody signs one."""


def test_every_member_that_could_name_an_entity_is_told_apart() -> None:
    """Each short name of each kind of record says whom it is for, or stands in a list that says why it does not."""
    for kind, body in KINDS.items():
        hints = typing.get_type_hints(body, include_extras=True)
        short = {name for name, hint in hints.items() if "a short name" in str(hint)}
        assert short <= ADDRESSING | NO_ENTITY | SPOKEN_OF | FOUND, (kind, short - ADDRESSING - NO_ENTITY - SPOKEN_OF - FOUND)
    assert not ADDRESSING & (NO_ENTITY | SPOKEN_OF | FOUND)


@pytest.mark.parametrize(
    ("marked", "whys"),
    [
        (label("ALF", "REL"), ["", "", "not on the network"]),
        (label("ALF"), ["", "not among its readers", "not on the network"]),
        (label("ALF", "REL", classification="SECRET"), ["", "cleared for RESTRICTED, this is SECRET", "not on the network"]),
        (label("REL", originator="ALF"), ["", "", "not on the network"]),
        (None, ["the label cannot be read", "the label cannot be read", "not on the network"]),
        (Label("other", "X", "HOS"), ["the label cannot be read", "the label cannot be read", "not on the network"]),
    ],
)
def test_who_could_not_read_it_and_why(marked: Label | None, whys: list[str]) -> None:
    """By release, by clearance, for want of a label that can be read, or because the hub does not reach them."""
    request = Request("X", 1, "asked", ("ALF", "REL", "KAR"), 0)
    expected = tuple(Unread(entity, why) for entity, why in zip(("ALF", "REL", "KAR"), whys, strict=True) if why)
    assert unread(Picture(REAL), request, marked, ROSTER, POLICY) == expected


def test_a_leg_is_for_its_routes_parties_and_for_relief() -> None:
    """Humanitarian rows are for whom they name through what they speak of."""
    picture = Picture(REAL)
    route = Corridor("HC-1", "Route", "relief", Mode.ROAD, "ALF", ("ALF", "BET"))
    row = Record("C-1", REAL, 0, Author("ALF", AuthorKind.OFFICER, "ALF-1"), route, "0" * 64, label("BET"), origin="HALL", sequence=1)
    room = Record("HALL", REAL, 0, Author("HOS", AuthorKind.HUB, "HUB"), ROSTER, "1" * 64, label(), origin="HALL", sequence=2)
    assert all(fold(picture, each) is not None for each in (row, room))
    assert addressed(picture, Segment("C-1", "S1", "leg", LineString(((0.0, 0.0), (1.0, 0.0)))), ROSTER) == ("ALF", "BET", "REL")


def test_a_proposal_without_members_is_for_all_of_them() -> None:
    """Silence runs for whom it reaches: a member that could not read the wording is named before it is put."""
    put = Proposal("P-1", "Raise", "L", 2, 3, ProposalState.PUT, ConsentRule.SILENCE)
    assert addressed(Picture(REAL), put, ROSTER) == ("ALF", "BET")
    assert addressed(Picture(REAL), msgspec.structs.replace(put, members=("BET",)), ROSTER) == ("BET",)
