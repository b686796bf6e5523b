"""What stands beside the eight links: what a row hangs on, what hangs on it, who has answered, what would change it, whose word it is."""

import pytest

from feeds.assessment.chain import LIMIT
from feeds.assessment.turns import KINDS
from feeds.assessment.why import Chain, LinkName, chain, named
from feeds.picture.alarm import AnswerKind, Request
from feeds.picture.corridor import CorridorState, Mode
from feeds.picture.diplomacy import Dispute, DisputeReply, DisputeState, OffRamp, OffRampState, RedLine, RedLineState
from feeds.picture.night import (
    Channel,
    ChannelRole,
    Handover,
    InformationRequest,
    InformationState,
    LogEntry,
    Posture,
    Risk,
)
from feeds.picture.relief import (
    RECEIPT_ONLY,
    Movement,
    MovementState,
    Need,
    Notification,
    NotificationReceipt,
    NotificationState,
    Offer,
    ReceiptKind,
    Site,
    SiteKind,
)
from feeds.picture.room import Recall, RecallReceipt, Statement
from feeds.picture.values import Window
from tests.feeds.assessment.world import ROOM, World, at


@pytest.fixture
def world() -> World:
    """10:47: a convoy of HAC on HC-2 near DZ-07, notified to AUR and KAR; a site and a need at its place; the night's work of BOR."""
    made = World(at("10:47"))
    made.declare(3, at("07:02"))
    corridor = made.corridor()
    made.status(corridor, CorridorState.OPEN, Window(at("08:00"), at("12:00")))
    made.zone("DZ-07", 1.2, uncertainty=500.0)
    made.watch()
    made.put("M-3", Movement("CV-3", "convoy 3", "HAC", Mode.ROAD, MovementState.HALTED, corridor, 7, place="Ostmere", notification="N-1"))
    made.put("N-1", Notification("N-031", "convoy 3", NotificationState.TRANSMITTED, ("AUR", "KAR"), "M-3"), entity="HAC")
    made.put("N-1/AUR", NotificationReceipt("N-1", "AUR", ReceiptKind.RECEIPT_ACKED, relayed=True), event=at("10:20"))
    made.put("T-1", Site("hall", SiteKind.TRANSIT, "Ostmere"), entity="HAC")
    made.put("D-1", Need("Ostmere", "water"), entity="HAC")
    made.put("O-1", Offer("CAL", "a tanker", "D-1"))
    made.put("X-1", RedLine("RL-1", "no mines", RedLineState.APPROACHED))
    made.put("X-1/D", Dispute("DI-1", "mines seen", DisputeState.FOUND, "BOR", "FEN", "X-1", "not established"))
    made.put("X-1/D/BOR", DisputeReply("X-1/D", "BOR", "noted"))
    made.put("F-1", OffRamp("OR-1", "pull back", OffRampState.OFFERED, ("ships leave by dawn",), "KAR", at("12:00")))
    made.put("C-1", Channel("BOR", ChannelRole.PRIMARY, "telephone", tested=at("06:00"), worked=True))
    made.put("P-1", Posture("BOR", "patrols doubled", "2 h"))
    made.put("K-1", Risk("fuel runs out", "CPA", mitigation=("a tanker is found",)))
    made.put("Q-1", InformationRequest("Q-7", "who fired?", InformationState.TASKED, "CAL", ("BOR",), at("11:00")))
    made.put("S-1", Statement("keep clear", "stay away from S3", "Z-DZ-07"))
    made.put("D-1", Recall("D-1", ("BOR", "FEN")))
    made.put("D-1/BOR", RecallReceipt("D-1", "BOR"), event=at("10:30"))
    made.put("L-1", LogEntry("told BOR of the tanker", ("O-1",)))
    made.put("H-1", Handover("DUTY", "DUTY-2", ("Q-1",)))
    return made


def asked(world: World, kind: str, subject: str, reader: str = ROOM) -> Chain:
    """Return the chain around a row."""
    return chain(world.picture, world.now, kind, subject, reader)


def up(found: Chain) -> set[str]:
    """What it hangs on."""
    return {node.subject for node in found.hangs_on}


def down(found: Chain) -> set[str]:
    """What hangs on it."""
    return {node.subject for node in found.hang_on_it}


@pytest.mark.parametrize(
    ("lower", "upper"),
    [
        (("movement", "M-3"), ("corridor", "C-HC-2")),
        (("notification", "N-1"), ("movement", "M-3")),
        (("need", "D-1"), ("site", "T-1")),
        (("movement", "M-3"), ("site", "T-1")),
        (("offer", "O-1"), ("need", "D-1")),
        (("log_entry", "L-1"), ("offer", "O-1")),
        (("dispute", "X-1/D"), ("red_line", "X-1")),
        (("channel", "C-1"), ("posture", "P-1")),
        (("statement", "S-1"), ("danger_zone", "Z-DZ-07")),
        (("handover", "H-1"), ("information_request", "Q-1")),
        (("recall", "D-1"), ("need", "D-1")),
    ],
)
def test_a_link_is_followed_both_ways(world: World, lower: tuple[str, str], upper: tuple[str, str]) -> None:
    """What names another hangs on it, and stands under it in turn."""
    assert upper[1] in {node.subject for node in asked(world, *lower).hangs_on if node.kind == upper[0]}
    assert lower[1] in {node.subject for node in asked(world, *upper).hang_on_it if node.kind == lower[0]}


@pytest.mark.parametrize(
    ("kind", "subject", "clears", "decides"),
    [
        ("movement", "M-3", "HAC reports it MOVING or ARRIVED or ABORTED; the room advises", "HAC"),
        ("site", "T-1", "HAC reports its status, occupancy or capacity anew", "HAC"),
        ("need", "D-1", "an offer is matched to it, and HAC says it is met", "HAC"),
        ("notification", "N-1", RECEIPT_ONLY, "HAC"),
        ("red_line", "X-1", "an allegation is no crossing: only CONFIRMED starts the clock", ROOM),
        ("off_ramp", "F-1", "ships leave by dawn", ROOM),
        ("channel", "C-1", "somebody tests it and logs whether it worked; last tested 06:00Z", ROOM),
        ("posture", "P-1", "BOR reports another posture or readiness", "BOR"),
        ("risk", "K-1", "a tanker is found", "CPA"),
        ("information_request", "Q-1", "an answer is due 11:00Z", "CAL"),
        ("statement", "S-1", f"{ROOM} states it anew or recalls it", ROOM),
        ("recall", "D-1", "FEN say that they have it and what they did", ROOM),
    ],
)
def test_each_says_what_would_change_it_and_whose_word_it_is(world: World, kind: str, subject: str, clears: str, decides: str) -> None:
    """Nothing that no rule reads is left without a reason, and its owner's word is not given to the room."""
    found = asked(world, kind, subject)
    assert kind in KINDS
    assert (found.clears[0], found.decides) == (clears, decides)


@pytest.mark.parametrize(
    ("kind", "subject", "answers"),
    [
        ("notification", "N-1", ["AUR RECEIPT 10:20Z, relayed", "KAR NOT YET"]),
        ("notification_receipt", "N-1/AUR", ["AUR RECEIPT 10:20Z, relayed", "KAR NOT YET"]),
        ("movement", "M-3", ["AUR RECEIPT 10:20Z, relayed", "KAR NOT YET"]),
        ("recall", "D-1", ["BOR RECEIPT 10:30Z", "FEN NOT YET"]),
        ("information_request", "Q-1", ["BOR NOT YET"]),
        ("off_ramp", "F-1", ["KAR NOT YET"]),
        ("dispute", "X-1/D", ["found: not established", "BOR: noted"]),
    ],
)
def test_who_has_answered(world: World, kind: str, subject: str, answers: list[str]) -> None:
    """Receipts, answers and findings stand in the last link in their own words, and who has not answered says so."""
    assert [node.text for node in asked(world, kind, subject).link(LinkName.ANSWER)][: len(answers)] == answers


def test_what_was_asked_about_it_is_answered_in_the_same_link(world: World) -> None:
    """An item that asks about a red line stands with who has answered."""
    world.put("R-9", Request("X-1", 1, "your view of RL-1", ("BOR",), at("10:40"), wants=AnswerKind.ASSESSED))
    assert [node.text for node in asked(world, "red_line", "X-1").link(LinkName.ANSWER)] == ["your view of RL-1: 0 of 1 answered"]


def test_a_corridor_hangs_on_its_legs_and_its_movements_on_it(world: World) -> None:
    """Each leg says what it reads and why; the zone near it can be followed; a convoy is told by its place and never by its heads."""
    found = asked(world, "corridor", "C-HC-2")
    legs = [node for node in found.hangs_on if node.kind == "segment"]
    assert legs[0].text.startswith("S1 ENDANGERED, DZ-07 is 1.2 km ± 0.5 km from S1")
    assert [node.text for node in found.hangs_on if node.kind == "danger_zone"] == ["DZ-07 is 1.2 km ± 0.5 km from S1; limit 3.0 km"]
    assert [node.text for node in found.hang_on_it if node.kind == "movement"] == ["CV-3 convoy 3 HALTED at Ostmere, led by HAC"]
    assert "DZ-07" in "".join(node.text for node in asked(world, "segment", "S-HC-2-1").hangs_on)
    assert "C-HC-2" in down(asked(world, "danger_zone", "Z-DZ-07"))


def test_a_leg_in_doubt_says_nothing_but_that(world: World) -> None:
    """Without a finding for it a partner reads every leg UNKNOWN: no verifier, no zone, no moment at which that would change."""
    del world.picture.tables["conditions"]
    found = asked(world, "corridor", "C-HC-2", "HAC")
    assert {node.text for node in found.hangs_on} == {"S1 UNKNOWN, verify before use", "S2 UNKNOWN, verify before use"}
    assert all(node.doubtful for node in found.hangs_on)
    assert (found.holds, found.clears) == ((), ())


def test_a_movement_leads_through_its_corridor_to_the_alarm(world: World) -> None:
    """From a convoy: its corridor, and what was raised about that."""
    found = asked(world, "movement", "M-3")
    assert {"C-HC-2", "N-1", "T-1"} <= up(found)


def test_the_readers_own_picture_bounds_what_stands_beside(world: World) -> None:
    """A row the reader has not is neither named nor counted, on either side."""
    world.picture.tables["notification"].clear()
    assert "N-1" not in repr([*asked(world, "movement", "M-3").hangs_on, *asked(world, "movement", "M-3").hang_on_it])
    assert asked(world, "notification", "N-1").decides == ""


def test_what_stands_beside_is_bounded(world: World) -> None:
    """However much names a row, a link shows no more than its limit, and of the log the latest lines."""
    for number in range(LIMIT + 5):
        world.put(f"SS-{number}", Statement("s", "t", "K-1"))
        world.put(f"LL-{number:02d}", LogEntry(f"line {number}", ("Q-1",)), event=at("10:00") + number)
    assert len(asked(world, "risk", "K-1").hang_on_it) == LIMIT
    lines = [node.text for node in asked(world, "information_request", "Q-1").hang_on_it if node.kind == "log_entry"]
    assert (len(lines), lines[0]) == (8, f"line {LIMIT + 4}")


def test_codes_of_the_night_name_what_is_asked_about(world: World) -> None:
    """A question and a notification go by their spoken codes."""
    assert named(world.picture, "information-request:Q-7") == ("information_request", "Q-1")
    assert named(world.picture, "notification:N-031") == ("notification", "N-1")


@pytest.mark.parametrize("state", list(MovementState))
def test_a_movement_in_any_state_leaves_the_word_to_its_lead(world: World, state: MovementState) -> None:
    """No state of a movement offers the room an act upon it."""
    body = Movement("CV-9", "ferry", "HAC", Mode.SEA, state)
    world.put("M-9", body)
    assert all("signed act" not in text for text in asked(world, "movement", "M-9").clears)


def test_what_lies_elsewhere_stands_beside_nothing(world: World) -> None:
    """Another place's site, need and convoy, another entity's channel and posture, and a far zone are tied to nothing here."""
    world.put("T-2", Site("pier", SiteKind.ASSEMBLY, "Kessby"), entity="HAC")
    world.put("D-2", Need("Kessby", "tents"), entity="HAC")
    world.put("M-4", Movement("CV-4", "convoy 4", "HAC", Mode.ROAD, MovementState.MOVING, place="Kessby"))
    world.put("M-5", Movement("CV-5", "convoy 5", "HAC", Mode.ROAD, MovementState.MOVING))
    world.put("T-3", Site("nowhere", SiteKind.TRANSIT, ""), entity="HAC")
    world.put("P-2", Posture("CAL", "at rest", "6 h"))
    world.put("C-2", Channel("CAL", ChannelRole.PRIMARY, "telephone"))
    world.zone("DZ-99", 90.0)
    world.watch()
    assert down(asked(world, "site", "T-1")) == {"D-1", "M-3"}
    assert down(asked(world, "site", "T-3")) == set()
    assert "T-2" not in up(asked(world, "movement", "M-3")) | up(asked(world, "need", "D-1"))
    assert up(asked(world, "movement", "M-5")) == set()
    assert down(asked(world, "posture", "P-1")) == {"C-1"}
    assert up(asked(world, "channel", "C-1")) == {"P-1"}
    assert down(asked(world, "danger_zone", "Z-DZ-99")) == set()


def test_a_leg_leads_to_its_corridor_and_nothing_leads_to_itself(world: World) -> None:
    """A leg's corridor hangs on it; a line of the log that corrects another is not its own line."""
    assert "C-HC-2" in down(asked(world, "segment", "S-HC-2-1"))
    world.put("L-2", LogEntry("corrected", ("L-2", "O-1"), "L-1"))
    assert "L-2" not in up(asked(world, "log_entry", "L-2")) | down(asked(world, "log_entry", "L-2"))
