"""`watchroom import`: foreign files into a journal, without a hub.

A bad item is counted by its reason and stops nothing; exit code 1 if nothing could be read, or with --strict if anything was rejected.
Deliberately absent: how a format is read (`feeds.adapters`) and how a journal is written (`feeds.journal`).
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from app.importing import Tally, run_import
from app.output import Progress, say_figures
from feeds.errors import Misuse
from feeds.picture.calendar import iso

if TYPE_CHECKING:
    from feeds.adapters.adapter import Adapter, ReadContext
    from feeds.journal.ingest import Imported
    from feeds.picture.label import LabelPolicy
    from feeds.picture.regime import Regime
    from feeds.picture.room import Roster

MCAP = "mcap"

_SHAPING = 100
"""Records at a journal's head among which its roster and policy are looked for."""

_CODE = 64


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
    if args.format.lower() == MCAP:
        return _run_mcap(args, started)
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


def _run_mcap(args: argparse.Namespace, started: float) -> int:
    """Bring back a journal that was exported to MCAP: nothing is read as an adapter reads, it is all there."""
    from app.importing_mcap import import_mcap

    if args.mapping is not None or args.label is not None or args.reconstruct:
        raise Misuse("import", "a recording brings its own labels and times", MCAP, "none of --mapping, --label, --reconstruct")
    tally, done = import_mcap(args.sources, args.journal)
    figures = summary(tally, done, time.monotonic() - started)
    _say(args, tally, figures)
    return int(tally.rejected > 0 and (args.strict or tally.items == 0))


def summary(tally: Tally, done: Imported | None, seconds: float) -> dict[str, object]:
    """Return what is printed. What the journal itself refused counts as rejected, not as understood."""
    refused = Counter[str]() if done is None else done.refused
    reasons = tally.reasons + refused
    return {
        "items": tally.items - refused.total(),
        "records": 0 if done is None else done.records,
        "rejected": reasons.total(),
        "reasons": dict(sorted(reasons.items())),
        "kinds": dict(sorted(tally.kinds.items())),
        "first_event": None if tally.first_event is None else iso(tally.first_event),
        "last_event": None if tally.last_event is None else iso(tally.last_event),
        "seconds": round(seconds, 3),
        "known_already": 0 if done is None else done.known_already,
        "notes": dict(sorted(tally.notes.items())),
        "rejects": [str(each) for each in tally.shown],
        "head": "" if done is None else done.head,
    }


def _nothing_read(tally: Tally) -> bool:
    return tally.rejected > 0 and tally.items == 0


def _say(args: argparse.Namespace, tally: Tally, figures: dict[str, object]) -> None:
    for reject in () if args.json else tally.shown:
        sys.stderr.write(f"watchroom import: {reject}\n")
    say_figures(figures, as_json=args.json, but=frozenset({"rejects"}))


def _regime(written: str) -> Regime:
    from feeds.picture.regime import parse_regime

    try:
        return parse_regime(written)
    except ValueError as error:
        raise Misuse("--regime", str(error)) from error


def _shaping(journal: Path) -> tuple[Roster, LabelPolicy]:
    """Return the roster and the label policy of a journal, or those an import gives a new one."""
    from feeds.journal.ingest import import_roster
    from feeds.journal.reader import Reader
    from feeds.picture.room import Policy, Roster
    from feeds.policy import default_policy

    roster, policy = import_roster(), default_policy()
    if journal.exists() and journal.stat().st_size:
        with Reader(journal) as reader:
            for record in islice(reader.records(), _SHAPING):
                match record.body:
                    case Roster() as found:
                        roster = found
                    case Policy(found_policy):
                        policy = found_policy
                    case _:
                        pass
    return roster, policy


def _context(
    args: argparse.Namespace, adapter: Adapter, roster: Roster, policy: LabelPolicy, regime: Regime, now: int
) -> Callable[[str], ReadContext]:
    """Return what gives a source its context, by its name."""
    import msgspec

    from feeds.adapters.adapter import ReadContext
    from feeds.adapters.labelling import parse_label
    from feeds.adapters.sources import mapping_at, shipped_mappings
    from feeds.picture.envelope import Author, AuthorKind

    entities = [entity.code for entity in roster.entities]
    source = args.source
    if source is not None and not 1 <= len(source) <= _CODE:
        raise Misuse("--source", "not a code", source, f"1 to {_CODE} characters")
    shared = ReadContext(
        author=Author(roster.host, AuthorKind.MACHINE, "IMPORT"),
        regime=regime,
        label=None if args.label is None else parse_label(args.label, policy, roster.host, entities),
        source=source,
        mapping=None if args.mapping is None else mapping_at(args.mapping),
        mappings=shipped_mappings() if adapter.mapped else (),
        undated=now,
    )
    return lambda where: msgspec.structs.replace(shared, where=where)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Within the block no garbage is looked for: an import makes millions of objects and no circles among them."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
