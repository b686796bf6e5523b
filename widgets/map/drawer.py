"""What stands beside the map while a tool is open: a title, a line to write in, a list, and the keys that work there.

One drawer for all tools: a tool says what it shows (`Sheet`) and is told what was chosen, written or pressed. Deliberately absent: what
any tool means.
"""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from widgets.cells import Cell, Column, Row, Word
from widgets.entry import Entry
from widgets.look import Look
from widgets.painting import whole
from widgets.roles import Role
from widgets.rows import RowList
from widgets.tokens import Token

WIDTH = 270
_GAP = 8


@dataclass(frozen=True)
class Item:
    """One row: its key, what it is, and a word at its side or below."""

    key: str
    text: str
    side: str = ""
    below: str = ""
    faint: bool = False


@dataclass(frozen=True)
class Sheet:
    """All that a tool shows. ``entry`` is what the line to write in asks for, empty where there is none; ``keys`` go to the tool."""

    title: str
    items: tuple[Item, ...] = ()
    entry: str = ""
    said: str = ""
    help: str = ""
    keys: frozenset[str] = frozenset()


class Drawer(QWidget):
    """Shows one tool's sheet. Esc is `left`; ``wrote`` comes with every letter, ``entered`` with Enter in the line."""

    chosen = Signal(str)
    opened = Signal(str)
    wrote = Signal(str)
    entered = Signal(str)
    pressed = Signal(str, str)
    """A key of the sheet's `keys`, and the key of the row it was pressed on."""
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._keys: frozenset[str] = frozenset()
        self.title, self.said, self.help = QLabel(), QLabel(), QLabel()
        self.entry = Entry(look, "find", limit=80)
        self.rows = RowList(look, (Column(), Column(fit=True, width=0)), row_height=30, name="map tool")
        layout = QVBoxLayout(self)
        for part in (self.title, self.entry, self.said):
            layout.addWidget(part)
        layout.addWidget(self.rows, 1)
        layout.addWidget(self.help)
        self.rows.selected.connect(self.chosen)
        self.rows.opened.connect(self.opened)
        self.entry.textEdited.connect(self.wrote)
        self.entry.returnPressed.connect(lambda: self.entered.emit(self.entry.text()))
        for watched in (self.rows.view, self.entry):
            watched.installEventFilter(self)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        look.changed.connect(self._dress)
        self._dress()
        self.hide()

    def show_sheet(self, sheet: Sheet) -> None:
        """Show this; what is written stays while the tool stays."""
        if sheet.title != self.title.text():
            self.entry.clear()
        self._keys = sheet.keys
        self.title.setText(sheet.title)
        self.setAccessibleName(sheet.title)
        self.entry.setPlaceholderText(sheet.entry)
        self.entry.setAccessibleName(sheet.entry or "find")
        self.entry.setVisible(bool(sheet.entry))
        self.said.setText(sheet.said)
        self.said.setVisible(bool(sheet.said))
        self.help.setText(sheet.help)
        self.help.setVisible(bool(sheet.help))
        self.rows.show_rows([_row(item) for item in sheet.items])

    def take_focus(self) -> None:
        """The line to write in if there is one, else the list, its first row chosen."""
        if not self.entry.isHidden():
            self.entry.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self.rows.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.rows.key is None and self.rows.rows:
            self.rows.select(self.rows.rows[0].key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc leaves, Down goes from the line to the list, and the tool's own keys are its own."""
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        name = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
        ours = name == "Esc" or (watched is self.rows.view and name in self._keys) or (watched is self.entry and name == "Down")
        if not ours:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # else the window's own key of that name would take it
        elif event.type() == QEvent.Type.KeyPress:
            self._press(name)
        return True

    def _press(self, name: str) -> None:
        if name == "Esc":
            self.left.emit()
        elif name == "Down" and self.entry.hasFocus():
            self.rows.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if self.rows.rows:
                self.rows.select(self.rows.rows[0].key)
        else:
            self.pressed.emit(name, self.rows.key or "")

    def _dress(self) -> None:
        look = self._look
        gap = look.px(_GAP)
        self.setFixedWidth(look.px(WIDTH))
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(gap, gap, gap, gap)
            layout.setSpacing(look.px(4))
        for label, role, token in (
            (self.title, Role.BODY_STRONG, Token.TEXT),
            (self.said, Role.DENSE, Token.TEXT2),
            (self.help, Role.CAPTION, Token.TEXT3),
        ):
            label.setFont(look.font(role))
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setStyleSheet(f"color: {look.theme.hex(token)};")
        self.update()

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """The panel's ground with an edge towards the map."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour(Token.PANEL))
        painter.fillRect(0, 0, 1, self.height(), self._look.colour(Token.LINE_STRONG))
        painter.end()


def _row(item: Item) -> Row:
    token = Token.TEXT3 if item.faint else Token.TEXT
    cells = [Cell(0, (Word(item.text, Role.DENSE, token),), 0 if item.below else None)]
    if item.below:
        cells.append(Cell(0, (Word(item.below, Role.CAPTION, Token.TEXT3),), 1))
    if item.side:
        cells.append(Cell(1, (Word(item.side, Role.CAPTION, Token.TEXT3),), 0 if item.below else None))
    return Row(item.key, tuple(cells), ", ".join(part for part in (item.text, item.side, item.below) if part))
