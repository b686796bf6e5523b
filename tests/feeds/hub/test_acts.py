"""Acts as a pure function: over what stands in the picture, and by whom."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from feeds.assessment.load import STANDS
from feeds.hub.acts import decide
from feeds.hub.admission import Refuse
from feeds.picture.act import SignedAct
from feeds.picture.alarm import Acknowledgement, Alarm, Answer, AnswerKind, OutOfService, Request, Shelving
from feeds.picture.ladder import ConsentRule, DeclaredLevel
from feeds.picture.proposal import Position, PositionKind, Proposal, ProposalState
from feeds.picture.regime import Regime, RegimeKind
from feeds.picture.values import YEAR_9999
from feeds.picture.warning import Discipline, Indication, Severity
from tests.feeds.hub.hall import label
from tests.feeds.hub.table import ALF, BET, DUTY, DUTY_2, KEYS, NOW, REL, Table, officer


def test_a_level_is_an_entitys_own_up_to_its_ceiling_and_for_all_the_chairs() -> None:
    """Own level up to the ceiling; nobody else's; the level for all is the chair's alone."""
    table = Table()
    assert table.says(ALF, "L/ALF", DeclaredLevel("L", "ALF", 4)) == ""
    assert "ceiling" in table.says(ALF, "L/ALF", DeclaredLevel("L", "ALF", 5))
    assert "may not speak for BET" in table.says(ALF, "L/BET", DeclaredLevel("L", "BET", 3))
    assert "CHAIR" in table.says(ALF, "L/COUNCIL", DeclaredLevel("L", "COUNCIL", 3, common=True))
    assert table.says(DUTY, "L/COUNCIL", DeclaredLevel("L", "COUNCIL", 3, common=True)) == ""


def test_a_delegation_that_ended_carries_nothing() -> None:
    """After its end an officer's acts are refused."""
    table = Table()
    ended = officer("BET-1", "BET", until=NOW)
    assert "ended" in table.says(ended, "L/BET", DeclaredLevel("L", "BET", 3))


def test_a_position_is_a_members_on_the_present_wording_of_an_open_proposal() -> None:
    """Not by who is no member, not on an older wording, not after the proposal was closed."""
    table = Table()
    first = Proposal("P-1", "Raise", "L", 2, 3, ProposalState.PUT, ConsentRule.UNANIMITY)
    put = msgspec.structs.replace(first, text="amended", text_revision=2)
    assert table.says(DUTY, "P-X", first) == ""
    assert table.says(DUTY, "P-X", put) == ""
    assert "no member" in table.says(REL, "P-X/REL", Position("P-X", 2, "REL", PositionKind.CONSENT))
    assert "older revision" in table.says(ALF, "P-X/ALF", Position("P-X", 1, "ALF", PositionKind.CONSENT))
    assert table.says(ALF, "P-X/ALF", Position("P-X", 2, "ALF", PositionKind.BREAKS_SILENCE)) == ""
    assert table.says(DUTY, "P-X/BET", Position("P-X", 2, "BET", PositionKind.CONSENT, relayed=True)) == ""
    assert table.says(BET, "P-X/BET", Position("P-X", 2, "BET", PositionKind.CONSENT, relayed=True, countersigned=True)) == ""
    assert table.says(DUTY, "P-X", msgspec.structs.replace(put, state=ProposalState.NOT_ADOPTED)) == ""
    assert "reopens nothing" in table.says(ALF, "P-X/ALF", Position("P-X", 2, "ALF", PositionKind.CONSENT))


def test_an_alarm_is_acknowledged_at_its_present_revision_and_shelved_for_a_time() -> None:
    """Older cause revisions are refused; a shelf ends in the future, after a watch at the latest, and names how grave it was."""
    table = Table()
    table.holds("A-1", Alarm("RULE", Severity.HIGH, "x", "t", "w", NOW, cause_revision=2))
    assert "older revision" in table.says(DUTY, "A-1", Acknowledgement("A-1", 1, DUTY.seat))
    assert table.says(DUTY, "A-1", Acknowledgement("A-1", 2, DUTY.seat)) == ""
    shelf = Shelving("A-1", NOW + 1, cause_revision=2, severity=Severity.HIGH)
    longest = NOW + STANDS
    for until in (NOW, longest + 1, YEAR_9999):
        assert "still to come" in table.says(DUTY, "A-1", msgspec.structs.replace(shelf, until=until))
    for older in ({"cause_revision": 1}, {"severity": Severity.MEDIUM}, {"severity": Severity.CRITICAL}):
        assert "older revision" in table.says(DUTY, "A-1", msgspec.structs.replace(shelf, **older))
    assert "there is no alarm" in table.says(DUTY, "A-9", msgspec.structs.replace(shelf, alarm="A-9"))
    assert table.says(DUTY, "A-1", shelf) == ""
    assert table.says(DUTY, "A-1", msgspec.structs.replace(shelf, until=longest)) == ""


def test_an_alarm_is_dealt_with_at_its_own_console() -> None:
    """A partner that reads the room's alarm neither acknowledges it, sets it aside, nor takes its rule out; nor the host another's own."""
    table = Table()
    table.holds("A-1", Alarm("RULE", Severity.HIGH, "x", "t", "w", NOW))
    table.holds("A-2", Alarm("RULE", Severity.HIGH, "x", "t", "w", NOW, audience="ALF"))
    for who, alarm, why in ((ALF, "A-1", "stands at the console of HOS"), (DUTY, "A-2", "there is no alarm")):
        shelf = Shelving(alarm, NOW + 1, severity=Severity.HIGH)
        assert why in table.says(who, alarm, Acknowledgement(alarm, 1, who.seat))
        assert why in table.says(who, alarm, shelf)
    out = OutOfService("RULE", "x", out=True, reason="being mended")
    assert "by HOS" in table.says(ALF, "RULE/x", out)
    assert "must stand under 'RULE/x'" in table.says(DUTY, "RULE", out)
    assert "with a reason" in table.says(DUTY, "RULE/x", msgspec.structs.replace(out, reason=" "))
    assert table.says(DUTY, "RULE/x", out) == ""
    assert table.says(ALF, "A-2", Acknowledgement("A-2", 1, ALF.seat), label=label(originator="ALF")) == ""


def test_what_is_said_of_an_alarm_goes_no_further_than_the_alarm() -> None:
    """An acknowledgement or a shelf under a wider label than the alarm's would tell of it; who may read the alarm may read both."""
    table = Table()
    table.holds("A-1", Alarm("ANSWER_OVERDUE", Severity.LOW, "R-1/BET", "BET has not answered", "w", NOW, audience="HOS"))
    shelf = Shelving("A-1", NOW + 1)
    for body in (Acknowledgement("A-1", 1, DUTY.seat), shelf):
        assert "ALF, BET, REL may not know of this alarm" in table.says(DUTY, "A-1", body)
        assert table.says(DUTY, "A-1", body, label=label()) == ""


def test_the_first_acknowledgement_of_a_revision_stands() -> None:
    """Another seat does not write itself over who acknowledged; the next revision is anybody's of that console."""
    table = Table()
    table.holds("A-1", Alarm("RULE", Severity.HIGH, "x", "t", "w", NOW))
    assert table.says(DUTY, "A-1", Acknowledgement("A-1", 1, DUTY.seat)) == ""
    assert f"was acknowledged at {DUTY.seat}" in table.says(DUTY_2, "A-1", Acknowledgement("A-1", 1, DUTY_2.seat))
    table.holds("A-1", Alarm("RULE", Severity.HIGH, "x", "t", "w", NOW, cause_revision=2))
    assert table.says(DUTY_2, "A-1", Acknowledgement("A-1", 2, DUTY_2.seat)) == ""


def test_a_word_of_the_past_can_be_called_back() -> None:
    """A new label on the same words asks for nothing that stood in the picture then: an old answer, an ended shelf."""
    table = Table()
    request = Request("X", 1, "asked", ("ALF",), NOW)
    assert table.says(DUTY, "R-1", request) == ""
    answer = Answer("R-1", 1, "ALF", AnswerKind.RECEIPT)
    assert table.says(ALF, "R-1/ALF", answer, label=label("HOS", "BET", originator="ALF")) == ""
    assert table.says(DUTY, "R-1", msgspec.structs.replace(request, item_revision=2)) == ""
    assert "older revision" in table.says(ALF, "R-1/ALF", msgspec.structs.replace(answer, remark="x"))
    assert table.says(ALF, "R-1/ALF", answer, label=label("HOS", originator="ALF")) == ""


def test_a_label_is_its_originators_to_change() -> None:
    """Nobody but the originator, or who may release, changes a row's label."""
    table = Table()
    put = Proposal("P-1", "Raise", "L", 2, 3, ProposalState.PUT, ConsentRule.UNANIMITY)
    own = label("ALF", "BET", "HOS", originator="ALF")
    assert table.says(ALF, "P-X", put, label=own) == ""
    wider = label("ALF", "BET", "HOS", "REL", originator="ALF")
    assert "its originator" in table.says(BET, "P-X", put, label=wider)
    assert table.says(ALF, "P-X", put, label=wider) == ""
    assert "originator" in table.says(BET, "P-Y", put, label=label("BET", originator="ALF"))


def test_an_act_is_over_the_row_as_it_is_and_an_edge_of_its_table() -> None:
    """One made over an older row, and one that leads where the table does not, are refused and say what would have been possible."""
    table = Table()
    put = Proposal("P-1", "Raise", "L", 2, 3, ProposalState.PUT, ConsentRule.UNANIMITY)
    assert table.says(ALF, "P-X", put) == ""
    assert "older revision: the row is now revision 1" in table.says(BET, "P-X", put, revision=1, basis=None)
    assert "cannot become DECLARED; possible: ADOPTED" in table.says(
        DUTY, "P-X", msgspec.structs.replace(put, state=ProposalState.DECLARED)
    )
    assert "an act is of when it is made" in table.says(ALF, "P-Y", put, event=NOW - 3_600_000)
    seen = Indication("seen yesterday", Discipline.OSINT, "ALF")
    assert table.says(ALF, "IN-1", seen, event=NOW - 86_400_000) == "", "a report speaks of any time"
    assert "an act is of when it is made" in table.says(ALF, "P-Y", put, event=NOW + 3_600_000)
    assert "lies more than a day ahead" in table.says(ALF, "IN-2", seen, event=NOW + 2 * 86_400_000)


def test_an_act_of_another_regime_is_foreign() -> None:
    """A signature made for an exercise is worth nothing in a real room."""
    drill = Regime(RegimeKind.EXERCISE, "DRILL")
    assert "this room is REAL" in Table().says(ALF, "L/ALF", DeclaredLevel("L", "ALF", 3), regime=drill)


@given(st.binary(max_size=300))
def test_any_signed_bytes_are_an_act_or_a_refusal(data: bytes) -> None:
    """Whatever bytes an officer signs, they are an act or a refusal with a reason, never an error."""
    table = Table()
    signature = SigningKey(bytes.fromhex(KEYS["ALF-1"].signing_key)).sign(data).signature
    decision = decide(table.rules, ALF, SignedAct(data, signature), table.picture, NOW)
    assert isinstance(decision, Refuse)
    assert decision.reason
