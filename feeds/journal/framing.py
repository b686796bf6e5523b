"""Making keyframes: out of the picture the hub holds anyway, or by folding a journal that was written in one go."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import cast

import apsw
import numpy as np

from feeds.journal import keyframes, tallies
from feeds.journal.changed import changed
from feeds.journal.faults import readable
from feeds.journal.keyframes import Keyframe, Pace, TableRows
from feeds.journal.order import START, Order, Place, observations
from feeds.journal.reader import Reader
from feeds.journal.rows import FEED_KINDS, ReadingRow
from feeds.journal.tallies import Tally
from feeds.journal.weighing import Weighing
from feeds.picture.changes import ChangeSet
from feeds.picture.digest import Digest
from feeds.picture.envelope import Key, Record, Withdrawal
from feeds.picture.fold import fold
from feeds.picture.picture import Picture
from feeds.picture.regime import Regime

Spot = tuple[int, int]
"""Where the record behind a row lies: its sequence in this journal and its place in the reading order."""

Spots = dict[str, dict[Key, Spot]]
"""By table, in the tables' order."""


class Framer:
    """Makes keyframes and tallies of the picture that a hub folds. It keeps the digest from one to the next: the hub has no use for it."""

    def __init__(self) -> None:
        """Begin with an empty picture."""
        self._last: Picture | None = None
        self._digest = Digest()

    def frame(self, connection: apsw.Connection, picture: Picture, end: Place, observers: list[int]) -> Keyframe | None:
        """Return the keyframe of a picture that holds all records up to `end`, in a journal read in the chain's order.

        None where a row of it is not in this journal: then it is not this journal's picture.
        """
        spots = _spots(connection, picture)
        if spots is None:
            return None
        self._keep_up(picture)
        position, latest = _reached(connection, str(picture.regime), end, observers)
        return Keyframe(str(picture.regime), position, end, latest, _tables(self._digest, spots, renumbered=False))

    def tally(self, connection: apsw.Connection, picture: Picture, end: Place, observers: list[int]) -> Tally:
        """Return the tally of such a picture."""
        self._keep_up(picture)
        position, latest = _reached(connection, str(picture.regime), end, observers)
        return Tally(str(picture.regime), position, end, latest, self._digest.sums())

    def _keep_up(self, picture: Picture) -> None:
        self._digest.apply(changed(self._last or Picture(picture.regime), picture))
        self._last = picture.copy()


def _reached(connection: apsw.Connection, regime: str, end: Place, observers: list[int]) -> tuple[int, int | None]:
    """Return how many records of a regime lie up to a place, and the latest event among its observations."""
    before = keyframes.last_before(connection, regime, "1", None)
    start = START if before is None else before.place
    between = Order(connection, reconstructed=False).condition(start, end)
    last_seen = f"max(CASE WHEN {observations(observers)} THEN event END)"
    query = f"SELECT count(*), {last_seen} FROM record WHERE {between} AND regime = ?"  # noqa: S608 -- numbers and constants
    count, seen = cast("tuple[int, int | None]", connection.execute(query, (regime,)).fetchone())
    if before is None:
        return count, seen
    return count + before.position, _later(seen, before.latest)


def _spots(connection: apsw.Connection, picture: Picture) -> Spots | None:
    """Find each row's record. Without records of other origins a record's own sequence is its place in this journal."""
    if connection.execute("SELECT 1 FROM record WHERE origin_sequence <> sequence LIMIT 1").fetchone() is None:
        return {kind: {key: (record.sequence, 0) for key, record in table.items()} for kind, table in picture.tables.items()}
    found: Spots = {kind: {} for kind in picture.tables}
    for kind, table in picture.tables.items():
        for key, record in table.items():
            row = connection.execute(
                "SELECT sequence FROM record WHERE origin = ?1 AND origin_sequence = ?2 AND origin_sequence <> sequence"
                " UNION ALL SELECT sequence FROM record WHERE sequence = ?2 AND origin = ?1 AND origin_sequence = ?2",
                (record.origin, record.sequence),
            ).fetchone()
            if row is None:
                return None
            found[kind][key] = (row[0], 0)
    return found


class Framing:
    """Folds a regime of a journal on from its last keyframe and says what the keyframes on the way are."""

    def __init__(self, reader: Reader, regime: Regime) -> None:
        """Start at the last keyframe there is."""
        self._reader, self._regime = reader, regime
        self._end = reader.end()
        last = reader.keyframe(regime, self._end)
        self._picture = Picture(regime) if last is None else reader.restored(regime, last)
        self._spots: Spots = {} if last is None else _spots_of(self._picture, last)
        self._latest = None if last is None else last.latest
        self._place = START if last is None else last.place
        self._position = 0 if last is None else last.position
        self._changes = ChangeSet()
        self._weighing = Weighing()
        self._rows = sum(map(len, self._spots.values()))
        self._marked = (self._position, self._place.known)
        self._tallied = self._position
        self._ahead()

    def frames(self) -> Iterator[Keyframe]:
        """Fold to the end; yield each keyframe that is due, and one for the end where it is worth it."""
        return (each for each in self.marks() if isinstance(each, Keyframe))

    def marks(self, *, to_the_end: bool = False) -> Iterator[Keyframe | Tally]:
        """Fold to the end; yield each keyframe and each tally that is due, and a keyframe for the end where it is worth it.

        `to_the_end`: for the end in any case.
        """
        for rows in self._reader.slices(self._regime, self._place, self._end):
            with readable(self._reader.path):
                observers = {number for number, context in self._reader.contexts.items() if context.observes}
                for row, item in zip(rows, self._reader.placed(self._regime, rows, self._position), strict=True):
                    self._take(row, item, observed=row[10] in observers and row[3] in FEED_KINDS)
                    if self._position < self._look and (self._position < self._look_by_time or row[1] < self._time):
                        continue
                    mark = self._due(Place(row[1], row[0]))
                    self._ahead()
                    if mark is not None:
                        yield mark
                self._place = Place(rows[-1][1], rows[-1][0])
        left = self._position - self._marked[0]
        if left >= keyframes.WORTH or (to_the_end and left):
            yield self._frame(self._place)

    def _take(self, row: ReadingRow, item: Record | Withdrawal, *, observed: bool) -> None:
        self._position += 1
        if self._position == 1:
            self._marked = (0, row[1])
            self._ahead()
        if observed and (self._latest is None or row[2] > self._latest):
            self._latest = row[2]
        change = fold(self._picture, item)
        if change is None:
            return
        self._changes.add(change)
        spots = self._spots.setdefault(change.kind, {})
        if change.after is None:
            del spots[change.key]
            # With fewer rows a mark may be due earlier.
            self._look = self._position
        else:
            spots[change.key] = (row[0], self._position)
        self._rows += (change.after is not None) - (change.before is not None)

    def _ahead(self) -> None:
        """Work out before which record nothing can be due, however rows come: it is looked at once in hundreds, not at each."""
        since, known = self._marked
        by_count, by_time = keyframes.thresholds(self._rows)
        tallied = max(self._tallied + tallies.APART, self._position + tallies.SMALL - self._rows + 1)
        self._look = max(self._position + 1, min(since + by_count, tallied))
        self._look_by_time, self._time = since + by_time, known + keyframes.LONGEST_MS

    def _due(self, place: Place) -> Keyframe | Tally | None:
        """Return what is due at a place, the present one."""
        since, known = self._marked
        pace = Pace(self._position - since, place.known - known, self._position - self._tallied)
        if keyframes.due(pace, self._rows):
            return self._frame(place)
        return self._tally(place) if keyframes.tally_due(pace, self._rows) else None

    def _tally(self, place: Place) -> Tally:
        self._keep_up()
        return Tally(str(self._regime), self._position, place, self._latest, self._picture.digest.sums())

    def _keep_up(self) -> None:
        self._weighing.apply(self._picture.digest, self._changes)
        self._changes, self._tallied = ChangeSet(), self._position

    def _frame(self, place: Place) -> Keyframe:
        self._keep_up()
        self._marked = (self._position, place.known)
        tables = _tables(self._picture.digest, self._spots, renumbered=self._reader.reconstructed)
        return Keyframe(str(self._regime), self._position, place, self._latest, tables)


def _spots_of(picture: Picture, frame: Keyframe) -> Spots:
    """Return where a restored picture's rows lie: they stand in the keyframe's order."""
    spots: Spots = {}
    for kind, table in frame.tables.items():
        positions = table.sequences if table.positions is None else table.positions
        spots[kind] = dict(zip(picture.tables[kind], zip(table.sequences.tolist(), positions.tolist(), strict=True), strict=True))
    return spots


def _tables(digest: Digest, spots: Spots, *, renumbered: bool) -> dict[str, TableRows]:
    sums = digest.sums()
    tables: dict[str, TableRows] = {}
    for kind, rows in spots.items():
        if rows:
            # From flat numbers: an array made of pairs looks at each pair as a sequence of its own, forty times slower.
            here = np.fromiter(chain.from_iterable(rows.values()), np.int64, 2 * len(rows)).reshape(-1, 2)
            tables[kind] = TableRows(here[:, 0], here[:, 1] if renumbered else None, sums[kind][0])
    return tables


def _later(one: int | None, other: int | None) -> int | None:
    return max((each for each in (one, other) if each is not None), default=None)
