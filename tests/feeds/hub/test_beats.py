"""Which displays hold an equal picture, told over real sockets to the host's officers and to nobody else."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from feeds.hub.audience import Stream
from feeds.hub.beats import heartbeats, holders
from feeds.hub.peers import Peer
from feeds.picture.digest import weight
from feeds.picture.envelope import Record
from feeds.picture.holding import Holder, Judged, Match
from feeds.picture.picture import Picture
from feeds.picture.regime import REAL
from feeds.picture.room import Delegation, Machine, MachineRole, Officer
from feeds.wire import codec
from feeds.wire.protocol import MAX_HOLDERS, Alive, Heartbeat, Held
from tests.feeds.hub.hall import Hall, Seat, label, report, until
from tests.feeds.hub.test_audience import rules


def told(seat: Seat) -> dict[str, Judged]:
    """Return what the hub said last to a seat of each display, by seat."""
    beats = [event for event in seat.events if isinstance(event, Heartbeat)]
    return {each.seat: each.judged for each in beats[-1].displays} if beats else {}


def spoil(seat: Seat) -> Record:
    """Give a seat a row that nobody sent it."""
    wrong = msgspec.structs.replace(report("IN-WRONG", marked=label("ALF")), origin="HALL", sequence=9)
    seat.mirror.picture.take((wrong,))
    return wrong


def test_a_display_that_differs_is_named_to_the_host_until_it_is_equal_again(hall: Hall) -> None:
    """Two displays of the room and a liaison are equal; the liaison's picture is spoilt and is named with its table; by a snapshot it is
    equal again. The liaison hears of nobody throughout, nor does the other partner.
    """
    feed, duty, second, alf, bet = hall.at("FEED", "DUTY", "DUTY", "ALF-1", "BET-1")
    feed.link.send_records([report(f"IN-{number}", marked=label("ALF", "BET")) for number in range(20)])
    equal = {"HOS-1": Judged(), "ALF-1": Judged(), "BET-1": Judged()}
    until(lambda: alf.mirror.picture.counts.get("indication") == 20 and told(duty) == told(second) == equal, *hall.seats)
    spoil(alf)
    assert not alf.mirror.in_step
    until(lambda: told(duty).get("ALF-1") == Judged(Match.DIFFERS, tables=("indication",)) == told(second).get("ALF-1"), *hall.seats)
    assert told(duty)["BET-1"] == told(duty)["HOS-1"] == Judged()
    alf.link.resync("the digest is not the hub's")
    until(lambda: alf.mirror.in_step and told(duty) == told(second) == equal, *hall.seats)
    for partner in (alf, bet, feed):
        beats = [event for event in partner.events if isinstance(event, Heartbeat)]
        assert beats
        assert all((beat.displays, beat.untold) == ((), 0) for beat in beats)


def test_who_reads_no_more_is_behind_by_what_it_missed(hall: Hall) -> None:
    """A display that says it stands where the stream was long ago is behind by so many changes, and equal once it has caught up."""
    feed, duty, alf = hall.at("FEED", "DUTY", "ALF-1")
    until(lambda: told(duty).get("ALF-1") == Judged(), *hall.seats)
    stuck = alf.mirror.held()
    alf.link.holds = lambda: stuck
    feed.link.send_records([report(marked=label("ALF")) for _ in range(7)])
    until(lambda: told(duty).get("ALF-1") == Judged(Match.BEHIND, behind=7), *hall.seats)
    alf.link.holds = alf.mirror.held
    until(lambda: told(duty).get("ALF-1") == Judged(), *hall.seats)


def test_before_a_display_has_said_what_it_holds_it_is_not_compared(hall: Hall) -> None:
    """No word, or one of another epoch, is neither equal nor different."""
    duty, alf = hall.at("DUTY", "ALF-1")
    alf.link.holds = lambda: None
    until(lambda: told(duty).get("ALF-1") == Judged(Match.NOT_COMPARED), *hall.seats)
    alf.link.holds = alf.mirror.held
    until(lambda: told(duty).get("ALF-1") == Judged(), *hall.seats)
    of_old = alf.mirror.held()
    assert of_old is not None
    alf.link.holds = lambda: msgspec.structs.replace(of_old, epoch="f" * 16)
    until(lambda: told(duty).get("ALF-1") == Judged(Match.NOT_COMPARED), *hall.seats)


def test_only_the_hosts_officers_hear_of_others(hall: Hall) -> None:
    """Of all who are connected only the host's officer is told what displays hold: no partner, no feed, and no machine of the host's."""
    hall.at("DUTY", "ALF-1", "BET-1", "REL-1", "FEED", "WATCHER")
    connected = tuple(hall.hub.desk.connected)
    said = {peer.identity.code: codec.read_down(data) for peer, data in heartbeats(hall.hub.house, connected, connected)}
    assert {code for code, beat in said.items() if isinstance(beat, Heartbeat) and (beat.displays or beat.untold)} == {"DUTY"}
    assert len(said) == len(connected) == 6


def peers(count: int, held: Held | None = None) -> Iterable[Peer]:
    """Return displays of one audience, each at a seat of its own, and a machine."""
    stream = Stream("ALF", rules(), Picture(REAL), weight)
    for number in range(count):
        officer = Officer(f"O-{number}", "ALF", f"Liaison ALF-{number}", f"ALF-{number}", "v", "c", Delegation(frozenset()))
        peer = Peer(b"%d" % number, "c", officer, stream, 0.0)
        peer.held = held if number == count - 1 else Held(stream.epoch, stream.sequence, stream.root)
        yield peer
    yield Peer(b"m", "c", Machine("M", "HOS", MachineRole.WATCH, "v", "c"), stream, 0.0)


def test_those_that_are_not_equal_come_first_and_none_is_left_out_unsaid() -> None:
    """So many displays are named, those that differ before those that are equal, and the others counted. A machine is no display."""
    found, untold = holders(peers(MAX_HOLDERS + 44))
    assert (len(found), untold) == (MAX_HOLDERS, 44)
    assert found[0] == Holder("ALF", f"ALF-{MAX_HOLDERS + 43}", f"Liaison ALF-{MAX_HOLDERS + 43}", Judged(Match.NOT_COMPARED))
    assert all(each.judged == Judged() for each in found[1:])


def test_what_it_costs_on_the_wire() -> None:
    """A display's word is some bytes more of its sign of life, and sixty-four displays fit a few KiB of the host's heartbeat."""
    stream = Stream("ALF", rules(), Picture(REAL), weight)
    word = codec.encode(Alive(held=Held(stream.epoch, 1 << 40, stream.root)))
    assert len(word) < 200
    assert len(stream.heartbeat(0, 1.0)) < 200
    assert len(stream.heartbeat(0, 1.0, *holders(peers(64)))) < 4_096
    assert isinstance(codec.read_down(stream.heartbeat(0, 1.0, *holders(peers(64)))), Heartbeat)
