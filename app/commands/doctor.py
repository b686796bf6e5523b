"""`watchroom doctor`: what this machine has and lacks, in a line a thing; exit code 1 if something is broken.

With files it reads those instead: documents of doctrine (ladders, thresholds, alarm rules, checklists), each with its one error. The
questions are in app.checks; this only asks them all and prints.
"""

import argparse
from functools import partial
from pathlib import Path

from app.checks import CHECKS, Check, Status, check_doctrine
from app.output import say, say_json

MARKS = {Status.OK: "ok", Status.NOTE: "note", Status.PROBLEM: "PROBLEM"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take --json, and documents to read."""
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="documents of doctrine to check, instead of this machine")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Ask every question and print the answers."""
    questions = {str(path): partial(check_doctrine, path) for path in args.files} or CHECKS
    found = {name: ask() for name, ask in questions.items()}
    if args.json:
        say_json(summary(found))
    else:
        for name, check in found.items():
            say(line(name, check))
    return int(bool(problems(found)))


def problems(found: dict[str, Check]) -> list[str]:
    """Return the names of what is broken."""
    return [name for name, check in found.items() if check.status is Status.PROBLEM]


def summary(found: dict[str, Check]) -> dict[str, object]:
    """Return `ok`, `problems` [name] and `checks` {name: {status, found, advice}}."""
    return {"ok": not problems(found), "problems": problems(found), "checks": {name: check._asdict() for name, check in found.items()}}


def line(name: str, check: Check) -> str:
    """Return a check as a line: mark, name, what was found, what to do."""
    advice = f"; {check.advice}" if check.advice else ""
    return f"{MARKS[check.status]:<8}{name:<11}{check.found}{advice}"
