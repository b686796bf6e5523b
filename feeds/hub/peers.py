"""One connection: who it is, what it still has to get, and how far it fell behind.

A display that cannot take what it is sent is *lagging*: it gets no more of the stream until it asks for a snapshot, and
nobody waits for it. Pure bookkeeping; sending is the server's. Deliberately absent: sockets.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from enum import Enum, auto

from feeds.hub.audience import Stream
from feeds.hub.history import Telling
from feeds.hub.standing import Identity
from feeds.picture.room import Machine, Officer
from feeds.wire.protocol import Held

MOST_QUEUED = 4_096
MOST_BYTES = 32 << 20
MOST_TELLINGS = 8


class Flow(Enum):
    """How the stream reaches a peer."""

    NONE = auto()
    FLOWING = auto()
    FILLING = auto()
    LAGGING = auto()


class Peer:
    """A connection that said hello."""

    def __init__(self, routing: bytes, key: str, identity: Identity, stream: Stream | None, heard: float) -> None:
        """Begin, with nothing owed. `heard`: the monotonic second of its last word."""
        self.routing, self.key, self.identity, self.stream, self.heard = routing, key, identity, stream, heard
        self.flow = Flow.NONE if stream is None else Flow.FLOWING
        self.held: Held | None = None
        """What it said last that it holds."""
        self.tellings: dict[int, Telling] = {}
        self._snapshot: Iterator[bytes] | None = None
        self._queue: deque[bytes] = deque()
        self._bytes = 0

    @property
    def officer(self) -> Officer | None:
        """Return the officer behind it, or None for a machine."""
        return self.identity if isinstance(self.identity, Officer) else None

    @property
    def machine(self) -> Machine | None:
        """Return the machine behind it, or None for an officer."""
        return self.identity if isinstance(self.identity, Machine) else None

    @property
    def is_display(self) -> bool:
        """Say whether an officer looks at the stream here."""
        return self.officer is not None and self.stream is not None

    @property
    def owed(self) -> bool:
        """Say whether something waits to be sent."""
        return self._snapshot is not None or bool(self._queue)

    def fill(self, snapshot: Iterator[bytes]) -> None:
        """Begin to send a snapshot; what is committed meanwhile queues up behind it."""
        self._snapshot = snapshot
        self.flow = Flow.FILLING
        self._queue.clear()
        self._bytes = 0

    def lag(self, *, whole: bool) -> None:
        """Give up on the stream until this peer asks for a snapshot. `whole` False: what is queued holds parts of it, and goes too."""
        self.flow = Flow.LAGGING
        self._snapshot = None
        if not whole:
            self._queue.clear()
            self._bytes = 0

    def queue(self, data: bytes) -> bool:
        """Keep a message for later; False: too much is kept already."""
        if len(self._queue) >= MOST_QUEUED or self._bytes + len(data) > MOST_BYTES:
            return False
        self._queue.append(data)
        self._bytes += len(data)
        return True

    def next(self) -> bytes | None:
        """Return the next message it is owed. One that could not be sent is given back with `unsent`."""
        if self._snapshot is not None:
            data = next(self._snapshot, None)
            if data is not None:
                return data
            self._snapshot = None
            self.flow = Flow.FLOWING
        if not self._queue:
            return None
        data = self._queue.popleft()
        self._bytes -= len(data)
        return data

    def unsent(self, data: bytes) -> None:
        """Take a message back that could not be sent yet."""
        if self._snapshot is None:
            self._queue.appendleft(data)
            self._bytes += len(data)
        else:
            rest = self._snapshot
            self._snapshot = _before(data, rest)


def _before(data: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield data
    yield from rest
