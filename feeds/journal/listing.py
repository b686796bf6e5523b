"""A journal open for reading, and its records as they lie: listed, counted, page by page. Also while another process writes it.

It takes no lock and writes nothing. It reads in slices, so that it never keeps the writer from tidying its log. Deliberately
absent: pictures (`feeds.journal.reader`), and who may see what; `feeds.picture.release` decides that over what is read here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple, Self, cast

import apsw
import numpy as np

from feeds.errors import Damaged, Misuse
from feeds.journal import originals
from feeds.journal.columns import Numbers
from feeds.journal.contexts import Contexts
from feeds.journal.faults import readable
from feeds.journal.many import items_of
from feeds.journal.meta import Meta, read_meta
from feeds.journal.opening import open_to_read
from feeds.journal.order import SLICE, START, Order, Place, happened_later
from feeds.journal.rows import READING, Context, ReadingRow, record_of, regime_of
from feeds.journal.salvage import salvage
from feeds.picture.envelope import Record, Withdrawal
from feeds.picture.regime import REAL, Regime

LONGEST_PAGE: Final = 10_000
"""Records that one page of history may hold."""


_TRANSPOSED: Final = 50_000
"""Rows turned into columns at a time."""


class Span(NamedTuple):
    """First and last moment of a regime's records, on both clocks. None: it has no record."""

    first_event: int | None
    last_event: int | None
    first_known: int | None
    last_known: int | None


class Columns(NamedTuple):
    """Columns of records, in reading order. `codes` are places in `kinds`."""

    sequences: Numbers
    known: Numbers
    codes: Numbers
    contexts: Numbers
    kinds: tuple[str, ...]


class Listing:
    """A journal open for reading. Owned by one thread; use as a context manager or `close()` it."""

    def __init__(self, path: Path, *, whole: bool = True) -> None:
        """Open a journal. One that is cut is opened as far as it is sound, and `missing` says so.

        `whole` False: what is left of a file that turned out to be broken while it was read.

        Raises:
            Misuse: there is no such file.
            Damaged: it is no journal, or not one record of it is left.

        """
        self.path = path
        self.missing = ""
        """What is not there, in words; empty for a whole file."""
        self._connection = self._opened() if whole else self._salvaged()
        try:
            self.meta: Meta = read_meta(self._connection, path)
            self._order = Order(self._connection, reconstructed=self.meta.reconstructed)
            with readable(path):
                self._contexts = Contexts(self._connection)
        except BaseException:
            self._connection.close()
            raise

    def _opened(self) -> apsw.Connection:
        try:
            return open_to_read(self.path)
        except Damaged as error:
            try:
                return self._salvaged()
            except Damaged:
                raise error from None

    def _salvaged(self) -> apsw.Connection:
        left = salvage(self.path)
        self.missing = f"the file is cut or broken: what follows record {left.records} cannot be read"
        return left.connection

    def query(self, query: str, bindings: tuple[int | str, ...]) -> list[tuple[object, ...]]:
        """Return the rows of a query over the journal's tables, of constants and bindings only."""
        with readable(self.path):
            self._contexts.refresh()
            return cast("list[tuple[object, ...]]", self._connection.execute(query, bindings).fetchall())

    @property
    def reconstructed(self) -> bool:
        """Whether knowledge times were reconstructed; then the reading order is (known, sequence)."""
        return self.meta.reconstructed

    @property
    def head(self) -> tuple[int, str]:
        """The last record's sequence and link in hex."""
        with readable(self.path):
            row = self._connection.execute("SELECT sequence, link FROM record ORDER BY sequence DESC LIMIT 1").fetchone()
        return (0, "") if row is None else (row[0], row[1].hex())

    def link_at(self, sequence: int) -> str:
        """Return the link of a record in hex. Raises Misuse where there is no such record."""
        with readable(self.path):
            row = self._connection.execute("SELECT link FROM record WHERE sequence = ?", (sequence,)).fetchone()
        if row is None:
            raise Misuse(str(self.path), "there is no such record", sequence, "a sequence of this journal")
        return str(row[0].hex())

    def regimes(self) -> list[Regime]:
        """Return the regimes that the journal has records of, in the order they first came."""
        with readable(self.path):
            return [regime_of(name) for (name,) in self._connection.execute("SELECT name FROM regime ORDER BY first")]

    def regime(self, asked: Regime | None = None) -> Regime:
        """Return the regime to read: the one asked for; else REAL if the journal has it, else its only one.

        Raises:
            Misuse: the journal has no such regime, or several and none is REAL.

        """
        there = self.regimes()
        names = ", ".join(str(each) for each in there)
        if asked is not None:
            if asked not in there:
                raise Misuse(str(self.path), "the journal has no record of this regime", str(asked), f"one of: {names}")
            return asked
        if REAL in there:
            return REAL
        if len(there) != 1:
            raise Misuse(str(self.path), "the journal holds several regimes and none is REAL", expected=f"--regime with one of: {names}")
        return there[0]

    def records(self, after: int = 0, until: int | None = None, regime: Regime | None = None) -> Iterator[Record]:
        """Iterate over records in the order of the chain, their sequences above `after` and up to `until`.

        Redacted ones are left out. All regimes without `regime`.
        """
        wanted = "" if regime is None else " AND regime = ?"
        bindings = () if regime is None else (str(regime),)
        last = self.head[0] if until is None else until
        while True:
            where = f"sequence > {after:d} AND sequence <= {last:d}{wanted}"
            query = f"SELECT {READING} FROM record WHERE {where} ORDER BY sequence LIMIT {SLICE}"  # noqa: S608 -- numbers and constants
            with readable(self.path):
                rows = cast("list[ReadingRow]", self._connection.execute(query, bindings).fetchall())
                items = self._decoded(rows)
                if rows and rows[-1][0] <= after:
                    raise ValueError("the table's pages are out of order")
            yield from (item for item in items if isinstance(item, Record))
            if len(rows) < SLICE:
                return
            after = rows[-1][0]

    def history(
        self, after: int, limit: int, *, until: int | None = None, regime: Regime | None = None, kinds: Iterable[str] = ()
    ) -> list[Record]:
        """Return a page of at most `limit` (and LONGEST_PAGE) records behind sequence `after`, in the order of the chain."""
        tests = [f"sequence > {after:d}"]
        bindings: list[str] = []
        if until is not None:
            tests.append(f"sequence <= {until:d}")
        if regime is not None:
            tests.append("regime = ?")
            bindings.append(str(regime))
        wanted = list(kinds)
        if wanted:
            tests.append(f"kind IN ({', '.join('?' * len(wanted))})")
            bindings.extend(wanted)
        bound = max(0, min(limit, LONGEST_PAGE))
        query = f"SELECT {READING} FROM record WHERE {' AND '.join(tests)} AND body IS NOT NULL ORDER BY sequence LIMIT {bound}"  # noqa: S608
        with readable(self.path):
            found = self._decoded(cast("list[ReadingRow]", self._connection.execute(query, bindings).fetchall()))
        return [item for item in found if isinstance(item, Record)]

    def _decoded(self, rows: list[ReadingRow]) -> list[Record | Withdrawal]:
        self._contexts.refresh()
        contexts = self._contexts.by_number
        alike = {row[7] for row in rows}
        if len(alike) == 1:
            return items_of(rows, contexts, regime_of(alike.pop()))
        return [record_of(row, contexts) for row in rows]

    def first(self, kind: str, regime: Regime) -> Record | None:
        """Return the first record of a kind in the reading order, or None."""
        where = "kind = ? AND regime = ? AND body IS NOT NULL"
        query = f"SELECT {READING} FROM record WHERE {where} ORDER BY {self._order.by} LIMIT 1"  # noqa: S608 -- constants only
        with readable(self.path):
            found = self._decoded(cast("list[ReadingRow]", self._connection.execute(query, (kind, str(regime))).fetchall()))
        return next((item for item in found if isinstance(item, Record)), None)

    @property
    def contexts(self) -> dict[int, Context]:
        """What records have in common, by number: author, label, format."""
        return self._contexts.by_number

    def counts_by_context(self, regime: Regime, end: Place, happened_by: int | None, *, without: frozenset[str]) -> list[tuple[int, int]]:
        """Return (context, how many records) up to a place, redacted ones and some kinds left out."""
        left_out = f"{self._left_out(happened_by)} AND kind NOT IN ({_listed(without)})"
        where = f"{self._order.condition(START, end)} AND regime = ? AND body IS NOT NULL{left_out}"
        query = f"SELECT context, count(*) FROM record WHERE {where} GROUP BY context"  # noqa: S608 -- numbers and constants
        with readable(self.path):
            self._contexts.refresh()
            return cast("list[tuple[int, int]]", self._connection.execute(query, (str(regime),)).fetchall())

    def of_kinds(self, regime: Regime, end: Place, happened_by: int | None, kinds: frozenset[str]) -> Iterator[Record]:
        """Iterate over the records of some kinds up to a place, in reading order, redacted ones left out."""
        wanted = f" AND kind IN ({_listed(kinds)}){self._left_out(happened_by)}"
        with readable(self.path):
            for rows in self._order.rows(str(regime), START, end, wanted):
                yield from (item for item in self._decoded(rows) if isinstance(item, Record))

    def later(self, regime: Regime, after: Place, happened_by: int) -> Iterator[list[ReadingRow]]:
        """Read a regime's rows behind a place, slice by slice, of what had happened by a moment all the same."""
        with readable(self.path):
            yield from self._order.rows(str(regime), after, self._order.end(), f" AND event <= {happened_by:d}")

    def columns(self, regime: Regime, after: Place, end: Place) -> Columns:
        """Return four columns of a regime's records between two places, in reading order."""
        query = f"SELECT sequence, known, kind, context FROM record WHERE {self._order.condition(after, end)} AND regime = ?"  # noqa: S608
        codes: dict[str, int] = {}
        parts: list[Numbers] = []
        with readable(self.path):
            self._contexts.refresh()
            found = self._connection.execute(f"{query} ORDER BY {self._order.by}", (str(regime),))
            while rows := cast("list[tuple[int, int, str, int]]", list(islice(found, _TRANSPOSED))):
                sequences, known, kinds, contexts = zip(*rows, strict=True)
                for kind in dict.fromkeys(kinds):
                    codes.setdefault(kind, len(codes))
                parts.append(np.array([sequences, known, list(map(codes.__getitem__, kinds)), contexts], np.int64))
        whole = np.concatenate([np.zeros((4, 0), np.int64), *parts], axis=1)
        return Columns(whole[0], whole[1], whole[2], whole[3], tuple(codes))

    def records_at(self, sequences: Numbers) -> list[Record | None]:
        """Return the records with these sequences, None for one that was redacted."""
        with readable(self.path):
            found = {row[0]: item for row, item in self._at(np.sort(sequences))}
        return [item if isinstance(item, Record) else None for item in map(found.__getitem__, sequences.tolist())]

    def _at(self, sequences: Numbers) -> Iterator[tuple[ReadingRow, Record | Withdrawal]]:
        """Read records by sequence, in ascending order."""
        query = f"SELECT {READING} FROM carray(?) CROSS JOIN record ON sequence = value"  # noqa: S608 -- constants only
        for start in range(0, len(sequences), SLICE):
            rows = cast("list[ReadingRow]", self._connection.execute(query, (apsw.carray(sequences[start : start + SLICE]),)).fetchall())
            yield from zip(rows, self._decoded(rows), strict=True)

    def original(self, digest: str) -> bytes | None:
        """Return an original by its hash in hex, or None where it was never kept or was erased."""
        with readable(self.path):
            return originals.fetch(self._connection, str(self.path), bytes.fromhex(digest))

    def counts(self, regime: Regime | None = None) -> dict[str, int]:
        """Return the number of records by kind."""
        query = "SELECT kind, count(*) FROM record WHERE regime = ? GROUP BY kind ORDER BY kind"
        with readable(self.path):
            return {str(kind): int(count) for kind, count in self._connection.execute(query, (str(self.regime(regime)),))}

    def span(self, regime: Regime | None = None) -> Span:
        """Return the first and last moment of the regime's records on both clocks."""
        query = "SELECT min(event), max(event), min(known), max(known) FROM record WHERE regime = ?"
        with readable(self.path):
            row = self._connection.execute(query, (str(self.regime(regime)),)).fetchone()
        return Span(*row) if row is not None else Span(None, None, None, None)

    def last_known(self, regime: Regime) -> int:
        """Return when the last record of a regime was known. Raises Misuse where it has none."""
        last = self.regime(regime)
        query = f"SELECT known FROM record WHERE regime = ? ORDER BY {self._order.backwards} LIMIT 1"  # noqa: S608 -- constants only
        with readable(self.path):
            row = self._connection.execute(query, (str(last),)).fetchone()
        return 0 if row is None else int(row[0])

    def _left_out(self, happened_by: int | None) -> str:
        if happened_by is None:
            return ""
        observers = [number for number, context in self._contexts.by_number.items() if context.observes]
        return happened_later(happened_by, observers)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _listed(kinds: frozenset[str]) -> str:
    return ", ".join(f"'{kind}'" for kind in sorted(kinds))
