"""`watchroom room`: what a room is, who is in it, and where its files lie.

Deliberately absent: changing it; its files are there to be edited, and a running hub sees what changed.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.home import home
from app.output import say, say_json

if TYPE_CHECKING:
    from feeds.room import Room


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the room."""
    parser.add_argument("--room", type=Path, metavar="ROOM.toml", help="the room (default: the one that commands share)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Print the room."""
    from feeds.founding import room_at

    found = summary(room_at(home(), args.room))
    if args.json:
        say_json(found)
        return 0
    for name, value in found.items():
        if isinstance(value, list):
            for each in value:
                say(f"{name:<12}" + "  ".join(str(part) for part in each.values()))
        else:
            say(f"{name:<12}{value}")
    return 0


def summary(room: Room) -> dict[str, object]:
    """Return what is printed of a room."""
    from feeds.room import ROOM_FILE

    roster = room.roster
    return {
        "room": room.code,
        "name": room.name,
        "file": str(room.folder / ROOM_FILE),
        "incident": room.incident.incident,
        "title": room.incident.title,
        "regime": str(room.regime),
        "endpoint": room.endpoint,
        "journal": str(room.journal),
        "journalled": room.journal.exists(),
        "host": roster.host,
        "policy": room.policy.name,
        "doctrine": "" if room.doctrine is None else f"{room.doctrine.code} v{room.doctrine.version}",
        "entities": [{"code": each.code, "name": each.name, "kind": each.kind.value, "member": each.member} for each in roster.entities],
        "officers": [{"code": each.code, "entity": each.entity, "seat": each.seat, "role": each.role} for each in roster.officers],
        "machines": [{"code": each.code, "entity": each.entity, "role": each.role.value} for each in roster.machines],
    }
