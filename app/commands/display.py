"""`watchroom display`: a desk on a room's hub.

The hub need not be there: the desk says that it cannot reach it, and is in step as soon as it can. Deliberately absent: starting one.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from app.desks import desk_for
from app.home import home
from app.running import Steps, add_window_arguments, run_window
from feeds.errors import Misuse
from feeds.founding import room_at
from feeds.picture.room import Officer
from feeds.room import Room
from feeds.wire.follow import LinkState

if TYPE_CHECKING:
    from app.session import LinkReport

HUB_BACK_WITHIN = 8.0
"""Seconds for which a hub may be out of reach, as while it is started again, before the end is not put off for it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take --room, --as, --desk, --for, --shot, --json."""
    parser.add_argument("--room", type=Path, metavar="ROOM.toml", help="the room to look at (default: the one all commands share)")
    parser.add_argument("--as", dest="officer", metavar="OFFICER", help="whose desk it is (default: the first officer whose keys are here)")
    add_window_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Show the desk until it is closed or its time is up. Exit 1 where the desk did not end in step."""
    room = room_at(home(), args.room)
    officer = officer_of(room, args.officer)
    from app.stage import application

    app = application(screen_needed=args.seconds is None and args.shot is None)
    from app.live import LiveSession
    from app.output import complain, say_json
    from app.summary import of_window, out_of_step
    from app.voice import voice_of
    from app.window import Window
    from feeds.errors import WatchroomError
    from widgets.look import Look

    session = LiveSession(room, officer)
    window = Window(Look(), session, desk_for(args.desk, officer.entity, room.roster.host), voice_of(officer, room.roster.host))
    session.start()
    found: dict[str, object] = {}
    steps = Steps(
        measure_map=args.json and args.seconds is not None,
        hold=lambda: not session.in_step and not given_up(session.link(), time.monotonic()),
        report=lambda: found.update(of_window(session, window, str(room.journal))),
    )
    outcome = run_window(app, window, steps, seconds=args.seconds, shot=args.shot)
    stranded = bool(found) and args.seconds is not None and not found["in_step"]
    if not found:
        found.update(of_window(session, window, str(room.journal)))
    if outcome.fault:
        complain("watchroom display", WatchroomError("desk", outcome.fault))
    elif stranded:
        complain("watchroom display", out_of_step(session))
    if args.json:
        found["map"] = {**dict(found["map"]), "fps": round(outcome.fps, 1)}  # type: ignore[call-overload]  # a mapping, made above
        say_json(found)
    return int(bool(outcome.fault) or stranded)


def given_up(link: LinkReport, now: float) -> bool:
    """Say whether the hub has been out of reach for so long that the end is not put off for it any more."""
    return link.state is LinkState.LOST and now - link.since > HUB_BACK_WITHIN


def officer_of(room: Room, code: str | None) -> Officer:
    """Return the officer whose desk is wanted. Raises Misuse where this machine has no keys for it."""
    here = room.officers_here()
    if code is None and here:
        return here[0]
    found = next((officer for officer in here if officer.code == code), None)
    if found is None:
        names = ", ".join(officer.code for officer in here) or "none: no officer's keys are here"
        raise Misuse("--as", "no such officer with keys on this machine", code, f"one of: {names}")
    return found
