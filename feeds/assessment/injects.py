"""What an exercise's control ordered, and how the room met what each inject set off, against the doctrine's latency targets.

Control's lines of the watch log say which rows an inject wrote. An alarm belongs to the latest inject that wrote what caused it, else what
it is about; a request for an answer, to the one that wrote what it asks about. It measures the room: whose time it was stays with that
entity and the host (`feeds.assessment.response`). Deliberately absent: a sum over people, and any ranking.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from feeds.assessment.latency import Latency, latencies
from feeds.assessment.response import Response, Stage, Step, responses
from feeds.assessment.rules import Rules, rules_of
from feeds.picture.envelope import AuthorKind, Provenance, Record
from feeds.picture.identity import joined
from feeds.picture.night import LogEntry
from feeds.picture.picture import Picture

FORMAT: Final = "exercise control"
"""The provenance of control's own lines; its `id` is the order, and the inject it was of."""


_ASKED: Final = frozenset({Stage.DELIVERED, Stage.SEEN, Stage.ANSWERED})


class Order(StrEnum):
    """What a line of control's is about."""

    FIRED = "FIRED"
    HELD = "HELD"
    RELEASED = "RELEASED"
    SKIPPED = "SKIPPED"
    OBSERVED = "OBSERVED"
    PLAY = "PLAY"
    """Paused, gone on, or at another speed."""


@dataclass(frozen=True, slots=True)
class ControlLine:
    """One line: its row, what was ordered, the identifier of the inject ("": play as a whole)."""

    record: Record
    body: LogEntry
    order: Order
    inject: str


class Verdict(StrEnum):
    """How a stage stands to its target. NO_TARGET: the doctrine sets none. UNTOLD: this reader may not know."""

    MET = "MET"
    MISSED = "MISSED"
    OPEN = "OPEN"
    NO_TARGET = "NO_TARGET"
    UNTOLD = "UNTOLD"


@dataclass(frozen=True, slots=True)
class Mark:
    """One stage of one item. `took`: ms from the warning, the middle of the `came` of `of` asked; `target`: ms allowed.

    MET: everybody asked came in time, not the middle alone.
    """

    stage: Stage
    verdict: Verdict
    took: int | None
    target: int | None
    came: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Met:
    """How one alarm or request that an inject set off was met."""

    record: Record
    title: str
    warned: int
    marks: tuple[Mark, ...]

    def mark(self, stage: Stage) -> Mark | None:
        """Return the mark of a stage, or None where it has none."""
        return next((each for each in self.marks if each.stage is stage), None)


@dataclass(frozen=True, slots=True)
class Score:
    """One inject that was fired, what it set off, and what was observed of it."""

    fired: ControlLine
    items: tuple[Met, ...]
    observed: tuple[ControlLine, ...]


def provenance(order: Order, inject: str) -> Provenance:
    """Return what marks a line of control's."""
    return Provenance(FORMAT, joined(order.value, inject))


def control_lines(picture: Picture) -> tuple[ControlLine, ...]:
    """Return control's lines of the watch log, the earliest first."""
    found = [line for row, body in picture.bodies(LogEntry) if (line := _line(row, body)) is not None]
    return tuple(sorted(found, key=lambda each: (each.record.event, each.record.sequence, each.record.subject)))


def _line(row: Record, body: LogEntry) -> ControlLine | None:
    came = row.provenance
    if row.author.kind is not AuthorKind.MACHINE or came is None or came.format != FORMAT:
        return None
    order, _, inject = came.id.partition("/")
    return ControlLine(row, body, Order(order), inject) if order in Order.__members__ else None


def score(picture: Picture, now: int, reader: str) -> tuple[Score, ...]:
    """Return how each inject that was fired was met, the earliest first, as far as a reader may know it."""
    lines = control_lines(picture)
    fired = [each for each in lines if each.order is Order.FIRED]
    if not fired:
        return ()
    items: dict[str, list[Met]] = {each.record.subject: [] for each in fired}
    for response in reversed(responses(picture, now, reader)):
        alarm = response.alarm
        cause = _latest(fired, alarm.cause, alarm.onset) or _latest(fired, alarm.about, alarm.onset)
        if cause is not None:
            items[cause.record.subject].append(_of_alarm(response))
    rules = rules_of(picture)
    for each in reversed(latencies(picture, reader)):
        asks = None if picture.find("alarm", each.body.item) is not None else _latest(fired, each.body.item, each.body.asked)
        if asks is not None:
            items[asks.record.subject].append(_of_request(each, rules, now, reader))
    seen = [each for each in lines if each.order is Order.OBSERVED]
    return tuple(Score(each, tuple(items[each.record.subject]), tuple(one for one in seen if one.inject == each.inject)) for each in fired)


def totals(scores: Iterable[Score]) -> Counter[Verdict]:
    """Count the verdicts of every stage of every item."""
    return Counter(mark.verdict for each in scores for item in each.items for mark in item.marks)


def _latest(fired: list[ControlLine], subject: str | None, by: int) -> ControlLine | None:
    """Return the latest inject that had written this subject by a moment."""
    return next((each for each in reversed(fired) if subject in each.body.about and each.record.event <= by), None)


def _of_alarm(response: Response) -> Met:
    steps = [step for step in response.steps if step.stage is not Stage.WARNED]
    return Met(response.record, response.alarm.title, response.alarm.onset, tuple(map(_mark, steps)))


def _mark(step: Step) -> Mark:
    """Return a step's mark; whom nobody asked, nobody waits for."""
    unasked = step.stage in _ASKED and step.of == 0
    waiting = step.at is None or step.came < step.of
    verdict = (
        Verdict.UNTOLD
        if step.kept_back
        else Verdict.NO_TARGET
        if step.target is None or unasked
        else Verdict.MISSED
        if step.over
        else Verdict.OPEN
        if waiting
        else Verdict.MET
    )
    return Mark(step.stage, verdict, step.took, step.target, step.came, step.of)


def _of_request(latency: Latency, rules: Rules, now: int, reader: str) -> Met:
    took = {Stage.DELIVERED: latency.delivered, Stage.SEEN: latency.seen, Stage.ANSWERED: latency.answered}
    asked = len(latency.body.addressed)
    marks = []
    for stage, middle in took.items():
        target = rules.doctrine.latency_targets.get(stage.value.lower())
        whole = None if middle is None else round(middle)
        came = latency.answered_count if stage is Stage.ANSWERED else asked if whole is not None else 0
        late = target is not None and ((whole or 0) > target or (came < asked and now - latency.warned > target))
        # A partner who reads no middle cannot tell nobody from few.
        kept_back = whole is None and reader != rules.host
        marks.append(_mark(Step(stage, whole, whole, target, late, 0 if kept_back else came, asked, kept_back)))
    return Met(latency.request, latency.body.title, latency.warned, tuple(marks))
