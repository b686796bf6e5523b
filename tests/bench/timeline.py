"""The timeline's frame while it is panned and zoomed, with 1e5, 1e6 and 1e7 events in three lanes.

Beside it pyqtgraph's own ScatterPlotItem with one shared brush, over the same moments and the same moves, frame by frame in turn.
At 1e7 there is no peer: its spots alone would take gigabytes. Runs in a process of its own, because it needs an application.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tests.bench.row import in_turn, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from widgets.timeline.lane import Instants
    from widgets.timeline.panel import TimelinePanel

NOW = 1_795_344_452_000
YEARS = 10 * 365 * 86_400_000
SIZE = (900, 320)
RUNS = 5
GOAL_RATIO, GOAL_FPS = 20.0, 30.0
LIMIT_S = 600
ROOT = Path(__file__).resolve().parents[2]
MOVES = tuple((0.02 * step, 1.0 - 0.06 * step) for step in range(8))
"""Where a frame begins and how wide it is, as shares of all there is: a pan and a zoom at once."""

Frame = Callable[[float, float], None]


def rows() -> list[dict[str, object]]:
    """The benchmark's rows, in the form of results.json. Raises CalledProcessError or TimeoutExpired where it cannot run."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.timeline"], cwd=ROOT, check=True, capture_output=True, text=True, timeout=LIMIT_S
    )
    found: list[dict[str, object]] = json.loads(done.stdout.splitlines()[-1])
    return found


def moments(count: int) -> Instants:
    """Return so many moments over ten years, in bursts as events come."""
    chance = np.random.default_rng(1)
    bursts = chance.uniform(0, YEARS, max(1, count // 1_000))
    spread = chance.normal(0, 86_400_000.0, count)
    return np.sort(NOW - YEARS + np.clip(np.repeat(bursts, count // len(bursts) + 1)[:count] + spread, 0, YEARS).astype(np.int64))


def frames(frame: Frame) -> float:
    """Return the median milliseconds of a frame over all moves."""
    took = []
    for start, width in MOVES:
        began = time.perf_counter()
        frame(start, width)
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def ours(times: Instants) -> tuple[TimelinePanel, Frame]:
    """Return a timeline of these moments, and how to show it at a place."""
    from widgets.look import Look
    from widgets.timeline.history import History
    from widgets.timeline.marks import MarkCode
    from widgets.timeline.model import Head, Model
    from widgets.timeline.panel import TimelinePanel

    history = History()
    codes = np.random.default_rng(2).choice([MarkCode.REPORT, MarkCode.MEDIUM, MarkCode.ACT], len(times)).astype(np.uint8)
    history.marks.load(times, times, codes, ("indication", "any"))
    while not history.marks.settle():
        pass
    panel = TimelinePanel(Look(), history)
    panel.show_model(Model(NOW, Head.NOW, "bench", (), (), (), (), frozenset(), None))
    _stand(panel)

    def frame(start: float, width: float) -> None:
        since = NOW - YEARS + round(start * YEARS)
        panel.show_span(since, since + round(width * YEARS))
        panel.view.viewport().repaint()

    return panel, frame


def theirs(times: Instants) -> tuple[QWidget, Frame]:
    """Return pyqtgraph's plot of the same moments in three rows, and how to show it at a place."""
    import pyqtgraph as pg

    plot = pg.PlotWidget()
    heights = np.arange(len(times)) % 3
    spots = pg.ScatterPlotItem(x=(times - NOW) / 1000.0, y=heights, size=5, pen=None, brush=pg.mkBrush("#8399A3"))
    plot.addItem(spots)
    _stand(plot)

    def frame(start: float, width: float) -> None:
        since = (start - 1.0) * YEARS / 1000
        plot.getViewBox().setXRange(since, since + width * YEARS / 1000, padding=0)
        plot.viewport().repaint()

    return plot, frame


def _stand(widget: QWidget) -> None:
    from PySide6.QtWidgets import QApplication

    widget.resize(*SIZE)
    widget.show()
    for _ in range(5):
        QApplication.processEvents()


def _row(count: int, goal: float | None) -> dict[str, object]:
    times = moments(count)
    (panel, mine), (plot, other) = ours(times), theirs(times)
    value, peer_value = in_turn(lambda: frames(mine), lambda: frames(other), RUNS)
    panel.close()
    plot.close()
    name = "pyqtgraph ScatterPlotItem, one brush"
    return row(
        f"timeline_1e{len(str(count)) - 1}", value, "ms a frame", peer=name, peer_value=peer_value, goal=goal, smaller_is_better=True
    )


def _alone(count: int) -> dict[str, object]:
    panel, frame = ours(moments(count))
    value = statistics.median(1000 / frames(frame) for _ in range(RUNS))
    panel.close()
    return row(f"timeline_1e{len(str(count)) - 1}", value, "fps", goal_value=GOAL_FPS)


def measure() -> list[dict[str, object]]:
    """Measure every size."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from widgets.fonts import load_fonts

    application = QApplication([])
    load_fonts()
    found = [_row(100_000, None), _row(1_000_000, GOAL_RATIO), _alone(10_000_000)]
    application.quit()
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure()) + "\n")
