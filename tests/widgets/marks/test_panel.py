"""Marks are made, gone to and taken away by key; the panel keeps nothing and shows what is in the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.marks import MarkBook, pins, resolve
from feeds.marks import beside
from widgets.cells import Empty
from widgets.look import Look
from widgets.marks.panel import MarksPanel

NOON = 1_795_348_800_000


@pytest.fixture
def book(tmp_path: Path) -> MarkBook:
    """A recording's marks, none yet."""
    return MarkBook(tmp_path / "night.watchroom", "IC-1", "ANALYST-1")


def test_a_line_becomes_a_mark(qtbot: QtBot, book: MarkBook) -> None:
    """Enter sends the intent and clears the line; with it kept, the panel shows it where it is, and a lesson says so."""
    panel = MarksPanel(Look())
    qtbot.addWidget(panel)
    panel.show_model(resolve(book, NOON))
    assert isinstance(panel.model.condition, Empty)
    panel.line.setText("!ask HAC first")
    with qtbot.waitSignal(panel.act_requested) as heard:
        qtbot.keyClick(panel.line, Qt.Key.Key_Return)
    assert heard.args == ["mark:!ask HAC first", ""]
    assert panel.line.text() == ""
    assert book.add("!ask HAC first", NOON) == ""
    panel.show_model(resolve(book, NOON))
    assert [row.accessible for row in panel.list.rows] == ["lesson, 12:00Z, ask HAC first, ANALYST-1"]
    assert panel.model.marks[0].here
    assert not resolve(book, NOON + 60_000).marks[0].here


def test_two_windows_lose_nothing_of_one_another(tmp_path: Path, book: MarkBook) -> None:
    """Each writes over what stands in the file now, not over what it read at first."""
    other = MarkBook(tmp_path / "night.watchroom", "IC-1", "ANALYST-2")
    assert book.add("one", NOON) == ""
    assert other.add("two", NOON + 1) == ""
    assert book.remove(book.marks.standing[0].id) == ""
    texts = [each.text for each in MarkBook(tmp_path / "night.watchroom", "IC-1").marks.standing]
    assert texts == ["two"]


def test_a_file_that_cannot_be_read_is_not_written_over(tmp_path: Path) -> None:
    """The panel says why, and the file stays as it is."""
    path = beside(tmp_path / "night.watchroom")
    path.write_text("mine")
    book = MarkBook(tmp_path / "night.watchroom", "IC-1")
    assert "no marks file" in book.add("x", NOON)
    assert path.read_text() == "mine"
    assert "no marks file" in resolve(book, NOON).off


def test_without_a_recording_nothing_can_be_marked() -> None:
    """A live desk says where marks are kept."""
    assert resolve(None, NOON).off


def test_through_another_s_eyes_there_are_no_marks_and_it_is_said_whose_they_are() -> None:
    """Under a lens a recording is open all the same: what is said of the marks is true there too."""
    model = resolve(None, NOON, lens=True)
    assert isinstance(model.condition, Empty)
    assert "recording" not in f"{model.condition} {model.off}"
    assert "this desk's own" in model.off


def test_a_range_is_marked_whole_and_narrows_the_list(book: MarkBook) -> None:
    """What meets the range is listed, of how many is said; a new mark is about the range, and the timeline has it as long."""
    hour = 3_600_000
    assert book.add("before", NOON - hour) == ""
    assert book.add("the hour", NOON, NOON + hour) == ""
    model = resolve(book, NOON, (NOON + hour // 2, NOON + 2 * hour))
    assert [view.text for view in model.marks] == ["the hour"]
    assert model.scope == "1 of 2 kept · 12:30Z to 14:00Z"
    assert model.next_at == "12:30Z to 14:00Z"
    assert [(pin.at, pin.until, pin.text) for pin in pins(book, NOON - 1)] == [(NOON - hour, None, "before"), (NOON, NOON + hour, "")]


def test_marks_of_another_year_say_which(book: MarkBook) -> None:
    """In a recording of years the day of a month alone would be any month's; a range says both its ends."""
    book.add("one moment", NOON - 400 * 86_400_000, None)
    book.add("a season", NOON - 400 * 86_400_000, NOON - 300 * 86_400_000)
    views = {each.text: (each.when, each.until) for each in resolve(book, NOON).marks}
    assert views["one moment"] == ("18 Oct 2025 12:00Z", "")
    assert views["a season"] == ("18 Oct 2025 12:00Z", "26 Jan 2026 12:00Z")
