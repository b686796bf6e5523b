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
from feeds.picture.alarm import Alarm
from feeds.picture.changes import Change, ChangeSet
from feeds.picture.corridor import Conditions
from feeds.picture.digest import Digest
from feeds.picture.envelope import Record, Withdrawal
from feeds.picture.label import Label
from feeds.picture.picture import Picture
from feeds.picture.release import audience_of, visible
from feeds.picture.values import Count, Hash, Instant, Value
from feeds.picture.values import Sequence as Number
from feeds.wire import codec
from feeds.wire.protocol import CHUNK, Batch, Epoch, Heartbeat, Speed

Weigh = Callable[[Record], int]
"""A row's weight in a digest; the hub remembers those of a commit for all audiences."""

_REMEMBERED = 20_000


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
        self.audience = audience_of(entity, standing.roster)
        self._standing = standing
        self._verdicts: dict[tuple[Label | None, str | None, str], bool] = {}
        self.epoch = secrets.token_hex(8)
        self.digest = Digest()
        for row in picture.all_rows():
            if self.sees(row):
                self.digest.add(row.kind, weigh(row))
        self.sequence = self.rows
        self.root = self.digest.root()

    @property
    def rows(self) -> int:
        """Return how many rows this audience sees."""
        return sum(self.digest.counts.values())

    def sees(self, record: Record) -> bool:
        """Say whether this audience may see a record; `feeds.picture.release` decides, once for each kind of label."""
        body = record.body
        written_for = body.audience if isinstance(body, Conditions | Alarm) else None
        place = (record.label, written_for, record.author.entity if record.label is None else "")
        verdict = self._verdicts.get(place)
        if verdict is None:
            if len(self._verdicts) >= _REMEMBERED:
                self._verdicts.clear()
            verdict = visible(self.audience, record, self._standing.roster, self._standing.policy)
            self._verdicts[place] = verdict
        return verdict

    def under(self, standing: Standing) -> None:
        """Go on under another roster or policy by which this audience sees the same rows."""
        self.audience = audience_of(self.audience.entity, standing.roster)
        self._standing = standing
        self._verdicts.clear()

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
        return codec.encode(Batch(self.epoch, first, self.sequence, self.root, now, speed, tuple(records), tuple(withdrawals), stamp))

    def heartbeat(self, now: int, speed: float) -> bytes:
        """Return an encoded heartbeat."""
        return codec.encode(Heartbeat(self.epoch, self.sequence, self.root, now, speed))

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
        after = change.after
        if after is not None and self.sees(after):
            self.sequence += 1
            return msgspec.structs.replace(after, sequence=self.sequence)
        if change.before is not None and self.sees(change.before):
            self.sequence += 1
            subject, origin = change.key
            return Withdrawal(change.kind, subject, origin, self.sequence)
        return None

    def _count(self, merged: ChangeSet, weigh: Weigh) -> None:
        for change in merged:
            if change.before is not None and self.sees(change.before):
                self.digest.take(change.kind, weigh(change.before))
            if change.after is not None and self.sees(change.after):
                self.digest.add(change.kind, weigh(change.after))
        self.root = self.digest.root()
