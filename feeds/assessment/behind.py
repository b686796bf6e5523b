"""The sources behind an alarm, and whether they have all fallen silent: then nobody would tell of its end, and it is STALE, not cleared.

Deliberately absent: what a silent source does to an indicator (`freshness`).
"""

from __future__ import annotations

from collections.abc import Iterator

from feeds.assessment.freshness import source_state
from feeds.assessment.kept import standings
from feeds.assessment.rules import rules_of
from feeds.picture.alarm import Alarm
from feeds.picture.danger import DangerZone
from feeds.picture.picture import Picture
from feeds.picture.room import SourceState
from feeds.picture.warning import Indication, IndicatorState


def silent(picture: Picture, alarm: Alarm, now: int) -> bool:
    """Say whether every source behind an alarm has gone silent; one that rests on no source is never silent."""
    states = [source_state(picture, source) for source in sources_behind(picture, alarm, now)]
    return bool(states) and all(state in {SourceState.LOST, SourceState.NO_DATA} for state in states)


def sources_behind(picture: Picture, alarm: Alarm, now: int) -> Iterator[str]:
    """Yield the sources of a zone's reports, or of the indicators that a threshold leans on."""
    zone = picture.get(DangerZone, alarm.cause) if alarm.cause else None
    for each in zone.evidence if zone is not None else ():
        report = picture.get(Indication, each)
        if report is not None:
            yield report.source
    yield from _leant_on(picture, alarm, now)


def _leant_on(picture: Picture, alarm: Alarm, now: int) -> Iterator[str]:
    ladder = rules_of(picture).doctrine.ladder
    if alarm.about.partition("/")[0] != ladder.code:
        return
    named = {alarm.cause, alarm.about.rpartition("/")[2]}
    codes = [code for each in ladder.thresholds if each.code in named for code in each.indicators]
    known = standings(picture, now) if codes else {}
    for code in codes:
        state = known[code].state if code in known else None
        if state is not None and isinstance(state.body, IndicatorState) and state.body.source is not None:
            yield state.body.source
