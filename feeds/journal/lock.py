"""One writer: a lock on a file beside the journal, held as long as the journal is open for writing.

SQLite's own locks end with each transaction, and locking the database file itself would be lost with the first reader of
the same process that closes it. The lock dies with its process, so nothing stale is left after a crash.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from feeds.errors import Refused


class WriterLock:
    """The right to write a journal. Readers need none."""

    def __init__(self, path: Path) -> None:
        """Take the lock.

        Raises:
            Refused: somebody else has it.
            OSError: the folder cannot be written.

        """
        self._path = path.with_name(path.name + ".lock")
        self._file = self._take(path)

    def _take(self, path: Path) -> int:
        while True:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(file)
                raise Refused(str(path), "another program is writing this journal", expected="one writer at a time") from None
            if self._still_there(file):
                return file
            os.close(file)

    def _still_there(self, file: int) -> bool:
        """Say whether the locked file is the one its name still leads to: the last holder takes the name away."""
        try:
            return os.path.samestat(os.fstat(file), self._path.stat())
        except FileNotFoundError:
            return False

    def release(self) -> None:
        """Let go. The name goes first, so that whoever waits for it never locks a file that is on its way out."""
        if self._file >= 0:
            self._path.unlink(missing_ok=True)
            os.close(self._file)
            self._file = -1
