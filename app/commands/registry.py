"""Which commands there are: a table to read. A command's module is imported when it is called, so that none pays for another's window.

A module offers `add_arguments(parser)` and `run(args) -> int` (see `CommandModule`). To add one: its file and its line here, in the
order people meet them.
"""

import argparse
import importlib
from typing import Final, NamedTuple, Protocol, cast


class CommandModule(Protocol):
    """What a command's module offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Tell the parser what the command takes; `--json` stores into `args.json`."""

    def run(self, args: argparse.Namespace) -> int:
        """Do it. Return 0 when done, 1 for a problem found; raise a WatchroomError for what cannot be done."""


class Command(NamedTuple):
    """A command's module and what it does, in a few words."""

    module: str
    about: str


COMMANDS: Final[dict[str, Command]] = {
    "demo": Command("app.commands.demo", "play the exercise that ships, with its hub and a desk, on this machine"),
    "exercise": Command("app.commands.exercise", "play a scenario against a room's hub"),
    "hub": Command("app.commands.hub", "run a room's hub"),
    "feed": Command("app.commands.feed", "bring foreign sources into a running hub"),
    "display": Command("app.commands.display", "show a desk on a room's hub"),
    "replay": Command("app.commands.replay", "show a desk over a journal, as it was known"),
    "state": Command("app.commands.state", "say what a journal's room knew at some moment"),
    "verify": Command("app.commands.verify", "say whether a journal is whole, unaltered and in order"),
    "export": Command("app.commands.export", "write a journal's rows in another format"),
    "report": Command("app.commands.report", "write the after-action report of a journal"),
    "compare": Command("app.commands.compare", "say what differs between two moments, two journals, or a plan and what came of it"),
    "marks": Command("app.commands.marks", "say what is marked in a recording, add to it, take over another's"),
    "branch": Command("app.commands.branch", "begin an exercise that goes on from a moment of a recording"),
    "seal": Command("app.commands.seal", "end a journal: verify it and write its head down"),
    "compact": Command("app.commands.compact", "write a journal's records into an archive, packed"),
    "import": Command("app.commands.import_", "read foreign files into a journal"),
    "formats": Command("app.commands.formats", "say which formats can be read and written"),
    "csv": Command("app.commands.csv", "suggest how a table's columns are read"),
    "room": Command("app.commands.room", "say what a room is, who is in it, and where its files lie"),
    "keys": Command("app.commands.keys", "say who in a room holds which key; renew or revoke one"),
    "basemap": Command("app.commands.basemap", "bake a theatre's ground from GeoJSON into tiles of the room's own"),
    "doctor": Command("app.commands.doctor", "say what this machine has and lacks"),
}


def load(name: str) -> CommandModule:
    """Import the module of a command in COMMANDS."""
    return cast("CommandModule", importlib.import_module(COMMANDS[name].module))
