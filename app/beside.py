"""Another picture of the moment that is shown: another room's or another run's journal, or what a scenario planned.

Read in a thread of its own, moment by moment as the replay goes. Deliberately absent: what differs (`feeds.assessment.difference`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.asked import Answering, Asked
from app.planned import PlayedPlan
from feeds.journal.reader import Reader
from feeds.journal.replay import Tape
from feeds.picture.picture import Picture
from feeds.picture.regime import Regime
from feeds.picture.shedding import shed
from widgets.compare.resolve import Aside


class Beside(Asked):
    """`found(Aside)`: what the other knew at the moment asked for. `name`: what it is called."""

    found = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__("beside", parent)
        self.name = name

    def tell(self, question: object, answer: object) -> None:
        """The other picture of a moment."""
        if isinstance(answer, Picture) and isinstance(question, int):
            self.found.emit(Aside(answer, question, self.name, same_room=False))


class OtherJournal(Beside):
    """Another journal: its regime of the same name, else its only one; seen as the same entity."""

    def __init__(self, path: Path, regime: Regime, entity: str | None, parent: QObject | None = None) -> None:
        """Hold the file to what a journal is.

        Raises:
            WatchroomError: it is none, it knows no such entity, or it has several regimes and not this one.

        """
        with Reader(path) as reader:
            self._regime = regime if regime in reader.regimes() else reader.regime(None)
            super().__init__(f"{reader.meta.room} of {path.parent.name or path.name}", parent)
            Tape(reader, self._regime, entity)
        self._path, self._entity = path, entity

    @contextmanager
    def answering(self) -> Iterator[Answering]:
        """Read with a tape of its own."""
        with Reader(self._path) as reader:
            gone: list[Picture] = []
            tape = Tape(reader, self._regime, self._entity, gone.append)

            def answer(moment: object) -> Picture | None:
                if not isinstance(moment, int):
                    return None
                shed(gone)
                tape.grow()
                tape.seek(moment, tell=False)
                return tape.stand().own

            yield answer


class Planned(Beside):
    """What a scenario has come to by a moment where everybody keeps to it, seen as the same entity."""

    def __init__(self, named: str, entity: str | None, parent: QObject | None = None) -> None:
        """Load the scenario, by name or folder.

        Raises:
            WatchroomError: there is none, or it knows no such entity.

        """
        self._plan = PlayedPlan(named, entity)
        super().__init__(f"the plan {self._plan.code}", parent)

    @contextmanager
    def answering(self) -> Iterator[Answering]:
        """Play it in the thread that asks, and nowhere else."""

        def answer(moment: object) -> Picture | None:
            return self._plan.at(moment) if isinstance(moment, int) else None

        yield answer
