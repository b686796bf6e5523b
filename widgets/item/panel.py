"""The selected item's panel: what it says, a line for a remark that is never required, and the answers with their keys.

Intents: the acts of the model, about its subject; a light answer carries the remark (`answer:RECEIPT:REMARK`). R goes to the remark.
Deliberately absent: painting an answer before the hub has it on disk.
"""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.cells import Align, Cell, Column, Filled, Gap, Mark, SheetLine, TextLine, Word
from widgets.entry import Entry
from widgets.item.model import ItemModel
from widgets.look import Look
from widgets.panel import Panel
from widgets.roles import Role
from widgets.sheet import Sheet
from widgets.tokens import Token

_HEAD = (Column("", 40, Align.CENTRE), Column(""), Column("", align=Align.RIGHT, fit=True))
_LIGHT = ("answer:RECEIPT", "answer:ASSESSED")


def head_lines(model: ItemModel) -> tuple[SheetLine, ...]:
    """Title with its shape and revision, where it stands, what it says, what changed."""
    if not model.title:
        return ()
    made: list[SheetLine] = [
        TextLine(
            (
                Cell(0, (Mark(model.glyph, model.token, 26),)),
                Cell(1, (Word(f"{model.ident}  {model.title}", Role.HEADLINE, Token.TEXT),)),
                Cell(2, (Word(model.revision, Role.BODY, Token.TEXT2),)),
            ),
            34,
        ),
        _line(model.state, Role.BODY, Token.TEXT2),
        Gap(4),
    ]
    made += [_line(text, Role.TITLE, Token.TEXT) for text in model.text]
    if model.changed_since:
        both = (Word(model.changed_since, Role.DENSE_STRONG, Token.TEXT2), Word(model.changed, Role.DENSE, Token.TEXT2))
        made += [Gap(4), TextLine((Cell(1, both),), 20)]
    return tuple(made)


def _line(text: str, role: Role, token: Token) -> TextLine:
    return TextLine((Cell(1, (Word(text, role, token),)),), 22)


class ItemPanel(Panel):
    """Shows an item. `answer_requested` is the panel's `act_requested`."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Selected item")
        self.model = ItemModel()
        self._grave = Sheet(look, _HEAD, name="selected item", ground=Token.CRITICAL_BG)
        self._plain = Sheet(look, _HEAD, name="selected item")
        self._asked = Sheet(look, (Column(""),), name="what is asked", pad=4)
        self.remark = Entry(look, "remark, never required")
        self.remark.setPlaceholderText("Remark (never required, 240 characters)")
        body = QWidget()
        body.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        body.setAccessibleName("the item that is selected")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._grave, self._plain):
            column.addWidget(part)
            part.hide()
        column.addStretch(1)
        column.addWidget(self._asked)
        self._writes = QWidget()
        line = QVBoxLayout(self._writes)
        line.setContentsMargins(10, 2, 10, 2)
        line.addWidget(self.remark)
        column.addWidget(self._writes)
        self.set_body(body)
        self.foot.requested.disconnect()
        self.foot.requested.connect(self._acted)
        shortcut = QShortcut(QKeySequence("R"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._write)
        look.changed.connect(self._fit)

    def show_model(self, model: ItemModel) -> None:
        """Show the whole item; a remark that is being written belongs to the item it was begun for."""
        if model.ident != self.model.ident:
            self.remark.clear()
        self.model = model
        self.set_scope(model.scope)
        self.set_edge(Token.CRITICAL if model.grave else None)
        self.show_condition(model.condition)
        self._grave.show_lines(head_lines(model) if model.grave else ())
        self._plain.show_lines(() if model.grave else head_lines(model))
        self._asked.show_lines((_note(model.asked),) if model.asked else ())
        self.remark.setEnabled(not model.off)
        self.set_acts(model.acts)
        self._fit()

    def _write(self) -> None:
        """R: the remark's line, there whether there was room for it or not."""
        self._writes.show()
        self.remark.setFocus()

    def _least(self) -> int:
        """Px of what is never left away: the item and its answers."""
        head = self._grave if self.model.grave else self._plain
        foot = self.foot.sizeHint().height() if not self.foot.isHidden() else 0
        return self.header.height() + head.sizeHint().height() + foot + 2

    def _fit(self) -> None:
        """In little room the answers stay in sight: what is asked for gives way first, then the remark's line, which R brings."""
        room = self.height() - self._least()
        writes, asked = self._writes.sizeHint().height(), self._asked.sizeHint().height()
        held = self.remark.hasFocus() or bool(self.remark.text())
        self._writes.setVisible(held or room >= writes)
        self._asked.setVisible(bool(self._asked.lines) and room >= writes + asked)

    def minimumSizeHint(self) -> QSize:
        """The item and its answers."""
        need = super().minimumSizeHint()
        return QSize(need.width(), self._least()) if isinstance(self.model.condition, Filled) else need

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less of it fits now."""
        super().resizeEvent(event)
        self._fit()

    def _acted(self, name: str, subject: str) -> None:
        text = self.remark.text().strip()
        if name in _LIGHT and text:
            self.remark.clear()
            self.act_requested.emit(f"{name}:{text}", subject)
            return
        self.act_requested.emit(name, subject)


def _note(text: str) -> TextLine:
    return TextLine((Cell(0, (Word(text, Role.DENSE, Token.TEXT3),)),), 20)
