"""Columns: where each stands, and cells painted on them. Rows and sheets share them, so that their edges agree.

Deliberately absent: breaking what does not fit (widgets/wrapping) and any row's ground.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRectF

from widgets.cells import Align, Cell, Column
from widgets.ink import Ink, spans_width
from widgets.look import Look

FIT_GAP = 7
"""Px between a fitted column at the right and what stands before it."""
HEAD_COLUMNS = (Column(), Column(fit=True, align=Align.RIGHT))
"""A head stands across a list's own columns: what it is, and a note at the right."""
LINE = 19
"""Px of one line of a row that has several."""


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


def paint_cells(ink: Ink, where: QRectF, columns: Sequence[Column], cells: Sequence[Cell], beside: Sequence[Cell] = ()) -> None:
    """Paint cells of one line on columns. A fitted column is as wide as this line needs, or cells `beside` it that stand across lines."""
    fits = [fitted(ink.look, column, [cell for cell in (*cells, *beside) if cell.column == i]) for i, column in enumerate(columns)]
    edges = column_edges(ink.look, columns, where.left(), where.right(), fits)
    for cell in cells:
        left, right = edges[cell.column]
        ink.spans(QRectF(left, where.top(), right - left, where.height()), cell.spans, columns[cell.column].align)


def bands(look: Look, where: QRectF, count: int) -> tuple[QRectF, ...]:
    """The lines of a row stand close round its middle; a single one has the whole height."""
    if count == 1:
        return (where,)
    each = min(where.height() / count, look.px(LINE))
    top = where.center().y() - each * count / 2
    return tuple(QRectF(where.left(), top + number * each, where.width(), each) for number in range(count))


def fitted(look: Look, column: Column, cells: Sequence[Cell]) -> float:
    """Px a fitted column takes for these of its cells; 0 for any other column."""
    if not column.fit or not cells:
        return 0.0
    return max(spans_width(look, cell.spans) for cell in cells) + (look.px(FIT_GAP) if column.align is Align.RIGHT else 0)
