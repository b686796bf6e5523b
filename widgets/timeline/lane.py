"""One lane's marks in order of their moments, with when each was learned: what lies in a span, and how many, as known by a horizon.

Counting by pixel costs two binary searches a pixel whatever the number of marks. With a horizon, blocks of marks that were all
known, or all unknown, are counted whole, so that only the blocks in which some were learned late are looked into. Deliberately
absent: what a mark is, and Qt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from widgets.timeline.columns import Column, Columns

Instants = NDArray[np.int64]
Codes = NDArray[np.uint8]
Subjects = NDArray[np.int32]
Counts = NDArray[np.int64]

BLOCK = 4096
_TIME, _KNOWN, _CODE, _SUBJECT = range(4)


@dataclass(frozen=True)
class Visible:
    """The marks of a lane within a span, known by the horizon, in order of their moments. `subjects` are numbers of a history's list."""

    times: Instants
    known: Instants
    codes: Codes
    subjects: Subjects


class Lane:
    """Marks in order of event time (ms). Adding in order costs what is added; a late one moves what lies behind it."""

    def __init__(self) -> None:
        """Start empty."""
        self._marks = Columns(np.int64, np.int64, np.uint8, np.int32)
        self._bounds = Columns(np.int64, np.int64)
        """Of each block of marks: when its first was learned, and its last."""
        self._horizon: int | None = None
        self._ranks: Counts | None = None
        self._inside: dict[int, Counts] = {}

    def __len__(self) -> int:
        """Return how many marks there are, known or not."""
        return len(self._marks)

    @property
    def times(self) -> Instants:
        """All moments, in order."""
        return self._marks.column(_TIME)

    def add(self, times: Instants, known: Instants, codes: Codes, subjects: Subjects) -> None:
        """Add marks, in any order."""
        if not len(times):
            return
        rows: Sequence[Column] = (times, known, codes, subjects)
        if bool((times[1:] < times[:-1]).any()):
            order = np.argsort(times, kind="stable")
            rows = [each[order] for each in rows]
        first = len(self)
        if first and rows[_TIME][0] < self.times[-1]:
            first = int(np.searchsorted(self.times, rows[_TIME][0], side="right"))
            both = [np.concatenate(pair) for pair in zip(self._marks.part(first, len(self)), rows, strict=True)]
            order = np.argsort(both[_TIME], kind="stable")
            rows = [each[order] for each in both]
        self._marks.replace(first, rows)
        self._bound(first)

    def holds_any(self, horizon: int | None) -> bool:
        """Say whether any mark was known by a horizon."""
        return len(self) > 0 and (horizon is None or bool(self._bounds.column(0).min() <= horizon))

    def within(self, since: int, until: int, horizon: int | None) -> Visible:
        """Return the marks with since <= event < until that were known by `horizon` (None: all)."""
        first, last = np.searchsorted(self.times, (since, until))
        times, known, codes, subjects = self._marks.part(int(first), int(last))
        if horizon is not None and not (seen := known <= horizon).all():
            times, known, codes, subjects = times[seen], known[seen], codes[seen], subjects[seen]
        return Visible(times, known, codes, subjects)

    def later(self, since: int, until: int, horizon: int) -> Visible:
        """Return the marks with since <= event < until that had happened by `horizon` and were learned after it."""
        first, last = np.searchsorted(self.times, (since, min(until, horizon + 1)))
        times, known, codes, subjects = self._marks.part(int(first), max(int(first), int(last)))
        late = known > horizon
        return Visible(times[late], known[late], codes[late], subjects[late])

    def counts(self, edges: Instants, horizon: int | None) -> Counts:
        """Return how many marks known by `horizon` lie between each two neighbouring edges, the later one not included."""
        places = np.searchsorted(self.times, edges).astype(np.int64)
        return np.diff(places if horizon is None else self._rank(places, horizon))

    def neighbour(self, at: int, step: int, horizon: int | None) -> int | None:
        """Return the nearest moment after (`step` 1) or before (-1) `at`, known by the horizon, or None."""
        if step > 0:
            first = int(np.searchsorted(self.times, at, side="right"))
            starts = range(first, len(self), BLOCK)
        else:
            last = int(np.searchsorted(self.times, at, side="left"))
            starts = range(last - BLOCK, -BLOCK, -BLOCK)
        for start in starts:
            times, known, *_ = self._marks.part(max(start, 0), start + BLOCK)
            seen = times if horizon is None else times[known <= horizon]
            if len(seen):
                return int(seen[0] if step > 0 else seen[-1])
        return None

    def _bound(self, first: int) -> None:
        """Bring the blocks from that mark on up to date."""
        start = first // BLOCK * BLOCK
        known = self._marks.column(_KNOWN)[start:]
        cuts = np.arange(0, len(known), BLOCK)
        self._bounds.replace(start // BLOCK, (np.minimum.reduceat(known, cuts), np.maximum.reduceat(known, cuts)))
        self._ranks = None

    def _rank(self, places: Counts, horizon: int) -> Counts:
        """Return how many marks before each place were known by the horizon."""
        if self._ranks is None or self._horizon != horizon:
            self._count_blocks(horizon)
        assert self._ranks is not None  # noqa: S101 -- counted just now
        blocks = places // BLOCK
        ranks = self._ranks[blocks]
        # A place at a block's beginning has nothing of the block before it; all others lie within one.
        for place in np.flatnonzero(places % BLOCK).tolist():
            block = int(blocks[place])
            ranks[place] += self._within_block(block, horizon)[places[place] - block * BLOCK - 1]
        return ranks

    def _count_blocks(self, horizon: int) -> None:
        """Count what was known by the horizon, block by block."""
        lowest, highest = self._bounds.column(0), self._bounds.column(1)
        sizes = np.full(len(lowest), BLOCK, np.int64)
        if len(sizes):
            sizes[-1] = len(self) - BLOCK * (len(sizes) - 1)
        seen = np.where(highest <= horizon, sizes, 0)
        self._horizon, self._inside = horizon, {}
        for block in np.flatnonzero((lowest <= horizon) & (highest > horizon)).tolist():
            seen[block] = self._within_block(block, horizon)[-1]
        self._ranks = np.concatenate((np.zeros(1, np.int64), np.cumsum(seen)))

    def _within_block(self, block: int, horizon: int) -> Counts:
        """Return the running count of known marks of one block."""
        found = self._inside.get(block)
        if found is None:
            known = self._marks.column(_KNOWN)[block * BLOCK : (block + 1) * BLOCK]
            found = self._inside[block] = np.cumsum(known <= horizon)
        return found
