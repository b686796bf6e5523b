"""What is made of a recording is made beside the loop, told when it begins and ends, and one at a time."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.errands import REPORT_ENDING, Errands
from tests.feeds.report.played import HEIGHT, write


@pytest.fixture
def errands(qtbot: QtBot, tmp_path: Path) -> Errands:
    """Errands of a played exercise."""
    del qtbot
    return Errands(write(tmp_path / "night.watchroom"), None)


def test_a_branch_is_made_and_told(qtbot: QtBot, errands: Errands) -> None:
    """It says that it begins, refuses a second one meanwhile, and ends with how to run the room."""
    heard: list[str] = []
    errands.said.connect(heard.append)
    errands.branch(HEIGHT)
    assert errands.busy
    errands.report()
    qtbot.waitUntil(lambda: not errands.busy, timeout=60_000)
    assert heard[:2] == ["the branch is being made", "one thing at a time: another is being made"]
    assert heard[2].startswith("watchroom hub --room ")
    assert " · EXERCISE:BRANCH 22 104732Z: " in heard[2]


def test_what_fails_is_told_in_its_own_words(qtbot: QtBot, errands: Errands, tmp_path: Path) -> None:
    """A folder in the report's place: the command's one line comes to the status bar."""
    (tmp_path / f"night.watchroom{REPORT_ENDING}").mkdir()
    heard: list[str] = []
    errands.said.connect(heard.append)
    errands.report()
    qtbot.waitUntil(lambda: not errands.busy, timeout=60_000)
    assert "cannot be written" in heard[-1]


def test_a_closed_window_ends_what_is_under_way(errands: Errands) -> None:
    """Nothing is left running, and nothing is said of it."""
    errands.report()
    errands.close()
    assert not errands.busy
