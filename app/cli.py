"""The program `watchroom`: finds the command, keeps the discipline of errors and exit codes.

Exit codes: 0 done; 1 a problem found, or refused; 2 misuse; 130 and 143 when interrupted or told to end before it was done. An error is one
line on standard error; with `--json` it is an object on standard output too, so that a reader of JSON always gets some.

Deliberately absent: everything a command does, and every import a command needs.
"""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from importlib.metadata import version
from types import FrameType
from typing import Final, NoReturn

from app import faults
from app.commands import registry
from app.output import complain, say_json
from feeds.errors import Misuse, WatchroomError

PROGRAM: Final = "watchroom"
DONE: Final = 0
PROBLEM: Final = 1
MISUSE: Final = 2
INTERRUPTED: Final = 128 + signal.SIGINT
ENDED: Final = 128 + signal.SIGTERM


class Parser(argparse.ArgumentParser):
    """An argument parser whose complaint is one line, as all our errors are, and which knows no abbreviations."""

    def __init__(self, *, allow_abbrev: bool = False, **options: object) -> None:
        super().__init__(allow_abbrev=allow_abbrev, **options)  # type: ignore[arg-type]  # argparse's own options, handed through

    def error(self, message: str) -> NoReturn:
        """Raise Misuse instead of printing the usage."""
        raise Misuse(self.prog, message, expected=f"what `{self.prog} --help` says")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that `argv` names (the process's own arguments if None, as the installed script does) and return the exit code."""
    if argv is not None:
        return dispatch(argv)
    sys.excepthook = faults.report
    signal.signal(signal.SIGTERM, _end)
    return dispatch(sys.argv[1:])


def dispatch(argv: Sequence[str]) -> int:
    """Run a command; every WatchroomError and every refusal of the system becomes one line and an exit code."""
    program = PROGRAM
    try:
        if not argv or argv[0] not in registry.COMMANDS:
            return _introduce(argv)
        program = f"{PROGRAM} {argv[0]}"
        command = registry.load(argv[0])
        parser = Parser(prog=program, description=f"{registry.COMMANDS[argv[0]].about.capitalize()}.")
        command.add_arguments(parser)
        code = command.run(parser.parse_args(argv[1:]))
        sys.stdout.flush()
    except BrokenPipeError:
        return _unread()
    except WatchroomError as error:
        return _refuse(program, argv, error)
    except OSError as error:
        return _refuse(program, argv, _of_system(error))
    except KeyboardInterrupt:
        return _cut_short(program, argv, "interrupted", INTERRUPTED)
    except SystemExit as ended:
        if ended.code != ENDED:
            raise
        return _cut_short(program, argv, "told to end", ENDED)
    return code


def _introduce(argv: Sequence[str]) -> int:
    """Answer --help and --version; anything else is misuse. Raises Misuse."""
    names = "\n".join(f"  {name:<12}{command.about}" for name, command in registry.COMMANDS.items())
    parser = Parser(
        prog=PROGRAM,
        usage=f"{PROGRAM} COMMAND [OPTION...]",
        description="A shared operating picture for a watch room.",
        epilog=f"commands:\n{names}\n\n`{PROGRAM} COMMAND --help` says more of each.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {version('watchroom')}")
    if argv and not argv[0].startswith("-"):
        raise Misuse(PROGRAM, "no such command", argv[0], f"one of {', '.join(registry.COMMANDS)}")
    parser.parse_args(argv)
    raise Misuse(PROGRAM, "no command given", expected=f"one of {', '.join(registry.COMMANDS)}")


def _refuse(program: str, argv: Sequence[str], error: WatchroomError) -> int:
    """Say what is wrong. Whether JSON is wanted is read from the words themselves: a bad one ends the parsing before `--json` is met."""
    complain(program, error)
    if "--json" in argv:
        say_json({"error": str(error), "where": error.where, "what": error.what, "value": error.shown_value, "expected": error.expected})
    return MISUSE if isinstance(error, Misuse) else PROBLEM


def _cut_short(program: str, argv: Sequence[str], what: str, code: int) -> int:
    """Say that a signal ended the command before it was done."""
    sys.stderr.write(f"{program}: {what}\n")
    if "--json" in argv:
        say_json({"error": f"{program}: {what}", "where": program, "what": what, "value": "None", "expected": ""})
    return code


def _of_system(error: OSError) -> WatchroomError:
    """Say in our own form what the system refused."""
    where = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else "system"
    return WatchroomError(where, error.strerror or str(error) or type(error).__name__)


def _unread() -> int:
    """Whoever read standard output has gone; let nothing more be written to it, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return PROBLEM


def _end(_number: int, _frame: FrameType | None) -> NoReturn:
    """Unwind on SIGTERM as on any other end, so that files and sockets are closed. Commands that run for long use app.stopping."""
    sys.exit(ENDED)


if __name__ == "__main__":
    sys.exit(main())
