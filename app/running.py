"""A window run from the command line: for so many seconds or until it is closed, with a picture of it at the end if asked for.

Shared by demo, display and replay. Deliberately absent: what session is shown, and what is printed of it.
"""

from __future__ import annotations

import argparse
import gc
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.bounded import positive
from app.desks import NAMES
from app.stage import has_screen
from feeds.errors import WatchroomError

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QApplication

    from app.window import Window

PAN_SECONDS = 3.0
"""Length of the scripted pan over which the map's frames are counted."""

COLLECT = (20_000, 100_000, 200)
"""When Python looks for circles while a desk is up: among what is new, seldom; among what stayed hardly ever, for that is every table of
every picture at hand, and each turn of the loop, and whoever reads a picture, has the new looked at (`widgets.turns`, `seen_young`).
"""


@dataclass
class Outcome:
    """What a run measured. `fault`: what ended it before its time, empty if nothing did."""

    fps: float = 0.0
    fault: str = ""
    shot: Path | None = None


def add_window_arguments(parser: argparse.ArgumentParser) -> None:
    """Take --for, --shot, --desk, --json."""
    parser.add_argument("--for", dest="seconds", type=positive, metavar="SECONDS", help="end by itself after so many seconds")
    parser.add_argument(
        "--shot", type=Path, metavar="PNG", help="write a picture of the whole desk, once it has settled; works without a screen"
    )
    parser.add_argument("--desk", choices=NAMES, help="which desk to show first (default: the one of the officer's role)")
    parser.add_argument("--json", action="store_true", help="print one JSON object at the end")


@dataclass(frozen=True)
class Steps:
    """What a command does at the end of a run. `hold` true puts the end off while something still settles; `calm_down` stops who
    changes the picture; `stands` says whether it does; `report` comes last, while everything is still there.
    """

    measure_map: bool = False
    hold: Callable[[], bool] = lambda: False
    calm_down: Callable[[], None] = lambda: None
    report: Callable[[], None] = lambda: None


def run_window(app: QApplication, window: Window, steps: Steps, *, seconds: float | None, shot: Path | None) -> Outcome:
    """Show the window and run the loop until it is closed. Returns what was measured; a fault of the session is in it."""
    from app.closing import Ending

    outcome = Outcome()
    window.closed.connect(app.quit)
    _show(window)
    # What is here now stays, and rows hold no circles: a collector that walks all of it would hold the loop for a tenth of a second.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT)
    window.desk.make_ahead()
    Ending(window, outcome, steps, seconds=seconds, shot=shot).start()
    app.exec()
    return outcome


def _show(window: Window) -> None:
    """Show a window; on a screen that is smaller than it, as large as that is. Without a screen it is as it was drawn."""
    room = window.screen().availableGeometry()
    if has_screen(os.environ) and (room.width() < window.width() or room.height() < window.height()):
        window.showMaximized()
    else:
        window.show()


def write_shot(pixmap: QPixmap, path: Path) -> None:
    """Write a picture. Raises WatchroomError where that cannot be done."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not pixmap.save(str(path), "PNG"):
        raise WatchroomError(
            str(path), "the picture cannot be written", expected="a folder that can be written, and a name that ends in .png"
        )
