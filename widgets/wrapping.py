"""Lines that do not fit are broken, not cut: the right part goes below first, then the last words of the left part follow.

A record may be named as long as it likes; on a sheet its text is always whole. Bounded: after a few lines the last one is shortened after
all, and the ledger says so. Deliberately absent: hyphens, and any breaking within a word.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from widgets.cells import Cell, Column, Mark, Span, TextLine, Word
from widgets.columns import FIT_GAP
from widgets.ink import spans_width, text_width
from widgets.look import Look

_LINES_MAX = 12
_DEEP = 0.4
"""A text that begins further right than this share of the room goes on at the left of its cell."""


def wrapped(look: Look, columns: Sequence[Column], line: TextLine, room: float) -> tuple[TextLine, ...]:
    """A line as one or more lines that fit into `room` px, at most twelve."""
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
    """Break the widest cell as late as it fits, between two words or between two spans; None where there is nothing to break."""
    cell = max(line.cells, key=lambda each: spans_width(look, each.spans) if columns[each.column].width == 0 else -1.0, default=None)
    if cell is None:
        return None
    others = tuple(each for each in line.cells if each is not cell)
    for kept, rest in _breaks(look, cell.spans, room):
        first = (*others, replace(cell, spans=kept))
        if _spare(look, columns, first, room) >= 0:
            return replace(line, cells=first), replace(line, cells=(replace(cell, spans=rest),))
    return None


def _breaks(look: Look, spans: Sequence[Span], room: float) -> Iterator[tuple[tuple[Span, ...], tuple[Span, ...]]]:
    """Every way to part spans in two, the latest first: within a text between its words, or before a span."""
    for place in range(len(spans) - 1, -1, -1):
        span = spans[place]
        if isinstance(span, Word):
            words = span.text.split(" ")
            deep = _indent(look, spans[: place + 1])
            indent = deep if look.px(deep) <= room * _DEEP else _start(spans)
            for count in range(len(words) - 1, 0, -1):
                kept = replace(span, text=" ".join(words[:count]))
                rest = replace(span, text=" ".join(words[count:]), at=indent)
                yield (*spans[:place], kept), (rest, *spans[place + 1 :])
        if place > 0 and not isinstance(spans[place - 1], Mark):
            # A shape stays with the word it belongs to.
            yield tuple(spans[:place]), (replace(span, at=_start(spans)), *spans[place + 1 :])


def _start(spans: Sequence[Span]) -> int:
    """Where the texts of a cell begin: past the shape that leads it."""
    first = spans[0]
    return first.size + spans[1].gap if isinstance(first, Mark) and len(spans) > 1 else first.at


def _indent(look: Look, spans: Sequence[Span]) -> int:
    """Where the following line begins: under the text it continues."""
    word = spans[-1]
    if not isinstance(word, Word) or len(spans) == 1:
        return word.at if isinstance(word, Word) else 0
    before = spans_width(look, spans) - text_width(look, word.text, word.role)
    return round(before / look.scale)
