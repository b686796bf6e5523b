"""`watchroom doctor`: every check has its line, and a problem its exit code."""

import json
from collections.abc import Callable

import pytest

from app import cli
from app.checks import Check, Status
from app.commands import doctor

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
    assert set(told["checks"]) == {"python", "qt", "libraries", "drawing", "page", "sandbox", "sqlite", "messaging", "home", "screen"}
    assert told["checks"]["python"]["status"] == "ok"
    assert told["checks"]["sqlite"]["status"] == "ok"
