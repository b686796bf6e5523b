"""The ladder panel: rungs as a list, below them the proposals and the reasons. Shows a model, emits intents, decides nothing."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from widgets.board.page import Page
from widgets.board.paged import Paged
from widgets.cells import Column
from widgets.ink import Ink
from widgets.ladder.model import LadderModel
from widgets.ladder.present import (
    PROPOSAL_COLUMNS,
    REASON_COLUMNS,
    RUNG_COLUMNS,
    RUNG_HEIGHT,
    hypothesis_lines,
    proposals_sheet,
    reasons_sheet,
    rung_row,
)
from widgets.look import Look
from widgets.painting import whole
from widgets.panel import Panel
from widgets.rows import RowList
from widgets.sheet import Sheet
from widgets.tokens import Token

_ABOVE_RUNGS = 6
_LINE = 2
_SUPPOSED_MAX = 8


class Line(QWidget):
    """A line across a panel."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedHeight(_LINE)

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """One line."""
        del event
        painter = QPainter(self)
        Ink(painter, self._look).line(QPointF(0, 1), QPointF(self.width(), 1), Token.LINE)
        painter.end()


class LadderPanel(Panel):
    """`selected("rung", ordinal)` as the operator moves; `act_requested(name, subject)` for propose, break silence and their like.

    Enter opens the page of a rung, R that of the proposal. `suppose` shows the ladder if an indicator read otherwise; until Esc takes
    that back no act leaves. `brief`: the rungs come first, and what stands below them only where there is room for it whole.
    """

    brief = False

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Escalation ladder")
        self.rungs = RowList(look, RUNG_COLUMNS, row_height=RUNG_HEIGHT, name="rungs", margin=4, inset=11)
        self.proposals = Sheet(look, PROPOSAL_COLUMNS, name="proposals", margin=13, pad=4)
        self.reasons = Sheet(look, REASON_COLUMNS, name="why, down and off-ramps", margin=13, pad=4)
        self._parting = Line(look)
        self.rungs.selected.connect(lambda key: self.selected.emit("rung", key))
        self.rungs.opened.connect(self.open)
        self.hypothesis = Sheet(look, (Column(),), name="what is supposed", margin=13, pad=4)
        self.hypothesis.hide()
        self.page = Page(look, "rung")
        self.page.followed.connect(lambda kind, subject: self.act_requested.emit(f"follow:{kind}", subject))
        self.model = LadderModel("")
        self.opened = ""
        self.supposed: tuple[tuple[str, str], ...] = ()
        self._compose()
        look.changed.connect(self._fit)

    def _compose(self) -> None:
        body = QWidget()
        body.setFocusProxy(self.rungs)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, _ABOVE_RUNGS, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.hypothesis)
        layout.addWidget(self.rungs)
        layout.addWidget(Line(self.look))
        layout.addWidget(self.proposals)
        layout.addWidget(self._parting)
        layout.addWidget(self.reasons)
        layout.addStretch(1)
        self.rungs.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.paged = Paged(body, self.page)
        self.set_body(self.paged)
        self.foot.requested.disconnect()
        self.foot.requested.connect(self._acted)

    def open(self, subject: str) -> None:
        """Want the page of a rung (its ordinal) or of a proposal; it stands there as soon as it is resolved."""
        self.opened = subject
        self.turned.emit()

    def _acted(self, name: str, subject: str) -> None:
        if name == "open_proposal":
            self.open(subject)
        else:
            self.act_requested.emit(name, subject)

    def suppose(self, code: str, observation: str) -> None:
        """Suppose that an indicator reads otherwise, beside what is supposed already; the same again takes it back."""
        others = tuple(each for each in self.supposed if each[0] != code)
        self.supposed = others if (code, observation) in self.supposed else (*others, (code, observation))[-_SUPPOSED_MAX:]
        self.turned.emit()

    def leave(self) -> bool:
        """Esc closes the page, then takes back what is supposed."""
        if self.opened:
            self.opened = ""
            self.paged.turn(to_page=False)
            self._dress_foot()
            return True
        if not self.supposed:
            return False
        self.supposed = ()
        self.turned.emit()
        return True

    def _dress_foot(self) -> None:
        self.set_acts(self.model.page.acts if self.opened and self.model.page is not None else self.model.acts)

    def show_model(self, model: LadderModel) -> None:
        """Show the whole ladder, or the page of the rung that was opened."""
        self.model = model
        self.set_scope(model.scope)
        self.show_condition(model.condition)
        self.rungs.show_rows([rung_row(rung) for rung in model.rungs])
        self.proposals.show_lines(proposals_sheet(model.proposals))
        self.reasons.show_lines(reasons_sheet(model.reasons))
        self.hypothesis.show_lines(hypothesis_lines(model.hypothesis))
        if model.page is not None and self.opened:
            self.page.show_entry(model.page)
        self.opened = self.opened if model.page is not None else ""
        self.paged.turn(to_page=bool(self.opened))
        self._dress_foot()
        self._fit()

    def _fit(self) -> None:
        """All rungs are always shown: a ladder with a hidden rung would mislead. A brief one leaves away what is not whole below them."""
        self.rungs.setFixedHeight(max(1, sum(self.rungs.heights())) + self.look.px(2))
        room = self.height() - self._least()
        parts = [part for part in (self.proposals, self.reasons) if part.lines]
        for part in parts:
            room -= part.sizeHint().height() + _LINE
            part.setVisible(not self.brief or room >= 0)
        self._parting.setVisible(len(parts) > 1 and not self.reasons.isHidden() and not self.proposals.isHidden())

    def _least(self) -> int:
        """Px of header, rungs and foot."""
        foot = self.foot.sizeHint().height() if not self.foot.isHidden() else 0
        supposed = self.hypothesis.sizeHint().height() if self.hypothesis.lines else 0
        return self.header.height() + supposed + _ABOVE_RUNGS + self.rungs.height() + foot + 2 * _LINE

    def minimumSizeHint(self) -> QSize:
        """A brief ladder needs its rungs."""
        need = super().minimumSizeHint()
        return QSize(need.width(), self._least()) if self.brief and not self.opened else need

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less of it stands whole now."""
        super().resizeEvent(event)
        self._fit()
