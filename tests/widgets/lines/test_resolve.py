"""Off-ramps, red lines, disputes, contacts and messages from the picture."""

import pytest

from feeds.picture.diplomacy import Contact, Message, RedLine, RedLineState
from tests.widgets.pictures import played, rewritten
from widgets.board.model import Entry
from widgets.lines.resolve import resolve
from widgets.standpoint import Standpoint
from widgets.words import State

HERE = Standpoint("CMC", "DUTY")


def entries(clock: str) -> tuple[Entry, ...]:
    """The board's entries at a time."""
    picture, now = played(clock)
    return tuple(resolve(picture, now, HERE).entries)


def test_the_way_down_says_how_far_each_condition_is() -> None:
    """Claim: the exit criterion is a computed entry whose page lists every condition, met or not, with its distance and dwell."""
    way = next(entry for entry in entries("22T17:50:00") if entry.kind == "threshold" and entry.code == "X4")
    facts = way.parts[0].facts
    assert way.computed
    assert {fact.state for fact in facts} <= {State.THRESHOLD_MET, State.THRESHOLD_NOT_MET, State.THRESHOLD_HOLLOW}
    assert any("pause" in fact.text for fact in facts)
    assert any("dwell" in fact.text for fact in facts)


def red_line(state: RedLineState) -> Entry:
    """RL-1 in a state, an hour after it came to it."""
    picture, now = played("22T17:50:00")
    row = next(row for row, body in picture.bodies(RedLine) if body.code == "RL-1")
    copy = rewritten(picture, row, now - 3_600_000, state=state)
    return next(entry for entry in resolve(copy, now, HERE).entries if entry.code == "RL-1")


@pytest.mark.parametrize("state", tuple(RedLineState))
def test_only_a_confirmed_crossing_has_a_clock(state: RedLineState) -> None:
    """Claim: CONFIRMED counts since the finding, in a severity's hue; no other state counts anything."""
    entry = red_line(state)
    assert (entry.warning == "crossed 1:00:00 ago") == (state is RedLineState.CONFIRMED)
    assert (entry.urgent is not None) == (state is RedLineState.CONFIRMED)


def test_demand_and_consequence_have_separate_clarity() -> None:
    """Claim: one may be clear while the other is not, and each says so."""
    assert red_line(RedLineState.ALLEGED).support == "demand clear, consequence unclear"


def test_contradicting_messages_name_each_other() -> None:
    """Claim: a flagged contradiction stands at both messages as DIFFERS, with the other's words beside it, and no fault is said."""
    differing = [entry for entry in entries("22T13:20:00") if entry.kind == "message" and entry.state is State.DIFFERS]
    beside = {entry.title: [fact.text for part in entry.parts if part.heading == "Beside it" for fact in part.facts] for entry in differing}
    assert set(beside) == {"Joint message", "Calder's own statement"}, "not the flag itself: it says nothing of its own"
    assert any("expects fire to stop" in said for said in beside["Joint message"])
    assert any("We ask that fire stop" in said for said in beside["Calder's own statement"])


def test_a_flag_on_an_older_revision_says_so_and_stays() -> None:
    """Claim: once one side corrects its message, the flag stands at both as flagged on an older revision, until it is flagged anew."""
    picture, now = played("22T13:20:00")
    row = next(row for row, body in picture.bodies(Message) if body.title == "Calder's own statement")
    copy = rewritten(picture, row, now, text="Calder expects fire to stop, as the joint message says.")
    made = [entry for entry in resolve(copy, now, HERE).entries if entry.kind == "message" and entry.state is State.DIFFERS]
    assert len(made) == 2
    assert all(entry.support.startswith("flagged on an older revision · ") for entry in made)
    assert {fact.right for entry in made for part in entry.parts if part.heading == "Beside it" for fact in part.facts} == {
        "flagged on an older revision"
    }
    flag = next(row for row, body in copy.bodies(Message) if body.contradicts)
    again = rewritten(copy, flag, now, text="They still differ.")
    assert not any("older revision" in entry.support for entry in resolve(again, now, HERE).entries)


def test_who_flagged_lifts_the_flag() -> None:
    """Claim: the act stands on the flag, for who made it alone; lifted, neither message differs and the flag says so."""
    picture, now = played("22T13:20:00")
    flag = next(row for row, body in picture.bodies(Message) if body.contradicts)

    def acts(entity: str) -> list[str]:
        shown = resolve(picture, now, Standpoint(entity, "DESK")).entries
        return [act.name for entry in shown if entry.subject == flag.subject for act in entry.acts]

    assert acts("ESK") == ["flag_message", "lift_flag"]
    assert acts("CAL") == ["flag_message"]
    lifted = tuple(resolve(rewritten(picture, flag, now, contradicts=()), now, HERE).entries)
    assert [entry for entry in lifted if entry.kind == "message" and entry.state is State.DIFFERS] == []
    entry = next(entry for entry in lifted if entry.subject == flag.subject)
    assert ("Flagged by", "ESK", "lifted") in [(fact.label, fact.text, fact.right) for part in entry.parts for fact in part.facts]


def test_the_arbiters_finding_and_replies_are_on_the_page() -> None:
    """Claim: a dispute carries its finding and each reply with its entity."""
    dispute = next(entry for entry in entries("22T17:50:00") if entry.kind == "dispute")
    assert dispute.support.startswith("Not established")
    assert [fact.label for fact in dispute.parts[1].facts] == ["AUR"]


@pytest.mark.parametrize(("direction", "said"), [("OUT", "to KAR"), ("out", "to KAR"), ("IN", "from KAR")])
def test_who_spoke_is_read_as_the_sheet_writes_it(direction: str, said: str) -> None:
    """Claim: what we said reads as said to the other side, whichever case the word came in."""
    picture, now = played("22T14:20:00")
    row = next(row for row, body in picture.bodies(Contact))
    copy = rewritten(picture, row, now, direction=direction, with_entity="KAR")
    entry = next(entry for entry in resolve(copy, now, HERE).entries if entry.subject == row.subject)
    assert entry.code == said


def test_relayed_words_say_so() -> None:
    """Claim: an off-ramp accepted by voice reads RELAYED, and a relayed contact names who relayed it."""
    made = entries("22T14:20:00")
    assert next(entry for entry in made if entry.code == "OR-2").relayed
    assert any("relayed by" in entry.support for entry in made if entry.kind == "contact")
