"""`watchroom exercise`: makes a room, plays in it, and says what was played."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli import DONE, MISUSE, PROBLEM, main
from feeds.exercise.loader import shipped_scenario
from feeds.founding import default_room
from tests.feeds.exercise.test_player import Process
from tests.rig.environment import ROOT


@pytest.fixture
def room_file(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A room made by the command, under a home of the test's own."""
    monkeypatch.setenv("WATCHROOM_HOME", str(tmp_path))
    assert main(["exercise", "--new", "drill"]) == DONE
    return Path(capsys.readouterr().out.strip())


@pytest.fixture
def running(room_file: Path) -> Iterator[Path]:
    """The same room with its hub running."""
    from feeds.room import load_room

    process = Process(load_room(room_file))
    yield room_file
    process.end()


def test_it_plays_a_slice_and_says_so(running: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The JSON names the lines, the story with its sequences in the journal, and nothing missed."""
    assert main(["exercise", "--room", str(running), "--speed", "100000", "--until", "2026-11-21T22:01:00Z", "--json"]) == DONE
    said = json.loads(capsys.readouterr().out)
    assert said["missed"] == []
    assert said["now"] == "2026-11-21T22:01:00Z"
    assert [(each["event"], each["at"]) for each in said["story"]] == [("STARTEX: declared 2", "2026-11-21T22:00:00Z")]
    assert said["story"][0]["sequence"] > len(shipped_scenario("quiet_harbour").opening)


def test_a_room_made_otherwise_is_misuse(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A room that was not made for the scenario is refused before anything is sent."""
    room = default_room(tmp_path)
    assert main(["exercise", "--room", str(room.folder), "--json"]) == MISUSE
    assert "was not made for" in json.loads(capsys.readouterr().out)["error"]


@pytest.mark.parametrize("given", [[], ["--scenario", "loud_harbour", "--new", "x"], ["--speed", "0", "--room", "x"]])
def test_what_cannot_be_meant_is_misuse(given: list[str]) -> None:
    """No room, no such scenario, no speed: misuse."""
    assert main(["exercise", *given]) == MISUSE


def test_a_scenario_that_is_wrong_is_told_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A broken document is one line with file and line, and exit code 1."""
    (tmp_path / "scenario.toml").write_text("schema = = 1\n")
    assert main(["exercise", "--scenario", str(tmp_path), "--new", "x"]) == PROBLEM
    assert "scenario.toml" in capsys.readouterr().err


def test_a_director_speaks_through_standard_input(running: Path) -> None:
    """The plan comes first, each order is answered by a line, a bad one by its error, and the last line is the summary."""
    orders = "skip 01_calm/1\nexplode\nspeed 100000\n"
    command = [sys.executable, "-m", "app.cli", "exercise", "--room", str(running), "--director", "--until", "2026-11-21T22:01:00Z"]
    done = subprocess.run(
        command, input=orders, capture_output=True, text=True, timeout=120, check=False, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    assert done.returncode == DONE, done.stderr
    plan, skipped, wrong, faster, *_, last = [json.loads(line) for line in done.stdout.splitlines()]
    assert plan["injects"][0] | {"since": None} == plan["injects"][0]
    assert {each["state"] for each in plan["injects"]} == {"PLANNED"}
    assert [(each["id"], each["state"]) for each in skipped["injects"]] == [("01_calm/1", "SKIPPED")]
    assert wrong["fault"].startswith("director: no order: 'explode'")
    assert faster["speed"] == 100_000
    assert last["story"] == []
    assert last["now"] == "2026-11-21T22:01:00Z"
