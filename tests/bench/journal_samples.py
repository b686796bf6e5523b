"""How fast recordings of real events are replayed, beside the pace that ten thousand times their time asks for.

The samples are read from `shared/data` beside the checkout; where one is not there it has no row.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np

from feeds.journal.order import START
from feeds.journal.reader import Reader
from feeds.journal.replay import Tape
from tests.bench.row import row

SPEED: Final = 10_000
FRAME_MS: Final = 33
FRAMES: Final = 3_000
RUNS: Final = 5
_DATA: Final = Path(__file__).parents[3] / "shared" / "data"
_SAMPLES: Final = {
    "sirens": "sirens/ua_air_raid_volunteer_to_2023-05-03.csv",
    "tracks": "tracks/ais_2022-01-03_sample.csv",
    "world": "conflict/ucdp_ged211_world_except_syria.csv.gz",
}


def rows() -> Iterator[dict[str, object]]:
    """Yield a row for each sample: records a second, and the most that a second of play at SPEED asks for."""
    for name, file in _SAMPLES.items():
        if (_DATA / file).is_file():
            with tempfile.TemporaryDirectory() as folder:
                journal = Path(folder) / "journal"
                command = [
                    sys.executable,
                    "-c",
                    "import sys; from app.cli import main; sys.exit(main())",
                    "import",
                    "csv",
                    str(_DATA / file),
                ]
                options = ["--journal", str(journal), "--regime", "REAL", "--reconstruct", "--json"]
                subprocess.run([*command, *options], check=True, capture_output=True)
                with Reader(journal) as reader:
                    known = reader.columns(reader.regime(), START, reader.end()).known
                wanted = _busiest(known)
                value = statistics.median(_played(journal, known) for _ in range(RUNS))
                peer = f"asked for at {SPEED:,} x"
                yield row(f"replay_rate_{name}", value, "records/s", peer=peer, peer_value=float(wanted), goal=1.0)


def _busiest(known: np.typing.NDArray[np.int64]) -> int:
    """Return the most records within any second of play."""
    return int((np.searchsorted(known, known + SPEED * 1_000, side="right") - np.arange(len(known))).max())


def _played(journal: Path, known: np.typing.NDArray[np.int64]) -> float:
    """Play the first frames that anything is in, digest and changes included, and return records a second."""
    frames = np.unique((known - known[0]) // (FRAME_MS * SPEED))[:FRAMES] + 1
    with Reader(journal) as reader:
        tape = Tape(reader)
        began = time.perf_counter()
        for frame in frames.tolist():
            tape.advance(int(known[0]) + frame * FRAME_MS * SPEED)
            tape.picture.digest.root()
        return tape.records / (time.perf_counter() - began)
