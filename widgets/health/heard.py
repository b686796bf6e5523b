"""What each source brought: how many rows, and when the newest of them became known. Counted some rows at a time, and kept up.

Deliberately absent: when there is time for another portion, and any row itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Final, NamedTuple

from feeds.picture.body import kind_of
from feeds.picture.changes import ChangeSet
from feeds.picture.envelope import Record
from feeds.picture.picture import Picture
from feeds.picture.place import Feature, Track
from feeds.picture.warning import Indication

BROUGHT: Final = frozenset(kind_of(each) for each in (Indication, Track, Feature))
"""Kinds that sources bring."""

PORTION: Final = 4_000
"""Rows counted in one go: some two milliseconds."""

_SOURCE = attrgetter("body.source")


class Heard(NamedTuple):
    """How many rows a source brought, and when the newest that it ever brought became known here."""

    rows: int
    newest: int


class Hearing:
    """Counts one picture's rows. What changes while it is not done is counted beside it: rows come and go in any order."""

    def __init__(self, picture: Picture) -> None:
        """Nothing is counted yet: `some` does."""
        self._rows: dict[str, int] = {}
        self._newest: dict[str, int] = {}
        tables = [list(table.values()) for kind, table in picture.tables.items() if kind in BROUGHT]
        self._left: Iterator[list[Record]] = (rows[at : at + PORTION] for rows in tables for at in range(0, len(rows), PORTION))
        self.whole = False

    def some(self) -> bool:
        """Count a portion; say whether that was all."""
        rows = next(self._left, None)
        if rows is None:
            self.whole = True
        else:
            self._add(rows)
        return self.whole

    def take(self, changes: ChangeSet) -> None:
        """Take in what came and went."""
        for kind in BROUGHT & changes.kinds:
            for change in changes.of(kind):
                if change.before is not None:
                    self._rows[_SOURCE(change.before)] = self._rows.get(_SOURCE(change.before), 0) - 1
                if change.after is not None:
                    self._add((change.after,))

    def _add(self, rows: Iterable[Record]) -> None:
        counts, newest = self._rows, self._newest
        for row in rows:
            source, known = _SOURCE(row), row.known
            counts[source] = counts.get(source, 0) + 1
            if known > newest.get(source, 0):
                newest[source] = known

    def found(self) -> Mapping[str, Heard]:
        """Return what each source brought, as far as it was counted; one of which no row is left is not in it."""
        return {source: Heard(rows, self._newest.get(source, 0)) for source, rows in self._rows.items() if rows > 0}


def heard(picture: Picture) -> Mapping[str, Heard]:
    """Count a picture's rows in one go."""
    hearing = Hearing(picture)
    while not hearing.some():
        pass
    return hearing.found()
