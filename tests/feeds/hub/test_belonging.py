"""The hub refuses to take humanitarian data further than its owner did."""

from __future__ import annotations

import msgspec
import pytest

from feeds.picture.body import Body
from feeds.picture.corridor import Mode
from feeds.picture.label import Label
from feeds.picture.relief import Movement, MovementState, Notification, NotificationReceipt, NotificationState, ReceiptKind
from feeds.picture.room import Officer
from tests.feeds.hub.hall import label
from tests.feeds.hub.table import ALF, BET, DUTY, REL, Table

CONVOY = Movement("CV-1", "Convoy", "REL", Mode.ROAD, MovementState.PLANNED)
NOTICE = Notification("N-1", "Convoy", NotificationState.SUBMITTED, ("ALF",))


def relief(*readers: str, originator: str = "REL") -> Label:
    """Return a label that humanitarian rows may have."""
    return label(*readers, originator=originator, caveats=("NOT FOR TARGETING",))


@pytest.fixture
def table() -> Table:
    """Relief's convoy, told to ALF alone, and its notification to ALF."""
    made = Table()
    assert made.says(REL, "M-1", CONVOY, label=relief("ALF")) == ""
    assert made.says(REL, "N-1", NOTICE, label=relief("ALF")) == ""
    return made


def told(table: Table, who: Officer, subject: str, body: Body, marked: Label, **more: object) -> str:
    """Say a body, some of it changed, under a label."""
    return table.says(who, subject, msgspec.structs.replace(body, **more), label=marked)


def test_only_the_submitter_releases_humanitarian_data_further(table: Table) -> None:
    """Who may release the room's rows may narrow relief's and not widen it nor take it over; relief itself does as it will."""
    assert "only REL may release it to BET" in told(table, DUTY, "N-1", NOTICE, relief("ALF", "BET"))
    assert "only REL may release it to HOS" in told(table, DUTY, "N-1", NOTICE, relief("ALF", originator="HOS"))
    assert told(table, DUTY, "N-1", NOTICE, relief()) == ""
    assert told(table, REL, "N-1", NOTICE, relief("ALF", "BET")) == ""


def test_nobody_writes_relief_data_wide_in_anothers_name(table: Table) -> None:
    """What is recorded in another's name goes to the parties it names; the rest waits for its owner."""
    notice = msgspec.structs.replace(NOTICE, code="N-2")
    assert "only REL may release it to BET" in told(table, DUTY, "N-2", notice, relief("ALF", "BET"))
    assert told(table, DUTY, "N-2", notice, relief("ALF")) == ""


def test_a_receipt_goes_no_further_than_its_notification(table: Table) -> None:
    """ALF's receipt would tell BET of a notification that BET was not sent."""
    receipt = NotificationReceipt("N-1", "ALF", ReceiptKind.RECEIPT_ACKED)
    assert "only REL may release it to BET" in table.says(ALF, "N-1/ALF", receipt, label=relief("REL", "BET", originator="ALF"))
    assert table.says(ALF, "N-1/ALF", receipt, label=relief("REL", originator="ALF")) == ""


def test_no_reason_speaks_of_a_row_that_is_withheld(table: Table) -> None:
    """What BET says of relief's convoy and notification, which it may not see, is refused in the words used for what is not there."""
    own = relief(originator="BET")

    def of(notification: str, movement: str) -> list[str]:
        said: list[tuple[str, Body]] = [
            (f"{notification}/BET", NotificationReceipt(notification, "BET", ReceiptKind.RECEIPT_ACKED)),
            ("N-9", Notification("N-9", "Ours", NotificationState.SUBMITTED, ("ALF",), movement)),
            ("M-9", Movement("CV-9", "Ours", "BET", Mode.ROAD, MovementState.PLANNED, notification=notification)),
        ]
        return [table.says(BET, subject, body, label=own) for subject, body in said]

    withheld, nowhere = of("N-1", "M-1"), of("N-7", "M-7")
    assert [reason.replace("-7", "-1") for reason in nowhere] == withheld
    assert all(reason.startswith("there is no ") for reason in withheld)


def test_nobody_writes_over_a_row_that_is_withheld_from_them(table: Table) -> None:
    """Its revision and its hash do not help who knew them from before; the reason is the same whatever the act says."""
    known = table.picture.find("movement", "M-1")
    assert known is not None
    moving = msgspec.structs.replace(CONVOY, lead="BET", state=MovementState.AT_START)
    for more in ({}, {"revision": 1, "basis": None}, {"revision": 7}):
        assert table.says(BET, "M-1", moving, label=known.label, **more) == "this identifier cannot be used"
