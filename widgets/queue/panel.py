"""The queue's panel: items as rows, a line that counts them, and this entity's latency beside the room's.

Intents: `selected(kind, subject)`. Answers are the item panel's. Deliberately absent: any other entity.
"""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.cells import Align, Cell, Column, Mark, Row, Rule, SheetLine, TextLine, Word
from widgets.look import Look
from widgets.panel import Panel
from widgets.queue.model import QueueItem, QueueModel
from widgets.roles import Role
from widgets.rows import RowList
from widgets.sheet import Sheet
from widgets.tokens import Token

COLUMNS = (Column("", 34, Align.CENTRE), Column(), Column("", align=Align.RIGHT, fit=True))
_LINES = (Column(""), Column("", 92, Align.RIGHT), Column("", 104, Align.RIGHT))
_TALL = 62


def item_row(item: QueueItem) -> Row:
    """An item on three lines' height: identifier and due, what it is, where it stands."""
    due = (Cell(2, (Word(item.due, Role.MONO_STRONG, Token.HIGH if item.late else Token.TEXT),), 0),) if item.due else ()
    strong = Role.BODY_STRONG if item.open else Role.BODY
    return Row(
        key=f"{item.kind}|{item.subject}",
        cells=(
            Cell(0, (Mark(item.glyph, item.token, 16),), 0),
            Cell(1, (Word(item.ident, Role.MONO_CAPTION, Token.TEXT2),), 0),
            *due,
            Cell(1, (Word(item.title, strong, Token.TEXT),), 1),
            Cell(1, (Word(item.note, Role.CAPTION, Token.TEXT3),), 2),
        ),
        accessible=", ".join(part for part in (item.ident, item.title, item.due, item.note) if part),
        bar=Token.CRITICAL if item.grave else Token.ACCENT if item.open else None,
        ground=Token.CRITICAL_BG if item.grave else None,
        height=_TALL,
    )


def lines(model: QueueModel) -> tuple[SheetLine, ...]:
    """The latency of this entity beside the room's."""
    made: list[SheetLine] = []
    if model.latency:
        head = (
            Cell(0, (Word(model.latency_of, Role.DENSE_STRONG, Token.TEXT),)),
            Cell(1, (Word(model.entity, Role.CAPTION, Token.TEXT3),)),
            Cell(2, (Word("room, together", Role.CAPTION, Token.TEXT3),)),
        )
        made += [Rule(), TextLine(head, 22)]
        made += [
            TextLine(
                (
                    Cell(0, (Word(each.step, Role.BODY, Token.TEXT2),)),
                    Cell(1, (Word(each.own, Role.MONO_STRONG, Token.TEXT),)),
                    Cell(2, (Word(each.room, Role.MONO, Token.TEXT3),)),
                ),
                22,
            )
            for each in model.latency
        ]
    return tuple(made)


class QueuePanel(Panel):
    """Shows a queue."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "For this entity")
        self.model = QueueModel("", "")
        self.list = RowList(look, COLUMNS, row_height=_TALL, name="what asks for an answer")
        self.list.selected.connect(lambda key: self.selected.emit(*key.split("|", 1)))
        self.list.opened.connect(lambda _key: self.act_requested.emit("item", ""))
        self.summary = Sheet(look, (Column(""),), name="how many ask", pad=4)
        self.sheet = Sheet(look, _LINES, name="latency", pad=2)
        body = QWidget()
        body.setFocusProxy(self.list)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(self.summary)
        column.addWidget(self.sheet)
        self.set_body(body)

    def show_model(self, model: QueueModel, chosen: str) -> None:
        """Show the whole queue; `chosen` is the key of the item that is selected."""
        self.model = model
        if model.entity and self.header.title:
            # Behind a tab the tab has the name.
            self.header.title = f"For {model.entity}"
            self.header.update()
        self.set_scope(model.scope)
        self.show_condition(model.condition)
        self.list.show_rows([item_row(item) for item in model.items])
        self.list.select(chosen or None)
        self.summary.show_lines((TextLine((Cell(0, (Word(model.summary, Role.DENSE, Token.TEXT3),)),)),) if model.summary else ())
        self.sheet.show_lines(lines(model))
