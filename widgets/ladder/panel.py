"""The ladder panel: rungs as a list, below them the proposals and the reasons. Shows a model, emits intents, decides nothing."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from widgets.ink import Ink
from widgets.ladder.model import LadderModel
from widgets.ladder.present import (
    PROPOSAL_COLUMNS,
    REASON_COLUMNS,
    RUNG_COLUMNS,
    RUNG_HEIGHT,
    proposals_sheet,
    reasons_sheet,
    rung_row,
)
from widgets.look import Look
from widgets.panel import Panel
from widgets.rows import RowList
from widgets.sheet import Sheet
from widgets.tokens import Token

_ABOVE_RUNGS = 6


class Line(QWidget):
    """A line across a panel."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedHeight(2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """One line."""
        del event
        painter = QPainter(self)
        Ink(painter, self._look).line(QPointF(0, 1), QPointF(self.width(), 1), Token.LINE)
        painter.end()


class LadderPanel(Panel):
    """`selected("rung", ordinal)` as the operator moves; `act_requested(name, subject)` for propose, break silence and their like."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Escalation ladder")
        self.rungs = RowList(look, RUNG_COLUMNS, row_height=RUNG_HEIGHT, name="rungs", margin=4, inset=11)
        self.proposals = Sheet(look, PROPOSAL_COLUMNS, name="proposals", margin=13, pad=4)
        self.reasons = Sheet(look, REASON_COLUMNS, name="why, down and off-ramps", margin=13, pad=4)
        self._parting = Line(look)
        self.rungs.selected.connect(lambda key: self.selected.emit("rung", key))
        self.rungs.opened.connect(lambda key: self.act_requested.emit("criteria", key))
        self._compose()
        look.changed.connect(self._fit)

    def _compose(self) -> None:
        body = QWidget()
        body.setFocusProxy(self.rungs)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, _ABOVE_RUNGS, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.rungs)
        layout.addWidget(Line(self.look))
        layout.addWidget(self.proposals)
        layout.addWidget(self._parting)
        layout.addWidget(self.reasons)
        layout.addStretch(1)
        self.rungs.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_body(body)

    def show_model(self, model: LadderModel) -> None:
        """Show the whole ladder."""
        self.set_scope(model.scope)
        self.show_condition(model.condition)
        self.rungs.show_rows([rung_row(rung) for rung in model.rungs])
        self.proposals.show_lines(proposals_sheet(model.proposals))
        self.reasons.show_lines(reasons_sheet(model.reasons))
        self._parting.setVisible(bool(model.proposals) and bool(model.reasons))
        self.set_acts(model.acts)
        self._fit()

    def _fit(self) -> None:
        """All rungs are always shown: a ladder with a hidden rung would mislead."""
        self.rungs.setFixedHeight(max(1, sum(self.rungs.heights())) + self.look.px(2))
