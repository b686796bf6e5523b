"""Lists as real item views: one model over frozen rows, one delegate that paints any row from its cells.

The list keeps selection and focus by row key and never re-sorts under the hand: while it has the focus, known rows keep their place, new
ones come in at the end and are counted in the strip below, and a row that left stays as a faint ghost that cannot be acted on. Home (or
losing the focus) takes the true order. Deliberately absent: what a row means, and any search by typed letters (letters are acts).
"""

from collections.abc import Sequence
from itertools import islice

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QSizePolicy, QVBoxLayout, QWidget

from widgets.cells import Column, Row
from widgets.look import Look
from widgets.row_delegate import RowDelegate
from widgets.row_model import ROW, RowModel, held_order
from widgets.row_parts import MARGIN, ColumnHeads, RowView, Strip

_STRIP = 22
_UNBOUNDED = 16_777_215


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
        margin: int = MARGIN,
        inset: int = 0,
    ) -> None:
        super().__init__()
        self._look = look
        self._held = False
        self._wanted: tuple[Row, ...] = ()
        self._new = 0
        self._quiet = False
        self._sought: tuple[str, QAbstractItemView.ScrollHint] | None = None
        """The row to scroll to once it is laid out, and how."""
        self.model = RowModel(self)
        self.view = self._make_view(name)
        self.delegate = RowDelegate(look, columns, row_height, margin=margin, inset=inset, parent=self)
        self.view.setItemDelegate(self.delegate)
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

    def _make_view(self, name: str) -> RowView:
        view = RowView()
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
        self.view.verticalScrollBar().rangeChanged.connect(self._grown)
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
        if place is not None and key is not None:
            self._bring(key, place, QAbstractItemView.ScrollHint.EnsureVisible)

    def take_order(self) -> None:
        """Take the true order now and go to its first row."""
        self._new = 0
        self._put(self._wanted, frozenset())
        first = next((place for place, row in enumerate(self.model.rows) if not row.head), None)
        if first is not None:
            self.view.setCurrentIndex(self.model.index(first))
            self.view.scrollToTop()

    def settle(self) -> None:
        """Take the true order now, the selection where it is: for rows that a hand has moved."""
        self._new = 0
        self._put(self._wanted, frozenset())

    def _put(self, rows: tuple[Row, ...], gone: frozenset[str]) -> None:
        current: Row | None = self.view.currentIndex().data(ROW)
        at_top = self.view.verticalScrollBar().value() == 0
        top: Row | None = self.view.indexAt(self.view.rect().topLeft()).data(ROW)
        seen = {row.key for row in (top, current) if row is not None}
        self._quiet = True
        kept = seen if not at_top or self._held else set()
        self.view.reach = max((place for place, row in enumerate(rows) if row.key in kept), default=0)
        self.model.show(rows, gone)
        if current is not None and self.view.currentIndex().data(ROW) != current:
            self.select(current.key)
        self._quiet = False
        place = self.model.place(top.key) if top is not None else None
        if at_top and not self._held:
            # Nobody scrolled: what comes first is seen, whatever stood first before.
            self.view.scrollToTop()
        elif place is not None:
            self._bring(top.key if top is not None else "", place, QAbstractItemView.ScrollHint.PositionAtTop)
        self._count()

    def _bring(self, key: str, place: int, hint: QAbstractItemView.ScrollHint) -> None:
        """Scroll to a row, or as soon as its batch is laid out."""
        index = self.model.index(place)
        laid = self.view.visualRect(index).isValid()
        self._sought = None if laid else (key, hint)
        if laid:
            self.view.scrollTo(index, hint)

    def _grown(self) -> None:
        """Another batch is laid out: go where this list was to go."""
        if self._sought is not None:
            key, hint = self._sought
            place = self.model.place(key)
            self._sought = None
            if place is not None:
                self._bring(key, place, hint)

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
        return self._heights(0, _UNBOUNDED)

    def _heights(self, first: int, room: int) -> list[int]:
        """Px of the rows from `first` on that stand whole in `room`; no row below them is laid."""
        found: list[int] = []
        for row in islice(self.model.rows, first, None):
            found.append(self.delegate.laid(row).height)
            room -= found[-1]
            if room < 0:
                return found[:-1]
        return found

    def _count(self) -> None:
        """Show whole rows only, and say how many stand above and below. Once not all fit the strip stays, so nothing jumps."""
        room = self.height() - (self._heads.height() if self._heads is not None else 0)
        parts = [f"{self._new} new, order held · Home"] if self._new else []
        if not self._new and len(self._heights(0, room)) == len(self.model.rows):
            self.view.setMaximumHeight(_UNBOUNDED)
            self.strip.say("")
            return
        first = max(0, self.view.verticalScrollBar().value()) if self.model.rows else 0
        whole = self._heights(first, room - self.strip.height())
        self.view.setMaximumHeight(max(1, sum(whole)))
        below = len(self.model.rows) - first - len(whole)
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
