"""The range of time that is chosen, once for the whole window: every panel that lists records shows what happened in it.

Marked on the timeline, left with Esc. Deliberately absent: the moment the desk stands at, which is the session's.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from widgets.times import Range


class TimeWindow(QObject):
    """(since, until) in ms, the end not included, or None. `changed()` when it is another."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._range: Range | None = None

    @property
    def range(self) -> Range | None:
        """What is chosen."""
        return self._range

    def choose(self, chosen: Range | None) -> None:
        """Choose this range, or none."""
        if chosen is not None and chosen[0] >= chosen[1]:
            chosen = None
        if chosen != self._range:
            self._range = chosen
            self.changed.emit()

    def leave(self) -> bool:
        """Choose none; False where none was."""
        was = self._range is not None
        self.choose(None)
        return was
