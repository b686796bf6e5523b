"""The journal: writing it, its size, replaying it, and what was known at K in a million and in ten million records.

The peers keep the very same records: `mcap`, its public reader and writer with zstd, read up to K for the latest of each key (only the
key of each message is decoded, and the whole of the latest ones); and Python's own sqlite3, one table with a unique key, without a
chain or anything to erase. `docs/journal.md` says what each row means and how long a run takes.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from feeds.journal.archive import compact
from feeds.journal.reader import Reader
from feeds.journal.replay import Tape
from tests.bench import journal_material as material
from tests.bench import journal_samples
from tests.bench.row import row

MILLION: Final = 1_000_000
TEN_MILLION: Final = 10 * MILLION
MANY: Final = 10 * material.LIVE
WRITTEN: Final = 100_000
SEEKS: Final = 101
SEEKS_OF_MANY: Final = 21
RUNS: Final = 5
_MCAP: Final = "mcap (zstd), latest of each key"

Rows = Iterator[dict[str, object]]


class Seeks(NamedTuple):
    """The milliseconds of the picture at random moments, in ascending order: on the clock, and of the processor."""

    wall: list[float]
    cpu: list[float]

    def median(self) -> float:
        """Return the middle of the clock's."""
        return self.wall[len(self.wall) // 2]


def rows() -> Rows:
    """Yield the benchmark's rows, in the form of results.json, each as it was measured."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _writing(Path(folder))
    # One journal after another: none needs more than six gigabytes of disk at a time.
    medians: dict[tuple[int, int], float] = {}
    for count, live in ((MILLION, material.LIVE), (MILLION, MANY), (TEN_MILLION, material.LIVE)):
        with tempfile.TemporaryDirectory() as folder:
            path, peer = Path(folder) / "journal", Path(folder) / "mcap"
            material.build(path, count, live, peer if live == material.LIVE else None)
            seeks = _random_seeks(path, count, SEEKS if live == material.LIVE else SEEKS_OF_MANY)
            medians[count, live] = seeks.median()
            if live == material.LIVE:
                yield from _state(path, peer, count, seeks)
            else:
                yield row("state_at_1e6_200k_rows", seeks.median(), "ms", smaller_is_better=True)
    base = medians[MILLION, material.LIVE]
    slope, longer = medians[MILLION, MANY] / base, medians[TEN_MILLION, material.LIVE] / base
    yield row("state_at_1e6_rows_slope", slope, "times, for 10 times the rows", smaller_is_better=True)
    yield row("state_at_1e7_over_1e6", longer, "times", goal_value=2.0, smaller_is_better=True)
    yield from journal_samples.rows()


def _writing(folder: Path) -> Rows:
    ours, theirs, live, replayed = [], [], [], []
    for run in range(RUNS):
        ours.append(WRITTEN / material.append(folder / f"ours{run}", WRITTEN))
        theirs.append(WRITTEN / material.plain(folder / f"plain{run}", WRITTEN))
        live.append(WRITTEN / material.live(folder / f"live{run}", WRITTEN))
        replayed.append(WRITTEN / _replay(folder / f"live{run}"))
    compact(folder / "ours0", folder / "archive")
    material.build(folder / "rebuilt", WRITTEN, material.LIVE, folder / "mcap")
    size, plain, packed, zstd = ((folder / name).stat().st_size / WRITTEN for name in ("ours0", "plain0", "archive", "mcap"))
    peer, unit, rate = "sqlite3, one table, unique key", "bytes a record", "records/s"
    yield row("ingest_journal", statistics.median(ours), rate, peer=peer, peer_value=statistics.median(theirs), goal=1.0)
    live_rate = statistics.median(live)
    yield row("replay_rate", statistics.median(replayed), rate, peer="live: commits, fold, keyframes", peer_value=live_rate, goal=1.0)
    yield row("journal_bytes_live", size, unit, peer=peer, peer_value=plain, goal=1.0, smaller_is_better=True)
    yield row("journal_bytes", packed, unit, peer="mcap (zstd)", peer_value=zstd, goal=1.0, smaller_is_better=True)


def _replay(path: Path) -> float:
    """Return the seconds that a tape takes from its beginning to its end, a hundred moments on the way, digest and changes included."""
    with Reader(path) as reader:
        tape = Tape(reader)
        tape.seek_to(1)
        span = tape.last - tape.first
        began = time.perf_counter()
        for turn in range(1, 101):
            tape.advance(tape.first + span * turn // 100)
            tape.picture.digest.root()
        return time.perf_counter() - began


def _state(path: Path, peer: Path, count: int, seeks: Seeks) -> Rows:
    """Yield the picture at K beside its peers, asked in turn at the same moments, and at random moments alone."""
    name = {MILLION: "state_at_1e6", TEN_MILLION: "state_at_1e7"}[count]
    ours, zero, theirs = [], [], []
    with Reader(path) as reader:
        reader.picture()
        for moment in _moments():
            ours.append(_picture(reader, moment)[0])
            zero.append(_picture(reader, moment, from_zero=True)[0])
            theirs.append(material.latest(peer, moment))
    value, folding, other = statistics.median(ours), statistics.median(zero), statistics.median(theirs)
    yield row(name, value, "ms", peer=_MCAP, peer_value=other, goal=20.0, goal_value=100.0, smaller_is_better=True)
    yield row(f"{name}_folding", value, "ms", peer="folding from zero", peer_value=folding, goal=20.0, smaller_is_better=True)
    yield row(f"{name}_p50", seeks.median(), "ms", smaller_is_better=True)
    yield row(f"{name}_p95", _high(seeks.wall), "ms", goal_value=100.0, smaller_is_better=True)
    yield row(f"{name}_p95_cpu", _high(seeks.cpu), "ms of CPU", goal_value=100.0, smaller_is_better=True)


def _moments() -> Iterator[int]:
    """Yield moments evenly over the first million records of either journal, for runs in turn: to read further takes the peers minutes."""
    return (material.NOON + (2 * run + 1) * MILLION // (2 * RUNS) * material.TICK_MS for run in range(RUNS))


def _random_seeks(path: Path, count: int, runs: int) -> Seeks:
    chance = random.Random(1)
    with Reader(path) as reader:
        reader.picture()
        moments = [material.NOON + chance.randrange(count // 20, count) * material.TICK_MS for _ in range(runs)]
        wall, cpu = zip(*(_picture(reader, moment) for moment in moments), strict=True)
    return Seeks(sorted(wall), sorted(cpu))


def _high(values: list[float]) -> float:
    """Return the 95th percentile."""
    return values[int(len(values) * 0.95)]


def _picture(reader: Reader, moment: int, *, from_zero: bool = False) -> tuple[float, float]:
    """Return the milliseconds that the picture at a moment takes, its digest included: on the clock, and of the processor."""
    began, worked = time.perf_counter(), time.process_time()
    picture, _ = reader.picture(known_at=moment, from_zero=from_zero)
    picture.digest.root()
    return (time.perf_counter() - began) * 1_000, (time.process_time() - worked) * 1_000
