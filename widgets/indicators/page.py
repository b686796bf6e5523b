"""The page of one indicator: its four axes in full, every report beside it, what it counts for, what would follow, who changed it.

Contradicting reports stand side by side until a person judges; a matcher's proposal is a proposal until a person links or declines it.
What would follow is hypothetical and says so. Pure.
"""

from collections.abc import Iterable

from feeds.assessment.rules import rules_of
from feeds.assessment.standing import Standing
from feeds.assessment.thresholds import Hold, Holding, progress
from feeds.assessment.what_if import Supposition, what_if
from feeds.picture.envelope import Record
from feeds.picture.picture import Picture
from feeds.picture.warning import IndicatorState, Observation, Problem
from widgets.board.acting import offered
from widgets.board.model import Entry, Fact, Part
from widgets.course import Course
from widgets.indicators.reports import evidence_part, proposed_part, rival_part
from widgets.indicators.signs import observation_state
from widgets.signed import by, writer
from widgets.standpoint import Standpoint
from widgets.times import span, zulu
from widgets.words import State

_HOLDS = {Hold.SOLID: State.THRESHOLD_MET, Hold.HOLLOW: State.THRESHOLD_HOLLOW, Hold.MISSING: State.THRESHOLD_NOT_MET}


def indicator_page(picture: Picture, now: int, standpoint: Standpoint, one: Standing, known: dict[str, Standing], course: Course) -> Entry:
    """The page of an indicator as this desk reads it now."""
    critical = "critical" if one.body.critical else ""
    direction = one.body.direction.value.lower()
    diagnosticity = f"diagnosticity {one.body.diagnosticity}" if one.body.diagnosticity else ""
    return Entry(
        "indicator",
        one.indicator,
        one.body.name,
        one.code,
        observation_state(one.observation),
        support=" · ".join(part for part in (direction, critical, diagnosticity, one.body.place) if part),
        parts=(
            Part("Observation, by a person", _observation(picture, now, one)),
            Part("Evaluation and freshness, apart", _worth(now, one)),
            *rival_part(picture, now, standpoint, one),
            proposed_part(picture, now, standpoint, one),
            evidence_part(picture, now, standpoint, one),
            Part("Serves", (*_problems(picture, one), *_thresholds(picture, now, one, known)), "no threshold asks for it"),
            Part("What if: hypothetical, never recorded", _what_if(picture, now, one)),
            Part("How it came to read so", history(picture, now, course.of("indicator_state", one.indicator, now))),
        ),
        acts=offered(
            (("observe", "Observation…", "J"), ("evidence", "Link evidence…", "E")),
            one.indicator,
            standpoint.off,
        ),
    )


def _observation(picture: Picture, now: int, one: Standing) -> tuple[Fact, ...]:
    state = observation_state(one.observation)
    if one.state is None:
        return (Fact("Reads", "no person has judged it", state),)
    body = one.state.body
    remark = body.remark if isinstance(body, IndicatorState) else ""
    looked = f"{zulu(one.looked, now)}, {span(now - one.looked)} ago" if one.looked is not None else "nobody is looking"
    return (
        Fact("Reads", "void: its reports were marked, cancelled or judged against" if one.void else "", state, by(picture, one.state, now)),
        *((Fact("Since", zulu(one.since, now)),) if one.since is not None else ()),
        Fact("Looked", looked, right=f"by {one.by}" if one.by else ""),
        *((Fact("Remark", remark),) if remark else ()),
    )


def _worth(now: int, one: Standing) -> tuple[Fact, ...]:
    """The Admiralty pair and the freshness: F and 6 cannot be judged, which is not the worst."""
    pair = str(one.evaluation) if one.evaluation is not None else "none"
    unjudged = one.evaluation is not None and not one.evaluation.judged
    passed = one.fresh.age(now)
    age = f"{span(passed)} old" if passed is not None else "no evidence"
    return (
        Fact("Admiralty", pair, State.UNKNOWN if unjudged else None, "cannot be judged" if unjudged else ""),
        Fact("Freshness", f"{one.fresh.word.value.replace('_', ' ')} · {age}", right=f"half-life {span(one.body.half_life)}"),
        Fact("Sources", ", ".join(one.body.sources) or "no source is named for it", None if one.body.sources else State.NO_COLLECTION),
    )


def _problems(picture: Picture, one: Standing) -> Iterable[Fact]:
    """The problems it serves, and those that they feed in turn."""
    for row, body in picture.bodies(Problem):
        if {row.subject, body.code} & set(one.body.problems):
            fed = [other.code for _, other in picture.bodies(Problem) if {row.subject, body.code} & set(other.fed_by)]
            feeds = f"feeds {', '.join(fed)}" if fed else ""
            yield Fact("Problem", f"{body.code} {body.name}", right=feeds, kind="problem", subject=row.subject)


def _thresholds(picture: Picture, now: int, one: Standing, known: dict[str, Standing]) -> Iterable[Fact]:
    for threshold in rules_of(picture).doctrine.ladder.thresholds:
        if one.code in threshold.indicators:
            made = progress(picture, threshold, known, now)
            holding = next(each for each in made.holdings if each.code == one.code)
            share = f"{len(made.counted)} of {max(1, threshold.needed)}"
            yield Fact(threshold.code, _held(holding), _HOLDS[holding.hold], share, "threshold", threshold.code)


def _held(holding: Holding) -> str:
    return f"{holding.text}, only seems to hold" if holding.seems else holding.text


def _what_if(picture: Picture, now: int, one: Standing) -> tuple[Fact, ...]:
    """The ladder if it read otherwise. A supposition is nobody's report."""
    asked = [each for each in (Observation.OBSERVED, Observation.NOT_OBSERVED) if each is not one.observation]
    return tuple(_supposed(picture, now, one.code, each) for each in asked)


def _supposed(picture: Picture, now: int, code: str, observation: Observation) -> Fact:
    made = what_if(picture, now, (Supposition(code, observation),))
    ladder = rules_of(picture).doctrine.ladder
    would, is_now = ladder.rung(made.then.ordinal), ladder.rung(made.actual.ordinal)
    moved = ", ".join(f"{each.code} {'met' if each.then.met else 'not met'}" for each in made.shifts if each.now.met != each.then.met)
    level = f"assessed would be {would.printed if would else made.then.ordinal}{' hollow' if made.then.hollow else ''}"
    same = made.then.ordinal == made.actual.ordinal
    right = "as now" if same else f"now {is_now.printed if is_now else made.actual.ordinal}"
    word = observation.value.replace("_", " ")
    return Fact(f"if {word}", f"{level}{f' ({moved})' if moved else ''}", State.HYPOTHETICAL, right)


def history(picture: Picture, now: int, versions: tuple[Record, ...]) -> tuple[Fact, ...]:
    """Each change of an observation, the latest first: who, what, and when it was learned."""
    return tuple(
        Fact(zulu(row.known, now), row.body.remark, observation_state(row.body.observation), writer(picture, row))
        for row in versions
        if isinstance(row.body, IndicatorState)
    )
