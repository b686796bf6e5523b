"""The fields of a sheet as widgets: a list to choose from, a line to write in, a shape to be drawn.

Each tells its text when a hand changes it. Deliberately absent: what a text means and whether it will do; the sheet's model says that.
"""

from typing import assert_never

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.cells import Cell, TextLine, Word
from widgets.entry import Entry
from widgets.look import Look
from widgets.review.model import Choice, Drawn, Field, Written
from widgets.review.present import CAPTION_COLUMNS, COLUMNS, OPTION, OPTION_COLUMNS, SHOWN, caption, option_rows, value_of
from widgets.roles import Role
from widgets.rows import RowList
from widgets.sheet import Sheet
from widgets.tokens import Token


class Editor(QWidget):
    """A caption over what edits one field. `edited(name, value)` by hand only."""

    edited = Signal(str, str)

    def __init__(self, look: Look, field: Field) -> None:
        super().__init__()
        self.look, self.name, self.kind = look, field.name, type(field)
        self._caption = Sheet(look, CAPTION_COLUMNS, name=field.caption, pad=1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 4)
        self.column.setSpacing(1)
        self.column.addWidget(self._caption)
        # Only once it stands in here: a sheet that shows its lines on its own would be a window, and take the focus.
        self._caption.show_lines(caption(field))

    def show_field(self, field: Field) -> None:
        """Show the field as it stands; what a hand is writing is left alone."""
        raise NotImplementedError


class ChoiceEditor(Editor):
    """A list. One of several: what a hand moves to is chosen, or Space where it stands. Several: Space or Enter takes one in or out.

    The focus alone chooses nothing: a list that is entered stands on its first row, and nobody has meant it yet.
    """

    def __init__(self, look: Look, choice: Choice) -> None:
        super().__init__(look, choice)
        self._choice = choice
        self._by_hand = False
        self.list = RowList(look, OPTION_COLUMNS, row_height=OPTION, name=choice.caption)
        self.list.view.installEventFilter(self)
        self.list.view.viewport().installEventFilter(self)
        self.column.addWidget(self.list)
        self.setFocusProxy(self.list)
        self.list.opened.connect(lambda key: self._take(value_of(key)))
        self.list.view.clicked.connect(lambda _index: self._take(value_of(self.list.key or "")))
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.list)
        space.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        space.activated.connect(lambda: self._take(value_of(self.list.key or "")))
        if not choice.many:
            self.list.selected.connect(self._moved)
        look.changed.connect(self._dress)
        self.show_field(choice)
        self._dress()

    def _dress(self) -> None:
        shown = max(1, min(len(self._choice.options), SHOWN))
        strip = 22 if len(self._choice.options) > SHOWN else 0
        self.list.setFixedHeight(self.look.row(OPTION) * shown + self.look.px(strip) + 2)

    def show_field(self, field: Field) -> None:
        """The options and which of them are chosen."""
        if isinstance(field, Choice):
            self._choice = field
            self._caption.show_lines(caption(field))
            self.list.show_rows(option_rows(field))
            if not field.many and field.value:
                self.list.select(f"option:{field.value}")
            self._dress()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell a hand from the focus."""
        if event.type() is QEvent.Type.FocusIn:
            self._by_hand = False
        elif event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress):
            self._by_hand = True
        return super().eventFilter(watched, event)

    def _moved(self, key: str) -> None:
        if self._by_hand:
            self.edited.emit(self.name, value_of(key))

    def _take(self, value: str) -> None:
        if self._choice.many:
            self._turn(value)
        elif any(option.value == value for option in self._choice.options):
            self.edited.emit(self.name, value)

    def _turn(self, value: str) -> None:
        chosen = [part for part in self._choice.value.split("\n") if part]
        known = [option.value for option in self._choice.options]
        if value in known:
            chosen = [each for each in chosen if each != value] if value in chosen else [*chosen, value]
            self.edited.emit(self.name, "\n".join(sorted(chosen, key=known.index)))


class WrittenEditor(Editor):
    """A line."""

    def __init__(self, look: Look, written: Written) -> None:
        super().__init__(look, written)
        self.entry = Entry(look, written.caption, limit=written.limit)
        self.entry.setPlaceholderText(written.hint)
        self.entry.setText(written.value)
        self.entry.textEdited.connect(lambda text: self.edited.emit(self.name, text))
        box = QVBoxLayout()
        box.setContentsMargins(10, 0, 10, 0)
        box.addWidget(self.entry)
        self.column.addLayout(box)
        self.setFocusProxy(self.entry)

    def show_field(self, field: Field) -> None:
        """Another text, unless it is being written."""
        if isinstance(field, Written) and not self.entry.hasFocus() and self.entry.text() != field.value:
            self.entry.setText(field.value)


class DrawnEditor(Editor):
    """What was drawn on the map, in words."""

    def __init__(self, look: Look, drawn: Drawn) -> None:
        super().__init__(look, drawn)
        self._said = Sheet(look, COLUMNS, name=drawn.caption, pad=1)
        self.column.addWidget(self._said)
        self.show_field(drawn)

    def show_field(self, field: Field) -> None:
        """How large the shape is, or that there is none."""
        if isinstance(field, Drawn):
            text = Word(field.said or "nothing drawn on the map", Role.BODY, Token.TEXT if field.said else Token.TEXT3)
            self._said.show_lines((TextLine((Cell(1, (text,)),), 22),))


def editor_of(look: Look, field: Field) -> Editor:
    """The widget of a field."""
    match field:
        case Choice():
            return ChoiceEditor(look, field)
        case Written():
            return WrittenEditor(look, field)
        case Drawn():
            return DrawnEditor(look, field)
        case _:
            assert_never(field)
