"""The rows of a large picture, noted for the past that panels show: a page at a time between the turns of the loop.

Deliberately absent: what noting is (`Session.remember`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from typing import Final

from feeds.picture.envelope import Record, Withdrawal
from widgets.turns import Rank, Spent, Work

PAGE: Final = 100
"""Rows noted in one go: a fraction of a millisecond."""

AT_ONCE: Final = 2_000
"""Rows up to which all are noted at once."""


class Remembering:
    """Hands rows to `note`, in their order. `told(share)`: which share of them was noted so far; None: all."""

    def __init__(self, note: Callable[[Iterable[Record]], None], told: Callable[[float | None], None]) -> None:
        """Nothing is to be noted yet."""
        self._note, self._told = note, told
        self._rows: deque[Record] = deque()
        self._whole = 0
        self._work = Work(self._on, Rank.REST)

    def begin(self, rows: Iterable[Record]) -> None:
        """Note these; what is left of others is left out: a later picture has them, or has them no more."""
        self._rows = deque(rows)
        self._whole = len(self._rows)
        if self._whole > AT_ONCE:
            self._work.ask()
        else:
            self._work.drop()
            self._page(AT_ONCE)
            self._told(None)

    def forget(self, withdrawals: Iterable[Withdrawal]) -> None:
        """Leave out rows that are withdrawn before they were noted."""
        gone = {(each.kind, each.subject, each.origin) for each in withdrawals} if self._rows else set()
        if gone:
            self._rows = deque(row for row in self._rows if (row.kind, row.subject, row.origin) not in gone)

    def drop(self) -> None:
        """Note no more."""
        self._work.drop()
        self._rows.clear()

    def _page(self, most: int) -> None:
        self._note([self._rows.popleft() for _ in range(min(most, len(self._rows)))])

    def _on(self, spent: Spent) -> bool:
        while self._rows:
            self._page(PAGE)
            if spent():
                break
        self._told(1 - len(self._rows) / self._whole if self._rows else None)
        return bool(self._rows)
