"""`watchroom demo`: the exercise that ships, its hub, its players and the duty officer's desk, all on this machine.

The hub and the players are processes of their own; the desk is this one. The room is made anew under the home folder and stays
there, so that its journal can be replayed. Deliberately absent: any shortcut; the desk is one more display on a hub.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.bounded import speed
from app.children import Child
from app.desks import DIRECTOR, desk_for
from app.home import home
from app.output import complain, say_json
from app.running import Steps, add_window_arguments, run_window
from app.stage import application
from app.times import parse_time
from feeds.errors import WatchroomError

if TYPE_CHECKING:
    from app.live import LiveSession
    from app.window import Window

SCENARIO = "quiet_harbour"
SPEED = 60.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take --speed, --until and what every window takes."""
    parser.add_argument(
        "--speed", type=speed, default=SPEED, metavar="X", help=f"seconds of the exercise in a real one (default: {SPEED:g})"
    )
    parser.add_argument("--from", dest="since", metavar="TIME", help="go there as fast as can be, and on from there at --speed")
    parser.add_argument("--director", action="store_true", help="direct the exercise from this desk: fire, hold and leave out its injects")
    parser.add_argument("--until", metavar="TIME", help="hold the exercise there")
    add_window_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Play the exercise until the window is closed or its time is up. Exit 1 where the desk did not end in step."""
    since = None if args.since is None else parse_time("--from", args.since)
    until = None if args.until is None else parse_time("--until", args.until)
    app = application(screen_needed=args.seconds is None and args.shot is None)
    from app.demo_end import DemoEnd
    from app.live import LiveSession
    from app.summary import of_window, out_of_step
    from app.voice import voice_of
    from app.window import Window
    from feeds.exercise.loader import shipped_scenario
    from feeds.exercise.room import create_exercise_room
    from widgets.look import Look

    scenario = shipped_scenario(SCENARIO)
    room = create_exercise_room(home(), scenario, folder=f"demo-{time.time_ns():x}")
    logs = room.folder / "logs"
    hub = Child("hub", ["hub", "--room", str(room.folder)], logs)
    children = [hub]
    try:
        hub.ready()
        officer = room.officers_here()[0]
        session = LiveSession(room, officer)
        window = Window(Look(), session, desk_for(args.desk, officer.entity, room.roster.host), voice_of(officer, room.roster.host))
        session.start()
        players = Child("exercise", _exercise(room.folder, args, since, until), logs, told=args.director)
        children.insert(0, players)
        if args.director:
            _direct(window, session, players, args.desk)
        found: dict[str, Any] = {}

        ends = scenario.ends if until is None else min(until, scenario.ends)
        ending = DemoEnd(session, players, ends, args.speed, patient=args.seconds is None)

        def report() -> None:
            found.update(of_window(session, window, str(room.journal)))
            # The hub goes before the desk: so the journal ends with the picture that was reported.
            hub.stop()

        steps = Steps(measure_map=args.json, hold=ending.hold, report=report)
        outcome = run_window(app, window, steps, seconds=args.seconds, shot=args.shot)
        ran_out = bool(found)
        if not found:
            found.update(of_window(session, window, str(room.journal)))
        story = _story(players, room.journal)
    finally:
        for child in children:
            child.stop()
    fault = outcome.fault or (players.complaint if players.code not in (0, 143, -15) else "")
    if fault:
        complain("watchroom demo", WatchroomError("exercise", fault))
    elif ran_out and not found["in_step"]:
        complain("watchroom demo", out_of_step(session))
    if args.json:
        found["map"]["fps"] = round(outcome.fps, 1)
        say_json({**found, "story": story})
    return int(bool(fault) or (ran_out and not found["in_step"]))


def _direct(window: Window, session: LiveSession, players: Child, desk: str | None) -> None:
    """Have the window direct the players, from the director's desk where no other was asked for."""
    from app.play import DirectedPlay

    session.directed = DirectedPlay(players, session)
    session.directed.changed.connect(lambda: window.desk.refresher.named("exercise", "timeline"))
    if desk is None:
        window.go(DIRECTOR)
    window.desk.bring(window.desk.panels.named("exercise"))


def _exercise(room: Path, args: argparse.Namespace, since: int | None, until: int | None) -> list[str]:
    given = ["exercise", "--room", str(room), "--scenario", SCENARIO, "--speed", str(args.speed), "--json"]
    if args.director:
        given.append("--director")
    for option, text, wanted in (("--from", args.since, since), ("--until", args.until, until)):
        if wanted is not None:
            given += [option, text]
    return given


def _story(players: Child, journal: Path) -> Sequence[dict[str, object]]:
    """Return the lines that were played, with the sequence of their records in the journal."""
    said = players.said()
    if said is None or "story" not in said:
        # It printed its error instead, which the demonstration says as its own.
        return []
    from feeds.journal.reader import Reader

    # A line that the hub refused is on record too, as the refusal; its subject ends in the key of what was refused.
    with Reader(journal) as reader:
        records = list(reader.records())
    sequences = {record.subject.rpartition("/")[2]: record.sequence for record in records if record.kind == "rejection"}
    sequences.update((record.key, record.sequence) for record in records)
    return [{**event, "sequence": sequences.get(event["key"], 0)} for event in said["story"]]
