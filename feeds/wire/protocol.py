"""Every message between a hub and its peers: frozen, tagged, bounded. A stored format has a version, and so has this.

A peer speaks `Up`, the hub answers `Down`. Records and withdrawals of a stream carry the audience's own sequence; the
origin's never leaves the host's entity. Deliberately absent: sockets, retries and any decision.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Raw, field

from feeds.picture.envelope import Record, Withdrawal
from feeds.picture.holding import Holder
from feeds.picture.regime import Regime
from feeds.picture.values import Code, Codes, Count, Hash, Ident, Instant, Line, Revision, Sequence, Value

PROTOCOL = 2
"""Both ends must say the same number; the first thing each says."""

MAX_MESSAGE = 1 << 20
"""Bytes of one message from a peer; libzmq drops a connection that sends more."""

MAX_DOWN = 16 << 20
"""Bytes of one message from a hub. A part is 256 KiB or one row larger than that, a batch about 1 MiB; this is the wall behind both."""

CHUNK = 256 * 1024
"""Bytes at which a part of a snapshot, page or original is full."""

MAX_ITEMS = 256
"""Records in one submission."""

MAX_HOLDERS = 256
"""Displays that a heartbeat names, those that are not equal first."""

HEARTBEAT = 0.5
"""Seconds between a hub's heartbeats, and between a peer's."""

Epoch = Annotated[str, Meta(min_length=16, max_length=16, description="drawn anew whenever an audience's numbering begins again")]
Number = Annotated[int, Meta(ge=0, le=(1 << 53) - 1, description="a peer's own number for what it asked")]
Speed = Annotated[float, Meta(ge=0.0, le=1_000_000.0)]
Bytes = Annotated[bytes, Meta(max_length=MAX_DOWN)]
Records = Annotated[tuple[Record, ...], Meta(max_length=100_000)]
Withdrawals = Annotated[tuple[Withdrawal, ...], Meta(max_length=100_000)]


class Item(Value, frozen=True):
    """A record offered, with the bytes it was read from where those fit (else their hash alone is kept)."""

    record: Record
    original: Annotated[bytes, Meta(max_length=MAX_MESSAGE)] | None = None


class Held(Value, frozen=True):
    """What a display holds: the digest of its rows at a step of its stream. `tables`: each table's, where the whole is not the hub's."""

    epoch: Epoch
    sequence: Sequence
    digest: Hash
    tables: Annotated[dict[Code, Hash], Meta(max_length=256)] = field(default_factory=dict)


class Sighting(Value, frozen=True):
    """A seat received a request (`seen` False) or displayed it (True), at that revision."""

    request: Ident
    item_revision: Revision
    seen: bool = False


# What a peer says.


class Hello(Value, tag="hello", frozen=True):
    """The first message. `epoch` and `sequence`: what this peer still holds; where nothing was missed no snapshot is sent."""

    protocol: Count
    room: Code
    regime: Regime
    stream: bool = True
    epoch: Epoch | None = None
    sequence: Sequence = 0


class Alive(Value, tag="alive", frozen=True):
    """A sign of life; `sources`: the feeds that this machine hears, with data or without; `held`: what this display holds."""

    sources: Codes = ()
    held: Held | None = None


class Bye(Value, tag="bye", frozen=True):
    """This peer leaves on purpose."""


class Submit(Value, tag="submit", frozen=True):
    """Records of one source."""

    number: Number
    items: Annotated[tuple[Item, ...], Meta(max_length=MAX_ITEMS)]
    source: Annotated[str, Meta(max_length=64)] = ""


class SubmitRaw(Value, tag="submit", frozen=True):
    """The same, its items encoded each by itself: a sender encodes once, a hub names the one that cannot be read."""

    number: Number
    items: Annotated[tuple[Raw, ...], Meta(max_length=MAX_ITEMS)]
    source: Annotated[str, Meta(max_length=64)] = ""


class Deed(Value, tag="deed", frozen=True):
    """A signed act: exactly the bytes that were signed, and the signature."""

    data: Annotated[bytes, Meta(max_length=MAX_MESSAGE)]
    signature: Annotated[bytes, Meta(min_length=64, max_length=64)]


class Resync(Value, tag="resync", frozen=True):
    """Send me a snapshot: I missed something."""


class Sightings(Value, tag="sightings", frozen=True):
    """Requests that reached this seat, or its screen."""

    items: Annotated[tuple[Sighting, ...], Meta(max_length=1024)]


class AskHistory(Value, tag="ask_history", frozen=True):
    """Records known within [since, until], oldest first, in pages of at most `limit`. Only kinds named, if any are."""

    number: Number
    since: Instant | None = None
    until: Instant | None = None
    kinds: Codes = ()
    limit: Annotated[int, Meta(ge=1, le=10_000)] = 1_000


class AskMore(Value, tag="ask_more", frozen=True):
    """The next page of a history that was asked for before."""

    number: Number


class AskOriginal(Value, tag="ask_original", frozen=True):
    """The bytes a record was made from, by their hash."""

    number: Number
    original: Hash


class Advance(Value, tag="advance", frozen=True):
    """An exercise's clock goes to `now`, and from there at `speed` as displays should draw it."""

    number: Number
    now: Instant
    speed: Speed = 0.0


Up = Hello | Alive | Bye | Submit | Deed | Resync | Sightings | AskHistory | AskMore | AskOriginal | Advance


# What a hub says.


class Welcome(Value, tag="welcome", frozen=True):
    """Who this peer is here. `resumed`: nothing was missed; the stream goes on without a snapshot."""

    protocol: Count
    room: Code
    incident: Ident
    regime: Regime
    host: Code
    entity: Code
    code: Code
    role: Line
    seat: Code | None
    roster: Hash
    epoch: Epoch
    sequence: Sequence
    digest: Hash
    now: Instant
    speed: Speed
    resumed: bool = False


class Turned(Value, tag="turned", frozen=True):
    """This peer is turned away, and why."""

    reason: Line


class Stranger(Value, tag="stranger", frozen=True):
    """The hub does not know this connection: say hello (the hub was started anew, or took the peer for gone)."""


class Part(Value, tag="part", frozen=True):
    """A part of a snapshot, numbered from 0. Its rows all stand at `sequence`. `rows`: how many the whole has."""

    epoch: Epoch
    sequence: Sequence
    part: Count
    last: bool
    rows: Count
    records: Records
    digest: Hash
    now: Instant
    speed: Speed


class Batch(Value, tag="batch", frozen=True):
    """What was committed, for one audience: items `first` to `last`, the digest after them, the room's time."""

    epoch: Epoch
    first: Sequence
    last: Sequence
    digest: Hash
    now: Instant
    speed: Speed
    records: Records = ()
    withdrawals: Withdrawals = ()
    stamp: Annotated[int, Meta(ge=0)] = 0
    """Monotonic ns at which the hub received the oldest record in it; it means something on the hub's own machine only."""

    @property
    def items(self) -> tuple[Record | Withdrawal, ...]:
        """Return records and withdrawals in their order."""
        if not self.withdrawals:
            return self.records
        return tuple(sorted((*self.records, *self.withdrawals), key=lambda item: item.sequence))


class Heartbeat(Value, tag="heartbeat", frozen=True):
    """The hub is alive; where this audience's stream stands. `displays`: what each holds, told to the host's officers and nobody else."""

    epoch: Epoch
    sequence: Sequence
    digest: Hash
    now: Instant
    speed: Speed
    displays: Annotated[tuple[Holder, ...], Meta(max_length=MAX_HOLDERS)] = ()
    untold: Count = 0
    """Displays beyond those named."""


class Receipt(Value, frozen=True):
    """A record is journalled. `sequence` is the origin's, told to the host's entity alone (else 0)."""

    key: Hash
    sequence: Sequence = 0


class Refusal(Value, frozen=True):
    """A record was refused, with the one reason. `key` None: the item could not be read far enough to name it."""

    key: Hash | None
    reason: Line


class Receipts(Value, tag="receipts", frozen=True):
    """What became of submitted records. `number`: the submission."""

    number: Number
    receipts: Annotated[tuple[Receipt, ...], Meta(max_length=MAX_ITEMS)] = ()
    refusals: Annotated[tuple[Refusal, ...], Meta(max_length=MAX_ITEMS)] = ()


class Confirmed(Value, tag="confirmed", frozen=True):
    """An act is journalled and on disk. `sequence` as in a receipt."""

    key: Hash
    known: Instant
    sequence: Sequence = 0


class Declined(Value, tag="declined", frozen=True):
    """An act was refused, with the one reason."""

    key: Hash
    reason: Line


class Page(Value, tag="page", frozen=True):
    """A page of history. Its records are numbered by their place in the whole answer, from 1."""

    number: Number
    records: Records
    last: bool


class OriginalPart(Value, tag="original_part", frozen=True):
    """A part of the bytes asked for; `found` False: there are none for you."""

    number: Number
    original: Hash
    part: Count
    last: bool
    found: bool
    data: Bytes = b""


class Advanced(Value, tag="advanced", frozen=True):
    """The clock stands at `now`; `refused` says why it does not stand where it was wanted. `held`: until a person lets play go on."""

    number: Number
    now: Instant
    refused: Line = ""
    held: bool = False


Down = Welcome | Turned | Stranger | Part | Batch | Heartbeat | Receipts | Confirmed | Declined | Page | OriginalPart | Advanced
