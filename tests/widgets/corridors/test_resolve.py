"""The corridor panel from a picture: which corridor, what is declared beside what is found, and in whose words doubt is said."""

import re
from dataclasses import asdict

import pytest

from feeds.assessment.conditions import NOT_VERIFIED
from feeds.picture.corridor import (
    Agreement,
    AgreementKind,
    Conditions,
    ConditionState,
    Corridor,
    CorridorState,
    CorridorStatus,
    Flow,
    Mode,
    Reason,
    ReasonKind,
    SegmentCondition,
    SegmentState,
)
from feeds.picture.identity import joined
from feeds.picture.picture import Picture
from feeds.picture.relief import Movement, MovementState, Notification, NotificationReceipt, NotificationState, ReceiptKind
from feeds.picture.values import Window
from tests.widgets.people import staffed
from tests.widgets.pictures import played
from tests.widgets.room import MINUTE, NOW, Room, at, scenario
from widgets.corridors.model import CorridorView
from widgets.corridors.resolve import resolve, wanting
from widgets.standpoint import Standpoint
from widgets.words import Glyph, State

HERE = Standpoint("CMC")
HC1, HC2, HC4 = (scenario().subject(code) for code in ("HC-1", "HC-2", "HC-4"))
S = {code: scenario().subject(f"HC-2.{code}") for code in ("S1", "S2", "S3", "S4", "S5")}


def declare(room: Room, corridor: str, state: CorridorState, flow: Flow | None = None) -> None:
    """Declare a corridor's status for its window."""
    room.write(corridor, CorridorStatus(corridor, state, Window(at(8), at(12)), flow), at(8))


def find(room: Room, corridor: str, state: ConditionState, *reasons: Reason, s3: SegmentState = SegmentState.PASSABLE, **more: str) -> None:
    """Write the finding on a corridor."""
    legs = [SegmentCondition(S[code], code, SegmentState.PASSABLE, NOW - 14 * MINUTE) for code in ("S1", "S2")]
    third = SegmentCondition(S["S3"], "S3", s3, NOW - MINUTE if s3 is SegmentState.PASSABLE else None)
    fourth = SegmentCondition(S["S4"], "S4", SegmentState.RESTRICTED, NOW - 26 * MINUTE, "≤ 12 t")
    subject = joined(corridor, more["audience"]) if "audience" in more else corridor
    room.write(subject, Conditions(corridor, state, reasons, (*legs, third, fourth), more.get("audience")), at(10, 47))


@pytest.fixture
def room() -> Room:
    """HC-2 declared OPEN with S3 endangered, HC-1 closed, HC-4 open and MET."""
    made = staffed()
    declare(made, HC1, CorridorState.CLOSED)
    declare(made, HC2, CorridorState.OPEN, Flow(1240, "HAC", at(10, 30)))
    declare(made, HC4, CorridorState.OPEN)
    hazard = Reason(
        ReasonKind.HAZARD, ConditionState.NOT_MET, "DZ-07 is 1.2 km ± 0.5 km from S3; limit 3.0 km", S["S3"], "Z-7", 1200.0, 500.0, 3000.0
    )
    find(made, HC2, ConditionState.NOT_MET, hazard, s3=SegmentState.ENDANGERED)
    find(made, HC4, ConditionState.MET)
    return made


def view(picture: Picture, standpoint: Standpoint = HERE, selected: str = "") -> CorridorView:
    """The corridor shown, which must be one."""
    found = resolve(picture, NOW, standpoint, selected).corridor
    assert found is not None
    return found


def test_the_contradicted_one_comes_first(room: Room) -> None:
    """Claim: with nothing selected the contradicted corridor is shown, declared and conditions side by side, and counted."""
    model = resolve(room.picture, NOW, HERE)
    assert model.scope == "1 of 3 contradicted"
    found = view(room.picture)
    assert (found.code, found.declared, found.conditions, found.contradicted) == ("HC-2", "OPEN", State.NOT_MET, True)
    assert found.how == "By road · about 1\N{NO-BREAK SPACE}240 people moved (HAC, estimate 10:30Z)"
    assert (found.window, found.left) == ("08:00\N{EN DASH}12:00Z", "1 h 12 left")


def test_a_selected_one_is_shown_and_arrows_go_by_code(room: Room) -> None:
    """Claim: the selected corridor is shown; ← and → lead to its neighbours by code, round the end."""
    model = resolve(room.picture, NOW, HERE, HC4)
    assert model.corridor is not None
    assert (model.corridor.code, model.before, model.after) == ("HC-4", HC2, HC1)


def test_the_failing_leg_names_hazard_and_distance(room: Room) -> None:
    """Claim: the failing leg names the hazard and its distance with its uncertainty; the whole route is muted."""
    legs = {leg.code: leg for leg in view(room.picture).legs}
    assert (legs["S3"].state, legs["S3"].text) == (State.ENDANGERED, "DZ-07 1.2 km ± 0.5")
    assert legs["S1"].text == "verified 14 min ago"
    assert legs["S4"].text == "≤ 12 t · 26 min ago"
    assert all(leg.muted for leg in legs.values())


def test_met_and_open_is_the_only_green(room: Room) -> None:
    """Claim: legs have their own hue only where the route is declared OPEN and its conditions are MET."""
    assert not any(leg.muted for leg in view(room.picture, selected=HC4).legs)
    declare(room, HC4, CorridorState.SUSPENDED)
    assert all(leg.muted for leg in view(room.picture, selected=HC4).legs)


def test_doubt_has_one_wording_whatever_its_cause(room: Room) -> None:
    """Claim: decay, an earlier danger, and no finding at all read alike; nothing of the cause is in the words."""
    causes = (
        Reason(ReasonKind.NOT_VERIFIED, ConditionState.UNKNOWN, f"S3: {NOT_VERIFIED}", S["S3"]),
        Reason(ReasonKind.ENDANGERED_BEFORE, ConditionState.UNKNOWN, "S3: was endangered (DZ-06); not verified since", S["S3"], "Z-6"),
    )
    seen = []
    for cause in causes:
        find(room, HC2, ConditionState.UNKNOWN, cause, s3=SegmentState.UNKNOWN)
        seen.append(asdict(view(room.picture, selected=HC2)))
    assert seen[0] == seen[1]
    assert seen[0]["reasons"] == (f"S3 {NOT_VERIFIED}",)
    assert view(room.picture, selected=HC1).conditions is State.CONDITIONS_UNKNOWN
    assert view(room.picture, selected=HC1).reasons == (NOT_VERIFIED,)


def test_a_relief_desk_reads_unknown_and_never_open(room: Room) -> None:
    """Claim: HAC's own finding beats the room's, and on a relief desk UNKNOWN stands in place of OPEN; other desks keep the word."""
    doubt = Reason(ReasonKind.NOT_VERIFIED, ConditionState.UNKNOWN, f"S3: {NOT_VERIFIED}", S["S3"])
    find(room, HC4, ConditionState.UNKNOWN, doubt, s3=SegmentState.UNKNOWN, audience="HAC")
    assert view(room.picture, Standpoint("HAC"), HC4).doubtful
    room_view = view(room.picture, HERE, HC4)
    assert (room_view.doubtful, room_view.conditions) == (False, State.MET)


def test_agreements_are_said_with_how(room: Room) -> None:
    """Claim: written, verbal, withdrawn and none each have their words; who lacks one is marked."""
    room.write(joined(HC2, "AUR"), Agreement(HC2, "AUR", AgreementKind.WRITTEN), at(7))
    room.write(joined(HC2, "KAR"), Agreement(HC2, "KAR", AgreementKind.VERBAL, relayed=True), at(7))
    room.write(joined(HC1, "UPC"), Agreement(HC1, "UPC", AgreementKind.WITHDRAWN), at(7))
    assert [(each.code, each.agreement) for each in view(room.picture).parties] == [
        ("AUR", "written"),
        ("KAR", "verbal, written due, relayed"),
    ]
    parties = {each.code: each for each in view(room.picture, selected=HC1).parties}
    assert (parties["UPC"].agreement, parties["UPC"].lacking) == ("WITHDRAWN", True)


def convoy(room: Room, state: MovementState) -> None:
    """Write convoy 3 on HC-2."""
    room.write("M-3", Movement("CV-3", "Convoy 3", "HAC", Mode.ROAD, state, HC2, people=212, place="Ostmere"), at(10, 20), entity="HAC")


def test_who_is_on_it_without_a_head_count(room: Room) -> None:
    """Claim: a halted convoy is named with its place and time and without its people; one that arrived is gone."""
    convoy(room, MovementState.HALTED)
    (found,) = view(room.picture).travellers
    assert found.text == "Convoy 3 (HAC) halted at Ostmere since 10:20Z"
    assert "212" not in repr(view(room.picture))
    convoy(room, MovementState.ARRIVED)
    assert view(room.picture).travellers == ()


def test_receipts_are_rings_and_nobody_elses(room: Room) -> None:
    """Claim: receipts show as R rings, relayed ones dashed, on the parties' desks and the room's only."""
    convoy(room, MovementState.HALTED)
    notice = Notification("N-31", "convoy 3", NotificationState.ACTIVE, ("AUR", "KAR"), "M-3")
    room.write("N-1", notice, at(9, 30), entity="HAC")
    room.write("N-1/AUR", NotificationReceipt("N-1", "AUR", ReceiptKind.RECEIPT_ACKED), at(9, 32), entity="AUR")
    room.write("N-1/KAR", NotificationReceipt("N-1", "KAR", ReceiptKind.RECEIPT_ACKED, relayed=True), at(9, 41))
    (found,) = view(room.picture).notices
    assert [(each.party, each.glyph, each.text) for each in found.receipts] == [
        ("AUR", Glyph.RING_R, "RECEIPT 09:32Z"),
        ("KAR", Glyph.RELAYED_R, "RECEIPT 09:41Z relayed"),
    ]
    assert view(room.picture, Standpoint("AUR")).notices
    assert view(room.picture, Standpoint("HAC")).notices
    assert not view(room.picture, Standpoint("BOR")).notices


def test_a_concern_is_no_refusal(room: Room) -> None:
    """Claim: no answer to a notification has a word of permission or refusal."""
    convoy(room, MovementState.HALTED)
    room.write("N-1", Notification("N-33", "night", NotificationState.ACTIVE, ("KAR",), "M-3"), at(9), entity="HAC")
    for kind in ReceiptKind:
        room.write("N-1/KAR", NotificationReceipt("N-1", "KAR", kind), at(9, 32))
        text = view(room.picture).notices[0].receipts[0].text
        assert not re.search(r"APPROVED|DENIED|ACK|REFUSED", text)


def test_small_counts_are_suppressed(room: Room) -> None:
    """Claim: a flow below ten people is not shown as a number."""
    declare(room, HC2, CorridorState.OPEN, Flow(7, "HAC", at(10, 30)))
    assert "fewer than 10 people moved" in view(room.picture).how


def test_no_corridor_is_said() -> None:
    """Claim: without a corridor the panel says that none is agreed."""
    model = resolve(Picture(scenario().regime), NOW, HERE)
    assert model.corridor is None
    assert "No corridor agreed" in repr(model.condition)


@pytest.mark.parametrize(("clock", "code"), [("08:33:00", ""), ("10:47:32", "HC-2"), ("11:31:00", "HC-2"), ("12:20:00", "HC-2")])
def test_an_endangered_route_stands_before_one_that_is_open_and_met(clock: str, code: str) -> None:
    """Claim: a suspended route with a leg in danger has people on it still; where all is met or closed none wants looking at first."""
    picture, now = played(f"22T{clock}")
    found = wanting(picture, "CMC")
    assert [body.code for row, body in picture.bodies(Corridor) if row.subject == found] == ([code] if code else [])
    shown = resolve(picture, now, Standpoint("CMC")).corridor
    assert shown is not None
    assert not code or shown.subject == found
