"""How an alarm was met: warned, delivered, seen, answered, decided, done, each against the doctrine's target.

It measures the room. Who came when is told to that entity and to the host's duty officer; everybody else reads the middle of all who came,
and not even that where so few came that it would be theirs. What has not happened has no moment, and its target runs on until it does.
Deliberately absent: any ranking of entities.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from statistics import median_low
from typing import Final

from feeds.assessment.latency import EntityLatency, alike, line_of
from feeds.assessment.rollcall import due_of, facts, stands
from feeds.assessment.rules import Rules, rules_of
from feeds.picture.alarm import Alarm, Request
from feeds.picture.checklist import Run, RunState
from feeds.picture.corridor import CorridorStatus
from feeds.picture.envelope import Record
from feeds.picture.ladder import DeclaredLevel
from feeds.picture.picture import Picture


class Stage(StrEnum):
    """The way of a warning, in its order."""

    WARNED = "WARNED"
    DELIVERED = "DELIVERED"
    SEEN = "SEEN"
    ANSWERED = "ANSWERED"
    DECIDED = "DECIDED"
    DONE = "DONE"


@dataclass(frozen=True, slots=True)
class Step:
    """One stage. `at`: when it was reached, for several entities the middle of those who came; `came` of `of` have.

    `took`: ms after the warning. `target`: ms the doctrine allows; `over`: it took longer, or that time has passed without it or without
    one of them. `kept_back`: this reader may not know who came, how many or when.
    """

    stage: Stage
    at: int | None
    took: int | None
    target: int | None
    over: bool
    came: int = 0
    of: int = 0
    kept_back: bool = False


@dataclass(frozen=True, slots=True)
class Response:
    """One alarm's way. `steps`: the six stages in order; `entities`: the lines this reader may see. `decided_by`: the row that decided."""

    record: Record
    alarm: Alarm
    steps: tuple[Step, ...]
    entities: tuple[EntityLatency, ...]
    decided_by: Record | None

    def step(self, stage: Stage) -> Step:
        """Return one stage."""
        return next(each for each in self.steps if each.stage is stage)


_FINISHED: Final = frozenset({RunState.COMPLETE, RunState.COMPLETE_EXCEPT_DEFERRED})


def responses(picture: Picture, now: int, reader: str) -> tuple[Response, ...]:
    """Return how each alarm was met, the latest first; one that only another audience reads is left out."""
    rules = rules_of(picture)
    rows = [(row, body) for row, body in picture.bodies(Alarm) if body.audience is None or reader in {body.audience, rules.host}]
    rows.sort(key=lambda each: (-each[1].onset, each[0].subject))
    return tuple(_response(picture, now, reader, rules, row, body) for row, body in rows)


def response(picture: Picture, now: int, reader: str, alarm: str) -> Response | None:
    """Return how one alarm was met, or None where there is no such alarm for this reader."""
    row, rules = picture.find("alarm", alarm), rules_of(picture)
    if row is None or not isinstance(row.body, Alarm) or (row.body.audience is not None and reader not in {row.body.audience, rules.host}):
        return None
    return _response(picture, now, reader, rules, row, row.body)


def _response(picture: Picture, now: int, reader: str, rules: Rules, row: Record, alarm: Alarm) -> Response:
    lines, due = _lines(picture, rules, row, alarm)
    decided = _decided(picture, rules, alarm)
    done = _done(picture, row, alarm)
    targets = rules.doctrine.latency_targets
    timer = None if due is None else max(0, due - alarm.onset)

    def target(stage: Stage) -> int | None:
        return targets.get(stage.value.lower(), timer if stage is Stage.ANSWERED else None)

    def single(stage: Stage, at: int | None) -> Step:
        return _step(stage, at, alarm.onset, target(stage), now)

    def middle(stage: Stage, moments: Iterable[int | None]) -> Step:
        found = [moment for moment in moments if moment is not None]
        if lines and not alike(len(found), reader, rules):
            return Step(stage, None, None, target(stage), over=False, of=len(lines), kept_back=True)
        made = single(stage, median_low(found) if found else None)
        waiting = len(found) < len(lines) and _step(stage, None, alarm.onset, target(stage), now).over
        return Step(stage, made.at, made.took, made.target, made.over or waiting, len(found), len(lines))

    return Response(
        record=row,
        alarm=alarm,
        steps=(
            single(Stage.WARNED, alarm.onset),
            middle(Stage.DELIVERED, (line.delivered for line in lines)),
            middle(Stage.SEEN, (line.seen for line in lines)),
            middle(Stage.ANSWERED, (line.answered for line in lines)),
            single(Stage.DECIDED, decided.event if decided is not None else None),
            single(Stage.DONE, done),
        ),
        entities=tuple(line for line in lines if reader in {line.entity, rules.host}),
        decided_by=decided,
    )


def _step(stage: Stage, at: int | None, since: int, target: int | None, now: int) -> Step:
    took = None if at is None else max(0, at - since)
    over = target is not None and (took if took is not None else now - since) > target
    return Step(stage, at, took, target, over)


def _lines(picture: Picture, rules: Rules, row: Record, alarm: Alarm) -> tuple[tuple[EntityLatency, ...], int | None]:
    """Return each entity's way with what was asked about an alarm or about its subject, and when an answer is due."""
    asked = [(each, body) for each, body in picture.bodies(Request) if not body.withdrawn and body.item in {row.subject, alarm.about}]
    asked = [pair for pair in asked if pair[1].item == row.subject] or [pair for pair in asked if pair[1].asked >= alarm.onset]
    if not asked:
        return (), None
    request, body = max(asked, key=lambda pair: (pair[1].asked, pair[0].subject))
    delivered = facts(picture)
    lines = tuple(line_of(entity, stands(picture, request, body, entity, delivered, rules)) for entity in body.addressed)
    return lines, due_of(picture, request, body, rules)


def _decided(picture: Picture, rules: Rules, alarm: Alarm) -> Record | None:
    """Return the act that decided: a new status of the corridor the alarm is about, or a level declared for all."""
    about = alarm.about.partition("/")[0]
    found: list[Record] = [row for row, body in picture.bodies(CorridorStatus) if body.corridor == about]
    if about == rules.doctrine.ladder.code:
        found = [row for row, body in picture.bodies(DeclaredLevel) if body.common and body.ladder == about]
    return min((row for row in found if row.event >= alarm.onset), key=lambda row: (row.event, row.subject), default=None)


def _done(picture: Picture, row: Record, alarm: Alarm) -> int | None:
    """Return when what was called for was done: the lists opened for the alarm are complete, or, where none was, it returned."""
    runs = [(each, run) for each, run in picture.bodies(Run) if run.reason == row.subject]
    if not runs:
        return alarm.returned if not alarm.active else None
    return max(each.event for each, _ in runs) if all(run.state in _FINISHED for _, run in runs) else None
