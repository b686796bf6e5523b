"""What of a page was on screen: which of its parts were seen whole since what they say is what it is.

A part is seen a strip at a time while the page is scrolled; once all of it was, it stays seen until it says something else. Deliberately
absent: how long it stood there, and whether anybody read it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QWidget


def in_sight(part: QWidget) -> QRect:
    """Return what of a widget stands within everything that holds it, in its own px; nothing while it is hidden."""
    shown = part.rect() if part.isVisible() and not part.window().isMinimized() else QRect()
    holder = part.parentWidget()
    while holder is not None and not shown.isEmpty() and not part.isWindow():
        offset = part.mapTo(holder, QPoint())
        shown &= holder.rect().translated(-offset)
        if holder.isWindow():
            break
        holder = holder.parentWidget()
    return shown


@dataclass
class _Part:
    says: object
    name: str
    size: QSize
    seen: QRegion = field(default_factory=QRegion)
    whole: bool = False


class OnScreen:
    """The parts of one page, by widget."""

    def __init__(self) -> None:
        self._parts: dict[QWidget, _Part] = {}

    def hold(self, parts: Iterable[tuple[QWidget, str, object]]) -> None:
        """Take the page's parts: each a widget, its name, and what it says; one that says something else has to be seen again."""
        known, self._parts = self._parts, {}
        for widget, name, says in parts:
            before = known.get(widget)
            self._parts[widget] = before if before is not None and before.says == says else _Part(says, name, widget.size())

    def forget(self) -> None:
        """Nothing of it was seen: another page."""
        self._parts = {}

    def look(self) -> None:
        """Note what is in sight now."""
        for widget, part in self._parts.items():
            if part.whole:
                continue
            if part.size != widget.size():
                part.size, part.seen = widget.size(), QRegion()
            part.seen += in_sight(widget)
            part.whole = not widget.rect().isEmpty() and QRegion(widget.rect()).subtracted(part.seen).isEmpty()

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the parts that were not all on screen, from the top."""
        return tuple(part.name for part in self._parts.values() if not part.whole)
