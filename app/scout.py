"""A second tape in a thread of its own, which goes to far moments while the first one goes on being looked at.

Taking up a picture of a hundred thousand rows costs half a second of reading: done in the Qt thread it would hold the loop.
Deliberately absent: playing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from app.asked import Answering, Asked
from feeds.journal.reader import Reader
from feeds.journal.replay import Stand, Tape
from feeds.picture.picture import Picture
from feeds.picture.regime import Regime


class _Wanted(NamedTuple):
    """A moment, and whether what had happened by then is asked, or what was known."""

    moment: int
    happened: bool


class Scout(Asked):
    """`found(known, stand)` and `recalled(at, picture)` in the Qt thread."""

    found = Signal(object, object)
    recalled = Signal(object, object)

    def __init__(self, path: Path, regime: Regime, entity: str | None, parent: QObject | None = None) -> None:
        super().__init__("scout", parent)
        self._path, self._regime, self._entity = path, regime, entity

    def go(self, known: int) -> None:
        """Have that moment found."""
        self.ask(_Wanted(known, happened=False))

    def recall(self, at: int) -> None:
        """Have it found what had happened by a moment, as far as that is known today."""
        self.ask(_Wanted(at, happened=True))

    @contextmanager
    def answering(self) -> Iterator[Answering]:
        """Read the journal with a tape of its own."""
        with Reader(self._path) as reader:
            tape = Tape(reader, self._regime, self._entity)

            def answer(wanted: object) -> Stand | Picture | None:
                if not isinstance(wanted, _Wanted):
                    return None
                tape.grow()
                if wanted.happened:
                    return tape.happened_by(wanted.moment)
                tape.seek(wanted.moment, tell=False)
                return tape.stand()

            yield answer

    def tell(self, question: object, answer: object) -> None:
        """A moment was found, or what had happened by it."""
        if isinstance(question, _Wanted):
            (self.recalled if isinstance(answer, Picture) else self.found).emit(question.moment, answer)
