"""Sheets: what does not fit is broken between words, never cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.widgets.conftest import Keep, Render
from tests.widgets.spoken import cut
from widgets.cells import Align, Cell, Column, Mark, TextLine, Word
from widgets.look import Look
from widgets.sheet import Sheet
from widgets.words import Glyph
from widgets.wrapping import wrapped

COLUMNS = (Column("", 74), Column(), Column(fit=True, align=Align.RIGHT))


def line(text: str, right: str = "OFFERED to 14:00Z") -> TextLine:
    """A reason with a mark, a text and what stands at its right."""
    main = (Mark(Glyph.RING), Word(text, at=20))
    return TextLine((Cell(0, (Word("Off-ramp"),)), Cell(1, main), Cell(2, (Word(right),))))


@pytest.fixture
def sheet(look: Look, keep: Keep) -> Sheet:
    """A sheet 396 px wide."""
    made = Sheet(look, COLUMNS, name="reasons")
    keep(made)
    return made


def test_what_fits_stays_one_line(look: Look) -> None:
    """Claim: a line with room is left as it is."""
    short = line("OR-2 pause")
    assert wrapped(look, COLUMNS, short, 370) == (short,)


def test_the_right_part_goes_below_first(look: Look) -> None:
    """Claim: when only the two together are too wide, the text stays whole on the first line and the right part follows."""
    first, second = wrapped(look, COLUMNS, line("OR-2 Pause at Tarn Bridge, both banks"), 370)
    assert [cell.column for cell in first.cells] == [0, 1]
    assert [cell.column for cell in second.cells] == [2]


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=1, max_size=25))
def test_no_word_is_lost_or_cut(look: Look, words: list[str]) -> None:
    """Claim: whatever the text, its words come out in order and complete."""
    made = wrapped(look, COLUMNS, line(" ".join(words)), 300)
    got = [
        word
        for each in made
        for cell in each.cells
        if cell.column == 1
        for span in cell.spans
        if isinstance(span, Word)
        for word in span.text.split()
    ]
    assert got == words
    assert len(made) <= 6


def test_a_long_line_is_painted_whole(look: Look, sheet: Sheet, render: Render) -> None:
    """Claim: nothing is cut, following lines begin under the text, and the sheet grows by the lines it needs."""
    sheet.show_lines((line("OR-9 a way out with a name that is a good deal longer than the panel is wide, as names will be"),))
    render(sheet, 396, 120)
    painted = [text for text in look.ledger or [] if not text.text.startswith(("Off", "OFF"))]
    assert cut(look) == []
    assert len(painted) >= 2
    assert len({round(text.where.left()) for text in painted}) == 1
    assert sheet.sizeHint().height() >= 20 * len(painted) + 12


def test_what_is_read_aloud_is_not_broken(sheet: Sheet) -> None:
    """Claim: the accessible text is the line as it was given."""
    sheet.show_lines((line("OR-2 Pause at Tarn Bridge, both banks and the road between them"),))
    assert sheet.accessibleDescription() == "Off-ramp, OR-2 Pause at Tarn Bridge, both banks and the road between them, OFFERED to 14:00Z"
