"""What the evidence behind each indicator is worth now: its age, its evaluation, what contradicts it and what was marked.

The observation stays a person's word and is never altered here. Two doubts come from links: every report that supports it was marked
fabricated or withdrawn, or was judged against (`void`); or a linked report contradicts it and nobody has judged between them yet
(`contradicted`). A proposed link counts for nothing. Deliberately absent: what a threshold makes of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from feeds.assessment.freshness import NOTHING, Fresh, indicator_freshness, looked_at, spoken_of
from feeds.picture.envelope import Record
from feeds.picture.picture import Picture
from feeds.picture.warning import (
    Adjudication,
    Admiralty,
    Evidence,
    EvidenceStatus,
    Indication,
    Indicator,
    IndicatorState,
    MarkKind,
    Observation,
    Relation,
    ReportMark,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """An indicator and its state. `since`: since when the observation speaks; `looked`: when somebody last looked.

    For NOT_OBSERVED `since` is the moment since which it has been looked for and not seen: a supporting report later than the
    state's own word moves it on. `rivals`: reports that contradict it. `basis`: the rows the standing rests on.
    """

    code: str
    indicator: str
    body: Indicator
    state: Record | None
    observation: Observation
    evaluation: Admiralty | None
    since: int | None
    looked: int | None
    by: str
    fresh: Fresh
    supports: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    void: bool = False
    basis: tuple[Record, ...] = ()

    @property
    def contradicted(self) -> bool:
        """Say whether a rival report waits for a person's judgement."""
        return bool(self.rivals)


@dataclass(frozen=True, slots=True)
class Links:
    """Linked evidence by indicator, marks and judgements by report."""

    evidence: Mapping[str, tuple[Evidence, ...]]
    bad: frozenset[str]
    """Reports marked fabricated or withdrawn."""
    judged: tuple[Adjudication, ...]


def links(picture: Picture, disbelieved: frozenset[str] = frozenset()) -> Links:
    """Collect the linked evidence of a picture once, for all its indicators."""
    by_indicator: defaultdict[str, list[Evidence]] = defaultdict(list)
    for _, evidence in picture.bodies(Evidence):
        if evidence.status is EvidenceStatus.LINKED:
            by_indicator[evidence.indicator].append(evidence)
    bad = frozenset(mark.indication for _, mark in picture.bodies(ReportMark) if mark.mark is not MarkKind.CONFIRMED)
    judged = tuple(judgement for _, judgement in picture.bodies(Adjudication) if judgement.preferred is not None)
    return Links({indicator: tuple(found) for indicator, found in by_indicator.items()}, bad | disbelieved, judged)


def standings(picture: Picture, now: int, disbelieved: frozenset[str] = frozenset()) -> dict[str, Standing]:
    """Return the standing of every indicator by its spoken code; of two with one code the later row counts.

    `disbelieved`: reports to be read as if they had been marked fabricated, for asking what rests on them.
    """
    known = links(picture, disbelieved)
    return {body.code: standing(picture, row, body, known, now) for row, body in picture.bodies(Indicator)}


def standing(picture: Picture, row: Record, body: Indicator, known: Links, now: int) -> Standing:
    """Return the standing of one indicator."""
    state_row = picture.find("indicator_state", row.subject)
    state = state_row.body if state_row else None
    if state_row is None or not isinstance(state, IndicatorState):
        return Standing(body.code, row.subject, body, None, Observation.NOT_ASSESSED, None, None, None, "", NOTHING)
    evidence = known.evidence.get(row.subject, ())
    supports = tuple(each.indication for each in evidence if each.relation is Relation.SUPPORTS)
    against, rivals = _contested(evidence, known)
    held = tuple(each for each in supports if each not in known.bad and each not in against)
    reports = tuple(found for each in held if (found := picture.find("indication", each)) is not None)
    return Standing(
        code=body.code,
        indicator=row.subject,
        body=body,
        state=state_row,
        observation=state.observation,
        evaluation=state.evaluation or _best(reports),
        since=_since(state_row, state, reports),
        looked=looked_at(state_row, state),
        by=state.looked_by or state.source or "",
        fresh=indicator_freshness(picture, body, state_row, now),
        supports=supports,
        rivals=rivals,
        void=bool(supports) and not held,
        basis=(row, state_row, *(reports if state.evaluation is None else ())),
    )


def _since(record: Record, state: IndicatorState, reports: tuple[Record, ...]) -> int:
    moment = spoken_of(state.as_of, record)
    if state.observation is not Observation.NOT_OBSERVED:
        return moment
    return max([moment, *(spoken_of(report.event, report) for report in reports)])


def _contested(evidence: tuple[Evidence, ...], known: Links) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the supporting reports judged against, and the contradicting ones that nobody has judged."""
    against: set[str] = set()
    open_rivals: list[str] = []
    ours = {each.indication for each in evidence if each.relation is Relation.SUPPORTS}
    for rival in (each.indication for each in evidence if each.relation is Relation.CONTRADICTS):
        if rival in known.bad:
            continue
        judgements = [judgement for judgement in known.judged if rival in judgement.indications]
        if not judgements:
            open_rivals.append(rival)
        for judgement in judgements:
            if judgement.preferred == rival:
                against |= ours & set(judgement.indications)
    return frozenset(against), tuple(open_rivals)


def _best(reports: tuple[Record, ...]) -> Admiralty | None:
    """Return the best evaluation that could be judged; where none could, any there is: it is not worse, only unjudged."""
    found = [report.body.evaluation for report in reports if isinstance(report.body, Indication) and report.body.evaluation]
    judged = [each for each in found if each.judged]
    return min(judged or found, key=lambda each: (each.reliability, each.credibility), default=None)
