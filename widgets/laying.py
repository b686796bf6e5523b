"""A row as lines that fit its list: what is too long for one line goes on below, and the row is as tall as its lines.

So a row is whole at every text scale and in a narrow column; a row that fits stays as it was designed. Deliberately absent: painting, and
remembering what was laid (the delegate does).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from widgets.cells import Cell, Column, Row, TextLine
from widgets.columns import LINE, fitted
from widgets.look import Look
from widgets.wrapping import wrapped

RULE_ROOM = 7
"""Px that a rule under a row has for itself, its word included: it lies over no row."""
_AIR = 4


@dataclass(frozen=True)
class Laid:
    """Cells by line from the top, those that stand across all lines, and px of height."""

    lines: tuple[tuple[Cell, ...], ...]
    across: tuple[Cell, ...]
    height: int


def lay(look: Look, columns: Sequence[Column], row: Row, default: int, room: float) -> Laid:
    """Lay a row into `room` px; `default` is the height of a row that names none."""
    designed = _designed(row)
    across = tuple(cell for cell in row.cells if cell.line is None) if any(cell.line is not None for cell in row.cells) else ()
    lines = tuple(
        each.cells for cells in designed for each in wrapped(look, columns, TextLine(cells), room - _taken(look, columns, across))
    )
    height = look.row(row.height or default)
    if len(lines) > len(designed):
        height = max(height, len(lines) * look.px(LINE) + look.px(_AIR))
    return Laid(lines, across, height + (look.px(RULE_ROOM) if row.rule is not None else 0))


def _designed(row: Row) -> tuple[tuple[Cell, ...], ...]:
    """The lines a row was written with: one, or those its cells name."""
    numbers = sorted({cell.line for cell in row.cells if cell.line is not None})
    if not numbers:
        return (row.cells,)
    return tuple(tuple(cell for cell in row.cells if cell.line == number) for number in range(numbers[-1] + 1))


def _taken(look: Look, columns: Sequence[Column], across: Sequence[Cell]) -> float:
    """Px that fitted cells across all lines keep for themselves."""
    return sum(fitted(look, columns[cell.column], (cell,)) for cell in across if columns[cell.column].fit)
