"""`watchroom verify`: is this journal whole, unaltered and in order? Exit code 1 if not.

Deliberately absent: what is looked at (feeds.journal.verify).
"""

import argparse
from pathlib import Path

from app.output import Progress, say, say_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the journal and --json."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the journal")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Verify and print; a file that is missing or no journal is not sound either."""
    from feeds.journal.verify import verify

    progress = Progress("records verified")
    verdict = verify(args.file, progress.to)
    progress.end()
    problems = [{"sequence": problem.sequence, "what": problem.what} for problem in verdict.problems]
    if args.json:
        say_json({"ok": verdict.ok, "records": verdict.records, "head": verdict.head, "problems": problems})
    else:
        say(f"{'sound' if verdict.ok else 'NOT SOUND'}: {verdict.records} records, head {verdict.head or 'none'}")
        for problem in verdict.problems:
            say(f"  {problem.sequence}: {problem.what}")
    return 0 if verdict.ok else 1
