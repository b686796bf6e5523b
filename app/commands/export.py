"""`watchroom export`: rows of a journal into a file of another format, for whom and of when they are asked.

The file appears whole or not at all. Deliberately absent: what each format is (app.exports names them) and who may see what.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from app.output import say_figures
from app.times import parse_time
from feeds.errors import Misuse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the journal, the format, the file, and what bounds the rows."""
    from app.exports import exports

    parser.add_argument("file", type=Path, metavar="FILE", help="the journal")
    parser.add_argument("--to", required=True, metavar="FORMAT", help=f"one of {', '.join(exports())}")
    parser.add_argument("--out", required=True, type=Path, metavar="FILE", help="the file to write; one of this name is replaced")
    parser.add_argument("--from", dest="since", metavar="TIME", help="what happened from then on")
    parser.add_argument("--until", metavar="TIME", help="what happened before then")
    parser.add_argument("--known-at", metavar="TIME", help="as it was known then (default: at the end)")
    parser.add_argument(
        "--as", dest="entity", metavar="ENTITY", help="the rows of this entity's audience (default: the originating room's)"
    )
    parser.add_argument("--for", dest="readers", metavar="ENTITY", help="whom it is for: refused if it holds what they may not see")
    parser.add_argument("--kind", action="append", default=[], metavar="KIND", help="only this kind of record; may be given again")
    parser.add_argument("--regime", metavar="R", help="REAL, EXERCISE:name or TEST:name (default: REAL, else the only one)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Read, write, and print the figures."""
    from app.exports import Asked, exporter
    from app.whole import whole
    from feeds.journal.reader import Reader
    from feeds.picture.regime import parse_regime

    found = exporter(args.to)
    try:
        regime = None if args.regime is None else parse_regime(args.regime)
    except ValueError as error:
        raise Misuse("--regime", str(error)) from error
    since, until, known_at = _time("--from", args.since), _time("--until", args.until), _time("--known-at", args.known_at)
    with Reader(args.file) as reader:
        if args.out.exists() and args.out.samefile(args.file):
            raise Misuse("--out", "this is the journal itself", str(args.out), "another file")
        asked = Asked(args.to.lower(), reader.regime(regime), since, until, known_at, args.entity, args.readers, frozenset(args.kind))
        with whole(args.out) as building:
            figures = {"out": str(args.out), "format": asked.format, **found.write(reader, asked, building)}
    say_figures(figures, as_json=args.json)
    return 0


def _time(option: str, written: str | None) -> int | None:
    return None if written is None else parse_time(option, written)
