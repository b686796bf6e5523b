"""The two clocks' panel: a table by the time things happened, and one dashed line that says what is hidden. It judges nothing.

`selected(kind, subject)` as the operator moves; the intents `hindsight` (D) and `follow:KIND` (Enter). What was learned later is drawn
as a ghost: dashed, in the colour of doubt, with its word.
"""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.cells import Act, Align, Cell, Column, Row, Span, TextLine, Word
from widgets.look import Look
from widgets.panel import Panel
from widgets.roles import Role
from widgets.rows import RowList
from widgets.sheet import Sheet
from widgets.tokens import Token
from widgets.two_clocks.model import TwoClocksModel, View
from widgets.words import Hatch

COLUMNS = (
    Column("Happened", 100),
    Column("Known here", 100),
    Column("Record"),
    Column("Code", 44, Align.RIGHT),
    Column("Learned after", 96, Align.RIGHT),
)
_LINE = (Column(), Column(fit=True, align=Align.RIGHT))
ROW_HEIGHT = 30


class TwoClocksPanel(Panel):
    """Shows a `TwoClocksModel`."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Two clocks")
        self.model = TwoClocksModel("")
        self.list = RowList(look, COLUMNS, row_height=ROW_HEIGHT, name="two clocks", margin=12, heads=True)
        self.list.selected.connect(self._moved)
        self.list.opened.connect(self._opened)
        self.hidden = Sheet(look, _LINE, name="learned later", margin=12, pad=5, ground=Token.RAISED)
        body = QWidget()
        body.setFocusProxy(self.list)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(self.hidden)
        self.set_body(body)

    def show_model(self, model: TwoClocksModel) -> None:
        """Show the whole table."""
        if model == self.model and self.list.rows:
            return
        self.model = model
        self.set_scope(model.scope)
        self.show_condition(model.condition)
        self.list.show_rows([_row(view) for view in model.rows])
        self.hidden.show_lines(_hidden(model))
        label = "Hide what was learned later" if model.shown else "Show what was learned later"
        count = model.shown or model.hidden
        reason = "" if count else "nothing that had happened was learned later"
        self.set_acts((Act("hindsight", label, "D", enabled=bool(count), reason=reason, quiet=True),))

    def _moved(self, key: str) -> None:
        kind, subject, *_ = key.split("|")
        self.selected.emit(kind, subject)

    def _opened(self, key: str) -> None:
        kind, subject, *_ = key.split("|")
        self.act_requested.emit(f"follow:{kind}", subject)


def _row(view: View) -> Row:
    token = Token.DOUBT if view.ghost else Token.TEXT
    quiet = Token.DOUBT if view.ghost else Token.TEXT2
    text: tuple[Span, ...] = (Word(view.text, Role.DENSE, token),)
    if view.ghost:
        text = (Word("LEARNED LATER", Role.STATE, Token.DOUBT), *text)
    cells = (
        Cell(0, (Word(view.happened, Role.MONO, quiet),)),
        Cell(1, (Word(view.known, Role.MONO, token),)),
        Cell(2, text),
        Cell(3, (Word(view.code, Role.MONO, quiet),)),
        Cell(4, (Word(view.late, Role.CAPTION, quiet),)),
    )
    said = f"{view.text}, happened {view.happened}, known here {view.known}, {view.code}, learned {view.late} after"
    return Row(
        key=view.key,
        cells=cells,
        accessible=f"learned later: {said}" if view.ghost else said,
        frame=Token.DOUBT if view.ghost else None,
        hatch=Hatch.DIAGONAL if view.ghost else Hatch.NONE,
    )


def _hidden(model: TwoClocksModel) -> tuple[TextLine, ...]:
    if not model.hidden and not model.shown:
        return ()
    count = model.hidden or model.shown
    words = f"{count:,} later-learned record{'' if count == 1 else 's'} {'hidden' if model.hidden else 'shown'} · D"
    right = "what this room knew is the question here" if model.hidden else "this room did not know these"
    return (TextLine((Cell(0, (Word(words, Role.DENSE_STRONG, Token.DOUBT),)), Cell(1, (Word(right, Role.CAPTION, Token.TEXT3),))), 24),)
