"""`watchroom csv suggest FILE`: prints a mapping for a table, guessed from its columns, with remarks on what to look over.

The result reads the table as it stands: `watchroom csv suggest t.csv > t.toml`, then `watchroom import csv t.csv --mapping t.toml`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.output import say, say_json
from feeds.errors import BadInput

if TYPE_CHECKING:
    from feeds.adapters.mapping import Mapping


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what to do, and the table."""
    parser.add_argument("what", choices=["suggest"], help="suggest: print a mapping that works")
    parser.add_argument("file", type=Path, metavar="FILE", help="the table")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Guess and print."""
    from feeds.adapters.adapter import Unusable
    from feeds.adapters.sources import load
    from feeds.adapters.suggest import suggested

    try:
        mapping, remarks = suggested(load(args.file))
    except Unusable as refusal:
        raise BadInput(str(args.file), refusal.reason, refusal.value or None, refusal.expected) from refusal
    if args.json:
        say_json({"mapping": plain(mapping), "remarks": remarks})
        return 0
    import tomli_w

    for remark in remarks:
        say(f"# {remark}")
    sys.stdout.write(tomli_w.dumps(plain(mapping), multiline_strings=False))
    return 0


def plain(mapping: Mapping) -> dict[str, Any]:
    """Return what a mapping says beyond the defaults, as TOML can hold it."""
    import msgspec

    said: dict[str, Any] = msgspec.to_builtins(mapping)
    return said
