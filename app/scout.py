"""A second tape in a thread of its own, which goes to far moments while the first one goes on being looked at.

Taking up a picture of a hundred thousand rows costs half a second of reading: done in the Qt thread it would hold the loop. The
last moment asked for wins; one that was asked for on the way is left. Deliberately absent: playing.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from feeds.errors import WatchroomError
from feeds.journal.reader import Reader
from feeds.journal.replay import Stand, Tape
from feeds.picture.picture import Picture
from feeds.picture.regime import Regime

SWITCH_S = 0.001
"""The longest that the Qt thread waits for the interpreter while the scout reads."""


class Scout(QObject):
    """`found(known, stand)` and `recalled(at, picture)` in the Qt thread, `failed(text)` if the journal cannot be read there.

    Its thread starts with the first `go` or `recall`.
    """

    found = Signal(object, object)
    recalled = Signal(object, object)
    failed = Signal(str)
    _seen = Signal(object, object)

    def __init__(self, path: Path, regime: Regime, entity: str | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path, self._regime, self._entity = path, regime, entity
        self._wanted: tuple[int, bool] | None = None
        """The moment asked for last, and whether what had happened by then is asked, or what was known."""
        self._asked = threading.Condition()
        self._ended = False
        self._thread: threading.Thread | None = None
        self._seen.connect(self._arrived, Qt.ConnectionType.QueuedConnection)

    def go(self, known: int) -> None:
        """Have that moment found."""
        self._want(known, happened=False)

    def recall(self, at: int) -> None:
        """Have it found what had happened by a moment, as far as that is known today."""
        self._want(at, happened=True)

    def _want(self, moment: int, *, happened: bool) -> None:
        with self._asked:
            self._wanted = (moment, happened)
            self._asked.notify()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="scout", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """End the thread; a moment on its way is finished first."""
        with self._asked:
            self._ended = True
            self._asked.notify()
        if self._thread is not None:
            self._thread.join()

    def _arrived(self, moment: int, found: Stand | Picture) -> None:
        if not self._ended:
            (self.recalled if isinstance(found, Picture) else self.found).emit(moment, found)

    def _next(self) -> tuple[int, bool] | None:
        """Wait for a moment to go to; None at the end."""
        with self._asked:
            self._asked.wait_for(lambda: self._ended or self._wanted is not None)
            wanted, self._wanted = self._wanted, None
            return None if self._ended else wanted

    def _stood(self, tape: Tape, known: int) -> Stand:
        tape.seek(known, tell=False)
        return tape.stand()

    def _run(self) -> None:
        sys.setswitchinterval(SWITCH_S)
        try:
            with Reader(self._path) as reader:
                tape = Tape(reader, self._regime, self._entity)
                while (wanted := self._next()) is not None:
                    moment, happened = wanted
                    tape.grow()
                    found = tape.happened_by(moment) if happened else self._stood(tape, moment)
                    if self._wanted is None:
                        self._seen.emit(moment, found)
        except WatchroomError as error:
            self.failed.emit(str(error))
