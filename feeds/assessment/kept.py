"""What an assessment keeps of a picture between two looks at it, so that a look costs what changed and not what there is.

The fold notes which rows it touched (`Picture.touched`); before anything kept is used, those are taken in. So every function here gives for
a picture just what it gives for a fresh copy of the same rows, only sooner. What is kept goes with its picture and holds no way back to it.
Deliberately absent: any result that depends on more than rows and `now`.
"""

from __future__ import annotations

from typing import Final
from weakref import WeakKeyDictionary

from feeds.assessment.ledger import KINDS, Ledger
from feeds.assessment.standing import Standing, Standings
from feeds.assessment.thresholds import Progresses
from feeds.picture.envelope import Key, Record
from feeds.picture.picture import Picture

_READ: Final = (*KINDS, "indicator", "indicator_state")


class Kept:
    """The ledger of a picture, its indicators' standings and its thresholds' progress."""

    def __init__(self, picture: Picture) -> None:
        self._begin(picture)

    def _begin(self, picture: Picture) -> None:
        picture.touched = {}
        self._tables: dict[str, dict[Key, Record] | None] = {kind: picture.tables.get(kind) for kind in _READ}
        self.ledger = Ledger(picture)
        self.standings = Standings(self.ledger)
        self.progresses = Progresses()

    def catch_up(self, picture: Picture) -> None:
        """Take in what the fold has touched since; begin anew where a whole table was put in another's place."""
        touched = picture.touched
        if touched is None or any(held is not None and picture.tables.get(kind) is not held for kind, held in self._tables.items()):
            self._begin(picture)
            return
        if not touched:
            return
        picture.touched = {}
        for kind in _READ:
            keys = touched.get(kind)
            if not keys:
                continue
            self._tables[kind] = picture.tables.get(kind)
            if kind in KINDS:
                for key in keys:
                    self.ledger.take(picture, kind, key)
            else:
                self.standings.take(kind, keys)


_kept: WeakKeyDictionary[Picture, Kept] = WeakKeyDictionary()


def kept(picture: Picture) -> Kept:
    """Return what is kept of a picture, caught up with it."""
    found = _kept.get(picture)
    if found is None:
        found = _kept[picture] = Kept(picture)
    else:
        found.catch_up(picture)
    return found


def standings(picture: Picture, now: int) -> dict[str, Standing]:
    """Return the standing of every indicator of a picture by its spoken code; of two with one code that of the later row."""
    return kept(picture).standings.at(picture, now)


def standings_without(picture: Picture, now: int, indication: str) -> dict[str, Standing]:
    """Return the standings as they would be if a report were marked fabricated, for asking what rests on it."""
    return kept(picture).standings.without(picture, now, indication)
