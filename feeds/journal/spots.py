"""Spots: where in a journal the records behind a picture's rows lie, kept up while records are folded.

A keyframe is made of them. Columns of numbers, not objects a row: a keyframe is then a copy of some arrays, however many rows there are.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from feeds.journal.columns import Numbers
from feeds.journal.keyframes import TableRows
from feeds.picture.digest import Digest
from feeds.picture.envelope import Key

Spot = tuple[int, int]
"""Where a record lies: its sequence in this journal and its place in the reading order."""


class _Table:
    """The spots of one table: a column a row, in the table's order."""

    def __init__(self, keys: Iterable[Key] = (), spots: Numbers | None = None) -> None:
        self.places = {key: place for place, key in enumerate(keys)}
        self.spots = np.zeros((2, 64), np.int64) if spots is None else spots

    def write(self, key: Key, spot: Spot) -> bool:
        """Note a row's record; say whether the row is new."""
        place = self.places.get(key)
        new = place is None
        if place is None:
            place = self.places[key] = len(self.places)
            if place >= self.spots.shape[1]:
                self.spots = np.concatenate((self.spots, np.zeros_like(self.spots)), axis=1)
        self.spots[0, place], self.spots[1, place] = spot
        return new

    def without(self, key: Key) -> _Table:
        """Return the table without a row: hardly any is ever withdrawn."""
        gone = self.places[key]
        return _Table((each for each in self.places if each != key), np.delete(self.spots, gone, axis=1))


class Spots:
    """The spots of a picture's rows, by table."""

    def __init__(self) -> None:
        """Begin with no rows."""
        self._tables: dict[str, _Table] = {}
        self.rows = 0

    def write(self, kind: str, key: Key, spot: Spot) -> None:
        """Note which record a row is now."""
        table = self._tables.get(kind)
        if table is None:
            table = self._tables[kind] = _Table()
        self.rows += table.write(key, spot)

    def withdraw(self, kind: str, key: Key) -> None:
        """Forget a row."""
        self._tables[kind] = self._tables[kind].without(key)
        self.rows -= 1

    def hold(self, kind: str, keys: Iterable[Key], table: TableRows) -> None:
        """Take a table over from a keyframe, its rows in the keyframe's order."""
        positions = table.sequences if table.positions is None else table.positions
        held = self._tables[kind] = _Table(keys, np.array((table.sequences, positions)))
        self.rows += len(held.places)

    def tables(self, digest: Digest, *, renumbered: bool) -> dict[str, TableRows]:
        """Return a keyframe's tables; `digest` is that of the rows. `renumbered`: places in the reading order are not sequences."""
        sums = digest.sums()
        found: dict[str, TableRows] = {}
        for kind, table in self._tables.items():
            if table.places:
                here = table.spots[:, : len(table.places)].copy()
                found[kind] = TableRows(here[0], here[1] if renumbered else None, sums[kind][0])
        return found
