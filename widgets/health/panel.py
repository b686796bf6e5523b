"""The health panel: feeds as a list, the desk's own facts under it. Shows a model, emits `selected("source", code)`, mends nothing."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.cells import Align, Cell, Column, Row, Rule, SheetLine, Span, TextLine, Word, state_mark, state_word
from widgets.health.model import Fact, FeedItem, HealthModel
from widgets.look import Look
from widgets.panel import Panel
from widgets.roles import Role
from widgets.rows import RowList
from widgets.sheet import Sheet
from widgets.tokens import Token
from widgets.words import State

COLUMNS = (
    Column("", 30, Align.CENTRE),
    Column("Feed", 96),
    Column("State"),
    Column("Last data Z", 118),
    Column("Items", 56, Align.RIGHT),
    Column("Rejects", 66, Align.RIGHT),
)
FACTS = (Column("", 66), Column())
ROW_HEIGHT = 26


def feed_row(feed: FeedItem, *, frozen: bool) -> Row:
    """One feed: shape, code, state word with its time, last data, what is held of it."""
    doubt = feed.state.sign.token is Token.DOUBT
    heard = "not heard yet" if feed.state is State.UNKNOWN else feed.state.word
    state = state_word(State.FROZEN) if frozen else Word(f"{heard} {feed.since}".strip(), Role.STATE, feed.state.sign.token)
    held = f"items {feed.items}, rejects {feed.rejects}"
    rejects = Word(str(feed.rejects), Role.DENSE_STRONG if feed.rejects else Role.DENSE, Token.TEXT if feed.rejects else Token.TEXT3)
    return Row(
        key=feed.code,
        cells=(
            Cell(0, (state_mark(State.FROZEN if frozen else feed.state, 14),)),
            Cell(1, (Word(feed.code, Role.MONO, Token.TEXT),)),
            Cell(2, (state,)),
            Cell(3, (Word(feed.last, Role.DENSE, Token.TEXT2),)),
            Cell(4, (Word(str(feed.items), Role.DENSE, Token.TEXT2),)),
            Cell(5, (rejects,)),
        ),
        accessible=f"feed {feed.code}, {feed.name}, {state.text.lower()}, last data {feed.last}, {held}",
        hatch=feed.state.sign.hatch if doubt and not frozen else State.NORMAL.sign.hatch,
        tip="\n".join(part for part in (feed.name, f"last reject: {feed.reject_note}" if feed.reject_note else "") if part),
    )


def fact_lines(facts: tuple[Fact, ...]) -> tuple[SheetLine, ...]:
    """The desk's own facts, under a line."""
    lines: list[SheetLine] = [Rule()] if facts else []
    for fact in facts:
        state: tuple[Span, ...] = (state_mark(fact.state, 13), state_word(fact.state)) if fact.state is not None else ()
        state += (state_mark(fact.mark, 13),) if fact.mark is not None else ()
        spans = (*state, Word(fact.text, Role.DENSE, Token.TEXT2))
        lines.append(TextLine((Cell(0, (Word(fact.label, Role.DENSE_STRONG, Token.TEXT3),)), Cell(1, spans))))
    return tuple(lines)


class HealthPanel(Panel):
    """Feeds in doubt stand first."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Health")
        self.list = RowList(look, COLUMNS, row_height=ROW_HEIGHT, heads=True, name="feeds", margin=10)
        self.list.selected.connect(lambda key: self.selected.emit("source", key))
        # Its strip counts what does not fit, so a row or two will do: the desk's own facts need the rest.
        self.list.view.setMinimumHeight(ROW_HEIGHT)
        self.facts = Sheet(look, FACTS, name="this desk", margin=12, pad=2)
        self.facts.hide()
        body = QWidget()
        body.setFocusProxy(self.list)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(0)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.facts)
        self.set_body(body)

    def show_model(self, model: HealthModel) -> None:
        """Show the whole panel."""
        self.set_scope(model.scope)
        self.show_condition(model.condition)
        self.list.show_rows([feed_row(feed, frozen=model.frozen) for feed in model.feeds])
        self.facts.show_lines(fact_lines(model.facts))
