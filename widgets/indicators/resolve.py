"""The picture as the indicators panel shows it: one problem, its judgement, its watch list. Pure, no Qt.

The order is by threshold: what the next rung asks for comes first. It hangs on the doctrine and the declared level only, so rows keep
their places while evidence comes and goes. Deliberately absent: freshness and standing of evidence (feeds.assessment).
"""

from collections.abc import Mapping
from typing import assert_never

from feeds.assessment.freshness import Freshness
from feeds.assessment.kept import standings
from feeds.assessment.ladder import declared_level
from feeds.assessment.rules import Rules, rules_of
from feeds.assessment.standing import Standing
from feeds.picture.envelope import Record
from feeds.picture.identity import shown
from feeds.picture.likelihood import in_band
from feeds.picture.picture import Picture
from feeds.picture.room import SourceState, SourceStatus
from feeds.picture.warning import Direction, Dissent, Indicator, Judgement, Observation, Problem
from widgets.board.model import Entry
from widgets.cells import Act, Empty
from widgets.course import Course
from widgets.indicators.alarms import alarms_by_indicator
from widgets.indicators.model import Alarm, IndicatorsModel, IndicatorView, ProblemView
from widgets.indicators.narrowing import in_range
from widgets.indicators.page import indicator_page
from widgets.indicators.problem_page import problem_page
from widgets.indicators.signs import direction_word, observation_state
from widgets.standpoint import Standpoint
from widgets.times import Range, span, zulu
from widgets.words import State

NO_LIST = Empty("No watch list for this problem")
NO_PROBLEM = Empty("Nothing is watched for", "the room's doctrine names no warning problem")


def resolve(
    picture: Picture,
    now: int,
    standpoint: Standpoint,
    problem: str | None = None,
    alarms: Mapping[str, Alarm] | None = None,
    *,
    opened: str = "",
    course: Course | None = None,
    window: Range | None = None,
) -> IndicatorsModel:
    """The watch list of a problem (its subject; None: the first by code). `alarms` by indicator subject; None: found here.

    `opened`: the subject of the indicator or problem whose page is wanted; `course`: what is known of how rows came to be;
    `window`: the range of time in which a page's reports happened.
    """
    row = _problem(picture, problem)
    if row is None or not isinstance(row.body, Problem):
        return IndicatorsModel("", condition=NO_PROBLEM)
    known = standings(picture, now)
    listed = [each for each in known.values() if _belongs(each.body, row)]
    head = _head(picture, row, row.body, now)
    before, after = _beside(picture, row.subject)
    if not listed:
        return IndicatorsModel("", head, before=before, after=after, acts=_acts(standpoint, row.subject), condition=NO_LIST)
    beside = alarms_by_indicator(picture, now) if alarms is None else alarms
    ordered = sorted(listed, key=_order(picture))
    return IndicatorsModel(
        scope=f"{len(ordered)} of {len(known)} · by threshold",
        problem=head,
        indicators=tuple(_view(picture, each, now, standpoint, beside.get(each.indicator)) for each in ordered),
        before=before,
        after=after,
        acts=_acts(standpoint, row.subject),
        page=in_range(picture, _page(picture, now, standpoint, opened, known, course or Course()), window) if opened else None,
    )


def _page(picture: Picture, now: int, standpoint: Standpoint, opened: str, known: dict[str, Standing], course: Course) -> Entry | None:
    """The page of an indicator or of a problem; None where the picture has it no more."""
    one = next((each for each in known.values() if each.indicator == opened), None)
    if one is not None:
        return indicator_page(picture, now, standpoint, one, known, course)
    row = picture.find("problem", opened)
    return problem_page(picture, now, standpoint, row, row.body, course) if row is not None and isinstance(row.body, Problem) else None


def _beside(picture: Picture, problem: str) -> tuple[str, str]:
    """The problems before and after this one, by code, round and round."""
    ordered = [row.subject for row, _ in sorted(picture.bodies(Problem), key=lambda each: each[1].code)]
    if len(ordered) < 2 or problem not in ordered:  # noqa: PLR2004  Two make a choice.
        return "", ""
    place = ordered.index(problem)
    return ordered[place - 1], ordered[(place + 1) % len(ordered)]


def _problem(picture: Picture, wanted: str | None) -> Record | None:
    if wanted is not None:
        return picture.find("problem", wanted)
    rows = [(body.code, row) for row, body in picture.bodies(Problem)]
    return min(rows, key=lambda each: each[0])[1] if rows else None


def _belongs(indicator: Indicator, problem: Record) -> bool:
    """An indicator names its problems by subject or by code."""
    code = problem.body.code if isinstance(problem.body, Problem) else ""
    return problem.subject in indicator.problems or code in indicator.problems


def _head(picture: Picture, row: Record, body: Problem, now: int) -> ProblemView:
    judgement = picture.get(Judgement, row.subject)
    review = f" · review {zulu(body.review, now)}" if body.review is not None else ""
    right = f"owner {body.owner}{review}"
    if judgement is None:
        return ProblemView(body.code, body.name, right, "", "", judged=False)
    when = f", by {zulu(judgement.by_when, now)}" if judgement.by_when is not None else ""
    return ProblemView(
        body.code, body.name, right, f"{in_band(judgement)}{when}", judgement.confidence or "not said", dissent=_dissent(picture, row)
    )


def _dissent(picture: Picture, problem: Record) -> tuple[str, ...]:
    return tuple(sorted(dissent.entity for _, dissent in picture.bodies(Dissent) if dissent.problem == problem.subject))


class _Order:
    """By threshold: entries above the declared level first, nearest rung first; then the others; what calms comes last."""

    def __init__(self, rules: Rules, declared: int) -> None:
        entries = [each for each in rules.doctrine.ladder.thresholds if each.raises_to is not None]
        entries.sort(key=lambda each: ((each.raises_to or 0) <= declared, each.raises_to or 0))
        codes = [code for each in entries for code in each.indicators]
        self._place = {code: number for number, code in reversed(list(enumerate(codes)))}

    def __call__(self, standing: Standing) -> tuple[bool, int, str]:
        return (standing.body.direction is not Direction.ESCALATORY, self._place.get(standing.code, 10_000), standing.code)


def _order(picture: Picture) -> _Order:
    rules = rules_of(picture)
    declared = declared_level(picture, rules.doctrine.ladder)
    return _Order(rules, declared.ordinal if declared is not None else -1)


def _view(picture: Picture, one: Standing, now: int, standpoint: Standpoint, alarm: Alarm | None) -> IndicatorView:
    fresh, age = _freshness(picture, one, now, standpoint)
    looked = _looked(one, now, doubt=fresh in {State.STALE, State.SOURCE_LOST, State.NO_DATA})
    return IndicatorView(
        subject=one.indicator,
        code=one.code,
        name=one.body.name,
        observation=observation_state(one.observation),
        freshness=fresh,
        age="" if looked else age,
        pair=str(one.evaluation) if one.evaluation is not None else "",
        pair_judged=one.evaluation is None or one.evaluation.judged,
        looked=looked,
        direction=direction_word(one.body.direction),
        contradicts=", ".join(shown(each) for each in one.rivals[:2]),
        alarm=alarm,
    )


def _looked(one: Standing, now: int, *, doubt: bool) -> str:
    """Who looked and when, where nothing was seen; nobody, where nobody looks."""
    if one.observation is Observation.NO_COLLECTION:
        return "nobody is looking"
    if one.observation is not Observation.NOT_OBSERVED or one.looked is None:
        return ""
    by = f" by {one.by}" if one.by else ""
    return f"{'' if doubt else 'looked '}{span(now - one.looked)} ago{by}"


def _freshness(picture: Picture, one: Standing, now: int, standpoint: Standpoint) -> tuple[State | None, str]:
    """Freshness word and age. A lost link freezes what was fresh; what was in doubt before stays in its own doubt."""
    age = span(now - one.fresh.of) if one.fresh.of is not None else ""
    match one.fresh.word:
        case Freshness.STALE:
            return State.STALE, age
        case Freshness.SOURCE_LOST:
            return _lost(picture, one, now) or (State.SOURCE_LOST, age)
        case Freshness.NO_EVIDENCE:
            return _lost(picture, one, now) or (None, "")
        case Freshness.LIVE | Freshness.AGEING:
            if standpoint.frozen:
                return State.FROZEN, ""
            return (State.LIVE if one.fresh.word is Freshness.LIVE else State.AGEING), age
        case _:
            assert_never(one.fresh.word)


def _lost(picture: Picture, one: Standing, now: int) -> tuple[State, str] | None:
    """For how long all sources of an indicator are gone."""
    found = [picture.get(SourceStatus, source) for source in one.body.sources]
    gone = [each for each in found if each is not None and each.state is not SourceState.LIVE]
    if not gone or len(gone) < len(found):
        return None
    lost = any(each.state is SourceState.LOST for each in gone)
    return (State.SOURCE_LOST if lost else State.NO_DATA), span(now - max(each.since for each in gone))


def _acts(standpoint: Standpoint, problem: str) -> tuple[Act, ...]:
    off = standpoint.off
    return (
        Act("judgement", "Judgement…", "J", problem, enabled=not off, reason=off, quiet=True),
        Act("open_problem", "The problem's page", "O", problem, quiet=True),
    )
