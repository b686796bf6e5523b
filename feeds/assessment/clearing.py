"""What would clear a thing, and whose decision that is: the right-hand side of Why.

Each line says what would have to be so, not what anybody should do. Deliberately absent: any ranking of ways out.
"""

from __future__ import annotations

from collections.abc import Iterator

from feeds.assessment.conditions import conditions_row
from feeds.assessment.ladder import Assessment, declared_level
from feeds.assessment.rules import Rules
from feeds.assessment.thresholds import Hold
from feeds.assessment.words import zulu
from feeds.picture.action import Action, Grant
from feeds.picture.alarm import Alarm
from feeds.picture.checklist import Run, Template
from feeds.picture.corridor import Conditions, ConditionState, Corridor, ReasonKind
from feeds.picture.picture import Picture
from feeds.picture.warning import Problem


def clears(picture: Picture, rules: Rules, made: Assessment, kind: str, subject: str) -> Iterator[str]:
    """Say what would clear it."""
    alarm = picture.get(Alarm, subject) if kind == "alarm" else None
    about = alarm.about if alarm is not None else subject
    corridor = picture.get(Corridor, about.partition("/")[0])
    if corridor is not None:
        yield from _corridor_clears(picture, rules, corridor, about.partition("/")[0])
    elif kind in {"rung", "assessed_rung", "declared_level", "threshold"} or about.partition("/")[0] == rules.doctrine.ladder.code:
        yield from _ladder_clears(picture, rules, made)
    elif kind in {"run", "item"} or (alarm is not None and alarm.rule == "STEP_LATE"):
        yield "the step is done, deferred or overridden with a reason"
    elif kind in {"request", "answer"} or (alarm is not None and alarm.rule == "ANSWER_OVERDUE"):
        yield "the entity answers the present revision, or the request is withdrawn"
    elif kind == "indicator":
        yield "somebody looks again and sets the observation"


def _corridor_clears(picture: Picture, rules: Rules, corridor: Corridor, subject: str) -> Iterator[str]:
    row = conditions_row(picture, subject, rules.host)
    body = row.body if row is not None else None
    if not isinstance(body, Conditions) or body.state is ConditionState.MET:
        return
    words = {
        ReasonKind.HAZARD: "it ends or moves beyond the limit, and the leg is verified anew",
        ReasonKind.ENDANGERED_BEFORE: "the leg is verified anew",
        ReasonKind.NOT_VERIFIED: "the leg is verified anew",
        ReasonKind.SEGMENT_CLOSED: "the leg is verified passable",
        ReasonKind.OUTSIDE_WINDOW: "the parties agree a window for now",
        ReasonKind.NO_AGREEMENT: "the party agrees",
        ReasonKind.BREACH_ALLEGED: "the breach is found not established",
    }
    for reason in body.reasons:
        yield f"{reason.text}: {words[reason.kind]}"
    yield f"or {corridor.owner} declares {corridor.code} other than OPEN: then the contradiction ends, the danger does not"


def _ladder_clears(picture: Picture, rules: Rules, made: Assessment) -> Iterator[str]:
    declared = declared_level(picture, rules.doctrine.ladder)
    for way in made.exits:
        threshold = way.progress.threshold
        if declared is None or threshold.lowers_from != declared.ordinal:
            continue
        wanting = [f"{each.code} {each.text}" for each in way.progress.holdings if each.hold is not Hold.SOLID]
        wanting += ["a pause that holds"] if way.progress.pause is False else []
        wanting += [f"dwell to {zulu(way.earliest)}"] if way.earliest is not None and not way.ready else []
        yield f"{threshold.code}: {'; '.join(wanting) if wanting else 'met'}"
    if made.ordinal > (declared.ordinal if declared else -1):
        yield "no entry threshold above the declared level is met any more, or the authority declares"


def decides(picture: Picture, rules: Rules, kind: str, subject: str) -> str:
    """Say who decides."""
    alarm = picture.get(Alarm, subject) if kind == "alarm" else None
    about = (alarm.about if alarm is not None else subject).partition("/")[0]
    corridor, run = picture.get(Corridor, about), picture.get(Run, about)
    action, problem = picture.get(Action, about), picture.get(Problem, about)
    grant = picture.get(Grant, action.grant if action else about)
    if corridor is not None:
        return corridor.owner
    if grant is not None:
        return grant.authority
    if problem is not None:
        return problem.owner
    if run is not None:
        template, number = picture.get(Template, run.template), subject.rpartition("/")[2]
        step = next((each for each in template.steps if str(each.number) == number), None) if template else None
        return step.decides if step else ""
    if kind in {"rung", "threshold", "assessed_rung", "declared_level", "proposal"} or about == rules.doctrine.ladder.code:
        return rules.doctrine.ladder.authority
    return ""
