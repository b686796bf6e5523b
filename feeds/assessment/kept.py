"""What an assessment keeps of a picture between two looks at it, so that a look costs what changed and not what there is.

The fold notes which rows it touched (`Picture.touched`); before anything kept is used, those are taken in. So every function here gives for
a picture just what it gives for a fresh copy of the same rows, only sooner. What is kept goes with its picture and holds no way back to it.
Deliberately absent: any result that depends on more than rows and `now`.
"""

from __future__ import annotations

from typing import Final
from weakref import WeakKeyDictionary

from feeds.assessment.exposure import Exposures, Near
from feeds.assessment.ledger import KINDS, Ledger
from feeds.assessment.rules import rules_of
from feeds.assessment.standing import Standing, Standings
from feeds.assessment.threats import RANKS, Threats
from feeds.assessment.thresholds import Progresses
from feeds.assessment.verdicts import Verdicts
from feeds.picture.envelope import Key
from feeds.picture.picture import Picture
from feeds.picture.warning import Severity

_STANDINGS: Final = ("indicator", "indicator_state")
_EXPOSURES: Final = ("corridor", "segment", "danger_zone")
_THREATS: Final = ("corridor", "segment", "indication", "report_mark")
_READ: Final = tuple(dict.fromkeys((*KINDS, *_STANDINGS, *_EXPOSURES, *_THREATS)))


class Kept:
    """The ledger of a picture, its indicators' standings and its thresholds' progress; what is near its legs."""

    def __init__(self, picture: Picture) -> None:
        self._begin(picture)

    def _begin(self, picture: Picture) -> None:
        picture.touched = {}
        self._tables = dict(picture.tables)
        self.ledger = Ledger(picture)
        self.standings = Standings(self.ledger)
        self.progresses = Progresses()
        self.exposures = Exposures()
        self.threats = Threats()
        self.verdicts = Verdicts()

    def catch_up(self, picture: Picture) -> None:
        """Take in what the fold has touched since; begin anew where a whole table was put in another's place."""
        touched = picture.touched
        if touched is None or any(picture.tables.get(kind) is not held for kind, held in self._tables.items()):
            self._begin(picture)
            return
        if not touched:
            return
        picture.touched = {}
        self._tables = dict(picture.tables)
        for kind in _READ:
            if kind in touched:
                self._take(picture, kind, touched[kind])
        for kind, keys in touched.items():
            self.verdicts.take(kind, keys)

    def _take(self, picture: Picture, kind: str, keys: set[Key]) -> None:
        if kind in KINDS:
            for key in keys:
                self.ledger.take(picture, kind, key)
        if kind in _STANDINGS:
            self.standings.take(kind, keys)
        if kind in _EXPOSURES:
            self.exposures.take(kind, keys)
        if kind in _THREATS:
            self.threats.take(kind, keys, picture)


_kept: WeakKeyDictionary[Picture, Kept] = WeakKeyDictionary()


def kept(picture: Picture) -> Kept:
    """Return what is kept of a picture, caught up with it."""
    found = _kept.get(picture)
    if found is None:
        found = _kept[picture] = Kept(picture)
    else:
        found.catch_up(picture)
    return found


def exposures(picture: Picture, now: int, limit: float) -> Near:
    """Return the danger zones that bear on each leg. `limit`: the doctrine's, for corridors that have none of their own."""
    return kept(picture).exposures.at(picture, now, limit)


def reports_near(picture: Picture, corridor: str, segment: str) -> tuple[tuple[Severity | None, int], ...]:
    """Return how many reports lie within a leg's own distance, by severity, the gravest first; None: the report names none."""
    own = kept(picture)
    own.threats.at(picture, own.ledger, rules_of(picture).doctrine.endanger_distance)
    return tuple(zip(RANKS, own.threats.of(corridor, segment), strict=True))


def standings(picture: Picture, now: int) -> dict[str, Standing]:
    """Return the standing of every indicator of a picture by its spoken code; of two with one code that of the later row."""
    return kept(picture).standings.at(picture, now)


def standings_without(picture: Picture, now: int, indication: str) -> dict[str, Standing]:
    """Return the standings as they would be if a report were marked fabricated, for asking what rests on it."""
    return kept(picture).standings.without(picture, now, indication)
