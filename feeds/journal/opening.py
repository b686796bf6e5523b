"""Opening a journal's file, for the one writer or for a reader, and the words it says about itself."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import apsw

from feeds.errors import Damaged, Misuse
from feeds.journal.faults import readable, told
from feeds.journal.rows import regime_of
from feeds.journal.schema import APPLICATION_ID, FORMAT
from feeds.picture.regime import Regime
from feeds.picture.values import Value

_WAIT_MS: Final = 5_000
_HEAD: Final = 100
"""Bytes of SQLite's own header; the application id stands at 68."""

_MAPPED: Final = 1 << 30

_READING: Final = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI | apsw.SQLITE_OPEN_NOMUTEX
"""A reader belongs to one thread: SQLite need not lock at every column."""

_ANY: Final = "any"


class Meta(Value, frozen=True):
    """What a journal says about itself. `regime` None: it may hold several."""

    incident: str
    room: str
    regime: Regime | None
    reconstructed: bool
    format: int = FORMAT


def open_to_write(path: Path, *, create: bool = False) -> apsw.Connection:
    """Open for writing: WAL, erased bytes overwritten, a page cache for the key index. Raises WatchroomError."""
    flags = apsw.SQLITE_OPEN_READWRITE | (apsw.SQLITE_OPEN_CREATE if create else 0)
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
    with told(path):
        try:
            return _reading(path, "mode=ro", whole=whole)
        except (apsw.CantOpenError, apsw.ReadOnlyError):
            # Without a WAL to read, a file in a folder that cannot be written is read as one that does not change.
            if path.with_name(path.name + "-wal").exists():
                raise
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
    return connection


def check_head(path: Path) -> None:
    """Look at the file's first bytes.

    Raises:
        Damaged: it is no SQLite file, or no journal.

    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.startswith(b"SQLite format 3\0") or len(head) < _HEAD:
        raise Damaged(str(path), "this is no journal", head[:16], "a journal's SQLite file")
    found = int.from_bytes(head[68:72], "big")
    # A journal that was never closed may have its first page still in the WAL: then only its connection can tell.
    if found not in (0, APPLICATION_ID):
        raise Damaged(str(path), "this SQLite file is no journal", hex(found), f"application id {APPLICATION_ID:#x}")


def read_meta(connection: apsw.Connection, path: Path) -> Meta:
    """Read what the journal says about itself.

    Raises:
        Damaged: it is none, or of another format version.

    """
    where = str(path)
    with readable(path):
        application, version = connection.pragma("application_id"), connection.pragma("user_version")
        if application != APPLICATION_ID:
            raise Damaged(where, "this SQLite file is no journal", application, f"application id {APPLICATION_ID:#x}")
        if version != FORMAT:
            raise Damaged(where, "the journal is of another format", version, f"format {FORMAT}; this program cannot read others")
        said = {str(name): str(value) for name, value in connection.execute("SELECT name, value FROM meta")}
    try:
        regime = None if said["regime"] == _ANY else regime_of(said["regime"])
        return Meta(said["incident"], said["room"], regime, said["reconstructed"] == "yes", int(said["format"]))
    except (KeyError, ValueError) as error:
        raise Damaged(where, "the journal's own description cannot be read", str(error), "incident, room, regime, reconstructed") from error


def write_meta(connection: apsw.Connection, meta: Meta) -> None:
    """Write, within a transaction of the caller's, what the journal says about itself."""
    said = {
        "incident": meta.incident,
        "room": meta.room,
        "regime": _ANY if meta.regime is None else str(meta.regime),
        "reconstructed": "yes" if meta.reconstructed else "no",
        "format": str(meta.format),
    }
    connection.executemany("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", said.items())
