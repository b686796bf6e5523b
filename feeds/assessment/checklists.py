"""A checklist run as it stands: each step's state, what is late, what is blocked, and whether all rooms mean the same list.

PENDING, LATE, INACTIVE, BLOCKED and SENSED are computed where no person's row says otherwise. SENSED says with which record the picture
satisfies a step; it ticks nothing. Lateness is shown while a step waits, and what was done late stays so. Rooms whose templates differ get
an error and no list. Deliberately absent: ticking.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from feeds.assessment.eligibility import grants_by_code, in_force
from feeds.assessment.words import earliest
from feeds.picture.action import Action, ActionState
from feeds.picture.checklist import Item, ItemState, Run, RunState, Step, Template, template_hash
from feeds.picture.corridor import Corridor, CorridorState, CorridorStatus
from feeds.picture.envelope import Record
from feeds.picture.identity import joined
from feeds.picture.picture import Picture

WORKED: Final = frozenset({RunState.OPEN, RunState.IN_PROGRESS, RunState.HELD})
"""States of a run whose steps have clocks."""

_SENSES: Final = frozenset({ActionState.EXECUTING, ActionState.COMPLETE})


class StepState(StrEnum):
    """What one step of a run reads."""

    PENDING = "PENDING"
    DONE = "DONE"
    VERIFIED = "VERIFIED"
    DEFERRED = "DEFERRED"
    OVERRIDDEN = "OVERRIDDEN"
    SENSED = "SENSED"
    INACTIVE = "INACTIVE"
    BLOCKED = "BLOCKED"


@dataclass(frozen=True, slots=True)
class StepView:
    """One step. `due`: when it should be done; `late`: ms it is late now or was done late, 0 for none; `by`: who did it.

    `needs_second`: done, and waiting for the second person. `sensed`: the subject of the record that satisfies it. `after`: the number
    of the pause point that it waits for.
    """

    step: Step
    state: StepState
    due: int | None
    late: int
    by: str | None
    reason: str
    needs_second: bool
    sensed: str | None
    record: Record | None
    overdue: bool = False
    after: int | None = None

    @property
    def open(self) -> bool:
        """Say whether somebody still has to do it."""
        return self.state in {StepState.PENDING, StepState.BLOCKED}

    @property
    def complete(self) -> bool:
        """Say whether it counts as done."""
        done = self.state in {StepState.DONE, StepState.VERIFIED, StepState.OVERRIDDEN, StepState.SENSED}
        return done and not self.needs_second


@dataclass(frozen=True, slots=True)
class TemplateCheck:
    """Whether one template is one list. `hashes`: (origin, version, hash) of every room that holds it, and of the run itself as ""."""

    code: str
    same: bool
    hashes: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True, slots=True)
class RunView:
    """A run. `steps` is empty where the templates differ: then `check` is what is shown. `next`: number of the step to do next."""

    record: Record
    run: Run
    template: Template | None
    check: TemplateCheck
    steps: tuple[StepView, ...]
    done: int
    total: int
    blocked: bool
    next: int | None
    due: int | None


def template_check(picture: Picture, code: str, expected: str | None = None) -> TemplateCheck:
    """Compare what every room holds under a template's code; `expected`: the hash a run names."""
    rows = picture.side_by_side("template", code)
    held = [(row.origin, row.body.version, template_hash(row.body)) for row in rows if isinstance(row.body, Template)]
    named = [("", 0, expected)] if expected is not None else []
    hashes = tuple(sorted([*held, *named]))
    return TemplateCheck(code, bool(held) and len({each[2] for each in hashes}) == 1, hashes)


def run_view(picture: Picture, now: int, subject: str) -> RunView | None:
    """Return a run as it stands, or None where there is none."""
    row = picture.find("run", subject)
    if row is None or not isinstance(row.body, Run):
        return None
    run = row.body
    check = template_check(picture, run.template, run.template_hash)
    template = picture.get(Template, run.template) if check.same else None
    steps = _paused(tuple(_step(picture, now, row, run, step) for step in template.steps)) if template else ()
    active = [each for each in steps if each.state is not StepState.INACTIVE]
    waiting = [each for each in active if each.open]
    moments = [each.due for each in waiting]
    return RunView(
        record=row,
        run=run,
        template=template,
        check=check,
        steps=steps,
        done=sum(each.complete for each in active),
        total=len(active),
        blocked=any(each.state is StepState.BLOCKED for each in waiting),
        next=min((each.step.number for each in waiting), default=None),
        due=earliest([*moments, *(moment for each in waiting for moment in _grant_windows(picture, each.step))], now),
    )


def ending(view: RunView) -> tuple[RunState | None, str]:
    """Return the state in which a run would end now, None while a step that counts is open; and what is wanting or deferred, in words."""
    counting = [each for each in view.steps if each.state is not StepState.INACTIVE and not each.complete]
    wanting = [each for each in counting if each.state is not StepState.DEFERRED]
    if wanting or not view.steps:
        return None, ", ".join(_wants(each) for each in wanting) or "two lists exist"
    if counting:
        return RunState.COMPLETE_EXCEPT_DEFERRED, f"step {', '.join(str(each.step.number) for each in counting)} was deferred"
    return RunState.COMPLETE, "no step was deferred"


def _wants(each: StepView) -> str:
    return f"step {each.step.number} waits for a second person" if each.needs_second else f"step {each.step.number} is {each.state.value}"


def _paused(steps: tuple[StepView, ...]) -> tuple[StepView, ...]:
    """Let what follows a pause point wait until it is done, or was deferred."""
    points = [each.step.number for each in steps if each.step.pause_point and (each.open or each.needs_second)]
    first = min(points, default=None)
    return steps if first is None else tuple(replace(each, after=first) if each.step.number > first else each for each in steps)


def _step(picture: Picture, now: int, row: Record, run: Run, step: Step) -> StepView:
    record = picture.find("item", joined(row.subject, str(step.number)))
    item = record.body if record is not None and isinstance(record.body, Item) else None
    due = run.opened + step.due if run.opened is not None and step.due is not None else None
    if item is not None and item.state is not ItemState.PENDING:
        second = step.two_person and item.state is ItemState.DONE
        return StepView(step, StepState(item.state.value), due, item.late, item.done_by, item.reason, second, None, record)
    sensed = _sensed(picture, row, run, step)
    state = untouched(picture, now, step, sensed)
    waits = run.state in WORKED and state in {StepState.PENDING, StepState.BLOCKED}
    overdue = waits and due is not None and now >= due
    late = now - due if overdue and due is not None else 0
    return StepView(step, state, due, late, None, "", needs_second=False, sensed=sensed, record=record, overdue=overdue)


def lateness(picture: Picture, run: Run, number: int, at: int) -> int:
    """Return how many ms after its time a step of a run would be done at a moment, 0 where it is in time or has none."""
    template = picture.get(Template, run.template)
    step = next((step for step in template.steps if step.number == number), None) if template is not None else None
    if step is None or step.due is None or run.opened is None:
        return 0
    return max(0, at - run.opened - step.due)


def untouched(picture: Picture, now: int, step: Step, sensed: str | None = None) -> StepState:
    """Return what a step reads where no person's row says otherwise. `sensed`: the record that satisfies it, if one does."""
    if step.condition_corridor is not None and not _open(picture, step.condition_corridor):
        return StepState.INACTIVE
    if sensed is not None:
        return StepState.SENSED
    return StepState.BLOCKED if step.grant is not None and not _granted(picture, now, step.grant) else StepState.PENDING


def _open(picture: Picture, code: str) -> bool:
    """Say whether the corridor of that code is declared OPEN."""
    subjects = (row.subject for row, body in picture.bodies(Corridor) if body.code == code)
    found = (picture.get(CorridorStatus, subject) for subject in subjects)
    return any(status is not None and status.state is CorridorState.OPEN for status in found)


def _granted(picture: Picture, now: int, code: str) -> bool:
    return any(in_force(grant, now) for _, grant in grants_by_code(picture, code))


def _grant_windows(picture: Picture, step: Step) -> Iterator[int | None]:
    for _, grant in grants_by_code(picture, step.grant) if step.grant is not None else ():
        yield from (grant.valid.since, grant.valid.until)


def _sensed(picture: Picture, row: Record, run: Run, step: Step) -> str | None:
    """Return the action that satisfies a step: of its kind, begun or complete, since the run was opened."""
    if step.action is None:
        return None
    since = run.opened if run.opened is not None else row.event
    found = ((each.event, each.subject) for each, body in picture.bodies(Action) if body.kind is step.action and body.state in _SENSES)
    return min((subject for event, subject in found if event >= since), default=None)
