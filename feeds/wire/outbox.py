"""What was sent and is not yet confirmed: kept, bounded, and sent again with the same key until a receipt or a refusal.

Pure bookkeeping over a monotonic `at` (seconds) that is passed in. Deliberately absent: sockets, and the loss of anything:
a full box refuses new records and keeps the old ones.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from itertools import islice

from msgspec import Raw

from feeds.errors import OverLimit
from feeds.wire.protocol import MAX_ITEMS, SubmitRaw

MOST_ITEMS = 100_000
MOST_BYTES = 128 << 20
IN_FLIGHT = 2_048
"""Items sent and not yet receipted: enough to keep a hub busy, few enough to send again at once."""

MESSAGE_BYTES = 960 * 1024
"""Bytes of the items of one message, below the hub's limit."""

AGAIN = 5.0
"""Seconds after which an unconfirmed item is sent again on the same connection."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An encoded item of a source, or an encoded deed."""

    data: bytes
    source: str
    deed: bool


@dataclass(frozen=True, slots=True)
class Outgoing:
    """The next message: a submission or a deed's bytes, and the keys in it."""

    message: SubmitRaw | bytes
    keys: tuple[str, ...]


class Outbox:
    """Records and acts by idempotency key, in the order they were given."""

    def __init__(self) -> None:
        """Start empty."""
        self._unsent: OrderedDict[str, Waiting] = OrderedDict()
        self._flying: OrderedDict[str, tuple[Waiting, float]] = OrderedDict()
        self._bytes = 0
        self._number = 0

    def __len__(self) -> int:
        """Return how many items are unconfirmed."""
        return len(self._unsent) + len(self._flying)

    def __contains__(self, key: str) -> bool:
        """Say whether an item is unconfirmed."""
        return key in self._unsent or key in self._flying

    def put(self, key: str, data: bytes, source: str = "", *, deed: bool = False) -> None:
        """Keep an encoded item (or deed) until its key is settled. The same key twice is kept once.

        Raises:
            OverLimit: the box is full, or the item can never fit into a message.

        """
        if len(data) > MESSAGE_BYTES:
            raise OverLimit("outbox", "a record is too large to send", len(data), f"at most {MESSAGE_BYTES} bytes")
        if len(self) >= MOST_ITEMS or self._bytes + len(data) > MOST_BYTES:
            raise OverLimit("outbox", "too much is unconfirmed", len(self), f"at most {MOST_ITEMS} records and {MOST_BYTES} bytes")
        if key not in self:
            self._unsent[key] = Waiting(data, source, deed)
            self._bytes += len(data)

    def settle(self, key: str) -> bool:
        """Forget an item that was receipted or refused; say whether it was waiting."""
        flying = self._flying.pop(key, None)
        item = flying[0] if flying is not None else self._unsent.pop(key, None)
        if item is None:
            return False
        self._bytes -= len(item.data)
        return True

    def deeds(self) -> tuple[str, ...]:
        """Return the keys of the acts that are unconfirmed."""
        flying = (key for key, (item, _) in self._flying.items() if item.deed)
        return (*flying, *(key for key, item in self._unsent.items() if item.deed))

    def lost(self) -> None:
        """The connection is another one now: everything unconfirmed is to be sent again, in its order."""
        again = OrderedDict((key, item) for key, (item, _) in self._flying.items())
        again.update(self._unsent)
        self._unsent, self._flying = again, OrderedDict()

    def next_message(self, at: float) -> Outgoing | None:
        """Return the next message to send, or None where nothing is due."""
        self._turn_back(at)
        room = min(IN_FLIGHT - len(self._flying), MAX_ITEMS)
        keys: list[str] = []
        items: list[Waiting] = []
        size = 0
        for key, item in islice(self._unsent.items(), max(room, 0)):
            size += len(item.data)
            if items and (item.deed or item.source != items[0].source or size > MESSAGE_BYTES):
                break
            keys.append(key)
            items.append(item)
            if item.deed:
                return Outgoing(item.data, tuple(keys))
        if not items:
            return None
        self._number += 1
        return Outgoing(SubmitRaw(self._number, tuple(Raw(item.data) for item in items), items[0].source), tuple(keys))

    def sent(self, outgoing: Outgoing, at: float) -> None:
        """Note that a message left."""
        for key in outgoing.keys:
            self._flying[key] = (self._unsent.pop(key), at)

    def _turn_back(self, at: float) -> None:
        """Take what flew for too long back to be sent again, oldest first."""
        late = [key for key, (_, sent) in islice(self._flying.items(), MAX_ITEMS) if at - sent >= AGAIN]
        for key in reversed(late):
            self._unsent[key] = self._flying.pop(key)[0]
            self._unsent.move_to_end(key, last=False)
