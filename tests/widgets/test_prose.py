"""Text that takes as many lines as it needs."""

from hypothesis import given
from hypothesis import strategies as st

from tests.widgets.conftest import Keep, Render
from tests.widgets.spoken import cut, painted
from widgets.ink import text_width
from widgets.look import Look
from widgets.paragraph import Paragraph
from widgets.prose import Prose, wrapped
from widgets.roles import Role

LONG = "DZ-07 ends, or moves beyond 3 km of the road, and the leg is verified anew by somebody who looked at it"


def test_nothing_is_cut_at_any_width(look: Look, keep: Keep, render: Render) -> None:
    """Claim: a long paragraph is painted whole at any width, and spoken whole."""
    prose = Prose(look, "side")
    keep(prose)
    prose.show_paragraphs((Paragraph("What would clear it", Role.BODY_STRONG), Paragraph(LONG)))
    for width in (180, 300, 700):
        render(prose, width, 400)
        assert cut(look) == []
        assert LONG in " ".join(painted(look))
    assert LONG in prose.accessibleDescription()


def test_lines_hold_all_words_and_no_more_than_their_width(look: Look) -> None:
    """Claim: wrapped lines joined give the words again, and none is wider than asked for."""

    @given(st.text(alphabet="abc WM", max_size=80), st.integers(40, 400))
    def holds(text: str, width: int) -> None:
        lines = wrapped(look, text, Role.DENSE, width)
        assert "".join("".join(lines).split()) == "".join(text.split())
        assert all(text_width(look, line, Role.DENSE) <= width for line in lines)

    holds()


def test_it_scrolls_no_further_than_what_it_says(look: Look, keep: Keep, render: Render) -> None:
    """Claim: a text that was taller once, narrow or larger, leaves no empty room below it to scroll through."""
    prose = Prose(look, "side")
    keep(prose)
    prose.show_paragraphs((Paragraph(LONG), Paragraph(LONG)))
    render(prose, 140, 120)
    assert prose.verticalScrollBar().maximum() > 0
    render(prose, 700, 120)
    assert prose.verticalScrollBar().maximum() == 0
