"""The picture: tables of frozen rows, the latest record of each (kind, subject, origin), of one regime.

A picture is owned by the thread that folds; workers get `copy()`, which shares the frozen rows. Deliberately absent:
anything computed from several rows (assessment), and who may see what (release).
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter
from typing import TypeVar

from feeds.picture.body import Body, kind_of
from feeds.picture.digest import Digest
from feeds.picture.envelope import Key, Record
from feeds.picture.regime import REAL, Regime

B = TypeVar("B", bound=Body)
_ORIGIN = itemgetter(1)


class Picture:
    """The rows of one regime. Change it only through `feeds.picture.fold`."""

    def __init__(self, regime: Regime = REAL) -> None:
        """Start empty."""
        self.regime = regime
        self.tables: dict[str, dict[Key, Record]] = {}
        self._origins: dict[str, tuple[str, ...]] = {}
        self.withdrawn: dict[tuple[str, Key], int] = {}
        """Sequence of the last withdrawal of a row, so that a duplicate of an older record cannot bring it back."""
        self.digest = Digest()
        self.touched: dict[str, set[Key]] | None = None
        """Keys of the rows folded since an assessment last looked, by table; None while none keeps anything of this picture."""

    def origins(self, kind: str) -> tuple[str, ...]:
        """Return who has written rows of a table, in order of their codes: few, so nobody need keep which subject has several."""
        found = self._origins.get(kind)
        if found is None:
            found = self._origins[kind] = tuple(sorted(set(map(_ORIGIN, self.tables.get(kind, ())))))
        return found

    def joined(self, kind: str, key: Key) -> None:
        """Note a row that is new. For whoever writes tables: the fold, and a sketch."""
        known = self._origins.get(kind)
        if known is not None and key[1] not in known:
            self._origins[kind] = tuple(sorted((*known, key[1])))

    def hold(self, tables: dict[str, dict[Key, Record]], digest: Digest) -> None:
        """Take over tables as they stood once, with their digest."""
        self.tables, self.digest, self._origins = tables, digest, {}

    def rows(self, kind: str) -> Iterator[Record]:
        """Iterate over a table's rows, in the order they first came."""
        return iter(self.tables.get(kind, {}).values())

    def all_rows(self) -> Iterator[Record]:
        """Iterate over every row."""
        return (record for table in self.tables.values() for record in table.values())

    def bodies(self, body: type[B]) -> Iterator[tuple[Record, B]]:
        """Iterate over the rows of one kind with their typed bodies."""
        for record in self.rows(kind_of(body)):
            if isinstance(record.body, body):
                yield record, record.body

    def find(self, kind: str, subject: str) -> Record | None:
        """Return the row of a subject; among siblings, the one with the latest event, then the greatest origin.

        A choice among siblings is for places that can show only one; `side_by_side` gives all.
        """
        rows = self.side_by_side(kind, subject)
        if len(rows) > 1:
            return max(rows, key=lambda row: (row.event, row.origin))
        return rows[0] if rows else None

    def get(self, body: type[B], subject: str) -> B | None:
        """Return the typed body of a subject's row, or None."""
        row = self.find(kind_of(body), subject)
        return row.body if row is not None and isinstance(row.body, body) else None

    def keys(self, kind: str, subject: str) -> tuple[Key, ...]:
        """Return the keys of every origin's row of a subject, in order of the origins."""
        table = self.tables.get(kind)
        return () if not table else tuple(key for origin in self.origins(kind) if (key := (subject, origin)) in table)

    def side_by_side(self, kind: str, subject: str) -> tuple[Record, ...]:
        """Return every origin's row of a subject, in order of the origins."""
        return tuple(self.tables[kind][key] for key in self.keys(kind, subject))

    @property
    def counts(self) -> dict[str, int]:
        """Return the number of rows by table, empty tables left out."""
        return {kind: len(table) for kind, table in sorted(self.tables.items()) if table}

    def copy(self) -> Picture:
        """Return a picture of the same rows that can go its own way."""
        other = Picture(self.regime)
        other.tables = {kind: dict(table) for kind, table in self.tables.items()}
        other._origins = dict(self._origins)
        other.withdrawn = dict(self.withdrawn)
        other.digest = self.digest.copy()
        return other
