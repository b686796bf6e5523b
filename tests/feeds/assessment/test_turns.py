"""What moves by somebody's word alone: what would change it, and whose word that is."""

from __future__ import annotations

import pytest

from feeds.assessment.turns import turns, whose
from feeds.picture.body import Body
from feeds.picture.corridor import Mode
from feeds.picture.diplomacy import RedLine, RedLineState
from feeds.picture.night import Channel, ChannelRole, LogEntry, Risk
from feeds.picture.relief import RECEIPT_ONLY, Movement, MovementState, Need, Notification, NotificationState, Offer
from feeds.picture.room import Recall, RecallReceipt
from feeds.picture.values import Window
from tests.feeds.assessment.world import World, at


def movement(state: MovementState) -> Movement:
    """Return HAC's convoy."""
    return Movement("CV-1", "convoy", "HAC", Mode.ROAD, state)


CASES: tuple[tuple[str, Body, list[str]], ...] = (
    ("movement", movement(MovementState.HALTED), ["HAC reports it MOVING or ARRIVED or ABORTED; the room advises"]),
    ("movement", movement(MovementState.ARRIVED), ["it is over; HAC led it"]),
    ("need", Need("Ostmere", "water"), ["an offer is matched to it, and BOR says it is met"]),
    ("need", Need("Ostmere", "water", met=True), ["BOR says it is needed again"]),
    ("offer", Offer("BOR", "a tanker"), ["a person matches it to a need"]),
    ("offer", Offer("BOR", "a tanker", "D-1"), ["a person matches it to another need, or takes it back"]),
    ("risk", Risk("fuel runs out", "CPA", mitigation=("a tanker is found",)), ["a tanker is found", "CPA judges it anew or closes it"]),
    ("risk", Risk("fuel runs out", "CPA", closed=True), ["CPA opens it again"]),
    ("channel", Channel("BOR", ChannelRole.PRIMARY, "telephone"), ["somebody tests it"]),
    ("log_entry", LogEntry("said"), []),
)


@pytest.mark.parametrize(("kind", "body", "said"), CASES, ids=[f"{kind} {number}" for number, (kind, _, _) in enumerate(CASES)])
def test_each_says_what_would_change_it(kind: str, body: Body, said: list[str]) -> None:
    """What is done and what is open differ, and what cannot change says so or nothing."""
    world = World(at("10:00"))
    world.put("X-1", body, entity="BOR")
    assert list(turns(world.picture, kind, "X-1")) == said


def test_a_red_line_that_is_confirmed_says_no_more_that_an_allegation_is_none() -> None:
    """Its clock runs; what may follow is a signed act."""
    world = World(at("10:00"))
    said = {}
    for state in (RedLineState.ALLEGED, RedLineState.CONFIRMED):
        world.put("X-1", RedLine("RL-1", "no mines", state))
        said[state] = list(turns(world.picture, "red_line", "X-1"))
    assert said[RedLineState.ALLEGED][0].startswith("an allegation is no crossing")
    assert said[RedLineState.CONFIRMED] == ["a signed act makes it RESPONDED or WITHDRAWN"]


def test_a_notification_says_that_a_receipt_is_none_and_when_its_period_ends() -> None:
    """Without an end it says no end."""
    world = World(at("10:00"))
    for until, more in ((None, []), (at("14:00"), ["its period ends 14:00Z"])):
        world.put("N-1", Notification("N-1", "t", NotificationState.ACTIVE, ("AUR",), period=Window(at("09:00"), until)))
        assert list(turns(world.picture, "notification", "N-1"))[:-1] == [RECEIPT_ONLY, *more]


def test_a_recall_waits_for_those_who_have_not_answered() -> None:
    """Once all have, it waits for nobody."""
    world = World(at("10:00"))
    world.put("D-1", Recall("D-1", ("BOR", "FEN")))
    assert list(turns(world.picture, "recall", "D-1")) == ["BOR, FEN say that they have it and what they did"]
    for entity in ("BOR", "FEN"):
        world.put(f"D-1/{entity}", RecallReceipt("D-1", entity))
    assert list(turns(world.picture, "recall", "D-1")) == []


def test_what_is_not_there_is_nobodys_and_says_nothing() -> None:
    """Neither a change nor an owner."""
    world = World(at("10:00"))
    assert (list(turns(world.picture, "movement", "M-9")), whose(world.picture, "movement", "M-9")) == ([], "")


def test_it_is_its_leads_or_owners_word_else_that_of_who_wrote_it() -> None:
    """A row about somebody is that one's to change, whoever wrote it down."""
    world = World(at("10:00"))
    for subject, body in (("M-1", movement(MovementState.MOVING)), ("K-1", Risk("fuel", "CPA")), ("D-1", Need("Ostmere", "water"))):
        world.put(subject, body, entity="BOR")
    assert [whose(world.picture, kind, subject) for kind, subject in (("movement", "M-1"), ("risk", "K-1"), ("need", "D-1"))] == [
        "HAC",
        "CPA",
        "BOR",
    ]
