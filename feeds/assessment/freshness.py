"""How old what we know is: LIVE, AGEING, STALE, SOURCE_LOST, and NO_EVIDENCE where there is nothing whose age could be told.

AGEING begins at half of a half-life, STALE at the whole. Nothing here looks calm by growing old, and nothing from the future stays fresh: a
row cannot speak of a moment after it became known. Deliberately absent: what a screen draws, and FROZEN (a desk's own lost link).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from feeds.picture.envelope import Record
from feeds.picture.picture import Picture
from feeds.picture.room import Source, SourceState, SourceStatus
from feeds.picture.warning import Discipline, Indication, Indicator, IndicatorState, Observation, ReportStatus

HOUR: Final = 3_600_000

INDICATION_HALF_LIVES: Final = {Discipline.OPEN_DATA: 24 * HOUR, Discipline.OSINT: 12 * HOUR, Discipline.CYBER: 12 * HOUR}
"""Half-lives of reports by discipline where the report names no window; all others: `INDICATION_HALF_LIFE`."""

INDICATION_HALF_LIFE: Final = 6 * HOUR
TRACK_HALF_LIFE: Final = 30 * 60_000
"""For tracks of a source that does not say how often it speaks."""

MISSED: Final = 3
"""A track is STALE after so many reports that did not come."""


class Freshness(StrEnum):
    """Five words, none of which means that nothing is wrong."""

    LIVE = "LIVE"
    AGEING = "AGEING"
    STALE = "STALE"
    SOURCE_LOST = "SOURCE_LOST"
    NO_EVIDENCE = "NO_EVIDENCE"


DOUBTFUL: Final = frozenset({Freshness.STALE, Freshness.SOURCE_LOST, Freshness.NO_EVIDENCE})


@dataclass(frozen=True, slots=True)
class Fresh:
    """A word, the moment it is counted from (None: there is nothing whose age could be told), and when it changes by time alone."""

    word: Freshness
    of: int | None = None
    changes: int | None = None

    def age(self, now: int) -> int | None:
        """Return the age in ms; what speaks of a later moment has none yet."""
        return None if self.of is None else max(0, now - self.of)


NOTHING: Final = Fresh(Freshness.NO_EVIDENCE)


def spoken_of(moment: int, record: Record) -> int:
    """Return the moment a row speaks of: never later than when it became known."""
    return min(moment, record.known) if record.known else moment


def freshness(moment: int, half_life: int, now: int) -> Fresh:
    """Return how fresh evidence of `moment` is."""
    ageing, stale = moment + (half_life + 1) // 2, moment + half_life
    if now >= stale:
        return Fresh(Freshness.STALE, moment)
    if now >= ageing:
        return Fresh(Freshness.AGEING, moment, stale)
    return Fresh(Freshness.LIVE, moment, ageing)


def source_state(picture: Picture, source: str) -> SourceState | None:
    """Return what the watch last found of a source, or None where it has found nothing."""
    status = picture.get(SourceStatus, source)
    return status.state if status else None


def _through_sources(found: Fresh, picture: Picture, sources: Iterable[str]) -> Fresh:
    """Doubt what rests on sources all of which are gone: LOST shows as such, NO_DATA as STALE, neither as cleared."""
    states = [source_state(picture, source) for source in sources]
    if not states or any(state not in {SourceState.LOST, SourceState.NO_DATA} for state in states):
        return found
    if all(state is SourceState.LOST for state in states):
        return Fresh(Freshness.SOURCE_LOST, found.of)
    return Fresh(Freshness.STALE, found.of)


def looked_at(record: Record, state: IndicatorState) -> int:
    """Return when somebody last looked: for NOT_OBSERVED the moment of the record, else the moment its evidence speaks of."""
    moment = record.event if state.observation is Observation.NOT_OBSERVED else state.as_of
    return spoken_of(moment, record)


def indicator_freshness(picture: Picture, indicator: Indicator, record: Record | None, now: int) -> Fresh:
    """Return how fresh an indicator's state is. `record` is its state's row; not assessed or not collected: NO_EVIDENCE."""
    if record is None or not isinstance(record.body, IndicatorState):
        return NOTHING
    state = record.body
    if state.observation in {Observation.NOT_ASSESSED, Observation.NO_COLLECTION}:
        return NOTHING
    found = freshness(looked_at(record, state), indicator.half_life, now)
    return _through_sources(found, picture, (state.source,) if state.source else indicator.sources)


def indication_freshness(record: Record, now: int) -> Fresh:
    """Return how fresh a report is: its own window where it names one, else the half-life of its discipline."""
    body = record.body
    if not isinstance(body, Indication):
        return NOTHING
    moment = spoken_of(record.event, record)
    if body.status is not ReportStatus.CURRENT:
        return Fresh(Freshness.STALE, moment)
    if body.window is not None and body.window.until is not None:
        return freshness(moment, max(0, body.window.until - moment), now)
    return freshness(moment, INDICATION_HALF_LIVES.get(body.discipline, INDICATION_HALF_LIFE), now)


def track_freshness(picture: Picture, record: Record, source: str, now: int) -> Fresh:
    """Return how fresh a position is: `MISSED` reports of its source, or `TRACK_HALF_LIFE`."""
    told = picture.get(Source, source)
    half_life = told.expects_every * MISSED if told and told.expects_every else TRACK_HALF_LIFE
    return _through_sources(freshness(spoken_of(record.event, record), half_life, now), picture, (source,))
