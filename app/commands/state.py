"""`watchroom state`: what a journal's room, or one entity in it, knew at some moment, in figures.

A file that is cut or broken is read as far as it is sound; then `missing` says what is not there and the exit code is 1.
Deliberately absent: how it is found out (feeds.journal.state).
"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.output import NAME_WIDTH, complain, say, say_figures
from app.times import parse_time
from feeds.errors import Damaged, Misuse
from feeds.picture.calendar import iso

if TYPE_CHECKING:
    from collections.abc import Iterator

    from feeds.journal.state import State


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the journal, the two times, the audience and the regime."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the journal")
    parser.add_argument("--known-at", metavar="TIME", help="what was known then (default: at the end)")
    parser.add_argument("--at", metavar="TIME", help="leave out observations that happened later")
    parser.add_argument("--as", dest="entity", metavar="ENTITY", help="the picture of this entity's audience")
    parser.add_argument("--regime", metavar="R", help="REAL, EXERCISE:name or TEST:name (default: REAL, else the only one)")
    parser.add_argument("--from-zero", action="store_true", help="use no keyframe")
    parser.add_argument("--why", metavar="KIND:SUBJECT", help="the chain around it, both ways: rung:4, corridor:HC-2, alarm:A-7K2Q")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Read, assess and print."""
    from feeds.journal.reader import Reader
    from feeds.journal.state import Asked, state
    from feeds.picture.regime import parse_regime

    try:
        regime = None if args.regime is None else parse_regime(args.regime)
    except ValueError as error:
        raise Misuse("--regime", str(error)) from error
    asked = Asked(
        known_at=None if args.known_at is None else parse_time("--known-at", args.known_at),
        happened_by=None if args.at is None else parse_time("--at", args.at),
        entity=args.entity,
        regime=regime,
        from_zero=args.from_zero,
        why=args.why,
    )
    try:
        with Reader(args.file) as reader:
            found, missing = state(reader, asked), reader.missing
    except Damaged:
        # It was not seen to be broken when it was opened: what is left of it is read.
        with Reader(args.file, whole=False) as reader:
            found, missing = state(reader, asked), reader.missing
    told = summary(found)
    if missing:
        told["missing"] = missing
        complain("watchroom state", Damaged(str(args.file), missing, expected="a whole file; `watchroom verify` lists what is wrong"))
    say_figures(told, as_json=args.json, but=frozenset({"why"}))
    for line in () if args.json else _explained(found):
        say(line)
    return int(bool(missing))


def _explained(found: "State") -> "Iterator[str]":
    """Yield the chain line by line: each link's name once, its nodes below one another, then what holds and what would change it."""
    if found.why is None:
        return
    parts: list[tuple[str, tuple[str, ...]]] = [(link.name.lower(), tuple(node.text for node in link.nodes)) for link in found.why.links]
    parts += [("holds", found.why.holds), ("would change", found.why.clears), ("decides", (found.why.decides or "nobody",))]
    for name, texts in parts:
        for place, text in enumerate(texts or ("-",)):
            yield f"{'' if place else name:<{NAME_WIDTH}}{text}"


def summary(found: "State") -> dict[str, object]:
    """Return what is printed, every member present but an explanation nobody asked for, the time in Zulu."""
    import msgspec

    plain: dict[str, object] = {name: getattr(found, name) for name in found.__struct_fields__}
    plain["at"] = iso(found.at)
    plain["ladder"] = msgspec.structs.asdict(found.ladder)
    plain["corridors"] = [msgspec.structs.asdict(corridor) for corridor in found.corridors]
    if found.why is None:
        del plain["why"]
    return plain
