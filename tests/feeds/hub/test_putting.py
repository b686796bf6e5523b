"""What may be put to the members: on the ladder in force, from where it stands, by a rule that can be met, to all who are asked."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from feeds.doctrine import SHIPPED, load_doctrine, load_ladder
from feeds.picture.ladder import ConsentRule, DeclaredLevel, LadderType
from feeds.picture.proposal import Proposal, ProposalState
from tests.feeds.hub.hall import label
from tests.feeds.hub.table import ALF, BET, DUTY, NOW, Table

MINUTE = 60_000
DOCTRINE = load_doctrine(SHIPPED / "meridian.toml")
LADDER = msgspec.structs.replace(DOCTRINE.ladder, members=("ALF", "BET"))
PUT = Proposal(
    "P-1",
    "Raise",
    "generic-7",
    2,
    3,
    ProposalState.PUT,
    ConsentRule.SILENCE,
    put_by="HOS",
    put_at=NOW,
    deadline=NOW + 30 * MINUTE,
    members=("ALF", "BET"),
)


def room(ladder: Any = LADDER) -> Table:  # noqa: ANN401 -- a ladder, changed as a test wants it
    """Return a table with a doctrine where 2 is declared for all."""
    table = Table()
    table.holds("meridian", msgspec.structs.replace(DOCTRINE, ladder=ladder))
    table.holds("generic-7/COUNCIL", DeclaredLevel("generic-7", "COUNCIL", 2, common=True))
    return table


def changed(**more: Any) -> Proposal:
    """Return the proposal with other members."""
    return msgspec.structs.replace(PUT, **more)


UNFIT: dict[str, tuple[dict[str, Any], str]] = {
    "a quorum of none": ({"consent": ConsentRule.QUORUM, "quorum": 0}, "quorum: 0 is said; it takes 1 to 2"),
    "a quorum nobody named": ({"consent": ConsentRule.QUORUM}, "quorum: none is said"),
    "a quorum of more than there are": ({"consent": ConsentRule.QUORUM, "quorum": 3}, "quorum: 3 is said; it takes 1 to 2"),
    "nobody is asked": ({"consent": ConsentRule.AUTHORITY}, "consent: on generic-7 members are asked"),
    "a member is left out": ({"members": ("ALF",)}, "all who are asked are ALF, BET"),
    "a member is asked twice": ({"members": ("ALF", "ALF", "BET")}, "all who are asked are ALF, BET"),
    "who is no member is asked": ({"members": ("ALF", "BET", "REL")}, "all who are asked are ALF, BET"),
    "silence without an end": ({"deadline": None}, "deadline: silence needs one"),
    "silence that is over": ({"deadline": NOW}, "is not ahead of the room's time"),
    "another ladder": ({"ladder": "other-9"}, "there is no other-9 here; in force is generic-7"),
    "no rung of it": ({"raises_to": 9}, "raises_to: 9 is no rung of generic-7; its rungs are 1, 2, 3, 4, 5, 6, 7"),
    "from another level": ({"raises_from": 4}, "raises_from: it says 4, declared is 2"),
    "to where it is": ({"raises_to": 2}, "raises_to: it is 2 already"),
}


@pytest.mark.parametrize(("more", "reason"), UNFIT.values(), ids=UNFIT)
def test_what_could_not_be_carried_rightly_is_not_put(more: dict[str, Any], reason: str) -> None:
    """Refused with the member, its value and what was expected, at once and when a draft is put; a draft may say it."""
    unfit = changed(**more)
    assert reason in room().says(DUTY, "P-X", unfit)
    table = room()
    assert table.says(DUTY, "P-X", msgspec.structs.replace(unfit, state=ProposalState.DRAFT)) == ""
    assert reason in table.says(DUTY, "P-X", unfit)


def test_on_a_ladder_of_an_authority_nobody_need_be_asked() -> None:
    """Where the ladder itself is decided by its authority, a proposal may leave it there."""
    ladder = msgspec.structs.replace(LADDER, consent=ConsentRule.AUTHORITY)
    assert room(ladder).says(DUTY, "P-X", changed(consent=ConsentRule.AUTHORITY, deadline=None)) == ""


def test_nothing_is_proposed_on_a_ladder_that_only_describes() -> None:
    """It carries no consent."""
    ladder = load_ladder(SHIPPED / "un_security_levels.toml")
    assert ladder.type is LadderType.DESCRIPTIVE
    table = Table()
    table.holds("meridian", msgspec.structs.replace(DOCTRINE, ladder=ladder))
    assert "un-sls describes and decides nothing" in table.says(DUTY, "P-X", changed(ladder="un-sls"))


def test_a_deadline_is_put_off_and_never_brought_forward() -> None:
    """Members were told it: it moves later, to a time that is still to come, also after it has passed."""
    table = room()
    assert table.says(DUTY, "P-X", PUT) == ""
    assert "never brought forward" in table.says(DUTY, "P-X", changed(deadline=NOW + 10 * MINUTE), now=NOW + MINUTE)
    assert "deadline: silence needs one" in table.says(DUTY, "P-X", changed(deadline=None), now=NOW + MINUTE)
    late = NOW + 31 * MINUTE
    assert "is not ahead of the room's time" in table.says(DUTY, "P-X", changed(deadline=late), now=late)
    assert table.says(DUTY, "P-X", changed(deadline=late + MINUTE), now=late) == ""
    again = changed(text="other", text_revision=2, deadline=NOW + 45 * MINUTE)
    assert table.says(DUTY, "P-X", again, now=late) == "", "another wording has a deadline of its own"
    third = msgspec.structs.replace(again, text="third", text_revision=3)
    assert "another wording goes under new silence" in table.says(DUTY, "P-X", third, now=late + MINUTE)


def test_what_members_were_asked_stands_with_its_wording() -> None:
    """Its title and its basis are part of the wording; who put it, and when, changes with another one only."""
    table = room()
    assert table.says(DUTY, "P-X", PUT) == ""
    for more in ({"title": "Raise to 7"}, {"basis": ("I-9",)}):
        assert "expected text revision 2" in table.says(DUTY, "P-X", changed(**more))
    assert "put_at cannot change" in table.says(DUTY, "P-X", changed(put_at=NOW + MINUTE))
    assert "put_by: it says nobody, it was put by HOS" in table.says(DUTY, "P-X", changed(put_by=None))


def test_a_proposal_that_names_no_putter_is_its_originators() -> None:
    """Nobody takes it over because nobody is named."""
    table = room()
    own = label("ALF", "BET", "HOS", originator="ALF")
    assert table.says(ALF, "P-X", changed(put_by=None), label=own) == ""
    assert "was put by ALF" in table.says(BET, "P-X", changed(put_by=None, state=ProposalState.WITHDRAWN))
    assert table.says(ALF, "P-X", changed(put_by=None, state=ProposalState.WITHDRAWN)) == ""
