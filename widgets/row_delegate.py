"""The one delegate that paints any row from its cells: ground, hatch, bar, cells, frame, ring.

What does not fit is broken into more lines and the row grows with it (widgets/laying). Deliberately absent: what a row means.
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from widgets.blink import Beat
from widgets.cells import Align, Cell, Column, Mark, Row, Span
from widgets.columns import HEAD_COLUMNS, bands, paint_cells
from widgets.ink import Ink
from widgets.laying import RULE_ROOM, Laid, lay
from widgets.look import Density, Look
from widgets.painting import part
from widgets.roles import Role
from widgets.row_model import GONE, ROW, Index
from widgets.tokens import Token

_BAR = 4
_REMEMBERED = 16_384


class RowDelegate(QStyledItemDelegate):
    """Paints any row. The focus ring lies inside the row, 2 px, and is never only a shift of colour."""

    def __init__(self, look: Look, columns: tuple[Column, ...], default: int, *, margin: int, inset: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._columns = columns
        self._default = default
        self._margin = margin
        self._inset = inset
        self._view = parent
        self._laid: dict[str, tuple[Row, tuple[int, float, Density], Laid]] = {}
        self.beat: Callable[[str | None], Beat] = look.pulse.beat

    def laid(self, row: Row) -> Laid:
        """Return the row in lines that fit the list as wide as it is now; laid anew only when row, width or look changed."""
        setting = (self._view.width(), self._look.scale, self._look.density)
        known = self._laid.get(row.key)
        if known is not None and known[1] == setting and (known[0] is row or known[0] == row):
            return known[2]
        if len(self._laid) > _REMEMBERED:
            self._laid.clear()
        made = lay(self._look, self._across(row), row, self._default, setting[0] - 2 * (self._margin + self._inset))
        self._laid[row.key] = (row, setting, made)
        return made

    def _across(self, row: Row) -> tuple[Column, ...]:
        return HEAD_COLUMNS if row.head else self._columns

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As tall as the row's lines, as wide as there is room."""
        return QSize(option.rect.width(), self.laid(index.data(ROW)).height)

    @part
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, hatch, bar, cells, frame, ring, in this order."""
        row: Row = index.data(ROW)
        ink = Ink(painter, self._look)
        whole = QRectF(option.rect).adjusted(self._inset, 0, -self._inset, 0)
        body = whole.adjusted(0, 0, 0, -self._look.px(RULE_ROOM)) if row.rule is not None else whole
        state = option.state
        selected, held = bool(state & QStyle.StateFlag.State_Selected), bool(state & QStyle.StateFlag.State_HasFocus)
        self._ground(ink, body, row, selected=selected, hover=bool(state & QStyle.StateFlag.State_MouseOver))
        if not self._inset:
            ink.line(QPointF(body.left(), body.bottom() - 0.5), QPointF(body.right(), body.bottom() - 0.5), Token.LINE)
        self._bar(ink, body, row, selected=selected)
        self._cells(ink, body, row, ghost=bool(index.data(GONE)))
        if row.frame is not None:
            ink.frame(_boxed(body), row.frame, width=1.5, radius=3, dashed=True)
        self._meter(ink, body, row)
        self._below(ink, whole, row)
        if held or (selected and row.ground is not None and not self._inset):
            # A filled row hides the selection's own fill, so there the ring stays, thin, when the focus is elsewhere.
            ring = _boxed(body) if self._inset else body.adjusted(_BAR, 0, -1, -1)
            ink.frame(ring, Token.FOCUS, width=2 if held else 1, radius=2)

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
        laid = self.laid(row)
        inner = body.adjusted(self._margin, 0, -self._margin, 0)
        dark = self.beat(row.blink) is Beat.DARK

        def dressed(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
            shown = tuple(_faint(cell) for cell in cells) if ghost else cells
            return tuple(_without_mark(cell, row.bar) for cell in shown) if dark else shown

        columns = self._across(row)
        paint_cells(ink, inner, columns, dressed(laid.across))
        for band, cells in zip(bands(self._look, inner, len(laid.lines)), laid.lines, strict=True):
            paint_cells(ink, band, columns, dressed(cells), laid.across)

    def _meter(self, ink: Ink, body: QRectF, row: Row) -> None:
        if row.meter is None:
            return
        track = QRectF(body.left() + self._margin, body.bottom() - 4, body.width() - 2 * self._margin, 2.5)
        ink.fill(track, Token.WELL, radius=1)
        share = min(1.0, max(0.0, row.meter.fraction))
        ink.fill(QRectF(track.left(), track.top(), track.width() * share, track.height()), row.meter.token, radius=1)

    def _below(self, ink: Ink, whole: QRectF, row: Row) -> None:
        if row.rule is None:
            return
        y = whole.bottom() - self._look.px(RULE_ROOM) / 2 - 1
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
