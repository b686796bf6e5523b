"""The map with 100,000 live marks: distinct painted frames a second while it is panned and 1 % of them move ten times a second.

Beside it Leaflet's own circle markers on its canvas, in the same page with the same deltas and the same pan, measured in turn. Frames are
read from the window's pixels. Runs in a process of its own, because the map's scheme must stand before the application does.
"""

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from tests.bench.row import in_turn, row

if TYPE_CHECKING:
    from layers.layer import Mark
    from widgets.map.view import MapView

COUNT = 100_000
SHARE = 100  # one in so many moves with each delta
EVERY_MS = 100
RUNS = 5
SECONDS = 3.0
SIZE = (1000, 700)
GOAL_FPS, GOAL_RATIO = 30.0, 10.0
SHARES = (80, 12, 5, 2, 1)  # of severities, the least first
SETTLE_S = 60.0
LIMIT_S = 240
ROOT = Path(__file__).resolve().parents[2]


def rows() -> list[dict[str, object]]:
    """The benchmark's rows, in the form of results.json. Raises CalledProcessError or TimeoutExpired where it cannot run."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.map_live"], cwd=ROOT, check=True, capture_output=True, text=True, timeout=LIMIT_S
    )
    found: list[dict[str, object]] = json.loads(done.stdout.splitlines()[-1])
    return found


class Stage:
    """Both maps in one application, of which one is shown at a time."""

    def __init__(self) -> None:
        from widgets.map.scheme import register_scheme

        register_scheme()
        from PySide6.QtWidgets import QApplication

        self.application = QApplication([])
        self.chance = random.Random(1)
        self.marks = self._marks()

    def _marks(self) -> list["Mark"]:
        from layers.layer import Mark
        from layers.style import Fade, Severity, severity_mark

        severities = self.chance.choices(list(Severity), SHARES, k=COUNT)
        return [
            Mark(
                key=f"m{number}",
                kind="indication",
                subject=f"m{number}",
                at=(self.chance.uniform(-60, 80), self.chance.uniform(-20, 65)),
                style=severity_mark(severity, Fade.LIVE),
            )
            for number, severity in enumerate(severities)
        ]

    def wait(self, ask: Callable[[Callable[..., None]], object], limit: float) -> list[Any]:
        """Run the loop until what was asked for has called back; empty when the time is up."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        answer: list[Any] = []

        def come(*values: Any) -> None:
            answer.extend(values or (None,))
            loop.quit()

        QTimer.singleShot(int(limit * 1000), loop.quit)
        ask(come)
        loop.exec()
        return answer

    def map(self, *, peer: bool) -> "MapView":
        """A map with all marks standing, hidden again; the peer's with its own live layer."""
        from layers.threats import Threats
        from widgets.map.page import File
        from widgets.map.view import MapView
        from widgets.tokens import THEMES, ThemeName

        view = MapView(THEMES[ThemeName.DARK], (Threats(),))
        if peer:
            view.link.shelf.still["live.js"] = File("text/javascript", (Path(__file__).parent / "map_peer.js").read_bytes())
        view.resize(*SIZE)
        view.centre(30.0, 10.0, 3.0)
        view.commit([(0, self.marks, ())])
        view.show()
        if not self.wait(view.settled.connect, SETTLE_S):
            raise TimeoutError(f"map_live: the {'peer' if peer else 'map'} did not settle within {SETTLE_S} s")
        view.hide()
        return view

    def move(self, view: "MapView") -> None:
        """Move one mark in `SHARE` a little."""
        moved = []
        for _ in range(COUNT // SHARE):
            number = self.chance.randrange(COUNT)
            lon, lat = self.marks[number].at
            at = (lon + self.chance.uniform(-0.2, 0.2), lat + self.chance.uniform(-0.2, 0.2))
            self.marks[number] = msgspec.structs.replace(self.marks[number], at=at)
            moved.append(self.marks[number])
        view.commit([(0, moved, ())])

    def pan(self, view: "MapView") -> float:
        """Frames a second of one pan, while deltas come."""
        from PySide6.QtCore import QTimer

        view.show()
        self.wait(lambda _come: None, 1.0)
        ticks = QTimer(interval=EVERY_MS)
        ticks.timeout.connect(lambda: self.move(view))
        ticks.start()
        answer = self.wait(lambda come: view.measure_pan(SECONDS, come), SECONDS * 4 + 10)
        ticks.stop()
        view.hide()
        return float(answer[0]) if answer else 0.0

    def close(self, view: "MapView") -> None:
        """Take a map down."""

        def down(come: Callable[..., None]) -> None:
            view.closed.connect(come)
            view.shutdown()

        self.wait(down, 10)


def measure() -> list[dict[str, object]]:
    """Build both maps and pan them in turn."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    stage = Stage()
    ours, theirs = stage.map(peer=False), stage.map(peer=True)
    fps, peer_fps = in_turn(lambda: stage.pan(ours), lambda: stage.pan(theirs), RUNS)
    stage.close(ours)
    stage.close(theirs)
    name = "Leaflet circleMarker, preferCanvas"
    return [row("map_live_100k", round(fps, 1), "fps", peer=name, peer_value=round(peer_fps, 2), goal=GOAL_RATIO, goal_value=GOAL_FPS)]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure()) + "\n")
