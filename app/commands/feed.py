"""`watchroom feed`: foreign sources into a running hub.

It waits for the hub for a minute, or for ever with --follow, and ends with 0 when every record is receipted. Deliberately absent: how
a format is read (`feeds.adapters`) and how records are sent (`feeds.publish`).
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from app.home import home
from app.output import say_figures
from app.stopping import on_stop
from feeds.errors import Misuse

if TYPE_CHECKING:
    from feeds.adapters.adapter import Adapter, ReadContext
    from feeds.picture.room import Machine
    from feeds.publish import Publisher
    from feeds.room import Room


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the format, the sources and the room."""
    from feeds.adapters.labelling import FORM

    parser.add_argument("format", metavar="FORMAT", help="see `watchroom formats`")
    parser.add_argument(
        "sources", nargs="+", metavar="SOURCE", help="a file, a folder, or with --follow a partner's ZeroMQ PUB socket: tcp://HOST:PORT"
    )
    parser.add_argument("--room", type=Path, metavar="ROOM.toml", help="the room to feed (default: the one all commands share)")
    parser.add_argument("--mapping", type=Path, metavar="FILE", help="how a table's columns are read (TOML; see `watchroom csv suggest`)")
    parser.add_argument("--source", metavar="CODE", help="whose reports these are (default: the format's or mapping's own)")
    parser.add_argument("--follow", action="store_true", help="go on: take what is new or changed, and wait for the hub for ever")
    parser.add_argument("--regime", metavar="R", help="REAL, EXERCISE:name or TEST:name (default: the room's)")
    parser.add_argument("--label", metavar="L", help=f"{FORM} (default: the room's, else none)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Publish, and print the figures."""
    from feeds.adapters.registry import find
    from feeds.founding import room_at
    from feeds.picture.room import MachineRole
    from feeds.publish import Publisher
    from feeds.wire.link import Link

    adapter = find(args.format)
    endpoints, paths = parted(args.sources, follow=args.follow)
    room = room_at(home(), args.room)
    machine = room.machine_here(MachineRole.FEED)
    context = _context(args, room, machine, adapter)
    told = False

    def stop() -> None:
        nonlocal told
        told = True

    link = Link(room.endpoint, room.hub_key, room.keys(machine.code), room=room.code, regime=room.regime, stream=False)
    publisher = Publisher(link, adapter, context, stopped=lambda: told)
    try:
        with on_stop(stop):
            _publish(publisher, adapter, endpoints, paths, follow=args.follow)
            publisher.wind_up()
    finally:
        left = link.outstanding
        link.close()
    return _say(args, publisher, left)


def parted(named: list[str], *, follow: bool) -> tuple[list[str], list[Path]]:
    """Part sockets from files. Raises Misuse for what cannot go together."""
    endpoints = [each for each in named if "://" in each]
    paths = [Path(each) for each in named if "://" not in each]
    if endpoints and not follow:
        raise Misuse("source", "a socket has no end: it can only be followed", endpoints[0], "--follow")
    bad = next((each for each in endpoints if not has_address(each)), None)
    if bad is not None:
        raise Misuse("source", "no address of a socket", bad, "an address such as tcp://127.0.0.1:5556")
    if len(endpoints) > 1 or (endpoints and paths):
        raise Misuse("source", "one socket at a time, and nothing beside it", ", ".join(named), "one `watchroom feed` for each")
    missing = next((path for path in paths if not path.exists()), None)
    if missing is not None:
        raise Misuse("source", "no such file or folder", str(missing), "a path that exists")
    return endpoints, paths


def has_address(endpoint: str) -> bool:
    """Say whether a TCP endpoint names a host and a port that can be: the transport takes others too, and then waits for ever."""
    parts = urlsplit(endpoint)
    try:
        return parts.scheme != "tcp" or bool(parts.hostname and parts.port)
    except ValueError:
        return False


def _publish(publisher: Publisher, adapter: Adapter, endpoints: list[str], paths: list[Path], *, follow: bool) -> None:
    from feeds.publish import follow_files, follow_socket

    if endpoints:
        follow_socket(publisher, endpoints[0])
    elif follow:
        follow_files(publisher, paths, adapter)
    else:
        publisher.files(paths)


def _context(args: argparse.Namespace, room: Room, machine: Machine, adapter: Adapter) -> ReadContext:
    from feeds.adapters.adapter import ReadContext
    from feeds.adapters.labelling import parse_label
    from feeds.adapters.sources import mapping_at, shipped_mappings
    from feeds.picture.envelope import Author, AuthorKind
    from feeds.picture.regime import parse_regime

    entities = [entity.code for entity in room.roster.entities]
    try:
        regime = room.regime if args.regime is None else parse_regime(args.regime)
    except ValueError as error:
        raise Misuse("--regime", str(error)) from error
    return ReadContext(
        author=Author(machine.entity, AuthorKind.MACHINE, machine.code),
        regime=regime,
        label=room.roster.default_label if args.label is None else parse_label(args.label, room.policy, room.host, entities),
        source=args.source,
        mapping=None if args.mapping is None else mapping_at(args.mapping),
        mappings=shipped_mappings() if adapter.mapped else (),
        undated=time.time_ns() // 1_000_000,
    )


def _say(args: argparse.Namespace, publisher: Publisher, left: int) -> int:
    figures = {
        "items": publisher.items,
        "records": publisher.records,
        "accepted": publisher.accepted,
        "rejected": publisher.rejected,
        "reasons": dict(sorted(publisher.reasons.items())),
        "unconfirmed": left,
    }
    for line in () if args.json else publisher.shown:
        sys.stderr.write(f"watchroom feed: {line}\n")
    say_figures(figures, as_json=args.json)
    return int(bool(left or publisher.refused or (publisher.rejected and not publisher.accepted)))
