"""Which reports may bear on which indicators, and why it seems so. It proposes; only a person links or declines.

A report is proposed for an indicator when it is not too old for it and at least two grounds agree, one of them of its content: words they
share, or a place. The indicator's own source, or a discipline that its linked reports came from, is the other sort of ground. A pair that
somebody has linked or declined, or that is proposed on record, is not proposed again. Every proposal says its grounds. Deliberately absent:
writing evidence, guessing whether a report supports or contradicts, and anything learned from what people did.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Final

from feeds.assessment.distance import between
from feeds.assessment.freshness import Freshness, freshness, spoken_of
from feeds.assessment.kept import kept
from feeds.assessment.legs import legs_of
from feeds.assessment.rules import rules_of
from feeds.assessment.words import kilometres
from feeds.picture.corridor import Corridor
from feeds.picture.envelope import Record
from feeds.picture.identity import joined
from feeds.picture.picture import Picture
from feeds.picture.warning import Discipline, Indication, Indicator, ReportStatus

RECENT: Final = 500
"""So many of the latest reports are looked through for an indicator."""

READ: Final = 1_000
"""So many characters of each of a report's texts are read: what it is about stands at its beginning."""

MOST: Final = 20
"""More proposals at once are no help."""

_SHORT: Final = 4
_COMMON: Final = 0.2
"""A word that more than this share of the watch list has says nothing."""

_WORD: Final = re.compile(r"[^\W_]+")


class GroundKind(StrEnum):
    """Why a report may bear on an indicator."""

    WORDS = "WORDS"
    PLACE = "PLACE"
    SOURCE = "SOURCE"
    DISCIPLINE = "DISCIPLINE"


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason, in words. `weight`: how much it counts beside the others; the unit is one shared word."""

    kind: GroundKind
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Match:
    """A proposal: a report, an indicator, and the grounds, the weightiest first."""

    report: Record
    indicator: Record
    code: str
    grounds: tuple[Ground, ...]

    @property
    def weight(self) -> float:
        """How much speaks for it."""
        return sum(ground.weight for ground in self.grounds)

    @property
    def reason(self) -> str:
        """Say why in one line."""
        return "; ".join(ground.text for ground in self.grounds)


def matches_of_indicator(picture: Picture, now: int, indicator: str) -> tuple[Match, ...]:
    """Return the latest reports that may bear on an indicator, the weightiest first."""
    reading = _Reading(picture, now)
    mine = next((each for each in reading.indicators if each.subject == indicator), None)
    latest = islice(reversed(picture.tables.get("indication", {}).values()), RECENT)
    return _ranked(reading.match(row, mine) for row in latest) if mine is not None else ()


def _ranked(found: Iterable[Match | None]) -> tuple[Match, ...]:
    made = sorted(
        (each for each in found if each is not None), key=lambda each: (-each.weight, -each.report.event, each.code, each.report.subject)
    )
    return tuple(made[:MOST])


class _Reading:
    """The watch list, made ready for matching: how often each word occurs on it, and where its corridors run."""

    def __init__(self, picture: Picture, now: int) -> None:
        self.picture, self.now = picture, now
        self.indicators = tuple(row for row, _ in picture.bodies(Indicator))
        self._words = {row.row: _words(row.body.name, row.body.place) for row in self.indicators if isinstance(row.body, Indicator)}
        self._often = Counter(word for words in self._words.values() for word in words)
        self._disciplines: dict[str, frozenset[Discipline]] = {}
        self._said: dict[int, frozenset[str]] = {}
        self._corridors = {body.code.casefold(): row.subject for row, body in picture.bodies(Corridor)}

    def match(self, report: Record, indicator: Record) -> Match | None:
        """Return the proposal that a report bears on an indicator, or None."""
        body, watched = report.body, indicator.body
        if not isinstance(body, Indication) or not isinstance(watched, Indicator) or body.status is not ReportStatus.CURRENT:
            return None
        if freshness(spoken_of(report.event, report), watched.half_life, self.now).word is Freshness.STALE:
            return None
        content = (*self._shared(body, indicator), *self._placed(body, watched))
        if not content:
            return None
        grounds = sorted((*content, *self._origin(body, watched, indicator)), key=lambda each: -each.weight)
        if len({each.kind for each in grounds}) < 2 or self._settled(report.subject, indicator.subject):  # noqa: PLR2004 -- one ground alone is a coincidence
            return None
        return Match(report, indicator, watched.code, tuple(grounds))

    def _settled(self, report: str, indicator: str) -> bool:
        """Say whether the pair is on record already, however it was settled; or the report has lost its word."""
        ledger = kept(self.picture).ledger
        lost = ledger.marked(report) or ledger.cancelled(report, self.picture.find("indication", report))
        return lost or self.picture.find("evidence", joined(indicator, report)) is not None

    def _origin(self, body: Indication, watched: Indicator, indicator: Record) -> Iterator[Ground]:
        if body.source in watched.sources:
            yield Ground(GroundKind.SOURCE, f"{body.source} looks for it", 1.0)
        if body.discipline in self._earlier(indicator.subject):
            yield Ground(GroundKind.DISCIPLINE, f"earlier reports on it were {body.discipline.value}", 0.5)

    def _earlier(self, indicator: str) -> frozenset[Discipline]:
        """Return the disciplines of the reports that people linked to an indicator."""
        if indicator not in self._disciplines:
            links = kept(self.picture).ledger.links(indicator)[-MOST:]
            found = (self.picture.get(Indication, link.indication) for link in links)
            self._disciplines[indicator] = frozenset(each.discipline for each in found if each is not None)
        return self._disciplines[indicator]

    def _shared(self, body: Indication, indicator: Record) -> Iterator[Ground]:
        limit = max(1.0, _COMMON * len(self.indicators))
        if id(body) not in self._said:
            self._said[id(body)] = _words(body.title, body.text[:READ], body.translation[:READ], body.category or "")
        shared = sorted(word for word in self._said[id(body)] & self._words[indicator.row] if self._often[word] <= limit)
        if shared:
            yield Ground(GroundKind.WORDS, f"words: {', '.join(shared[:5])}", float(len(shared)))

    def _placed(self, body: Indication, watched: Indicator) -> Iterator[Ground]:
        where = watched.place.casefold().strip()
        if where and where in {body.place.casefold().strip(), *(each.strip() for each in body.place.casefold().split(","))}:
            yield Ground(GroundKind.PLACE, f"place: {watched.place}", 2.0)
        elif body.geometry is not None:
            named = f"{watched.name} {watched.place}".casefold()
            for code, subject in self._corridors.items():
                if re.search(rf"(?<!\w){re.escape(code)}(?!\w)", named):
                    yield from self._along(body, subject)

    def _along(self, body: Indication, subject: str) -> Iterator[Ground]:
        """A report within the distance of a corridor that the indicator names."""
        legs = legs_of(self.picture, subject)
        if legs is None or body.geometry is None or not legs.legs:
            return
        nearest = min(between(leg.geometry, body.geometry).metres for _, leg in legs.legs)
        limit = legs.corridor.endanger_distance
        if nearest <= (rules_of(self.picture).doctrine.endanger_distance if limit is None else limit):
            yield Ground(GroundKind.PLACE, f"place: {kilometres(nearest)} from {legs.corridor.code}", 1.5)


def _words(*texts: str) -> frozenset[str]:
    """Return the words that say something: longer than three letters, in any script, without case."""
    return frozenset(word for text in texts for word in _WORD.findall(text.casefold()) if len(word) >= _SHORT)
