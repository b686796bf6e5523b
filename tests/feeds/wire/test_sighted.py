"""What a seat has and displays is told once, told again to a hub that came back, and never grows without bound."""

from __future__ import annotations

from feeds.picture.alarm import Request
from feeds.wire.protocol import Sighting
from feeds.wire.sighted import MOST, Sighted
from tests.feeds.journal.samples import NOON, shaping


def test_a_sighting_is_told_once_and_displayed_outweighs_delivered() -> None:
    """Delivered, then displayed; a later delivery of the same revision takes nothing back, and the next revision counts anew."""
    sighted = Sighted()
    sighted.note(Sighting("R-1", 1))
    sighted.note(Sighting("R-1", 1, seen=True))
    sighted.note(Sighting("R-1", 1))
    told = sighted.untold()
    assert told == (Sighting("R-1", 1, seen=True),)
    sighted.told(told)
    assert sighted.untold() == ()
    sighted.note(Sighting("R-1", 1))
    assert sighted.untold() == ()
    sighted.note(Sighting("R-1", 2))
    assert sighted.untold() == (Sighting("R-1", 2),)


def test_all_is_told_again() -> None:
    """A hub that came back may have lost what it was told."""
    sighted = Sighted()
    sighted.note(Sighting("R-1", 1, seen=True))
    sighted.note(Sighting("R-2", 1))
    sighted.told(sighted.untold())
    sighted.again()
    assert set(sighted.untold()) == {Sighting("R-1", 1, seen=True), Sighting("R-2", 1)}


def test_only_requests_to_the_entity_are_delivered_to_it() -> None:
    """A request to others and one that was withdrawn are not sighted."""
    sighted = Sighted()
    mine, others, gone = (
        shaping(Request("A-1", 1, "Endangered", addressed, NOON, withdrawn=withdrawn))
        for addressed, withdrawn in ((("ALF", "BET"), False), (("BET",), False), (("ALF",), True))
    )
    sighted.note_delivered((others, gone), "ALF")
    assert sighted.untold() == ()
    sighted.note_delivered((mine,), "ALF")
    assert sighted.untold() == (Sighting(mine.subject, 1),)


def test_the_oldest_give_way() -> None:
    """However many there are, so many are kept, told or untold, and one message holds them."""
    sighted = Sighted()
    for number in range(MOST + 10):
        sighted.note(Sighting(f"R-{number}", 1))
    assert [each.request for each in sighted.untold()] == [f"R-{number}" for number in range(10, MOST + 10)]
