"""Who is connected, and how what each is owed goes out: at once, or a little at a time, so that nobody waits for another.

It sends through a function it is given. Deliberately absent: who is let in and what anybody is sent (`feeds.hub.desk`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from feeds.hub.peers import Flow, Peer
from feeds.wire import codec
from feeds.wire.protocol import Down

A_TURN = 4
"""Messages of what a peer is owed that are sent to it in one turn."""

Send = Callable[[bytes, bytes], bool]
"""Send to a routing id at once; False: it cannot take it now."""


class Connected:
    """The peers by their routing ids, in the order in which they came. One thread owns it."""

    def __init__(self, send: Send) -> None:
        """Begin with nobody. `send` may forget the peer it was to send to."""
        self._send = send
        self._peers: dict[bytes, Peer] = {}

    def __iter__(self) -> Iterator[Peer]:
        """Yield the peers there are now; some may go meanwhile."""
        return iter(tuple(self._peers.values()))

    def at(self, routing: bytes) -> Peer | None:
        """Return who is at a routing id."""
        return self._peers.get(routing)

    def join(self, peer: Peer) -> None:
        """Take a peer in, in the place of who was at its routing id."""
        self._peers[peer.routing] = peer

    def forget(self, routing: bytes) -> None:
        """This connection is gone."""
        self._peers.pop(routing, None)

    def seats(self) -> dict[str, tuple[str, ...]]:
        """Return which of its seats each entity's officers sit at, both sorted."""
        found: dict[str, set[str]] = {}
        for officer in (peer.officer for peer in self):
            if officer is not None:
                found.setdefault(officer.entity, set()).add(officer.seat)
        return {entity: tuple(sorted(seats)) for entity, seats in sorted(found.items())}

    def twice(self) -> frozenset[str]:
        """Return who is connected more than once."""
        codes = [peer.identity.code for peer in self]
        return frozenset(code for code in codes if codes.count(code) > 1)

    def reply(self, peer: Peer, message: Down) -> None:
        """Answer a peer."""
        self.send(peer, codec.encode(message))

    def send(self, peer: Peer, data: bytes) -> None:
        """Send a peer what it asked for, at once or as soon as it can take it. One that lets too much pile up is forgotten."""
        if not peer.owed and self._send(peer.routing, data):
            return
        if not peer.queue(data):
            self.forget(peer.routing)

    def offer(self, routing: bytes, data: bytes) -> None:
        """Send what need not arrive, to whoever is there: only if it can be taken at once."""
        self._send(routing, data)

    def hand_out(self, batches: Mapping[str, bytes]) -> None:
        """Send each peer of the stream its audience's batch. One that cannot take it lags from here on."""
        for peer in self:
            data = batches.get(peer.identity.entity)
            if data is None:
                continue
            if peer.flow is Flow.FILLING or (peer.flow is Flow.FLOWING and peer.owed):
                if not peer.queue(data):
                    peer.lag(whole=False)
            elif peer.flow is Flow.FLOWING and not self._send(peer.routing, data):
                peer.lag(whole=True)

    def pump(self) -> bool:
        """Send what is owed, a little to each; say whether some is left."""
        for peer in self:
            for _ in range(A_TURN):
                data = peer.next()
                if data is None:
                    break
                if not self._send(peer.routing, data):
                    peer.unsent(data)
                    break
        return any(peer.owed for peer in self)
