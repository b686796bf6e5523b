"""Making keyframes: out of the picture the hub holds anyway, or by folding a journal that was written in one go."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple, cast

import apsw
import numpy as np

from feeds.journal import keyframes
from feeds.journal.changed import changed
from feeds.journal.faults import readable
from feeds.journal.keyframes import Keyframe, Pace, TableRows
from feeds.journal.order import START, Order, Place, observations
from feeds.journal.reader import Reader
from feeds.journal.rows import ReadingRow
from feeds.journal.tallies import Tally
from feeds.journal.weighing import Weighing
from feeds.picture.changes import ChangeSet
from feeds.picture.digest import Digest
from feeds.picture.envelope import Key, Record, Withdrawal
from feeds.picture.fold import fold
from feeds.picture.picture import Picture
from feeds.picture.regime import Regime


class Spot(NamedTuple):
    """Where the record behind a row lies: its sequence in this journal and its place in the reading order."""

    sequence: int
    position: int


Spots = dict[tuple[str, Key], Spot]


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
        return Keyframe(str(picture.regime), position, end, latest, _tables(picture, self._digest, spots, renumbered=False))

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
    rows = {(kind, key): record for kind, table in picture.tables.items() for key, record in table.items()}
    if connection.execute("SELECT 1 FROM record WHERE origin_sequence <> sequence LIMIT 1").fetchone() is None:
        return {place: Spot(record.sequence, 0) for place, record in rows.items()}
    found: Spots = {}
    for place, record in rows.items():
        number, origin = record.sequence, record.origin
        row = connection.execute(
            "SELECT sequence FROM record WHERE origin = ?1 AND origin_sequence = ?2 AND origin_sequence <> sequence"
            " UNION ALL SELECT sequence FROM record WHERE sequence = ?2 AND origin = ?1 AND origin_sequence = ?2",
            (origin, number),
        ).fetchone()
        if row is None:
            return None
        found[place] = Spot(row[0], 0)
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
        self._marked = (self._position, self._place.known)
        self._tallied = self._position

    def frames(self) -> Iterator[Keyframe]:
        """Fold to the end; yield each keyframe that is due, and one for the end where it is worth it."""
        return (each for each in self.marks() if isinstance(each, Keyframe))

    def marks(self, *, to_the_end: bool = False) -> Iterator[Keyframe | Tally]:
        """Fold to the end; yield each keyframe and each tally that is due, and a keyframe for the end where it is worth it.

        `to_the_end`: for the end in any case.
        """
        for rows in self._reader.slices(self._regime, self._place, self._end):
            with readable(self._reader.path):
                for row, item in zip(rows, self._reader.placed(self._regime, rows, self._position), strict=True):
                    self._take(row, item)
                    pace = self._pace()
                    if keyframes.due(pace, len(self._spots)):
                        yield self._frame()
                    elif keyframes.tally_due(pace, len(self._spots)):
                        yield self._tally()
        left = self._position - self._marked[0]
        if left >= keyframes.WORTH or (to_the_end and left):
            yield self._frame()

    def _take(self, row: ReadingRow, item: Record | Withdrawal) -> None:
        self._position += 1
        self._place = Place(row[1], row[0])
        if self._position == 1:
            self._marked = (0, self._place.known)
        if self._reader.observed(row):
            self._latest = _later(self._latest, row[2])
        change = fold(self._picture, item)
        if change is None:
            return
        self._changes.add(change)
        if change.after is None:
            del self._spots[change.kind, change.key]
        else:
            self._spots[change.kind, change.key] = Spot(row[0], self._position)

    def _pace(self) -> Pace:
        since, known = self._marked
        return Pace(self._position - since, self._place.known - known, self._position - self._tallied)

    def _tally(self) -> Tally:
        self._keep_up()
        return Tally(str(self._regime), self._position, self._place, self._latest, self._picture.digest.sums())

    def _keep_up(self) -> None:
        self._weighing.apply(self._picture.digest, self._changes)
        self._changes, self._tallied = ChangeSet(), self._position

    def _frame(self) -> Keyframe:
        self._keep_up()
        self._marked = (self._position, self._place.known)
        tables = _tables(self._picture, self._picture.digest, self._spots, renumbered=self._reader.reconstructed)
        return Keyframe(str(self._regime), self._position, self._place, self._latest, tables)


def _spots_of(picture: Picture, frame: Keyframe) -> Spots:
    """Return where a restored picture's rows lie: they stand in the keyframe's order."""
    spots: Spots = {}
    for kind, table in frame.tables.items():
        positions = table.sequences if table.positions is None else table.positions
        for key, sequence, position in zip(picture.tables[kind], table.sequences.tolist(), positions.tolist(), strict=True):
            spots[kind, key] = Spot(sequence, position)
    return spots


def _tables(picture: Picture, digest: Digest, spots: Spots, *, renumbered: bool) -> dict[str, TableRows]:
    sums = digest.sums()
    tables: dict[str, TableRows] = {}
    for kind, rows in picture.tables.items():
        if rows:
            # From flat numbers: an array made of pairs looks at each pair as a sequence of its own, forty times slower.
            flat = chain.from_iterable(spots[kind, key] for key in rows)
            here = np.fromiter(flat, np.int64, 2 * len(rows)).reshape(-1, 2)
            tables[kind] = TableRows(here[:, 0], here[:, 1] if renumbered else None, sums[kind][0])
    return tables


def _later(one: int | None, other: int | None) -> int | None:
    return max((each for each in (one, other) if each is not None), default=None)
