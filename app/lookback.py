"""Looking back on a live desk without leaving the incident: the picture of a past moment, folded a little at a time from what came.

It can stand still or go on at the room's pace: live, at a delay. The stream goes on beside it. Deliberately absent: the present,
and whether acts may leave (not while the past is shown).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from app.recollection import Recollection
from feeds.picture.picture import Picture
from feeds.picture.regime import Regime
from widgets.turns import Rank, Spent, Work

BEAT_MS = 200
"""How often a past that goes on is taken further."""


class LookBack(QObject):
    """`arrived()`: another moment's `picture` is whole; `went(ChangeSet)`: it went on; `turned()`: any of it, or back in the present."""

    arrived = Signal()
    went = Signal(object)
    turned = Signal()

    def __init__(
        self,
        regime: Regime,
        clock: Callable[[], int],
        speed: Callable[[], float],
        let_go: Callable[[Picture], object],
        parent: QObject | None = None,
    ) -> None:
        """Show the present. `let_go` is told of every picture of a past that is not wanted any more."""
        super().__init__(parent)
        self._regime, self._let_go = regime, let_go
        self.recollection = Recollection(regime)
        self.picture = Picture(regime)
        self.past: int | None = None
        """The moment that is shown, None while the present is."""
        self.runs = False
        self._clock, self._speed = clock, speed
        self._at = time.monotonic()
        self._wanted: tuple[int, Picture, Iterator[Picture | None]] | None = None
        """The moment that is being folded to, and how far that is."""
        self._work = Work(self._fold, Rank.NEWS)
        self._beat = QTimer(self, interval=BEAT_MS)
        self._beat.timeout.connect(self._go_on)

    def look(self, known: int) -> None:
        """Show what was known at a moment, at the latest now; of several asked for the last."""
        self.run(on=False)
        known = min(known, self._clock())
        self._leave_folding()
        coming = Picture(self._regime)
        self._wanted = (known, coming, self.recollection.folding(known, coming))
        self._work.ask()

    def run(self, *, on: bool) -> None:
        """Let the past go on at the room's pace, or stand still."""
        self.runs = on and self.past is not None
        self._at = time.monotonic()
        if self.runs:
            self._beat.start()
        else:
            self._beat.stop()
        self.turned.emit()

    def leave(self) -> bool:
        """Go back to the present; False where it is shown already."""
        was = self.past is not None
        self.stop()
        self.past, self.runs = None, False
        self._let_go(self.picture)
        self.picture = Picture(self._regime)
        if was:
            self.turned.emit()
        return was

    def stop(self) -> None:
        """Stop the timers."""
        self._leave_folding()
        self._work.drop()
        self._beat.stop()

    def _leave_folding(self) -> None:
        """Fold no further to where it was wanted."""
        if self._wanted is not None:
            self._let_go(self._wanted[1])
            self._wanted = None

    def _fold(self, spent: Spent) -> bool:
        """Go on folding as long as the turn has time; what is complete is shown."""
        while self._wanted is not None:
            known, _, folding = self._wanted
            picture = next(folding)
            if picture is not None:
                self._let_go(self.picture)
                self._wanted, self.past, self.picture = None, known, picture
                self.arrived.emit()
                self.turned.emit()
            elif spent():
                return True
        return False

    def _go_on(self) -> None:
        if self.past is None:
            return
        at = time.monotonic()
        passed, self._at = at - self._at, at
        known = min(self.past + round(passed * 1000 * self._speed()), self._clock())
        changes = self.recollection.onward(self.picture, self.past, known)
        self.past = known
        self.went.emit(changes)
        self.turned.emit()
