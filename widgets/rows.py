"""Lists as real item views: one model over frozen rows, one delegate that paints any row from its cells.

The list keeps selection and focus by row key and never re-sorts under the hand: while it has the focus, known rows keep their place, new
ones come in at the end and are counted in the strip below, and a row that left stays as a faint ghost that cannot be acted on. Home (or
losing the focus) takes the true order. Deliberately absent: what a row means, and any search by typed letters (letters are acts).
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from widgets.blink import Beat
from widgets.cells import Align, Cell, Column, Mark, Row, Span, Word
from widgets.ink import Ink
from widgets.look import Look
from widgets.roles import Role
from widgets.tokens import Token

ROW = int(Qt.ItemDataRole.UserRole) + 1
GONE = int(Qt.ItemDataRole.UserRole) + 2
_BAR = 4
_RULE_ROOM = 4
_STRIP = 22
_HEAD = 26
FIT_GAP = 7
"""Px between a fitted column at the right and what stands before it."""
_MARGIN = 12
_UNBOUNDED = 16_777_215

Index = QModelIndex | QPersistentModelIndex


def held_order(shown: Sequence[Row], wanted: Sequence[Row]) -> tuple[tuple[Row, ...], frozenset[str], int]:
    """Rows in the order a hand may rely on: known rows (with new content, or as they last were if gone) in place, new ones after them.

    Returns the rows, the keys of those that left, and how many are new.
    """
    by_key = {row.key: row for row in wanted}
    known = {row.key for row in shown}
    gone = frozenset(known - by_key.keys())
    new = tuple(row for row in wanted if row.key not in known)
    return tuple(by_key.get(row.key, row) for row in shown) + new, gone, len(new)


class RowModel(QAbstractListModel):
    """Frozen rows by position. `show` touches only what differs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._gone: frozenset[str] = frozenset()

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown, ghosts included."""
        return self._rows

    def rowCount(self, parent: Index | None = None) -> int:
        """Number of rows; rows have no children."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  Qt's own contract: any value by role.
        """The row, its accessible sentence, its tip."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == GONE:
            return row.key in self._gone
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole}:
            return f"{row.accessible}, no longer in this list" if row.key in self._gone else row.accessible
        return row.tip or None if role == Qt.ItemDataRole.ToolTipRole else None

    def show(self, rows: tuple[Row, ...], gone: frozenset[str] = frozenset()) -> None:
        """Show these rows; same keys in the same order change in place, anything else is a reset."""
        if [row.key for row in rows] != [row.key for row in self._rows]:
            self.beginResetModel()
            self._rows, self._gone = rows, gone
            self.endResetModel()
            return
        touched = [
            i
            for i, (old, new) in enumerate(zip(self._rows, rows, strict=True))
            if old != new or (new.key in gone) != (old.key in self._gone)
        ]
        self._rows, self._gone = rows, gone
        for i in touched:
            self.dataChanged.emit(self.index(i), self.index(i))

    def place(self, key: str) -> int | None:
        """Where a key stands, or None."""
        return next((i for i, row in enumerate(self._rows) if row.key == key), None)

    def gone(self, key: str) -> bool:
        """Whether the row of this key has left and is shown as a ghost."""
        return key in self._gone


def row_height(look: Look, row: Row, default: int) -> int:
    """Px of a row: its own height or the list's, at the scale and density in force, and the room of a rule under it."""
    return look.row(row.height or default) + (look.px(_RULE_ROOM) if row.rule is not None else 0)


def column_edges(look: Look, columns: Sequence[Column], left: float, right: float, fits: Sequence[float]) -> list[tuple[float, float]]:
    """(left, right) of each column in px: fixed ones as told, fitted ones as measured, stretching ones share the rest."""
    widths = [fit if column.fit else look.px(column.width) for column, fit in zip(columns, fits, strict=True)]
    stretching = sum(1 for column in columns if not column.fit and column.width == 0)
    spare = max(0.0, right - left - sum(widths)) / stretching if stretching else 0.0
    edges, x = [], left
    for column, width in zip(columns, widths, strict=True):
        end = x + (spare if not column.fit and column.width == 0 else width)
        edges.append((x, end))
        x = end
    return edges


def paint_cells(ink: Ink, where: QRectF, columns: Sequence[Column], cells: Sequence[Cell], lines: int) -> None:
    """Paint cells on columns. With two lines each line is laid out apart, so a fitted column is as wide as that line needs."""
    for line in sorted({cell.line for cell in cells}, key=lambda number: -1 if number is None else number):
        among = [cell for cell in cells if cell.line == line]
        band = where if line is None or lines == 1 else _band(ink.look, where, line)
        fits = [_fit(ink, columns[i], i, cells if line is None else among, line) for i in range(len(columns))]
        edges = column_edges(ink.look, columns, where.left(), where.right(), fits)
        for cell in among:
            left, right = edges[cell.column]
            ink.spans(QRectF(left, band.top(), right - left, band.height()), cell.spans, columns[cell.column].align)


def _band(look: Look, where: QRectF, line: int) -> QRectF:
    """The two lines of a row stand close round its middle."""
    half = min(where.height() / 2, look.px(19))
    return QRectF(where.left(), where.center().y() - half + line * half, where.width(), half)


def _fit(ink: Ink, column: Column, number: int, cells: Sequence[Cell], line: int | None) -> float:
    if not column.fit:
        return 0.0
    needs = [ink.spans_width(cell.spans) for cell in cells if cell.column == number and cell.line in {line, None}]
    return max(needs, default=0.0) + (ink.look.px(FIT_GAP) if needs and column.align is Align.RIGHT else 0)


class RowDelegate(QStyledItemDelegate):
    """Paints any row. The focus ring lies inside the row, 2 px, and is never only a shift of colour."""

    def __init__(self, look: Look, columns: tuple[Column, ...], default: int, *, margin: int, inset: int, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._columns = columns
        self._default = default
        self._margin = margin
        self._inset = inset
        self.beat: Callable[[str | None], Beat] = look.pulse.beat

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As tall as the row says, as wide as there is room."""
        row: Row = index.data(ROW)
        return QSize(option.rect.width(), row_height(self._look, row, self._default))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, hatch, bar, cells, frame, ring, in this order."""
        row: Row = index.data(ROW)
        ink = Ink(painter, self._look)
        painter.save()
        whole = QRectF(option.rect).adjusted(self._inset, 0, -self._inset, 0)
        body = whole.adjusted(0, 0, 0, -self._look.px(_RULE_ROOM)) if row.rule is not None else whole
        state = option.state
        selected, held = bool(state & QStyle.StateFlag.State_Selected), bool(state & QStyle.StateFlag.State_HasFocus)
        self._ground(ink, body, row, selected=selected, hover=bool(state & QStyle.StateFlag.State_MouseOver))
        if not self._inset:
            ink.line(QPointF(body.left(), body.bottom() - 0.5), QPointF(body.right(), body.bottom() - 0.5), Token.LINE)
        self._bar(ink, body, row, selected=selected)
        self._cells(ink, body, row, ghost=bool(index.data(GONE)))
        if row.frame is not None:
            ink.frame(_boxed(body), row.frame, width=1.5, radius=3, dashed=True)
        self._below(ink, whole, row)
        if held or (selected and row.ground is not None and not self._inset):
            # A filled row hides the selection's own fill, so there the ring stays, thin, when the focus is elsewhere.
            ring = _boxed(body) if self._inset else body.adjusted(_BAR, 0, -1, -1)
            ink.frame(ring, Token.FOCUS, width=2 if held else 1, radius=2)
        painter.restore()

    def _ground(self, ink: Ink, body: QRectF, row: Row, *, selected: bool, hover: bool) -> None:
        framed = _boxed(body) if self._inset else body
        if row.ground is not None:
            ink.fill(framed, row.ground)
        elif selected and not self._inset:
            ink.fill(framed, Token.SELECTED)
        elif hover:
            ink.fill(framed, Token.HOVER)
        ink.hatch(body, row.hatch)

    def _bar(self, ink: Ink, body: QRectF, row: Row, *, selected: bool) -> None:
        if row.bar is None:
            if selected and not self._inset:
                ink.painter.fillRect(QRectF(body.left(), body.top(), ink.look.px(_BAR), body.height() - 1), ink.look.colour(Token.ACCENT))
            return
        beat = self.beat(row.blink)
        if beat is Beat.DARK:
            return
        tall = _boxed(body) if self._inset else body.adjusted(0, 0, 0, -1)
        bar = QRectF(tall.left(), tall.top(), ink.look.px(_BAR + 1 if row.bar_wide else _BAR), tall.height())
        ink.painter.fillRect(bar, ink.look.fill(row.bar))
        if beat is Beat.DOUBLED:
            ink.painter.fillRect(bar.translated(bar.width() + 2, 0), ink.look.fill(row.bar))

    def _cells(self, ink: Ink, body: QRectF, row: Row, *, ghost: bool) -> None:
        cells = tuple(_faint(cell) for cell in row.cells) if ghost else row.cells
        if self.beat(row.blink) is Beat.DARK:
            cells = tuple(_without_mark(cell, row.bar) for cell in cells)
        inner = body.adjusted(self._margin, 0, -self._margin, 0)
        paint_cells(ink, inner, self._columns, cells, 2 if any(cell.line == 1 for cell in cells) else 1)

    def _below(self, ink: Ink, whole: QRectF, row: Row) -> None:
        if row.rule is None:
            return
        y = whole.bottom() - self._look.px(_RULE_ROOM) + 1
        word = ink.width(row.rule, Role.CAPTION)
        right = whole.right() - word - 8
        ink.line(QPointF(whole.left(), y), QPointF(right - 2, y), Token.LINE_STRONG, width=1.5, dotted=True)
        place = QRectF(right, y - 8, word + 8, 14)
        ink.fill(place, Token.PANEL)
        ink.text(place, row.rule, Role.CAPTION, Token.TEXT3, Align.CENTRE)


def _boxed(body: QRectF) -> QRectF:
    """A row drawn as a box of its own stands a little off its neighbours."""
    return body.adjusted(0, 1, 0, -2)


def _faint(cell: Cell) -> Cell:
    return Cell(cell.column, tuple(_faint_span(span) for span in cell.spans), cell.line)


def _faint_span(span: Span) -> Span:
    return replace(span, token=Token.DISABLED)


def _without_mark(cell: Cell, hue: Token | None) -> Cell:
    """The dark part of the blink hides the shape that has the bar's hue; words and other shapes stay."""
    return Cell(cell.column, tuple(span for span in cell.spans if not (isinstance(span, Mark) and span.token is hue)), cell.line)


class _View(QListView):
    """A list view whose letters and keys are left to the panel's acts."""

    focused = Signal(bool)
    home = Signal()

    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters are acts here."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home takes the true order and the first row; the rest is Qt's."""
        if event.key() == Qt.Key.Key_Home:
            self.home.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """From here on the order is held."""
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """From here on the order is free."""
        super().focusOutEvent(event)
        self.focused.emit(False)


class Strip(QWidget):
    """One line of small text under or over a list; a click asks for more."""

    pressed = Signal()

    def __init__(self, look: Look, height: int) -> None:
        super().__init__()
        self._look = look
        self._height = height
        self.text = ""
        self.setFixedHeight(look.px(height))
        look.changed.connect(self._dress)

    def say(self, text: str) -> None:
        """Show this text; an empty one hides the strip."""
        self.text = text
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.update()

    def _dress(self) -> None:
        self.setFixedHeight(self._look.px(self._height))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press is an intent."""
        self.pressed.emit()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, small and grey."""
        del event
        painter = QPainter(self)
        Ink(painter, self._look).text(QRectF(self.rect()).adjusted(46, 0, -_MARGIN, 0), self.text, Role.CAPTION, Token.TEXT2)
        painter.end()


class ColumnHeads(QWidget):
    """The titles of the columns, over the same edges as the rows."""

    def __init__(self, look: Look, columns: tuple[Column, ...], margin: int) -> None:
        super().__init__()
        self._look = look
        self._columns = columns
        self._margin = margin
        self._dress()
        look.changed.connect(self._dress)

    def _dress(self) -> None:
        self.setFixedHeight(self._look.px(_HEAD))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Titles on a raised ground with a line below."""
        del event
        painter = QPainter(self)
        ink = Ink(painter, self._look)
        where = QRectF(self.rect())
        ink.fill(where, Token.RAISED)
        inner = where.adjusted(self._margin, 0, -self._margin, 0)
        cells = [Cell(i, (Word(column.title, Role.COLUMN, Token.TEXT3),)) for i, column in enumerate(self._columns) if column.title]
        paint_cells(ink, inner, self._columns, cells, 1)
        ink.line(QPointF(0, where.bottom() - 0.5), QPointF(where.right(), where.bottom() - 0.5), Token.LINE)
        painter.end()


def _whole(heights: Sequence[int], room: int) -> int:
    """How many rows fit whole from the top."""
    fit = 0
    for height in heights:
        room -= height
        if room < 0:
            break
        fit += 1
    return fit


class RowList(QWidget):
    """A list of rows with an optional head and a strip that counts what is below and what is new.

    `selected(key)` when the selection moves by the operator's hand, `opened(key)` on Enter or a double click.
    """

    selected = Signal(str)
    opened = Signal(str)

    def __init__(
        self,
        look: Look,
        columns: tuple[Column, ...],
        *,
        row_height: int = 42,
        heads: bool = False,
        name: str = "rows",
        margin: int = _MARGIN,
        inset: int = 0,
    ) -> None:
        super().__init__()
        self._look = look
        self._default = row_height
        self._held = False
        self._wanted: tuple[Row, ...] = ()
        self._new = 0
        self._quiet = False
        self.model = RowModel(self)
        self.view = self._make_view(name)
        self.view.setItemDelegate(RowDelegate(look, columns, row_height, margin=margin, inset=inset, parent=self.view))
        self.strip = Strip(look, _STRIP)
        self.strip.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._heads = ColumnHeads(look, columns, margin) if heads else None
        if self._heads is not None:
            layout.addWidget(self._heads)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.strip)
        layout.addStretch(0)
        self._connect()

    def _make_view(self, name: str) -> _View:
        view = _View()
        view.setModel(self.model)
        view.setAccessibleName(name)
        view.setFrameShape(QListView.Shape.NoFrame)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setMouseTracking(True)
        view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        view.viewport().setAutoFillBackground(False)
        view.setAutoFillBackground(False)
        self.setFocusProxy(view)
        return view

    def _connect(self) -> None:
        self.view.focused.connect(self._hold)
        self.view.home.connect(self.take_order)
        self.view.selectionModel().currentChanged.connect(self._moved)
        self.view.activated.connect(self._open)
        self.view.verticalScrollBar().valueChanged.connect(self._count)
        self.strip.pressed.connect(self._page)
        self._look.changed.connect(self._relayout)
        self._look.pulse.turned.connect(self._beat)

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown, in its order, ghosts included."""
        return self.model.rows

    @property
    def key(self) -> str | None:
        """Key of the selected row, None if there is none or it has left."""
        row: Row | None = self.view.currentIndex().data(ROW)
        return None if row is None or self.model.gone(row.key) else row.key

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows, whole. Selection and scroll stay by key; under the hand the order stays too."""
        self._wanted = tuple(rows)
        if self._held and self.model.rows:
            shown, gone, self._new = held_order(self.model.rows, self._wanted)
        else:
            shown, gone, self._new = self._wanted, frozenset(), 0
        self._put(shown, gone)

    def select(self, key: str | None) -> None:
        """Select a row by its key without telling anybody (the caller knows); an unknown key clears the selection."""
        place = None if key is None else self.model.place(key)
        self._quiet = True
        self.view.setCurrentIndex(self.model.index(place) if place is not None else QModelIndex())
        self._quiet = False

    def take_order(self) -> None:
        """Take the true order now and go to its first row."""
        self._new = 0
        self._put(self._wanted, frozenset())
        if self._wanted:
            self.view.setCurrentIndex(self.model.index(0))
            self.view.scrollToTop()

    def _put(self, rows: tuple[Row, ...], gone: frozenset[str]) -> None:
        current: Row | None = self.view.currentIndex().data(ROW)
        at_top = self.view.verticalScrollBar().value() == 0
        top: Row | None = self.view.indexAt(self.view.rect().topLeft()).data(ROW)
        self._quiet = True
        self.model.show(rows, gone)
        if current is not None and self.view.currentIndex().data(ROW) != current:
            self.select(current.key)
        self._quiet = False
        place = self.model.place(top.key) if top is not None else None
        if at_top and not self._held:
            # Nobody scrolled: what comes first is seen, whatever stood first before.
            self.view.scrollToTop()
        elif place is not None:
            self.view.scrollTo(self.model.index(place), QAbstractItemView.ScrollHint.PositionAtTop)
        self._count()

    def _hold(self, held: bool) -> None:  # noqa: FBT001  A slot of a Signal(bool).
        self._held = held
        if not held and self.model.rows != self._wanted:
            self._new = 0
            self._put(self._wanted, frozenset())

    def _moved(self, current: QModelIndex, _previous: QModelIndex) -> None:
        row: Row | None = current.data(ROW)
        if row is not None and not self._quiet and not self.model.gone(row.key):
            self.selected.emit(row.key)

    def _open(self, index: QModelIndex) -> None:
        row: Row | None = index.data(ROW)
        if row is not None and not self.model.gone(row.key):
            self.opened.emit(row.key)

    def _beat(self) -> None:
        self.view.viewport().update()

    def _relayout(self) -> None:
        self.view.scheduleDelayedItemsLayout()
        self._count()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fewer or more rows fit now."""
        super().resizeEvent(event)
        self._count()

    def heights(self) -> list[int]:
        """Px of each row shown."""
        return [row_height(self._look, row, self._default) for row in self.model.rows]

    def _count(self) -> None:
        """Show whole rows only, and say how many stand above and below. Once not all fit the strip stays, so nothing jumps."""
        heights = self.heights()
        room = self.height() - (self._heads.height() if self._heads is not None else 0)
        parts = [f"{self._new} new, order held · Home"] if self._new else []
        if sum(heights) <= room and not self._new:
            self.view.setMaximumHeight(_UNBOUNDED)
            self.strip.say("")
            return
        first = max(0, self.view.verticalScrollBar().value()) if heights else 0
        fit = _whole(heights[first:], room - self.strip.height())
        self.view.setMaximumHeight(max(1, sum(heights[first : first + fit])))
        below = len(heights) - first - fit
        parts += [f"{first} above · ↑"] if first else []
        parts += [f"{below} more · ↓"] if below else []
        self.strip.say("   ".join(parts) or "all shown")

    def _page(self) -> None:
        bar = self.view.verticalScrollBar()
        bar.setValue(bar.value() + max(1, bar.pageStep()))

    def event(self, event: QEvent) -> bool:
        """A change of language or font lays the rows out again."""
        if event.type() == QEvent.Type.LanguageChange:
            self._relayout()
        return super().event(event)
