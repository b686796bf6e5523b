"""What a command writes: printable lines, and progress only where somebody sees it."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.output import Progress, say, say_figures
from feeds.errors import one_line


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Yes."""
        return True


@given(st.text(max_size=5_000))
def test_a_line_is_printable_and_bounded(text: str) -> None:
    """Whatever a record says, a line of output is one line of bounded length, without control characters."""
    shown = one_line(text, 4_000)
    assert shown.isprintable()
    assert len(shown) <= 4_000


def test_say_escapes(capsys: pytest.CaptureFixture[str]) -> None:
    """A hostile name cannot clear the screen or forge a second line."""
    say("corridor A\x1b[2J\nready")
    assert capsys.readouterr().out == "corridor A\\x1b[2J\\nready\n"


def test_figures_stand_in_a_column_or_are_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    """For people one a line, without what is told apart; for programs all of them."""
    figures = {"records": 5, "why": ["a"], "rejected": 0}
    say_figures(figures, as_json=False, but=frozenset({"why"}))
    assert capsys.readouterr().out == "records       5\nrejected      0\n"
    say_figures(figures, as_json=True, but=frozenset({"why"}))
    assert json.loads(capsys.readouterr().out) == figures


def test_progress_is_silent_where_nobody_looks() -> None:
    """Into a file or a pipe nothing is written."""
    stream = io.StringIO()
    progress = Progress("import", 10, stream)
    progress.to(5)
    progress.end()
    assert stream.getvalue() == ""


def test_progress_counts_in_place_and_goes_away() -> None:
    """On a terminal one line is drawn, not one a call, and it is taken away at the end."""
    stream = Terminal()
    progress = Progress("import", 1_000, stream)
    for done in range(1_000):
        progress.to(done)
    progress.end()
    written = stream.getvalue()
    assert written.startswith("\r\x1b[Kimport: 0 of 1,000")
    assert written.endswith("\r\x1b[K")
    assert written.count("import") < 20
