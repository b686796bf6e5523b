"""`watchroom compare` and `watchroom branch` from outside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.feeds.report.played import write


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The played exercise."""
    return write(tmp_path_factory.mktemp("compare") / "night.watchroom")


def run(*args: object, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Run the program to its end."""
    command = [sys.executable, "-m", "app.cli", *map(str, args)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, env=os.environ.copy())
    assert done.returncode == code, done.stderr
    return done


def test_two_moments_differ_by_what_was_learned_between(journal: Path) -> None:
    """The zone learned of at 10:46 is only in the later picture; the other way round it is only in the first."""
    args = ("compare", journal, "--known-at", "2026-11-22T10:43:00Z", "--with", "2026-11-22T10:47:32Z", "--json")
    found = json.loads(run(*args).stdout)
    assert not found["same"]
    assert found["tables"]["danger_zone"] == {"only_first": 0, "only_second": 1, "differs": 0}
    assert {"kind": "conditions", "how": "DIFFERS", "what": "HC-2 conditions MET → HC-2 conditions NOT MET"}.items() <= next(
        each for each in found["differences"] if each["kind"] == "conditions" and "HC-2" in each["what"]
    ).items()
    assert not found["equal"]
    assert {"danger_zone", "conditions"} <= set(found["unequal_tables"])
    assert "roster" not in found["unequal_tables"]
    back = json.loads(run(*args[:3], args[5], args[4], args[3], args[6]).stdout)
    assert back["tables"]["danger_zone"]["only_first"] == 1


def test_a_journal_beside_itself_is_the_same(journal: Path) -> None:
    """Nothing differs, and it says so."""
    found = json.loads(run("compare", journal, journal, "--json").stdout)
    assert (found["same"], found["differences"], found["tables"]) == (True, [], {})
    assert found["first"]["digest"] == found["second"]["digest"]
    assert (found["equal"], found["unequal_tables"]) == (True, [])
    assert "the same rows\nequal digests" in run("compare", journal, journal).stdout


def test_a_plan_is_compared_with_what_came_of_it(journal: Path) -> None:
    """A run that kept to its plan differs from it in nothing."""
    found = json.loads(run("compare", journal, "--plan", "quiet_harbour", "--json").stdout)
    assert found["same"]


def test_a_plan_is_released_to_whom_it_is_compared_for(journal: Path) -> None:
    """As HAC, a run that kept to its plan differs from it in nothing: neither side has what is withheld; nobody's is misuse."""
    args = ("compare", journal, "--plan", "quiet_harbour", "--known-at", "2026-11-22T10:47:32Z")
    assert json.loads(run(*args, "--as", "HAC", "--json").stdout)["differences"] == []
    assert "no such entity on the roster" in run(*args, "--as", "NOBODY", code=2).stderr


def test_nothing_to_compare_with_is_misuse(journal: Path) -> None:
    """One line, exit code 2."""
    assert "nothing to compare with" in run("compare", journal, code=2).stderr


def test_a_branch_is_made_and_its_room_can_be_run(journal: Path, tmp_path: Path) -> None:
    """What is printed names a room whose journal verifies and holds the moment's picture; a name that is a path is misuse."""
    del tmp_path
    made = json.loads(run("branch", journal, "--known-at", "2026-11-22T10:47:32Z", "--name", "HAC EARLIER", "--json").stdout)
    assert made["regime"] == "EXERCISE:HAC EARLIER"
    assert json.loads(run("verify", made["journal"], "--json").stdout)["ok"]
    state = json.loads(run("state", made["journal"], "--json").stdout)
    assert (state["ladder"]["declared"], state["ladder"]["assessed"]) == (3, 4)
    wrong = run("branch", journal, "--known-at", "2026-11-22T10:47:32Z", "--name", "X", "--folder", "../X", code=2)
    assert "a folder's name, not a path" in wrong.stderr


def test_marks_are_added_merged_and_told(journal: Path, tmp_path: Path) -> None:
    """A mark is kept beside the journal, another analyst's file is merged, and a foreign file is one clear error."""
    at = "2026-11-22T10:47:32Z"
    one = json.loads(run("marks", journal, "--add", "ask HAC first", "--at", at, "--author", "ANALYST-1", "--lesson", "--json").stdout)
    assert [(each["text"], each["at"], each["lesson"]) for each in one["marks"]] == [("ask HAC first", at, True)]
    foreign = tmp_path / "other.json"
    foreign.write_text(json.dumps({"format": 1, "incident": "IC-OTHER"}))
    assert "another incident" in run("marks", journal, "--take", foreign, code=1).stderr
    assert "no such file" in run("marks", journal, "--take", tmp_path / "none", code=2).stderr
    mine = tmp_path / "mine.json"
    mine.write_bytes(Path(one["file"]).read_bytes())
    Path(one["file"]).unlink()
    taken = json.loads(run("marks", journal, "--take", mine, "--json").stdout)
    assert taken["marks"] == one["marks"]
    report = tmp_path / "report.html"
    run("report", journal, "--out", report)
    assert "Lessons noted" in report.read_text()
    assert "ask HAC first" in report.read_text()
    run("report", journal, "--out", report, "--as", "DRA")
    assert "ask HAC first" not in report.read_text()
    Path(one["file"]).unlink()
