"""Consent: the chair adopts what the members carried, by their rule, on the present wording."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from feeds.doctrine import SHIPPED, load_doctrine
from feeds.picture.alarm import Presence
from feeds.picture.danger import Pause, PauseState
from feeds.picture.ladder import ConsentRule, DeclaredLevel
from feeds.picture.proposal import Position, PositionKind, Proposal, ProposalState
from feeds.picture.room import Officer, Outage
from feeds.picture.values import Window
from feeds.picture.warning import Admiralty, Indicator, IndicatorState, Observation
from tests.feeds.hub.table import ALF, BET, DUTY, NOW, REL, Table

DOCTRINE = load_doctrine(SHIPPED / "meridian.toml")
LADDER = msgspec.structs.replace(DOCTRINE.ladder, members=("ALF", "BET"))
MINUTE = 60_000
PUT = Proposal(
    "P-1",
    "Raise",
    "generic-7",
    2,
    3,
    ProposalState.PUT,
    ConsentRule.SILENCE,
    put_at=NOW,
    deadline=NOW + 30 * MINUTE,
    members=("ALF", "BET"),
)
LATER = NOW + 40 * MINUTE
K, P = PositionKind, ProposalState


def changed(**more: Any) -> Proposal:
    """Return the proposal with other members."""
    return msgspec.structs.replace(PUT, **more)


def council(put: Proposal = PUT, *, seated: tuple[str, ...] = ("ALF", "BET")) -> Table:
    """Return a table with a doctrine, desks that are manned, and a proposal put by the chair."""
    table = Table()
    table.holds("meridian", msgspec.structs.replace(DOCTRINE, ladder=LADDER))
    for entity in ("ALF", "BET"):
        table.holds(entity, Presence(entity, (f"{entity}-1",) if entity in seated else (), NOW - MINUTE))
    assert table.says(DUTY, "P-X", put) == ""
    return table


def position(table: Table, who: Officer, kind: PositionKind, *, now: int = NOW, entity: str = "", revision: int = 1, **more: Any) -> str:
    """Say a position, and return why it was refused."""
    of = entity or who.entity
    return table.says(who, f"P-X/{of}", Position("P-X", revision, of, kind, **more), now=now)


def adopts(table: Table, *, now: int, **more: Any) -> str:
    """Let the chair adopt, and return why it was refused."""
    return table.says(DUTY, "P-X", changed(state=P.ADOPTED, **more), now=now)


def test_silence_is_adopted_after_its_time_by_the_chair_alone() -> None:
    """Not before the deadline, by nobody else, and at the deadline by nothing: the row stays PUT until the chair signs."""
    table = council()
    assert "silence runs" in adopts(table, now=NOW + MINUTE)
    assert "CHAIR" in table.says(ALF, "P-X", changed(state=P.ADOPTED), now=NOW + 31 * MINUTE)
    row = table.picture.get(Proposal, "P-X")
    assert row is not None
    assert row.state is P.PUT
    assert adopts(table, now=NOW + 31 * MINUTE) == ""


def test_silence_that_was_broken_carries_nothing() -> None:
    """One member's word ends it, without a reason; by voice too, at once, and it is countersigned later."""
    table = council()
    assert position(table, BET, K.BREAKS_SILENCE) == ""
    assert "broken by BET" in adopts(table, now=NOW + 31 * MINUTE)
    other = council()
    assert position(other, DUTY, K.BREAKS_SILENCE, entity="BET", relayed=True) == ""
    assert "broken by BET" in adopts(other, now=NOW + 31 * MINUTE)
    assert "only BET itself" in position(other, DUTY, K.BREAKS_SILENCE, entity="BET", relayed=True, countersigned=True)
    assert position(other, BET, K.BREAKS_SILENCE, relayed=True, countersigned=True) == ""


def test_a_break_of_silence_is_not_taken_back() -> None:
    """Not by the entity, not in its name by voice: what follows is another wording under new silence."""
    table = council()
    assert position(table, BET, K.BREAKS_SILENCE) == ""
    assert "that stands" in position(table, BET, K.CONSENT)
    other = council()
    assert position(other, DUTY, K.BREAKS_SILENCE, entity="BET", relayed=True) == ""
    assert "that stands" in position(other, DUTY, K.CONSENT, entity="BET", relayed=True)
    assert position(table, BET, K.NON_CONCURRENCE) == ""
    assert "broken by BET" in adopts(table, now=NOW + 31 * MINUTE)


def test_a_relayed_word_does_not_stand_in_the_place_of_a_signed_one() -> None:
    """What an entity signed it says anew itself; by voice it may always hold something up, and go on from what committed nobody."""
    table = council(changed(consent=ConsentRule.UNANIMITY, deadline=None))
    assert position(table, BET, K.RESERVATION) == ""
    assert "BET signed RESERVATION itself" in position(table, DUTY, K.CONSENT, entity="BET", relayed=True)
    assert position(table, DUTY, K.NON_CONCURRENCE, entity="BET", relayed=True) == ""
    assert position(table, DUTY, K.CONSENT, entity="BET", relayed=True) == "", "the word before it was a relayed one"
    assert position(table, BET, K.AWAITING_INSTRUCTIONS) == ""
    assert position(table, DUTY, K.CONSENT, entity="BET", relayed=True) == ""


def test_silence_runs_for_those_reached_only() -> None:
    """A member not reached, or an outage on the path: NOT COMPLETE, and the chair sets a new deadline, under which it can be adopted."""
    table = council(seated=("ALF",))
    assert "not complete" in adopts(table, now=NOW + 31 * MINUTE)
    other = council()
    other.holds("HALL/1", Outage(NOW + MINUTE, NOW + 3 * MINUTE))
    assert "not complete" in adopts(other, now=NOW + 31 * MINUTE)
    later = NOW + 60 * MINUTE
    assert "CHAIR" in other.says(ALF, "P-X", changed(deadline=later), now=NOW + 31 * MINUTE)
    assert other.says(DUTY, "P-X", changed(deadline=later), now=NOW + 31 * MINUTE) == ""
    assert adopts(other, now=later + MINUTE, deadline=later) == ""


def test_an_amendment_is_a_new_wording_under_new_consent() -> None:
    """Text changes with the next number only; what was said of the old wording counts for nothing; the old cannot be answered."""
    table = council()
    assert position(table, BET, K.BREAKS_SILENCE, amendment="without patrols") == ""
    assert "expected text revision 2" in table.says(DUTY, "P-X", changed(text="without patrols"))
    assert "cannot change with the act" in table.says(DUTY, "P-X", changed(text="quite another", state=P.NOT_ADOPTED))
    assert table.says(DUTY, "P-X", changed(state=P.NOT_ADOPTED)) == ""
    assert "expected text revision 2" in table.says(DUTY, "P-X", PUT)
    again = changed(text="without patrols", text_revision=2, deadline=NOW + 40 * MINUTE)
    assert table.says(DUTY, "P-X", again) == ""
    assert "older revision" in position(table, BET, K.BREAKS_SILENCE)
    assert table.says(DUTY, "P-X", msgspec.structs.replace(again, state=P.ADOPTED), now=NOW + 41 * MINUTE) == ""


def test_a_proposal_is_its_putters_and_the_chairs() -> None:
    """Nobody puts one in another's name, withdraws or rewords another's; who put it does, and so may the chair."""
    table = Table()
    table.holds("meridian", msgspec.structs.replace(DOCTRINE, ladder=LADDER))
    assert "put_by: the act is BET's, not ALF's" in table.says(BET, "P-X", changed(put_by="ALF"))
    assert table.says(ALF, "P-X", changed(put_by="ALF")) == ""
    withdrawn = changed(put_by="ALF", state=P.WITHDRAWN)
    assert "only ALF or the chair" in table.says(BET, "P-X", withdrawn)
    assert "only ALF or the chair" in table.says(BET, "P-X", changed(put_by="ALF", text="more", text_revision=2))
    assert table.says(DUTY, "P-X", changed(put_by="ALF", text="less", text_revision=2, deadline=LATER)) == ""
    assert table.says(ALF, "P-X", changed(put_by="ALF", text="less", text_revision=2, deadline=LATER, state=P.WITHDRAWN)) == ""


@pytest.mark.parametrize(("rule", "quorum"), [(ConsentRule.UNANIMITY, None), (ConsentRule.QUORUM, 2)])
def test_votes_are_counted_on_signed_words(rule: ConsentRule, quorum: int | None) -> None:
    """Too few consent: refused. A word by voice counts once countersigned; consent ad referendum counts."""
    put = changed(consent=rule, quorum=quorum, deadline=None)
    table = council(put)
    more: dict[str, Any] = {"consent": rule, "quorum": quorum, "deadline": None}
    assert position(table, ALF, K.CONSENT) == ""
    assert position(table, DUTY, K.CONSENT, entity="BET", relayed=True) == ""
    assert "1 of 2 consent" in adopts(table, now=NOW, **more)
    assert position(table, BET, K.CONSENT_AD_REFERENDUM, relayed=True, countersigned=True) == ""
    assert adopts(table, now=NOW, **more) == ""


def test_unanimity_leaves_out_who_does_not_take_part_but_not_everybody() -> None:
    """NOT PARTICIPATING stands aside; where nobody consents, nothing is carried."""
    put = changed(consent=ConsentRule.UNANIMITY, deadline=None)
    more: dict[str, Any] = {"consent": ConsentRule.UNANIMITY, "deadline": None}
    table = council(put)
    assert position(table, BET, K.NOT_PARTICIPATING) == ""
    assert position(table, ALF, K.NOT_PARTICIPATING) == ""
    assert "0 of 0 consent" in adopts(table, now=NOW, **more)
    assert position(table, ALF, K.CONSENT) == ""
    assert adopts(table, now=NOW, **more) == ""


def test_a_level_for_all_rests_on_what_was_adopted() -> None:
    """A proposal that is only put, or is for another rung, carries no declaration; the rung is on the ladder, the authority its own."""
    table = council()
    level = DeclaredLevel("generic-7", "COUNCIL", 3, common=True, proposal="P-X")
    subject = "generic-7/COUNCIL"
    assert "was not adopted" in table.says(DUTY, subject, level)
    assert adopts(table, now=NOW + 31 * MINUTE) == ""
    assert "is for rung 3" in table.says(DUTY, subject, msgspec.structs.replace(level, ordinal=4))
    assert "no rung 9" in table.says(DUTY, subject, msgspec.structs.replace(level, ordinal=9, proposal=None))
    assert "authority of ladder" in table.says(DUTY, "generic-7/ALF", msgspec.structs.replace(level, entity="ALF"))
    assert "no proposal P-NONE" in table.says(DUTY, subject, msgspec.structs.replace(level, proposal="P-NONE"))
    assert table.says(DUTY, subject, level) == ""


def test_a_relief_cell_declares_no_level() -> None:
    """Who is no member of the ladder has no level on it."""
    assert "there is no proposal P-NONE" in council().says(ALF, "generic-7/ALF", DeclaredLevel("generic-7", "ALF", 2, proposal="P-NONE"))
    assert "no member of ladder" in council().says(REL, "generic-7/REL", DeclaredLevel("generic-7", "REL", 2))


def carried(table: Table, subject: str, put: Proposal) -> None:
    """Put a proposal by unanimity, let both members consent and the chair adopt it."""
    whole = msgspec.structs.replace(put, consent=ConsentRule.UNANIMITY, deadline=None)
    assert table.says(DUTY, subject, whole) == ""
    for who in (ALF, BET):
        assert table.says(who, f"{subject}/{who.entity}", Position(subject, 1, who.entity, K.CONSENT)) == ""
    assert table.says(DUTY, subject, msgspec.structs.replace(whole, state=P.ADOPTED)) == ""


def test_standing_aside_by_voice_makes_no_unanimity() -> None:
    """A relayed NOT PARTICIPATING leaves nobody out until its entity has countersigned it."""
    more: dict[str, Any] = {"consent": ConsentRule.UNANIMITY, "deadline": None}
    table = council(changed(**more))
    assert position(table, ALF, K.CONSENT) == ""
    assert position(table, DUTY, K.NOT_PARTICIPATING, entity="BET", relayed=True) == ""
    assert "1 of 2 consent" in adopts(table, now=NOW, **more)
    assert position(table, BET, K.NOT_PARTICIPATING, relayed=True, countersigned=True) == ""
    assert adopts(table, now=NOW, **more) == ""


def test_an_officer_commits_its_entity_up_to_its_ceiling() -> None:
    """Consent to a rung above it takes another officer; ad referendum it may, and it may always hold something up."""
    more: dict[str, Any] = {"consent": ConsentRule.UNANIMITY, "deadline": None, "raises_to": 5}
    table = council(changed(**more))
    assert "rung 5 is above the ceiling of ALF-1, which is 4; it may consent ad referendum" in position(table, ALF, K.CONSENT)
    assert position(table, ALF, K.CONSENT_AD_REFERENDUM) == ""
    assert position(table, ALF, K.NON_CONCURRENCE) == ""
    low = msgspec.structs.replace(DUTY, delegation=msgspec.structs.replace(DUTY.delegation, ceiling=4))
    assert "above the ceiling of DUTY" in table.says(low, "P-X", changed(**more, state=P.ADOPTED))


def test_silence_is_broken_by_who_is_asked() -> None:
    """An entity that is a member of the room and not of the ladder gives no word on it."""
    table = Table()
    table.holds("meridian", msgspec.structs.replace(DOCTRINE, ladder=msgspec.structs.replace(DOCTRINE.ladder, members=("ALF",))))
    assert table.says(DUTY, "P-X", changed(members=())) == ""
    assert "BET is no member" in position(table, BET, K.BREAKS_SILENCE)
    assert position(table, ALF, K.BREAKS_SILENCE) == ""


def test_a_level_for_all_leads_on_from_the_level_that_stands() -> None:
    """By a proposal where members are asked; once by each; not by one that led from a level that has moved since."""
    table = council(changed(code="P-0"))
    level = DeclaredLevel("generic-7", "COUNCIL", 2, common=True)
    subject = "generic-7/COUNCIL"
    assert table.says(DUTY, subject, level) == "", "the level a room opens with"
    assert "proposal: none is named" in table.says(DUTY, subject, msgspec.structs.replace(level, ordinal=5))
    assert "there is no other here; in force is generic-7" in table.says(BET, "other/BET", DeclaredLevel("other", "BET", 2))
    carried(table, "P-A", changed(code="P-A"))
    carried(table, "P-B", changed(code="P-B", raises_to=4))
    four = msgspec.structs.replace(level, ordinal=4, proposal="P-B")
    put = changed(code="P-B", raises_to=4, consent=ConsentRule.UNANIMITY, deadline=None)
    assert "comes first" in table.says(DUTY, "P-B", msgspec.structs.replace(put, state=P.DECLARED))
    assert table.says(DUTY, subject, four) == ""
    assert "leads from 2, and declared is 4" in table.says(DUTY, subject, msgspec.structs.replace(level, ordinal=3, proposal="P-A"))
    assert table.says(DUTY, subject, msgspec.structs.replace(four, caveat="by voice first")) == "", "the same level, said again"
    assert table.says(DUTY, "P-B", msgspec.structs.replace(put, state=P.DECLARED)) == ""
    table.holds(subject, msgspec.structs.replace(level, ordinal=2))
    assert "was declared already" in table.says(DUTY, subject, four)


def test_down_goes_by_the_exit_criteria_and_the_dwell_rung_by_rung() -> None:
    """Adopted or not, a level for all stays up until its rung's exit criteria are met and its dwell is over."""
    table = council(changed(code="P-0"))
    subject = "generic-7/COUNCIL"
    table.holds(subject, DeclaredLevel("generic-7", "COUNCIL", 4, common=True))
    three = DeclaredLevel("generic-7", "COUNCIL", 3, common=True, proposal="P-A")
    carried(table, "P-A", changed(code="P-A", raises_from=4, raises_to=3))
    assert "exit criteria X4, and its dwell runs to 12:00Z: they are not met" in table.says(DUTY, subject, three)
    later = NOW + 5 * 60 * MINUTE
    assert "exit criteria X4: they are not met" in table.says(DUTY, subject, three, now=later)
    table.holds("I-03", Indicator("I-03", "Artillery fire", (), 4 * 60 * MINUTE))
    assert table.says(ALF, "I-03", IndicatorState("I-03", Observation.NOT_OBSERVED, NOW, Admiralty("B", 2), "ALF"), now=NOW) == ""
    assert table.says(ALF, "I-03", IndicatorState("I-03", Observation.NOT_OBSERVED, NOW, Admiralty("B", 2), "ALF"), now=later) == ""
    table.holds("PA-1", Pause("PA-1", "Pause", ("ALF",), Window(NOW, later + 1), PauseState.IN_EFFECT))
    assert table.says(DUTY, subject, three, now=later) == ""
    carried(table, "P-C", changed(code="P-C", raises_from=3, raises_to=1))
    one = msgspec.structs.replace(three, ordinal=1, proposal="P-C")
    assert "1 is below 3, which is left by its exit criteria X3" in table.says(DUTY, subject, one, now=later)
