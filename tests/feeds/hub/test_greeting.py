"""A hello: who is not let in hears one reason, who is let in is told of the room and of itself."""

from __future__ import annotations

import msgspec
import pytest

from feeds.clock import SteppedClock
from feeds.hub.audience import Stream
from feeds.hub.greeting import streams, unwelcome, welcome
from feeds.picture.digest import weight
from feeds.picture.picture import Picture
from feeds.picture.regime import REAL, Regime, RegimeKind
from feeds.picture.room import Machine, MachineRole
from feeds.wire.protocol import PROTOCOL, Hello
from tests.feeds.hub.table import ALF, DUTY, KEYS, NOW, Table

HELLO = Hello(PROTOCOL, "HALL", REAL)
DRILL = Regime(RegimeKind.EXERCISE, "DRILL")


def test_who_comes_as_it_should_is_let_in() -> None:
    """The room's protocol, regime and name, and an entity of its roster."""
    assert unwelcome(Table().rules, ALF, HELLO) is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"protocol": PROTOCOL + 1}, f"protocol {PROTOCOL + 1}: this hub speaks {PROTOCOL}"),
        ({"regime": DRILL}, f"this room is REAL; the record is {DRILL}"),
        ({"room": "OTHER"}, "this is room HALL"),
    ],
)
def test_who_comes_otherwise_hears_why(changes: dict[str, object], reason: str) -> None:
    """Each reason says what the hub would have had; only another regime is an alarm."""
    refused = unwelcome(Table().rules, ALF, msgspec.structs.replace(HELLO, **changes))
    assert refused is not None
    assert refused.reason == reason
    assert refused.foreign == changes.get("regime")


def test_an_entity_off_the_roster_is_not_let_in() -> None:
    """An officer's key outlives its entity on the roster for nothing."""
    refused = unwelcome(Table().rules, msgspec.structs.replace(ALF, entity="XXX"), HELLO)
    assert refused is not None
    assert refused.reason == "entity XXX is not on the roster"


def test_a_feed_is_sent_no_stream() -> None:
    """A feed only gives, whatever it asks for; everybody else gets the stream where it is asked for."""
    feed, watch = (
        Machine("M", "HOS", role, KEYS["DUTY"].verify_key, KEYS["DUTY"].curve_key) for role in (MachineRole.FEED, MachineRole.WATCH)
    )
    assert [streams(identity, HELLO) for identity in (feed, watch, DUTY)] == [False, True, True]
    assert not streams(DUTY, msgspec.structs.replace(HELLO, stream=False))


def test_a_welcome_says_where_the_stream_stands_and_who_one_is() -> None:
    """Its numbers are the audience's own; an officer has a role and a seat, a machine a role."""
    rules = Table().rules
    stream, clock = Stream("ALF", rules, Picture(REAL), weight), SteppedClock(NOW)
    told = welcome(rules, clock, ALF, stream, resumed=True)
    assert (told.room, told.incident, told.regime, told.host, told.roster) == ("HALL", "IC-1", REAL, "HOS", rules.roster_hash)
    assert (told.entity, told.code, told.role, told.seat) == ("ALF", "ALF-1", "Officer", "ALF-1-SEAT")
    assert (told.epoch, told.sequence, told.digest) == (stream.epoch, stream.sequence, stream.root)
    assert (told.now, told.speed, told.resumed) == (NOW, 0.0, True)
    machine = welcome(
        rules, clock, Machine("M", "HOS", MachineRole.WATCH, KEYS["DUTY"].verify_key, KEYS["DUTY"].curve_key), stream, resumed=False
    )
    assert (machine.role, machine.seat, machine.resumed) == (MachineRole.WATCH.value, None, False)
