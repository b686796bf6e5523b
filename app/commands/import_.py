"""`watchroom import`: foreign files into a journal, without a hub.

A bad item is counted by its reason and stops nothing; exit code 1 if nothing could be read, or with --strict if anything was rejected.
Deliberately absent: how a format is read (`feeds.adapters`) and how a journal is written (`feeds.journal`).
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from app.importing import Tally, run_import
from app.output import Progress, say, say_json
from app.times import iso
from feeds.errors import Misuse

if TYPE_CHECKING:
    from feeds.adapters.adapter import Adapter, ReadContext
    from feeds.journal.ingest import Imported
    from feeds.picture.label import LabelPolicy
    from feeds.picture.regime import Regime
    from feeds.picture.room import Roster

_SHAPING = 100
"""Records at a journal's head among which its roster and policy are looked for."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the format, the sources and the journal."""
    from feeds.adapters.labelling import FORM

    parser.add_argument("format", metavar="FORMAT", help="see `watchroom formats`")
    parser.add_argument("sources", nargs="+", type=Path, metavar="SOURCE", help="a file, compressed with gzip or not, or a folder of them")
    parser.add_argument("--journal", type=Path, required=True, metavar="FILE", help="made if it does not exist")
    parser.add_argument("--mapping", type=Path, metavar="FILE", help="how a table's columns are read (TOML; see `watchroom csv suggest`)")
    parser.add_argument("--source", metavar="CODE", help="whose reports these are (default: the format's or mapping's own)")
    parser.add_argument("--regime", metavar="R", default="REAL", help="REAL, EXERCISE:name or TEST:name (default REAL)")
    parser.add_argument("--label", metavar="L", help=f"{FORM} (default: none, read by the originator alone)")
    parser.add_argument("--reconstruct", action="store_true", help="take each item's own time as the time it became known")
    parser.add_argument("--strict", action="store_true", help="exit 1 if anything was rejected")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Read, write, and print the figures."""
    from feeds.adapters.registry import find
    from feeds.journal.ingest import Ingest

    started = time.monotonic()
    adapter, regime = find(args.format), _regime(args.regime)
    roster, policy = _shaping(args.journal)
    now = time.time_ns() // 1_000_000
    context = _context(args, adapter, roster, policy, regime, now)
    progress = Progress(f"import {adapter.name}")
    with Ingest(args.journal, now=now, reconstruct=args.reconstruct, roster=roster, policy=policy) as ingest, _uncollected():
        tally = run_import(args.sources, adapter, context, ingest, progress.to)
        progress.end()
        done = None if _nothing_read(tally) and not args.journal.exists() else ingest.finish(regime)
    figures = summary(tally, done, time.monotonic() - started)
    _say(args, tally, figures)
    rejected = figures["rejected"] != 0
    return int((rejected and args.strict) or (rejected and figures["items"] == 0))
