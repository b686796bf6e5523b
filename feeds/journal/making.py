"""Making a journal's file: it appears under its name whole, with its tables and its incident, or not at all.

So a file of a journal's name is a journal, whatever happened while it was made.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import apsw

from feeds.errors import Refused
from feeds.journal.faults import told
from feeds.journal.meta import Meta, write_meta
from feeds.journal.opening import open_to_write
from feeds.journal.schema import APPLICATION_ID, DELTA, FORMAT, KEY_INDEX, KNOWN_INDEX, TABLES


def make(path: Path, meta: Meta, begin: Callable[[Path, apsw.Connection], None]) -> None:
    """Make a journal beside its place, let `begin` write its first record, and give it its name. The caller holds the lock.

    Raises:
        Refused: there is a file of that name already.

    """
    # A device or a pipe is not ours to put a file in the place of, however empty it is.
    if path.exists() and (not path.is_file() or path.stat().st_size):
        raise Refused(str(path), "there is a file of this name already", expected="a new name, or to open the journal")
    building = path.with_name(f".{path.name}.making")
    _clear(building)
    os.close(os.open(building, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    try:
        connection = open_to_write(building, create=True)
        try:
            with told(path):
                _make_tables(connection, meta)
            begin(building, connection)
            # Closing would do this too, but keep silent where the disk is full; without it the file alone is not whole.
            with told(path):
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            connection.close()
        building.replace(path)
        sync_folder(path.parent)
    finally:
        _clear(building)


def _make_tables(connection: apsw.Connection, meta: Meta) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for statement in (*TABLES.split(";\n"), KEY_INDEX, DELTA):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {FORMAT}")
    write_meta(connection, meta)
    if meta.reconstructed:
        connection.execute(KNOWN_INDEX)
    connection.execute("COMMIT")


def _clear(building: Path) -> None:
    """Take away what a making that was cut short has left."""
    for ending in ("", "-wal", "-shm"):
        building.with_name(building.name + ending).unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk, so that a new one outlives a loss of power as what stands under it does."""
    file = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(file)
    finally:
        os.close(file)
