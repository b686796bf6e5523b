"""Frozen rows as Qt's item model, and the order a hand may rely on.

Deliberately absent: painting, and what a row means.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from widgets.cells import Row
from widgets.tips import tip

ROW = int(Qt.ItemDataRole.UserRole) + 1
GONE = int(Qt.ItemDataRole.UserRole) + 2

Index = QModelIndex | QPersistentModelIndex


def held_order(shown: Sequence[Row], wanted: Sequence[Row]) -> tuple[tuple[Row, ...], frozenset[str], int]:
    """Rows in the order a hand may rely on: known rows (with new content, or as they last were if gone) in place, new ones after them.

    Returns the rows, the keys of those that left, and how many are new.
    """
    by_key = {row.key: row for row in wanted}
    known = {row.key for row in shown}
    gone = frozenset(known - by_key.keys())
    new = tuple(row for row in wanted if row.key not in known)
    return tuple(by_key.get(row.key, row) for row in shown) + new, gone, len(new)


class RowModel(QAbstractListModel):
    """Frozen rows by position. `show` touches only what differs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._gone: frozenset[str] = frozenset()

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown, ghosts included."""
        return self._rows

    def rowCount(self, parent: Index | None = None) -> int:
        """Number of rows; rows have no children."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  Qt's own contract: any value by role.
        """The row, its accessible sentence, its tip."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == GONE:
            return row.key in self._gone
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole}:
            return f"{row.accessible}, no longer in this list" if row.key in self._gone else row.accessible
        return tip(row.tip) or None if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A head is read and never selected, so that keys pass over it."""
        head = index.isValid() and index.row() < len(self._rows) and self._rows[index.row()].head
        return Qt.ItemFlag.ItemNeverHasChildren if head else super().flags(index)

    def show(self, rows: tuple[Row, ...], gone: frozenset[str] = frozenset()) -> None:
        """Show these rows; same keys in the same order change in place, anything else is a reset."""
        if [row.key for row in rows] != [row.key for row in self._rows]:
            self.beginResetModel()
            self._rows, self._gone = rows, gone
            self.endResetModel()
            return
        touched = [
            i
            for i, (old, new) in enumerate(zip(self._rows, rows, strict=True))
            if old != new or (new.key in gone) != (old.key in self._gone)
        ]
        self._rows, self._gone = rows, gone
        for i in touched:
            self.dataChanged.emit(self.index(i), self.index(i))

    def place(self, key: str) -> int | None:
        """Where a key stands, or None."""
        return next((i for i, row in enumerate(self._rows) if row.key == key), None)

    def gone(self, key: str) -> bool:
        """Whether the row of this key has left and is shown as a ghost."""
        return key in self._gone
