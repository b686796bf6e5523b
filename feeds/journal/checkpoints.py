"""Where a tape has stood of late, at hand to be folded on from."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Final

from feeds.journal.head import Stand

KEPT: Final = 12
"""Checkpoints that are kept; the oldest goes first."""

APART: Final = 400
"""Records between two checkpoints, with few rows."""

MANY: Final = 8_000
"""With every so many rows checkpoints lie farther apart by as much again: each is a copy of every row's place."""


def apart(rows: int) -> int:
    """Return how many records lie between two checkpoints of a picture of so many rows."""
    return APART * (1 + rows // MANY)


class Checkpoints:
    """The latest stands, each with pictures of its own, in the order in which they were kept."""

    def __init__(self) -> None:
        """Begin with none."""
        self._kept: deque[Stand] = deque()

    def __iter__(self) -> Iterator[Stand]:
        """Yield them, the oldest first."""
        return iter(self._kept)

    def keep(self, stand: Stand) -> tuple[Stand, ...]:
        """Have this at hand; return what is at hand no longer for it."""
        gone = (self._kept.popleft(),) if len(self._kept) == KEPT else ()
        self._kept.append(stand)
        return gone

    def clear(self) -> tuple[Stand, ...]:
        """Have none at hand; return those that were."""
        gone = tuple(self._kept)
        self._kept.clear()
        return gone

    def before(self, place: int) -> Stand | None:
        """Return the one that lies nearest before a place, or at it."""
        return max((each for each in self._kept if each.place <= place), default=None, key=lambda each: each.place)

    def at(self, place: int) -> Stand | None:
        """Return the one at a place."""
        return next((each for each in self._kept if each.place == place), None)
