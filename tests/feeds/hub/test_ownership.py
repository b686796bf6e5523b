"""A row is its owner's to write again; what others have to say of it are rows of their own."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from feeds.picture.alarm import Answer, AnswerKind, Request
from feeds.picture.body import Body, Capability
from feeds.picture.corridor import Corridor, CorridorIncident, IncidentState, Mode, Segment, SegmentState, Verification
from feeds.picture.danger import DangerZone
from feeds.picture.diplomacy import Contact, Dispute, DisputeReply, DisputeState, OffRamp, OffRampState, RedLine, RedLineState
from feeds.picture.label import Label
from feeds.picture.night import InformationRequest, InformationState, LogEntry, Posture, Risk
from feeds.picture.relief import Need, Notification, NotificationState, Site, SiteKind
from feeds.picture.room import Officer
from feeds.picture.values import Circle, LineString, Window
from feeds.picture.warning import Judgement, Problem
from tests.feeds.hub.hall import ENTITIES, label
from tests.feeds.hub.table import ALF, ALF_2, BET, DUTY, NOW, REL, Table


def of(entity: str) -> Label:
    """Return a label everybody reads, relief's rows too, in an entity's name."""
    return label(*(each.code for each in ENTITIES), originator=entity, caveats=("NOT FOR TARGETING",))


def changed(body: Any, **more: Any) -> Any:  # noqa: ANN401 -- any frozen body, of its own type
    """Return a body with other members."""
    return msgspec.structs.replace(body, **more)


def first(table: Table, who: Officer, subject: str, body: Body) -> None:
    """Have somebody write a new row in the entity's own name."""
    assert table.says(who, subject, body, label=of(who.entity)) == ""


@pytest.fixture
def table() -> Table:
    """An empty room."""
    return Table()


ZONE = DangerZone("DZ-1", "Fire", "fire", Circle((0.0, 0.0), 1_000.0), Window(NOW))
OWNED: list[tuple[Body, dict[str, Any]]] = [
    (ZONE, {"valid": Window(NOW, NOW + 1)}),
    (Site("Haven", SiteKind.SAFE_HAVEN, "Halvern", capacity=100), {"occupancy": 90}),
    (Need("Halvern", "water"), {"met": True}),
    (Notification("N-1", "Convoy", NotificationState.SUBMITTED, ("ALF",)), {"state": NotificationState.CANCELLED}),
    (Risk("One officer", "REL"), {"closed": True}),
    (Problem("WP-1", "Closure", "REL"), {"name": "Another"}),
]


@pytest.mark.parametrize(("body", "more"), OWNED, ids=lambda each: type(each).__name__)
def test_a_row_is_its_owners_to_write_again(table: Table, body: Body, more: dict[str, Any]) -> None:
    """Nobody ends another's danger, fills its sites, cancels its notifications or rewords its problems, the duty officer neither."""
    first(table, REL, "X-1", body)
    for who in (ALF, DUTY):
        assert "only REL changes it" in table.says(who, "X-1", changed(body, **more))
    assert table.says(REL, "X-1", changed(body, **more)) == ""


def test_a_log_is_never_written_over(table: Table) -> None:
    """Neither the watch log nor the contact log, by nobody: a correction is an entry of its own, naming the old one."""
    for subject, body in (("L-1", LogEntry("left 10:01Z")), ("CT-1", Contact("BET", "hotline", "IN", "no"))):
        first(table, ALF, subject, body)
        for who in (ALF, ALF_2, DUTY):
            assert "is not written over" in table.says(who, subject, changed(body, text="something else"))
    first(table, ALF, "L-2", LogEntry("left 10:05Z", corrects="L-1"))


def test_a_red_line_is_its_owners_and_others_may_allege(table: Table) -> None:
    """Wording, confirming, refuting, responding and withdrawing are its owner's: a clock starts with CONFIRMED."""
    line = RedLine("RL-1", "No fire", RedLineState.DECLARED, demand_clear=True)
    first(table, ALF, "RL-1", line)
    assert "only ALF words it" in table.says(BET, "RL-1", changed(line, demand="No boats"))
    assert "WITHDRAWN is ALF's to say" in table.says(BET, "RL-1", changed(line, state=RedLineState.WITHDRAWN))
    alleged = changed(line, state=RedLineState.ALLEGED)
    assert "only ALF words it" in table.says(BET, "RL-1", changed(alleged, consequence="war"))
    assert table.says(BET, "RL-1", alleged) == ""
    confirmed = changed(line, state=RedLineState.CONFIRMED)
    assert "CONFIRMED is ALF's to say" in table.says(BET, "RL-1", confirmed)
    assert table.says(ALF_2, "RL-1", confirmed) == ""


def test_an_off_ramp_is_answered_by_whom_it_is_for(table: Table) -> None:
    """What was offered stands; the other side answers, itself or relayed; an offer expires at its end and not before."""
    ramp = OffRamp("OR-1", "Pause", OffRampState.OFFERED, ("no fire",), "REL", NOW + 1_000)
    first(table, ALF, "OR-1", ramp)
    assert "what was offered stands" in table.says(ALF, "OR-1", changed(ramp, conditions=("no fire", "no boats")))
    accepted = changed(ramp, state=OffRampState.ACCEPTED)
    assert "was offered to REL, which answers" in table.says(BET, "OR-1", accepted)
    assert "must be marked as relayed" in table.says(ALF, "OR-1", accepted)
    assert "has not come to its end" in table.says(ALF, "OR-1", changed(ramp, state=OffRampState.EXPIRED))
    assert "only ALF changes it" in table.says(BET, "OR-1", changed(ramp, until=NOW + 2_000))
    assert table.says(ALF, "OR-1", changed(ramp, until=NOW + 2_000)) == ""
    ramp = changed(ramp, until=NOW + 2_000)
    assert table.says(REL, "OR-1", changed(ramp, state=OffRampState.ACCEPTED)) == ""
    assert table.says(BET, "OR-1", changed(ramp, state=OffRampState.VERIFIED)) == ""
    first(table, ALF, "OR-2", ramp)
    assert table.says(ALF, "OR-2", changed(ramp, state=OffRampState.ACCEPTED, relayed=True)) == ""
    first(table, ALF, "OR-3", ramp)
    assert table.says(ALF, "OR-3", changed(ramp, state=OffRampState.EXPIRED), now=NOW + 2_000) == ""


def test_what_is_before_an_arbiter_stays_before_that_arbiter(table: Table) -> None:
    """Nobody makes itself the arbiter, rewords what was raised or replies before there is a finding; raising takes no arbiter's key."""
    raised = Dispute("D-1", "Shot", DisputeState.RAISED, "ALF", "REL")
    assert "nobody is its own arbiter" in table.says(ALF, "D-1", changed(raised, arbiter="ALF"))
    party = changed(ALF, delegation=changed(ALF.delegation, capabilities=frozenset({Capability.PUT, Capability.ANSWER})))
    first(table, party, "D-1", raised)
    found = changed(raised, state=DisputeState.FOUND, finding="not established")
    assert "before whom, stands" in table.says(BET, "D-1", changed(found, arbiter="BET"))
    assert "before whom, stands" in table.says(REL, "D-1", changed(found, title="Nothing"))
    assert "was raised by ALF" in table.says(BET, "D-1", changed(raised, raised_by="BET"))
    reply = DisputeReply("D-1", "ALF", "noted")
    assert "no finding to reply to yet" in table.says(ALF, "D-1/ALF", reply)
    assert "needs ARBITRATE" in table.says(party, "D-1", found)
    assert "says what was found" in table.says(REL, "D-1", changed(found, finding=" "))
    assert table.says(REL, "D-1", found) == ""
    assert table.says(ALF, "D-1/ALF", reply) == ""
    assert "must be marked as relayed" in table.says(DUTY, "D-1/BET", changed(reply, entity="BET"))
    assert table.says(DUTY, "D-1/BET", changed(reply, entity="BET", relayed=True)) == ""


def test_an_incident_is_alleged_in_ones_own_name_and_found_by_another(table: Table) -> None:
    """What was alleged stands as it was alleged."""
    table.holds("C-1", Corridor("HC-1", "Road", "relief", Mode.ROAD, "ALF", ("ALF", "BET")))
    alleged = CorridorIncident("C-1", "Shots", IncidentState.ALLEGED, "ALF")
    assert "alleged_by: the act is BET's" in table.says(BET, "CI-1", alleged, label=of("BET"))
    first(table, ALF, "CI-1", alleged)
    assert "stands as it was alleged" in table.says(BET, "CI-1", changed(alleged, title="Nothing"))
    assert "found by another" in table.says(ALF, "CI-1", changed(alleged, state=IncidentState.FOUND))
    assert table.says(BET, "CI-1", changed(alleged, state=IncidentState.NOT_ESTABLISHED, text="no trace")) == ""


def test_a_question_is_answered_by_whom_it_was_asked_of(table: Table) -> None:
    """The asker words it and closes it, and may record what came by voice."""
    asked = InformationRequest("Q-1", "Where?", InformationState.ASKED, "ALF", ("BET",))
    assert "asked_by" in table.says(BET, "Q-1", asked, label=of("BET"))
    first(table, ALF, "Q-1", asked)
    answered = changed(asked, state=InformationState.ANSWERED, answer="there")
    assert "was asked of BET by ALF" in table.says(REL, "Q-1", answered)
    assert "the asker closes it" in table.says(BET, "Q-1", changed(answered, question="When?"))
    assert table.says(BET, "Q-1", answered) == ""
    closed = changed(answered, state=InformationState.CLOSED)
    assert "the asker closes it" in table.says(BET, "Q-1", closed)
    assert table.says(ALF, "Q-1", closed) == ""


def test_a_judgement_is_the_problems_owners(table: Table) -> None:
    """Others dissent: their words are kept beside it, and never in its place."""
    table.holds("WP-1", Problem("WP-1", "Closure", "ALF"))
    judged = Judgement("WP-1", "unlikely")
    assert "WP-1 is ALF's to judge" in table.says(BET, "WP-1", judged)
    assert table.says(ALF, "WP-1", judged) == ""


def test_who_looked_and_who_stands_ready_say_so_themselves(table: Table) -> None:
    """Nobody verifies a leg in another's name, or says another's posture."""
    table.holds("C-1", Corridor("HC-1", "Road", "relief", Mode.ROAD, "ALF", ("ALF", "BET")))
    table.holds("S-1", Segment("C-1", "S1", "first", LineString(((0.0, 0.0), (1.0, 1.0)))))
    looked = Verification("S-1", SegmentState.PASSABLE, NOW, "REL")
    assert "verified_by: the act is ALF's, not REL's" in table.says(ALF, "S-1", looked, label=of("ALF"))
    assert table.says(REL, "S-1", looked, label=of("REL")) == ""
    assert "may not speak for BET" in table.says(ALF, "BET", Posture("BET", "ready"))
    assert table.says(BET, "BET", Posture("BET", "ready")) == ""


def test_what_has_ended_can_be_called_back(table: Table) -> None:
    """A new label on the same words is no event of a lifecycle: a cancelled notification that went too far is narrowed all the same."""
    notice = Notification("N-1", "Convoy", NotificationState.SUBMITTED, ("ALF",))
    first(table, REL, "N-1", notice)
    ended = changed(notice, state=NotificationState.CANCELLED)
    assert table.says(REL, "N-1", ended) == ""
    narrow = label("ALF", originator="REL", caveats=("NOT FOR TARGETING",))
    assert "nothing: it is final" in table.says(REL, "N-1", changed(ended, title="Another"))
    assert table.says(REL, "N-1", ended, label=narrow) == ""


def test_a_relayed_word_is_its_entitys_to_read(table: Table) -> None:
    """What the host records in BET's name is released to BET; else BET would be shut out by a row that it cannot see."""
    assert table.says(DUTY, "R-1", Request("X", 1, "asked", ("BET",), NOW)) == ""
    word = Answer("R-1", 1, "BET", AnswerKind.CONCUR, relayed=True)
    assert "are BET's to read" in table.says(DUTY, "R-1/BET", word, label=label())
    assert table.says(DUTY, "R-1/BET", word, label=label("BET")) == ""
    assert table.says(BET, "R-1/BET", Answer("R-1", 1, "BET", AnswerKind.NON_CONCUR)) == ""


def test_what_was_asked_under_a_revision_stands_under_it(table: Table) -> None:
    """An answer is to the words its entity read: no other words under its revision, no return to an older one; its time is to come."""
    asked = Request("X", 2, "Where are you?", ("BET",), NOW, NOW + 1)
    assert "is over" in table.says(DUTY, "R-1", changed(asked, due=NOW))
    assert table.says(DUTY, "R-1", asked) == ""
    assert table.says(BET, "R-1/BET", Answer("R-1", 2, "BET", AnswerKind.CONCUR)) == ""
    others: tuple[dict[str, Any], ...] = ({"title": "Do you agree?"}, {"text": "more"}, {"wants": AnswerKind.CONCUR}, {"item": "Y"})
    for other in others:
        assert "what was asked under revision 2 stands" in table.says(DUTY, "R-1", changed(asked, **other))
    assert "older revision" in table.says(DUTY, "R-1", changed(asked, item_revision=1))
    assert "is over" in table.says(DUTY, "R-1", changed(asked, due=NOW - 1))
    assert table.says(DUTY, "R-1", changed(asked, addressed=("BET", "ALF"), due=NOW + 9)) == ""
    assert table.says(DUTY, "R-1", changed(asked, title="Where now?", item_revision=3, due=NOW + 9), now=NOW + 5) == ""


def test_what_was_submitted_to_its_parties_stands(table: Table) -> None:
    """A notification that its parties receipted is not another one afterwards; a draft is, and its state goes on."""
    draft = Notification("N-7", "Convoy at noon", NotificationState.DRAFT, ("ALF",))
    first(table, REL, "N-7", draft)
    submitted = changed(draft, title="Convoy at one", state=NotificationState.SUBMITTED)
    assert table.says(REL, "N-7", submitted) == ""
    others: tuple[dict[str, Any], ...] = ({"title": "At midnight"}, {"parties": ("ALF", "BET")}, {"period": Window(NOW, NOW + 1)})
    for other in others:
        for state in (NotificationState.SUBMITTED, NotificationState.TRANSMITTED):
            assert "stands as it was" in table.says(REL, "N-7", changed(submitted, state=state, **other))
    assert table.says(REL, "N-7", changed(submitted, state=NotificationState.TRANSMITTED)) == ""
