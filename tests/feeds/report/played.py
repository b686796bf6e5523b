"""A played exercise as a journal, for reports: the whole of Quiet Harbour, folded offline and written once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from feeds.exercise.loader import shipped_scenario
from feeds.exercise.offline import Offline
from feeds.journal.store import Admitted, Journal
from feeds.picture.envelope import Record
from tests.rig.story import SAMPLE

HEIGHT = 1_795_344_452_000
"""2026-11-22T10:47:32Z, the crisis."""


@lru_cache(maxsize=1)
def records() -> tuple[Record, ...]:
    """Return every record of the exercise, to its end."""
    run = Offline(shipped_scenario(SAMPLE))
    run.play_to(run.scenario.ends)
    return tuple(run.records)


def write(path: Path) -> Path:
    """Write the exercise's journal."""
    first, *rest = records()
    with Journal.create(path, Admitted(first), regime=first.regime) as journal:
        journal.append([Admitted(each) for each in rest], durable=False)
    return path
