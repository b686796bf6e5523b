"""A picture goes a portion at a time, and is left whole for whoever still looks at it."""

from __future__ import annotations

import gc
import weakref

from feeds.picture.fold import fold_all
from feeds.picture.picture import Picture
from feeds.picture.regime import REAL
from feeds.picture.shedding import PORTION, shedding
from tests.rig.specimens import NOON, record

COUNT = 4 * PORTION


def filled() -> Picture:
    """Return a picture of so many log lines that nobody else holds."""
    made = Picture(REAL)
    fold_all(
        made, (record("log_entry", regime=REAL, subject=f"L-{number}", event=NOON + number, known=NOON + number) for number in range(COUNT))
    )
    return made


def test_it_goes_a_portion_at_a_time() -> None:
    """When nobody looks at it any more, its keys and rows go in as many steps as they have portions, none before the first."""
    picture = filled()
    gone = weakref.ref(picture)
    steps = shedding(picture)
    del picture
    gc.collect()
    assert gone() is None
    assert sum(1 for _ in steps) == 2 * COUNT // PORTION


def test_who_still_looks_loses_nothing() -> None:
    """When the same picture is still looked at while it is let go of, then it has every row."""
    picture = filled()
    for _ in shedding(picture):
        assert picture.counts == {"log_entry": COUNT}
    assert sum(1 for _ in picture.all_rows()) == COUNT


def test_nothing_takes_no_step() -> None:
    """An empty picture is gone at once."""
    assert list(shedding(Picture(REAL))) == []
