"""The way of 100,000 marks from Python into the page, what the page weighs then, and how soon it is whole again after its renderer died.

Beside them: the same marks as GeoJSON through the same scheme, the page of Leaflet's circle markers, and nothing, because no peer of ours
comes back by itself.
"""

import json
import os
import signal
import statistics
import sys
import time
from pathlib import Path

import msgspec

from layers.layer import Mark
from tests.bench.map_stage import WHOLE, Stage, apart
from tests.bench.row import in_turn, row
from widgets.map.view import MapView

COUNT, RUNS = 100_000, 5
LIMIT_S = 400.0
GOAL_RESTART_MS = 3_000.0
GEOJSON = 7
"""A revision nobody has, under which the bench has the page ask for GeoJSON."""
ASK = """
(function () {
  const begun = performance.now();
  window.took = 0;
  fetch("delta/%d").then((reply) => reply.arrayBuffer()).then((buffer) => { %s; window.took = performance.now() - begun; });
  return 1;
}())
"""
READ = "watchroom.wire.read(buffer)"
PARSE = """
  const features = JSON.parse(new TextDecoder().decode(buffer)).features, n = features.length;
  const x = new Float64Array(n), y = new Float64Array(n), style = new Uint32Array(n);
  features.forEach((f, i) => { x[i] = f.geometry.coordinates[0]; y[i] = f.geometry.coordinates[1]; style[i] = f.properties.style; });
"""


def rows() -> list[dict[str, object]]:
    """The benchmark's rows, in the form of results.json. Raises CalledProcessError or TimeoutExpired where it cannot run."""
    return apart("tests.bench.map_page", LIMIT_S)


def measure() -> list[dict[str, object]]:
    """One map of ours and one of the peer's."""
    stage = Stage()
    marks = stage.marks(COUNT)
    ours, theirs = stage.map(marks), stage.map(marks, WHOLE)
    binary, text = in_turn(lambda: _binary(stage, ours), lambda: _geojson(stage, ours, marks), RUNS)
    weights = [_weight(view) for view in (ours, theirs)]
    stage.close(theirs)
    restart = statistics.median(_restart(stage, ours) for _ in range(RUNS))
    stage.close(ours)
    return [
        row("map_feed_100k", round(binary, 1), "ms", peer="the same marks as GeoJSON", peer_value=round(text, 1), smaller_is_better=True),
        row(
            "memory_100k",
            round(weights[0], 1),
            "MB",
            peer="page of Leaflet circleMarker",
            peer_value=round(weights[1], 1),
            smaller_is_better=True,
        ),
        row("map_restart_100k", round(restart), "ms", goal_value=GOAL_RESTART_MS, smaller_is_better=True),
    ]


def _binary(stage: Stage, view: MapView) -> float:
    """Ms from the page's asking until the arrays are there: encoded, sent, read."""
    return _took(stage, view, ASK % (0, READ))


def _geojson(stage: Stage, view: MapView, marks: list[Mark]) -> float:
    """The same as text, by the fastest encoder there is and the browser's own parser."""
    shelf, held = view.link.shelf, view.link.shelf.delta

    def answer(since: int) -> bytes:
        return _collection(marks) if since == GEOJSON else held(since)

    shelf.delta = answer
    try:
        return _took(stage, view, ASK % (GEOJSON, PARSE))
    finally:
        shelf.delta = held


def _collection(marks: list[Mark]) -> bytes:
    features = [
        {"type": "Feature", "id": mark.key, "geometry": {"type": "Point", "coordinates": mark.at}, "properties": {"style": mark.style}}
        for mark in marks
    ]
    return msgspec.json.encode({"type": "FeatureCollection", "features": features})


def _took(stage: Stage, view: MapView, text: str) -> float:
    stage.script(view, text)
    end = time.monotonic() + 60
    while time.monotonic() < end:
        took = float(stage.script(view, "window.took") or 0)
        if took:
            return took
        stage.wait(lambda _come: None, 0.02)
    raise TimeoutError("map_page: the page did not read what it asked for within 60 s")


def _weight(view: MapView) -> float:
    """MB of the page's own process that no other shares."""
    text = Path(f"/proc/{view.link.web.page().renderProcessPid()}/smaps_rollup").read_text()
    return int(next(line.split()[1] for line in text.splitlines() if line.startswith("Pss:"))) / 1000


def _restart(stage: Stage, view: MapView) -> float:
    """Ms from the renderer's death until the whole picture stands in the window again."""
    view.show()
    stage.wait(lambda _come: None, 0.5)
    begun = time.monotonic()
    os.kill(view.link.web.page().renderProcessPid(), signal.SIGKILL)
    stage.wait(view.restarted.connect, 30)
    while view.restarting and time.monotonic() - begun < 60:
        stage.wait(view.settled.connect, 1)
    took = (time.monotonic() - begun) * 1000
    view.hide()
    return took


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure()) + "\n")
