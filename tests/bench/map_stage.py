"""What the map's measurements stand on: one application with maps of some number of marks, ours and Leaflet's own, shown one at a time.

Runs in a process of its own, because the map's scheme must stand before the application does; `apart` starts it.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from layers.layer import Mark
    from widgets.map.view import MapView

SHARE = 100  # one in so many moves with each delta
EVERY_MS = 100
SIZE = (1000, 700)
SHARES = (80, 12, 5, 2, 1)  # of severities, the least first
SETTLE_S = 120.0
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Peer:
    """Leaflet's own circle markers on its canvas: how, the canvas's padding, and whether they are drawn lean."""

    name: str
    padding: float
    lean: bool


WHOLE = Peer("Leaflet circleMarker on canvas, every mark shown", 0.45, lean=False)
"""As the library draws them, in our sizes, on a canvas that holds all the pan comes to, as ours does."""

LEAN = Peer("the same with a thin stroke and no transparency", 0.45, lean=True)
BARE = Peer("the same, preferCanvas's padding: blank edges", 0.1, lean=True)


@dataclass(frozen=True)
class Panned:
    """What a pan came to: distinct painted frames a second of the clock, and a second of processor time spent on them."""

    fps: float
    per_cpu_s: float


def spent(view: MapView) -> float:
    """Seconds of processor time that this process (deltas, compositing, Qt's painting) and the view's page have used, threads and all."""
    stat = Path(f"/proc/{view.link.web.page().renderProcessPid()}/stat").read_text()
    user, system = stat.rpartition(")")[2].split()[11:13]
    return time.process_time() + (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def apart(module: str, limit: float) -> list[dict[str, object]]:
    """The rows that a module measures in a process of its own. Raises CalledProcessError or TimeoutExpired where it cannot."""
    done = subprocess.run([sys.executable, "-m", module], cwd=ROOT, check=True, capture_output=True, text=True, timeout=limit)
    found: list[dict[str, object]] = json.loads(done.stdout.splitlines()[-1])
    return found


class Stage:
    """The application and the maps in it."""

    def __init__(self) -> None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from widgets.map.scheme import register_scheme

        register_scheme()
        from PySide6.QtWidgets import QApplication

        self.application = QApplication([])
        self.chance = random.Random(1)

    def marks(self, count: int) -> list[Mark]:
        """So many marks over Europe, Africa and the Near East, few of them severe."""
        from layers.layer import Mark
        from layers.style import Fade, Severity, severity_mark

        severities = self.chance.choices(list(Severity), SHARES, k=count)
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

    def map(self, marks: list[Mark], peer: Peer | None = None) -> MapView:
        """A map with all marks standing, every one drawn singly, hidden again; with a peer, that one's live layer in ours' place."""
        from layers.threats import Threats
        from widgets.map.page import File
        from widgets.map.view import MapView
        from widgets.tokens import THEMES, ThemeName

        view = MapView(THEMES[ThemeName.DARK], (Threats(),))
        view.state(density=False)
        if peer is not None:
            script = (Path(__file__).parent / "map_peer.js").read_text()
            script = script.replace("PADDING", str(peer.padding)).replace("LEAN", str(peer.lean).lower())
            view.link.shelf.still["live.js"] = File("text/javascript", script.encode())
        view.resize(*SIZE)
        view.centre(30.0, 10.0, 3.0)
        view.commit([(0, marks, ())])
        view.show()
        if not self.wait(view.settled.connect, SETTLE_S):
            raise TimeoutError(f"map: {len(marks)} marks ({peer}) did not stand within {SETTLE_S} s")
        view.hide()
        return view

    def move(self, view: MapView, marks: list[Mark]) -> None:
        """Move one mark in `SHARE` a little."""
        moved = []
        for _ in range(max(1, len(marks) // SHARE)):
            number = self.chance.randrange(len(marks))
            lon, lat = marks[number].at
            at = (lon + self.chance.uniform(-0.2, 0.2), lat + self.chance.uniform(-0.2, 0.2))
            marks[number] = msgspec.structs.replace(marks[number], at=at)
            moved.append(marks[number])
        view.commit([(0, moved, ())])

    def pan(self, view: MapView, marks: list[Mark], seconds: float) -> Panned:
        """One pan, while deltas come."""
        from PySide6.QtCore import QTimer

        view.show()
        self.wait(lambda _come: None, 1.0)
        ticks = QTimer(interval=EVERY_MS)
        ticks.timeout.connect(lambda: self.move(view, marks))
        ticks.start()
        begun, at = time.monotonic(), spent(view)
        answer = self.wait(lambda come: view.measure_pan(seconds, come), seconds * 6 + 10)
        took, cost = time.monotonic() - begun, spent(view) - at
        ticks.stop()
        view.hide()
        fps = float(answer[0]) if answer else 0.0
        return Panned(fps, fps * took / cost)

    def script(self, view: MapView, text: str, limit: float = 60.0) -> Any:  # noqa: ANN401 - whatever the page answers
        """What a line in the page comes to; None when the time is up."""
        return next(iter(self.wait(lambda come: view.link.web.page().runJavaScript(text, come), limit)), None)

    def close(self, view: MapView) -> None:
        """Take a map down."""

        def down(come: Callable[..., None]) -> None:
            view.closed.connect(come)
            view.shutdown()

        self.wait(down, 10)
