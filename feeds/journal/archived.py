"""An archive's records as the table `record`: whatever reads a journal reads an archive with the same SQL.

SQLite asks for rows by place: by sequence, or by knowledge time where the reading order is (known, sequence). Deliberately absent:
the blocks that hold them (`feeds.journal.archived_blocks`), and any way to write.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast

import apsw
import numpy as np

from feeds.journal.archived_blocks import Blocks
from feeds.journal.blocks import Cell
from feeds.journal.rows import COLUMNS

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


def attach(connection: apsw.Connection, where: str) -> None:
    """Give a connection to an archive the table `record`; `where` is the archive's name, for errors."""
    connection.create_module("record", cast("apsw.VTModule", ArchivedRecords(where)), eponymous=True, read_only=True)


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
