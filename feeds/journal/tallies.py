"""Tallies: the digest sums of a picture at places between two keyframes.

Bringing a digest up to date costs several times what folding a record costs. So where keyframes are far apart, sums are kept
at places between them: the rows are folded on from the keyframe, the digest from the last tally. A tally says nothing about
rows, and, like a keyframe, is a cache: without it the digest is the same, later. One that is damaged is passed over.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

import apsw
import msgspec

from feeds.journal.order import Place
from feeds.picture.identity import content_hash
from feeds.picture.values import Value

APART: Final = 500
"""Records between two tallies."""

SMALL: Final = 4_000
"""Rows up to which keyframes are near each other anyway."""

SUM_SIZE: Final = 512

_ANY: Final = 1 << 62

_HASHED: Final = 16
"""Bytes of the hash that stands before a tally's data."""


class Tally(NamedTuple):
    """A place in the reading order of one regime, as in a keyframe, and (sum, number of rows) of each table."""

    regime: str
    position: int
    place: Place
    latest: int | None
    sums: Mapping[str, tuple[int, int]]


class _Sum(Value, frozen=True):
    sum: bytes
    rows: int


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(dict[str, _Sum]).decode


def write(connection: apsw.Connection, tally: Tally) -> None:
    """Write a tally within a transaction of the caller's."""
    data = _encode({kind: _Sum(value.to_bytes(SUM_SIZE, "big"), rows) for kind, (value, rows) in tally.sums.items()})
    connection.execute(
        "INSERT OR REPLACE INTO tally (regime, position, sequence, known, latest, data) VALUES (?, ?, ?, ?, ?, ?)",
        (tally.regime, tally.position, tally.place.sequence, tally.place.known, tally.latest, _hash_of(data) + data),
    )


def last_between(connection: apsw.Connection, regime: str, condition: str, after: int, happened_by: int | None) -> Tally | None:
    """Return the last tally of a regime behind the keyframe at position `after` for whose place `condition` holds, or None.

    With `happened_by`: only one before which no observation happened later. One that is damaged counts as none.
    """
    # Looked for from the next keyframe backwards: from the journal's end it would take the longer the longer the journal is.
    upto = "SELECT min(position) FROM keyframe WHERE regime = ?1 AND position > ?2 AND NOT (" + condition + ")"  # noqa: S608 -- as below
    query = (
        "SELECT position, sequence, known, latest, data FROM tally WHERE regime = ?1 AND position > ?2"  # noqa: S608
        f" AND position <= coalesce(({upto}), {_ANY:d}) AND {condition}"
    )
    if happened_by is not None:
        query += f" AND (latest IS NULL OR latest <= {happened_by:d})"
    row = connection.execute(f"{query} ORDER BY position DESC LIMIT 1", (regime, after)).fetchone()
    if row is None:
        return None
    position, sequence, known, latest, data = row
    sums = _read(data)
    return None if sums is None else Tally(regime, position, Place(known, sequence), latest, sums)


def _read(data: bytes) -> dict[str, tuple[int, int]] | None:
    if data[:_HASHED] != _hash_of(data[_HASHED:]):
        return None
    return {kind: (int.from_bytes(each.sum, "big"), each.rows) for kind, each in _decode(data[_HASHED:]).items()}


def _hash_of(data: bytes) -> bytes:
    return bytes.fromhex(content_hash(data))[:_HASHED]
