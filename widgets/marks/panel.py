"""The marks panel: a list by moment, and one line to write the next. It keeps nothing by itself.

Intents: `mark:TEXT` when a line was finished with Enter (a line that begins with `!` is a lesson), `seek_mark` on Enter in the list,
`unmark` on Delete. Deliberately absent: the file.
"""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.cells import Act, Align, Cell, Column, Mark, Row, Word
from widgets.entry import Entry
from widgets.look import Look
from widgets.marks.model import MarksModel, MarkView
from widgets.panel import Panel
from widgets.roles import Role
from widgets.rows import RowList
from widgets.tokens import Token
from widgets.words import Glyph

COLUMNS = (Column("", 26, Align.CENTRE), Column("", 176), Column(), Column("", 110, Align.RIGHT))
ROW_HEIGHT, TALL = 30, 44
LESSON = "!"
"""What a line begins with that belongs in the report."""

LOOKS = {False: Mark(Glyph.OPEN_DISC, Token.TEXT2, 12), True: Mark(Glyph.OPEN_SQUARE, Token.TEXT2, 12)}
"""How a mark, and how a lesson, is drawn."""


class MarksPanel(Panel):
    """Shows a `MarksModel`."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Marks")
        self.model = MarksModel("")
        self.list = RowList(look, COLUMNS, row_height=ROW_HEIGHT, name="marks", margin=12)
        self.list.opened.connect(lambda key: self.act_requested.emit("seek_mark", key))
        self.line = Entry(look, "new mark", limit=1000)
        self.line.returnPressed.connect(self._mark)
        foot = QWidget()
        row = QVBoxLayout(foot)
        row.setContentsMargins(10, 4, 10, 8)
        row.addWidget(self.line)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(foot)
        self.set_body(self.list)

    def show_model(self, model: MarksModel) -> None:
        """Show all marks."""
        self.model = model
        self.set_scope(model.scope)
        self.show_condition(model.condition)
        self.line.setEnabled(not model.off)
        self.line.setPlaceholderText(model.off or f"Mark {model.next_at}: write, Enter keeps it; ! first makes it a lesson")
        self.list.show_rows([_row(view) for view in model.marks])
        chosen = self.list.key or ""
        reason = model.off or ("" if model.marks else "there is no mark")
        self.set_acts(
            (
                Act("seek_mark", "Go there", "Enter", chosen, enabled=bool(model.marks), reason=reason, quiet=True),
                Act("unmark", "Take away", "Del", chosen, enabled=not reason, reason=reason, quiet=True),
            )
        )

    def _mark(self) -> None:
        text = self.line.text().strip()
        if text and not self.model.off:
            self.line.clear()
            self.act_requested.emit(f"mark:{text}", "")


def _row(view: MarkView) -> Row:
    token = Token.TEXT if view.here else Token.TEXT2
    lesson = (Word("LESSON", Role.STATE, Token.TEXT2),) if view.lesson else ()
    # A range of a long recording does not fit one line: its end stands under its beginning.
    times = [view.when, f"to {view.until}"] if view.until else [view.when]
    first = 0 if view.until else None
    cells = (
        Cell(0, (LOOKS[view.lesson],)),
        *(Cell(1, (Word(text, Role.MONO, token),), line if view.until else None) for line, text in enumerate(times)),
        Cell(2, (*lesson, Word(view.text, Role.DENSE, token)), first),
        Cell(3, (Word(view.by, Role.CAPTION, Token.TEXT3),), first),
    )
    said = f"{'lesson, ' if view.lesson else ''}{' '.join(times)}, {view.text}, {view.by}"
    return Row(view.ident, cells, said, bar=Token.ACCENT if view.here else None, height=TALL if view.until else None)
