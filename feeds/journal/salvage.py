"""What is left of a cut or broken journal or archive: every record before the first hole, each proven by the chain.

The leaves of the file are read one by one (`feeds.journal.pages`) and put in their order; the chain says which are the journal's own
and where the first one is missing. What was found is handed on as a database like the file was, so that it is read as ever.
Keyframes are not looked for: they are a cache. Deliberately absent: what lies behind the hole; it could not be proven.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple, cast

import apsw
import msgspec

from feeds.errors import Damaged
from feeds.journal.archived import attach
from feeds.journal.archived_blocks import Blocks
from feeds.journal.chain import GENESIS, LINK_SIZE, commitment, link
from feeds.journal.faults import told
from feeds.journal.pages import Cell, Pages, Row
from feeds.journal.rows import COLUMNS, read_context
from feeds.journal.schema import APPLICATION_ID, ARCHIVE_FORMAT, ARCHIVE_ID, BLOCK, DELTA, FORMAT, TABLES

_RECORD: Final = 16
"""Columns of a record's row."""

_SAID: Final = frozenset({"incident", "room", "regime", "reconstructed", "format", "sealed"})
_TYPES: Final[tuple[tuple[type, ...], ...]] = (
    (int,), (int,), (int,), (str,), (str,), (str,), (int,), (str,), (bytes,), (bytes, type(None)), (int,), (bytes,),
    (bytes, type(None)), (bytes, type(None)), (bytes, type(None)), (bytes,),
)  # fmt: skip
"""What each column of a record may hold."""

_BATCH: Final = 2_000
_FOUND: Final = f"CREATE TABLE found ({COLUMNS})"
_KEEP: Final = f"INSERT INTO record ({COLUMNS}) VALUES ({', '.join('?' * _RECORD)})"  # noqa: S608 -- constants only


class Salvaged(NamedTuple):
    """A database of what is left, to be read as a journal or an archive is, and how many records it has, with their head in hex."""

    connection: apsw.Connection
    records: int
    head: str


def salvage(path: Path) -> Salvaged:
    """Read what is left of a file. The caller closes the connection.

    Raises:
        Damaged: there is not even a first record of a journal.
        WatchroomError: the file cannot be read.

    """
    # An unnamed database lies on the disk and goes with its connection: a journal may be larger than memory.
    connection = apsw.Connection("")
    try:
        records, head = _read(path, connection)
    except BaseException:
        connection.close()
        raise
    return Salvaged(connection, records, head.hex())


def _read(path: Path, connection: apsw.Connection) -> tuple[int, bytes]:
    with told(path):
        found = _Found(connection)
        try:
            with Pages(path) as pages:
                found.sort(pages.rows())
        except ValueError as error:
            raise Damaged(str(path), "nothing of a journal can be read", str(error), "a journal or an archive") from error
        records, head = found.proven(path)
    if not records:
        raise Damaged(str(path), "not one record of a journal can be read", expected="a journal or an archive, cut or not")
    return records, head


class _Found:
    """What was found, in a database of its own."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._contexts: dict[int, bytes] = {}
        self._said: dict[str, str] = {}
        self._blocks: dict[int, tuple[Cell, ...]] = {}
        connection.execute(_FOUND)

    def sort(self, rows: Iterator[Row]) -> None:
        """Put each row where it belongs."""
        with self._connection:
            for statement in (*TABLES.split(";\n"), DELTA, BLOCK):
                if "INDEX" not in statement and "CREATE TABLE record" not in statement:
                    self._connection.execute(statement)
            values = ", ".join("?" * _RECORD)
            while some := list(islice(rows, _BATCH)):
                records = [(row.rowid, *row.cells[1:]) for row in some if _is_record(row)]
                self._connection.executemany(f"INSERT INTO found VALUES ({values})", records)  # noqa: S608 -- constants only
                for row in some:
                    self._take(row)

    def _take(self, row: Row) -> None:
        match row:
            case Row(int(number), (None, bytes(data))):
                self._contexts.setdefault(number, data)
            case Row(None, (str(name), str(value))) if name in _SAID:
                self._said.setdefault(name, value)
            case Row(int(), (bytes(digest), int(packed), bytes(data))):
                self._connection.execute("INSERT OR IGNORE INTO original VALUES (?, ?, ?)", (digest, packed, data))
            case Row(int(first), (None, int(), bytes(), bytes(), bytes())):
                self._blocks.setdefault(first, (first, *row.cells[1:]))
            case _:
                pass

    def proven(self, path: Path) -> tuple[int, bytes]:
        """Keep what the chain proves, up to the first hole; return how many records that is, and the head."""
        self._contexts = {number: data for number, data in sorted(self._contexts.items()) if _is_context(data)}
        with self._connection:
            self._connection.executemany("INSERT INTO context (id, data) VALUES (?, ?)", self._contexts.items())
            # A seal is of the whole; of a part it would say something wrong.
            said = [(name, value) for name, value in self._said.items() if name != "sealed"]
            self._connection.executemany("INSERT INTO meta (name, value) VALUES (?, ?)", said)
        return self._proven_blocks(path) if self._blocks else self._proven_records()

    def _proven_records(self) -> tuple[int, bytes]:
        self._name(APPLICATION_ID, FORMAT)
        self._connection.execute(next(each for each in TABLES.split(";\n") if "CREATE TABLE record" in each))
        count, last = 0, GENESIS
        rows = self._connection.execute(f"SELECT {COLUMNS} FROM found WHERE sequence > 0 ORDER BY sequence")  # noqa: S608 -- constants only
        with self._connection:
            for row in rows:
                if row[0] > count + 1:
                    break
                if row[0] == count + 1 and row[15] == self._linked(last, row):
                    self._connection.execute(_KEEP, row)
                    count, last = row[0], row[15]
            rows.close()
            self._list_regimes("SELECT regime, min(sequence) FROM record GROUP BY regime")
            self._connection.execute("DROP TABLE found")
        return count, last

    def _linked(self, last: bytes, row: tuple[Cell, ...]) -> bytes | None:
        context, body, salt, erased = self._contexts.get(cast("int", row[10])), row[12], row[13], row[14]
        if context is None:
            return None
        committed = commitment(salt, body) if isinstance(body, bytes) and isinstance(salt, bytes) else erased
        front = cast("tuple[int, int, int, str, str, str, int, str, bytes, bytes | None]", row[:10])
        return link(last, (*front, context, cast("bytes", row[11])), committed) if isinstance(committed, bytes) else None

    def _proven_blocks(self, path: Path) -> tuple[int, bytes]:
        self._name(ARCHIVE_ID, ARCHIVE_FORMAT)
        self._connection.execute("DROP TABLE found")
        columns = "first, records, link, known, rest"
        with self._connection:
            rows = (row for _, row in sorted(self._blocks.items()))
            self._connection.executemany(f"INSERT INTO block ({columns}) VALUES (?, ?, ?, ?, ?)", rows)  # noqa: S608 -- constants only
            blocks = Blocks(self._connection, str(path))
            sound, head = _sound(blocks)
            self._connection.execute("DELETE FROM block WHERE first > ?", (sound,))
        attach(self._connection, str(path))
        self._list_regimes("SELECT regime, min(sequence) FROM record GROUP BY regime")
        return sound, head

    def _name(self, application: int, version: int) -> None:
        self._connection.execute(f"PRAGMA application_id = {application:d}")
        self._connection.execute(f"PRAGMA user_version = {version:d}")

    def _list_regimes(self, query: str) -> None:
        self._connection.executemany("INSERT INTO regime (name, first) VALUES (?, ?)", self._connection.execute(query).fetchall())


def _sound(blocks: Blocks) -> tuple[int, bytes]:
    """Return how many records lie in blocks that prove themselves, up to the first that does not, and the head."""
    count, head = 0, GENESIS
    for number in range(blocks.count):
        try:
            if not blocks.holds(number):
                break
        except Damaged:
            break
        count, head = blocks.end(number)
    return count, head


def _is_record(row: Row) -> bool:
    if row.rowid is None or len(row.cells) != _RECORD or row.cells[0] is not None:
        return False
    typed = all(isinstance(cell, kinds) for cell, kinds in zip((row.rowid, *row.cells[1:]), _TYPES, strict=True))
    return typed and len(cast("bytes", row.cells[15])) == LINK_SIZE


def _is_context(data: bytes) -> bool:
    try:
        read_context(data)
    except (msgspec.MsgspecError, ValueError):
        return False
    return True
