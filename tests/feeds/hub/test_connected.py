"""Who is connected: each gets what it is owed in its order, and none waits for another."""

from __future__ import annotations

from feeds.hub.audience import Stream
from feeds.hub.connected import A_TURN, Connected
from feeds.hub.peers import MOST_QUEUED, Flow, Peer
from feeds.hub.standing import Identity
from feeds.picture.digest import weight
from feeds.picture.picture import Picture
from feeds.picture.regime import REAL
from feeds.picture.room import Machine, MachineRole
from tests.feeds.hub.table import ALF, BET, DUTY, DUTY_2, KEYS, Table

FEED = Machine("FEED", "HOS", MachineRole.FEED, KEYS["DUTY"].verify_key, KEYS["DUTY"].curve_key)


class Wire:
    """What was sent to whom; a routing id in `full` takes nothing, one in `gone` is forgotten as it is sent to."""

    def __init__(self) -> None:
        """Begin with a wire that takes everything."""
        self.connected = Connected(self.send)
        self.sent: list[tuple[bytes, bytes]] = []
        self.full: set[bytes] = set()
        self.gone: set[bytes] = set()

    def send(self, routing: bytes, data: bytes) -> bool:
        """Send as the hub's socket does."""
        if routing in self.gone:
            self.connected.forget(routing)
            return True
        if routing in self.full:
            return False
        self.sent.append((routing, data))
        return True

    def peer(self, routing: bytes, identity: Identity, *, streamed: bool = True) -> Peer:
        """Take in a peer."""
        stream = Stream(identity.entity, Table().rules, Picture(REAL), weight) if streamed else None
        peer = Peer(routing, routing.decode(), identity, stream, 0.0)
        self.connected.join(peer)
        return peer

    def to(self, routing: bytes) -> list[bytes]:
        """Return what a routing id was sent."""
        return [data for at, data in self.sent if at == routing]


def test_who_sits_where_is_told_of_officers_alone_and_once_a_seat() -> None:
    """Machines have no seat; two connections of one officer are one seat, and count as twice."""
    wire = Wire()
    for routing, identity in ((b"1", DUTY), (b"2", DUTY), (b"3", DUTY_2), (b"4", ALF), (b"5", FEED)):
        wire.peer(routing, identity)
    assert wire.connected.seats() == {"ALF": ("ALF-1-SEAT",), "HOS": ("DUTY-2-SEAT", "DUTY-SEAT")}
    assert wire.connected.twice() == {"DUTY"}
    wire.connected.forget(b"2")
    wire.connected.forget(b"4")
    assert wire.connected.seats() == {"HOS": ("DUTY-2-SEAT", "DUTY-SEAT")}
    assert wire.connected.twice() == frozenset()


def test_a_batch_goes_to_its_audience_and_to_those_who_want_the_stream() -> None:
    """Another entity's batch is nobody else's, and a peer without a stream gets none."""
    wire = Wire()
    wire.peer(b"alf", ALF)
    wire.peer(b"bet", BET)
    wire.peer(b"giver", ALF, streamed=False)
    wire.connected.hand_out({"ALF": b"for alf"})
    assert wire.sent == [(b"alf", b"for alf")]


def test_one_who_cannot_take_a_batch_lags_alone() -> None:
    """Who is full gets no more of the stream; the next in the row gets all of it."""
    wire = Wire()
    slow, quick = wire.peer(b"slow", ALF), wire.peer(b"quick", ALF)
    wire.full = {b"slow"}
    wire.connected.hand_out({"ALF": b"1"})
    wire.full = set()
    wire.connected.hand_out({"ALF": b"2"})
    assert (slow.flow, quick.flow) == (Flow.LAGGING, Flow.FLOWING)
    assert (wire.to(b"slow"), wire.to(b"quick")) == ([], [b"1", b"2"])


def test_what_comes_while_a_snapshot_is_sent_comes_after_it() -> None:
    """A batch waits behind the parts of the snapshot, and an answer behind the batch."""
    wire = Wire()
    peer = wire.peer(b"alf", ALF)
    peer.fill(iter([b"part 1", b"part 2"]))
    wire.connected.hand_out({"ALF": b"batch"})
    wire.connected.send(peer, b"answer")
    assert wire.sent == []
    assert not wire.connected.pump()
    assert wire.to(b"alf") == [b"part 1", b"part 2", b"batch", b"answer"]
    assert peer.flow is Flow.FLOWING


def test_a_turn_gives_each_a_little() -> None:
    """However much one is owed, the other gets its part in the same turn, and what is left comes in the next."""
    wire = Wire()
    much, little = wire.peer(b"much", ALF), wire.peer(b"little", BET)
    parts = [str(number).encode() for number in range(2 * A_TURN)]
    much.fill(iter(parts))
    little.fill(iter([b"all"]))
    assert wire.connected.pump()
    assert (wire.to(b"much"), wire.to(b"little")) == (parts[:A_TURN], [b"all"])
    wire.connected.pump()
    assert wire.to(b"much") == parts


def test_what_could_not_be_sent_is_sent_later_in_its_place() -> None:
    """A message refused by the wire is the next one again, from a snapshot and from the queue alike."""
    wire = Wire()
    peer = wire.peer(b"alf", ALF)
    peer.fill(iter([b"part"]))
    wire.connected.send(peer, b"answer")
    wire.full = {b"alf"}
    assert wire.connected.pump()
    wire.full = set()
    wire.connected.pump()
    assert wire.to(b"alf") == [b"part", b"answer"]


def test_one_that_lets_too_much_pile_up_is_forgotten() -> None:
    """Answers are not dropped one by one: a peer that takes none of them is no peer any more."""
    wire = Wire()
    peer = wire.peer(b"alf", ALF)
    wire.full = {b"alf"}
    for _ in range(MOST_QUEUED):
        wire.connected.send(peer, b"answer")
    assert wire.connected.at(b"alf") is peer
    wire.connected.send(peer, b"one more")
    assert wire.connected.at(b"alf") is None


def test_one_that_goes_while_it_is_sent_to_takes_nobody_along() -> None:
    """The wire finds that a connection is gone in the midst of a batch: the others get theirs."""
    wire = Wire()
    wire.peer(b"gone", ALF)
    wire.peer(b"here", ALF)
    wire.gone = {b"gone"}
    wire.connected.hand_out({"ALF": b"batch"})
    assert wire.to(b"here") == [b"batch"]
    assert [peer.routing for peer in wire.connected] == [b"here"]
