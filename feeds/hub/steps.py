"""The last digests of one audience's stream, and how what a display says it holds compares with them.

A display is always a little behind the hub, so it is compared at the sequence it has come to. A step keeps only what changed in it;
what the tables were at an earlier one is found by going back from the last. Pure: beats are counted, no clock is read.
Deliberately absent: who is told.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Final, NamedTuple

from feeds.picture.digest import Digest, unequal
from feeds.picture.holding import Judged, Match
from feeds.picture.records import KINDS
from feeds.wire.protocol import Held

MOST: Final = 1_024
"""Steps that are kept: what lies further back is behind, whatever it holds."""

BEATS: Final = 4
"""Heartbeats of the hub for which a display may stand at what was the last step, before it counts as behind."""


class _Step(NamedTuple):
    root: str
    before: Mapping[str, str | None]
    """The digests of the tables that this step changed, as they were before it; None: there was no such table."""


class Steps:
    """Where a stream has been, the last `MOST` steps of it."""

    def __init__(self, sequence: int, digest: Digest) -> None:
        """Begin where a stream begins."""
        self._tables = digest.tables()
        self._steps = {sequence: _Step(digest.root(), {})}
        self._last = sequence
        self._beats = deque((sequence,), BEATS)

    def note(self, sequence: int, digest: Digest) -> None:
        """Note the next step: the sequence it came to, and the digest there."""
        tables, before = digest.tables(), self._tables
        changed = {kind: before.get(kind) for kind in tables.keys() | before.keys() if tables.get(kind) != before.get(kind)}
        self._tables, self._last = tables, sequence
        self._steps[sequence] = _Step(digest.root(), changed)
        if len(self._steps) > MOST:
            del self._steps[next(iter(self._steps))]

    def beat(self) -> None:
        """Another heartbeat has gone by."""
        self._beats.append(self._last)

    def judge(self, held: Held) -> Judged:
        """Return how what is held compares with what was given, at the sequence it names."""
        step = self._steps.get(held.sequence)
        if step is None:
            # Where no step ended nobody can stand.
            return self._behind(held) if held.sequence < next(iter(self._steps)) else Judged(Match.NOT_COMPARED)
        if step.root != held.digest:
            return Judged(Match.DIFFERS, tables=self._differing(held))
        return self._behind(held) if held.sequence < self._beats[0] else Judged()

    def _behind(self, held: Held) -> Judged:
        return Judged(Match.BEHIND, behind=min(self._last - held.sequence, 1_000_000_000))

    def _differing(self, held: Held) -> tuple[str, ...]:
        """The tables that differ. None where it named none; a table that nobody knows is not named after its say."""
        if not held.tables:
            return ()
        given: dict[str, str | None] = dict(self._tables)
        for step in self._since(held.sequence):
            given.update(step.before)
        return tuple(kind for kind in unequal(given, held.tables) if kind in KINDS)

    def _since(self, sequence: int) -> Iterator[_Step]:
        """The steps after a sequence, the last first."""
        return (step for _, step in takewhile(lambda each: each[0] > sequence, reversed(self._steps.items())))
