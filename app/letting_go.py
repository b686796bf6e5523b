"""Pictures that are shown no longer, let go of between the turns of the loop.

Whoever drops the last word of a picture frees its rows, and a hundred thousand at once would hold the loop. So its rows are kept until
nobody has the picture any more, and then go a few at a time. Deliberately absent: how a picture is taken apart (`feeds.picture.shedding`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from weakref import ref

from PySide6.QtCore import QObject, Signal

from feeds.picture.picture import Picture
from feeds.picture.shedding import shedding
from widgets.turns import Rank, Spent, Work


class LettingGo(QObject):
    """Owned by the Qt thread. `left` is how many pictures' rows are not gone yet."""

    _freed = Signal()
    """A picture went, in whatever thread had it last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._held: dict[ref[Picture], Iterator[None]] = {}
        """The rows of pictures that somebody still has."""
        self._going: deque[Iterator[None]] = deque()
        self._work = Work(self._step, Rank.REST)
        self._freed.connect(self._ask)

    @property
    def left(self) -> int:
        """How many pictures' rows are not gone yet."""
        return len(self._held) + len(self._going)

    def take(self, picture: Picture) -> None:
        """Keep what this picture holds until nobody has it any more, and then let go of it bit by bit."""
        self._held[ref(picture, self._alone)] = shedding(picture)

    def stop(self) -> None:
        """Let go of all that is left at once: at the end."""
        self._work.drop()
        self._held.clear()
        self._going.clear()

    def _alone(self, gone: ref[Picture]) -> None:
        """Nobody has the picture any more."""
        rows = self._held.pop(gone, None)
        if rows is not None:
            self._going.append(rows)
            self._freed.emit()

    def _ask(self) -> None:
        """In the Qt thread: some rows may go."""
        self._work.ask()

    def _step(self, spent: Spent) -> bool:
        while self._going:
            if next(self._going[0], self) is self:
                self._going.popleft()
            elif spent():
                return True
        return False
