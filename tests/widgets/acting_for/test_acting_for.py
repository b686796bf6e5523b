"""The bar that says for whom a desk acts."""

from __future__ import annotations

import pytest

from feeds.picture.body import Capability
from feeds.picture.picture import Picture
from feeds.picture.room import Delegation, Officer, Roster
from tests.widgets.conftest import Keep, Render
from tests.widgets.room import HOUR, NOW, Room, scenario
from tests.widgets.spoken import cut, painted
from widgets.acting_for.panel import ActingForBar
from widgets.acting_for.resolve import resolve
from widgets.look import Look
from widgets.standpoint import Standpoint

BOR = Standpoint("BOR", "BOR-1", "Liaison BOR-1")


def picture(until: int | None) -> Picture:
    """A room whose roster seats BOR-1 until then."""
    room = Room()
    delegation = Delegation(frozenset({Capability.ANSWER, Capability.LEVEL}), until, 5)
    officer = Officer("BOR-1", "BOR", "Liaison BOR-1", "BOR-1", "k" * 40, "c" * 40, delegation)
    room.write("CMC", Roster("CMC", "Meridian CMC", "CMC", tuple(scenario().entities), (officer,)), NOW)
    return room.picture


def test_it_names_entity_role_delegation_and_stream() -> None:
    """Claim: code and name, role without a person's name, what is delegated to when, and whose stream it is."""
    model = resolve(picture(NOW + HOUR), NOW, BOR, "BOR-1")
    assert (model.code, model.name, model.ended) == ("BOR", "Borrack", "")
    assert model.said == "Liaison BOR-1 · delegation to 11:47Z: all answers, levels to 5 · key verified"
    assert model.stream.startswith("This desk is BOR's own stream")


def test_an_ended_delegation_and_a_revoked_key_are_said() -> None:
    """Claim: past its end, or with a key that is on no roster, the bar says that no act is taken."""
    assert resolve(picture(NOW - 1), NOW, BOR, "BOR-1").ended == "delegation ended 10:47Z: acts are off"
    assert "not on the roster" in resolve(picture(None), NOW, BOR, "BOR-9").ended


@pytest.mark.parametrize(("scale", "until"), [(0.8, NOW + HOUR), (1.0, NOW - 1), (2.0, None)])
def test_it_is_painted_whole(look: Look, keep: Keep, render: Render, scale: float, until: int | None) -> None:
    """Claim: over the whole desk's width nothing of it is cut."""
    look.wear(scale=scale)
    bar = ActingForBar(look)
    keep(bar)
    bar.show_model(resolve(picture(until), NOW, BOR, "BOR-1"))
    render(bar, round(1902 * scale), round(44 * scale))
    assert {"BOR", "Borrack", "Acting for"} <= set(painted(look))
    assert cut(look) == []


@pytest.mark.parametrize(("width", "said"), [(1346, "and nothing about what is not"), (1000, "what is not"), (860, "own stream")])
def test_whose_stream_it_is_stays_in_a_short_bar(look: Look, keep: Keep, render: Render, width: int, said: str) -> None:
    """Claim: in less room it goes on two lines, then its first clause stands alone; it is never cut, and spoken whole."""
    bar = ActingForBar(look)
    keep(bar)
    bar.show_model(resolve(picture(NOW + HOUR), NOW, BOR, "BOR-1"))
    render(bar, width, 44)
    assert cut(look) == []
    assert said in " ".join(painted(look))
    assert "nothing about what is not" in bar.accessibleDescription()
