"""Compacting: a journal as an archive, the same records in packed blocks with an index, under the same head.

The archive is one SQLite file. Its chain is recomputed on the way, so what was
altered cannot be compacted; a redacted record keeps its header and its commitment and nothing else, as before. Keyframes come
along, the closer ones left out. Deliberately absent: taking an archive apart again, for it
is read as it is (`feeds.journal.archived`), and giving the file its name.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain, pairwise
from pathlib import Path
from typing import Final, NamedTuple, cast

import apsw
import msgspec

from feeds.errors import Damaged
from feeds.journal import deltas
from feeds.journal.blocks import RECORDS, pack
from feeds.journal.chain import GENESIS, commitment, link
from feeds.journal.contexts import Contexts
from feeds.journal.faults import readable, told
from feeds.journal.keyframes import Keyframe
from feeds.journal.meta import Meta, read_meta, write_meta
from feeds.journal.opening import open_to_read
from feeds.journal.rows import COLUMNS
from feeds.journal.schema import ARCHIVE_FORMAT, ARCHIVE_ID, BLOCK, DELTA, TABLES
from feeds.journal.upkeep import write

FRAMES_APART, DELTAS_APART = 100_000, 3_000
"""Records between two keyframes, and between two marks, that an archive keeps."""

_PAGE: Final = 16_384
"""Bytes of the file's pages: a block goes over many small ones."""

_READ: Final = f"SELECT {COLUMNS} FROM record WHERE sequence > ? ORDER BY sequence LIMIT {RECORDS}"  # noqa: S608 -- constants only

_Row = tuple[int, int, int, str, str, str, int, str, bytes, bytes | None, int, bytes, bytes | None, bytes | None, bytes | None, bytes]


class Compacted(NamedTuple):
    """What was written: how many records, and their head in hex."""

    records: int
    head: str


def compact(path: Path, out: Path, progress: Callable[[int], None] | None = None) -> Compacted:
    """Write the records of a journal, as they are committed when this begins, into an archive at `out`, where nothing is yet.

    Raises:
        Misuse: there is no such journal.
        Damaged: its chain does not hold; `verify` says where.
        WatchroomError: the disk is full or failing; what stands at `out` then is no archive.

    """
    source = open_to_read(path)
    try:
        meta = read_meta(source, path)
        with _made(out) as archive, readable(path), _at_one_moment(source):
            # What records cannot be read without goes first: a cut archive has lost its end.
            _copy_shared(source, archive, out, msgspec.structs.replace(meta, format=ARCHIVE_FORMAT, archive=True))
            compacted = _copy_records(source, archive, path, out, progress)
            _copy_rest(source, archive, out)
    finally:
        source.close()
    return compacted


@contextmanager
def _made(out: Path) -> Iterator[apsw.Connection]:
    """Make the file with its tables. What is written within is one transaction."""
    settings = (f"page_size = {_PAGE}", "journal_mode = OFF", f"application_id = {ARCHIVE_ID}", f"user_version = {ARCHIVE_FORMAT}")
    with told(out):
        # As a journal, an archive is its owner's: nobody else may read it.
        os.close(os.open(out, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        archive = apsw.Connection(str(out))
        try:
            for setting in settings:
                archive.execute(f"PRAGMA {setting}").fetchall()
            archive.execute("BEGIN")
            for statement in (*(each for each in TABLES.split(";\n") if " record" not in each), DELTA, BLOCK):
                archive.execute(statement)
            yield archive
            archive.execute("COMMIT")
        finally:
            archive.close()


@contextmanager
def _at_one_moment(source: apsw.Connection) -> Iterator[None]:
    """See the journal as it is now, whatever is written meanwhile."""
    source.execute("BEGIN")
    try:
        yield
    finally:
        source.execute("ROLLBACK")


def _copy_records(
    source: apsw.Connection, archive: apsw.Connection, path: Path, out: Path, progress: Callable[[int], None] | None
) -> Compacted:
    contexts = Contexts(source).data
    last, count = GENESIS, 0
    while rows := cast("list[_Row]", source.execute(_READ, (count,)).fetchall()):
        for row in rows:
            count += 1
            last = _linked(last, row, contexts)
            if row[0] != count or last != row[15]:
                raise Damaged(str(path), "the chain does not hold", row[0], "a sound journal; `watchroom verify` says what is wrong")
        packed = pack([row[:15] for row in rows])
        values = (rows[0][0], len(rows), last, packed.known, packed.rest)
        with told(out):
            archive.execute("INSERT INTO block (first, records, link, known, rest) VALUES (?, ?, ?, ?, ?)", values)
        if progress is not None:
            progress(count)
    return Compacted(count, last.hex())


def _linked(last: bytes, row: _Row, contexts: dict[int, bytes]) -> bytes:
    body, salt, erased = row[12:15]
    committed = commitment(salt, body) if body is not None and salt is not None else erased or b""
    return link(last, (*row[:10], contexts[row[10]], row[11]), committed)


def _copy_shared(source: apsw.Connection, archive: apsw.Connection, out: Path, meta: Meta) -> None:
    with told(out):
        write_meta(archive, meta)
    for table in ("context", "regime"):
        rows = source.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 -- one of two
        with told(out):
            archive.executemany(f"INSERT INTO {table} VALUES (?, ?)", rows)  # noqa: S608 -- one of two


def _copy_rest(source: apsw.Connection, archive: apsw.Connection, out: Path) -> None:
    for original in source.execute("SELECT * FROM original"):
        with told(out):
            archive.execute("INSERT INTO original VALUES (?, ?, ?)", original)
    for (regime,) in source.execute("SELECT name FROM regime").fetchall():
        base: Keyframe | None = None
        last: Keyframe | None = None
        for frame in _thinned(deltas.along(source, str(regime))):
            near = base is not None and frame.position - base.position < FRAMES_APART
            delta = deltas.between(last, frame) if near and last is not None else None
            with told(out):
                write(archive, frame if delta is None else delta)
            base, last = frame if delta is None else base, frame


def _thinned(frames: Iterator[Keyframe]) -> Iterator[Keyframe]:
    """Yield the frames that are far enough apart; the last is among them."""
    last = 0
    for frame, after in pairwise(chain(frames, (None,))):
        if frame is not None and (after is None or frame.position - last >= DELTAS_APART):
            last = frame.position
            yield frame
