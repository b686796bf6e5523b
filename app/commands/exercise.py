"""`watchroom exercise`: play a scenario against a running hub. The demonstration starts it in a process of its own.

The room must be one that was made for the scenario: `--new` makes it, and prints where. Deliberately absent: starting a hub.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.bounded import speed
from app.home import home
from app.output import say, say_json
from app.stopping import on_stop
from app.times import parse_time
from feeds.errors import Misuse
from feeds.picture.calendar import iso

if TYPE_CHECKING:
    from feeds.exercise.director import Director
    from feeds.exercise.progress import Progress
    from feeds.exercise.scenario import Scenario
    from feeds.room import Room


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the room, the scenario, the speed and the span."""
    parser.add_argument("--room", type=Path, metavar="ROOM.toml", help="the room to play in; its hub is running")
    parser.add_argument("--new", metavar="FOLDER", help="make a room of this name for the scenario, print its path, and end")
    parser.add_argument("--scenario", default="quiet_harbour", metavar="NAME", help="a scenario that ships, or a scenario's folder")
    parser.add_argument("--speed", type=speed, default=1.0, metavar="X", help="seconds of the exercise in a real one (default: 1)")
    parser.add_argument("--from", dest="since", metavar="TIME", help="up to here as fast as can be")
    parser.add_argument("--until", metavar="TIME", help="end here (default: the scenario's end)")
    parser.add_argument(
        "--along", metavar="BRANCH", help="play a branch that the scenario offers; with --resume in the room it was made in"
    )
    parser.add_argument("--resume", action="store_true", help="go on in a room that `watchroom branch` made, from the moment of its branch")
    parser.add_argument(
        "--director",
        action="store_true",
        help="take orders on standard input, one a line, and answer with lines of JSON (docs/scenarios.md)",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object at the end")


def run(args: argparse.Namespace) -> int:
    """Play, and print what was played."""
    from feeds.exercise.player import Player
    from feeds.exercise.room import create_exercise_room
    from feeds.room import ROOM_FILE, load_room

    scenario = _along(_scenario(args.scenario), args.along)
    if args.new is not None:
        made = create_exercise_room(home(), scenario, args.new)
        say(str(made.folder / ROOM_FILE))
        return 0
    if args.room is None:
        raise Misuse("--room", "no room to play in", expected="--room ROOM.toml, or --new FOLDER to make one")
    since = parse_time("--from", args.since) if args.since else None
    until = parse_time("--until", args.until) if args.until else None
    room = load_room(args.room)
    resumes = _branched(scenario, room) if args.resume else None
    if resumes is None:
        _hold_room(scenario, room)
    else:
        scenario = replace(scenario, regime=room.regime)
    player = Player(scenario, room, _quiet if args.json or args.director else _tell, _director() if args.director else None)
    try:
        with on_stop(player.stop):
            progress = player.play(args.speed, since, until, resumes)
    finally:
        player.close()
    if args.director:
        from app.direction import say_line

        say_line(summary(scenario, room, progress))
    elif args.json:
        say_json(summary(scenario, room, progress))
    else:
        say(
            f"{progress.lines} lines, {progress.acts} acts, "
            f"{len(progress.refused)} refused as they should be, {len(progress.missed)} missed"
        )
    for line, reason in progress.missed:
        sys.stderr.write(f"exercise: {line}: {reason}\n")
    # Where a director intervened, lines that rest on what was kept back cannot be said: told, and no fault.
    return 1 if progress.missed and not progress.intervened else 0


def _director() -> Director:
    from app.direction import director_on_pipe

    return director_on_pipe()


def summary(scenario: Scenario, room: Room, progress: Progress) -> dict[str, object]:
    """Return what a run amounts to, for `--json`. A story event's sequence is its record's in the room's journal; 0: it was refused."""
    sequences = _sequences(room, {each.key for each in progress.story})
    return {
        "scenario": scenario.code,
        "room": room.code,
        "now": iso(progress.now),
        "lines": progress.lines,
        "of": len(scenario.lines),
        "acts": progress.acts,
        "achieved_speed": round(progress.achieved, 1),
        "acks": dict(sorted(progress.acks.items())),
        "refused": len(progress.refused),
        "silent": list(progress.silent),
        "missed": [{"line": line, "reason": reason} for line, reason in progress.missed],
        "stopped": progress.stopped,
        "story": [
            {"event": each.event, "at": iso(each.at), "sequence": sequences.get(each.key, 0), "key": each.key} for each in progress.story
        ],
    }


def _scenario(named: str) -> Scenario:
    from feeds.exercise.loader import load_scenario, shipped_scenario

    folder = Path(named)
    return load_scenario(folder) if folder.is_dir() else shipped_scenario(named)


def _along(scenario: Scenario, named: str | None) -> Scenario:
    """Return the scenario as it goes along the branch asked for. Raises Misuse where it offers none of that code."""
    if named is None:
        return scenario
    found = scenario.branch(named)
    if found is None:
        offered = ", ".join(f"{each.code} ({each.title}, from {iso(each.begins)})" for each in scenario.branches) or "none"
        raise Misuse("--along", "the scenario offers no such branch", named, f"one of: {offered}")
    return scenario.along(found)


def _hold_room(scenario: Scenario, room: Room) -> None:
    if room.incident.incident != scenario.incident or not room.stepped:
        raise Misuse(
            "--room",
            f"the room was not made for {scenario.code}",
            room.code,
            f"a room made by `watchroom exercise --new`, for {scenario.code}",
        )


def _branched(scenario: Scenario, room: Room) -> int:
    """Return the moment of the branch that a room is. Raises Misuse where it is none, or one of another scenario."""
    from feeds.exercise.branch import branched_at

    known_at = branched_at(room, scenario.incident)
    if known_at is None:
        raise Misuse("--resume", f"the room is no branch of {scenario.code}", room.code, "a room made by `watchroom branch`")
    return known_at


def _sequences(room: Room, keys: set[str]) -> dict[str, int]:
    from feeds.journal.reader import Reader

    reader = Reader(room.journal)
    try:
        return {record.key: record.sequence for record in reader.records() if record.key in keys}
    finally:
        reader.close()


def _quiet(_progress: Progress) -> None:
    """Say nothing before the end."""


def _tell(progress: Progress) -> None:
    last = progress.story[-1]
    say(f"{iso(last.known)} {last.event}")
