"""Restoring: the picture of a keyframe out of the records that it names.

Tens of thousands of rows are read at once here, so the way of one row is short: only the columns that differ from row to row
are read, and what rows have in common comes from their context. The rows of the last picture are at hand, because the next
one asked for is often near it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

import apsw
import msgspec
import numpy as np

from feeds.errors import Damaged
from feeds.journal.keyframes import Keyframe, TableRows
from feeds.journal.rows import NARROW, Context, NarrowRow, narrow_records
from feeds.picture.digest import Digest
from feeds.picture.envelope import Key, Record
from feeds.picture.picture import Picture
from feeds.picture.regime import Regime

_AT: Final = f"SELECT {NARROW} FROM carray(?) CROSS JOIN record ON sequence = value WHERE body IS NOT NULL"  # noqa: S608 -- constants only

_SLICE: Final = 20_000
"""Rows of one query."""

_SAMPLED: Final = 16
"""One row in so many is asked whether it is at hand."""

_WORTH: Final = 8
"""Rows are kept at hand if at least one in so many is needed again."""

Row = tuple[Key, Record]


class Restoring:
    """Makes the pictures of keyframes of one journal."""

    def __init__(self, connection: apsw.Connection, contexts: dict[int, Context], where: str, *, reconstructed: bool) -> None:
        """Read through `connection`; `contexts` by number, kept up by their owner."""
        self._connection, self._contexts, self._where = connection, contexts, where
        self._reconstructed = reconstructed
        self._held: dict[int, Row] = {}

    def picture(self, regime: Regime, frame: Keyframe) -> Picture:
        """Return the picture of a keyframe, its digest included.

        Raises:
            Damaged: a record that it names is not there, or was redacted.

        """
        self._let_go(frame)
        fresh: dict[int, Row] = {}
        tables = {kind: dict(self._rows(regime, frame, table, fresh)) for kind, table in frame.tables.items()}
        picture = Picture(regime)
        picture.hold(tables, Digest.of_sums({kind: (table.weight, len(table.sequences)) for kind, table in frame.tables.items()}))
        self._held = fresh
        return picture

    def _let_go(self, frame: Keyframe) -> None:
        """Forget the last picture's rows where hardly any is needed again: what is freed before is memory at hand."""
        wanted = [0]
        for table in frame.tables.values():
            wanted.extend(table.sequences[::_SAMPLED].tolist())
        if sum(map(self._held.__contains__, wanted)) * _WORTH < len(wanted):
            self._held = {}

    def _rows(self, regime: Regime, frame: Keyframe, table: TableRows, fresh: dict[int, Row]) -> Iterable[Row]:
        """Return a table's rows in its order, and add them to those at hand for the next picture."""
        sequences: list[int] = table.sequences.tolist()
        held = self._held
        missing = np.array([each for each in sequences if each not in held], np.int64) if held else table.sequences
        rows = self._fetched(regime, np.sort(missing))
        if len(rows) < len(missing):
            raise Damaged(self._where, "a keyframe names a redacted record", frame.place.sequence, "keyframes made after the redaction")
        if len(rows) < len(sequences):
            rows.update((each, held[each]) for each in sequences if each in held)
        fresh.update(rows)
        in_order = [rows[each] for each in sequences]
        if not self._reconstructed or table.positions is None:
            return in_order
        return _renumbered(in_order, table.positions.tolist())

    def _fetched(self, regime: Regime, sequences: np.typing.NDArray[np.int64]) -> dict[int, Row]:
        rows: dict[int, Row] = {}
        for start in range(0, len(sequences), _SLICE):
            found: Iterable[NarrowRow] = self._connection.execute(_AT, (apsw.carray(sequences[start : start + _SLICE]),))
            rows |= narrow_records(found, self._contexts, regime)
        return rows


def _renumbered(rows: list[Row], positions: list[int]) -> Iterator[Row]:
    """Number rows by their place in the reading order (`feeds.journal.order` says why)."""
    for (key, record), position in zip(rows, positions, strict=True):
        yield key, msgspec.structs.replace(record, sequence=position)


@contextmanager
def unhindered() -> Iterator[None]:
    """Keep the garbage collector still while many rows are made: nothing of them is garbage, and looking costs a third."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
