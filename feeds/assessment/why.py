"""Why something is as it is: the eight links of the chain, both ways, from whatever is selected.

    indication -> indicator -> problem -> threshold -> rung -> action -> step -> answers

Beside them: what holds it up, what would clear it, and who decides (`clearing`). It follows only links that are stored, in the reader's own
picture; what the reader may not see is neither mentioned nor counted. Deliberately absent: anything that would suggest a decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from feeds.assessment.clearing import clears, decides
from feeds.assessment.ladder import Assessment, assess, declared_level
from feeds.assessment.rollcall import answered
from feeds.assessment.rules import Rules, rules_of
from feeds.assessment.standing import Standing, standings
from feeds.assessment.thresholds import Hold, ThresholdProgress
from feeds.assessment.words import zulu
from feeds.picture.action import Action, Grant
from feeds.picture.alarm import Alarm, Answer, Request
from feeds.picture.checklist import Item, Run, Template
from feeds.picture.corridor import Conditions, DangerZone, Segment
from feeds.picture.identity import joined
from feeds.picture.ladder import Proposal
from feeds.picture.picture import Picture
from feeds.picture.warning import Evidence, EvidenceStatus, Indication, Problem, Relation

LIMIT: Final = 64
"""A link shows no more nodes than this."""


class LinkName(StrEnum):
    """The eight links, in their order."""

    INDICATION = "INDICATION"
    INDICATOR = "INDICATOR"
    PROBLEM = "PROBLEM"
    THRESHOLD = "THRESHOLD"
    RUNG = "RUNG"
    ACTION = "ACTION"
    STEP = "STEP"
    ANSWER = "ANSWER"


@dataclass(frozen=True, slots=True)
class Node:
    """One thing in the chain: the table and subject to open it by (`threshold` and `rung`: code and ordinal), and a short text.

    `doubtful`: it counts hollow, only seems to count, or is contradicted. `start`: it is what was asked about.
    """

    kind: str
    subject: str
    text: str
    doubtful: bool = False
    start: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """One of the eight links with its nodes; none means that nothing stored leads there."""

    name: LinkName
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """The answer to Why. `holds`: what holds it up; `clears`: what would clear it; `decides`: whose decision that is, "" for nobody's."""

    kind: str
    subject: str
    links: tuple[Link, ...]
    holds: tuple[str, ...]
    clears: tuple[str, ...]
    decides: str

    def link(self, name: LinkName) -> tuple[Node, ...]:
        """Return the nodes of a link."""
        return next(link.nodes for link in self.links if link.name is name)


@dataclass(slots=True)
class _Found:
    """What has been reached so far, in the order it was reached."""

    indications: dict[str, None] = field(default_factory=dict)
    indicators: dict[str, None] = field(default_factory=dict)
    thresholds: dict[str, None] = field(default_factory=dict)
    rungs: dict[int, None] = field(default_factory=dict)
    grants: dict[str, None] = field(default_factory=dict)
    problems: dict[str, None] = field(default_factory=dict)
    steps: dict[tuple[str, int], None] = field(default_factory=dict)
    items: dict[str, None] = field(default_factory=dict)
    """Subjects about which somebody may have been asked, and for which a run may have been opened."""


def chain(picture: Picture, now: int, kind: str, subject: str) -> Chain:
    """Return the chain around a row. `kind` is its table, or `threshold` (by code) or `rung` (by ordinal as text)."""
    rules = rules_of(picture)
    known = standings(picture, now)
    made = assess(picture, now, rules, known)
    walk = _Walk(picture, rules, known, made, (kind, subject))
    walk.seed(kind, subject)
    walk.spread()
    return Chain(
        kind,
        subject,
        walk.links(),
        tuple(walk.holds()),
        tuple(clears(picture, rules, made, kind, subject)),
        decides(picture, rules, kind, subject),
    )


class _Walk:
    """One walk along the stored links."""

    def __init__(self, picture: Picture, rules: Rules, known: dict[str, Standing], made: Assessment, start: tuple[str, str]) -> None:
        self.picture, self.rules, self.known, self.made, self.start = picture, rules, known, made, start
        self.found = _Found()
        self.progress = {each.threshold.code: each for each in made.progress}
        self.linked = [body for _, body in picture.bodies(Evidence) if body.status is EvidenceStatus.LINKED]
        self.codes = {each.indicator: each for each in known.values()}

    def seed(self, kind: str, subject: str, depth: int = 0) -> None:
        """Put what was asked about, and what it is about in turn, where it belongs."""
        found = self.found
        found.items[subject] = None
        match kind:
            case "indication":
                found.indications[subject] = None
            case "indicator" | "indicator_state":
                found.indicators[subject] = None
            case "problem" | "judgement":
                found.problems[subject] = None
                found.indicators |= dict.fromkeys(each.indicator for each in self.known.values() if subject in each.body.problems)
            case "threshold":
                found.thresholds[subject] = None
            case "rung":
                found.rungs |= {int(subject): None} if subject.isdecimal() else {}
            case "assessed_rung":
                found.rungs[self.made.ordinal] = None
            case "declared_level" | "proposal":
                self._seed_level(kind, subject)
            case "grant" | "action":
                action = self.picture.get(Action, subject)
                found.grants[action.grant if action else subject] = None
            case "danger_zone" | "segment" | "corridor" | "corridor_status" | "conditions":
                self._seed_corridor(kind, subject)
            case _:
                self._seed_turn(kind, subject, depth)

    def _seed_level(self, kind: str, subject: str) -> None:
        proposal = self.picture.get(Proposal, subject)
        declared = declared_level(self.picture, self.rules.doctrine.ladder)
        if proposal is not None:
            self.found.rungs[proposal.raises_to] = None
        elif kind == "declared_level" and declared is not None:
            self.found.rungs[declared.ordinal] = None

    def _seed_corridor(self, kind: str, subject: str) -> None:
        """A corridor leads to its hazards' evidence and to the alarms about it."""
        zone = self.picture.get(DangerZone, subject)
        segment = self.picture.get(Segment, subject)
        corridor = segment.corridor if segment is not None and kind == "segment" else subject.partition("/")[0]
        zones = [zone] if zone is not None else self._hazards(corridor)
        for each in zones:
            self.found.indications |= dict.fromkeys(each.evidence)
        about = {corridor, subject}
        alarms = (
            row.subject for row, alarm in self.picture.bodies(Alarm) if alarm.active and (alarm.about in about or alarm.cause == subject)
        )
        self.found.items |= dict.fromkeys(alarms)

    def _hazards(self, corridor: str) -> list[DangerZone]:
        conditions = self.picture.get(Conditions, corridor)
        named = [reason.record for reason in conditions.reasons if reason.record] if conditions else []
        return [zone for each in dict.fromkeys(named) if (zone := self.picture.get(DangerZone, each)) is not None]

    def _seed_turn(self, kind: str, subject: str, depth: int) -> None:
        """Follow what an alarm, a run, a step or a request is about."""
        if depth > 2:  # noqa: PLR2004 -- a step's run, its alarm, what that is about: no stored chain is longer
            return
        alarm, request, run = (
            self.picture.get(Alarm, subject),
            self.picture.get(Request, subject.partition("/")[0]),
            self.picture.get(Run, subject.partition("/")[0]),
        )
        if kind == "alarm" and alarm is not None:
            self._turn_to(alarm.about, depth)
            if alarm.cause is not None:
                self._turn_to(alarm.cause, depth)
        elif kind in {"request", "answer"} and request is not None:
            self._turn_to(request.item, depth)
        elif kind in {"run", "item"} and run is not None:
            number = subject.partition("/")[2]
            if number.isdecimal():
                self.found.steps[subject.partition("/")[0], int(number)] = None
            if run.reason is not None:
                self._turn_to(run.reason, depth)

    def _turn_to(self, subject: str, depth: int) -> None:
        """Seed whatever row or threshold a subject names."""
        last = subject.rpartition("/")[2]
        if subject == self.rules.doctrine.ladder.code:
            self.seed("assessed_rung", subject, depth + 1)
        elif subject in self.progress or last in self.progress:
            self.seed("threshold", last, depth + 1)
        else:
            kinds = ("alarm", "corridor", "danger_zone", "indication", "proposal", "action", "grant", "run", "indicator", "request")
            named = subject if self._exists(kinds, subject) else subject.partition("/")[0]
            for kind in kinds:
                if self.picture.find(kind, named) is not None:
                    self.seed(kind, named, depth + 1)
                    break

    def _exists(self, kinds: Iterable[str], subject: str) -> bool:
        return any(self.picture.find(kind, subject) is not None for kind in kinds)

    def spread(self) -> None:
        """Follow the links to both sides of what was seeded."""
        found, ladder = self.found, self.rules.doctrine.ladder
        found.rungs |= dict.fromkeys(rung.ordinal for rung in ladder.rungs if not found.rungs and self._granted_at(rung.ordinal))
        if not found.thresholds:
            found.thresholds |= dict.fromkeys(each.code for each in ladder.thresholds if each.raises_to in found.rungs)
        if not found.indicators and not found.indications:
            wanted = {code for each in found.thresholds if each in self.progress for code in self.progress[each].threshold.indicators}
            found.indicators |= dict.fromkeys(each.indicator for code, each in self.known.items() if code in wanted)
        found.indicators |= dict.fromkeys(each.indicator for each in self.linked if each.indication in found.indications)
        found.indications |= dict.fromkeys(each.indication for each in self.linked if each.indicator in found.indicators)
        codes = {self.codes[each].code for each in found.indicators if each in self.codes}
        if not found.thresholds:
            found.thresholds |= dict.fromkeys(each.code for each in ladder.thresholds if codes & set(each.indicators))
        if not found.rungs:
            raised = (each.raises_to for each in ladder.thresholds if each.code in found.thresholds and each.raises_to is not None)
            found.rungs |= dict.fromkeys(raised)
        found.problems |= dict.fromkeys(each for code in found.indicators if code in self.codes for each in self.codes[code].body.problems)
        found.grants |= dict.fromkeys(row.subject for row, grant in self.picture.bodies(Grant) if not found.grants and self._serves(grant))
        found.items |= dict.fromkeys(row.subject for row, body in self.picture.bodies(Proposal) if body.raises_to in found.rungs)
        if not found.steps:
            found.steps |= dict.fromkeys(self._steps())

    def _granted_at(self, ordinal: int) -> bool:
        grants = [grant for each in self.found.grants if (grant := self.picture.get(Grant, each)) is not None]
        return any(ordinal in grant.rungs for grant in grants)

    def _serves(self, grant: Grant) -> bool:
        rungs = [rung for ordinal in self.found.rungs if (rung := self.rules.doctrine.ladder.rung(ordinal)) is not None]
        return any(rung.ordinal in grant.rungs or (not grant.rungs and grant.kind.value in rung.actions) for rung in rungs)

    def _steps(self) -> Iterator[tuple[str, int]]:
        """Yield the steps of runs opened for one of the items, and steps that use one of the grants."""
        codes = {grant.code for each in self.found.grants if (grant := self.picture.get(Grant, each)) is not None}
        for row, run in self.picture.bodies(Run):
            template = self.picture.get(Template, run.template)
            for step in template.steps if template else ():
                if run.reason in self.found.items or step.grant in codes:
                    yield row.subject, step.number

    def links(self) -> tuple[Link, ...]:
        """Return the eight links with their nodes."""
        found = self.found
        made: dict[LinkName, Iterable[Node]] = {
            LinkName.INDICATION: (self._indication(each) for each in found.indications),
            LinkName.INDICATOR: (self._indicator(each) for each in found.indicators if each in self.codes),
            LinkName.PROBLEM: (self._problem(each) for each in found.problems),
            LinkName.THRESHOLD: (self._threshold(self.progress[each]) for each in found.thresholds if each in self.progress),
            LinkName.RUNG: (self._rung(each) for each in sorted(found.rungs)),
            LinkName.ACTION: self._actions(),
            LinkName.STEP: (self._step(run, number) for run, number in found.steps),
            LinkName.ANSWER: self._answers(),
        }
        return tuple(Link(name, tuple(dict.fromkeys(node for node in nodes if node.text))[:LIMIT]) for name, nodes in made.items())

    def _node(self, kind: str, subject: str, text: str, *, doubtful: bool = False) -> Node:
        return Node(kind, subject, text, doubtful, self.start == (kind, subject))

    def _indication(self, subject: str) -> Node:
        row = self.picture.find("indication", subject)
        if row is None or not isinstance(row.body, Indication):
            return Node("indication", subject, "")
        against = any(each.indication == subject and each.relation is Relation.CONTRADICTS for each in self.linked)
        body = row.body
        pair = f", {body.evaluation}" if body.evaluation else ""
        return self._node("indication", subject, f"{zulu(row.event)} {body.discipline.value}{pair}: {body.title}", doubtful=against)

    def _indicator(self, subject: str) -> Node:
        one = self.codes[subject]
        word = one.observation.value.replace("_", " ")
        doubtful = one.contradicted or one.void or one.fresh.word.value in {"STALE", "SOURCE_LOST", "NO_EVIDENCE"}
        pair = f" {one.evaluation}" if one.evaluation else ""
        return self._node("indicator", subject, f"{one.code} {word}{pair}, {one.fresh.word.value.replace('_', ' ')}", doubtful=doubtful)

    def _problem(self, subject: str) -> Node:
        body = self.picture.get(Problem, subject)
        return self._node("problem", subject, f"{body.code} {body.name}" if body else "")

    def _threshold(self, one: ThresholdProgress) -> Node:
        word = "met hollow" if one.hollow else "met" if one.met else f"{len(one.counted)} of {one.threshold.needed}"
        return self._node("threshold", one.threshold.code, f"{one.threshold.code} {word}", doubtful=one.hollow)

    def _rung(self, ordinal: int) -> Node:
        rung = self.rules.doctrine.ladder.rung(ordinal)
        declared = declared_level(self.picture, self.rules.doctrine.ladder)
        words = [
            word
            for word, holds in (("declared", declared and declared.ordinal == ordinal), ("assessed", self.made.ordinal == ordinal))
            if holds
        ]
        return self._node("rung", str(ordinal), f"{rung.printed} {rung.name} {' '.join(words)}".strip() if rung else "")

    def _actions(self) -> Iterator[Node]:
        for each in self.found.grants:
            grant = self.picture.get(Grant, each)
            if grant is not None:
                yield self._node("grant", each, f"{grant.code} {grant.title}, {grant.state.value}")
            for row, action in self.picture.bodies(Action):
                if action.grant == each:
                    yield self._node("action", row.subject, f"{action.code} {action.entity} {action.state.value}")

    def _step(self, run_subject: str, number: int) -> Node:
        run = self.picture.get(Run, run_subject)
        template = self.picture.get(Template, run.template) if run else None
        step = next((each for each in template.steps if each.number == number), None) if template else None
        item = self.picture.get(Item, joined(run_subject, str(number)))
        state = item.state.value if item else "PENDING"
        return self._node("item", joined(run_subject, str(number)), f"{number} {step.text}, {state}" if step else "")

    def _answers(self) -> Iterator[Node]:
        for row, request in self.picture.bodies(Request):
            if request.withdrawn or not {request.item, row.subject} & self.found.items.keys():
                continue
            counts = answered(self.picture, request.item) or (0, len(request.addressed))
            yield self._node("request", row.subject, f"{request.title}: {counts[0]} of {counts[1]} answered")
            for entity in request.addressed:
                answer = self.picture.get(Answer, joined(row.subject, entity))
                if answer is not None and not answer.withdrawn and answer.item_revision == request.item_revision:
                    relayed = ", relayed" if answer.relayed else ""
                    yield self._node("answer", joined(row.subject, entity), f"{entity} {answer.answer.value.replace('_', ' ')}{relayed}")

    def holds(self) -> Iterator[str]:
        """Say what holds each threshold up, and what it only seems to stand on."""
        for code in self.found.thresholds:
            one = self.progress.get(code)
            for each in one.holdings if one else ():
                if each.hold is not Hold.MISSING or each.seems:
                    yield f"{code}: {each.code} {each.text}"
