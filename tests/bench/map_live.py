"""The map with 1,000 to 500,000 live marks, panned while 1 % of them move ten times a second: distinct painted frames.

Beside it Leaflet's own circle markers on its canvas, in our sizes, in the same page with the same deltas and the same pan, measured in
turn. Frames are read from the window's pixels. The peer's canvas is made large enough to hold all that the pan comes to, so that like ours
it shows every mark throughout. At 100,000 two more peers have rows of their own: `lean`, the same with a thin stroke and no transparency,
twice as fast as what the library draws if nobody says otherwise; and `bare`, lean on the canvas it has if nobody sets it, whose edges are
blank during the pan.

Two counts of each pan. `map_live`: frames a second of the clock, which is what an operator sees, and no more than the display's sixty.
`map_frames`: the same frames a second of processor time, all that both processes spent on them included (deltas, script, raster,
compositing, Qt): how often a side could paint if the display had no clock. docs/developing.md says why its clock is not taken away.
"""

import json
import statistics
import sys
from typing import NamedTuple

from tests.bench.map_stage import BARE, LEAN, WHOLE, Peer, Stage, apart
from tests.bench.row import row

SIZES = {"1k": 1_000, "10k": 10_000, "100k": 100_000, "500k": 500_000}
RUNS, SECONDS = 5, 3.0
LIMIT_S = 900.0


class Goals(NamedTuple):
    """Frames a second at least, and times the peer's by the clock and by processor time."""

    fps: float | None = None
    clock: float | None = None
    processor: float | None = None


HELD = Goals(fps=30.0, clock=10.0, processor=10.0)
LEANEST = Goals(processor=10.0)
"""By the clock the display's sixty frames a second allow no ten times against this one."""
FREE = Goals()


def rows() -> list[dict[str, object]]:
    """The benchmark's rows, in the form of results.json. Raises CalledProcessError or TimeoutExpired where it cannot run."""
    return apart("tests.bench.map_live", LIMIT_S)


def measure() -> list[dict[str, object]]:
    """Build the maps of each size and pan them in turn."""
    stage = Stage()
    found = []
    for name, count in SIZES.items():
        found += _rows(stage, name, count, WHOLE, HELD if name == "100k" else FREE)
    found += _rows(stage, "100k_lean", SIZES["100k"], LEAN, LEANEST)
    return found + _rows(stage, "100k_bare", SIZES["100k"], BARE, FREE)


def _rows(stage: Stage, name: str, count: int, peer: Peer, held: Goals) -> list[dict[str, object]]:
    marks = stage.marks(count)
    ours, theirs = stage.map(marks), stage.map(marks, peer)
    pans = [(stage.pan(ours, marks, SECONDS), stage.pan(theirs, marks, SECONDS)) for _ in range(RUNS)]
    stage.close(ours)
    stage.close(theirs)
    fps, peer_fps = (statistics.median(pan[side].fps for pan in pans) for side in (0, 1))
    rate, peer_rate = (statistics.median(pan[side].per_cpu_s for pan in pans) for side in (0, 1))
    return [
        row(f"map_live_{name}", round(fps, 1), "fps", peer=peer.name, peer_value=round(peer_fps, 2), goal=held.clock, goal_value=held.fps),
        row(f"map_frames_{name}", round(rate, 1), "a CPU s", peer=peer.name, peer_value=round(peer_rate, 2), goal=held.processor),
    ]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure()) + "\n")
