"""Sources that fall silent: NO DATA after one of their times, LOST after three, LIVE at any sign of life."""

from __future__ import annotations

import pytest

from feeds.assessment.rules import rules_of
from feeds.assessment.sources import LOST_AFTER, Signs, SourceReading, presences, sources
from feeds.picture.envelope import AuthorKind
from feeds.picture.room import Outage, Source, SourceState, SourceStatus
from tests.feeds.assessment.world import DOCTRINE, MINUTE, World, at

NO_SIGNS = Signs()


def world(expects: int | None = 10 * MINUTE) -> World:
    """Ten o'clock: AIS is announced, and expected every ten minutes."""
    made = World(at("10:00"))
    made.put("AIS", Source("AIS", "vessels", "aivdm", "CMC", expects))
    return made


def reading(made: World, clock: str, heard: str | None = None) -> SourceReading:
    """Return what is found of the source at a moment."""
    signs = Signs(last_data={"AIS": at(heard)}) if heard else NO_SIGNS
    (found,) = sources(made.picture, at(clock), signs, rules_of(made.picture))
    return found


def state(made: World, clock: str, heard: str | None = None) -> tuple[SourceState, int] | None:
    """Return its state and since when."""
    body = reading(made, clock, heard).body
    return None if body is None else (body.state, body.since)


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ("10:09", None),
        ("10:10", (SourceState.NO_DATA, at("10:10"))),
        ("10:29", (SourceState.NO_DATA, at("10:10"))),
        ("10:30", (SourceState.LOST, at("10:30"))),
    ],
)
def test_one_that_never_spoke_is_counted_from_when_it_was_announced(clock: str, expected: tuple[SourceState, int] | None) -> None:
    """Nothing is said of it before its time is over; each word is of its due moment."""
    assert state(world(), clock) == expected


def test_a_sign_of_life_makes_it_live_whatever_it_was() -> None:
    """Since it spoke, and due again a time later."""
    made = world()
    assert state(made, "10:05", heard="10:04") == (SourceState.LIVE, at("10:04"))
    assert reading(made, "10:05", heard="10:04").due == at("10:14")
    made.put("AIS", SourceStatus("AIS", SourceState.LOST, at("10:30")), kind=AuthorKind.HUB)
    assert state(made, "10:41", heard="10:40") == (SourceState.LIVE, at("10:40"))


def test_what_it_is_already_is_not_said_again() -> None:
    """The finding of before stands, with its own moment."""
    made = world()
    known = SourceStatus("AIS", SourceState.NO_DATA, at("10:10"))
    made.put("AIS", known, kind=AuthorKind.HUB)
    assert reading(made, "10:15").body is not None
    assert state(made, "10:15") == (SourceState.NO_DATA, at("10:10"))
    lost = SourceStatus("AIS", SourceState.LOST, at("09:00"), last_data=at("08:00"))
    made.put("AIS", lost, kind=AuthorKind.HUB)
    assert reading(made, "10:45").body == lost


def test_what_a_hub_that_was_away_did_not_hear_is_held_against_nobody() -> None:
    """Its time runs from when the last outage ended."""
    made = world()
    made.put("O-1", Outage(at("10:00"), at("11:00")))
    made.put("O-0", Outage(at("09:00"), at("09:30")))
    assert state(made, "11:09") is None
    assert state(made, "11:10") == (SourceState.NO_DATA, at("11:10"))


def test_without_a_time_of_its_own_it_has_the_doctrines() -> None:
    """Three of those until it is LOST."""
    wait = DOCTRINE.feed_no_data
    made = world(expects=None)
    rules = rules_of(made.picture)
    at_edge = [sources(made.picture, at("10:00") + after, NO_SIGNS, rules)[0].body for after in (wait - 1, wait, LOST_AFTER * wait)]
    assert [None if body is None else body.state for body in at_edge] == [None, SourceState.NO_DATA, SourceState.LOST]


def test_who_sits_where_is_found_of_entities_on_the_network_alone() -> None:
    """Each since when; the finding of before stands while the seats are the same."""
    made = world()
    rules = rules_of(made.picture)
    signs = Signs(seats={"AUR": ("b", "a"), "KAR": ("x",)})
    found = {body.entity: body for body in presences(made.picture, at("10:05"), signs, rules)}
    assert "KAR" not in found
    assert (found["AUR"].seats, found["AUR"].since) == (("a", "b"), at("10:05"))
    assert found["BOR"].seats == ()
    made.put("AUR", found["AUR"], kind=AuthorKind.HUB)
    later = {body.entity: body for body in presences(made.picture, at("10:20"), signs, rules)}
    assert later["AUR"] is found["AUR"]
    gone = {body.entity: body for body in presences(made.picture, at("10:20"), NO_SIGNS, rules)}
    assert (gone["AUR"].seats, gone["AUR"].since) == ((), at("10:20"))
