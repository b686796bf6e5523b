"""Records put behind a journal's last one: laid out, chained, and written within transactions of the writer's.

What is remembered of the chain's end moves on only when a transaction went well, and is read again where one did not. Deliberately
absent: transactions, and when they reach the disk (`feeds.journal.store`).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple, cast

import apsw
import msgspec

from feeds.errors import BadInput, Damaged, Misuse, Refused
from feeds.journal import keyframes, originals
from feeds.journal.chain import GENESIS, SALT_SIZE, commitment, link
from feeds.journal.contexts import Contexts
from feeds.journal.faults import readable
from feeds.journal.meta import Meta
from feeds.journal.order import Place
from feeds.journal.rows import COLUMNS, READING, Context, Laid, ReadingRow, context_of, lay, record_of
from feeds.picture.envelope import Record
from feeds.picture.values import Value

_INSERT: Final = f"INSERT INTO record ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)"  # noqa: S608 -- constants only
_FIND: Final = "SELECT key, sequence FROM carray(?) CROSS JOIN record ON substr(key, 1, 8) = value"
_LAST: Final = "SELECT sequence, known, link FROM record ORDER BY sequence DESC LIMIT 1"
_INDEXED: Final = 8
"""Bytes of a key that its index holds."""


class Admitted(Value, frozen=True):
    """A record to be journalled, and its original's bytes where they are kept. `known` and `origin` are set.

    `sequence` 0: the record is this room's own and gets its number here. Any other: it is another origin's and keeps it.
    """

    record: Record
    original: bytes | None = None


class ChainEnd(NamedTuple):
    """The last record's sequence, knowledge time and link."""

    sequence: int
    known: int
    link: bytes

    @property
    def place(self) -> Place:
        """The end as a place in the reading order of a journal that is not reconstructed."""
        return Place(self.known, self.sequence)


_NOTHING: Final = ChainEnd(0, -(1 << 62), GENESIS)


Ready = tuple[Record, bytes | None, Laid, Context, tuple[int, bytes] | None]
"""A record with its original, laid out, and its context with its number and bytes, where it has one already."""


class Appending:
    """The writing end of one journal."""

    def __init__(self, connection: apsw.Connection, path: Path) -> None:
        """Find the chain's end. Raises Damaged where it cannot be read."""
        self._connection, self._path = connection, path
        with readable(path):
            self._reread()
            last = cast("tuple[int, int, bytes] | None", connection.execute(_LAST).fetchone())
        if last is not None and [type(value) for value in last] != [int, int, bytes]:
            raise Damaged(str(path), "the last record has lost its place", last[0], "a sequence, a time and a link")
        self.end = _NOTHING if last is None else ChainEnd(*last)
        self._reached = self.end

    def _reread(self) -> None:
        self.contexts = Contexts(self._connection)
        self.regimes = {str(name) for (name,) in self._connection.execute("SELECT name FROM regime")}

    def committed(self) -> None:
        """Move on: what was written is there."""
        self.end = self._reached

    def undone(self) -> None:
        """Forget what was written: it is not there."""
        self._reached = self.end
        self._reread()

    def ready(self, item: Admitted, meta: Meta) -> Ready:
        """Lay a record out, having made sure that it belongs here and can be read again. Raises Refused, BadInput."""
        record = item.record
        if meta.regime is not None and record.regime != meta.regime:
            raise Refused(str(self._path), "a record of another regime", str(record.regime), f"{meta.regime} records only")
        if not record.origin:
            raise BadInput(str(self._path), "a record without an origin", record.subject, "the code of the room that admitted it")
        if item.original is not None and (record.provenance is None or record.provenance.original is None):
            named = "its hash in the record's provenance"
            raise BadInput(str(self._path), "an original that its record does not name", record.subject, named)
        try:
            context = context_of(record)
            return record, item.original, lay(record), context, self.contexts.find(context)
        except ValueError as error:
            what = f"a {record.kind} that could not be read again: {error}"
            raise BadInput(str(self._path), what, record.subject, "values within bounds") from error

    def write(self, items: Sequence[Ready], *, reconstructed: bool) -> list[Record]:
        """Write records within a transaction and return them as they now stand, aligned with `items`."""
        there = self._there(items)
        salts = os.urandom(SALT_SIZE * len(items))
        sequence, known, last = self.end
        rows: list[tuple[object, ...]] = []
        result: list[Record] = []
        for number, (record, original, row, context, known_as) in enumerate(items):
            event, kind, subject, origin, regime, key, hashed, header, body = row
            before = there.get(key)
            if before is not None:
                result.append(result[before[1]] if before[1] is not None else self._as_journalled(before[0], record))
                continue
            sequence += 1
            there[key] = (sequence, len(result))
            known = record.known if reconstructed or record.known > known else known
            own = record.sequence or sequence
            code, shared = known_as or self.contexts.number(context)
            salt = salts[SALT_SIZE * number : SALT_SIZE * (number + 1)]
            front = (sequence, known, event, kind, subject, origin, own, regime, key, hashed)
            last = link(last, (*front, shared, header), commitment(salt, body))
            if regime not in self.regimes:
                self._connection.execute("INSERT INTO regime (name, first) VALUES (?, ?)", (regime, sequence))
                self.regimes.add(regime)
            rows.append((*front, code, header, body, salt, last))
            result.append(msgspec.structs.replace(record, sequence=own, known=known))
            if original is not None and hashed is not None:
                originals.keep(self._connection, str(self._path), hashed, original)
        self._connection.executemany(_INSERT, rows)
        self._reached = ChainEnd(sequence, known, last)
        if reconstructed and rows:
            keyframes.forget_after(self._connection, min(record.known for record in result))
        return result

    def _there(self, items: Sequence[Ready]) -> dict[bytes, tuple[int, int | None]]:
        """Return the keys that are journalled already: key -> (sequence, None)."""
        return {key: (sequence, None) for key, sequence in self._found([laid.key for _, _, laid, _, _ in items])}

    def _found(self, keys: Sequence[bytes]) -> list[tuple[bytes, int]]:
        """Return which of these keys are there, each with its sequence; all are looked up at once."""
        if not keys:
            return []
        wanted = set(keys)
        begun = apsw.carray(tuple(key[:_INDEXED] for key in keys))
        return [(key, sequence) for key, sequence in self._connection.execute(_FIND, (begun,)) if key in wanted]

    def find(self, key: bytes) -> int | None:
        """Return the sequence of the record with this key, or None."""
        return next((sequence for _, sequence in self._found([key])), None)

    def _as_journalled(self, sequence: int, given: Record) -> Record:
        query = f"SELECT {READING} FROM record WHERE sequence = ?"  # noqa: S608 -- constants only
        row = cast("ReadingRow | None", self._connection.execute(query, (sequence,)).fetchone())
        if row is None:
            raise Misuse(str(self._path), "there is no such record", sequence, f"a sequence from 1 to {self.end.sequence}")
        with readable(self._path):
            found = record_of(row, self.contexts.by_number)
        if isinstance(found, Record):
            return found
        return msgspec.structs.replace(given, sequence=row[6], known=row[1])
