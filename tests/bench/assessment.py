"""How soon the watch knows what follows: 50 problems, 2,000 indicators, 100,000 reports linked to them, and 1,000 new records.

Beside it the same findings from scratch, of a fresh picture of the same rows. Both must be equal. The second row is the longest the loop of
a display is held by one look of its panels at such a room while the records come in.
"""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Iterator
from typing import Final

from feeds.assessment.findings import Signs, findings
from feeds.assessment.kept import standings
from feeds.assessment.ladder import ladder_view
from feeds.assessment.why import chain
from feeds.picture.body import Body
from feeds.picture.doctrine import Doctrine
from feeds.picture.envelope import Author, AuthorKind, Record
from feeds.picture.fold import fold_all
from feeds.picture.label import Label, LabelClass, LabelPolicy
from feeds.picture.ladder import ConsentRule, DeclaredLevel, Ladder, LadderType, Rung, Threshold
from feeds.picture.picture import Picture
from feeds.picture.regime import REAL
from feeds.picture.room import Entity, EntityKind, Policy, Roster, Source
from feeds.picture.warning import (
    Admiralty,
    Discipline,
    Evidence,
    EvidenceStatus,
    Indication,
    Indicator,
    IndicatorState,
    Observation,
    Problem,
    Relation,
)
from tests.bench.row import in_turn, row

PROBLEMS: Final = 50
INDICATORS: Final = 2_000
REPORTS: Final = 100_000
NEW: Final = 1_000
NOW: Final = 1_790_000_000_000
HOUR: Final = 3_600_000
GOAL: Final = 50.0
GAP_MS: Final = 50.0

_LABELS: Final = tuple(Label("ROOM", "OPEN", "HOS", frozenset({"HOS", "ALF", *more})) for more in ((), ("BET",), ("GAM",)))
_DISCIPLINES: Final = tuple(Discipline)


class Room:
    """A room that fills up: rows are folded in batches, as a hub does, and its watch looks after each."""

    def __init__(self, seed: int = 7) -> None:
        self.random = random.Random(seed)
        self.picture = Picture(REAL)
        self.sequence = self.reports = 0
        self.now = NOW
        self.fold(self._opening())
        for start in range(0, REPORTS, 10_000):
            self.fold(each for number in range(start, start + 10_000) for each in self._report(number))
        self.watch()

    def fold(self, rows: Iterator[tuple[str, Body]]) -> None:
        """Fold rows."""
        fold_all(self.picture, [self._record(subject, body) for subject, body in rows])

    def watch(self, picture: Picture | None = None) -> None:
        """Look until nothing is left to find."""
        signs = Signs(last_data={f"S-{n}": self.now for n in range(50)})
        outcome = findings(picture or self.picture, self.now, signs)
        for _ in range(8):
            if not outcome.rows:
                return
            written = [self._record(each.subject, each.body, AuthorKind.HUB, each.label) for each in outcome.rows]
            fold_all(picture or self.picture, written)
            outcome = findings(picture or self.picture, self.now, signs)

    def arriving(self) -> list[Record]:
        """Return what comes in next: reports, the links people made of some of them, and a few observations set anew."""
        self.now += 60_000
        made: list[tuple[str, Body]] = []
        while len(made) < NEW - 20:
            made += self._report(REPORTS + self.reports)
            self.reports += 1
        made += [self._state(self.random.randrange(INDICATORS)) for _ in range(NEW - len(made))]
        return [self._record(subject, body) for subject, body in made]

    def _opening(self) -> Iterator[tuple[str, Body]]:
        kept = LabelPolicy("ROOM", (LabelClass("OPEN", "OPEN", "green", "black"),))
        entities = (
            Entity("HOS", "host", EntityKind.NATION, "OPEN"),
            *(Entity(code, code, EntityKind.NATION, "OPEN") for code in ("ALF", "BET")),
        )
        yield "HALL", Roster("HALL", "Hall", "HOS", entities, default_label=_LABELS[0])
        yield "HALL", Policy(kept)
        rungs = tuple(Rung(n, str(n), f"rung {n}") for n in range(1, 8))
        thresholds = tuple(self._threshold(number) for number in range(200))
        ladder = Ladder("L", 1, "ladder", LadderType.DECISION, "COUNCIL", ConsentRule.AUTHORITY, rungs, thresholds)
        yield "D", Doctrine("D", 1, ladder)
        yield "L/COUNCIL", DeclaredLevel("L", "COUNCIL", 3, common=True)
        for number in range(50):
            yield f"S-{number}", Source(f"S-{number}", f"source {number}", "usgs", "HOS", 600_000)
        for number in range(PROBLEMS):
            yield f"W-{number}", Problem(f"WP-{number}", f"problem {number}", "HOS")
        for number in range(INDICATORS):
            problems = (f"W-{number % PROBLEMS}",)
            yield f"I-{number}", Indicator(f"C-{number}", f"indicator {number}", problems, 6 * HOUR, sources=(f"S-{number % 50}",))
            yield self._state(number)

    def _threshold(self, number: int) -> Threshold:
        codes = tuple(f"C-{self.random.randrange(INDICATORS)}" for _ in range(10))
        needed = 8 if number % 3 else 9
        if number % 10 == 0:
            return Threshold(f"X-{number}", "exit", codes, 10, Observation.NOT_OBSERVED, HOUR, lowers_from=3)
        return Threshold(f"T-{number}", "entry", codes, needed, Observation.PARTIAL, 6 * HOUR, Admiralty("C", 3), raises_to=2 + number % 6)

    def _state(self, number: int) -> tuple[str, Body]:
        observation = self.random.choice((Observation.OBSERVED, Observation.PARTIAL, Observation.NOT_OBSERVED, Observation.NOT_ASSESSED))
        pair = Admiralty("B", 2) if number % 2 else None
        as_of = self.now - self.random.randrange(3 * HOUR)
        return f"I-{number}", IndicatorState(f"I-{number}", observation, as_of, pair, "HOS", f"S-{number % 50}")

    def _report(self, number: int) -> tuple[tuple[str, Body], ...]:
        """Return a report, and the link somebody made of it to one indicator."""
        pair = Admiralty("ABCDEF"[number % 6], 1 + number % 6)
        which = self.random.randrange(INDICATORS)
        place, source = f"place {number % 500}", f"S-{(which + self.random.randrange(5)) % 50}"
        body = Indication(f"report {number}", _DISCIPLINES[number % len(_DISCIPLINES)], source, pair, place=place)
        indicator = f"I-{which}"
        relation = Relation.CONTRADICTS if number % 400 == 0 else Relation.SUPPORTS
        link = Evidence(indicator, f"R-{number}", EvidenceStatus.LINKED, relation)
        return (f"R-{number}", body), (f"{indicator}/R-{number}", link)

    def _record(self, subject: str, body: Body, kind: AuthorKind = AuthorKind.OFFICER, label: Label | None = _LABELS[0]) -> Record:
        self.sequence += 1
        return Record(
            subject=subject,
            regime=REAL,
            event=self.now,
            author=Author("HOS", kind, "watch"),
            body=body,  # type: ignore[arg-type]  # every tagged body is on the closed list
            key=f"{self.sequence:064x}",
            label=_LABELS[self.sequence % 3] if kind is AuthorKind.OFFICER else label,
            origin="HALL",
            sequence=self.sequence,
            known=self.now,
        )


def rows() -> Iterator[dict[str, object]]:
    """Measure in turn: the same 1,000 new records, looked at by who kept what it knew, and by who begins from nothing.

    What stood before is frozen for the collector, as hubs and displays do once they are up.
    """
    room = Room()
    gc.collect()
    gc.freeze()
    gaps: list[float] = []
    begun: list[Picture] = []

    def ours() -> float:
        arriving = room.arriving()
        fold_all(room.picture, arriving)
        took = _timed(room, room.picture)
        gaps.append(_look(room))
        return took

    def theirs() -> float:
        # The last one goes only now: taking down all that was found of it would leave its memory to be had anew by ours, as no hub does.
        begun.clear()
        fresh = room.picture.copy()
        begun.append(fresh)
        took = _timed(room, fresh)
        _hold_equal(room, fresh)
        return took

    mine, other = in_turn(ours, theirs)
    yield row(
        "assessment",
        mine,
        "ms",
        peer="the same findings from scratch",
        peer_value=other,
        goal=GOAL,
        smaller_is_better=True,
    )
    yield row("assessment_display_gap", max(gaps), "ms", goal_value=GAP_MS, smaller_is_better=True)


def _timed(room: Room, picture: Picture) -> float:
    began = time.perf_counter()
    findings(picture, room.now, Signs(last_data={f"S-{n}": room.now for n in range(50)}))
    return (time.perf_counter() - began) * 1_000


def _hold_equal(room: Room, fresh: Picture) -> None:
    signs = Signs(last_data={f"S-{n}": room.now for n in range(50)})
    if findings(fresh, room.now, signs) != findings(room.picture, room.now, signs):
        raise AssertionError("kept and from scratch differ")
    room.watch()


def _look(room: Room) -> float:
    """Return how many ms the heaviest single look of a panel takes right after records came in; each is one turn of the loop."""
    looks = (
        lambda: standings(room.picture, room.now),
        lambda: ladder_view(room.picture, room.now),
        lambda: chain(room.picture, room.now, "rung", "4"),
        lambda: chain(room.picture, room.now, "indicator", "I-7"),
        lambda: chain(room.picture, room.now, "indication", "R-7"),
    )
    found = []
    for look in looks:
        fold_all(room.picture, room.arriving())
        began = time.perf_counter()
        look()
        found.append((time.perf_counter() - began) * 1_000)
    return max(found)
