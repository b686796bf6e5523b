"""`watchroom compare`: what differs between two pictures: two moments, two rooms, two runs, or a plan and what came of it.

Rows are the same where what they say and their labels are; equal digests prove more: the same writer, origin, revision and moment too.
Deliberately absent: a verdict. Exit code 0 whether they differ or not.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.output import say, say_json
from app.planned import PlayedPlan
from app.times import parse_time
from feeds.errors import Misuse
from feeds.picture.calendar import iso

if TYPE_CHECKING:
    from feeds.assessment.difference import Difference
    from feeds.picture.picture import Picture
    from feeds.picture.regime import Regime

MOST_TOLD = 10_000
"""Differences told one by one; the counts are always whole."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the journal, what it is compared with, the two moments and the audience."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the journal")
    parser.add_argument("other", type=Path, nargs="?", metavar="OTHER", help="another journal (default: the same one at another moment)")
    parser.add_argument("--known-at", metavar="TIME", help="the first picture: what was known then (default: at the end)")
    parser.add_argument("--with", dest="with_at", metavar="TIME", help="the second picture: what was known then (default: at the end)")
    parser.add_argument("--plan", metavar="SCENARIO", help="compare with what this scenario planned, by name or folder")
    parser.add_argument("--as", dest="entity", metavar="ENTITY", help="as this entity's audience sees both")
    parser.add_argument("--regime", metavar="R", help="REAL, EXERCISE:name or TEST:name (default: REAL, else the only one)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Read both, compare and print."""
    from feeds.assessment.difference import How, counted, differences
    from feeds.picture.digest import unequal
    from feeds.picture.regime import parse_regime

    known = None if args.known_at is None else parse_time("--known-at", args.known_at)
    other = None if args.with_at is None else parse_time("--with", args.with_at)
    if args.plan is not None and args.other is not None:
        raise Misuse("--plan", "a journal is compared with another or with a plan, not with both", args.plan, "one of them")
    if args.plan is None and args.other is None and args.with_at is None:
        raise Misuse("compare", "nothing to compare with", expected="another journal, --with TIME or --plan SCENARIO")
    try:
        regime = None if args.regime is None else parse_regime(args.regime)
    except ValueError as error:
        raise Misuse("--regime", str(error)) from error
    first, first_at = _of_journal(args.file, known, regime, args.entity)
    if args.plan is not None:
        second_at = first_at if other is None else other
        second = PlayedPlan(args.plan, args.entity).at(second_at)
    else:
        second, second_at = _of_journal(args.other or args.file, other, regime, args.entity)
    same_room = args.plan is None and args.other is None
    found = differences(first, second, origins=same_room)
    counts = counted(found)
    apart = unequal(first.digest.tables(), second.digest.tables())
    told = [_told(each, first, second) for each in found[:MOST_TOLD]]
    names = {How.ONLY_FIRST: "only_first", How.ONLY_SECOND: "only_second", How.DIFFERS: "differs"}
    if args.json:
        say_json(
            {
                "first": {"from": str(args.file), "at": iso(first_at), "digest": first.digest.root()},
                "second": {"from": args.plan or str(args.other or args.file), "at": iso(second_at), "digest": second.digest.root()},
                "same": not found,
                "equal": not apart,
                "unequal_tables": apart,
                "tables": {kind: {names[how]: count for how, count in by.items()} for kind, by in counts.items()},
                "differences": told,
            }
        )
        return 0
    say(f"{iso(first_at)} beside {iso(second_at)}: {f'{len(found)} rows differ' if found else 'the same rows'}")
    say(f"digests differ in {', '.join(apart)}" if apart else "equal digests")
    for line in told:
        say(f"  {line['kind']:<18}{line['how']:<13}{line['what']}")
    return 0


def _of_journal(path: Path, known: int | None, regime: Regime | None, entity: str | None) -> tuple[Picture, int]:
    from feeds.journal.audience import View, in_force
    from feeds.journal.reader import Reader

    with Reader(path) as reader:
        chosen = reader.regime(regime)
        whole, _ = reader.picture(chosen, known)
        own = View(entity, in_force(reader, whole), str(path)).picture(whole)
        return own, reader.last_known(chosen) if known is None else known


def _told(each: Difference, first: Picture, second: Picture) -> dict[str, object]:
    from feeds.assessment.difference import How
    from feeds.assessment.telling import told

    one = told(each.first, first) if each.first is not None else ""
    other = told(each.second, second) if each.second is not None else ""
    what = {How.ONLY_FIRST: one, How.ONLY_SECOND: other}.get(each.how, one if one == other else f"{one} → {other}")
    return {"kind": each.kind, "subject": each.subject, "how": each.how.value, "members": list(each.members), "what": what}
