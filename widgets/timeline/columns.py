"""Parallel arrays that grow at their end: a few bytes a mark, room doubled when it is used up, never a list of objects.

Deliberately absent: order. Who keeps them sorted rewrites their tail.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

Column = NDArray[Any]
_LEAST_ROOM = 256


class Columns:
    """Arrays of one length. Reading one gives a view that is good until the next change."""

    def __init__(self, *types: DTypeLike) -> None:
        """Start empty, a column a type."""
        self._arrays: list[Column] = [np.empty(0, each) for each in types]
        self._length = 0

    def __len__(self) -> int:
        """Return how many rows there are."""
        return self._length

    def column(self, number: int) -> Column:
        """Return one whole column."""
        return self._arrays[number][: self._length]

    def part(self, first: int, last: int) -> list[Column]:
        """Return the rows from `first` up to `last` of every column."""
        return [each[first : min(last, self._length)] for each in self._arrays]

    def extend(self, rows: Sequence[Column]) -> None:
        """Add rows at the end, given as columns of one length."""
        self.replace(self._length, rows)

    def replace(self, first: int, rows: Sequence[Column]) -> None:
        """Put these rows in the place of all from `first` on."""
        length = first + len(rows[0])
        if len(self._arrays[0]) < length:
            self._grow(max(length, 2 * self._length, _LEAST_ROOM))
        for column, part in zip(self._arrays, rows, strict=True):
            column[first:length] = part
        self._length = length

    def _grow(self, room: int) -> None:
        for number, column in enumerate(self._arrays):
            wider = np.empty(room, column.dtype)
            wider[: self._length] = column[: self._length]
            self._arrays[number] = wider
