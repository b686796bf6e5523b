"""What would change a thing, and whose decision that is: the right-hand side of Why.

Each line says what would have to be so, not what anybody should do. A corridor changes by its reasons, a rung by its criteria, a report by
what falls with it, an action by its eligibility, a proposal by the procedure it is under. Deliberately absent: any ranking of ways out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from feeds.assessment.conditions import conditions_row
from feeds.assessment.consent import consent
from feeds.assessment.eligibility import eligibility
from feeds.assessment.falling import changes
from feeds.assessment.ladder import Assessment, declared_level
from feeds.assessment.rules import Rules
from feeds.assessment.silence import under_silence
from feeds.assessment.standing import Standing
from feeds.assessment.thresholds import Hold, ThresholdProgress
from feeds.assessment.turns import KINDS, turns, whose
from feeds.assessment.what_if import without
from feeds.assessment.words import zulu
from feeds.picture.action import Action, ActionState, Grant
from feeds.picture.alarm import Alarm
from feeds.picture.checklist import Run, Template
from feeds.picture.corridor import Conditions, ConditionState, Corridor, Segment
from feeds.picture.picture import Picture
from feeds.picture.proposal import Proposal, ProposalState
from feeds.picture.warning import Problem


@dataclass(frozen=True, slots=True)
class Asked:
    """What was already read of the picture for a question. `reader`: the entity whose findings are read."""

    picture: Picture
    now: int
    rules: Rules
    known: Mapping[str, Standing]
    made: Assessment
    reader: str


def clears(asked: Asked, kind: str, subject: str) -> Iterator[str]:
    """Say what would change it."""
    picture = asked.picture
    if kind in KINDS:
        yield from turns(picture, kind, subject)
        return
    alarm = picture.get(Alarm, subject) if kind == "alarm" else None
    about = alarm.about if alarm is not None else subject
    place = _corridor_of(picture, kind, about)
    corridor, action, grant = picture.get(Corridor, place), picture.get(Action, about), picture.get(Grant, about)
    proposal = picture.get(Proposal, about)
    if corridor is not None:
        yield from _corridor_clears(asked, corridor, place)
    elif action is not None:
        yield from _action_clears(asked, action)
    elif grant is not None:
        yield from _grant_clears(grant)
    elif proposal is not None:
        yield from _proposal_clears(asked, proposal, about)
    elif kind == "threshold" or about.rpartition("/")[2] in {each.threshold.code for each in asked.made.progress}:
        yield from _threshold_clears(asked, about.rpartition("/")[2])
    elif kind == "rung" and about.isdecimal() and not _is_declared(asked, int(about)):
        yield from _rung_clears(asked, int(about))
    elif kind in {"rung", "assessed_rung", "declared_level"} or about.partition("/")[0] == asked.rules.doctrine.ladder.code:
        yield from _ladder_clears(asked)
    elif kind in {"run", "item"} or (alarm is not None and alarm.rule == "STEP_LATE"):
        yield "the step is done, deferred or overridden with a reason"
    elif kind in {"request", "answer"} or (alarm is not None and alarm.rule == "ANSWER_OVERDUE"):
        yield "the entity answers the present revision, or the request is withdrawn"
    elif kind == "indicator":
        yield from _indicator_clears(asked, about)
    elif kind == "indication":
        yield from _report_clears(asked, about)


def _corridor_of(picture: Picture, kind: str, about: str) -> str:
    segment = picture.get(Segment, about) if kind == "segment" else None
    return segment.corridor if segment is not None else about.partition("/")[0]


def _corridor_clears(asked: Asked, corridor: Corridor, subject: str) -> Iterator[str]:
    row = conditions_row(asked.picture, subject, asked.reader)
    body = row.body if row is not None else None
    if not isinstance(body, Conditions) or body.state is ConditionState.MET:
        return
    yield from (f"{each.reason.text}: {each.text}" for each in changes(body))
    if body.state is ConditionState.NOT_MET:
        yield f"or {corridor.owner} declares {corridor.code} other than OPEN: then the contradiction ends, the danger does not"


def _ladder_clears(asked: Asked) -> Iterator[str]:
    declared = declared_level(asked.picture, asked.rules.doctrine.ladder)
    for way in asked.made.exits:
        threshold = way.progress.threshold
        if declared is None or threshold.lowers_from != declared.ordinal:
            continue
        wanting = _wanting(way.progress)
        wanting += [f"dwell to {zulu(way.earliest)}"] if way.earliest is not None and way.earliest > asked.now else []
        yield f"{threshold.code}: {'; '.join(wanting) if wanting else 'met'}"
    if asked.made.ordinal > (declared.ordinal if declared else -1):
        yield "no entry threshold above the declared level is met any more, or the authority declares"


def _is_declared(asked: Asked, ordinal: int) -> bool:
    declared = declared_level(asked.picture, asked.rules.doctrine.ladder)
    return declared is not None and declared.ordinal == ordinal


def _rung_clears(asked: Asked, ordinal: int) -> Iterator[str]:
    """A rung that is not declared is assessed or not by the thresholds that raise to it."""
    for one in asked.made.entries:
        if one.threshold.raises_to == ordinal:
            yield from (f"{one.threshold.code} {_state(one)}: {line}" for line in _threshold_clears(asked, one.threshold.code))
    yield "a declaration is the authority's act, whatever is assessed"


def _wanting(one: ThresholdProgress) -> list[str]:
    wanting = [f"{each.code} {each.text}" for each in one.holdings if each.hold is not Hold.SOLID]
    return wanting + (["a pause that holds"] if one.pause is False else [])


def _threshold_clears(asked: Asked, code: str) -> Iterator[str]:
    """A met threshold lets go as its evidence ends; one that is not met says what it lacks."""
    one = next((each for each in asked.made.progress if each.threshold.code == code), None)
    if one is None:
        return
    if not one.met:
        lack = max(0, max(1, one.threshold.needed) - len(one.counted))
        yield f"{lack} more of: {'; '.join(_wanting(one))}" if lack else "; ".join(_wanting(one))
        return
    for each in one.holdings:
        if each.hold is not Hold.MISSING:
            when = f", or it changes by itself {zulu(each.changes)}" if each.changes is not None else ""
            yield f"{each.code} is set otherwise by a person, or its reports are marked or judged against{when}"


def _indicator_clears(asked: Asked, subject: str) -> Iterator[str]:
    one = next((each for each in asked.known.values() if each.indicator == subject), None)
    if one is not None and one.contradicted:
        yield f"a person judges between the reports that contradict one another ({len(one.rivals)} against)"
    if one is not None and one.void:
        yield "another report supports it, or a person sets the observation"
    yield "somebody looks again and sets the observation"
    if one is not None and one.fresh.changes is not None:
        yield f"it ages: the word changes by itself {zulu(one.fresh.changes)}"


def _report_clears(asked: Asked, subject: str) -> Iterator[str]:
    """What would fall if the report were marked fabricated or withdrawn."""
    supposed = without(asked.picture, asked.now, subject)
    changed = [f"{each.code} {_state(each.now)} -> {_state(each.then)}" for each in supposed.shifts]
    if changed or supposed.then.ordinal != supposed.actual.ordinal:
        level = (
            "" if supposed.then.ordinal == supposed.actual.ordinal else f"; assessed {supposed.actual.ordinal} -> {supposed.then.ordinal}"
        )
        yield f"marked fabricated or withdrawn: {', '.join(changed) or 'no threshold changes'}{level}"
    else:
        yield "marked fabricated or withdrawn: no threshold changes"


def _state(one: ThresholdProgress) -> str:
    return "met hollow" if one.hollow else "met" if one.met else f"{len(one.counted)} of {max(1, one.threshold.needed)}"


_NEXT: Final = {
    ActionState.REQUESTED: "it is authorised, held or declined by a person",
    ActionState.AUTHORISED: "it is begun, held or revoked by a person",
    ActionState.EXECUTING: "a person completes it, holds it or stands it down",
    ActionState.HELD: "it is requested anew, so that eligibility is checked again, or revoked",
}


def _action_clears(asked: Asked, action: Action) -> Iterator[str]:
    running = action.state is ActionState.EXECUTING
    for refusal in eligibility(asked.picture, asked.now, action.grant, action.entity, running=running).refusals:
        yield f"{refusal}: while that is so, {action.code} may not be used"
    if action.state in _NEXT:
        yield _NEXT[action.state]


def _grant_clears(grant: Grant) -> Iterator[str]:
    if grant.valid.until is not None:
        yield f"it ends {zulu(grant.valid.until)}; a renewal is a new grant"
    yield f"{grant.authority} revokes it"


def _proposal_clears(asked: Asked, proposal: Proposal, subject: str) -> Iterator[str]:
    if proposal.state is not ProposalState.PUT:
        if proposal.state is ProposalState.ADOPTED:
            yield "the authority declares the level"
        return
    if under_silence(proposal):
        yield f"a member breaks silence before {zulu(proposal.deadline or 0)}; no reason is required"
        yield "at the deadline nothing follows by itself: only the chair's act adopts"
        return
    found = consent(asked.picture, subject, proposal, asked.rules)
    if not found.carried:
        yield f"{proposal.consent.value}: {len(found.given)} of {found.needed} have consented"
    yield "adopting, closing or withdrawing it is an act"


def decides(picture: Picture, rules: Rules, kind: str, subject: str) -> str:
    """Say who decides."""
    if kind in KINDS:
        return whose(picture, kind, subject)
    alarm = picture.get(Alarm, subject) if kind == "alarm" else None
    about = _corridor_of(picture, kind, alarm.about if alarm is not None else subject)
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
