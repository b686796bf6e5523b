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
from feeds.journal.head import Stand
from feeds.journal.reader import Reader
from feeds.journal.replay import Tape
from feeds.picture.picture import Picture
from feeds.picture.regime import Regime
from feeds.picture.shedding import shed

LEAD = 200
"""Records before a moment from which on one can step back without reading again."""


class Found(NamedTuple):
    """Where the tape stands at a moment, and where it stood a little before it."""

    stand: Stand
    behind: Stand


class Wanted(NamedTuple):
    """A moment; behind which record of the audience's, where it is a step's; whether it is asked what had happened by then."""

    moment: int
    position: int | None = None
    happened: bool = False


class Scout(Asked):
    """`found(wanted, Found)` and `recalled(at, picture)` in the Qt thread."""

    found = Signal(object, object)
    recalled = Signal(object, object)

    def __init__(self, path: Path, regime: Regime, entity: str | None, parent: QObject | None = None) -> None:
        super().__init__("scout", parent)
        self._path, self._regime, self._entity = path, regime, entity

    def go(self, wanted: Wanted) -> None:
        """Have that moment found."""
        self.ask(wanted)

    def recall(self, at: int) -> None:
        """Have it found what had happened by a moment, as far as that is known today."""
        self.ask(Wanted(at, happened=True))

    @contextmanager
    def answering(self) -> Iterator[Answering]:
        """Read the journal with a tape of its own."""
        with Reader(self._path) as reader:
            gone: list[Picture] = []
            tape = Tape(reader, self._regime, self._entity, gone.append)

            def answer(wanted: object) -> Found | Picture | None:
                if not isinstance(wanted, Wanted):
                    return None
                shed(gone)
                tape.grow()
                if wanted.happened:
                    return tape.happened_by(wanted.moment)
                position = tape.position_at(wanted.moment) if wanted.position is None else wanted.position
                tape.seek_to(position - LEAD, tell=False)
                behind = tape.stand()
                if wanted.position is None:
                    tape.seek(wanted.moment, tell=False)
                else:
                    tape.seek_to(wanted.position, tell=False)
                return Found(tape.stand(), behind)

            yield answer

    def tell(self, question: object, answer: object) -> None:
        """A moment was found, or what had happened by it."""
        if isinstance(question, Wanted) and question.happened:
            self.recalled.emit(question.moment, answer)
        elif isinstance(question, Wanted):
            self.found.emit(question, answer)
