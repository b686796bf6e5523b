"""The journal's one writer: records go in, in order, chained, and stay.

Every append is one commit. `durable=True` has reached the disk when it returns; `durable=False` survives the process, and
reaches the disk with the next durable commit or checkpoint. A record whose key is there already is the same record and is
not written again. Deliberately absent: reading (`feeds.journal.reader`), and any judgement whether a record is admitted
(`feeds.hub`); what comes here has been.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Final, Self

import apsw
import msgspec

from feeds.errors import BadInput, Damaged, Misuse, Refused, Unreachable
from feeds.journal import keyframes
from feeds.journal.appending import Admitted, Appending
from feeds.journal.faults import readable, told
from feeds.journal.framing import Framing
from feeds.journal.keyframes import Keyframe
from feeds.journal.lock import WriterLock
from feeds.journal.making import make
from feeds.journal.meta import Meta, Seal, read_meta, write_meta
from feeds.journal.opening import open_to_write
from feeds.journal.reader import Reader
from feeds.journal.redaction import announcement, erase
from feeds.journal.restoring import unhindered
from feeds.journal.rows import regime_of
from feeds.journal.schema import DELTA, KNOWN_INDEX
from feeds.journal.upkeep import Upkeep, write
from feeds.picture.envelope import Author, Record, Withdrawal
from feeds.picture.picture import Picture
from feeds.picture.regime import Regime
from feeds.picture.room import Incident

__all__ = ["Admitted", "Journal"]

_MARKS: Final = 16
"""Keyframes and deltas that are made before they are written: a keyframe of many rows is large."""


class Journal:
    """A journal open for writing. Owned by one thread; use as a context manager or `close()` it."""

    def __init__(self, path: Path, connection: apsw.Connection, lock: WriterLock) -> None:
        """Take over an open file; use `create` or `open`."""
        self.path = path
        self._connection = connection
        self._lock = lock
        self.meta: Meta = read_meta(connection, path)
        self._appending = Appending(connection, path)
        self._durable: bool | None = None
        self._upkeep = Upkeep(connection, path)

    @classmethod
    def create(cls, path: Path, first: Admitted, *, regime: Regime | None = None, reconstructed: bool = False) -> Self:
        """Make a journal whose first record is an incident; its origin is the room's code.

        `regime`: the only one it takes; None: it may hold several.

        Raises:
            Refused: there is a file of that name already, or somebody is writing it.
            BadInput: the first record is no incident.

        """
        body = first.record.body
        if not isinstance(body, Incident):
            raise BadInput(str(path), "a journal begins with its incident", first.record.kind, "an incident record")
        meta = Meta(body.incident, first.record.origin, regime, reconstructed)
        with told(path):
            lock = WriterLock(path)

        def begin(building: Path, connection: apsw.Connection) -> None:
            cls(building, connection, lock).append([first], durable=True)

        try:
            with told(path):
                make(path, meta, begin)
            return cls._taken(path, lock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def _taken(cls, path: Path, lock: WriterLock) -> Self:
        connection = open_to_write(path)
        try:
            with readable(path):
                connection.execute(DELTA)
                # An older cache: the digest of a row that was redacted since must not outlive it there.
                connection.execute("DROP TABLE IF EXISTS tally")
            return cls(path, connection, lock)
        except BaseException:
            connection.close()
            raise

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open an existing journal for writing.

        Raises:
            Misuse: there is none of that name.
            Refused: somebody else is writing it, it cannot be written, or it is sealed or an archive.
            Damaged: the file is no journal, or not whole.

        """
        if not path.is_file():
            raise Misuse(str(path), "there is no such journal", expected="an existing file")
        with told(path):
            lock = WriterLock(path)
        try:
            journal = cls._taken(path, lock)
        except BaseException:
            lock.release()
            raise
        try:
            journal._check_open()  # noqa: SLF001 -- its own
        except BaseException:
            journal.close()
            raise
        return journal

    def _check_open(self) -> None:
        """Make sure that it takes records."""
        where, sealed = str(self.path), self.meta.sealed
        if sealed is not None:
            raise Refused(where, "the journal is sealed", sealed.head, "a new journal, whose first record carries this head")
        if self.sequence == 0:
            raise Damaged(where, "the journal has no record", expected="an incident as its first")

    def append(self, items: Sequence[Admitted], *, durable: bool) -> list[Record]:
        """Journal records in one commit and return them as they now stand, aligned with `items`.

        Own records get the next sequence. A record whose key is known already comes back as it was journalled then, with
        its sequence of then, and nothing is written for it. In a journal that is not reconstructed `known` never runs
        backwards: a record of a clock that was set back carries the last known.

        Raises:
            Refused: a record is of a regime this journal does not take.
            BadInput: a record could not be read back, or has no origin.
            WatchroomError: the disk is full or failing; then none of the records is written.

        """
        ready = [self._appending.ready(item, self.meta) for item in items]
        with self._transaction(durable=durable):
            written = self._appending.write(ready, reconstructed=self.meta.reconstructed)
        self._upkeep.wrote(written)
        return written

    @contextmanager
    def _transaction(self, *, durable: bool) -> Iterator[None]:
        with told(self.path):
            if durable is not self._durable:
                self._connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
                self._durable = durable
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                self._undo()
                raise
        self._appending.committed()

    def _undo(self) -> None:
        # A full disk may have ended the transaction already.
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
        self._appending.undone()

    def has_key(self, key: str) -> int | None:
        """Return the sequence of the record with this idempotency key, or None."""
        with told(self.path):
            return self._appending.find(bytes.fromhex(key))

    @property
    def head(self) -> str:
        """Return the last link in hex: it stands for every record up to here."""
        return self._appending.end.link.hex()

    @property
    def sequence(self) -> int:
        """Return the last record's sequence in this journal."""
        return self._appending.end.sequence

    @property
    def regimes(self) -> frozenset[Regime]:
        """Return the regimes that have records here."""
        return frozenset(regime_of(name) for name in self._appending.regimes)

    @property
    def known(self) -> int:
        """Return the last record's knowledge time."""
        return self._appending.end.known

    def keyframe(self, picture: Picture) -> bool:
        """Keep the picture's rows as a keyframe if one is due, so that this moment is found again fast; say whether it was.

        Between keyframes deltas are kept in the same way. `picture` holds every record of its regime up to
        the last append; its digest need not be kept up. Call it after each fold; mostly it does nothing. A reconstructed journal
        gets its keyframes from `build_keyframes`.
        """
        end = self._appending.end.place
        if self.meta.reconstructed or not self._upkeep.due(picture, end):
            return False
        observers = [number for number, context in self._appending.contexts.by_number.items() if context.observes]
        try:
            with self._transaction(durable=False):
                return self._upkeep.keep(picture, end, observers)
        except BaseException:
            # What comes next must not say how it differs from something that was not written.
            self._upkeep.forget()
            raise

    def build_keyframes(self, *, to_the_end: bool = False) -> int:
        """Make the keyframes that are due for what was appended without them, and return how many. For imports.

        `to_the_end`: and one at the end, due or not.
        """
        made = 0
        with Reader(self.path) as reader, unhindered():
            for regime in reader.regimes():
                marks = Framing(reader, regime).marks(to_the_end=to_the_end)
                while some := list(islice(marks, _MARKS)):
                    with self._transaction(durable=False):
                        for mark in some:
                            write(self._connection, mark)
                    made += sum(isinstance(mark, Keyframe) for mark in some)
        return made

    def redact(self, sequence: int, reason: str, *, author: Author, now: int) -> tuple[Withdrawal | None, Record]:
        """Erase a record's body and original for good, and journal who did it and why, fully synced.

        Returns what a live picture folds: the withdrawal of the row (None where a later record has replaced it) and the
        announcing record.

        Raises:
            Misuse: there is no such record.
            Refused: it was redacted before, or is the incident.
            Unreachable: it is erased, but a reader still holds the log that shows it; closing the journal ends that too.

        """
        with self._transaction(durable=True):
            erased = erase(self._connection, str(self.path), sequence)
            record = announcement(erased, regime_of(erased.regime), self.meta.room, reason, author, now)
            announcing = Admitted(record)
            ready = self._appending.ready(announcing, self.meta)
            announced = self._appending.write([ready], reconstructed=self.meta.reconstructed)[0]
        self._upkeep.forget()
        with told(self.path):
            busy = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy is not None and busy[0]:
            raise Unreachable(str(self.path), "redacted, but a reader keeps the old log open", sequence, "that readers let go within 5 s")
        return erased.withdrawal(announced.sequence), announced

    def end(self, seal: Seal) -> None:
        """Write the seal, fully synced: nobody opens this journal for writing again. `feeds.journal.sealing` makes seals."""
        self.meta = msgspec.structs.replace(self.meta, sealed=seal)
        with self._transaction(durable=True):
            write_meta(self._connection, self.meta)

    def mark_reconstructed(self) -> None:
        """Say that knowledge times in here were reconstructed: readers then order by (known, sequence)."""
        if self.meta.reconstructed:
            return
        meta = msgspec.structs.replace(self.meta, reconstructed=True)
        with self._transaction(durable=True):
            write_meta(self._connection, meta)
            self._connection.execute(KNOWN_INDEX)
            keyframes.forget(self._connection)
        self._upkeep.forget()
        self.meta = meta

    def close(self) -> None:
        """Close the file, the WAL taken in, and let others write. Closing twice is closing once."""
        try:
            with told(self.path):
                self._connection.close()
        finally:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
