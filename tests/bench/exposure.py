"""How soon it is known what each leg of a corridor is exposed to, when 1,000 of 100,000 reports and zones have changed.

5,000 legs of 500 corridors, 100,000 reports in the same theatre and 80 danger zones; 990 reports move or are new, 10 zones are drawn anew.
Beside it the same from scratch, of a fresh picture of the same rows with nothing remembered: legs, tree, counts and zones. Both must be
equal.
"""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Iterator
from typing import Final

from feeds.assessment.distance import forget
from feeds.assessment.exposure import Near
from feeds.assessment.kept import kept
from feeds.assessment.tree import Ints
from feeds.picture.body import Body
from feeds.picture.corridor import Corridor, Mode, Segment
from feeds.picture.danger import DangerZone
from feeds.picture.envelope import Author, AuthorKind, Record
from feeds.picture.fold import fold_all
from feeds.picture.label import Label
from feeds.picture.picture import Picture
from feeds.picture.regime import REAL
from feeds.picture.values import Circle, LineString, Point, Position, Window
from feeds.picture.warning import Discipline, Indication, Severity
from tests.bench.row import in_turn, row

CORRIDORS: Final = 500
LEGS: Final = 10
POINTS: Final = 100_000
ZONES: Final = 80
NEW: Final = 990
REDRAWN: Final = 10
NOW: Final = 1_790_000_000_000
LIMIT: Final = 3_000.0
GOAL: Final = 100.0

_LABEL: Final = Label("ROOM", "OPEN", "HOS", frozenset({"HOS"}))
_SEVERITIES: Final = (*Severity, None)


class Theatre:
    """A theatre of some two thousand kilometres a side that lies across the antimeridian."""

    def __init__(self, seed: int = 7) -> None:
        self.random = random.Random(seed)
        self.picture = Picture(REAL)
        self.sequence = 0
        self.fold(row for number in range(CORRIDORS) for row in self._corridor(number))
        self.fold(self._report(number) for number in range(POINTS))
        self.fold(self._zone(number) for number in range(ZONES))

    def fold(self, rows: Iterator[tuple[str, Body]]) -> None:
        """Fold rows."""
        fold_all(self.picture, [self._record(subject, body) for subject, body in rows])

    def change(self) -> None:
        """Let reports move or come, and zones be drawn anew."""
        self.fold(self._report(self.random.randrange(POINTS + 10_000)) for _ in range(NEW))
        self.fold(self._zone(self.random.randrange(ZONES)) for _ in range(REDRAWN))

    def _place(self) -> Position:
        longitude = self.random.uniform(170.0, 190.0)
        return (longitude if longitude <= 180.0 else longitude - 360.0), self.random.uniform(-48.0, -30.0)

    def _corridor(self, number: int) -> Iterator[tuple[str, Body]]:
        longitude, latitude = self._place()
        names = tuple(f"S-{number}-{leg}" for leg in range(LEGS))
        limit = LIMIT + number % 5 * 500.0
        yield f"C-{number}", Corridor(f"C{number}", "road", "p", Mode.ROAD, "HOS", (), segments=names, endanger_distance=limit)
        for name in names:
            path = [(longitude, latitude)]
            for _ in range(10):
                longitude += self.random.uniform(0.0, 0.015)
                latitude += self.random.uniform(-0.01, 0.01)
                path.append((longitude if longitude <= 180.0 else longitude - 360.0, latitude))
            yield name, Segment(f"C-{number}", name, "leg", LineString(tuple(path)))

    def _report(self, number: int) -> tuple[str, Body]:
        severity = _SEVERITIES[number % len(_SEVERITIES)]
        return f"R-{number}", Indication("report", Discipline.OSINT, "S", geometry=Point(self._place()), severity=severity)

    def _zone(self, number: int) -> tuple[str, Body]:
        area = Circle(self._place(), self.random.uniform(1_000.0, 20_000.0))
        return f"Z-{number}", DangerZone(f"DZ-{number}", "zone", "FIRE", area, Window(NOW - 1), uncertainty=500.0)

    def _record(self, subject: str, body: Body) -> Record:
        self.sequence += 1
        return Record(
            subject=subject,
            regime=REAL,
            event=NOW,
            author=Author("HOS", AuthorKind.MACHINE, "FEED"),
            body=body,  # type: ignore[arg-type]  # every tagged body is on the closed list
            key=f"{self.sequence:064x}",
            label=_LABEL,
            origin="HALL",
            sequence=self.sequence,
            known=NOW,
        )


def rows() -> Iterator[dict[str, object]]:
    """Measure in turn."""
    theatre = Theatre()
    _exposed(theatre.picture)
    gc.collect()
    gc.freeze()

    def ours() -> float:
        theatre.change()
        return _timed(theatre.picture)

    def theirs() -> float:
        fresh = theatre.picture.copy()
        forget()
        took = _timed(fresh)
        mine, other = _exposed(theatre.picture), _exposed(fresh)
        if mine[0] != other[0] or not (mine[1] == other[1]).all():
            raise AssertionError("kept and from scratch differ")
        return took

    mine, other = in_turn(ours, theirs)
    yield row("exposure", mine, "ms", peer="the same from scratch", peer_value=other, goal=GOAL, smaller_is_better=True)


def _timed(picture: Picture) -> float:
    began = time.perf_counter()
    _exposed(picture)
    return (time.perf_counter() - began) * 1_000


def _exposed(picture: Picture) -> tuple[Near, Ints]:
    own = kept(picture)
    return own.exposures.at(picture, NOW, LIMIT), own.threats.at(picture, own.ledger, LIMIT)
