"""What stands round a list of rows: the view with its keys, the strip that counts, the heads of the columns."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QListView, QWidget

from widgets.cells import Cell, Column, Word
from widgets.columns import paint_cells
from widgets.ink import Ink
from widgets.look import Look
from widgets.painting import whole
from widgets.roles import Role
from widgets.tokens import Token

MARGIN = 12
_HEAD = 26
BATCH = 192
"""So many rows are measured in one turn of the loop: about 5 ms."""


class RowView(QListView):
    """A list view whose letters and keys are left to the panel's acts.

    A long list is laid out a batch a turn of the loop, from the first row on. Whatever is in sight is in the first batch, so that nothing
    moves while the rest follows.
    """

    focused = Signal(bool)
    home = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.reach = 0
        """The first batch goes at least this far."""

    def doItemsLayout(self) -> None:
        """Lay the rows in sight and a batch more now, the rest in turns."""
        rows = self.model().rowCount()
        first = max(self.reach, self.verticalScrollBar().value()) + BATCH
        self.setLayoutMode(QListView.LayoutMode.SinglePass if rows <= first else QListView.LayoutMode.Batched)
        self.setBatchSize(first)
        super().doItemsLayout()

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

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, small and grey."""
        del event
        painter = QPainter(self)
        Ink(painter, self._look).text(QRectF(self.rect()).adjusted(46, 0, -MARGIN, 0), self.text, Role.CAPTION, Token.TEXT2)
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

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """Titles on a raised ground with a line below."""
        del event
        painter = QPainter(self)
        ink = Ink(painter, self._look)
        where = QRectF(self.rect())
        ink.fill(where, Token.RAISED)
        inner = where.adjusted(self._margin, 0, -self._margin, 0)
        cells = [Cell(i, (Word(column.title, Role.COLUMN, Token.TEXT3),)) for i, column in enumerate(self._columns) if column.title]
        paint_cells(ink, inner, self._columns, cells)
        ink.line(QPointF(0, where.bottom() - 0.5), QPointF(where.right(), where.bottom() - 0.5), Token.LINE)
        painter.end()
