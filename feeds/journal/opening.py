"""Opening a journal's file for the one writer, or a journal or an archive for a reader."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import apsw

from feeds.errors import Damaged, Misuse, Refused
from feeds.journal.archived import attach
from feeds.journal.faults import told
from feeds.journal.schema import APPLICATION_ID, ARCHIVE_ID

_WAIT_MS: Final = 5_000
_HEAD: Final = 100
"""Bytes of SQLite's own header; the application id stands at 68."""

_MAPPED: Final = 1 << 40
"""Bytes of the file that are mapped: all, however long it is. Beyond SQLite's usual two gigabytes each page would be read by a call."""

_READING: Final = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI | apsw.SQLITE_OPEN_NOMUTEX
"""A reader belongs to one thread: SQLite need not lock at every column."""


def open_to_write(path: Path, *, create: bool = False) -> apsw.Connection:
    """Open for writing: WAL, erased bytes overwritten, a page cache for the key index. Raises WatchroomError."""
    flags = apsw.SQLITE_OPEN_READWRITE | (apsw.SQLITE_OPEN_CREATE if create else 0)
    if not create and path.stat().st_size >= _HEAD and application_id(path) == ARCHIVE_ID:
        raise Refused(str(path), "an archive takes no records", expected="a journal")
    with told(path):
        connection = apsw.Connection(str(path), flags=flags)
        try:
            connection.set_busy_timeout(_WAIT_MS)
            for pragma in ("journal_mode = WAL", "secure_delete = ON", "cache_size = -65536", "wal_autocheckpoint = 4000"):
                connection.execute(f"PRAGMA {pragma}").fetchall()
        except BaseException:
            connection.close()
            raise
        return connection


def open_to_read(path: Path, *, whole: bool = True) -> apsw.Connection:
    """Open for reading, also while another writes; on a medium that cannot be written too.

    `whole`: the file must be as long as it says. Raises WatchroomError.
    """
    if not path.is_file():
        raise Misuse(str(path), "there is no such journal", expected="an existing file")
    check_head(path)
    if whole:
        _check_length(path)
    with told(path):
        try:
            return _reading(path, "mode=ro", whole=whole)
        except (apsw.CantOpenError, apsw.ReadOnlyError) as error:
            # Without a log to read, a file in a folder that cannot be written is read as one that does not change.
            if _has_log(path):
                what = "a log with records lies beside the journal, and is not to be read in a folder that cannot be written"
                raise Refused(str(path), what, str(error), "a copy of both in a folder that may be written") from error
            return _reading(path, "immutable=1", whole=whole)


def open_to_examine(path: Path) -> apsw.Connection:
    """Open for reading what is left of a file, even where its end is missing. For `verify` only. Raises WatchroomError."""
    connection = open_to_read(path, whole=False)
    connection.execute("PRAGMA cell_size_check = ON").fetchall()
    return connection


def _reading(path: Path, mode: str, *, whole: bool) -> apsw.Connection:
    connection = apsw.Connection(f"{path.resolve().as_uri()}?{mode}", flags=_READING)
    connection.set_busy_timeout(_WAIT_MS)
    if not whole:
        # SQLite refuses a file shorter than its header says, unless it is told first that the tables may be in disorder.
        connection.execute("PRAGMA writable_schema = ON").fetchall()
    connection.execute("PRAGMA cache_size = -32768")
    connection.execute(f"PRAGMA mmap_size = {_MAPPED if whole else 0}").fetchall()
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
    if connection.pragma("application_id") == ARCHIVE_ID:
        attach(connection, str(path))
    return connection


def _check_length(path: Path) -> None:
    """Make sure that the file is as long as it says; SQLite lets the last page be cut short. With a log, only SQLite can tell.

    Raises:
        Damaged: it is shorter.

    """
    if _has_log(path):
        return
    head, there = _head(path), path.stat().st_size
    page = int.from_bytes(head[16:18], "big")
    said = int.from_bytes(head[28:32], "big") * (65_536 if page == 1 else page)
    if there < said and head[24:28] == head[92:96]:
        raise Damaged(str(path), "the file is cut", f"{there} bytes", f"{said} bytes; `watchroom verify` says how much is sound")


def _has_log(path: Path) -> bool:
    """Say whether there is anything in the log: readers leave an empty one behind."""
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def application_id(path: Path) -> int:
    """Return what the file's header says it is; 0 where that is still in the WAL."""
    return int.from_bytes(_head(path)[68:72], "big")


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def check_head(path: Path) -> None:
    """Look at the file's first bytes.

    Raises:
        Damaged: it is no SQLite file, or no journal.

    """
    head = _head(path)
    if not head.startswith(b"SQLite format 3\0") or len(head) < _HEAD:
        raise Damaged(str(path), "this is no journal", head[:16], "a journal's SQLite file")
    found = application_id(path)
    # A journal that was never closed may have its first page still in the WAL: then only its connection can tell.
    if found not in (0, APPLICATION_ID, ARCHIVE_ID):
        raise Damaged(str(path), "this SQLite file is no journal", hex(found), f"application id {APPLICATION_ID:#x}")
