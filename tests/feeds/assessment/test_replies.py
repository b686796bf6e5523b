"""Who has replied to a row, and who has not yet."""

from __future__ import annotations

import pytest

from feeds.assessment.replies import replies
from feeds.picture.diplomacy import OffRamp, OffRampState
from feeds.picture.relief import Notification, NotificationReceipt, NotificationState, ReceiptKind
from feeds.picture.room import Recall, RecallReceipt
from tests.feeds.assessment.world import World, at


@pytest.fixture
def world() -> World:
    """A room at ten."""
    return World(at("10:00"))


def told(world: World, kind: str, subject: str) -> list[str]:
    """Return what is said of each reply."""
    return [node.text for node in replies(world.picture, kind, subject)]


@pytest.mark.parametrize(
    ("state", "to", "words"),
    [
        (OffRampState.IDENTIFIED, "KAR", []),
        (OffRampState.OFFERED, None, []),
        (OffRampState.OFFERED, "KAR", ["KAR NOT YET"]),
        (OffRampState.ACCEPTED, "KAR", ["KAR ACCEPTED"]),
        (OffRampState.DECLINED, "KAR", ["KAR DECLINED"]),
    ],
)
def test_an_off_ramp_waits_for_whom_it_was_offered_to(world: World, state: OffRampState, to: str | None, words: list[str]) -> None:
    """Nobody has an answer outstanding before it was offered, or where it was offered to nobody by name."""
    world.put("F-1", OffRamp("OR-1", "pull back", state, ("ships leave",), to))
    assert told(world, "off_ramp", "F-1") == words


def test_each_party_of_a_notification_has_its_line(world: World) -> None:
    """A receipt is a receipt, by voice or not; who gave none has not yet."""
    world.put("N-1", Notification("N-1", "convoy", NotificationState.TRANSMITTED, ("AUR", "KAR"), "M-1"))
    assert told(world, "notification", "N-1") == ["AUR NOT YET", "KAR NOT YET"]
    world.put("N-1/AUR", NotificationReceipt("N-1", "AUR", ReceiptKind.RECEIPT_ACKED, relayed=True))
    assert told(world, "notification", "N-1") == ["AUR RECEIPT 10:00Z, relayed", "KAR NOT YET"]


def test_each_recipient_of_a_recall_has_its_line(world: World) -> None:
    """Who has it says so."""
    world.put("D-1", Recall("D-1", ("BOR", "FEN")))
    world.put("D-1/BOR", RecallReceipt("D-1", "BOR"))
    found = told(world, "recall", "D-1")
    assert len(found) == 2
    assert "NOT YET" not in found[0]
    assert "NOT YET" in found[1]


def test_a_row_that_nobody_answers_has_none(world: World) -> None:
    """Nor has one that is not there."""
    world.corridor()
    assert told(world, "corridor", "C-HC-2") == told(world, "off_ramp", "F-9") == []
