"""The walk along the stored links, from what was asked about to both ends of the chain.

What is selected is put where it belongs among the eight links, then each link is followed to its neighbours. Only what is stored is
followed: nothing is inferred from likeness. Deliberately absent: the words for what was found (`nodes`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from feeds.assessment.around import named_by
from feeds.assessment.chain import LIMIT
from feeds.assessment.ladder import Assessment, declared_level
from feeds.assessment.ledger import Ledger
from feeds.assessment.rules import Rules
from feeds.assessment.standing import Standing
from feeds.assessment.turns import KINDS
from feeds.picture.action import Action, Grant
from feeds.picture.alarm import Alarm, Request
from feeds.picture.checklist import Run, Template
from feeds.picture.corridor import Conditions, Segment
from feeds.picture.danger import DangerZone
from feeds.picture.picture import Picture
from feeds.picture.proposal import Proposal
from feeds.picture.warning import Evidence, Problem


@dataclass(slots=True)
class Found:
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


class Walk:
    """One walk along the stored links."""

    def __init__(self, picture: Picture, rules: Rules, known: Mapping[str, Standing], made: Assessment, ledger: Ledger) -> None:
        self.picture, self.rules, self.known, self.made, self._ledger = picture, rules, known, made, ledger
        self.found = Found()
        self.progress = {each.threshold.code: each for each in made.progress}
        self.codes = {each.indicator: each for each in known.values()}

    def about(self, indication: str) -> Iterable[Evidence]:
        """Return the links that people made from a report."""
        return self._ledger.about(indication)

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
            case "off_ramp":
                self._seed_level("declared_level", subject)
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
        elif kind in KINDS and (row := self.picture.find(kind, subject)) is not None:
            for each in named_by(row.body):
                self._turn_to(each, depth)

    def _turn_to(self, subject: str, depth: int) -> None:
        """Seed whatever row or threshold a subject names."""
        last = subject.rpartition("/")[2]
        if subject == self.rules.doctrine.ladder.code:
            self.seed("assessed_rung", subject, depth + 1)
        elif subject in self.progress or last in self.progress:
            self.seed("threshold", last, depth + 1)
        else:
            kinds = (
                "alarm",
                "corridor",
                "danger_zone",
                "indication",
                "proposal",
                "action",
                "grant",
                "run",
                "indicator",
                "request",
                "movement",
            )
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
        found.indicators |= dict.fromkeys(each.indicator for report in found.indications for each in self._ledger.about(report))
        found.indications |= dict.fromkeys(islice(self._reports(), LIMIT))
        codes = {self.codes[each].code for each in found.indicators if each in self.codes}
        if not found.thresholds:
            found.thresholds |= dict.fromkeys(each.code for each in ladder.thresholds if codes & set(each.indicators))
        if not found.rungs:
            raised = (each.raises_to for each in ladder.thresholds if each.code in found.thresholds and each.raises_to is not None)
            found.rungs |= dict.fromkeys(raised)
        found.problems |= dict.fromkeys(each for code in found.indicators if code in self.codes for each in self.codes[code].body.problems)
        found.problems |= dict.fromkeys(self._cascade(tuple(found.problems)))
        found.grants |= dict.fromkeys(row.subject for row, grant in self.picture.bodies(Grant) if not found.grants and self._serves(grant))
        found.items |= dict.fromkeys(row.subject for row, body in self.picture.bodies(Proposal) if body.raises_to in found.rungs)
        if not found.steps:
            found.steps |= dict.fromkeys(self._steps())

    def _reports(self) -> Iterator[str]:
        """Yield the reports linked to the indicators reached, as far as this reader has them."""
        for indicator in self.found.indicators:
            for link in self._ledger.links(indicator):
                if self.picture.find("indication", link.indication) is not None:
                    yield link.indication

    def _cascade(self, problems: tuple[str, ...]) -> Iterator[str]:
        """Yield the problems that feed these, and those they feed, as far as the links go."""
        feeds = {row.subject: body.fed_by for row, body in self.picture.bodies(Problem)}
        fed: dict[str, list[str]] = {}
        for subject, by in feeds.items():
            for each in by:
                fed.setdefault(each, []).append(subject)
        yield from _reached(problems, feeds)
        yield from _reached(problems, fed)

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


def _reached(start: Iterable[str], onward: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Yield what is reached from `start` by following links one way; a circle ends where it began."""
    waiting, seen = list(start), set(start)
    while waiting:
        for each in onward.get(waiting.pop(0), ()):
            if each not in seen:
                seen.add(each)
                waiting.append(each)
                yield each
