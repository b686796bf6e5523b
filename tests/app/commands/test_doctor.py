"""`watchroom doctor`: every check has its line, and a problem its exit code."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from app import cli
from app.checks import Check, Status
from app.commands import doctor
from tests.rig.environment import ROOT

OK = Check(Status.OK, "3.11.7")
NOTE = Check(Status.NOTE, "none", "use --shot")
PROBLEM = Check(Status.PROBLEM, "missing: libnss3", "apt-get install libnss3")


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Put answers in the place of the questions."""

    def put(**answers: Check) -> None:
        monkeypatch.setattr(doctor, "CHECKS", {name: (lambda answer=answer: answer) for name, answer in answers.items()})

    return put


def test_notes_are_no_failure(found: Callable[..., None], capsys: pytest.CaptureFixture[str]) -> None:
    """With notes only the code is 0, and each check has its line."""
    found(python=OK, screen=NOTE)
    assert cli.main(["doctor"]) == 0
    assert capsys.readouterr().out == "ok      python     3.11.7\nnote    screen     none; use --shot\n"


def test_a_problem_is_code_one(found: Callable[..., None], capsys: pytest.CaptureFixture[str]) -> None:
    """One problem among good answers makes the code 1 and names what to do."""
    found(python=OK, libraries=PROBLEM)
    assert cli.main(["doctor"]) == 1
    assert "PROBLEM libraries  missing: libnss3; apt-get install libnss3\n" in capsys.readouterr().out


def test_json_says_the_same(found: Callable[..., None], capsys: pytest.CaptureFixture[str]) -> None:
    """One object: ok, the names of the problems, and every check."""
    found(python=OK, libraries=PROBLEM)
    assert cli.main(["doctor", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told == {
        "ok": False,
        "problems": ["libraries"],
        "checks": {
            "python": {"status": "ok", "found": "3.11.7", "advice": ""},
            "libraries": {"status": "problem", "found": "missing: libnss3", "advice": "apt-get install libnss3"},
        },
    }


def test_this_machine_is_looked_at(capsys: pytest.CaptureFixture[str]) -> None:
    """The real questions all have an answer, and the interpreter that runs this test is fine."""
    cli.main(["doctor", "--json"])
    told = json.loads(capsys.readouterr().out)
    machine = {"python", "qt", "libraries", "drawing", "page", "sandbox", "sqlite", "messaging", "home", "screen"}
    assert set(told["checks"]) == machine | {"doctrine"}
    assert told["checks"]["python"]["status"] == "ok"
    assert told["checks"]["sqlite"]["status"] == "ok"


LADDER = """[ladder]
code = "mine"
version = 1
name = "Mine"
type = "{kind}"
authority = "COUNCIL"
consent = "authority"

[[ladder.rungs]]
ordinal = 1
printed = "1"
name = "One"

[[ladder.rungs]]
ordinal = {ordinal}
printed = "2"
name = "Two"
actions = {actions}
"""


@pytest.mark.parametrize(
    ("kind", "ordinal", "actions", "said"),
    [
        ("decision", "2", '["WARNING"]', "ok "),
        ("decision", '"two"', "[]", "ladder.toml:15: rungs[1].ordinal of Ladder: 'two'"),
        ("decision", "100", "[]", "ladder.toml:15: rungs[1].ordinal"),
        ("decision", "1", "[]", "ladder.toml:1: ordinals of ladder mine"),
        ("decision", "2", '["AIR_STRIKE"]', "ladder.toml:14: actions of rung Two: 'AIR_STRIKE'"),
        ("descriptive", "2", '["WARNING"]', "ladder.toml:1: the descriptive ladder mine carries actions"),
        ("vague", "2", "[]", "ladder.toml:5: type of Ladder: 'vague'"),
    ],
)
def test_it_reads_documents_of_doctrine(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, ordinal: str, actions: str, said: str
) -> None:
    """A sound one is a line; of an unsound one the first error: file, line, member, value, and what was expected."""
    path = tmp_path / "ladder.toml"
    path.write_text(LADDER.format(kind=kind, ordinal=ordinal, actions=actions))
    assert cli.main(["doctor", str(path)]) == int(said != "ok ")
    assert said in capsys.readouterr().out


def test_all_doctrine_that_ships_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    """The three ladders, the example doctrine and its checklists are each a line; a file that is not there is one error."""
    folder = ROOT / "resources" / "doctrine"
    assert cli.main(["doctor", *map(str, sorted(folder.glob("*.toml")))]) == 0
    out = capsys.readouterr().out
    for words in (
        "decision ladder eu-ipcr v1, 3 rungs",
        "descriptive ladder un-sls v1, 6 rungs, 0 thresholds",
        "doctrine meridian",
        "CL-EVAC v4",
    ):
        assert words in out
    assert cli.main(["doctor", str(folder / "none.toml")]) == 1
    assert "no such document" in capsys.readouterr().out
