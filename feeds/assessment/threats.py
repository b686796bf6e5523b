"""How many reports lie within each leg's own distance, by severity: what a corridor's explanation counts beside its danger zones.

A report counts while its source stands by it, nobody has marked it fabricated or withdrawn, and no later one supersedes it. Counts are kept
as reports come and go; a report's place is looked up once, in a tree over the legs. A count is no condition: only a danger zone, drawn by
somebody, endangers a leg. Deliberately absent: distances from reports to anything but legs, and any sum over people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

import numpy as np

from feeds.assessment.distance import Caps, between, caps
from feeds.assessment.ledger import Ledger
from feeds.assessment.legs import Leg, all_legs, each_leg
from feeds.assessment.tree import Ints, LegTree
from feeds.picture.envelope import Key, Record
from feeds.picture.picture import Picture
from feeds.picture.values import Geometry, Point
from feeds.picture.warning import Indication, ReportStatus, Severity

RANKS: Final = (*Severity, None)
"""Columns of the counts, the gravest first; None: the report names no severity."""

_RANK: Final = {severity: rank for rank, severity in enumerate(RANKS)}
_NONE: Final = np.zeros(0, np.int64)


class Threats:
    """The counts of one picture. `counts`: one row a leg, one column a rank."""

    def __init__(self) -> None:
        self.counts: Ints = np.zeros((0, len(RANKS)), np.int64)
        self._limit: float | None = None
        self._legs: tuple[Leg, ...] = ()
        self._places: dict[tuple[str, str], int] = {}
        self._tree: LegTree | None = None
        self._caps: Caps | None = None
        self._counted: dict[Key, tuple[int, Ints]] = {}
        self._named: dict[Key, tuple[str, ...]] = {}
        self._superseded: Counter[str] = Counter()
        self._changed: set[Key] = set()

    def take(self, kind: str, keys: Iterable[Key], picture: Picture) -> None:
        """Take in that reports, or marks on them, are new, changed or gone; where corridors or segments are, all is counted anew."""
        if kind in {"corridor", "segment"}:
            self._limit = None
        elif self._limit is not None:
            subjects = (subject for subject, _ in keys)
            self._changed.update(keys if kind == "indication" else _rows(picture, subjects))

    def at(self, picture: Picture, ledger: Ledger, limit: float) -> Ints:
        """Return the counts. `limit`: the doctrine's distance in metres, for corridors that have none of their own."""
        if limit != self._limit:
            self._begin(picture, limit)
        if self._changed and self._tree is not None:
            self._count(picture, ledger)
        self._changed = set()
        return self.counts

    def of(self, corridor: str, segment: str) -> tuple[int, ...]:
        """Return the counts of one leg as they were last asked for."""
        index = self._places.get((corridor, segment))
        return (0,) * len(RANKS) if index is None else tuple(int(count) for count in self.counts[index])

    def _begin(self, picture: Picture, limit: float) -> None:
        self._limit = limit
        self._legs = each_leg(all_legs(picture), limit)
        self._places = {leg.place: index for index, leg in enumerate(self._legs)}
        self.counts = np.zeros((len(self._legs), len(RANKS)), np.int64)
        self._counted, self._named, self._superseded = {}, {}, Counter()
        geometries = [leg.body.geometry for leg in self._legs]
        self._tree = LegTree(geometries, [leg.limit for leg in self._legs]) if self._legs else None
        self._caps = caps(geometries) if self._legs else None
        self._changed = set(picture.tables.get("indication", ())) if self._legs else set()

    def _count(self, picture: Picture, ledger: Ledger) -> None:
        table = picture.tables.get("indication", {})
        self._changed |= self._supersede(picture, table)
        self._add((gone for key in self._changed if (gone := self._counted.pop(key, None)) is not None), -1)
        points: list[tuple[Key, int, tuple[float, float]]] = []
        found: list[tuple[int, Ints]] = []
        for key in self._changed:
            row = table.get(key)
            body = row.body if row is not None else None
            if not isinstance(body, Indication) or body.geometry is None or not self._stands(body, key[0], ledger):
                continue
            rank = _RANK[body.severity]
            if isinstance(body.geometry, Point):
                points.append((key, rank, body.geometry.at))
            else:
                self._counted[key] = rank, self._around(body.geometry)
                found.append(self._counted[key])
        self._add((*found, *self._near(points)), 1)

    def _stands(self, body: Indication, subject: str, ledger: Ledger) -> bool:
        return body.status is ReportStatus.CURRENT and not ledger.marked(subject) and not self._superseded[subject]

    def _supersede(self, picture: Picture, table: dict[Key, Record]) -> set[Key]:
        """Note what the changed reports supersede, and return the rows that this concerns."""
        concerned: set[str] = set()
        for key in self._changed:
            row = table.get(key)
            names = row.body.supersedes if row is not None and isinstance(row.body, Indication) else ()
            before = self._named.pop(key, ())
            if names:
                self._named[key] = names
            if names != before:
                self._superseded.subtract(before)
                self._superseded.update(names)
                concerned.update(before, names)
        return _rows(picture, concerned)

    def _near(self, points: list[tuple[Key, int, tuple[float, float]]]) -> list[tuple[int, Ints]]:
        """Look up where reports of a point lie, all at once."""
        if not points or self._tree is None:
            return []
        where = np.array([at for _, _, at in points], dtype=np.float64)
        found = self._tree.near(where[:, 0], where[:, 1])
        bounds = np.searchsorted(found.places, np.arange(len(points) + 1))
        made: list[tuple[int, Ints]] = []
        for place in np.nonzero(np.diff(bounds))[0].tolist():
            key, rank, _ = points[place]
            self._counted[key] = rank, found.legs[bounds[place] : bounds[place + 1]]
            made.append(self._counted[key])
        return made

    def _around(self, geometry: Geometry) -> Ints:
        """Return the legs within their own distance of an area or a path."""
        if self._caps is None:
            return _NONE
        reach = max(leg.limit for leg in self._legs)
        near = (index for index in self._caps.near(geometry, reach))
        legs = [index for index in near if between(self._legs[index].body.geometry, geometry).metres <= self._legs[index].limit]
        return np.array(legs, np.int64)

    def _add(self, found: Iterable[tuple[int, Ints]], sign: int) -> None:
        pairs = list(found)
        if not pairs:
            return
        legs = np.concatenate([each for _, each in pairs])
        ranks = np.repeat([rank for rank, _ in pairs], [len(each) for _, each in pairs])
        np.add.at(self.counts, (legs, ranks), sign)


def _rows(picture: Picture, subjects: Iterable[str]) -> set[Key]:
    return {key for subject in subjects for key in picture.keys("indication", subject)}
