"""`watchroom keys`: who in a room holds which key; a new one for somebody, or one revoked.

Deliberately absent: showing any secret half.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from app.home import home
from app.output import say, say_json
from feeds.errors import Misuse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the room and what is to be done."""
    parser.add_argument("what", nargs="?", choices=("list", "new", "revoke"), default="list", help="default: list")
    parser.add_argument("code", nargs="?", metavar="CODE", help="whose key, with new and revoke")
    parser.add_argument("--room", type=Path, metavar="ROOM.toml", help="the room (default: the one that commands share)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """List, renew or revoke."""
    from feeds.founding import room_at
    from feeds.keyring import entries, renew, revoke
    from feeds.room import load_room

    room = room_at(home(), args.room)
    if (args.code is None) != (args.what == "list"):
        expected = "keys, keys new CODE or keys revoke CODE"
        raise Misuse("keys", "whose key is not said" if args.code is None else "a list takes no code", args.code, expected)
    if args.what == "new":
        renew(room, args.code)
    elif args.what == "revoke":
        revoke(room, args.code)
    room = load_room(room.folder)
    found = entries(room)
    if args.json:
        say_json({"room": room.code, "folder": str(room.keys_folder), "keys": [each._asdict() for each in found]})
        return 0
    for each in found:
        where = "here" if each.here else "elsewhere"
        say(f"{each.code:<14}{each.holder.value:<9}{each.entity:<8}{each.fingerprint}  {where:<10}{each.role}")
    return 0
