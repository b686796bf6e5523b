"""The map with 1,000 to 500,000 live marks: distinct painted frames a second while it is panned and 1 % of them move ten times a second.

Beside it Leaflet's own circle markers on its canvas, in the same page with the same deltas and the same pan, measured in turn. Frames
are read from the window's pixels. The peer's canvas is made large enough to hold all that the pan comes to, so that like ours it shows
every mark throughout; with the padding it has if nobody sets it, its edges are blank during the pan: that is a row of its own.
"""

import json
import sys

from tests.bench.map_stage import DEFAULT, WHOLE, Stage, apart
from tests.bench.row import in_turn, row

SIZES = {"1k": 1_000, "10k": 10_000, "100k": 100_000, "500k": 500_000}
HELD = "100k"
RUNS, SECONDS = 5, 3.0
GOAL_FPS, GOAL_RATIO = 30.0, 10.0
LIMIT_S = 900.0
PEER = "Leaflet circleMarker on canvas, every mark shown"
BARE = "Leaflet circleMarker, preferCanvas, blank edges"


def rows() -> list[dict[str, object]]:
    """The benchmark's rows, in the form of results.json. Raises CalledProcessError or TimeoutExpired where it cannot run."""
    return apart("tests.bench.map_live", LIMIT_S)


def measure() -> list[dict[str, object]]:
    """Build the maps of each size and pan them in turn."""
    stage = Stage()
    found = []
    for name, count in SIZES.items():
        found.append(_row(stage, f"map_live_{name}", count, WHOLE, PEER, held=name == HELD))
    found.append(_row(stage, f"map_live_{HELD}_bare", SIZES[HELD], DEFAULT, BARE, held=False))
    return found


def _row(stage: Stage, name: str, count: int, padding: float, peer: str, *, held: bool) -> dict[str, object]:
    marks = stage.marks(count)
    ours, theirs = stage.map(marks), stage.map(marks, padding)
    fps, peer_fps = in_turn(lambda: stage.pan(ours, marks, SECONDS), lambda: stage.pan(theirs, marks, SECONDS), RUNS)
    stage.close(ours)
    stage.close(theirs)
    goal, goal_value = (GOAL_RATIO, GOAL_FPS) if held else (None, None)
    return row(name, round(fps, 1), "fps", peer=peer, peer_value=round(peer_fps, 2), goal=goal, goal_value=goal_value)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure()) + "\n")
