"""The file: one SQLite database in WAL mode, readable with any SQLite.

The chained records lie in one table, `record`. All the rest is either shared text (`context`), bytes as they came
(`original`), words about the file (`meta`) or a cache that may be deleted (`keyframe`, `chunk`, `delta`). A file of another format
version is refused, never guessed at.
"""

from __future__ import annotations

from typing import Final

APPLICATION_ID: Final = 0x57524A4C
"""'WRJL' in the file's header: `file` and SQLite both show it."""

ARCHIVE_ID: Final = 0x57524A41
"""'WRJA': an archive, which holds the same records in blocks."""

ARCHIVE_FORMAT: Final = 1
"""The archive's format version."""

FORMAT: Final = 1
"""The journal's format version, kept as SQLite's user_version and in `meta`."""

TABLES: Final = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE context (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE record (
    sequence INTEGER PRIMARY KEY,
    known INTEGER NOT NULL,
    event INTEGER NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    origin TEXT NOT NULL,
    origin_sequence INTEGER NOT NULL,
    regime TEXT NOT NULL,
    key BLOB NOT NULL,
    original BLOB,
    context INTEGER NOT NULL,
    header BLOB NOT NULL,
    body BLOB,
    salt BLOB,
    erased BLOB,
    link BLOB NOT NULL
);
CREATE INDEX record_foreign ON record (origin, origin_sequence) WHERE origin_sequence <> sequence;
CREATE TABLE original (hash BLOB PRIMARY KEY, packed INTEGER NOT NULL, data BLOB NOT NULL);
CREATE TABLE regime (name TEXT PRIMARY KEY, first INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE keyframe (
    regime TEXT NOT NULL,
    position INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    known INTEGER NOT NULL,
    latest INTEGER,
    data BLOB NOT NULL,
    PRIMARY KEY (regime, position)
) WITHOUT ROWID;
CREATE TABLE chunk (hash BLOB PRIMARY KEY, data BLOB NOT NULL);
"""
BLOCK: Final = """
CREATE TABLE block (
    first INTEGER PRIMARY KEY,
    records INTEGER NOT NULL,
    link BLOB NOT NULL,
    known BLOB NOT NULL,
    rest BLOB NOT NULL
)
"""
"""An archive has this in the place of `record` (`feeds.journal.blocks`)."""

KEY_INDEX: Final = "CREATE INDEX record_key ON record (substr(key, 1, 8))"
"""A key is looked up by its first eight bytes and then compared whole: the index is a third of a whole key's."""

DELTA: Final = """
CREATE TABLE IF NOT EXISTS delta (
    regime TEXT NOT NULL,
    position INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    known INTEGER NOT NULL,
    latest INTEGER,
    data BLOB NOT NULL,
    PRIMARY KEY (regime, position)
)
"""
"""A cache that journals have not always had: it is made when one is opened to be written, and readers do without. With rowids, for
its rows are long: in a tree of keys each would take a page of its own.
"""

KNOWN_INDEX: Final = "CREATE INDEX IF NOT EXISTS record_known ON record (known)"
"""Only in a reconstructed journal, where the reading order is (known, sequence)."""
