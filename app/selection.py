"""What is selected, once for the whole window: selecting a thing in one place selects it everywhere.

A list of what was selected before lets Backspace go back. Deliberately absent: focus, which stays where the hand is.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

NOTHING = ("", "")
_DEPTH = 50


class Selection(QObject):
    """(kind, subject), or two empty strings. `changed(kind, subject)` when it is another."""

    changed = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chosen: tuple[str, str] = NOTHING
        self._before: list[tuple[str, str]] = []
        self._latest: dict[str, str] = {}

    @property
    def chosen(self) -> tuple[str, str]:
        """What is selected."""
        return self._chosen

    def latest(self, *kinds: str) -> tuple[str, str]:
        """Return what of these kinds was selected last, whatever else was since, or two empty strings."""
        return next(((kind, subject) for kind, subject in reversed(self._latest.items()) if kind in kinds), NOTHING)

    def choose(self, kind: str, subject: str) -> None:
        """Select this."""
        if (kind, subject) != self._chosen:
            self._before = [*self._before[-_DEPTH:], self._chosen]
            self._set((kind, subject))

    def back(self) -> None:
        """Select what was selected before."""
        if self._before:
            self._set(self._before.pop())

    def clear(self) -> None:
        """Select nothing."""
        self.choose(*NOTHING)

    def _set(self, chosen: tuple[str, str]) -> None:
        self._chosen = chosen
        self._latest.pop(chosen[0], None)
        self._latest[chosen[0]] = chosen[1]
        self.changed.emit(*chosen)
