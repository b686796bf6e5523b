"""What lies where on a tape: knowledge times, sequences, kinds, and which records an audience may step on.

Four small columns of every record are held in arrays: some twenty bytes each. Visibility is judged under the roster and
policy at the tape's end; it decides where a step stops and what is counted, never what is released.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

import numpy as np

from feeds.journal.audience import View
from feeds.journal.columns import Numbers
from feeds.journal.listing import Columns
from feeds.journal.order import START, Place
from feeds.journal.reader import Reader
from feeds.journal.rows import FEED_KINDS
from feeds.picture.regime import Regime
from feeds.picture.release import WRITTEN_FOR

MANY: Final = 2_000
"""Marks that a track can show apart."""

CROWD: Final = 500
"""Records of one moment that are looked at."""


class Mark(NamedTuple):
    """Something on the track: when it was known, and its kind."""

    known: int
    kind: str


def _seen(reader: Reader, view: View, columns: Columns) -> np.typing.NDArray[np.bool_]:
    """Say of each record whether the view has it."""
    allowed = [number for number, context in reader.contexts.items() if view.sees_context(context)]
    seen: np.typing.NDArray[np.bool_] = np.isin(columns.contexts, allowed)
    apart = [code for code, kind in enumerate(columns.kinds) if kind in WRITTEN_FOR]
    singly = np.flatnonzero(np.isin(columns.codes, apart) & seen)
    for place, record in zip(singly.tolist(), reader.records_at(columns.sequences[singly]), strict=True):
        seen[place] = record is not None and view.sees(record)
    return seen


class Marks:
    """The track of one regime for one audience. A place is a number of records that lie behind."""

    def __init__(self, reader: Reader, regime: Regime, end: Place, view: View) -> None:
        """Read the columns of all records up to `end`."""
        self._sequences, self._known, self._codes, self._stops = (np.zeros(0, np.int64) for _ in range(4))
        self._kinds: tuple[str, ...] = ()
        self._by_kinds: dict[frozenset[str] | None, Numbers] = {}
        self._extend(reader, reader.columns(regime, START, end), view)

    def grow(self, reader: Reader, regime: Regime, end: Place, view: View) -> frozenset[str]:
        """Take in what was appended since, up to `end`; return the kinds that came."""
        columns = reader.columns(regime, self.end_of(len(self)), end)
        self._extend(reader, columns, view)
        return frozenset(columns.kinds)

    def _extend(self, reader: Reader, columns: Columns, view: View) -> None:
        before = len(self)
        self._kinds = tuple(dict.fromkeys((*self._kinds, *columns.kinds)))
        numbers = np.array([self._kinds.index(kind) for kind in columns.kinds], np.int64)
        self._sequences = np.concatenate((self._sequences, columns.sequences))
        self._known = np.concatenate((self._known, columns.known))
        self._codes = np.concatenate((self._codes, numbers[columns.codes]))
        self._stops = np.concatenate((self._stops, before + np.flatnonzero(_seen(reader, view, columns)) + 1))
        self._by_kinds.clear()

    def __len__(self) -> int:
        """Return how many records there are, whoever sees them."""
        return len(self._known)

    @property
    def seen(self) -> int:
        """How many records the audience may step on."""
        return len(self._stops)

    @property
    def first(self) -> int:
        """When the first of them was known, ms; 0 where there is none."""
        return int(self._known[self._stops[0] - 1]) if len(self._stops) else 0

    @property
    def last(self) -> int:
        """When the last of them was known, ms; 0 where there is none."""
        return int(self._known[self._stops[-1] - 1]) if len(self._stops) else 0

    def place_at(self, known: int) -> int:
        """Return the place behind the last record known at a moment."""
        return int(np.searchsorted(self._known, known, side="right"))

    def sequences_known_at(self, moments: Iterable[int]) -> Numbers:
        """Return the sequences of the records known at these moments, the audience's or not; of a crowd of one moment the first."""
        starts = {moment: int(np.searchsorted(self._known, moment, side="left")) for moment in moments}
        places = [place for moment, start in starts.items() for place in range(start, min(self.place_at(moment), start + CROWD))]
        return self._sequences[np.array(places, np.int64)]

    def place_of(self, position: int) -> int:
        """Return the place behind the audience's record of that number, within what there is."""
        stop = min(max(position, 0), len(self._stops))
        return int(self._stops[stop - 1]) if stop else 0

    def seen_up_to(self, place: int) -> int:
        """Return how many of the audience's records lie before a place."""
        return int(np.searchsorted(self._stops, place, side="right"))

    def known_at(self, place: int) -> int:
        """Return when the record before a place was known; before all: when the first was."""
        return int(self._known[place - 1]) if place else self.first

    def ahead(self, known: int, count: int) -> int:
        """Return when the record `count` places behind a moment was known, or the last one."""
        place = min(self.place_at(known) + count, len(self._known))
        return int(self._known[place - 1]) if place else 0

    def neighbour(self, known: int, step: int, kinds: frozenset[str] | None = None) -> int | None:
        """Return when the audience's next (`step` 1) or last (-1) record of these kinds (None: any) was known, seen from a moment.

        None where there is no such record.
        """
        times = self._times_of(kinds)
        place = np.searchsorted(times, known, side="right") if step > 0 else np.searchsorted(times, known, side="left") - 1
        return int(times[place]) if 0 <= place < len(times) else None

    def _times_of(self, kinds: frozenset[str] | None) -> np.typing.NDArray[np.int64]:
        found = self._by_kinds.get(kinds)
        if found is None:
            wanted = [code for code, kind in enumerate(self._kinds) if kinds is None or kind in kinds]
            places = self._stops - 1
            found = self._by_kinds[kinds] = self._known[places[np.isin(self._codes[places], wanted)]]
        return found

    def end_of(self, place: int) -> Place:
        """Return a place as the journal's reading order has it."""
        return Place(int(self._known[place - 1]), int(self._sequences[place - 1])) if place else START

    def density(self, bins: int) -> tuple[int, ...]:
        """Return how many of the audience's records were known in each of `bins` equal spans from first to last."""
        counts, _ = np.histogram(self._known[self._stops - 1], bins=max(1, bins), range=(self.first, max(self.last, self.first + 1)))
        return tuple(int(count) for count in counts)

    def marks(self, limit: int = MANY) -> list[Mark]:
        """Return what people and rules did: all but feed kinds, at most `limit`, of the rarer kinds first, in order of time.

        A kind is shown whole or not at all; for what does not fit there is `density`.
        """
        codes = self._codes[self._stops - 1]
        counts = np.bincount(codes, minlength=len(self._kinds))
        chosen: list[int] = []
        room = limit
        for code in np.argsort(counts, kind="stable").tolist():
            if counts[code] and self._kinds[code] not in FEED_KINDS and counts[code] <= room:
                room -= int(counts[code])
                chosen.append(code)
        places = self._stops[np.isin(codes, chosen)] - 1
        return [Mark(int(self._known[place]), self._kinds[self._codes[place]]) for place in places.tolist()]
