"""`watchroom hub`: run a room's hub until it is told to stop. One JSON line says when it is ready.

Deliberately absent: anything the hub does (feeds.hub).
"""

import argparse
import gc
import json
import sys
from pathlib import Path

from app.home import home
from app.stopping import on_stop


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take --room."""
    parser.add_argument("--room", type=Path, metavar="ROOM.toml", help="the room to serve (default: the one all commands share)")


def run(args: argparse.Namespace) -> int:
    """Serve the room. Raises WatchroomError where another hub does already."""
    from feeds.founding import room_at
    from feeds.hub.server import Hub

    hub = Hub(room_at(home(), args.room))
    # The picture of a long night is no garbage: looking through it again and again would hold everybody up.
    gc.collect()
    gc.freeze()
    with on_stop(hub.stop):
        sys.stdout.write(json.dumps({"endpoint": hub.endpoint, "journal": str(hub.journal)}) + "\n")
        sys.stdout.flush()
        hub.run()
    return 0
