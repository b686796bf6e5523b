"""The words for what a walk found: one short text a node, the link's nodes in the order they were reached.

A report that contradicts, or that was marked, says so in its text; so does a problem that feeds another. Under silence a member's cell has
the procedure's words and no count. Deliberately absent: what is followed (`walk`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from feeds.assessment.chain import LIMIT, Link, LinkName, Node
from feeds.assessment.conditions import conditions_row
from feeds.assessment.freshness import DOUBTFUL
from feeds.assessment.ladder import declared_level
from feeds.assessment.replies import replies
from feeds.assessment.rollcall import answered
from feeds.assessment.silence import silence_view, under_silence
from feeds.assessment.thresholds import Hold, ThresholdProgress
from feeds.assessment.walk import Walk
from feeds.assessment.words import zulu
from feeds.picture.action import Action, Grant
from feeds.picture.alarm import Alarm, Answer, Request
from feeds.picture.checklist import Item, Run, Template
from feeds.picture.corridor import Conditions, Corridor
from feeds.picture.identity import joined, shown
from feeds.picture.picture import Picture
from feeds.picture.proposal import Position, Proposal
from feeds.picture.warning import Indication, MarkKind, Problem, Relation, ReportMark


class Nodes:
    """Words for one walk. `start`: the (kind, subject) that was asked about; `reader`: whose findings are read."""

    def __init__(self, picture: Picture, now: int, walk: Walk, start: tuple[str, str], reader: str) -> None:
        self.picture, self.now, self.walk, self.start, self.reader = picture, now, walk, start, reader

    def links(self) -> Iterator[Link]:
        """Yield the eight links with their nodes."""
        found, walk = self.walk.found, self.walk
        made: dict[LinkName, Iterable[Node]] = {
            LinkName.INDICATION: (self._indication(each) for each in found.indications),
            LinkName.INDICATOR: (self._indicator(each) for each in found.indicators if each in walk.codes),
            LinkName.PROBLEM: (self._problem(each) for each in found.problems),
            LinkName.THRESHOLD: (self._threshold(walk.progress[each]) for each in found.thresholds if each in walk.progress),
            LinkName.RUNG: (self._rung(each) for each in sorted(found.rungs)),
            LinkName.ACTION: self._actions(),
            LinkName.STEP: (self._step(run, number) for run, number in found.steps),
            LinkName.ANSWER: (*replies(self.picture, *self.start), *self._answers(), *self._positions()),
        }
        for name, nodes in made.items():
            yield Link(name, tuple(dict.fromkeys(islice((node for node in nodes if node.text), LIMIT))))

    def _node(self, kind: str, subject: str, text: str, *, doubtful: bool = False) -> Node:
        return Node(kind, subject, text, doubtful, self.start == (kind, subject))

    def _indication(self, subject: str) -> Node:
        row = self.picture.find("indication", subject)
        if row is None or not isinstance(row.body, Indication):
            return Node("indication", subject, "")
        against = any(each.relation is Relation.CONTRADICTS for each in self.walk.about(subject))
        mark = self.picture.get(ReportMark, subject)
        marked = f", marked {mark.mark.value}" if mark is not None else ""
        bad = mark is not None and mark.mark is not MarkKind.CONFIRMED
        body = row.body
        pair = f", {body.evaluation}" if body.evaluation else ""
        text = f"{zulu(row.event)} {body.discipline.value}{pair}: {body.title}{marked}"
        return self._node("indication", subject, text, doubtful=against or bad)

    def _indicator(self, subject: str) -> Node:
        one = self.walk.codes[subject]
        word = one.observation.value.replace("_", " ")
        doubtful = one.contradicted or one.void or one.fresh.word in DOUBTFUL
        pair = f" {one.evaluation}" if one.evaluation else ""
        return self._node("indicator", subject, f"{one.code} {word}{pair}, {one.fresh.word.value.replace('_', ' ')}", doubtful=doubtful)

    def _problem(self, subject: str) -> Node:
        body = self.picture.get(Problem, subject)
        if body is None:
            return Node("problem", subject, "")
        feeding = [problem.code for each in body.fed_by if (problem := self.picture.get(Problem, each)) is not None]
        fed = f", fed by {', '.join(feeding)}" if feeding else ""
        return self._node("problem", subject, f"{body.code} {body.name}{fed}")

    def _threshold(self, one: ThresholdProgress) -> Node:
        word = "met hollow" if one.hollow else "met" if one.met else f"{len(one.counted)} of {one.threshold.needed}"
        return self._node("threshold", one.threshold.code, f"{one.threshold.code} {word}", doubtful=one.hollow)

    def _rung(self, ordinal: int) -> Node:
        ladder = self.walk.rules.doctrine.ladder
        rung, declared = ladder.rung(ordinal), declared_level(self.picture, ladder)
        words = ["declared"] if declared is not None and declared.ordinal == ordinal else []
        words += ["assessed"] if self.walk.made.ordinal == ordinal else []
        return self._node("rung", str(ordinal), f"{rung.printed} {rung.name} {' '.join(words)}".strip() if rung else "")

    def _actions(self) -> Iterator[Node]:
        for each in self.walk.found.grants:
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
            if request.withdrawn or not {request.item, row.subject} & self.walk.found.items.keys():
                continue
            counts = answered(self.picture, request.item) or (0, len(request.addressed))
            yield self._node("request", row.subject, f"{request.title}: {counts[0]} of {counts[1]} answered")
            for entity in request.addressed:
                answer = self.picture.get(Answer, joined(row.subject, entity))
                if answer is not None and not answer.withdrawn and answer.item_revision == request.item_revision:
                    relayed = ", relayed" if answer.relayed else ""
                    yield self._node("answer", joined(row.subject, entity), f"{entity} {answer.answer.value.replace('_', ' ')}{relayed}")

    def _positions(self) -> Iterator[Node]:
        """Yield what members said of the proposals reached: under silence the procedure's cells, else each position by its name."""
        for row, proposal in self.picture.bodies(Proposal):
            if row.subject not in self.walk.found.items:
                continue
            if under_silence(proposal):
                view = silence_view(self.picture, self.now, row.subject)
                for entity, word in view.cells if view else ():
                    yield self._node("position", joined(row.subject, entity), f"{shown(row.subject)}: {entity} {word}")
                continue
            for position, body in self.picture.bodies(Position):
                if body.proposal == row.subject and body.text_revision == proposal.text_revision:
                    relayed = ", relayed" if body.relayed and not body.countersigned else ""
                    text = f"{shown(row.subject)}: {body.entity} {body.position.value.replace('_', ' ')}{relayed}"
                    yield self._node("position", position.subject, text)

    def holds(self) -> Iterator[str]:
        """Say what holds a corridor's conditions and each threshold up, and what it only seems to stand on."""
        yield from self._conditions()
        for code in self.walk.found.thresholds:
            one = self.walk.progress.get(code)
            for each in one.holdings if one else ():
                if each.hold is not Hold.MISSING or each.seems:
                    yield f"{code}: {each.code} {each.text}"

    def _conditions(self) -> Iterator[str]:
        kind, subject = self.start
        alarm = self.picture.get(Alarm, subject) if kind == "alarm" else None
        about = (alarm.about if alarm is not None else subject).partition("/")[0]
        corridor = self.picture.get(Corridor, about)
        row = conditions_row(self.picture, about, self.reader) if corridor is not None else None
        if corridor is not None and row is not None and isinstance(row.body, Conditions):
            for reason in row.body.reasons:
                yield f"{corridor.code} {row.body.state.value.replace('_', ' ')}: {reason.text}"
