"""Making keyframes and deltas: out of the picture the hub holds anyway, or by folding a journal that was written in one go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

import apsw

from feeds.journal import deltas, keyframes
from feeds.journal.deltas import Mark, between
from feeds.journal.faults import readable
from feeds.journal.keyframes import Keyframe
from feeds.journal.order import START, Order, Place, observations
from feeds.journal.reader import Reader
from feeds.journal.rows import FEED_KINDS, ReadingRow
from feeds.journal.spots import Spots
from feeds.journal.weighing import Weighing
from feeds.picture.changes import Change, ChangeSet
from feeds.picture.digest import Digest
from feeds.picture.envelope import Key, Record, Withdrawal
from feeds.picture.fold import fold
from feeds.picture.picture import Picture
from feeds.picture.regime import Regime


class Framer:
    """Makes marks of the picture that a hub folds. It keeps digest and spots from one to the next: the hub has no use for them."""

    def __init__(self, connection: apsw.Connection, regime: Regime) -> None:
        """Begin with an empty picture."""
        self._connection, self._regime = connection, regime
        self._seen: dict[str, dict[Key, Record]] = {}
        self._digest, self._spots = Digest(), Spots()
        self._last: Keyframe | None = None

    def mark(self, picture: Picture, written: Iterable[Record], end: Place, observers: list[int], *, whole: bool) -> Mark | None:
        """Return the mark of a picture that holds all records up to `end`, in a journal read in the chain's order.

        A keyframe if it is to be a `whole` one, or if this is the first; else what differs from the last mark, behind which only
        the records `written` were appended.
        None where a row of it is not in this journal: then it is not this journal's picture.
        """
        changes = self._changes(picture, written if self._last is not None else picture.all_rows())
        # Without records of other origins a record's own sequence is its place in this journal.
        alone = self._connection.execute("SELECT 1 FROM record WHERE origin_sequence <> sequence LIMIT 1").fetchone() is None
        for change in changes:
            if change.after is None:
                self._spots.withdraw(change.kind, change.key)
                continue
            sequence = change.after.sequence if alone else self._sequence(change.after)
            if sequence is None:
                return None
            self._spots.write(change.kind, change.key, (sequence, 0))
        self._digest.apply(changes)
        last, self._last = self._last, self._frame(end, observers)
        delta = None if whole or last is None else between(last, self._last)
        return self._last if delta is None else delta

    def _changes(self, picture: Picture, written: Iterable[Record]) -> ChangeSet:
        """Return how the rows of some records differ from when they were last looked at."""
        changes = ChangeSet()
        for record in written:
            kind, key = record.kind, record.row
            seen = self._seen.setdefault(kind, {})
            before, after = seen.get(key), picture.tables.get(kind, {}).get(key)
            if before is after or record.regime != self._regime:
                continue
            changes.add(Change(kind, key, before, after))
            if after is None:
                del seen[key]
            else:
                seen[key] = after
        return changes

    def _frame(self, end: Place, observers: list[int]) -> Keyframe:
        name = str(self._regime)
        last = self._last or keyframes.last_before(self._connection, name, "1", None)
        position, latest = _reached(self._connection, name, last, end, observers)
        return Keyframe(name, position, end, latest, self._spots.tables(self._digest, renumbered=False), position)

    def _sequence(self, record: Record) -> int | None:
        """Find a row's record in this journal."""
        row = self._connection.execute(
            "SELECT sequence FROM record WHERE origin = ?1 AND origin_sequence = ?2 AND origin_sequence <> sequence"
            " UNION ALL SELECT sequence FROM record WHERE sequence = ?2 AND origin = ?1 AND origin_sequence = ?2",
            (record.origin, record.sequence),
        ).fetchone()
        return None if row is None else int(row[0])


def _reached(connection: apsw.Connection, regime: str, last: Keyframe | None, end: Place, observers: list[int]) -> tuple[int, int | None]:
    """Return how many records of a regime lie up to a place, and the latest event among its observations."""
    span = Order(connection, reconstructed=False).condition(START if last is None else last.place, end)
    last_seen = f"max(CASE WHEN {observations(observers)} THEN event END)"
    query = f"SELECT count(*), {last_seen} FROM record WHERE {span} AND regime = ?"  # noqa: S608 -- numbers and constants
    count, seen = cast("tuple[int, int | None]", connection.execute(query, (regime,)).fetchone())
    if last is None:
        return count, seen
    return count + last.position, _later(seen, last.latest)


class Framing:
    """Folds a regime of a journal on from its last mark and says what the marks on the way are."""

    def __init__(self, reader: Reader, regime: Regime) -> None:
        """Start at the last mark there is."""
        self._reader, self._regime = reader, regime
        self._end = reader.end()
        self._picture, last = reader.stood(regime, self._end)
        self._spots = Spots()
        if last is not None:
            for kind, table in last.tables.items():
                self._spots.hold(kind, self._picture.tables[kind], table)
        self._last = last or Keyframe(str(regime), 0, START, None, {}, 0)
        self._latest, self._place, self._position = self._last.latest, self._last.place, self._last.position
        self._changes = ChangeSet()
        self._weighing = Weighing()

    def marks(self, *, to_the_end: bool = False) -> Iterator[Mark]:
        """Fold to the end; yield each keyframe and each delta that is due, and one for the end where it is worth it.

        `to_the_end`: a keyframe for the end in any case.
        """
        for rows in self._reader.slices(self._regime, self._place, self._end):
            with readable(self._reader.path):
                observers = {number for number, context in self._reader.contexts.items() if context.observes}
                for row, item in zip(rows, self._reader.placed(self._regime, rows, self._position), strict=True):
                    self._take(row, item, observed=row[10] in observers and row[3] in FEED_KINDS)
                    if self._position - self._last.position >= deltas.APART:
                        yield self._mark(Place(row[1], row[0]))
                self._place = Place(rows[-1][1], rows[-1][0])
        left = self._position - self._last.position
        if left >= keyframes.WORTH or (to_the_end and self._position > self._last.base):
            yield self._mark(self._place, whole=to_the_end)

    def _take(self, row: ReadingRow, item: Record | Withdrawal, *, observed: bool) -> None:
        self._position += 1
        if observed and (self._latest is None or row[2] > self._latest):
            self._latest = row[2]
        change = fold(self._picture, item)
        if change is None:
            return
        self._changes.add(change)
        if change.after is None:
            self._spots.withdraw(change.kind, change.key)
        else:
            self._spots.write(change.kind, change.key, (row[0], self._position))

    def _mark(self, place: Place, *, whole: bool = False) -> Mark:
        """Return what is due at a place, the present one."""
        self._weighing.apply(self._picture.digest, self._changes)
        self._changes = ChangeSet()
        tables = self._spots.tables(self._picture.digest, renumbered=self._reader.reconstructed)
        frame = Keyframe(str(self._regime), self._position, place, self._latest, tables, self._position)
        whole = whole or not self._last.tables or self._position - self._last.base >= keyframes.apart(self._spots.rows)
        delta = None if whole else between(self._last, frame)
        self._last = frame if delta is None else frame._replace(base=self._last.base)
        return frame if delta is None else delta


def _later(one: int | None, other: int | None) -> int | None:
    return max((each for each in (one, other) if each is not None), default=None)
