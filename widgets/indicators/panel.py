"""The indicators panel: the problem with its judgement, then the watch list. Shows a model, emits intents, judges nothing."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.indicators.model import IndicatorsModel
from widgets.indicators.present import COLUMNS, PROBLEM_COLUMNS, ROW_HEIGHT, TITLE_COLUMNS, indicator_row, judgement_lines, title_line
from widgets.look import Look
from widgets.panel import Panel
from widgets.rows import RowList
from widgets.sheet import Sheet
from widgets.tokens import Token


class IndicatorsPanel(Panel):
    """`selected("indicator", subject)` as the operator moves, `selected("problem", subject)` on left and right.

    `act_requested(name, subject)` for judgement, evidence, detail.
    """

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Indicators")
        self.title = Sheet(look, TITLE_COLUMNS, name="warning problem", margin=13, pad=0, ground=Token.RAISED)
        self.judgement = Sheet(look, PROBLEM_COLUMNS, name="judgement", margin=13, pad=0, ground=Token.RAISED)
        self.list = RowList(look, COLUMNS, row_height=ROW_HEIGHT, name="watch list", margin=8)
        self.list.selected.connect(lambda key: self.selected.emit("indicator", key))
        self.list.opened.connect(lambda key: self.act_requested.emit("detail", key))
        body = QWidget()
        body.setFocusProxy(self.list)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.title, self.judgement):
            layout.addWidget(part)
        layout.addWidget(self.list, 1)
        self.set_body(body)
        self._before, self._after = "", ""
        for key, turn in ((Qt.Key.Key_Left, lambda: self._turn(self._before)), (Qt.Key.Key_Right, lambda: self._turn(self._after))):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(turn)

    def _turn(self, problem: str) -> None:
        """Ask for another problem; the panel shows it once it is handed one."""
        if problem:
            self.selected.emit("problem", problem)

    def show_model(self, model: IndicatorsModel) -> None:
        """Show the whole watch list."""
        self._before, self._after = model.before, model.after
        self.set_scope(model.scope)
        self.show_condition(model.condition)
        self.title.show_lines(title_line(model.problem) if model.problem is not None else ())
        self.judgement.show_lines(judgement_lines(model.problem, others=bool(model.after)) if model.problem is not None else ())
        self.list.show_rows([indicator_row(view) for view in model.indicators])
        self.set_acts(model.acts)
