"""`watchroom branch`: an exercise that goes on from a moment of a recording, in a room of its own.

Deliberately absent: playing it. `watchroom hub --room` runs the room, `watchroom exercise --room --resume` plays a scenario on.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from app.home import home
from app.output import say, say_json
from app.times import parse_time
from feeds.errors import Misuse
from feeds.picture.calendar import iso

LONGEST_NAME = 60


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the journal, the moment and the branch's name."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the recording's journal")
    parser.add_argument("--known-at", required=True, metavar="TIME", help="branch from what was known then")
    parser.add_argument("--name", required=True, metavar="NAME", help="the name of the exercise that goes on from there")
    parser.add_argument("--regime", metavar="R", help="the recording's regime (default: REAL, else the only one)")
    parser.add_argument("--folder", default="", metavar="FOLDER", help="the room's folder under the rooms (default: one of its own)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Make the room and say where it is."""
    from feeds.exercise.branch import branch
    from feeds.journal.reader import Reader
    from feeds.picture.regime import parse_regime
    from feeds.room import ROOM_FILE

    name = args.name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise Misuse("--name", "an exercise is called something", args.name, f"1 to {LONGEST_NAME} printable characters")
    if args.folder and (Path(args.folder).name != args.folder or args.folder.startswith(".")):
        raise Misuse("--folder", "a folder's name, not a path", args.folder, "a plain name")
    try:
        regime = None if args.regime is None else parse_regime(args.regime)
    except ValueError as error:
        raise Misuse("--regime", str(error)) from error
    with Reader(args.file) as reader:
        made = branch(reader, home(), known_at=parse_time("--known-at", args.known_at), name=name, regime=regime, folder=args.folder)
    room = made.room.folder / ROOM_FILE
    if args.json:
        parent = {"incident": made.parent, "sequence": made.sequence, "link": made.link, "known_at": iso(made.known_at)}
        told = {"regime": str(made.room.regime), "parent": parent, "records": made.records, "left_out": made.left_out}
        say_json({"room": str(room), "journal": str(made.room.journal), **told})
    else:
        left = f", {made.left_out} protected records left out" if made.left_out else ""
        say(f"{made.room.regime}: {made.records} records known at {iso(made.known_at)}{left}")
        say(f"watchroom hub --room {room}")
    return 0
