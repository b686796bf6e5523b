"""The order in which a journal is read, and the places in it.

A journal is read in the order of its chain, which is the order in which the room learned things; so "known at K" is a
prefix. Where knowledge times were reconstructed after the fact, records lie in the order of their import, and the reading
order is (known, sequence) instead. There the fold must not go by `sequence`: a row that was imported later but known
earlier would win. Records of a reconstructed journal are therefore numbered by their place in the reading order before
they are folded; sequence is in no row's digest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final, NamedTuple, cast

import apsw

from feeds.journal.rows import FEED_KINDS, READING, ReadingRow

SLICE: Final = 2_000
"""Records read at a time: no read transaction stays open while somebody looks at what was read."""

_MIN: Final = -(1 << 62)


class Place(NamedTuple):
    """A place in the reading order: behind the record with this knowledge time and sequence."""

    known: int
    sequence: int


START: Final = Place(_MIN, 0)


class Order:
    """The reading order of one journal."""

    def __init__(self, connection: apsw.Connection, *, reconstructed: bool) -> None:
        """Read through `connection`."""
        self._connection = connection
        self._reconstructed = reconstructed

    def end(self, known_at: int | None = None) -> Place:
        """Return the place behind the last record known at `known_at` (None: behind the last of all)."""
        if self._reconstructed:
            query = "SELECT known, sequence FROM record WHERE known <= ? ORDER BY known DESC, sequence DESC LIMIT 1"
            row = self._connection.execute(query, ((1 << 62) if known_at is None else known_at,)).fetchone()
        else:
            row = self._connection.execute("SELECT known, sequence FROM record ORDER BY sequence DESC LIMIT 1").fetchone()
            if row is not None and known_at is not None and row[0] > known_at:
                row = self._search(known_at, row[1])
        return START if row is None else Place(*row)

    def _search(self, known_at: int, last: int) -> tuple[int, int] | None:
        """Halve the sequences: known never runs backwards there."""
        low, high = 0, last
        found: tuple[int, int] | None = None
        while high - low > 1:
            middle = (low + high) // 2
            row = self._connection.execute("SELECT known, sequence FROM record WHERE sequence = ?", (middle,)).fetchone()
            if row is not None and row[0] <= known_at:
                low, found = middle, (row[0], row[1])
            else:
                high = middle
        return found

    def condition(self, after: Place, upto: Place) -> str:
        """Return the SQL that holds for the records between two places."""
        if self._reconstructed:
            low, high = f"({after.known:d}, {after.sequence:d})", f"({upto.known:d}, {upto.sequence:d})"
            return f"(known, sequence) > {low} AND (known, sequence) <= {high}"
        return f"sequence > {after.sequence:d} AND sequence <= {upto.sequence:d}"

    def upto(self, place: Place, end: Place) -> bool:
        """Say whether a place lies before another or is it."""
        return place <= end if self._reconstructed else place.sequence <= end.sequence

    @property
    def by(self) -> str:
        """The SQL to sort by."""
        return "known, sequence" if self._reconstructed else "sequence"

    @property
    def backwards(self) -> str:
        """The SQL to sort by, the last record first."""
        return "known DESC, sequence DESC" if self._reconstructed else "sequence DESC"

    def rows(self, regime: str, after: Place, upto: Place, left_out: str = "") -> Iterator[list[ReadingRow]]:
        """Read the records of a regime between two places, slice by slice. `left_out`: SQL of what is not wanted.

        Raises:
            ValueError: the file is damaged so that reading would never end.

        """
        while True:
            where = f"{self.condition(after, upto)} AND regime = ?{left_out}"
            query = f"SELECT {READING} FROM record WHERE {where} ORDER BY {self.by} LIMIT {SLICE}"  # noqa: S608 -- numbers and constants
            rows = cast("list[ReadingRow]", self._connection.execute(query, (regime,)).fetchall())
            if rows:
                yield rows
                last = Place(rows[-1][1], rows[-1][0])
                if last <= after if self._reconstructed else last.sequence <= after.sequence:
                    raise ValueError("the table's pages are out of order")
                after = last
            if len(rows) < SLICE:
                return


def happened_later(event: int, observers: Collection[int]) -> str:
    """Return the SQL that leaves out observations that happened after `event`: feed kinds written by machines, never acts."""
    return f" AND NOT ({observations(observers)} AND event > {event:d})"


def observations(observers: Collection[int]) -> str:
    """Return the SQL that holds for observations; `observers` are the contexts whose author is a machine."""
    kinds = ", ".join(f"'{kind}'" for kind in sorted(FEED_KINDS))
    contexts = ", ".join(str(int(number)) for number in sorted(observers))
    return f"(kind IN ({kinds}) AND context IN ({contexts}))"
