"""The indicators panel: the problem with its judgement, then the watch list. Shows a model, emits intents, judges nothing."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.board.page import Page
from widgets.board.paged import Paged
from widgets.indicators.model import IndicatorsModel
from widgets.indicators.present import (
    COLUMNS,
    PROBLEM_COLUMNS,
    ROW_HEIGHT,
    TITLE_COLUMNS,
    indicator_row,
    judgement_lines,
    looks,
    title_line,
)
from widgets.look import Look
from widgets.panel import Panel
from widgets.rows import RowList
from widgets.sheet import Sheet
from widgets.shortcuts import innermost_wins
from widgets.tokens import Token


class IndicatorsPanel(Panel):
    """`selected("indicator", subject)` as the operator moves, `selected("problem", subject)` on left and right.

    Enter opens the page of an indicator, O that of the problem, Esc gives the list back. `act_requested(name, subject)` for judgement,
    observation, evidence, and `suppose:OBSERVATION` (about the indicator's code): the ladder if it read so.
    """

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Indicators")
        self.title = Sheet(look, TITLE_COLUMNS, name="warning problem", margin=13, pad=0, ground=Token.RAISED)
        self.judgement = Sheet(look, PROBLEM_COLUMNS, name="judgement", margin=13, pad=0, ground=Token.RAISED)
        self.list = RowList(look, COLUMNS, row_height=ROW_HEIGHT, name="watch list", margin=8)
        self.list.selected.connect(lambda key: self.selected.emit("indicator", key))
        self.list.selected.connect(lambda _key: self._dress_foot())
        self.list.opened.connect(self.open)
        self.model = IndicatorsModel("")
        self.opened = ""
        body = QWidget()
        body.setFocusProxy(self.list)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.title, self.judgement):
            layout.addWidget(part)
        layout.addWidget(self.list, 1)
        self.page = Page(look, "indicator")
        self.page.followed.connect(lambda kind, subject: self.act_requested.emit(f"follow:{kind}", subject))
        self.page.turned.connect(self._dress_foot)
        self.paged = Paged(body, self.page)
        self.set_body(self.paged)
        self.foot.requested.disconnect()
        self.foot.requested.connect(self._acted)
        self._before, self._after = "", ""
        for key, turn in ((Qt.Key.Key_Left, lambda: self._turn(self._before)), (Qt.Key.Key_Right, lambda: self._turn(self._after))):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(turn)
            innermost_wins(shortcut)

    def _turn(self, problem: str) -> None:
        """Ask for another problem; the panel shows it once it is handed one."""
        if problem:
            self.selected.emit("problem", problem)

    def open(self, subject: str) -> None:
        """Want the page of an indicator or of the problem; it stands there as soon as it is resolved."""
        self.opened = subject
        self.turned.emit()

    def leave(self) -> bool:
        """Esc closes the page."""
        if not self.opened:
            return False
        self.opened = ""
        self.paged.turn(to_page=False)
        self._dress_foot()
        return True

    def _dress_foot(self) -> None:
        """The acts of the page and of its fact while one is open, else those of the selected indicator and the problem."""
        page, fact = self.model.page if self.opened else None, self.page.fact if self.opened else None
        if page is not None:
            first = fact.acts if fact is not None else ()
            self.set_acts((*first, *(act for act in page.acts if act.key not in {each.key for each in first})))
            return
        one = next((view for view in self.model.indicators if view.subject == self.list.key), None)
        self.set_acts((*(looks(one) if one is not None else ()), *self.model.acts))

    def _acted(self, name: str, subject: str) -> None:
        if name in {"open_problem", "open_indicator"}:
            self.open(subject)
        else:
            self.act_requested.emit(name, subject)

    def show_model(self, model: IndicatorsModel) -> None:
        """Show the whole watch list, or the page that was opened."""
        self.model = model
        self._before, self._after = model.before, model.after
        self.set_scope(model.scope)
        self.show_condition(model.condition)
        self.title.show_lines(title_line(model.problem) if model.problem is not None else ())
        self.judgement.show_lines(judgement_lines(model.problem, others=bool(model.after)) if model.problem is not None else ())
        self.list.show_rows([indicator_row(view) for view in model.indicators])
        if model.page is not None and self.opened:
            self.page.show_entry(model.page)
        self.opened = self.opened if model.page is not None else ""
        self.paged.turn(to_page=bool(self.opened))
        self._dress_foot()
