"""An archive's records as the table `record`: whatever reads a journal reads an archive with the same SQL.

SQLite asks for rows by place, and the blocks that hold them are unpacked as they are needed; the last few are at hand. Records
are found by sequence, and by knowledge time where the reading order is (known, sequence). Links are computed: the last of each
block is the one that is kept, so `verify` sees where a block or its order was altered.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple, cast

import apsw
import msgspec
import numpy as np
import zstandard

from feeds.errors import Damaged
from feeds.journal.blocks import ArchivedRow, Block, Cell, unpack_known
from feeds.journal.chain import GENESIS, commitment, link
from feeds.journal.columns import Numbers
from feeds.journal.rows import COLUMNS

_KEPT: Final = 96
"""Blocks that are at hand, some two megabytes each."""

_SEQUENCE, _KNOWN, _LINK = 0, 1, 15

_BOUNDS: Final = {
    apsw.SQLITE_INDEX_CONSTRAINT_EQ: "=",
    apsw.SQLITE_INDEX_CONSTRAINT_GT: ">",
    apsw.SQLITE_INDEX_CONSTRAINT_GE: ")",
    apsw.SQLITE_INDEX_CONSTRAINT_LT: "<",
    apsw.SQLITE_INDEX_CONSTRAINT_LE: "(",
}
"""How a bound is written in a plan: one letter each."""

_ORDERS: Final = {
    ((_SEQUENCE, False),): (_SEQUENCE, False),
    ((_SEQUENCE, True),): (_SEQUENCE, True),
    ((_KNOWN, False), (_SEQUENCE, False)): (_KNOWN, False),
    ((_KNOWN, True), (_SEQUENCE, True)): (_KNOWN, True),
}
"""Orders that can be read in: by which column, and whether backwards."""


class _Stored(NamedTuple):
    first: int
    records: int
    link: bytes


def _following(blocks: Iterable[_Stored]) -> Iterator[_Stored]:
    """Return blocks as far as they follow one another."""
    expected = 1
    for block in blocks:
        if block.first != expected or block.records < 1:
            return
        yield block
        expected += block.records


class Blocks:
    """The blocks of one archive, read through its own connection."""

    def __init__(self, connection: apsw.Connection, where: str) -> None:
        """Read where the blocks lie, not what is in them; behind a missing one there is nothing to read."""
        self._connection, self._where = connection, where
        stored = connection.execute("SELECT first, records, link FROM block ORDER BY first")
        self._blocks = list(_following(_Stored(*row) for row in stored))
        self._starts = np.array([block.first - 1 for block in self._blocks], np.int64)
        self._known: dict[int, Numbers] = {}
        self._unpacked: OrderedDict[int, Block] = OrderedDict()
        self._by_known: tuple[Numbers, Numbers] | None = None
        self.records = sum(block.records for block in self._blocks)

    def number(self, place: int) -> int:
        """Return the number of the block that holds a place; places count from 0 in the chain's order."""
        return int(np.searchsorted(self._starts, place, side="right")) - 1

    def start(self, number: int) -> int:
        """Return a block's first place."""
        return self._blocks[number].first - 1

    def known(self, number: int) -> Numbers:
        """Return a block's knowledge times."""
        found = self._known.get(number)
        if found is None:
            found = self._known[number] = self._unpacked_known(number)
        return found

    def column(self, number: int, name: int) -> list[Cell]:
        """Return a column of a block's rows, all but the link."""
        block = self._unpacked.get(number)
        if block is None:
            block = self._unpacked[number] = self._unpack(number)
            if len(self._unpacked) > _KEPT:
                self._unpacked.popitem(last=False)
        else:
            self._unpacked.move_to_end(number)
        with _sound(self._where, self._blocks[number]):
            return block.column(name)

    def by_known(self) -> tuple[Numbers, Numbers]:
        """Return all knowledge times in ascending order, and the places they are at: the order of (known, sequence)."""
        if self._by_known is None:
            known = np.concatenate([np.zeros(0, np.int64), *(self.known(number) for number in range(len(self._blocks)))])
            places = np.argsort(known, kind="stable")
            self._by_known = (known[places], places)
        return self._by_known

    def links(self, number: int) -> list[bytes]:
        """Return the links behind a block's records."""
        last = self._blocks[number - 1].link if number else GENESIS
        found = []
        columns = [self.column(number, name) for name in range(_LINK)]
        for row in cast("list[ArchivedRow]", list(zip(*columns, strict=True))[:-1]):
            last = self._linked(last, row)
            found.append(last)
        return [*found, self._blocks[number].link]

    def _linked(self, last: bytes, row: ArchivedRow) -> bytes:
        body, salt, erased = row[12:]
        committed = commitment(salt, body) if salt is not None and body is not None else erased or b""
        return link(last, (*row[:10], self._context(row[10]), row[11]), committed)

    def _context(self, number: int) -> bytes:
        row = self._connection.execute("SELECT data FROM context WHERE id = ?", (number,)).fetchone()
        return b"" if row is None else cast("bytes", row[0])

    def _unpacked_known(self, number: int) -> Numbers:
        with _sound(self._where, self._blocks[number]):
            known = unpack_known(self._stored(number, "known"))
            if len(known) != self._blocks[number].records:
                raise ValueError("it holds another number of records than it says")
            return known

    def _unpack(self, number: int) -> Block:
        block, known = self._blocks[number], self.known(number)
        with _sound(self._where, block):
            return Block(block.first, known, self._stored(number, "rest"))

    def _stored(self, number: int, name: str) -> bytes:
        query = f"SELECT {name} FROM block WHERE first = ?"  # noqa: S608 -- one of two names
        row = self._connection.execute(query, (self._blocks[number].first,)).fetchone()
        return cast("bytes", row[0]) if row is not None else b""


class _sound:  # noqa: N801 -- used as a statement
    """Say of whatever goes wrong inside that the block is damaged."""

    def __init__(self, where: str, block: _Stored) -> None:
        self._where, self._block = where, block

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, msgspec.MsgspecError | zstandard.ZstdError | ValueError | TypeError | IndexError):
            last = self._block.first + self._block.records - 1
            what = f"the block of records {self._block.first} to {last} cannot be read"
            raise Damaged(self._where, what, str(error), "a whole archive; `watchroom verify` says how much is sound") from error


class ArchivedRecords:
    """The module of the virtual table: SQLite's names, and no word more than reading needs."""

    def __init__(self, where: str) -> None:
        """Take the archive's name, for errors."""
        self._where = where

    def Connect(self, connection: apsw.Connection, *_: object) -> tuple[str, _Table]:  # noqa: N802 -- apsw's name
        """Return the table's shape and the table."""
        columns = COLUMNS.replace("sequence,", "sequence INTEGER PRIMARY KEY,", 1)
        return f"CREATE TABLE record ({columns})", _Table(Blocks(connection, self._where))

    Create = Connect


class _Table:
    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks

    def BestIndex(  # noqa: N802 -- apsw's name
        self, constraints: Sequence[tuple[int, int]], orderbys: Sequence[tuple[int, bool]]
    ) -> tuple[list[int | None], int, str, bool, float]:
        """Choose a way: by sequence or by knowledge time, forwards or backwards, within the bounds that there are."""
        usable = {column for column, op in constraints if op in _BOUNDS}
        asked = _ORDERS.get(tuple((column, bool(desc)) for column, desc in orderbys))
        by, backwards = asked or (_KNOWN if _KNOWN in usable and _SEQUENCE not in usable else _SEQUENCE, False)
        used: list[int | None] = []
        plan = "k" if by == _KNOWN else "s"
        for column, op in constraints:
            serves = column == by and op in _BOUNDS
            used.append(len(plan) - 1 if serves else None)
            plan += _BOUNDS[op] if serves else ""
        cost = 1.0 if "=" in plan else float(self._blocks.records + 1) / len(plan)
        return used, int(backwards), plan, asked is not None, cost

    def Open(self) -> _Cursor:  # noqa: N802 -- apsw's name
        """Return a cursor."""
        return _Cursor(self._blocks)

    def Disconnect(self) -> None:  # noqa: N802 -- apsw's name
        """Hold on to nothing."""

    Destroy = Disconnect


class _Cursor:
    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks
        self._places: Sequence[int] = ()
        self._at = self._end = self._place = 0
        self._from, self._until, self._number = 0, 0, -1
        self._columns: list[Sequence[Cell] | None] = [None] * (_LINK + 1)

    def Filter(self, backwards: int, plan: str, bounds: tuple[int, ...] | None) -> None:  # noqa: N802 -- apsw's name
        """Take the places within the bounds, in their order."""
        if plan[0] == "s":
            low, high = 0, self._blocks.records
            for letter, bound in zip(plan[1:], bounds or (), strict=True):
                low, high = _narrowed(letter, bound, low, high)
            places: Sequence[int] = range(low, max(low, high))
        else:
            known, order = self._blocks.by_known()
            low, high = 0, len(known)
            for letter, bound in zip(plan[1:], bounds or (), strict=True):
                left, right = (int(np.searchsorted(known, bound, side)) for side in ("left", "right"))
                low = max(low, {"=": left, ")": left, ">": right}.get(letter, low))
                high = min(high, {"=": right, "(": right, "<": left}.get(letter, high))
            places = cast("Sequence[int]", order[low : max(low, high)].tolist())
        self._places = places[::-1] if backwards else places
        self._at, self._end = 0, len(self._places)
        self._place = self._places[0] if self._end else -1

    def Eof(self) -> bool:  # noqa: N802 -- apsw's name
        """Say whether there is no row here."""
        return self._at >= self._end

    def Next(self) -> None:  # noqa: N802 -- apsw's name
        """Go on."""
        self._at += 1
        if self._at < self._end:
            self._place = self._places[self._at]

    def Rowid(self) -> int:  # noqa: N802 -- apsw's name
        """Return the sequence."""
        return self._place + 1

    def Column(self, number: int) -> Cell:  # noqa: N802 -- apsw's name
        """Return a value of the row."""
        if number <= _SEQUENCE:
            return self._place + 1
        if not self._from <= self._place < self._until:
            self._enter()
        column = self._columns[number]
        if column is None:
            column = self._columns[number] = self._column(number)
        return column[self._place - self._from]

    def _column(self, number: int) -> Sequence[Cell]:
        if number == _KNOWN:
            return cast("list[int]", self._blocks.known(self._number).tolist())
        return self._blocks.links(self._number) if number == _LINK else self._blocks.column(self._number, number)

    def _enter(self) -> None:
        """Turn to the block of the place."""
        self._number = self._blocks.number(self._place)
        self._from = self._blocks.start(self._number)
        self._until = self._from + len(self._blocks.known(self._number))
        self._columns = [None] * (_LINK + 1)

    def Close(self) -> None:  # noqa: N802 -- apsw's name
        """Let the rows go."""
        self._columns = [None] * (_LINK + 1)


def _narrowed(letter: str, bound: int, low: int, high: int) -> tuple[int, int]:
    """Narrow a range of places by a bound on the sequence, which is one more."""
    match letter:
        case "=":
            return max(low, bound - 1), min(high, bound)
        case ">":
            return max(low, bound), high
        case ")":
            return max(low, bound - 1), high
        case "<":
            return low, min(high, bound - 1)
        case _:
            return low, min(high, bound)
