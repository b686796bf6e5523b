"""Lines that do not fit are broken, not cut: the right part goes below first, then the last words of the left part follow.

A record may be named as long as it likes; on a sheet its text is always whole. Bounded: after a few lines the last one is shortened after
all, and the ledger says so. Deliberately absent: hyphens, and any breaking within a word.
"""

from collections.abc import Sequence
from dataclasses import replace

from widgets.cells import Cell, Column, Span, TextLine, Word
from widgets.ink import spans_width, text_width
from widgets.look import Look
from widgets.rows import FIT_GAP

_LINES_MAX = 5


def wrapped(look: Look, columns: Sequence[Column], line: TextLine, room: float) -> tuple[TextLine, ...]:
    """A line as one or more lines that fit into `room` px, at most five."""
    if _spare(look, columns, line.cells, room) >= 0:
        return (line,)
    right = tuple(cell for cell in line.cells if columns[cell.column].fit)
    left = tuple(cell for cell in line.cells if not columns[cell.column].fit)
    made = _broken(look, columns, replace(line, cells=left), room)
    if not right:
        return made
    last = made[-1]
    if len(made) > 1 and _spare(look, columns, (*last.cells, *right), room) >= 0:
        return (*made[:-1], replace(last, cells=(*last.cells, *right)))
    return (*made, *_broken(look, columns, replace(line, cells=right), room))


def _spare(look: Look, columns: Sequence[Column], cells: Sequence[Cell], room: float) -> float:
    """Px left over in the stretching column (or in all, where none stretches); below zero the line does not fit."""
    fixed = sum(look.px(column.width) for column in columns if not column.fit)
    fitted = sum(spans_width(look, cell.spans) + look.px(FIT_GAP) for cell in cells if columns[cell.column].fit)
    stretching = sum(spans_width(look, cell.spans) for cell in cells if not columns[cell.column].fit and columns[cell.column].width == 0)
    return room - fixed - fitted - stretching + 0.5


def _broken(look: Look, columns: Sequence[Column], line: TextLine, room: float) -> tuple[TextLine, ...]:
    made: list[TextLine] = []
    while _spare(look, columns, line.cells, room) < 0 and len(made) < _LINES_MAX - 1:
        parted = _part(look, columns, line, room)
        if parted is None:
            break
        first, line = parted
        made.append(first)
    return (*made, line)


def _part(look: Look, columns: Sequence[Column], line: TextLine, room: float) -> tuple[TextLine, TextLine] | None:
    """Break the last text of the widest cell between two words; None where there is nothing to break."""
    cell = max(line.cells, key=lambda each: spans_width(look, each.spans) if columns[each.column].width == 0 else -1.0)
    word = cell.spans[-1] if cell.spans else None
    if not isinstance(word, Word):
        return None
    others = [each for each in line.cells if each is not cell]
    words = word.text.split(" ")
    for count in range(len(words) - 1, 0, -1):
        kept = replace(cell, spans=(*cell.spans[:-1], replace(word, text=" ".join(words[:count]))))
        if _spare(look, columns, (*others, kept), room) >= 0:
            rest = replace(word, text=" ".join(words[count:]), at=_indent(look, cell.spans))
            return replace(line, cells=(*others, kept)), replace(line, cells=(replace(cell, spans=(rest,)),))
    return None


def _indent(look: Look, spans: Sequence[Span]) -> int:
    """Where the following line begins: under the text it continues."""
    word = spans[-1]
    if not isinstance(word, Word) or len(spans) == 1:
        return word.at if isinstance(word, Word) else 0
    before = spans_width(look, spans) - text_width(look, word.text, word.role)
    return round(before / look.scale)
