"""Keyframes: which records were a picture's rows at some place, so that the picture near it need not be folded from zero.

A keyframe is a list of *sequences*, not a copy of rows: a row is a record, and the record is there already. So a keyframe
is small, cannot contradict the chain's content, and keeps nothing alive that was redacted. Each table is one chunk, named
by its hash and shared by all keyframes in which the table is the same; beside its rows it holds the table's digest sum.
All of it is a cache: deleting it changes no picture. What is damaged is passed over, and `verify` says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

import apsw
import msgspec
import zstandard

from feeds.journal.columns import Numbers, pack_numbers, unpack_numbers
from feeds.journal.order import Place
from feeds.picture.identity import content_hash
from feeds.picture.values import Value

FEWEST: Final = 1_000
MOST: Final = 50_000
"""Records between two keyframes: as many as there are rows, within these. So they take some two bytes a record."""

WORTH: Final = 200
"""Records at the end of a journal for which a mark is made that is not due yet."""

WEIGHT_SIZE: Final = 512

_LARGEST: Final = 256 * 1024 * 1024


class TableRows(NamedTuple):
    """A table of a keyframe: for each row, in the table's order, its record's sequence, and its place where they differ.

    `weight`: the table's digest sum.
    """

    sequences: Numbers
    positions: Numbers | None
    weight: int


class Keyframe(NamedTuple):
    """A place in the reading order of one regime. `position`: how many of its records lie before. `latest`: the latest
    event among its observations so far. `base`: the position of the keyframe that is stored, where deltas lead from it to this one.
    """

    regime: str
    position: int
    place: Place
    latest: int | None
    tables: Mapping[str, TableRows]
    base: int


class _Chunk(Value, frozen=True):
    sequences: bytes
    positions: bytes
    weight: bytes


_encode = msgspec.msgpack.Encoder().encode
_decode_chunk = msgspec.msgpack.Decoder(_Chunk).decode
_decode_index = msgspec.msgpack.Decoder(dict[str, bytes]).decode


def apart(rows: int) -> int:
    """Return the number of records between two keyframes at so many live rows."""
    return min(MOST, max(FEWEST, rows))


def write(connection: apsw.Connection, frame: Keyframe) -> None:
    """Write a keyframe within a transaction of the caller's."""
    index: dict[str, bytes] = {}
    for kind, table in frame.tables.items():
        data = _pack(table)
        digest = bytes.fromhex(content_hash(data))
        connection.execute("INSERT OR IGNORE INTO chunk (hash, data) VALUES (?, ?)", (digest, data))
        index[kind] = digest
    place = frame.place
    connection.execute(
        "INSERT OR REPLACE INTO keyframe (regime, position, sequence, known, latest, data) VALUES (?, ?, ?, ?, ?, ?)",
        (frame.regime, frame.position, place.sequence, place.known, frame.latest, _encode(index)),
    )


def forget(connection: apsw.Connection) -> None:
    """Delete all keyframes, within a transaction of the caller's."""
    for table in ("keyframe", "chunk", "delta"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 -- the three above


def forget_after(connection: apsw.Connection, known: int) -> None:
    """Delete the keyframes behind a knowledge time, and the chunks that no other needs.

    Within a transaction of the caller's. In a reconstructed journal a record may be appended before them in reading order.
    """
    connection.execute("DELETE FROM delta WHERE known > ?", (known,))
    if connection.execute("SELECT 1 FROM keyframe WHERE known > ? LIMIT 1", (known,)).fetchone() is None:
        return
    connection.execute("DELETE FROM keyframe WHERE known > ?", (known,))
    used = {digest for (data,) in connection.execute("SELECT data FROM keyframe") for digest in chunks(data)}
    unused = [(digest,) for (digest,) in connection.execute("SELECT hash FROM chunk") if digest not in used]
    connection.executemany("DELETE FROM chunk WHERE hash = ?", unused)


def last_before(connection: apsw.Connection, regime: str, condition: str, happened_by: int | None) -> Keyframe | None:
    """Return the last sound keyframe of a regime for whose place `condition` holds, or None.

    With `happened_by`: the last before which no observation happened later.
    """
    query = "SELECT position, sequence, known, latest, data FROM keyframe WHERE regime = ? AND " + condition  # noqa: S608 -- as above
    if happened_by is not None:
        query += f" AND (latest IS NULL OR latest <= {happened_by:d})"
    for position, sequence, known, latest, data in connection.execute(f"{query} ORDER BY position DESC LIMIT 4", (regime,)):
        tables = read_tables(connection, data)
        if tables is not None:
            return Keyframe(regime, position, Place(known, sequence), latest, tables, position)
    return None


def chunks(data: bytes) -> list[bytes]:
    """Return the hashes of the chunks that a keyframe's data names. Raises msgspec.MsgspecError where it names none."""
    return list(_decode_index(data).values())


def read_tables(connection: apsw.Connection, data: bytes) -> dict[str, TableRows] | None:
    """Return a keyframe's tables, or None where any chunk is missing or damaged."""
    tables: dict[str, TableRows] = {}
    try:
        for kind, digest in _decode_index(data).items():
            row = connection.execute("SELECT data FROM chunk WHERE hash = ?", (digest,)).fetchone()
            if row is None or content_hash(row[0]) != digest.hex():
                return None
            tables[kind] = _unpack(row[0])
    except (msgspec.MsgspecError, zstandard.ZstdError, ValueError, TypeError):
        return None
    return tables


def _pack(table: TableRows) -> bytes:
    positions = b"" if table.positions is None else pack_numbers(table.positions)
    chunk = _Chunk(pack_numbers(table.sequences), positions, table.weight.to_bytes(WEIGHT_SIZE, "big"))
    return zstandard.compress(_encode(chunk), 3)


def _unpack(data: bytes) -> TableRows:
    chunk = _decode_chunk(zstandard.decompress(data, max_output_size=_LARGEST))
    positions = unpack_numbers(chunk.positions) if chunk.positions else None
    return TableRows(unpack_numbers(chunk.sequences), positions, int.from_bytes(chunk.weight, "big"))
