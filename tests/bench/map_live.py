"""The map with 1,000 to 500,000 live marks, panned while 1 % of them move ten times a second: distinct painted frames.

Beside it Leaflet's own circle markers on its canvas, in the same page with the same deltas and the same pan, measured in turn. Frames
are read from the window's pixels. The peer's canvas is made large enough to hold all that the pan comes to, so that like ours it shows
every mark throughout; with the padding it has if nobody sets it, its edges are blank during the pan: those are rows of their own.

Two counts of each pan. `map_live`: frames a second of the clock, which is what an operator sees, and no more than the display's sixty.
`map_frames`: the same frames a second of processor time, all that both processes spent on them included (deltas, script, raster,
compositing, Qt): how often a side could paint if the display had no clock. docs/developing.md says why its clock is not taken away.
"""

import json
import statistics
import sys

from tests.bench.map_stage import DEFAULT, WHOLE, Stage, apart
from tests.bench.row import row

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
        found += _rows(stage, name, count, WHOLE, PEER, held=name == HELD)
    found += _rows(stage, f"{HELD}_bare", SIZES[HELD], DEFAULT, BARE, held=False)
    return found


def _rows(stage: Stage, name: str, count: int, padding: float, peer: str, *, held: bool) -> list[dict[str, object]]:
    marks = stage.marks(count)
    ours, theirs = stage.map(marks), stage.map(marks, padding)
    pans = [(stage.pan(ours, marks, SECONDS), stage.pan(theirs, marks, SECONDS)) for _ in range(RUNS)]
    stage.close(ours)
    stage.close(theirs)
    fps, peer_fps = (statistics.median(pan[side].fps for pan in pans) for side in (0, 1))
    rate, peer_rate = (statistics.median(pan[side].per_cpu_s for pan in pans) for side in (0, 1))
    least, times = (GOAL_FPS, GOAL_RATIO) if held else (None, None)
    return [
        row(f"map_live_{name}", round(fps, 1), "fps", peer=peer, peer_value=round(peer_fps, 2), goal=times, goal_value=least),
        row(f"map_frames_{name}", round(rate, 1), "a CPU s", peer=peer, peer_value=round(peer_rate, 2), goal=times),
    ]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure()) + "\n")
