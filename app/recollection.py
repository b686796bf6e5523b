"""What a live display has received, in the order it was known: the picture of a past moment is folded from it, a little at a time.

A row that was withdrawn from this audience is forgotten with all its past: what may not be read now is not read as it was then.
Deliberately absent: Qt, and what was never sent here (before `since` the past is as far as the rows that still stood tell it).
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

import msgspec
import numpy as np

from feeds.picture.changes import Change, ChangeSet
from feeds.picture.envelope import Record, Withdrawal
from feeds.picture.fold import fold
from feeds.picture.picture import Picture
from feeds.picture.regime import Regime

MOST: Final = 200_000
"""Records that are kept; the oldest go first."""

PORTION: Final = 100
"""Records folded between two looks at the time."""

Row = tuple[str, str, str]


class Recollection:
    """Records of one regime by when they were known."""

    def __init__(self, regime: Regime, most: int = MOST) -> None:
        """Remember nothing yet."""
        self._regime, self._most = regime, most
        self._records: list[Record] = []
        """Only ever added to; in another order or with fewer it is another list, so that who reads one goes on reading it."""
        self._knowns, self._sequences = array("q"), array("q")
        """Of each record, when it was known and its sequence: two hundred thousand records are not to be looked at one by one."""
        self._keys: set[str] = set()
        self._sorted = True
        self.whole_since: int | None = None
        """From when on every record came, not only the rows that still stood; None until that is known."""

    def __len__(self) -> int:
        """Return how many records are remembered."""
        return len(self._records)

    def add(self, records: Iterable[Record]) -> None:
        """Remember records; one that is here already is passed over."""
        for record in records:
            if record.key not in self._keys and record.regime == self._regime:
                self._keys.add(record.key)
                self._sorted = self._sorted and (not self._records or self._records[-1].known <= record.known)
                self._hold(record)
        if len(self._records) > self._most:
            self._keep(self._in_order()[-self._most * 9 // 10 :])
            self.whole_since = max(self.whole_since or 0, self._records[0].known)

    def forget(self, withdrawals: Iterable[Withdrawal]) -> None:
        """Forget rows that are no longer this audience's to see."""
        gone = {(each.kind, each.subject, each.origin) for each in withdrawals}
        if gone:
            self._keep([each for each in self._records if _row(each) not in gone])

    def of(self, lines: Iterable[tuple[str, str, int, int]]) -> tuple[Record, ...]:
        """Return the remembered records of these kinds, subjects, event and knowledge times."""
        wanted = frozenset(lines)
        return tuple(record for record in self._records if (record.kind, record.subject, record.event, record.known) in wanted)

    def folding(self, known: int, picture: Picture) -> Iterator[Picture | None]:
        """Fold what was known by a moment into an empty picture: None after each portion, it at the end. Its digest is not kept."""
        for number, record in enumerate(self._up_to(known), 1):
            fold(picture, msgspec.structs.replace(record, sequence=number))
            if number % PORTION == 0:
                yield None
        yield picture

    def onward(self, picture: Picture, since: int, known: int) -> ChangeSet:
        """Fold into a picture of `since` what became known up to a later moment; return what changed."""
        ordered = self._in_order()
        first, last = (bisect_right(self._knowns, moment) for moment in (since, known))
        found: list[Change | None] = [
            fold(picture, msgspec.structs.replace(record, sequence=number)) for number, record in enumerate(ordered[first:last], first + 1)
        ]
        return ChangeSet(change for change in found if change is not None)

    def _up_to(self, known: int) -> Iterator[Record]:
        ordered = self._in_order()
        return islice(ordered, bisect_right(self._knowns, known))

    def _in_order(self) -> list[Record]:
        if not self._sorted:
            order = np.lexsort((np.array(self._sequences), np.array(self._knowns)))
            self._records = list(map(self._records.__getitem__, order.tolist()))
            self._knowns = array("q", np.array(self._knowns)[order].tobytes())
            self._sequences = array("q", np.array(self._sequences)[order].tobytes())
            self._sorted = True
        return self._records

    def _keep(self, records: list[Record]) -> None:
        self._records, self._knowns, self._sequences = [], array("q"), array("q")
        for record in records:
            self._hold(record)
        self._keys = {record.key for record in records}

    def _hold(self, record: Record) -> None:
        self._records.append(record)
        self._knowns.append(record.known)
        self._sequences.append(record.sequence)


def _row(record: Record) -> Row:
    return record.kind, record.subject, record.origin
