"""Proving keyframes and deltas: each names exactly the records that are the rows at its place.

They are a cache, but a wrong one would show a wrong picture. Which records are rows follows from the columns alone, so all are proven in
one pass over the table without reading a body: a keyframe by all rows, a delta by those that were written since the mark before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple, cast

import apsw
import numpy as np
import zstandard

from feeds.journal import deltas, keyframes
from feeds.journal.columns import Numbers
from feeds.journal.deltas import Delta, TableDelta
from feeds.journal.keyframes import Keyframe, TableRows
from feeds.journal.meta import read_meta
from feeds.journal.order import Order, Place
from feeds.journal.reader import Reader
from feeds.journal.rows import regime_of
from feeds.picture.digest import digest_of

_NOTHING: Final = np.zeros(0, np.int64)


_Mark = tuple[str, int, int, int, int | None, bytes]


class _Row(NamedTuple):
    """A live row: the origin's number that newer records must exceed, the record's sequence, and its position."""

    newer: int
    sequence: int
    position: int


def keyframe_problems(connection: apsw.Connection, path: Path) -> Iterator[tuple[int, str]]:
    """Yield (sequence, what is wrong) for the keyframes and deltas of a journal whose chain is sound."""
    meta = read_meta(connection, path)
    tables = ["keyframe", *(["delta"] if connection.table_exists("main", "delta") else [])]
    regimes = dict.fromkeys(str(name) for table in tables for (name,) in connection.execute(f"SELECT DISTINCT regime FROM {table}"))  # noqa: S608
    for regime in regimes:
        yield from _Proof(connection, regime, tables, reconstructed=meta.reconstructed).problems()
        yield from _digest_problem(path, regime)


class _Proof:
    """One pass over one regime."""

    def __init__(self, connection: apsw.Connection, regime: str, tables: list[str], *, reconstructed: bool) -> None:
        self._connection, self._regime, self._tables, self._reconstructed = connection, regime, tables, reconstructed
        self._live: dict[str, dict[tuple[str, str], _Row]] = {}
        self._written: dict[str, dict[tuple[str, str], int]] = {}
        """The rows written since the last mark, and which record each was before; 0: it was not there."""
        self._withdrawn = False
        self._unpacker = zstandard.ZstdDecompressor()
        self._frame: Keyframe | None = None
        """What the marks up to here come to; None: a mark is damaged, and deltas behind it are not used."""

    def problems(self) -> Iterator[tuple[int, str]]:
        """Yield (sequence, what is wrong)."""
        # A delta that ends where a keyframe stands follows from marks before it.
        union = " UNION ALL ".join(f"SELECT '{table}' AS what, * FROM {table}" for table in self._tables)  # noqa: S608 -- constants
        query = f"SELECT what, position, sequence, known, latest, data FROM ({union}) WHERE regime = ? ORDER BY position, what"  # noqa: S608
        order = Order(self._connection, reconstructed=self._reconstructed)
        rows = self._connection.execute(
            f"SELECT sequence, kind, subject, origin, origin_sequence, body IS NULL FROM record WHERE regime = ? ORDER BY {order.by}",  # noqa: S608
            (self._regime,),
        )
        reached = last = 0
        marks = cast("list[_Mark]", self._connection.execute(query, (self._regime,)).fetchall())
        for what, position, sequence, known, latest, data in marks:
            while reached < position:
                row = rows.fetchone()
                if row is None:
                    break
                reached, last = reached + 1, row[0]
                self._write(row, reached)
            at_place = reached == position and (last == sequence or not self._reconstructed)
            prove = self._keyframe if what == "keyframe" else self._delta
            problem = prove(position, Place(known, sequence), latest, data, at_place=at_place)
            if problem:
                yield sequence, problem
            self._written, self._withdrawn = {}, False

    def _keyframe(self, position: int, place: Place, latest: int | None, data: bytes, *, at_place: bool) -> str:
        self._frame = None
        tables = keyframes.read_tables(self._connection, data)
        if tables is None:
            return "a keyframe is damaged (it is passed over)"
        if not at_place or not self._same(tables):
            return "a keyframe does not name the rows of its place"
        self._frame = Keyframe(self._regime, position, place, latest, tables, position)
        return ""

    def _delta(self, position: int, place: Place, latest: int | None, data: bytes, *, at_place: bool) -> str:
        before, self._frame = self._frame, None
        kept = deltas.read(data, self._unpacker)
        if kept is None:
            return "a delta is damaged (it and those behind it are passed over)"
        if before is None or kept[0] != before.position:
            return ""
        delta = Delta(self._regime, kept[0], position, place, latest, kept[1])
        after = deltas.onward(before, [delta])
        named = after.position == position and at_place
        if named and self._withdrawn:
            named = self._same(after.tables)
        elif named:
            kinds = {*delta.tables, *self._written}
            named = all(self._differing(kind, before.tables.get(kind), delta.tables.get(kind)) for kind in kinds)
        if not named:
            return "a delta does not name the rows that were written before its place"
        self._frame = after
        return ""

    def _write(self, row: tuple[int | float | bytes | str | None, ...], position: int) -> None:
        sequence, kind, subject, origin, number, erased = row
        table, written = self._live.setdefault(str(kind), {}), self._written.setdefault(str(kind), {})
        key = (str(subject), str(origin))
        newer = position if self._reconstructed else int(number or 0)
        before = table.get(key)
        if before is not None and newer <= before.newer:
            return
        if erased:
            self._withdrawn |= table.pop(key, None) is not None
        else:
            written.setdefault(key, 0 if before is None else before.sequence)
            table[key] = _Row(newer, int(sequence or 0), position)

    def _same(self, tables: Mapping[str, TableRows]) -> bool:
        """Say whether these are the live rows, whatever their order: rows that came before a redaction may stand in another."""
        for kind in {*tables, *self._live}:
            live = {(row.sequence, row.position if self._reconstructed else 0) for row in self._live.get(kind, {}).values()}
            table = tables.get(kind)
            if (set() if table is None else self._named(table.sequences, table.positions)) != live:
                return False
        return all(len(table.sequences) == len(self._live[kind]) for kind, table in tables.items())

    def _named(self, sequences: Numbers, positions: Numbers | None) -> set[tuple[int, int]]:
        return set(zip(sequences.tolist(), (np.zeros_like(sequences) if positions is None else positions).tolist(), strict=True))

    def _differing(self, kind: str, before: TableRows | None, delta: TableDelta | None) -> bool:
        """Say whether a delta names the rows that were written, each in the place of the record that it was before."""
        live, written = self._live.get(kind, {}), self._written.get(kind, {})
        if delta is None:
            return not written
        old = _NOTHING if before is None else before.sequences
        stood = np.concatenate((old, np.zeros(len(delta.rows), np.int64)))[delta.rows].tolist()
        positions = np.zeros_like(delta.sequences) if delta.positions is None else delta.positions
        found = sorted(zip(stood, delta.sequences.tolist(), positions.tolist(), strict=True))
        expected = ((was, live[key]) for key, was in written.items())
        return found == sorted((was, row.sequence, row.position if self._reconstructed else 0) for was, row in expected)


def _digest_problem(path: Path, regime: str) -> Iterator[tuple[int, str]]:
    with Reader(path) as reader:
        end = reader.end()
        picture, frame = reader.stood(regime_of(regime), end)
        if frame is None:
            return
        if digest_of(picture.all_rows()).root() != picture.digest.root():
            yield frame.place.sequence, "a keyframe's digest is not that of its rows"
