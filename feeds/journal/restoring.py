"""Restoring: the picture of a keyframe out of the records that it names.

Tens of thousands of rows are read at once here, so all is done by column: what is at hand from the last picture is told apart in
one stroke, and the rest is fetched in the order in which it lies. Where one picture was asked for near another, its rows are kept at
hand for the next; they are let go as soon as one is far, or anything in the file is redacted.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from operator import attrgetter
from typing import Final, NamedTuple

import apsw
import numpy as np

from feeds.errors import Damaged
from feeds.journal.columns import Numbers
from feeds.journal.keyframes import Keyframe
from feeds.journal.many import NARROW, columns_of, records_of
from feeds.journal.redaction import redactions
from feeds.journal.rows import Context
from feeds.picture.digest import Digest
from feeds.picture.envelope import Key, Record
from feeds.picture.picture import Picture
from feeds.picture.regime import Regime

_AT: Final = f"SELECT {NARROW} FROM carray(?) CROSS JOIN record ON sequence = value WHERE body IS NOT NULL"  # noqa: S608 -- constants only

_SLICE: Final = 2_000
"""Rows of one query: what they are made of stays in the processor's cache until they are made."""

_KEY: Final = attrgetter("subject", "origin")

_WORTH: Final = 8
"""A picture is near the last one if it shares at least one row in so many."""


class _Held(NamedTuple):
    """Rows by the sequence of their records, in ascending order; `numbers`: by what they are folded. Records may be let go."""

    sequences: Numbers
    numbers: Numbers
    records: list[Record]


_NOTHING: Final = np.zeros(0, np.int64)


class Restoring:
    """Makes the pictures of keyframes of one journal."""

    def __init__(self, connection: apsw.Connection, contexts: dict[int, Context], where: str, *, reconstructed: bool) -> None:
        """Read through `connection`; `contexts` by number, kept up by their owner."""
        self._connection, self._contexts, self._where = connection, contexts, where
        self._reconstructed = reconstructed
        self._held = _Held(_NOTHING, _NOTHING, [])
        self._redactions = redactions(connection)

    def picture(self, regime: Regime, frame: Keyframe) -> Picture:
        """Return the picture of a keyframe, its digest included.

        Raises:
            Damaged: a record that it names is not there, or was redacted.

        """
        sequences = np.concatenate([_NOTHING, *(table.sequences for table in frame.tables.values())])
        order = np.argsort(sequences, kind="stable")
        numbers = self._numbers(frame)[order]
        held, near = self._rows(regime, frame, sequences[order], numbers)
        self._held = held if near else held._replace(records=[])
        places = np.empty_like(order)
        places[order] = np.arange(len(order))
        there = places.tolist()
        rows = map(held.records.__getitem__, there)
        tables = {kind: _portioned(islice(rows, len(table.sequences))) for kind, table in frame.tables.items()}
        picture = Picture(regime)
        picture.hold(tables, Digest.of_sums({kind: (table.weight, len(table.sequences)) for kind, table in frame.tables.items()}))
        return picture

    def _numbers(self, frame: Keyframe) -> Numbers:
        """Return by what each row is folded: in a reconstructed journal its place in the reading order (`feeds.journal.order` says why)."""
        columns = (table.sequences if table.positions is None else table.positions for table in frame.tables.values())
        return np.concatenate([_NOTHING, *columns])

    def _rows(self, regime: Regime, frame: Keyframe, sequences: Numbers, numbers: Numbers) -> tuple[_Held, bool]:
        """Return the rows of ascending sequences: those that are at hand, and the rest fetched; and whether they are near the last."""
        there, shared = self._shared(sequences, numbers)
        near = int(shared.sum()) * _WORTH >= len(sequences)
        redacted = redactions(self._connection)
        at_hand = shared if near and self._held.records and redacted == self._redactions else np.zeros(len(sequences), np.bool_)
        self._redactions = redacted
        missing = ~at_hand
        records = self._fetched(regime, sequences[missing], numbers[missing])
        if len(records) < len(sequences) - int(at_hand.sum()):
            raise Damaged(self._where, "a keyframe names a redacted record", frame.place.sequence, "keyframes made after the redaction")
        if at_hand.any():
            there[missing] = len(self._held.records) + np.arange(len(records))
            records = list(map([*self._held.records, *records].__getitem__, there.tolist()))
        return _Held(sequences, numbers, records), near

    def _shared(self, sequences: Numbers, numbers: Numbers) -> tuple[Numbers, np.typing.NDArray[np.bool_]]:
        """Return where each row lies among those of the last picture, and whether it does."""
        held = self._held
        if not len(held.sequences):
            return np.zeros(len(sequences), np.int64), np.zeros(len(sequences), np.bool_)
        there = np.minimum(np.searchsorted(held.sequences, sequences), len(held.sequences) - 1)
        return there, (held.sequences[there] == sequences) & (held.numbers[there] == numbers)

    def _fetched(self, regime: Regime, sequences: Numbers, numbers: Numbers) -> list[Record]:
        records: list[Record] = []
        for start in range(0, len(sequences), _SLICE):
            some = slice(start, start + _SLICE)
            columns = columns_of(self._connection.execute(_AT, (apsw.carray(sequences[some]),)))
            folded_by = numbers[some].tolist() if self._reconstructed else None
            records.extend(records_of(columns, self._contexts, regime, folded_by))
            # Not one of these columns is to be looked through by the collector.
            del columns
            seen_young()
        return records


def _portioned(rows: Iterator[Record]) -> dict[Key, Record]:
    """Make a table a portion at a time: another thread that waits for the interpreter gets it in between."""
    table: dict[Key, Record] = {}
    while some := list(islice(rows, _SLICE)):
        table.update(zip(map(_KEY, some), some, strict=True))
        del some
        seen_young()
    return table


def seen_young() -> None:
    """Have the collector see what was made just now, within `unhindered`: all of it at once, afterwards, would hold every thread."""
    gc.collect(0)


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
