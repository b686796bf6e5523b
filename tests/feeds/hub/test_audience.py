"""Audiences: what a stream adds up to is the hub's picture seen through its labels, numbered without a gap."""

from __future__ import annotations

import hashlib

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from feeds.hub.audience import Stream
from feeds.hub.peers import Flow, Peer
from feeds.hub.standing import Standing, standing
from feeds.picture.changes import Change, ChangeSet
from feeds.picture.digest import digest_of, weight
from feeds.picture.envelope import Author, AuthorKind, Record
from feeds.picture.fold import fold
from feeds.picture.label import Label
from feeds.picture.picture import Picture
from feeds.picture.regime import REAL
from feeds.picture.release import audience_of, visible
from feeds.picture.room import Roster
from feeds.picture.warning import Discipline, Indication
from feeds.policy import default_policy
from feeds.wire import codec
from feeds.wire.mirror import Mirror
from feeds.wire.protocol import Batch, Part
from tests.feeds.hub.hall import ENTITIES, label

CODES = tuple(entity.code for entity in ENTITIES)
ROSTER = Roster("HALL", "Hall", "HOS", ENTITIES)


def rules() -> Standing:
    """Return what is in force in a hall without officers."""
    row = Record("HALL", REAL, 0, Author("HOS", AuthorKind.HUB, "HUB"), ROSTER, "0" * 64)
    return standing("HALL", "IC-1", REAL, row, default_policy())


labels = st.none() | st.builds(
    lambda releasable, classification, originator: label(*releasable, classification=classification, originator=originator),
    st.sets(st.sampled_from(CODES)),
    st.sampled_from(["OPEN", "RESTRICTED", "SECRET", "NONSENSE"]),
    st.sampled_from(CODES),
)
commits = st.lists(st.lists(st.tuples(st.integers(0, 5), labels), min_size=1, max_size=6), max_size=8)


def record(sequence: int, subject: int, marked: Label | None) -> Record:
    """Return an admitted record."""
    key = hashlib.blake2b(sequence.to_bytes(8, "big"), digest_size=32).hexdigest()
    author = Author("HOS", AuthorKind.MACHINE, "FEED")
    body = Indication(f"v{sequence}", Discipline.OSINT, "S")
    return Record(f"IN-{subject}", REAL, sequence, author, body, key, marked, origin="HALL", sequence=sequence, known=sequence)


@given(commits, st.sampled_from(CODES), st.integers(0, 8))
def test_a_stream_adds_up_to_the_released_rows(plan: list[list[tuple[int, Label | None]]], entity: str, join: int) -> None:
    """Whenever an audience joins, snapshot and batches fold to the rows released to it, with the hub's digest, numbered without gaps."""
    in_force = rules()
    picture = Picture(REAL)
    stream = Stream(entity, in_force, picture, weight)
    mirror, sequence = Mirror(REAL), 0
    joined = False
    for number, commit in enumerate(plan):
        if number == join:
            joined = _join(mirror, stream, picture)
        changes: list[Change] = []
        for subject, marked in commit:
            sequence += 1
            change = fold(picture, record(sequence, subject, marked))
            assert change is not None
            changes.append(change)
        data = stream.take(changes, ChangeSet(changes), weight, 0, 1.0)
        if data is not None and joined:
            batch = codec.read_down(data)
            assert isinstance(batch, Batch)
            assert batch.first == mirror.sequence + 1
            assert [item.sequence for item in batch.items] == list(range(batch.first, batch.last + 1))
            mirror.take(batch)
    if not joined:
        _join(mirror, stream, picture)
    wanted = [row for row in picture.all_rows() if visible(audience_of(entity, ROSTER), row, ROSTER, in_force.policy)]
    held = {row.subject: row.body for row in mirror.picture.all_rows()}
    assert held == {row.subject: row.body for row in wanted}
    assert mirror.in_step
    assert stream.root == digest_of(wanted).root()


def _join(mirror: Mirror, stream: Stream, picture: Picture) -> bool:
    for data in stream.snapshot(picture, 0, 1.0):
        part = codec.read_down(data)
        assert isinstance(part, Part)
        mirror.take(part)
    return True


def test_a_snapshot_comes_in_parts_of_bounded_size() -> None:
    """Parts hold at most 256 KiB of rows (or one row), numbered in order, the last one marked."""
    picture = Picture(REAL)
    for number in range(1, 400):
        one = record(number, number, label("ALF"))
        body = msgspec.structs.replace(one.body, text="x" * 4_000)
        fold(picture, msgspec.structs.replace(one, body=body))
    stream = Stream("ALF", rules(), picture, weight)
    parts = [codec.read_down(data) for data in stream.snapshot(picture, 0, 1.0)]
    assert all(len(codec.encode(part)) < 262_144 + 2_000 for part in parts)
    assert [getattr(part, "part", -1) for part in parts] == list(range(len(parts)))
    assert [getattr(part, "last", None) for part in parts] == [False] * (len(parts) - 1) + [True]
    assert sum(len(part.records) for part in parts if isinstance(part, Part)) == 399


def test_a_peer_that_takes_nothing_lags_and_keeps_a_bounded_queue() -> None:
    """What piles up behind a snapshot is bounded; after giving up, a new snapshot begins cleanly."""
    from feeds.picture.room import Machine, MachineRole

    machine = Machine("M", "HOS", MachineRole.WATCH, "v", "c")
    stream = Stream("HOS", rules(), Picture(REAL), weight)
    peer = Peer(b"r", "c", machine, stream, 0.0)
    peer.fill(iter([b"part"]))
    assert peer.flow is Flow.FILLING
    first = peer.next()
    assert first == b"part"
    peer.unsent(first)
    while peer.queue(b"x" * 100_000):
        assert peer.owed
    peer.lag(whole=False)
    assert not peer.owed
    peer.fill(iter([b"new"]))
    assert peer.queue(b"after")
    assert [peer.next(), peer.next(), peer.next()] == [b"new", b"after", None]
    assert peer.flow.name == "FLOWING"
