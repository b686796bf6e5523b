"""One audience's stream: its own epoch, numbering and digest, and what of each commit it gets.

An audience holds no picture: it is a filter over the hub's, and its digest counts the rows that pass. A batch is encoded
once, however many displays look at it. Deliberately absent: who is connected (`feeds.hub.peers`).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Annotated

import msgspec
from msgspec import Meta, Raw

from feeds.hub.standing import Standing
from feeds.hub.steps import Steps
from feeds.picture.changes import Change, ChangeSet
from feeds.picture.digest import Digest
from feeds.picture.envelope import Record, Withdrawal
from feeds.picture.holding import Holder, Judged, Match
from feeds.picture.picture import Picture
from feeds.picture.release import Audience, Sight, audience_of
from feeds.picture.values import Count, Hash, Instant, Value
from feeds.picture.values import Sequence as Number
from feeds.wire import codec
from feeds.wire.protocol import CHUNK, Batch, Epoch, Heartbeat, Held, Speed

Weigh = Callable[[Record], int]
"""A row's weight in a digest; the hub remembers those of a commit for all audiences."""


class _RawPart(Value, tag="part", frozen=True):
    """A protocol `Part` whose rows are encoded already."""

    epoch: Epoch
    sequence: Number
    part: Count
    last: bool
    rows: Count
    records: Annotated[tuple[Raw, ...], Meta(max_length=100_000)]
    digest: Hash
    now: Instant
    speed: Speed


class Stream:
    """What one entity may see, as it goes by."""

    def __init__(self, entity: str, standing: Standing, picture: Picture, weigh: Weigh) -> None:
        """Begin a new epoch at what the picture holds. Raises KeyError for an entity that is not on the roster."""
        self._sight = Sight(audience_of(entity, standing.roster), standing.roster, standing.policy)
        self.epoch = secrets.token_hex(8)
        self.digest = Digest()
        for row in picture.all_rows():
            if self.sees(row):
                self.digest.add(row.kind, weigh(row))
        self.sequence = self.rows
        self.root = self.digest.root()
        self.steps = Steps(self.sequence, self.digest)

    @property
    def audience(self) -> Audience:
        """Return whose stream it is."""
        return self._sight.audience

    @property
    def rows(self) -> int:
        """Return how many rows this audience sees."""
        return sum(self.digest.counts.values())

    def sees(self, record: Record) -> bool:
        """Say whether this audience may see a record."""
        return self._sight.sees(record)

    def under(self, standing: Standing) -> None:
        """Go on under another roster or policy by which this audience sees the same rows."""
        self._sight = Sight(audience_of(self.audience.entity, standing.roster), standing.roster, standing.policy)

    def take(self, changes: Sequence[Change], merged: ChangeSet, weigh: Weigh, now: int, speed: float, stamp: int = 0) -> bytes | None:
        """Take in a commit and return the encoded batch, or None where this audience gets nothing of it."""
        first = self.sequence + 1
        records: list[Record] = []
        withdrawals: list[Withdrawal] = []
        for change in changes:
            item = self._released(change)
            if isinstance(item, Record):
                records.append(item)
            elif item is not None:
                withdrawals.append(item)
        if self.sequence < first:
            return None
        self._count(merged, weigh)
        self.steps.note(self.sequence, self.digest)
        return codec.encode(Batch(self.epoch, first, self.sequence, self.root, now, speed, tuple(records), tuple(withdrawals), stamp))

    def heartbeat(self, now: int, speed: float, displays: tuple[Holder, ...] = (), untold: int = 0) -> bytes:
        """Return an encoded heartbeat. `displays`, `untold`: as in the message."""
        return codec.encode(Heartbeat(self.epoch, self.sequence, self.root, now, speed, displays, untold))

    def judge(self, held: Held | None) -> Judged:
        """Return how what a display says it holds compares with what it was given; of another epoch nothing can be said."""
        return Judged(Match.NOT_COMPARED) if held is None or held.epoch != self.epoch else self.steps.judge(held)

    def snapshot(self, picture: Picture, now: int, speed: float) -> Iterator[bytes]:
        """Return the encoded parts of a snapshot as of this call; each is made when it is asked for."""
        rows = [row for table in picture.tables.values() for row in table.values()]
        return self._parts(rows, _RawPart(self.epoch, self.sequence, 0, False, self.rows, (), self.root, now, speed))  # noqa: FBT003 -- its place

    def _parts(self, rows: Iterable[Record], head: _RawPart) -> Iterator[bytes]:
        part, size = 0, 0
        held: list[Raw] = []
        for row in rows:
            if not self.sees(row):
                continue
            data = codec.encode(msgspec.structs.replace(row, sequence=head.sequence))
            if held and size + len(data) > CHUNK:
                yield codec.encode(msgspec.structs.replace(head, part=part, records=tuple(held)))
                part, size, held = part + 1, 0, []
            held.append(Raw(data))
            size += len(data)
        yield codec.encode(msgspec.structs.replace(head, part=part, records=tuple(held), last=True))

    def _released(self, change: Change) -> Record | Withdrawal | None:
        item = self._sight.given(change.before, change.after or Withdrawal(change.kind, *change.key))
        if item is None:
            return None
        self.sequence += 1
        return msgspec.structs.replace(item, sequence=self.sequence)

    def _count(self, merged: ChangeSet, weigh: Weigh) -> None:
        for change in merged:
            if change.before is not None and self.sees(change.before):
                self.digest.take(change.kind, weigh(change.before))
            if change.after is not None and self.sees(change.after):
                self.digest.add(change.kind, weigh(change.after))
        self.root = self.digest.root()
