"""The command line's discipline: exit codes, one line an error, never a traceback, JSON that is JSON."""

import argparse
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from app import cli
from app.commands import registry
from app.output import say_json
from feeds.errors import BadInput, Misuse
from tests.rig.environment import ROOT

Run = Callable[[argparse.Namespace], int]


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Callable[[Run], None]:
    """Put a command `probe` in the table, whose run is the function given; it takes --json and --count."""

    def add_arguments(parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--count", type=int)

    def put(run: Run) -> None:
        monkeypatch.setattr(registry, "COMMANDS", {"probe": registry.Command("nowhere", "stand in")})
        monkeypatch.setattr(registry, "load", lambda _name: SimpleNamespace(add_arguments=add_arguments, run=run))

    return put


def _raise(error: BaseException) -> Run:
    def run(_args: argparse.Namespace) -> int:
        raise error

    return run


def test_a_command_s_code_is_the_program_s(stand_in: Callable[[Run], None], capsys: pytest.CaptureFixture[str]) -> None:
    """What run returns is returned, and nothing is added to what it prints."""
    stand_in(lambda args: args.count)
    assert cli.main(["probe", "--count", "1"]) == 1
    assert cli.main(["probe", "--count", "0"]) == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (BadInput("a.xml", "no alert", "<x/>", "a CAP alert"), 1, "watchroom probe: a.xml: no alert: '<x/>' (expected a CAP alert)\n"),
        (Misuse("--as", "no such entity", "Nowhere"), 2, "watchroom probe: --as: no such entity: 'Nowhere'\n"),
        (FileNotFoundError(2, "No such file or directory", "night.db"), 1, "watchroom probe: night.db: No such file or directory\n"),
        (OSError(28, "No space left on device"), 1, "watchroom probe: system: No space left on device\n"),
        (TimeoutError(), 1, "watchroom probe: system: TimeoutError\n"),
        (KeyboardInterrupt(), 130, "watchroom probe: interrupted\n"),
    ],
)
def test_an_error_is_one_line_and_a_code(
    stand_in: Callable[[Run], None], capsys: pytest.CaptureFixture[str], error: BaseException, code: int, line: str
) -> None:
    """Ours, the system's and the operator's own interruption: one line on standard error, nothing on standard output."""
    stand_in(_raise(error))
    assert cli.main(["probe"]) == code
    assert capsys.readouterr() == ("", line)


def test_an_error_with_json_is_an_object_too(stand_in: Callable[[Run], None], capsys: pytest.CaptureFixture[str]) -> None:
    """With --json standard output holds one object that says the same four things."""
    stand_in(_raise(BadInput("a.xml", "no alert", 7, "a CAP alert")))
    assert cli.main(["probe", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["where"], told["what"], told["value"], told["expected"]) == ("a.xml", "no alert", "7", "a CAP alert")
    assert told["error"] == "a.xml: no alert: 7 (expected a CAP alert)"


@pytest.mark.parametrize("argv", [["probe", "--count", "x", "--json"], ["probe", "--json", "--frob"], ["frob", "--json"], ["--json"]])
def test_misuse_with_json_is_an_object_wherever_the_option_stands(
    stand_in: Callable[[Run], None], capsys: pytest.CaptureFixture[str], argv: list[str]
) -> None:
    """A word that ends the parsing before --json is met does not leave a reader of JSON without any."""
    stand_in(_raise(AssertionError("ran")))
    assert cli.main(argv) == 2
    assert json.loads(capsys.readouterr().out)["what"]


@pytest.mark.parametrize(
    "argv", [[], ["frob"], ["--frob"], ["probe", "--frob"], ["probe", "--count", "x"], ["probe", "--coun", "1"], ["probe", "extra"], [""]]
)
def test_misuse_is_one_line_and_code_two(stand_in: Callable[[Run], None], capsys: pytest.CaptureFixture[str], argv: list[str]) -> None:
    """No command, an unknown one, unknown and half-written options, wrong values: one line, 2, and the command does not run."""
    stand_in(_raise(AssertionError("ran")))
    assert cli.main(argv) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("watchroom")
    assert err.count("\n") == 1


def test_a_fault_of_our_own_is_not_hidden_from_a_caller(stand_in: Callable[[Run], None]) -> None:
    """An exception nobody foresaw reaches whoever calls main with arguments."""
    stand_in(_raise(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        cli.main(["probe"])


@pytest.mark.parametrize("option", ["--help", "-h", "--version"])
def test_help_and_version_are_done(capsys: pytest.CaptureFixture[str], option: str) -> None:
    """They print and end with 0."""
    with pytest.raises(SystemExit) as ended:
        cli.main([option])
    assert ended.value.code == 0
    assert "watchroom" in capsys.readouterr().out


def test_json_is_plain_and_complete(capsys: pytest.CaptureFixture[str]) -> None:
    """Structs, enumerations and tuples come out as JSON, in ASCII, whatever the terminal's encoding."""
    say_json({"where": Path("/x").name, "words": ("Łódź", "\x1b[2J"), "counts": {1: 2}})
    out = capsys.readouterr().out
    assert out.isascii()
    assert json.loads(out) == {"where": "x", "words": ["Łódź", "\x1b[2J"], "counts": {"1": 2}}


def test_not_a_number_is_refused() -> None:
    """What is no JSON is not printed as if it were."""
    with pytest.raises(ValueError, match="JSON"):
        say_json({"share": float("nan")})


PROGRAM = """
import sys, time
from types import SimpleNamespace
from app import cli
from app.commands import registry
registry.COMMANDS = {"probe": registry.Command("nowhere", "stand in")}
registry.load = lambda name: SimpleNamespace(add_arguments=lambda parser: None, run=run)
def run(args):
    BODY
sys.argv = ["watchroom", "probe"]
sys.exit(cli.main())
"""


def program(body: str) -> list[str]:
    """Return a command line that runs `body` as a command in a process of its own."""
    return [sys.executable, "-c", PROGRAM.replace("BODY", body)]


def test_a_fault_is_one_line_and_a_file(watchroom_home: Path) -> None:
    """In the program an unforeseen exception ends with 1, one line, no traceback; the traceback is kept in a file."""
    child = subprocess.run(program("return {}['gone']"), cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (child.returncode, child.stdout) == (1, "")
    assert child.stderr.startswith("watchroom: a fault of the program itself: KeyError: 'gone' (details in ")
    assert child.stderr.count("\n") == 1
    [kept] = (watchroom_home / "faults").iterdir()
    assert "Traceback" in kept.read_text("utf-8")


def test_the_reader_may_leave() -> None:
    """When standard output is closed early the program ends quietly."""
    body = "sys.stdin.readline(); print('x' * 100_000, flush=True); return 0"
    with subprocess.Popen(program(body), cwd=ROOT, stdin=-1, stdout=-1, stderr=-1, text=True) as child:
        assert child.stdout
        child.stdout.close()
        assert child.stdin
        assert child.stderr
        child.stdin.write("\n")
        child.stdin.close()
        assert child.stderr.read() == ""
        assert child.wait(60) == 1


@pytest.mark.parametrize(("number", "code", "said"), [(signal.SIGTERM, 143, "told to end"), (signal.SIGINT, 130, "interrupted")])
def test_a_signal_unwinds(number: signal.Signals, code: int, said: str) -> None:
    """Told to end, the command's own tidying runs, one line is said, and the code tells of the signal."""
    body = "try:\n        print('up', flush=True); time.sleep(60)\n    finally:\n        print('tidied')"
    with interruptible(), subprocess.Popen(program(body), cwd=ROOT, stdout=-1, stderr=-1, text=True) as child:
        assert child.stdout
        assert child.stderr
        assert child.stdout.readline() == "up\n"
        os.kill(child.pid, number)
        assert (child.stdout.read(), child.stderr.read()) == ("tidied\n", f"watchroom probe: {said}\n")
        assert child.wait(60) == code


@contextmanager
def interruptible() -> Iterator[None]:
    """Let children hear an interrupt: whoever runs the tests in the background may have them ignore it, and a child inherits that."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


HEAVY = ("PySide6", "pyqtgraph", "folium", "shapely", "pyproj", "numpy", "zmq", "apsw", "lxml", "nacl")


def test_the_frame_imports_nothing_heavy() -> None:
    """Help costs no window, map or database: none of the heavy libraries is imported before a command asks."""
    code = f"import sys; import app.cli, app.commands.registry; sys.exit(repr(sorted(set({HEAVY!r}) & set(sys.modules))))"
    child = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert child.stderr.strip() == "[]"


@pytest.mark.parametrize("name", registry.COMMANDS)
def test_every_command_of_the_table_is_there(name: str) -> None:
    """Each module has add_arguments, which a parser takes, and run; importing it opens no window library."""
    module = registry.load(name)
    module.add_arguments(cli.Parser(prog=name))
    assert callable(module.run)
    code = f"import sys; import {registry.COMMANDS[name].module}; sys.exit('PySide6.QtWidgets' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=60, check=False).returncode == 0


def test_help_waits_for_no_library() -> None:
    """The list of commands comes at once, because nothing but the standard library and the program's own frame is imported for it."""
    code = (
        "import sys\nbefore = set(sys.modules)\nfrom app import cli\ntry:\n    cli.main(['--help'])\nfinally:\n"
        "    print({name.split('.')[0] for name in set(sys.modules) - before} - sys.stdlib_module_names, file=sys.stderr)"
    )
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert "commands:" in told.stdout
    assert set(re.findall(r"\w+", told.stderr)) == {"app", "feeds"}
