"""Reports of our own faults: kept, but not without end, and told of even where they cannot be kept."""

import json
import sys
from pathlib import Path

import pytest

from app import faults


def test_old_reports_make_room(watchroom_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only the latest twenty stay."""
    for number in range(faults.KEPT + 5):
        faults.report(KeyError, KeyError(number), None)
    kept = sorted((watchroom_home / "faults").iterdir())
    assert len(kept) == faults.KEPT
    assert f"KeyError: {faults.KEPT + 4}" in kept[-1].read_text("utf-8")
    assert capsys.readouterr().err.count("\n") == faults.KEPT + 5


def test_a_report_that_cannot_be_kept_is_told_of(watchroom_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the folder cannot be made the line says so, and names the fault all the same."""
    (watchroom_home / "faults").write_text("a file is in the way", "utf-8")
    faults.report(KeyError, KeyError("gone"), None)
    said = capsys.readouterr().err
    assert "KeyError: 'gone'" in said
    assert "could not be kept" in said


def test_a_hostile_message_stays_on_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Control characters in an exception do not reach the terminal."""
    faults.report(ValueError, ValueError("a\x1b[2Jb\nc"), None)
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "\x1b" not in said


def test_a_reader_of_json_gets_an_object(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """With --json standard output holds one object, whatever went wrong."""
    monkeypatch.setattr(sys, "argv", ["watchroom", "state", "j", "--json"])
    faults.report(ValueError, ValueError("odd"), None)
    assert json.loads(capsys.readouterr().out)["value"] == "ValueError: odd"
