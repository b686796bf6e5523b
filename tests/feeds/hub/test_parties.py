"""Whose deed it is: parties, mission leads, arbiters, recipients, and the hands that sign."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from feeds.picture.body import Body, kind_of
from feeds.picture.corridor import Agreement, AgreementKind, Corridor, CorridorState, CorridorStatus, Mode, Segment
from feeds.picture.danger import Pause, PauseState
from feeds.picture.diplomacy import Dispute, DisputeState
from feeds.picture.night import Handover
from feeds.picture.relief import Movement, MovementState, Notification, NotificationReceipt, NotificationState, ReceiptKind
from feeds.picture.room import Officer, Recall, RecallReceipt
from feeds.picture.values import LineString, Window
from tests.feeds.hub.hall import ENTITIES, label
from tests.feeds.hub.table import ALF, BET, DUTY, DUTY_2, NOW, REL, Table

RELIEF = label(*(entity.code for entity in ENTITIES), caveats=("NOT FOR TARGETING",))


def changed(body: Any, **more: Any) -> Any:  # noqa: ANN401 -- any frozen body, of its own type
    """Return a body with other members."""
    return msgspec.structs.replace(body, **more)


def says(table: Table, who: Officer, subject: str, body: Body) -> str:
    """Say something in one's own name, under a label that humanitarian rows may have."""
    before = table.picture.find(kind_of(body), subject)
    own = msgspec.structs.replace(RELIEF, originator=who.entity)
    return table.says(who, subject, body, label=own if before is None else before.label)


@pytest.fixture
def table() -> Table:
    """A corridor between ALF and BET, a notification to ALF."""
    made = Table()
    made.holds("C-1", Corridor("HC-1", "Road", "relief", Mode.ROAD, "ALF", ("ALF", "BET")))
    made.holds("N-1", Notification("N-1", "Convoy", NotificationState.TRANSMITTED, ("ALF",)))
    return made


def test_a_corridor_is_opened_by_its_parties(table: Table) -> None:
    """The relief cell uses it or does not; it is no party, neither to its status nor to its agreement."""
    status = CorridorStatus("C-1", CorridorState.AGREED)
    assert "no party to HC-1" in says(table, REL, "C-1", status)
    assert "there is no corridor C-9" in says(table, ALF, "C-9", changed(status, corridor="C-9"))
    assert says(table, ALF, "C-1", status) == ""
    agreed = Agreement("C-1", "REL", AgreementKind.WRITTEN)
    assert "no party to HC-1" in says(table, REL, "C-1/REL", agreed)
    assert says(table, BET, "C-1/BET", changed(agreed, party="BET")) == ""


def test_a_route_is_its_parties(table: Table) -> None:
    """Nobody writes itself in as a party, moves a leg or draws a route in another's name."""
    route = Corridor("HC-1", "Road", "relief", Mode.ROAD, "ALF", ("ALF", "BET"))
    assert says(table, ALF, "C-3", route) == ""
    assert "no party to HC-1" in says(table, REL, "C-3", changed(route, parties=("ALF", "BET", "REL")))
    assert "owner: the act is REL's, not ALF's" in says(table, REL, "C-2", changed(route, code="HC-2"))
    assert says(table, REL, "C-2", changed(route, code="HC-2", owner="REL")) == ""
    leg = Segment("C-1", "S1", "first", LineString(((0.0, 0.0), (1.0, 1.0))))
    assert "no party to HC-1" in says(table, REL, "S-1", leg)
    assert says(table, BET, "S-1", leg) == ""
    assert says(table, BET, "C-3", changed(route, width=10.0)) == ""


def test_a_pause_is_its_parties(table: Table) -> None:
    """Who is no party agrees to no pause and ends none; who records a party's words may."""
    pause = Pause("PA-1", "Pause", ("ALF",), Window(NOW, NOW + 1_000), PauseState.AGREED)
    assert "no party to PA-1" in says(table, BET, "PA-X", pause)
    assert says(table, ALF, "PA-X", pause) == ""
    assert "no party to PA-1" in says(table, BET, "PA-X", changed(pause, parties=("ALF", "BET"), state=PauseState.ENDED))
    assert "no party to PA-2" in says(table, DUTY, "PA-Y", changed(pause, code="PA-2"))
    assert says(table, DUTY, "PA-Z", changed(pause, parties=("BET",))) == ""


def test_a_notification_is_receipted_by_whom_it_was_sent_to(table: Table) -> None:
    """Nobody else is asked, and nobody else answers."""
    receipt = NotificationReceipt("N-1", "BET", ReceiptKind.RECEIPT_ACKED)
    assert "was not sent to BET" in says(table, BET, "N-1/BET", receipt)
    assert says(table, ALF, "N-1/ALF", changed(receipt, party="ALF")) == ""


def test_only_the_mission_lead_moves_a_movement(table: Table) -> None:
    """Another entity neither moves it nor takes the lead over, and no room moves it in the lead's name."""
    convoy = Movement("CV-1", "Convoy", "REL", Mode.ROAD, MovementState.PLANNED)
    assert says(table, REL, "M-1", convoy) == ""
    halted = changed(convoy, state=MovementState.AT_START)
    assert "may not speak for REL" in says(table, ALF, "M-1", halted)
    assert "mission lead" in says(table, ALF, "M-1", changed(halted, lead="ALF"))
    assert "no word that can be relayed" in says(table, DUTY, "M-1", halted)
    assert says(table, REL, "M-1", halted) == ""


def test_an_arbiter_finds_and_nobody_else(table: Table) -> None:
    """Raised in one's own name; found by the arbiter."""
    raised = Dispute("D-1", "Shot", DisputeState.RAISED, "ALF", "REL")
    assert "raised_by" in table.says(BET, "D-X", raised)
    assert table.says(ALF, "D-X", raised) == ""
    assert "only the arbiter" in table.says(ALF, "D-X", changed(raised, state=DisputeState.FOUND))
    assert table.says(REL, "D-X", changed(raised, state=DisputeState.FOUND, finding="not established")) == ""


def test_a_recall_is_receipted_by_its_recipients(table: Table) -> None:
    """Only what was recalled, only by who had it, one receipt each."""
    assert "nothing was recalled" in table.says(ALF, "SM-1/ALF", RecallReceipt("SM-1", "ALF"))
    assert table.says(DUTY, "SM-1", Recall("SM-1", ("ALF",))) == ""
    assert table.says(ALF, "SM-1/ALF", RecallReceipt("SM-1", "ALF")) == ""
    assert "no recipient" in table.says(BET, "SM-1/BET", RecallReceipt("SM-1", "BET"))


def test_a_handover_has_two_signatures_under_one_text(table: Table) -> None:
    """Who leaves signs first, who relieves signs the same text, and nobody signs for another or twice."""
    left = Handover("DUTY", "DUTY", ("R-1",), "quiet", left_by="DUTY")
    assert "begins with who leaves" in table.says(DUTY_2, "HO-1", left)
    assert table.says(DUTY, "HO-1", left) == ""
    assert "who leaves, may change" in table.says(DUTY_2, "HO-1", changed(left, notes="loud"))
    assert "who relieves signs" in table.says(DUTY, "HO-1", changed(left, taken_by="DUTY"))
    assert "who relieves signs" in table.says(DUTY, "HO-1", changed(left, taken_by="DUTY-2"))
    assert "the text differs" in table.says(DUTY_2, "HO-1", changed(left, notes="loud", taken_by="DUTY-2"))
    assert table.says(DUTY_2, "HO-1", changed(left, taken_by="DUTY-2")) == ""
    assert "a new one" in table.says(DUTY, "HO-1", changed(left, notes="more", taken_by="DUTY-2"))
