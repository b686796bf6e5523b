"""A recording's history, read page by page in the loop's shared turns: what panels show of the past, up to the journal's end.

Deliberately absent: what is made of the records (`app.session.Session.remember`), and which moment is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QObject, Signal

from feeds.journal.reader import Reader
from feeds.picture.envelope import Record
from feeds.picture.picture import Picture
from feeds.picture.regime import Regime
from widgets.turns import Rank, Spent, Work

PAGE: Final = 100
"""Records that are read at once: a few milliseconds of them."""

Told = Callable[[Iterable[Record], Picture | None], None]
"""Told of records in the order in which the room learned them, and of a picture that calls things by name."""


class HistoryReading(QObject):
    """Reads one regime's records as an audience may see them. `went(share)`: so much is read, 0 to 1; None: all of it."""

    went = Signal(object)

    def __init__(
        self,
        reader: Reader,
        regime: Regime,
        sees: Callable[[Record], bool],
        told: Told,
        names: Picture,
        parent: QObject | None = None,
    ) -> None:
        """`sees`: whether the audience may see a record, asked as it is read; `names`: what names things until all is read once."""
        super().__init__(parent)
        self._reader, self._regime, self._sees, self._told = reader, regime, sees, told
        self._names: Picture | None = names
        self._up_to, self._head = 0, max(1, reader.head[0])
        self._share: float | None = None
        self._work = Work(self._read_on, Rank.REST)

    @property
    def waiting(self) -> bool:
        """Whether there is more to read."""
        return self._work.waiting

    def start(self) -> None:
        """Begin to read, in portions."""
        self._share = 0.0
        self.went.emit(self._share)
        self._work.ask()

    def grew(self) -> None:
        """Read what was appended since."""
        self._head = max(1, self._reader.head[0])
        self._work.ask()

    def stop(self) -> None:
        """Read no more."""
        self._work.drop()

    def _read_on(self, spent: Spent) -> bool:
        while True:
            after, self._up_to = self._up_to, self._up_to + PAGE
            page = self._reader.history(after, PAGE, until=self._up_to, regime=self._regime)
            self._told((record for record in page if self._sees(record)), self._names)
            if self._up_to >= self._head:
                break
            if self._share is not None:
                self._share = self._up_to / self._head
                self.went.emit(self._share)
            if spent():
                return True
        self._up_to = self._head
        self._share, self._names = None, None
        self.went.emit(None)
        return False
