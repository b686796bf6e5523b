"""The range of time that is being marked: dragged along the axis, or set by key at one moment and at another. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from widgets.times import Range


@dataclass
class Marking:
    """`range`: what is marked; `corner`: where a range was begun by key and not yet ended."""

    range: Range | None = None
    corner: int | None = None

    def show(self, chosen: Range | None) -> None:
        """Have this marked, wherever it was chosen; what was begun is given up."""
        self.range, self.corner = chosen, None

    def press(self, at: int | None) -> bool:
        """B at a moment: here the range begins; again: here it ends; a third time: there is none. Says whether another is marked now."""
        if self.range is not None:
            self.range = None
            return True
        if self.corner is None or at is None:
            self.corner = at
            return False
        self.show((min(self.corner, at), max(self.corner, at) + 1))
        return True
