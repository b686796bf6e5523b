"""Verifying: is this journal whole, unaltered and in order, and if not, how much of it is sound?

The chain is recomputed from the first record on. A record whose link does not follow is named, and the next is measured
from the link that stands there, so that one altered record is one problem. Beside the chain: numbering, knowledge times,
readability, announced redactions, originals, keyframes, and SQLite's own check of the file. Of the digest sums in keyframes
only the last one's are recomputed; they bear on a digest, never on a row. Deliberately absent: repair, and signatures of acts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, cast

import apsw
import msgspec

from feeds.errors import WatchroomError
from feeds.journal.chain import GENESIS, LINK_SIZE, SALT_SIZE, commitment, link
from feeds.journal.contexts import Contexts
from feeds.journal.faults import readable
from feeds.journal.meta import Meta, Seal, read_meta
from feeds.journal.opening import open_to_examine
from feeds.journal.order import SLICE
from feeds.journal.originals import unpack
from feeds.journal.proof import keyframe_problems
from feeds.journal.redaction import FORMAT as REDACTION
from feeds.journal.rows import COLUMNS, record_of
from feeds.journal.salvage import salvage
from feeds.picture.envelope import Record
from feeds.picture.identity import content_hash
from feeds.picture.room import Incident
from feeds.picture.values import Value

LISTED: Final = 100
"""Problems that are listed; then it is said that there are more."""

FILE_PROBLEMS: Final = 10
"""Of those, how many SQLite may list about the file itself."""

_OUT_OF_ORDER: Final = "the table's pages are out of order: what follows cannot be read"
"""In a damaged file a search can lead back to where it began, and would do so for ever."""

Row = tuple[
    int, int, int, str, str, str, int, str, bytes, bytes | None, int, bytes, bytes | None, bytes | None, bytes | None, bytes
]  # The columns of COLUMNS.


class Problem(Value, frozen=True):
    """Something wrong. `sequence`: the record it is at; 0: the file itself."""

    sequence: int
    what: str


class Verdict(Value, frozen=True):
    """What a verification found. `records` and `head`: how many records from the first on are sound, and the last one's link."""

    ok: bool
    records: int
    head: str
    problems: tuple[Problem, ...]


def verify(path: Path, progress: Callable[[int], None] | None = None) -> Verdict:
    """Verify a journal, whatever state its file is in, and whether there is one. `progress` is told how many records were seen."""
    check = _Check(path, progress)
    try:
        connection = open_to_examine(path)
    except (WatchroomError, OSError) as error:
        return _with_salvage(path, check.verdict([Problem(0, str(error))]))
    try:
        with readable(path):
            check.run(connection)
    except WatchroomError as error:
        check.found(check.seen + 1, str(error))
        check.broken = True
    finally:
        connection.close()
    return _with_salvage(path, check.verdict()) if check.broken else check.verdict()


def _with_salvage(path: Path, verdict: Verdict) -> Verdict:
    """Count what a reader would find beyond what the file's trees still lead to: as many records are sound."""
    if not path.is_file():
        return verdict
    try:
        left = salvage(path)
    except (WatchroomError, OSError):
        return verdict
    left.connection.close()
    return verdict if left.records <= verdict.records else msgspec.structs.replace(verdict, records=left.records, head=left.head)


class _Check:
    """One run over one file."""

    def __init__(self, path: Path, progress: Callable[[int], None] | None) -> None:
        self._path, self._progress = path, progress
        self._problems: list[Problem] = []
        self._more = False
        self.seen = 0
        self.broken = False
        """Whether the file itself is, not only what is written in it: then its trees may not lead to all that is there."""
        self._sound, self._head = 0, GENESIS
        self._link, self._known = GENESIS, -(1 << 62)
        self._erased: set[int] = set()
        self._announced: set[int] = set()

    def found(self, sequence: int, what: str) -> None:
        """Take down a problem."""
        if len(self._problems) < LISTED:
            self._problems.append(Problem(sequence, what))
        else:
            self._more = True

    def verdict(self, problems: list[Problem] | None = None) -> Verdict:
        """Return what was found so far."""
        listed = [*self._problems, *(problems or ())]
        if self._more:
            listed.append(Problem(0, f"there are more problems than the {LISTED} that are listed"))
        return Verdict(not listed, self._sound, self._head.hex() if self._sound else "", tuple(listed))

    def run(self, connection: apsw.Connection) -> None:
        """Check everything that can be read."""
        try:
            meta = read_meta(connection, self._path)
            contexts = Contexts(connection)
        except WatchroomError as error:
            self.found(0, str(error))
            return
        except (msgspec.MsgspecError, TypeError, ValueError) as error:
            self.found(0, f"what records have in common cannot be read: {error}")
            return
        regimes = {bytes(name).decode("utf-8", "replace") for (name,) in connection.execute("SELECT CAST(name AS BLOB) FROM regime")}
        for row in self._rows(connection):
            if not _is_row(row):
                self.found(row[0], "a column holds another type of value than it may")
                continue
            problems = list(self._row_problems(row, meta, contexts, regimes))
            for what in problems:
                self.found(row[0], what)
            if not self._problems:
                self._sound, self._head = row[0], row[15]
        if self.seen == 0:
            self.found(0, "the journal has no record: expected an incident as its first")
        if meta.archive:
            self._check_blocks(connection)
        self._check_seal(meta.sealed)
        self._check_redactions()
        self._check_originals(connection)
        self._check_file(connection)
        if not self._problems:
            self._check_keyframes(connection)

    def _check_keyframes(self, connection: apsw.Connection) -> None:
        try:
            for sequence, what in keyframe_problems(connection, self._path):
                self.found(sequence, what)
        except WatchroomError as error:
            self.found(0, str(error))

    def _rows(self, connection: apsw.Connection) -> Iterator[Row]:
        """Read all records in their order; one that holds text that is none is taken down and passed over."""
        query = f"SELECT {COLUMNS} FROM record WHERE sequence > ? ORDER BY sequence LIMIT {SLICE}"  # noqa: S608 -- constants only
        after, more = -(1 << 62), True
        while more:
            more = False
            try:
                for row in connection.execute(query, (after,)):
                    if row[0] <= after:
                        self.found(row[0], _OUT_OF_ORDER)
                        return
                    yield cast("Row", row)
                    after, more = row[0], True
                    self.seen = max(self.seen, after)
            except UnicodeDecodeError as error:
                last = after
                after, more = self._unreadable(connection, after, error), True
                if after <= last:
                    self.found(after, _OUT_OF_ORDER)
                    return
            if self._progress is not None:
                self._progress(self.seen)

    def _unreadable(self, connection: apsw.Connection, after: int, error: UnicodeDecodeError) -> int:
        row = connection.execute("SELECT sequence, link FROM record WHERE sequence > ? ORDER BY sequence LIMIT 1", (after,)).fetchone()
        sequence = after + 1 if row is None else row[0]
        self.found(sequence, f"the record cannot be read: {error}")
        self._expected = sequence + 1
        if row is not None and isinstance(row[1], bytes):
            self._link = row[1]
        return sequence

    def _row_problems(self, row: Row, meta: Meta, contexts: Contexts, regimes: set[str]) -> Iterator[str]:
        yield from self._order_problems(row, meta)
        yield from self._chain_problems(row, contexts)
        if row[7] not in regimes:
            yield "its regime is not listed in the journal"
        try:
            item = record_of(row[:13], contexts.by_number)
        except (msgspec.MsgspecError, KeyError, ValueError, TypeError, AttributeError) as error:
            yield f"the record cannot be read: {error}"
            return
        if isinstance(item, Record):
            yield from self._meaning_problems(row, item, meta)

    def _order_problems(self, row: Row, meta: Meta) -> Iterator[str]:
        expected = self._expected
        if row[0] != expected:
            yield f"the record before it is missing: expected sequence {expected}"
        self._expected = row[0] + 1
        if not meta.reconstructed:
            if row[1] < self._known:
                yield "it was known before the record that precedes it, in a journal that is not reconstructed"
            self._known = row[1]

    _expected = 1

    def _chain_problems(self, row: Row, contexts: Contexts) -> Iterator[str]:
        body, salt, erased, stands = row[12:]
        context = contexts.data.get(row[10])
        previous, self._link = self._link, stands
        if context is None:
            yield "the author and label it names are missing"
            return
        if body is None and salt is None and isinstance(erased, bytes) and len(erased) == LINK_SIZE:
            committed = erased
            self._erased.add(row[0])
        elif isinstance(body, bytes) and isinstance(salt, bytes) and len(salt) == SALT_SIZE and erased is None:
            committed = commitment(salt, body)
        else:
            yield "it has neither its body and salt nor what a redaction leaves of them"
            return
        header = (*row[:10], context, row[11])
        if link(previous, header, committed) != stands:
            yield "its link does not follow: the record was altered, or a record before it was taken out"

    def _meaning_problems(self, row: Row, record: Record, meta: Meta) -> Iterator[str]:
        source = record.provenance
        if source is not None and source.format == REDACTION and source.id.isdecimal():
            self._announced.add(int(source.id))
        if row[0] == 1 and not (isinstance(record.body, Incident) and record.body.incident == meta.incident and row[5] == meta.room):
            yield "the first record is not the incident that the journal names"
        if meta.regime is not None and record.regime != meta.regime:
            yield f"its regime is not the journal's own, {meta.regime}"

    def _check_blocks(self, connection: apsw.Connection) -> None:
        """An archive is read up to the first block that is missing."""
        (last,) = cast("tuple[int | None]", connection.execute("SELECT max(first + records - 1) FROM block").fetchone())
        if last is not None and last > self.seen:
            self.found(self.seen + 1, f"the block that begins here is missing: there are blocks up to record {last}")

    def _check_seal(self, seal: Seal | None) -> None:
        if seal is not None and (self.seen, self._link.hex()) != (seal.records, seal.head):
            self.found(0, f"the seal is of another end: expected {seal.records} records and the head {seal.head}")

    def _check_redactions(self) -> None:
        for sequence in sorted(self._erased - self._announced):
            self.found(sequence, "its body was erased and no redaction announces it")
        for sequence in sorted(self._announced - self._erased):
            self.found(sequence, "a redaction announces that it was erased, and it is still here")

    def _check_originals(self, connection: apsw.Connection) -> None:
        # A damaged page of this table is damage of the file, which SQLite's own check names.
        for digest, packed, data in connection.execute("SELECT hash, packed, data FROM original"):
            try:
                whole = isinstance(digest, bytes) and content_hash(unpack(str(self._path), packed, data)) == digest.hex()
            except (WatchroomError, TypeError):
                whole = False
            if not whole:
                row = connection.execute("SELECT min(sequence) FROM record WHERE original = ?", (digest,)).fetchone()
                self.found(row[0] if row is not None and row[0] is not None else 0, "an original was altered or cannot be unpacked")

    def _check_file(self, connection: apsw.Connection) -> None:
        for (said,) in connection.execute(f"PRAGMA integrity_check({FILE_PROBLEMS})"):
            if said != "ok":
                self.found(0, f"SQLite: {said}")
                self.broken = True


def _is_row(row: Row) -> bool:
    """Say whether the columns that every record has are of their types: SQLite lets any column hold any value."""
    return (
        all(type(value) is int for value in (row[0], row[1], row[2], row[6], row[10]))
        and all(type(value) is str for value in (row[3], row[4], row[5], row[7]))
        and all(type(value) is bytes for value in (row[8], row[11], row[15]))
    )
