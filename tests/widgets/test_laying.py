"""Rows that are too long for their list: broken into lines, never cut, and as designed where they fit."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from tests.widgets.conftest import Keep, Render
from tests.widgets.spoken import cut, painted
from widgets.cells import Align, Cell, Column, Mark, Row, Word, state_mark, state_word
from widgets.columns import bands
from widgets.ink import spans_width
from widgets.laying import lay
from widgets.look import SCALE_MAX, SCALE_MIN, Look
from widgets.rows import RowList
from widgets.tokens import Token
from widgets.words import Glyph, State

COLUMNS = (Column("", 24), Column("What"), Column("State", fit=True, align=Align.RIGHT))
SCALES = (SCALE_MIN, 1.0, 1.33, 1.5, SCALE_MAX)


def row(what: str, why: str = "why") -> Row:
    """A row of two lines with a shape across both and a state at the right of the first."""
    cells = (
        Cell(0, (Mark(Glyph.TRIANGLE, Token.HIGH),)),
        Cell(1, (Word(what),), 0),
        Cell(1, (state_mark(State.STALE), state_word(State.STALE), Word(why)), 1),
        Cell(2, (state_word(State.UNACKNOWLEDGED),), 0),
    )
    return Row("a", cells, accessible=what)


def test_a_row_that_fits_stays_as_it_was_designed(look: Look) -> None:
    """Claim: with room enough a row has the lines it names and the height of its list, its shape across both lines."""
    laid = lay(look, COLUMNS, row("short"), 42, 600)
    assert (len(laid.lines), laid.height, [cell.column for cell in laid.across]) == (2, 42, [0])


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("width", [220, 396, 600])
def test_nothing_is_cut_at_any_text_scale(look: Look, keep: Keep, render: Render, scale: float, width: int) -> None:
    """Claim: from 80 to 200 % and in a narrow list every word of a long row is painted whole, and the row grows."""
    look.wear(scale=scale)
    said = "Movement along the northern road was reported by two who saw it"
    made = RowList(look, COLUMNS, name="things")
    keep(made)
    made.show_rows([row(said, "reported twice, once by a source that cannot be judged")])
    render(made, width, 700)
    assert cut(look) == []
    assert set(said.split()) <= {word for text in painted(look) for word in text.split()}


@given(words=st.lists(st.text("abcdefg", min_size=1, max_size=9), min_size=1, max_size=18), room=st.integers(240, 700))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_line_is_wider_than_its_room_and_no_word_is_lost(look: Look, words: list[str], room: int) -> None:
    """Claim: whatever the words and the room, each line fits beside what stands at its right, and all words are there in their order."""
    laid = lay(look, COLUMNS, row(" ".join(words)), 42, room)
    first = [span for cells in laid.lines for cell in cells if cell.column == 1 for span in cell.spans if isinstance(span, Word)]
    said = [word for span in first for word in span.text.split() if word not in {"why", *State.STALE.word.split()}]
    assert said == words
    for cells in laid.lines:
        needed = sum(spans_width(look, cell.spans) for cell in cells)
        assert needed <= room - look.px(24) + 1


def test_a_shape_stays_with_its_word(look: Look) -> None:
    """Claim: no line ends with a shape whose word went below."""
    for room in range(120, 400, 7):
        for cells in lay(look, COLUMNS, row("what", "a long reason that takes more lines than one"), 42, room).lines:
            assert not any(cell.column == 1 and isinstance(cell.spans[-1], Mark) for cell in cells)


def test_the_lines_of_a_row_stand_below_one_another(look: Look) -> None:
    """Claim: bands do not overlap and stay within the row."""
    whole = QRectF(0, 0, 300, 61)
    made = bands(look, whole, 3)
    assert all(upper.bottom() <= lower.top() + 0.01 for upper, lower in pairwise(made))
    assert (made[0].top() >= 0, made[-1].bottom() <= 61) == (True, True)
