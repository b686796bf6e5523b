"""What may be said of what is watched for: of an indicator, a report or a problem that is there, and in words that can be read.

A report that nobody has can neither be linked nor marked. NOT_OBSERVED names who looked, and what was seen is not unseen from a moment
before. Likelihood is a word of its scale and says nothing of confidence. Deliberately absent: whose judgement it is (`feeds.hub.parties`),
and what follows from any of it (`feeds.assessment`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from feeds.picture.body import Body
from feeds.picture.calendar import iso
from feeds.picture.envelope import Record
from feeds.picture.likelihood import BANDS, ICD_203
from feeds.picture.room import Roster
from feeds.picture.warning import (
    Adjudication,
    Dissent,
    Evidence,
    EvidenceStatus,
    Indication,
    Indicator,
    IndicatorState,
    Judgement,
    Observation,
    Problem,
    ReportMark,
)

Seen = Callable[[type[Body], str], Record | None]
"""A row as the officer may see it; what is withheld is not there."""

_TOLD_TO: Final = 60_000
_TWO: Final = 2


def not_to_be_said(said: Body, subject: str, before: Record | None, seen: Seen, roster: Roster, now: int) -> str | None:
    """Return why this may not be said, or None. `now`: the room's time."""
    if before is not None and before.body == said:
        return None
    match said:
        case IndicatorState():
            return _absent(seen, Indicator, said.indicator) or _observed(said, before, now)
        case Evidence():
            return _link(said) or _absent(seen, Indicator, said.indicator) or _absent(seen, Indication, said.indication)
        case ReportMark():
            return _absent(seen, Indication, said.indication)
        case Dissent():
            return _absent(seen, Problem, said.problem)
        case Adjudication():
            return _between(said, seen)
        case Judgement():
            return _worded(said)
        case Problem():
            return _fed(said, subject, roster)
        case _:
            return None


def _absent(seen: Seen, kind: type[Body], subject: str) -> str | None:
    name = {Indicator: "indicator", Indication: "report", Problem: "warning problem"}[kind]
    return None if seen(kind, subject) is not None else f"there is no {name} {subject}"


def _observed(said: IndicatorState, before: Record | None, now: int) -> str | None:
    if said.as_of > now + _TOLD_TO:
        return f"as_of: {iso(said.as_of)} is still to come; evidence speaks of a moment that was"
    if said.observation is Observation.NO_COLLECTION and said.looked_by:
        return f"looked_by: {said.looked_by} is named; NO_COLLECTION is nobody looking"
    if said.observation is not Observation.NOT_OBSERVED:
        return None
    if not (said.looked_by or said.source):
        return "looked_by: NOT_OBSERVED is somebody who looked; where nobody does it is NO_COLLECTION"
    was = before.body if before is not None and isinstance(before.body, IndicatorState) else None
    if was is None or said.as_of >= was.as_of:
        return None
    word = was.observation.value.replace("_", " ")
    return f"as_of: not seen since {iso(said.as_of)} is earlier than {iso(was.as_of)}, of which it is {word}"


def _link(said: Evidence) -> str | None:
    if said.status is EvidenceStatus.PROPOSED:
        return "status: a matcher proposes; a person links a report or declines it"
    return None


def _between(said: Adjudication, seen: Seen) -> str | None:
    reports = dict.fromkeys(said.indications)
    if len(reports) < _TWO:
        return f"indications: {len(reports)} is named; two reports or more contradict one another"
    if said.preferred is not None and said.preferred not in reports:
        return f"preferred: {said.preferred} is none of those that contradict, {', '.join(reports)}"
    return next((reason for each in reports if (reason := _absent(seen, Indication, each)) is not None), None)


def _worded(said: Judgement) -> str | None:
    if said.likelihood_scale == ICD_203 and said.likelihood.lower() not in BANDS:
        return f"likelihood: {said.likelihood!r} is no word of {ICD_203}: {', '.join(BANDS)}"
    if "confidence" in said.likelihood.lower():
        return f"likelihood: {said.likelihood!r} speaks of confidence, which stands apart"
    return None


def _fed(said: Problem, subject: str, roster: Roster) -> str | None:
    if subject in said.fed_by:
        return f"fed_by: {said.code} is fed by another problem, not by itself"
    return None if roster.entity(said.owner) is not None else f"owner: there is no {said.owner} in this room"
