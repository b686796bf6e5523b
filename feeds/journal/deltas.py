"""Deltas: what became of a keyframe's rows, some hundred records at a time.

A keyframe of many rows is large, so keyframes lie far apart. Between them a delta says which rows differ from those at the mark before
it, and what each table's digest sum is now. A keyframe and the deltas behind it, one after another, are a keyframe again: so there is
one near every moment, and few records are left to be folded. Like a keyframe, a delta names records and copies none, and is a cache:
where one is missing or damaged the deltas end, and from there records are folded.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import Final, NamedTuple

import apsw
import msgspec
import numpy as np
import zstandard

from feeds.journal import keyframes
from feeds.journal.columns import Numbers, pack_numbers, pack_places, unpack_numbers, unpack_places
from feeds.journal.keyframes import WEIGHT_SIZE, Keyframe, TableRows
from feeds.journal.order import Place
from feeds.picture.identity import content_hash
from feeds.picture.values import Value

APART: Final = 250
"""Records between two marks, keyframes or deltas: as many are folded at most, and weighed for the digest."""

_HASHED: Final = 16
"""Bytes of the hash that stands before a delta's data."""

_LARGEST: Final = 64 * 1024 * 1024
"""Bytes of a delta unpacked."""


class TableDelta(NamedTuple):
    """The rows of a table that differ: where each stands in the table's order, and its record, as in a keyframe's table.

    Places behind the table's end are new rows, without a gap. `weight`: the table's digest sum.
    """

    rows: Numbers
    sequences: Numbers
    positions: Numbers | None
    weight: int


class Delta(NamedTuple):
    """A place in the reading order of one regime, as in a keyframe, and what differs from the mark at position `since`."""

    regime: str
    since: int
    position: int
    place: Place
    latest: int | None
    tables: Mapping[str, TableDelta]


Mark = Keyframe | Delta


class _Table(Value, frozen=True):
    rows: bytes
    sequences: bytes
    positions: bytes
    weight: bytes


class _Data(Value, frozen=True):
    since: int
    tables: dict[str, _Table]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Data).decode


def between(before: Keyframe, after: Keyframe) -> Delta | None:
    """Return what leads from one keyframe to a later one, or None where a table has fewer rows than before."""
    if any(len(table.sequences) > _length(after, kind) for kind, table in before.tables.items()):
        return None
    tables: dict[str, TableDelta] = {}
    for kind, table in after.tables.items():
        old = before.tables.get(kind)
        count = 0 if old is None else len(old.sequences)
        same = np.zeros(len(table.sequences), np.bool_)
        if old is not None:
            # A record of the same sequence has the same position, too.
            same[:count] = old.sequences == table.sequences[:count]
        if not same.all():
            rows = np.flatnonzero(~same)
            rows = rows[np.argsort(table.sequences[rows], kind="stable")]
            positions = None if table.positions is None else table.positions[rows]
            tables[kind] = TableDelta(rows, table.sequences[rows], positions, table.weight)
    return Delta(after.regime, before.position, after.position, after.place, after.latest, tables)


def _length(frame: Keyframe, kind: str) -> int:
    table = frame.tables.get(kind)
    return 0 if table is None else len(table.sequences)


def onward(frame: Keyframe, deltas: Iterable[Delta]) -> Keyframe:
    """Return the keyframe that a keyframe and the deltas behind it come to, as far as each follows from the one before."""
    last: Mark = frame
    ends = {kind: len(table.sequences) for kind, table in frame.tables.items()}
    written: dict[str, list[TableDelta]] = {}
    for delta in deltas:
        if delta.since != last.position or not all(_follows(ends.get(kind, 0), table) for kind, table in delta.tables.items()):
            break
        for kind, table in delta.tables.items():
            ends[kind] = max(ends.get(kind, 0), int(table.rows.max(initial=-1)) + 1)
            written.setdefault(kind, []).append(table)
        last = delta
    tables = dict(frame.tables)
    for kind, changes in written.items():
        tables[kind] = _rewritten(tables.get(kind), changes, ends[kind])
    return Keyframe(frame.regime, last.position, last.place, last.latest, tables, frame.base)


def _follows(end: int, table: TableDelta) -> bool:
    """Say whether new rows follow the table's end without a gap, as in every delta that was made here."""
    new = np.sort(table.rows[table.rows >= end])
    return bool(table.rows.min(initial=0) >= 0 and (new == np.arange(end, end + len(new))).all())


def _rewritten(before: TableRows | None, changes: Sequence[TableDelta], size: int) -> TableRows:
    sequences = _grown(None if before is None else before.sequences, size)
    positions = None if changes[-1].positions is None else _grown(None if before is None else before.positions, size)
    for each in changes:
        sequences[each.rows] = each.sequences
        if positions is not None and each.positions is not None:
            positions[each.rows] = each.positions
    return TableRows(sequences, positions, changes[-1].weight)


def _grown(numbers: Numbers | None, size: int) -> Numbers:
    grown = np.zeros(size, np.int64)
    if numbers is not None:
        grown[: len(numbers)] = numbers
    return grown


def nearest(marks: Sequence[Mark], position: int) -> Keyframe | None:
    """Return the last keyframe up to a position that marks, in ascending order, come to."""
    deltas: list[Delta] = []
    for mark in reversed(marks[: bisect_right(marks, position, key=attrgetter("position"))]):
        if isinstance(mark, Keyframe):
            return onward(mark, reversed(deltas))
        deltas.append(mark)
    return None


def write(connection: apsw.Connection, delta: Delta) -> None:
    """Write a delta within a transaction of the caller's."""
    tables = {kind: _packed(table) for kind, table in delta.tables.items()}
    data = zstandard.compress(_encode(_Data(delta.since, tables)), 3)
    connection.execute(
        "INSERT OR REPLACE INTO delta (regime, position, sequence, known, latest, data) VALUES (?, ?, ?, ?, ?, ?)",
        (delta.regime, delta.position, delta.place.sequence, delta.place.known, delta.latest, _hash_of(data) + data),
    )


def following(connection: apsw.Connection, frame: Keyframe) -> Iterator[Delta]:
    """Yield the deltas behind a keyframe one after another, up to one that is damaged."""
    query = "SELECT position, sequence, known, latest, CAST(data AS BLOB) FROM delta WHERE regime = ? AND position > ? ORDER BY position"
    unpacker = zstandard.ZstdDecompressor()
    for position, sequence, known, latest, data in connection.execute(query, (frame.regime, frame.position)):
        kept = read(data, unpacker)
        if kept is None:
            return
        yield Delta(frame.regime, kept[0], position, Place(known, sequence), latest, kept[1])


def along(connection: apsw.Connection, regime: str) -> Iterator[Keyframe]:
    """Yield every sound keyframe of a regime that is stored or that deltas lead to, in ascending order."""
    frames = connection.execute(
        "SELECT position, sequence, known, latest, data FROM keyframe WHERE regime = ? ORDER BY position", (regime,)
    )
    has_deltas = connection.table_exists("main", "delta")
    for one, after in pairwise((*frames, None)):
        if one is None:
            return
        position, sequence, known, latest, data = one
        tables = keyframes.read_tables(connection, data)
        if tables is None:
            continue
        frame = Keyframe(regime, position, Place(known, sequence), latest, tables, position)
        yield frame
        for delta in following(connection, frame) if has_deltas else ():
            before, frame = frame, onward(frame, [delta])
            if frame is before or frame.position == before.position or (after is not None and frame.position >= after[0]):
                break
            yield frame


def read(data: bytes, unpacker: zstandard.ZstdDecompressor) -> tuple[int, dict[str, TableDelta]] | None:
    """Return since which position a delta's data tells, and what; None where it is damaged. `unpacker`: its caller's own."""
    if data[:_HASHED] != _hash_of(data[_HASHED:]):
        return None
    try:
        kept = _decode(unpacker.decompress(data[_HASHED:], max_output_size=_LARGEST))
        return kept.since, {kind: _unpacked(table) for kind, table in kept.tables.items()}
    except (msgspec.MsgspecError, zstandard.ZstdError, ValueError):
        return None


def _packed(table: TableDelta) -> _Table:
    positions = b"" if table.positions is None else pack_numbers(table.positions)
    return _Table(pack_places(table.rows), pack_numbers(table.sequences), positions, table.weight.to_bytes(WEIGHT_SIZE, "big"))


def _unpacked(table: _Table) -> TableDelta:
    rows, sequences = unpack_places(table.rows), unpack_numbers(table.sequences)
    positions = unpack_numbers(table.positions) if table.positions else None
    if len(rows) != len(sequences) or (positions is not None and len(positions) != len(rows)):
        raise ValueError("a delta's columns are not equally long")
    return TableDelta(rows, sequences, positions, int.from_bytes(table.weight, "big"))


def _hash_of(data: bytes) -> bytes:
    return bytes.fromhex(content_hash(data))[:_HASHED]
