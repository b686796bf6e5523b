"""`watchroom replay`: the desk over a journal, at any moment and any speed, with no outbound socket.

Deliberately absent: acts; the session has no way to send any.
"""

from __future__ import annotations

import argparse
import gc
import os
from pathlib import Path
from typing import TYPE_CHECKING

from app.bounded import speed
from app.desks import ANALYST, desk_named
from app.output import complain, say_json
from app.running import Steps, add_window_arguments, run_window
from app.stage import application, has_screen
from app.times import parse_time
from feeds.errors import Damaged, Misuse, WatchroomError
from feeds.journal.reader import Reader
from feeds.journal.replay import Tape
from feeds.journal.restoring import unhindered
from feeds.picture.calendar import iso
from feeds.picture.regime import Regime, parse_regime

if TYPE_CHECKING:
    from app.replayed import ReplaySession
    from app.window import Window


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the journal, where to stand, as whom, of which regime, how fast, and what every window takes."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the journal")
    parser.add_argument("--known-at", metavar="TIME", help="stand at what was known then (default: the end, or the beginning with --speed)")
    parser.add_argument("--as", dest="entity", metavar="ENTITY", help="as this entity's audience saw it")
    parser.add_argument("--regime", metavar="R", help="REAL, EXERCISE:name or TEST:name (default: REAL, else the only one)")
    parser.add_argument("--author", metavar="WHO", help="whose marks are written: a function, never a name (default: analyst)")
    parser.add_argument("--beside", type=Path, metavar="OTHER", help="compare with another room's or run's journal, moment by moment")
    parser.add_argument("--plan", metavar="SCENARIO", help="compare with what this scenario planned, by name or folder")
    parser.add_argument("--follow", action="store_true", help="stand at the end, and go on with the journal as it is written")
    parser.add_argument("--speed", type=speed, metavar="X", help="play at once, at this speed")
    add_window_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Show the recording until its window is closed or its time is up; without a window to show, only say where it stands."""
    if args.beside is not None and args.plan is not None:
        raise Misuse("--plan", "a recording is compared with another or with a plan, not with both", args.plan, "one of them")
    regime = _regime(args.regime)
    if args.follow and (args.known_at is not None or args.speed is not None):
        raise Misuse("--follow", "the end is followed, or a moment is stood at or played from", expected="--follow alone")
    known = None if args.known_at is None else parse_time("--known-at", args.known_at)
    reader = Reader(args.file)
    if reader.missing:
        complain(
            "watchroom replay", Damaged(str(args.file), reader.missing, expected="a whole file; `watchroom verify` lists what is wrong")
        )
    if args.json and args.seconds is None and args.shot is None and not has_screen(os.environ):
        with reader:
            tape = Tape(reader, regime, args.entity)
            tape.seek(tape.last if known is None else known)
            say_json(standing(tape))
        return 0
    try:
        app = application(screen_needed=args.seconds is None and args.shot is None)
    except Misuse:
        reader.close()
        raise
    from app.replayed import ReplaySession
    from app.window import Window
    from widgets.look import Look

    # Rows hold no circles: the collector walks a hundred thousand of them neither now nor later.
    with unhindered():
        session = ReplaySession(reader, regime, args.entity, author=args.author)
        session.seek(known if known is not None else session.tape.first if args.speed else session.tape.last)
        window = Window(Look(), session, ANALYST if args.desk is None else desk_named(args.desk))
        gc.freeze()
    session.start()
    if args.follow:
        session.follow()
    try:
        _compare(args, session, window)
    except WatchroomError:
        window.close()
        raise
    if args.speed is not None:
        session.set_speed(args.speed)
        session.play(on=True)
    found: dict[str, object] = {}
    steps = Steps(
        hold=lambda: session.loading or window.desk.sight.comparing.busy,
        calm_down=lambda: session.play(on=False),
        report=lambda: found.update(standing(session.tape), worst_gap_ms=round(window.gaps.worst_ms, 1)),
    )
    outcome = run_window(app, window, steps, seconds=args.seconds, shot=args.shot)
    if args.json:
        say_json(found or standing(session.tape))
    if outcome.fault:
        complain("watchroom replay", WatchroomError("desk", outcome.fault))
    return int(bool(outcome.fault))


def _compare(args: argparse.Namespace, session: ReplaySession, window: Window) -> None:
    """Have another journal, or a plan, stand beside the recording."""
    from app.beside import OtherJournal, Planned

    if args.beside is not None:
        session.stand_beside(OtherJournal(args.beside, session.picture.regime, args.entity, session))
    elif args.plan is not None:
        session.stand_beside(Planned(args.plan, args.entity, session))
    else:
        return
    window.desk.bring(window.desk.panels.named("compare"))


def standing(tape: Tape) -> dict[str, object]:
    """Return where the tape stands: the moment, how many records lie behind it, the picture's digest."""
    return {
        "at": iso(tape.at),
        "records": tape.records,
        "digest": tape.picture.digest.root(),
        "tables": tape.picture.counts,
        "regime": str(tape.regime),
        "as": tape.audience.entity,
    }


def _regime(text: str | None) -> Regime | None:
    try:
        return None if text is None else parse_regime(text)
    except ValueError as error:
        raise Misuse("--regime", str(error)) from error
