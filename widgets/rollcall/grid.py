"""The roll-call as a table view: one model over frozen rows, one delegate for its cells, heads that shade the desk's own entity.

Each cell is exposed with a sentence of its own. Where a column is narrow a word goes on a second line or takes its short form; it is never
cut. Deliberately absent: ticks, colours that rank partners, and sorting.
"""

from dataclasses import dataclass
from math import ceil
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from widgets.cells import Align, Mark
from widgets.ink import Ink, text_width
from widgets.look import Look
from widgets.painting import part, whole
from widgets.prose import wrapped
from widgets.roles import Role
from widgets.rollcall.model import CallCell, CallRow, RollCallModel
from widgets.tips import tip
from widgets.tokens import Token

Index = QModelIndex | QPersistentModelIndex

CELL = int(Qt.ItemDataRole.UserRole) + 1
ITEM, TIMER = 114, 64
BOTH = 139
"""Px of an item with its timer beside its identifier, where there is not room for a column of timers."""
ROW_HEIGHT, HEAD = 46, 26
LEAST = 51
"""Px of an entity's column at the least: the words of the procedure stand whole in it."""
_LINES = 2
_AIR = 2
_TIMER_PAD = 8
_TITLE_AT = 29
_APART = 4
"""Px that stay between two entities' words where items are lent room."""


class GridModel(QAbstractTableModel):
    """Items by entities, an item column before and a timer column after."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shown = RollCallModel("")
        self.merged = False
        """Whether an item's timer stands with the item and not in a column of its own."""

    def show(self, model: RollCallModel) -> None:
        """Show these rows; the same items and entities change in place."""
        before = self.shown
        same = before.entities == model.entities and [row.subject for row in before.rows] == [row.subject for row in model.rows]
        if same:
            self.shown = model
            if model.rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(model.rows) - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self.shown = model
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """One row an item."""
        return 0 if parent is not None and parent.isValid() else len(self.shown.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Item, entities, timer."""
        return 0 if parent is not None and parent.isValid() else len(self.shown.entities) + 2

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  Qt's own contract.
        """The head of a column."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.title(section)

    def title(self, column: int) -> str:
        """Item, an entity's code, or Timer."""
        if column == 0:
            return "Item, timer" if self.merged else "Item"
        entities = self.shown.entities
        return entities[column - 1] if column <= len(entities) else "Timer"

    def cell(self, index: Index) -> CallRow | CallCell | str | None:
        """What stands there: the row itself, a cell, or the timer's text."""
        if not index.isValid() or index.row() >= len(self.shown.rows):
            return None
        row = self.shown.rows[index.row()]
        if index.column() == 0:
            return row
        return row.cells[index.column() - 1] if index.column() <= len(row.cells) else row.timer

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  Qt's own contract: any value by role.
        """The cell, its sentence, its tip."""
        cell = self.cell(index)
        if cell is None:
            return None
        if role == CELL:
            return cell
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._spoken(index.row(), cell)
        return tip(cell.tip) if role == Qt.ItemDataRole.ToolTipRole and isinstance(cell, CallCell) else None

    def _spoken(self, row: int, cell: CallRow | CallCell | str) -> str:
        item = self.shown.rows[row].ident
        if isinstance(cell, CallRow):
            return f"{cell.ident} {cell.title}{f', timer {cell.timer}' if self.merged and cell.timer else ''}"
        if isinstance(cell, CallCell):
            return f"{item}, {cell.entity}: {cell.word.lower() or 'not addressed'}, {cell.tip}"
        return f"{item}, timer {cell or 'none'}"


@dataclass(frozen=True)
class Face:
    """The roles of plain and strong words in the cells: the condensed face where the columns are too narrow for the other."""

    plain: Role
    strong: Role

    def role(self, cell: CallCell) -> Role:
        """A cell's role."""
        return self.strong if cell.strong else self.plain


FACES = (Face(Role.CAPTION, Role.COLUMN), Face(Role.MAP, Role.MAP_STRONG), Face(Role.MAP, Role.MAP))
"""Widest first. The last gives up the strong face for the condensed one: the shape still says what is an answer."""


def face_for(look: Look, model: RollCallModel, width: float) -> Face:
    """One face for the whole grid: the widest in which every word stands whole."""
    every = [cell for row in model.rows for cell in row.cells if cell.word]
    return next((face for face in FACES if all(_whole(look, cell, face.role(cell), width) for cell in every)), FACES[-1])


def _whole(look: Look, cell: CallCell, role: Role, width: float) -> tuple[str, ...]:
    """The word, else its short form, in at most two lines without parting a word; nothing if neither fits."""
    for text in (cell.word, cell.short):
        lines = wrapped(look, text, role, width) if text else ()
        if lines and len(lines) <= _LINES and " ".join(lines) == " ".join(text.split()):
            return lines
    return ()


def fitted(look: Look, cell: CallCell, role: Role, width: float) -> tuple[str, ...]:
    """The lines of a cell; a word wider than its column is parted rather than cut."""
    if not cell.word:
        return ()
    return _whole(look, cell, role, width) or wrapped(look, cell.short or cell.word, role, width)[:_LINES]


class _Delegate(QStyledItemDelegate):
    """Paints items, cells and timers."""

    def __init__(self, look: Look, model: GridModel, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._model = model
        self.face = FACES[0]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As tall as a row is."""
        del index
        return QSize(option.rect.width(), self._look.row(ROW_HEIGHT))

    @part
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, content, ring."""
        ink = Ink(painter, self._look)
        where = QRectF(option.rect)
        shown = self._model.shown
        cell = self._model.cell(index)
        if shown.own and self._model.title(index.column()) == shown.own:
            ink.fill(where, Token.SELECTED)
        ink.line(QPointF(where.left(), where.bottom() - 0.5), QPointF(where.right(), where.bottom() - 0.5), Token.LINE)
        if isinstance(cell, CallRow):
            self._item(ink, where, cell)
        elif isinstance(cell, CallCell):
            self._cell(ink, where, cell)
        elif cell:
            late, role = shown.rows[index.row()].late, timer_role(cell)
            plain = Token.TEXT if role is Role.MONO_BODY_STRONG else Token.TEXT2
            ink.text(where.adjusted(0, 0, -_TIMER_PAD, 0), cell, role, Token.HIGH if late else plain, Align.RIGHT)
        if option.state & QStyle.StateFlag.State_HasFocus:
            ink.frame(where.adjusted(1, 1, -1, -2), Token.FOCUS, width=2, radius=2)

    def _item(self, ink: Ink, where: QRectF, row: CallRow) -> None:
        px = self._look.px
        ink.glyph(Mark(row.glyph, row.token, 15), QPointF(where.left() + px(16), where.center().y()))
        left = where.left() + px(_TITLE_AT)
        room = where.right() - left - px(2)
        role, lines = titled(self._look, row.title, room)
        top = where.center().y() - px(9 + 7 * len(lines))
        ink.text(QRectF(left, top, room, px(16)), row.ident, Role.MONO, Token.TEXT2)
        if self._model.merged and row.timer:
            token = Token.HIGH if row.late else Token.TEXT if ":" in row.timer else Token.TEXT2
            ink.text(QRectF(left, top, room - px(4), px(16)), row.timer, Role.MAP, token, Align.RIGHT)
        for number, line in enumerate(lines):
            ink.text(QRectF(left, top + px(16) + number * px(14), room, px(14)), line, role, Token.TEXT)

    def _cell(self, ink: Ink, where: QRectF, cell: CallCell) -> None:
        px = self._look.px
        role = self.face.role(cell)
        lines = fitted(self._look, cell, role, where.width() - px(_AIR))
        if not lines:
            ink.glyph(Mark(cell.glyph, cell.mark, 8), where.center())
            return
        top = where.top() + (px(6) if len(lines) < _LINES else 0)
        ink.glyph(Mark(cell.glyph, cell.mark, 16), QPointF(where.center().x(), top + px(8)))
        for number, line in enumerate(lines):
            below = QRectF(where.left(), top + px(17) + number * px(14), where.width(), px(14))
            ink.text(below, line, role, cell.token, Align.CENTRE)


def timer_role(timer: str) -> Role:
    """A countdown is in strong digits, words are small."""
    return Role.MONO_BODY_STRONG if ":" in timer and " " not in timer else Role.CAPTION


def titled(look: Look, title: str, width: float) -> tuple[Role, tuple[str, ...]]:
    """A title in at most two lines, condensed where it is long; what is left out then is said by dots, and whole by the item's sentence."""
    lines = wrapped(look, title, Role.CAPTION, width)
    if len(lines) <= _LINES:
        return Role.CAPTION, lines
    words = title.split()
    lines = wrapped(look, title, Role.MAP, width)
    while len(lines) > _LINES and words:
        words.pop()
        lines = wrapped(look, " ".join([*words, "…"]), Role.MAP, width)
    return Role.MAP, lines


class _Heads(QHeaderView):
    """Column heads; the desk's own entity stands on its shade."""

    def __init__(self, look: Look, model: GridModel, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self._model = model
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(20)
        self.setStretchLastSection(True)

    def sizeHint(self) -> QSize:
        """As tall as heads are."""
        return QSize(super().sizeHint().width(), self._look.px(HEAD))

    @part
    def paintSection(self, painter: QPainter, rect: Any, logicalIndex: int) -> None:  # noqa: N803, ANN401  Qt's own signature.
        """One head."""
        ink = Ink(painter, self._look)
        where = QRectF(rect)
        title = self._model.title(logicalIndex)
        own = bool(self._model.shown.own) and title == self._model.shown.own
        ink.fill(where, Token.SELECTED if own else Token.RAISED)
        entity = 0 < logicalIndex <= len(self._model.shown.entities)
        align = Align.CENTRE if entity else Align.LEFT if logicalIndex == 0 else Align.RIGHT
        inner = where if entity else where.adjusted(12, 0, -8, 0)
        role = (Role.MONO_STRONG if own else Role.MONO) if entity else Role.COLUMN
        ink.text(inner, title, role, Token.TEXT if own else Token.TEXT2 if entity else Token.TEXT3, align)
        ink.line(QPointF(where.left(), where.bottom() - 0.5), QPointF(where.right(), where.bottom() - 0.5), Token.LINE)

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """Raised ground under all of them."""
        painter = QPainter(self.viewport())
        Ink(painter, self._look).fill(QRectF(self.viewport().rect()), Token.RAISED)
        painter.end()
        super().paintEvent(event)


class Grid(QTableView):
    """The table. Arrows move from cell to cell; letters are the panel's."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.grid = GridModel(self)
        self.setModel(self.grid)
        self._delegate = _Delegate(look, self.grid, self)
        self.setItemDelegate(self._delegate)
        self.setHorizontalHeader(_Heads(look, self.grid, self))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.viewport().setAutoFillBackground(False)
        self.setAutoFillBackground(False)
        self.setAccessibleName("roll-call")
        look.changed.connect(self.lay)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters are acts here."""

    def show_model(self, model: RollCallModel) -> None:
        """Show these rows whole; the cell under the hand stays."""
        self.grid.show(model)
        self.lay()

    def lay(self) -> None:
        """Item and timer as designed, the entities share the rest; rows as tall as designed."""
        columns = self.grid.columnCount()
        self.verticalHeader().setDefaultSectionSize(self._look.row(ROW_HEIGHT))
        if columns <= _LINES:
            return
        item = self._look.px(ITEM)
        said = (text_width(self._look, row.timer, timer_role(row.timer)) for row in self.grid.shown.rows)
        timer = max(self._look.px(TIMER), ceil(max(said, default=0.0)) + 2 * _TIMER_PAD)
        least, entities, room = self._look.px(LEAST), columns - 2, self.viewport().width()
        self.grid.merged = item + timer + least * entities > room
        if self.grid.merged:
            timer = 0
            share = max(least, (room - self._look.px(BOTH)) // entities)
            item = max(self._look.px(BOTH), room - share * entities)
        else:
            item, share = self._lend(item, max(least, (room - item - timer) // entities), entities)
        self._delegate.face = face_for(self._look, self.grid.shown, share - self._look.px(_AIR))
        self.setColumnHidden(columns - 1, self.grid.merged)
        for column in range(columns - self.grid.merged):
            self.setColumnWidth(column, item if column == 0 else timer if column == columns - 1 else share)

    def _lend(self, item: int, share: int, entities: int) -> tuple[int, int]:
        """What the entities do not need of their shares is lent to the items, as far as their titles want it."""
        look, shown = self._look, self.grid.shown
        wanted = max((text_width(look, row.title, Role.CAPTION) for row in shown.rows), default=0.0) + look.px(_TITLE_AT + 4)
        needed, whole = share, self._words(share - look.px(_AIR))
        while needed > look.px(LEAST) and item + (share - needed) * entities < wanted:
            if self._words(needed - 1 - look.px(_APART)) != whole:
                break
            needed -= 1
        return item + (share - needed) * entities, needed

    def _words(self, width: float) -> list[tuple[str, ...]]:
        """What the cells say in so many px."""
        shown = self.grid.shown
        face = face_for(self._look, shown, width)
        return [fitted(self._look, cell, face.role(cell), width) for row in shown.rows for cell in row.cells]

    def whole_rows(self, room: int) -> int:
        """How many rows stand whole under the heads in so many px of height; one at the least."""
        return max(1, (room - self._look.px(HEAD)) // self._look.row(ROW_HEIGHT))

    def height_of(self, rows: int) -> int:
        """Px of so many rows with their heads."""
        return self._look.px(HEAD) + rows * self._look.row(ROW_HEIGHT)

    def hidden_columns(self) -> int:
        """How many columns are not wholly on screen, to either side; timers that stand with their items are."""
        width = self.viewport().width()
        places = ((self.columnViewportPosition(at), self.columnWidth(at)) for at in range(self.grid.columnCount() - self.grid.merged))
        return sum(left < 0 or left + wide > width for left, wide in places)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns share the width anew."""
        super().resizeEvent(event)
        self.lay()
