"""The palette's panel: a line, and under it what fits. Arrows move in the list while the line has the focus; Enter does what is selected.

`typed(text)` at each letter, `ran(key)` for the row chosen. Deliberately absent: what there is to do and to find (app/).
"""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.cells import Align, Cell, Chip, Column, Row, Word
from widgets.command.model import CommandModel, CommandRow
from widgets.entry import Entry
from widgets.look import Look
from widgets.panel import Panel
from widgets.roles import Role
from widgets.rows import RowList
from widgets.tokens import Token

COLUMNS = (Column(""), Column("", align=Align.RIGHT, fit=True))
_ROW = 30
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


def command_row(row: CommandRow) -> Row:
    """A line: the title, its detail or why it is off, the key."""
    token = Token.DISABLED if row.off else Token.TEXT
    note = row.off or row.detail
    words = (Word(row.title, Role.BODY, token), *((Word(note, Role.DENSE, Token.TEXT3, gap=12),) if note else ()))
    key = (Cell(1, (Chip(row.chord),)),) if row.chord else ()
    spoken = ", ".join(part for part in (row.title, row.detail, f"off: {row.off}" if row.off else "", row.chord) if part)
    return Row(row.key, (Cell(0, words), *key), spoken)


class CommandPanel(Panel):
    """Shows what fits what was typed."""

    typed = Signal(str)
    ran = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Command")
        self.model = CommandModel()
        self.entry = Entry(look, "command")
        self.entry.textChanged.connect(self.typed)
        self.entry.returnPressed.connect(self._run)
        self.entry.installEventFilter(self)
        self.list = RowList(look, COLUMNS, row_height=_ROW, name="what fits")
        self.list.opened.connect(self.ran)
        body = QWidget()
        body.setFocusProxy(self.entry)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 6, 0, 0)
        line = QVBoxLayout()
        line.setContentsMargins(10, 0, 10, 0)
        line.addWidget(self.entry)
        column.addLayout(line)
        column.addWidget(self.list, 1)
        self.set_body(body)

    def begin(self, title: str, hint: str, text: str = "") -> None:
        """Ask anew, with this in the line."""
        self.header.title = title
        self.header.update()
        self.entry.setPlaceholderText(hint)
        self.entry.setText(text)
        self.entry.setFocus()
        self.typed.emit(text)

    def show_model(self, model: CommandModel) -> None:
        """Show what fits; the first is selected, so that Enter does it."""
        self.model = model
        self.set_scope(model.more or model.scope)
        self.list.show_rows([command_row(row) for row in model.rows])
        self.list.select(model.rows[0].key if model.rows else None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows in the line move in the list."""
        if watched is self.entry and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = _MOVES.get(Qt.Key(event.key()))
            if step is not None:
                self._move(step)
                return True
        return super().eventFilter(watched, event)

    def _move(self, step: int) -> None:
        keys = [row.key for row in self.model.rows]
        if keys:
            at = keys.index(self.list.key) if self.list.key in keys else 0
            self.list.select(keys[min(max(at + step, 0), len(keys) - 1)])

    def _run(self) -> None:
        if self.list.key is not None:
            self.ran.emit(self.list.key)
