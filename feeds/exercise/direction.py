"""The plan of an exercise's injects, and what its director may do with them: fire, hold back, release, skip.

An inject is what the storyline marks as story; lines that share a mark are one inject and keep their distances. Lines without a mark are
the background, which nobody directs. All here is a pure function of the plan and the moment. Deliberately absent: how orders come
(`feeds.exercise.orders`), and the playing (`feeds.exercise.player`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from feeds.errors import Misuse
from feeds.exercise.scenario import ScenarioLine
from feeds.picture.lifecycle import Lifecycle


class InjectState(StrEnum):
    """See INJECT."""

    PLANNED = "PLANNED"
    HELD = "HELD"
    FIRED = "FIRED"
    SKIPPED = "SKIPPED"


INJECT: Lifecycle[InjectState] = Lifecycle(
    "inject",
    initial=(InjectState.PLANNED,),
    edges={
        InjectState.PLANNED: {"fire": InjectState.FIRED, "hold": InjectState.HELD, "skip": InjectState.SKIPPED},
        InjectState.HELD: {"fire": InjectState.FIRED, "release": InjectState.PLANNED, "skip": InjectState.SKIPPED},
    },
)
"""A planned inject fires at its time, or earlier by hand. One held back waits, however late it grows, until it is released or fired;
released after its time it fires at once. What was fired has happened and what was skipped is left out: neither is taken back."""


@dataclass(frozen=True, slots=True)
class Inject:
    """One inject. `moved`: ms by which its lines are played later than written (below zero: earlier); `said`: how many of them are.

    `since`: when it came into its state (ms), None while it stands as it was planned. `by_hand`: the director fired it.
    """

    id: str
    title: str
    lines: tuple[ScenarioLine, ...]
    numbers: tuple[int, ...]
    """Where its lines stand in the storyline: of one moment, they are said in that order."""
    state: InjectState = InjectState.PLANNED
    since: int | None = None
    moved: int = 0
    said: int = 0
    by_hand: bool = False

    @property
    def planned(self) -> int:
        """When the storyline has its first line (ms)."""
        return self.lines[0].known

    @property
    def subjects(self) -> tuple[str, ...]:
        """The subjects of the rows it writes, as far as they are known before it is played."""
        return tuple(dict.fromkeys(line.subject for line in self.lines if line.subject))


@dataclass(frozen=True, slots=True)
class Plan:
    """A storyline as it is to be played: injects by their identifier, the earliest first, and the background, `behind` lines of it said."""

    injects: Mapping[str, Inject]
    background: tuple[tuple[int, ScenarioLine], ...]
    behind: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Cue:
    """What is said next: at `at` (ms), the line that stands at `number` of the storyline, of `inject` ("": background)."""

    at: int
    number: int
    inject: str


def plan_of(lines: Iterable[ScenarioLine], *, directed: bool) -> Plan:
    """Return the plan of a storyline; not `directed`: all of it is background."""
    marked: defaultdict[str, list[tuple[int, ScenarioLine]]] = defaultdict(list)
    background: list[tuple[int, ScenarioLine]] = []
    for number, line in enumerate(lines):
        (marked[line.story] if directed and line.story else background).append((number, line))
    injects = {}
    for title, found in marked.items():
        numbers, its = zip(*found, strict=True)
        injects[its[0].id] = Inject(its[0].id, title, its, numbers)
    return Plan(injects, tuple(background))


def upcoming(plan: Plan, *, paused: bool = False) -> Cue | None:
    """Return what is said next if nobody gives an order; None: nothing is left but what is held or skipped.

    `paused`: the clock stands, and only what the director fired by hand is said.
    """
    injects = (each for each in plan.injects.values() if each.by_hand or not paused)
    cues = [cue for inject in injects if (cue := _cue(inject)) is not None]
    if plan.behind < len(plan.background) and not paused:
        number, line = plan.background[plan.behind]
        cues.append(Cue(line.known, number, ""))
    return min(cues, default=None)


def line_at(plan: Plan, cue: Cue, now: int) -> ScenarioLine:
    """Return the line a cue calls for, as it is said at `now`: one whose inject was moved happens when it is learned."""
    if not cue.inject:
        return plan.background[plan.behind][1]
    inject = plan.injects[cue.inject]
    line = inject.lines[inject.said]
    late = now - line.known if inject.state is InjectState.PLANNED else inject.moved
    return replace(line, at=line.known + late, known=line.known + late) if late else line


def spoken(plan: Plan, cue: Cue, now: int) -> Plan:
    """Return the plan once a cue's line is said at `now`; the first line of a planned inject fires it."""
    if not cue.inject:
        return replace(plan, behind=plan.behind + 1)
    inject = plan.injects[cue.inject]
    if inject.state is InjectState.PLANNED:
        inject = _entered(inject, "fire", now)
    return _with(plan, replace(inject, said=inject.said + 1))


def ordered(plan: Plan, ident: str, event: str, now: int) -> Plan:
    """Return the plan after a director's order: `event` is one of INJECT's.

    Raises:
        Misuse: there is no such inject.
        IllegalTransition: the order is not possible in its state.

    """
    inject = plan.injects.get(ident)
    if inject is None:
        raise Misuse("director", "there is no such inject", ident, "the identifier of an inject of the plan")
    return _with(plan, replace(_entered(inject, event, now), by_hand=event == "fire"))


def _entered(inject: Inject, event: str, now: int) -> Inject:
    state = INJECT.after(inject.state, event)
    moved = now - inject.planned if state is InjectState.FIRED else 0
    return replace(inject, state=state, since=now, moved=moved)


def _cue(inject: Inject) -> Cue | None:
    if inject.state in {InjectState.HELD, InjectState.SKIPPED} or inject.said == len(inject.lines):
        return None
    return Cue(inject.lines[inject.said].known + inject.moved, inject.numbers[inject.said], inject.id)


def _with(plan: Plan, inject: Inject) -> Plan:
    return replace(plan, injects={**plan.injects, inject.id: inject})
