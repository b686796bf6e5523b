"""The room itself: journal, picture, clock, what is in force, and one stream for each audience.

`commit` journals and folds; `publish` hands each audience what the commits since the last time amount to. Deliberately
absent: sockets, connections and decisions about what may be committed.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import msgspec

from feeds.clock import Clock
from feeds.errors import Damaged
from feeds.hub.audience import Stream
from feeds.hub.standing import Standing, standing
from feeds.journal.reader import Reader
from feeds.journal.store import Admitted, Journal
from feeds.picture.body import Body, kind_of
from feeds.picture.changes import Change, ChangeSet
from feeds.picture.digest import weight
from feeds.picture.envelope import Author, AuthorKind, Record, Withdrawal
from feeds.picture.fold import fold
from feeds.picture.identity import content_hash
from feeds.picture.label import Label
from feeds.picture.picture import Picture
from feeds.picture.regime import Regime
from feeds.picture.release import hands_over
from feeds.picture.room import Policy, Redaction, Roster

HUB = "HUB"
SLICE_BYTES = 1 << 20
"""Bytes of records, as they came, that are published in one batch at most; a single commit stays whole."""

_USUAL_BYTES = 1_024
_encoder = msgspec.msgpack.Encoder(order="deterministic")


class House:
    """What a hub holds. One thread owns it."""

    def __init__(self, journal: Journal, reader: Reader, picture: Picture, clock: Clock) -> None:
        """Take over an open journal, its picture, and the clock. The picture holds a roster and a policy."""
        self.journal, self.reader, self.picture, self.clock = journal, reader, picture, clock
        self.standing = self._in_force()
        self.streams: dict[str, Stream] = {}
        self.touched: set[str] = set()
        """Kinds that changed since whoever watches last cleared this."""
        self._changes: list[list[Change]] = []
        """What was committed and not published, in slices that each make one batch."""
        self._slice_bytes = 0
        self._weights: dict[int, int] = {}
        self._heard = 0
        self._open_streams()

    @property
    def regime(self) -> Regime:
        """Return the room's regime."""
        return self.picture.regime

    def row(self, kind: str, subject: str) -> Record | None:
        """Return this room's own row of a subject."""
        return self.picture.tables.get(kind, {}).get((subject, self.journal.meta.room))

    def commit(self, items: Sequence[Admitted], *, durable: bool, size: int = 0) -> list[Record]:
        """Journal records at the present time in one commit, fold them, and return them as they stand. Raises WatchroomError.

        `size`: their bytes, where known: what is published together is bounded by it.
        """
        now = self.clock.now()
        known = [
            Admitted(msgspec.structs.replace(item.record, known=now, origin=self.journal.meta.room, sequence=0), item.original)
            for item in items
        ]
        records = self.journal.append(known, durable=durable)
        changes = [change for record in records if (change := fold(self.picture, record)) is not None]
        self.touched.update(change.kind for change in changes)
        self._slice(changes, size or len(changes) * _USUAL_BYTES)
        return records

    def redact(self, order: Record, sequence: int) -> None:
        """Erase a record for good on an officer's order, fold that, and announce it. Raises WatchroomError; it may be erased even then."""
        body = order.body
        if not isinstance(body, Redaction):
            raise TypeError(order.kind)
        last = self.journal.sequence
        try:
            self.journal.redact(sequence, body.reason, author=order.author, now=self.clock.now())
        finally:
            # Where the log is still held by a reader the record is gone all the same: what was announced tells.
            announced = self.reader.history(last, 1)
            row = self.row(body.kind, body.row)
            items: list[Record | Withdrawal] = list(announced)
            if announced and row is not None and row.sequence == sequence:
                items.append(Withdrawal(body.kind, body.row, row.origin, announced[0].sequence))
            changes = [change for item in items if (change := fold(self.picture, item)) is not None]
            self.touched.update(change.kind for change in changes)
            self._slice(changes, len(changes) * _USUAL_BYTES)

    def keep_place(self) -> None:
        """Let the journal keep a keyframe of this moment where one is due. Raises WatchroomError; nothing is lost by that."""
        self.journal.keyframe(self.picture)

    def own(self, subject: str, body: Body, *, event: int, label: Label | None) -> Admitted:
        """Return a record of the hub's own: a finding, or what governs the room."""
        before = self.row(kind_of(body), subject)
        revision = 1 if before is None else before.revision + 1
        key = content_hash(_encoder.encode((kind_of(body), subject, revision, event, body, label)))
        record = Record(
            subject=subject,
            regime=self.regime,
            event=event,
            author=Author(self.standing.host, AuthorKind.HUB, HUB),
            body=body,  # type: ignore[arg-type]  # every Body with a tag is on the closed list, which a test holds
            key=key,
            label=label,
            revision=revision,
            origin=self.journal.meta.room,
        )
        return Admitted(record)

    def heard(self) -> None:
        """Note that something came in, for the delay that displays measure from the oldest of a batch."""
        self._heard = self._heard or time.monotonic_ns()

    def publish(self) -> Iterator[dict[str, bytes]]:
        """Yield encoded batches by audience, of the commits since the last time, in their order."""
        if not self._changes:
            return
        slices, self._changes = self._changes, []
        now, speed = self.clock.now(), self.clock.speed
        stamp, self._heard = self._heard, 0
        for changes in slices:
            merged = ChangeSet(changes)
            batches = {entity: stream.take(changes, merged, self._weigh, now, speed, stamp) for entity, stream in self.streams.items()}
            self._weights.clear()
            yield {entity: data for entity, data in batches.items() if data is not None}

    def _slice(self, changes: list[Change], size: int) -> None:
        if not changes:
            return
        if not self._changes or self._slice_bytes + size > SLICE_BYTES:
            self._changes.append([])
            self._slice_bytes = 0
        self._changes[-1].extend(changes)
        self._slice_bytes += size

    def govern(self) -> frozenset[str]:
        """Read anew what is in force, after its rows changed and were published; return the audiences that begin a new epoch."""
        self.standing = self._in_force()
        before = self.streams
        self.streams = {}
        self._open_streams()
        for entity, stream in before.items():
            if entity in self.streams and self.streams[entity].root == stream.root:
                stream.under(self.standing)
                self.streams[entity] = stream
        return frozenset(entity for entity, stream in before.items() if self.streams.get(entity) is not stream)

    def stream(self, entity: str) -> Stream:
        """Return an entity's stream, opened if need be. Raises KeyError for an entity that is not on the roster."""
        if entity not in self.streams:
            self._open(entity)
        return self.streams[entity]

    def told_since(self, since: int | None) -> Iterator[Record]:
        """Return this regime's records known at `since` or later, in their order, up to the present end."""
        low, high = 0, self.journal.sequence
        while since is not None and low < high:
            middle = (low + high) // 2
            found = self.reader.history(middle, 1)
            if found and found[0].known < since:
                low = middle + 1
            else:
                high = middle
        return self.reader.records(after=low, regime=self.regime)

    def original(self, entity: str, original: str) -> bytes | None:
        """Return the bytes a row was made from, if this entity may see such a row and have them; the host may ask for any."""
        stream = self.stream(entity)
        named = (row for row in self.picture.all_rows() if row.provenance is not None and row.provenance.original == original)
        if not stream.audience.host and not any(stream.sees(row) and hands_over(stream.audience, row) for row in named):
            return None
        return self.reader.original(original)

    def close(self) -> None:
        """Close the journal."""
        self.reader.close()
        self.journal.close()

    def _open_streams(self) -> None:
        roster = self.standing.roster
        for entity in dict.fromkeys((roster.host, *(officer.entity for officer in roster.officers))):
            if roster.entity(entity) is not None:
                self._open(entity)
        self._weights.clear()

    def _open(self, entity: str) -> None:
        # What is committed but not published would be sent a second time.
        self.streams[entity] = Stream(entity, self.standing, _without(self.picture, chain.from_iterable(self._changes)), self._weigh)

    def _weigh(self, record: Record) -> int:
        known = self._weights.get(id(record))
        if known is None:
            known = self._weights[id(record)] = weight(record)
        return known

    def _in_force(self) -> Standing:
        room = self.journal.meta.room
        rosters, policies = self.row(kind_of(Roster), room), self.row(kind_of(Policy), room)
        if rosters is None or policies is None or not isinstance(policies.body, Policy):
            raise Damaged(str(self.journal.path), "the journal holds no roster or no label policy", room, "a journal that a hub began")
        return standing(room, self.journal.meta.incident, self.picture.regime, rosters, policies.body.policy)


def _without(picture: Picture, changes: Iterable[Change]) -> Picture:
    """Return the picture as it was before changes that nobody was told of."""
    undone = ChangeSet(changes)
    if not len(undone):
        return picture
    before = picture.copy()
    for change in undone:
        if change.before is None:
            before.tables[change.kind].pop(change.key, None)
        else:
            before.tables[change.kind][change.key] = change.before
    return before
