"""The Qt loop's time, shared out: whoever has more to do than fits in a moment does it here, portion by portion.

One turn of the loop does as many portions as its budget has room for, whoever asked for them, and between two turns the loop paints and
hears hands. Parts that each kept to a budget of their own would in one turn spend the sum of them. So there is one budget a loop, and an
order: what must be true before anything else is shown, what has come, what is in sight, the rest. Nobody is passed over for longer than
PATIENCE. Deliberately absent: when something is due, and what a portion is.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from enum import IntEnum
from typing import Final, Protocol
from weakref import WeakMethod

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from shiboken6 import isValid

TURN: Final = 0.010
"""Seconds of work in one turn of the loop: with the painting that follows well below what a hand notices."""

PATIENCE: Final = 0.1
"""Seconds after which what was passed over comes first."""


class Spent(Protocol):
    """Whether the turn has no time left, or less than what comes next `needs` (seconds)."""

    def __call__(self, needs: float = 0.0) -> bool:
        """Say so."""


Portion = Callable[[Spent], bool]
"""Does a little, and goes on until the time is spent; says whether more is left."""


class Rank(IntEnum):
    """What goes before what."""

    TRUTH = 0
    """Without it what is shown next would be untrue. Nothing else has a turn while it is not done."""
    NEWS = 1
    """What has come, and what a hand asked for."""
    SIGHT = 2
    """What is in sight."""
    REST = 3
    """What nobody sees yet."""


class Work:
    """Something that is done in portions once it was asked for, as long as whoever owns it is there: `portion` is a method of the owner's.

    `needs`: seconds that its next portion takes at the least, where that is more than nothing; a turn that has less left leaves it.
    """

    def __init__(self, portion: Portion, rank: Rank = Rank.SIGHT) -> None:
        """Nothing is asked for yet."""
        self._portion, self.rank = WeakMethod(portion), rank
        self.needs = 0.0
        self.since = 0.0
        """When it was last served, or asked for where it had not waited (monotonic seconds)."""

    def ask(self) -> None:
        """Have it done, in the next turn at the soonest. Asked again before, it is done once."""
        _Turns.here().take(self)

    def drop(self) -> None:
        """Have it done no more."""
        _Turns.here().leave(self)

    @property
    def waiting(self) -> bool:
        """Whether it was asked for and is not done."""
        return _Turns.here().has(self)

    def serve(self, spent: Spent) -> bool:
        """Do a portion, if the owner is still there; say whether more is left."""
        portion = self._portion()
        if portion is None:
            return False
        owner = getattr(portion, "__self__", None)
        return (not isinstance(owner, QObject) or isValid(owner)) and portion(spent)


class _Turns(QObject):
    """The turns of one application's loop."""

    _one: _Turns | None = None

    def __init__(self) -> None:
        super().__init__()
        self._works: dict[Work, None] = {}
        self._timer = QTimer(self, interval=0, singleShot=True)
        self._timer.timeout.connect(self._turn)

    @classmethod
    def here(cls) -> _Turns:
        """Return the application's: there is one Qt loop, so there is one of these."""
        if cls._one is None:
            cls._one = cls()
        return cls._one

    def take(self, work: Work) -> None:
        """Note it, and take a turn."""
        if work not in self._works:
            self._works[work] = None
            work.since = time.monotonic()
        if not self._timer.isActive() and QCoreApplication.instance() is not None:
            self._timer.start()

    def leave(self, work: Work) -> None:
        """Forget it."""
        self._works.pop(work, None)
        if not self._works:
            self._timer.stop()

    def has(self, work: Work) -> bool:
        """Whether it waits."""
        return work in self._works

    def _turn(self) -> None:
        began = time.monotonic()

        def spent(needs: float = 0.0) -> bool:
            return time.monotonic() + needs >= began + TURN

        served = False
        try:
            for work in self._in_order(began):
                if work not in self._works or (served and spent(work.needs)):
                    continue
                served = True
                self._serve(work, spent)
                if work.rank is Rank.TRUTH and work in self._works:
                    break
        finally:
            # By itself the collector counts what came less what went: where as much goes as comes, as where one picture takes another's
            # place, it looks at nothing for long and then at hundreds of thousands at once.
            gc.collect(0)
            if self._works:
                self._timer.start()

    def _serve(self, work: Work, spent: Spent) -> None:
        """Let one do a portion. One that raises is not asked again: it would raise each turn."""
        del self._works[work]
        if work.serve(spent) and work not in self._works:
            self._works[work] = None
        work.since = time.monotonic()

    def _in_order(self, at: float) -> list[Work]:
        """Whose turn it is first: by rank, then who waits longest; whoever waited too long before all but the truth."""

        def key(work: Work) -> tuple[int, float]:
            late = at - work.since >= PATIENCE
            return (work.rank if work.rank is Rank.TRUTH else Rank.NEWS if late and work.rank > Rank.NEWS else work.rank, work.since)

        return sorted(self._works, key=key)
