"""The blocks of an archive, unpacked as they are needed; the last few are at hand.

Links are computed: the last of each block is the one that is kept, so `verify` sees where a block or its order was altered. Behind a
block that is missing there is nothing to read. Deliberately absent: SQL (`feeds.journal.archived`).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple, cast

import apsw
import msgspec
import numpy as np
import zstandard

from feeds.errors import Damaged
from feeds.journal.blocks import ArchivedRow, Block, Cell, unpack_known
from feeds.journal.chain import GENESIS, commitment, link
from feeds.journal.columns import Numbers

_KEPT: Final = 96
"""Blocks that are at hand, some two megabytes each."""

_COLUMNS: Final = 15
"""Columns of a block's rows: all of a record but the link."""


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
        """Return the links behind a block's records: computed, the last as it is kept."""
        return [*self._chained(number)[:-1], self._blocks[number].link]

    def holds(self, number: int) -> bool:
        """Say whether a block's records lead from the link before it to its own. Raises Damaged where they cannot be read."""
        return self._chained(number)[-1] == self._blocks[number].link

    def end(self, number: int) -> tuple[int, bytes]:
        """Return a block's last sequence and the link behind it."""
        block = self._blocks[number]
        return block.first + block.records - 1, block.link

    @property
    def count(self) -> int:
        """How many blocks there are."""
        return len(self._blocks)

    def _chained(self, number: int) -> list[bytes]:
        last = self._blocks[number - 1].link if number else GENESIS
        columns = [self.column(number, name) for name in range(_COLUMNS)]
        found = []
        for row in cast("list[ArchivedRow]", list(zip(*columns, strict=True))):
            last = self._linked(last, row)
            found.append(last)
        return found

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
