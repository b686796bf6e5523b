"""`watchroom seal`: end a journal. Everything is verified, a last keyframe made, and the head written down; nothing follows in it.

Deliberately absent: how (feeds.journal.sealing).
"""

import argparse
import time
from pathlib import Path

from app.output import Progress, say, say_json
from feeds.picture.calendar import iso


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the journal and --json."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the journal")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Seal, and print the seal; of a journal that is sealed already, the one it has."""
    import msgspec

    from feeds.journal.sealing import seal

    progress = Progress("records verified")
    made = seal(args.file, time.time_ns() // 1_000_000, progress.to)
    progress.end()
    regimes = {
        name: {**msgspec.structs.asdict(held), "first_known": iso(held.first_known), "last_known": iso(held.last_known)}
        for name, held in made.regimes.items()
    }
    if args.json:
        say_json({"head": made.head, "records": made.records, "sealed": iso(made.at), "regimes": regimes})
        return 0
    say(f"sealed at {iso(made.at)}: {made.records} records, head {made.head}")
    for name, held in regimes.items():
        say(f"  {name}: {held['records']} records, known {held['first_known']} to {held['last_known']}, digest {held['digest']}")
    return 0
