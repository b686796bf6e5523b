"""`watchroom compact`: a journal as an archive, the same records in packed blocks; verify, state and replay read it like a journal.

The archive appears under its name whole or not at all. Deliberately absent: how it is laid out (feeds.journal.archive).
"""

import argparse
from pathlib import Path

from app.output import Progress, say_figures
from feeds.errors import Misuse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the journal and the archive's name."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the journal")
    parser.add_argument("--out", required=True, type=Path, metavar="FILE", help="the archive to write; a file of this name is replaced")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Write the archive and print the figures."""
    from app.whole import whole
    from feeds.journal.archive import compact

    if args.out.exists() and args.file.exists() and args.out.samefile(args.file):
        raise Misuse("--out", "this is the journal itself", str(args.out), "another file")
    progress = Progress("records compacted")
    with whole(args.out) as building:
        made = compact(args.file, building, progress.to)
    progress.end()
    before, after = args.file.stat().st_size, args.out.stat().st_size
    figures = {"out": str(args.out), "records": made.records, "head": made.head, "bytes_before": before, "bytes": after}
    say_figures(figures, as_json=args.json)
    return 0
