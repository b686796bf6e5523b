"""What each source brought, for as long as a panel asks for it: counted in portions of the loop's turns, then kept up with changes.

A hundred thousand rows take a twentieth of a second to look at: done at once it would hold the loop, and again with each look at the
panel. Deliberately absent: what is counted (`widgets.health.heard`).
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from feeds.picture.changes import ChangeSet
from feeds.picture.picture import Picture
from widgets.health.heard import PORTION, Heard, Hearing
from widgets.turns import Spent, Work


class Listening(QObject):
    """`done()`: all rows of the picture that was asked about are counted."""

    done = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hearing: Hearing | None = None
        self._work = Work(self._count)

    def of(self, picture: Picture) -> Mapping[str, Heard] | None:
        """Return what each source brought to the picture in sight; None while it is counted. Few rows are counted at once."""
        if self._hearing is None:
            self._hearing = Hearing(picture)
            if sum(picture.counts.values()) <= PORTION:
                while not self._hearing.some():
                    pass
            else:
                self._work.ask()
        return self._hearing.found() if self._hearing.whole else None

    def changed(self, changes: ChangeSet) -> None:
        """The picture in sight changed."""
        if self._hearing is not None:
            self._hearing.take(changes)

    def replaced(self) -> None:
        """Another picture is in sight; whoever wants to know asks again."""
        self._hearing = None
        self._work.drop()

    def _count(self, spent: Spent) -> bool:
        while self._hearing is not None and not self._hearing.some():
            if spent():
                return True
        self.done.emit()
        return False
