"""What a live display has received, in the order it was known: the picture of a past moment is folded from it, a little at a time.

A row that was withdrawn from this audience is forgotten with all its past: what may not be read now is not read as it was then.
Deliberately absent: Qt, and what was never sent here (before `since` the past is as far as the rows that still stood tell it).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Final

import msgspec

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
                self._records.append(record)
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
        first, last = (bisect_right(ordered, moment, key=_known) for moment in (since, known))
        found: list[Change | None] = [
            fold(picture, msgspec.structs.replace(record, sequence=number)) for number, record in enumerate(ordered[first:last], first + 1)
        ]
        return ChangeSet(change for change in found if change is not None)

    def _up_to(self, known: int) -> list[Record]:
        ordered = self._in_order()
        return ordered[: bisect_right(ordered, known, key=_known)]

    def _in_order(self) -> list[Record]:
        if not self._sorted:
            # One number after the other: two hundred thousand pairs of them would be made, and looked through by the collector.
            self._records.sort(key=attrgetter("sequence"))
            self._records.sort(key=attrgetter("known"))
            self._sorted = True
        return self._records

    def _keep(self, records: list[Record]) -> None:
        self._records = records
        self._keys = {record.key for record in records}


def _row(record: Record) -> Row:
    return record.kind, record.subject, record.origin


def _known(record: Record) -> int:
    return record.known
