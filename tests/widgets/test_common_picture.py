"""Who holds the common picture, in words: quiet, neutral, exact, and of others only at the host's desk."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.picture.holding import Holder, Judged, Match
from widgets.common_picture import CommonPicture, every, line, sentence
from widgets.standpoint import Standpoint
from widgets.tokens import Token
from widgets.words import State

HOST, LIAISON = Standpoint("CMC", "DUTY"), Standpoint("BOR", "BOR-1")
DIFFERS = Judged(Match.DIFFERS, tables=("conditions", "segment", "declared_level"))


def holder(entity: str, judged: Judged = Judged(), seat: str = "", role: str = "") -> Holder:  # noqa: B008 -- frozen
    """Return a display at an entity's first seat."""
    return Holder(entity, seat or f"{entity}-1", role or f"Liaison {entity}-1", judged)


def said(common: CommonPicture, standpoint: Standpoint = HOST, *, brief: bool = False) -> list[str]:
    """Return the line's words."""
    return [each.text for each in line(common, standpoint, brief=brief)]


def test_a_liaison_reads_of_its_own_picture_alone() -> None:
    """Claim: where the hub told of nobody, equal is equal with this room, in the line, the list and the sentence."""
    for standpoint in (LIAISON, HOST):
        assert said(CommonPicture(), standpoint) == said(CommonPicture(), standpoint, brief=True) == ["equal with this room"]
        assert [each.text for each in every(CommonPicture(), standpoint)] == ["equal with this room"]
        assert sentence(CommonPicture(), standpoint) == "equal with this room"


def test_equal_partners_are_named_and_the_rooms_own_displays_counted() -> None:
    """Claim: a partner with two displays is named once; the room's others are a number."""
    here = (holder("CMC", seat="LEGAL", role="Legal adviser"), holder("CMC", seat="DUTY-2", role="Duty officer"))
    common = CommonPicture(displays=(holder("HAC"), holder("BOR"), holder("BOR", seat="BOR-2"), holder("DRA"), *here))
    assert said(common) == ["equal with BOR, DRA, HAC, 2 displays"]
    assert said(common, brief=True) == ["equal with 3 of 3 partners, 2 displays"]
    assert [each.text for each in every(common, HOST)] == ["equal with this room: BOR (2), DRA, HAC, 2 displays"]


def test_who_differs_is_named_with_the_parts_that_do() -> None:
    """Claim: a partner of whom one display differs is not among the equal; the list says which display, by its role."""
    common = CommonPicture(displays=(holder("FEN", DIFFERS), holder("FEN", seat="FEN-2", role="Capital FEN"), holder("BOR")))
    assert said(common) == ["equal with BOR", "FEN DIFFERS: corridors, ladder"]
    assert said(common, brief=True) == ["equal with 1 of 2 partners", "DIFFERS FEN"]
    assert [each.text for each in every(common, HOST)] == [
        "equal with this room: BOR, FEN",
        "Liaison FEN-1 DIFFERS: corridors, ladder",
    ]
    assert [each.text for each in every(CommonPicture(displays=(holder("FEN", Judged(Match.DIFFERS)),)), HOST)][
        1
    ] == "Liaison FEN-1 DIFFERS"


def test_a_display_of_the_room_is_named_by_its_role() -> None:
    """Claim: one of the room's own that differs has no code to itself: its role stands there, and its seat where two have the role."""
    one, other = (holder("CMC", DIFFERS, seat, "Duty officer") for seat in ("DUTY-1", "DUTY-2"))
    assert said(CommonPicture(displays=(one,))) == ["equal with this room", "Duty officer DIFFERS: corridors, ladder"]
    whole = [each.text for each in every(CommonPicture(displays=(one, other)), HOST)]
    assert whole[1:] == [f"CMC Duty officer at DUTY-{n} DIFFERS: corridors, ladder" for n in (1, 2)]


def test_behind_and_not_compared_have_words_of_their_own() -> None:
    """Claim: who has not taken all in yet is behind by so many changes, who said nothing is not compared; a difference stands first."""
    common = CommonPicture(
        displays=(holder("CAL", Judged(Match.NOT_COMPARED)), holder("ESK", Judged(Match.BEHIND, 1_240)), holder("FEN", DIFFERS))
    )
    stands = line(common, HOST)
    assert [each.text for each in stands] == [
        "equal with this room",
        "FEN DIFFERS: corridors, ladder",
        "ESK 1\N{NO-BREAK SPACE}240 changes behind",
        "CAL not compared",
    ]
    assert [each.state for each in stands] == [State.EQUAL, State.DIFFERS, State.BEHIND, State.NOT_COMPARED]
    assert said(common, brief=True) == ["equal with 0 of 3 partners", "DIFFERS FEN", "behind ESK", "not compared CAL"]
    assert State.BEHIND.sign.token is State.DIFFERS.sign.token is Token.TEXT2


def test_a_desk_that_was_left_is_said_in_the_same_words_and_once() -> None:
    """Claim: an empty desk that holds less differs as a display does; once somebody sits there again its digest alone speaks."""
    left = (("FEN", ("corridors", "ladder")),)
    assert said(CommonPicture(left=left)) == ["equal with this room", "FEN DIFFERS: corridors, ladder"]
    assert [each.text for each in every(CommonPicture(left=left), HOST)][1] == "FEN DIFFERS: corridors, ladder; nobody is at its desk"
    assert said(CommonPicture(left=left), brief=True)[0] == "equal with 0 of 1 partners"
    assert said(CommonPicture(left=left, displays=(holder("FEN"),))) == ["equal with FEN"]
    assert said(CommonPicture(left=left, displays=(holder("FEN", Judged(Match.NOT_COMPARED)),)))[1:] == ["FEN not compared"]


@pytest.mark.parametrize("standpoint", [HOST, LIAISON])
def test_without_a_comparison_of_its_own_a_desk_says_nothing_of_others(standpoint: Standpoint) -> None:
    """Claim: while the link is lost, or the own picture is not the hub's, "equal" becomes "not compared", with its time if it has one."""
    others = CommonPicture(displays=(holder("FEN", DIFFERS),), left=(("DRA", ("ladder",)),))
    frozen = Standpoint(standpoint.entity, frozen_at=1)
    for common, place, words in (
        (CommonPicture(compared=False, displays=others.displays, left=others.left), standpoint, "not compared"),
        (CommonPicture(compared=False, uncompared_for=41_000, displays=others.displays), frozen, "not compared for 00:41"),
        (others, frozen, "not compared"),
    ):
        assert said(common, place) == said(common, place, brief=True) == [each.text for each in every(common, place)] == [words]
        assert line(common, place)[0].state is State.NOT_COMPARED


judged = st.builds(Judged, st.sampled_from(Match), st.integers(0, 9), st.just(("conditions",)))
displays = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 3), judged), max_size=64, unique_by=lambda each: each[:2])


@given(displays)
def test_everybody_is_named_or_counted_and_the_line_stays_short(found: list[tuple[int, int, Judged]]) -> None:
    """Claim: however many displays there are, the line names at most twelve equal ones and three of each other state, and counts the rest
    exactly; the list has a line for each that is not equal.
    """
    held = tuple(holder(f"E{code:02}", each, f"S{seat}") for code, seat, each in found)
    common = CommonPicture(displays=held)
    stands = line(common, HOST)
    assert len(stands) <= 1 + 3 * 4
    assert len(line(common, HOST, brief=True)) <= 1 + 3
    partners = {each.entity for each in held}
    equal = {code for code in partners if all(each.judged.match is Match.EQUAL for each in held if each.entity == code)}
    counted = said(common, brief=True)[0]
    assert counted == (f"equal with {len(equal)} of {len(partners)} partners" if partners else "equal with this room")
    named = stands[0].text.removeprefix("equal with ").replace(" and ", ", ").split(", ") if equal else []
    assert len([each for each in named if each in equal]) == min(12, len(equal))
    assert not equal or len(equal) <= 12 or named[-1] == f"{len(equal) - 12} more"
    apart = [each for each in held if each.judged.match is not Match.EQUAL]
    assert len(every(common, HOST)) == 1 + len(apart)


def test_displays_beyond_those_told_are_counted() -> None:
    """Claim: what the hub could not name is said to be there."""
    assert [each.text for each in every(CommonPicture(untold=3), HOST)][-1] == "3 more displays not named here"
