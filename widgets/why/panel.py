"""The why panel: shows a chain, lets each link be selected and followed, decides nothing.

Intents: `selected(kind, subject)` as the operator moves; `follow:KIND` (about the subject) for Enter. Deliberately absent: the history of
what was followed (the window's selection has it).
"""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStyleOptionViewItem, QWidget

from widgets.cells import Act
from widgets.columns import bands
from widgets.ink import Ink
from widgets.look import Look
from widgets.painting import part, whole
from widgets.panel import Panel
from widgets.prose import Prose
from widgets.row_delegate import RowDelegate
from widgets.row_model import ROW, Index
from widgets.rows import RowList
from widgets.tokens import Token
from widgets.why.model import WhyModel
from widgets.why.present import COLUMNS, LOW, MARK_AT, folds, paragraphs, rows

_MARGIN = 10
ACTS = (
    Act("follow", "Follow this link", "Enter", quiet=True),
    Act("unfold", "All of this link", "Right", quiet=True),
    Act("fold", "One of this link", "Left", quiet=True),
    Act("all", "All of every link, and back", "A", quiet=True),
)
"""Backspace and Esc are the window's own: back to what was selected before, and away from here."""


class _ChainDelegate(RowDelegate):
    """A row of the chain: the line of the chain runs through the marks."""

    def __init__(self, look: Look, owner: RowList) -> None:
        super().__init__(look, COLUMNS, LOW, margin=_MARGIN, inset=0, parent=owner)
        self._owner = owner

    @part
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row, then the line above and below its mark."""
        super().paint(painter, option, index)
        ink = Ink(painter, self._look)
        where = QRectF(option.rect)
        x = _MARGIN + self._look.px(MARK_AT)
        middle = bands(self._look, where, len(self.laid(index.data(ROW)).lines))[0].center().y()
        reach = self._look.px(11)
        if index.row() > 0:
            ink.line(QPointF(x, where.top()), QPointF(x, middle - reach), Token.LINE_STRONG)
        if index.row() < len(self._owner.rows) - 1:
            ink.line(QPointF(x, middle + reach), QPointF(x, where.bottom()), Token.LINE_STRONG)


class _Upright(QWidget):
    """A thin upright line between the chain and its side."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedWidth(1)

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """One line."""
        del event
        painter = QPainter(self)
        Ink(painter, self._look).line(QPointF(0.5, 8), QPointF(0.5, self.height() - 8), Token.LINE)
        painter.end()


class WhyPanel(Panel):
    """The chain at the left; at the right a report as it came, and the reasons."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Why: from indication to answer")
        self.model = WhyModel("")
        self._opened: frozenset[str] = frozenset()
        """Labels of the links of which every node is shown."""
        self.list = RowList(look, COLUMNS, row_height=LOW, name="the chain", margin=_MARGIN)
        self.list.delegate = _ChainDelegate(look, self.list)
        self.list.view.setItemDelegate(self.list.delegate)
        self.list.selected.connect(self._moved)
        self.list.opened.connect(self._follow)
        self.side = Prose(look, "what a report says, what would change it, who decides, what holds it up")
        body = QWidget()
        body.setFocusProxy(self.list)
        layout = QHBoxLayout(body)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(0)
        layout.addWidget(self.list, 16)
        layout.addWidget(_Upright(look))
        layout.addWidget(self.side, 9)
        self.set_body(body)
        self.set_acts(ACTS)
        self.foot.requested.disconnect()
        self.foot.requested.connect(self._acted)

    def show_model(self, model: WhyModel) -> None:
        """Show the whole chain: a row a link, and the links that a hand opened with every node."""
        if model.scope != self.model.scope:
            self._opened = frozenset()
        self.model = model
        self.set_scope(model.scope)
        self.show_condition(model.condition)
        self.list.show_rows(rows(model, self._opened))
        self.side.show_paragraphs(paragraphs(model))

    def _moved(self, key: str) -> None:
        kind, _, subject = key.partition("|")
        if kind:
            self.selected.emit(kind, subject)

    def _follow(self, key: str) -> None:
        kind, _, subject = key.partition("|")
        if kind:
            self.act_requested.emit(f"follow:{kind}", subject)

    def _acted(self, name: str, subject: str) -> None:
        del subject
        key = self.list.key
        if name == "all":
            every = folds(self.model)
            self._open(frozenset() if every <= self._opened else every)
        elif name in ("unfold", "fold"):
            here = {link.label for link in self.model.links if any(node.key == key for node in link.nodes)}
            self._open(self._opened | here if name == "unfold" else self._opened - here)
        elif key is not None:
            self._follow(key)

    def _open(self, labels: frozenset[str]) -> None:
        """Show every node of these links; the selection stays on its node, or goes to the one that stands for it."""
        key = self.list.key
        self._opened = labels
        self.list.show_rows(rows(self.model, labels))
        self.list.settle()
        if key is not None and all(row.key != key for row in self.list.rows):
            link = next((link for link in self.model.links if any(node.key == key for node in link.nodes)), None)
            key = link.nodes[link.lead].key if link is not None else None
        self.list.select(key)
