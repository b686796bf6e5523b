"""Lines of text and shapes that are read, not picked: what stands below a ladder or over a list.

A sheet paints frozen lines on columns, breaks those that do not fit, and publishes them as its accessible description. Deliberately absent:
selection and scrolling (a list of things is rows).
"""

from typing import assert_never

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.cells import Bar, Column, Gap, Rule, SheetLine, TextLine, said
from widgets.columns import paint_cells
from widgets.ink import Ink
from widgets.look import Look
from widgets.painting import whole
from widgets.tokens import Token
from widgets.wrapping import wrapped


class Sheet(QWidget):
    """Paints lines; as tall as they are. `ground` fills behind them."""

    def __init__(
        self, look: Look, columns: tuple[Column, ...], *, name: str, margin: int = 12, pad: int = 6, ground: Token | None = None
    ) -> None:
        super().__init__()
        self._look = look
        self._columns = columns
        self._margin = margin
        self._pad = pad
        self._ground = ground
        self._lines: tuple[SheetLine, ...] = ()
        self._laid: tuple[tuple[SheetLine, ...], ...] = ()
        self._shaped = False
        """Whether the width is known: before the first layout any width Qt reports is a guess."""
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._dress)

    @property
    def lines(self) -> tuple[SheetLine, ...]:
        """What is shown."""
        return self._lines

    def show_lines(self, lines: tuple[SheetLine, ...]) -> None:
        """Show these lines, whole; none hides the sheet."""
        if lines == self._lines:
            return
        self._lines = lines
        self.setAccessibleDescription(said(lines))
        self._dress()

    def _dress(self) -> None:
        self._laid = tuple(self._lay(line) for line in self._lines)
        self.setVisible(bool(self._lines))
        self.updateGeometry()
        self.update()

    def _lay(self, line: SheetLine) -> tuple[SheetLine, ...]:
        """A line as wide as there is room, broken where it is not."""
        room = self.width() - 2 * self._margin
        return wrapped(self._look, self._columns, line, room) if isinstance(line, TextLine) and self._shaped else (line,)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need other breaks."""
        super().resizeEvent(event)
        self._shaped = True
        laid = tuple(self._lay(line) for line in self._lines)
        if laid != self._laid:
            self._laid = laid
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """All lines and the pads."""
        return QSize(100, sum(self._look.px(line.height) for laid in self._laid for line in laid) + 2 * self._look.px(self._pad))

    def minimumSizeHint(self) -> QSize:
        """No less: a cut line could be the one that mattered."""
        return QSize(0, self.sizeHint().height())

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """Lines from the top."""
        del event
        painter = QPainter(self)
        ink = Ink(painter, self._look)
        if self._ground is not None:
            ink.fill(QRectF(self.rect()), self._ground)
        y = float(self._look.px(self._pad))
        for line in (line for laid in self._laid for line in laid):
            height = self._look.px(line.height)
            self._line(ink, QRectF(0, y, self.width(), height), line)
            y += height
        painter.end()

    def _line(self, ink: Ink, where: QRectF, line: SheetLine) -> None:
        inner = where.adjusted(self._margin, 0, -self._margin, 0)
        match line:
            case TextLine():
                ink.hatch(where, line.hatch)
                paint_cells(ink, inner, self._columns, line.cells)
            case Bar():
                _bar(ink, inner, line)
            case Rule():
                y = where.center().y()
                ink.line(QPointF(where.left(), y), QPointF(where.right(), y), Token.LINE)
            case Gap():
                return
            case _:
                assert_never(line)


def _bar(ink: Ink, inner: QRectF, bar: Bar) -> None:
    track = QRectF(inner.left(), inner.center().y() - 2, inner.width(), 4)
    ink.fill(track, Token.WELL, radius=2)
    if bar.fraction is None:
        ink.line(QPointF(track.left(), track.center().y()), QPointF(track.right(), track.center().y()), Token.DOUBT, width=2, dotted=True)
        return
    share = min(1.0, max(0.0, bar.fraction))
    if share > 0:
        ink.fill(QRectF(track.left(), track.top(), max(4.0, track.width() * share), track.height()), bar.token, radius=2)
