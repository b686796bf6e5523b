"""Keeping another picture alongside the one that is shown: it is asked for the moment shown, a few times a second, while it is wanted.

Deliberately absent: how the other is found (`app.beside`), and what is made of the two (`widgets.compare`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.beside import Beside
from widgets.compare.resolve import Aside

EACH_MS: Final = 250
"""How often it is looked whether another moment is shown."""


class Alongside(QObject):
    """Asks another for each moment once. Owns the other; `close()` it."""

    stood = Signal(object)
    """The other's picture (`Aside`) of the moment that was asked for last; nothing of one that comes after it is wanted no more."""

    def __init__(self, other: Beside, at: Callable[[], int], parent: QObject | None = None) -> None:
        """`at`: the moment shown, ms."""
        super().__init__(parent)
        self._other, self._at = other, at
        self._asked: int | None = None
        """The moment it was last asked for."""
        self._timer = QTimer(self, interval=EACH_MS)
        self._timer.timeout.connect(self.ask)
        other.found.connect(self._found)

    @property
    def on(self) -> bool:
        """Whether the other is wanted."""
        return self._timer.isActive()

    def start(self) -> None:
        """Want it, from the moment shown on."""
        self._asked = None
        self._timer.start()

    def stop(self) -> None:
        """Want it no more, for now."""
        self._timer.stop()

    def ask(self) -> None:
        """Ask for the moment shown, if it is another than before."""
        moment = self._at()
        if moment != self._asked:
            self._asked = moment
            self._other.ask(moment)

    def _found(self, aside: Aside) -> None:
        if self.on:
            self.stood.emit(aside)

    def close(self) -> None:
        """Stop, and end the other."""
        self.stop()
        self._other.close()
