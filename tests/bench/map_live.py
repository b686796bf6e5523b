"""The map with 100,000 live marks: distinct painted frames a second while it is panned and 1 % of them move ten times a second.

Beside it Leaflet's own circle markers on its canvas, in the same page with the same deltas and the same pan, measured in turn. Frames are
read from the window's pixels. Runs in a process of its own, because the map's scheme must stand before the application does.
"""

import json
import os
import random
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from tests.bench.row import row

COUNT = 100_000
SHARE = 100  # one in so many moves with each delta
EVERY_MS = 100
RUNS = 5
SECONDS = 3.0
SIZE = (1000, 700)
GOAL_FPS, GOAL_RATIO = 48.0, 5.0
LIMIT_S = 240
ROOT = Path(__file__).resolve().parents[2]


def rows() -> list[dict[str, object]]:
    """The benchmark's rows, in the form of results.json. Raises CalledProcessError or TimeoutExpired where it cannot run."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.map_live"], cwd=ROOT, check=True, capture_output=True, text=True, timeout=LIMIT_S
    )
    found: list[dict[str, object]] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure() -> list[dict[str, object]]:
    """Build both maps and pan them in turn."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from widgets.map.scheme import register_scheme

    register_scheme()
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from layers.layer import Mark
    from layers.style import Fade, Severity, severity_mark
    from layers.threats import Threats
    from widgets.map.page import File
    from widgets.map.view import MapView
    from widgets.tokens import THEMES, ThemeName

    application = QApplication([])
    chance = random.Random(1)
    severities = chance.choices(list(Severity), [80, 12, 5, 2, 1], k=COUNT)
    marks = [
        Mark(
            key=f"m{number}",
            kind="indication",
            subject=f"m{number}",
            at=(chance.uniform(-60, 80), chance.uniform(-20, 65)),
            style=severity_mark(severity, Fade.LIVE),
        )
        for number, severity in enumerate(severities)
    ]

    def wait(ask: Callable[[Callable[..., None]], object], limit: float) -> list[Any]:
        """Run the loop until what was asked for has called back; empty when the time is up."""
        loop = QEventLoop()
        answer: list[Any] = []

        def come(*values: Any) -> None:
            answer.extend(values or (None,))
            loop.quit()

        QTimer.singleShot(int(limit * 1000), loop.quit)
        ask(come)
        loop.exec()
        return answer

    def stand(*, peer: bool) -> MapView:
        view = MapView(THEMES[ThemeName.DARK], (Threats(),))
        if peer:
            view._shelf.still["live.js"] = File("text/javascript", (Path(__file__).parent / "map_peer.js").read_bytes())
        view.resize(*SIZE)
        view.centre(30.0, 10.0, 3.0)
        view.commit([(0, marks, ())])
        view.show()
        if not wait(view.settled.connect, 60):
            raise TimeoutError(f"map_live: the {'peer' if peer else 'map'} did not settle within 60 s")
        view.hide()
        return view

    def pan(view: MapView) -> float:
        view.show()
        wait(lambda _come: None, 1.0)
        ticks = QTimer(interval=EVERY_MS)

        def move() -> None:
            moved = []
            for _ in range(COUNT // SHARE):
                number = chance.randrange(COUNT)
                lon, lat = marks[number].at
                marks[number] = msgspec.structs.replace(
                    marks[number], at=(lon + chance.uniform(-0.2, 0.2), lat + chance.uniform(-0.2, 0.2))
                )
                moved.append(marks[number])
            view.commit([(0, moved, ())])

        ticks.timeout.connect(move)
        ticks.start()
        answer = wait(lambda come: view.measure_pan(SECONDS, come), SECONDS * 4 + 10)
        ticks.stop()
        view.hide()
        return float(answer[0]) if answer else 0.0

    ours, theirs = stand(peer=False), stand(peer=True)
    runs: tuple[list[float], list[float]] = ([], [])
    for _ in range(RUNS):
        runs[0].append(pan(ours))
        runs[1].append(pan(theirs))
    for view in (ours, theirs):
        wait(lambda come, view=view: (view.closed.connect(come), view.shutdown()), 10)  # type: ignore[misc]  # bound for this turn
    application.quit()
    ours_fps, peer_fps = (round(statistics.median(one), 2) for one in runs)
    peer_name = "Leaflet circleMarker, preferCanvas"
    return [row("map_live_100k", ours_fps, "fps", peer=peer_name, peer_value=peer_fps, goal=GOAL_RATIO, goal_value=GOAL_FPS)]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure()) + "\n")
