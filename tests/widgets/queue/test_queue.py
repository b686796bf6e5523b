"""The liaison's queue: what asks its entity, in order, with nothing of any other entity's clock; painted whole."""

from __future__ import annotations

import pytest

from feeds.picture.alarm import Answer, AnswerKind, Delivery, Request
from feeds.picture.picture import Picture
from tests.widgets.conftest import Keep, Render
from tests.widgets.room import MINUTE, NOW, P12, crisis
from tests.widgets.spoken import cut, painted
from widgets.look import Look
from widgets.queue.panel import QueuePanel
from widgets.queue.resolve import first, resolve
from widgets.standpoint import Standpoint

BOR = Standpoint("BOR", "BOR-1", "Liaison BOR-1")


@pytest.fixture
def picture() -> Picture:
    """One item that waits for BOR and is late for DRA, one that BOR answered, one that does not ask it; P-12 under silence."""
    room = crisis()
    asked = NOW - 2 * MINUTE
    room.write("R-1", Request("A-1", 2, "HC-2 S3 endangered", ("AUR", "BOR", "DRA"), asked, NOW + 4 * MINUTE + 34_000), asked)
    room.write("R-2", Request("R-9", 1, "Corridor status report", ("BOR",), asked - MINUTE, NOW - MINUTE), asked - MINUTE)
    room.write("R-3", Request("X-1", 1, "For others", ("AUR",), asked), asked)
    room.write("R-2/BOR", Answer("R-2", 1, "BOR", AnswerKind.RECEIPT), NOW - MINUTE, entity="BOR")
    for entity, took in (("BOR", 1_000), ("AUR", 30_000), ("DRA", 60_000)):
        room.write(f"R-1/2/{entity}", Delivery("R-1", 2, entity, entity, asked + took, asked + 2 * took), asked + took)
    return room.picture


def test_open_items_come_first_then_silence_and_what_is_settled(picture: Picture) -> None:
    """Claim: what waits stands first with its time; a proposal under silence and an answered item follow; what asks others is not there."""
    model = resolve(picture, NOW, BOR)
    assert [(item.subject, item.open) for item in model.items] == [("R-1", True), (P12, False), ("R-2", False)]
    assert (model.items[0].due, model.items[0].late) == ("due in 04:34", False)
    assert "rev 2" in model.items[0].note
    assert "BOR: no answer yet" in model.items[0].note
    assert "RECEIPT" in model.items[2].note
    assert model.summary == "1 asks for an answer from BOR · 1 under silence · 1 settled"
    assert first(picture, NOW, BOR) == ("request", "R-1")


def test_latency_is_its_own_beside_the_room_together(picture: Picture) -> None:
    """Claim: BOR reads its own second and the median of three; DRA's minute stands nowhere by itself and follows from nothing."""
    lines = {line.step: (line.own, line.room) for line in resolve(picture, NOW, BOR).latency}
    assert lines["delivered"] == ("1.0 s", "30 s")
    assert lines["acted"][0] == ""
    assert "1 min 00" not in {own for own, _ in lines.values()}


def test_late_and_frozen(picture: Picture) -> None:
    """Claim: past its time an item says how late it is; on a frozen desk no clock runs."""
    late = resolve(picture, NOW + 6 * MINUTE, BOR).items[0]
    assert (late.due, late.late) == ("late 01:26", True)
    frozen = resolve(picture, NOW, Standpoint("BOR", frozen_at=NOW))
    assert frozen.items[0].due.startswith("due 10:52Z")
    assert "not known" in frozen.items[1].title
    assert frozen.off == "cannot reach the hub"


def test_nothing_asks(picture: Picture) -> None:
    """Claim: an entity that is asked nothing reads so, calmly."""
    model = resolve(picture, NOW, Standpoint("HAC"))
    assert model.items == ()
    assert model.scope == "none open"


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.5, 2.0])
def test_nothing_is_cut(look: Look, keep: Keep, render: Render, picture: Picture, scale: float) -> None:
    """Claim: at its designed size the queue paints every word whole, at any scale."""
    look.wear(scale=scale)
    panel = QueuePanel(look)
    keep(panel)
    panel.show_model(resolve(picture, NOW, BOR), "request|R-1")
    render(panel, round(372 * scale), round(470 * scale))
    assert cut(look) == []
    assert {"For BOR", "HC-2 S3 endangered", "due in 04:34", "BOR latency, last 8 h"} <= set(painted(look))
    assert panel.list.key == "request|R-1"
