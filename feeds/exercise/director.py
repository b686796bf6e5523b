"""The director's hand on a play: takes orders between two steps, keeps the plan, and has every order written into the watch log.

The lines of the log are the exercise control's own and are the host's alone: who is exercised does not read what is still to come. What was
ordered, fired and observed is so in the record, and the report tells it. Deliberately absent: reading orders from anywhere, and saying
lines (`feeds.exercise.player`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, assert_never

import msgspec

from feeds.assessment.injects import Order as Logged
from feeds.assessment.injects import provenance
from feeds.errors import BadInput, Misuse
from feeds.exercise.direction import Cue, Inject, InjectState, Plan, line_at, ordered, plan_of, spoken, upcoming
from feeds.exercise.orders import Ask, Move, Note, Order, Pause, Speed
from feeds.exercise.pace import Pace
from feeds.exercise.scenario import CONTROL, Scenario, ScenarioLine
from feeds.picture.envelope import Author, AuthorKind, Record
from feeds.picture.identity import content_hash, opaque
from feeds.picture.label import Label
from feeds.picture.lifecycle import IllegalTransition
from feeds.picture.night import LogEntry

_MOST_NAMED: Final = 64
"""Subjects that one line of the log names."""

_DONE: Final = {"hold": (Logged.HELD, "held back"), "release": (Logged.RELEASED, "released"), "skip": (Logged.SKIPPED, "skipped")}


@dataclass(frozen=True, slots=True)
class Notice:
    """What the director is told: at which time of the exercise (ms), injects that changed, how play stands, an order's fault."""

    now: int
    injects: tuple[Inject, ...] = ()
    paused: bool = False
    speed: float | None = None
    """Set where the speed was changed."""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Director:
    """Who directs. `take`: the orders that have come, without waiting; `gone`: whether none will come any more; `tell`: takes answers."""

    take: Callable[[], Iterable[Order | BadInput]]
    gone: Callable[[], bool]
    tell: Callable[[Notice], None]


class Directed:
    """A storyline under a director, or under none: then it is played as written and nothing is logged."""

    def __init__(self, scenario: Scenario, director: Director | None, write: Callable[[Record], None]) -> None:
        """Take the scenario, who directs it, and how a line of the log is written."""
        self._scenario, self._director, self._write = scenario, director, write
        self.plan: Plan = plan_of((), directed=False)
        self.paused = False
        self.intervened = False
        """Whether the director kept anything from being played as it was written."""
        self._logged = 0

    def begin(self, lines: Iterable[ScenarioLine], now: int) -> None:
        """Lay out what is to be played, and tell the director the whole plan."""
        self.plan = plan_of(lines, directed=self._director is not None)
        self._say(now, *self.plan.injects.values())

    def upcoming(self) -> Cue | None:
        """Return what is said next, as play stands."""
        return upcoming(self.plan, paused=self.paused)

    def line(self, cue: Cue, now: int) -> ScenarioLine:
        """Return the line that a cue calls for at `now`."""
        return line_at(self.plan, cue, now)

    def spoken(self, cue: Cue, now: int) -> None:
        """Note that it was said; the first line of an inject is logged as its firing."""
        before = self.plan.injects.get(cue.inject)
        self.plan = spoken(self.plan, cue, now)
        if before is None or before.said:
            return
        inject = self.plan.injects[cue.inject]
        how = "by hand" if inject.by_hand else "late" if inject.moved else "as planned"
        self._log(now, Logged.FIRED, f"Inject {inject.id} fired {how}: {inject.title}", inject)
        self._say(now, inject)

    def turn(self, now: int, pace: Pace) -> bool:
        """Take the orders that have come; say whether what comes next may have changed."""
        if self._director is None:
            return False
        changed = False
        for order in self._director.take():
            changed |= self._obey(order, now, pace)
        if self.paused and self._director.gone():
            # Nobody is left to let play go on.
            changed |= self._obey(Pause(stands=False), now, pace)
        return changed

    def _obey(self, order: Order | BadInput, now: int, pace: Pace) -> bool:
        try:
            match order:
                case BadInput():
                    self._say(now, fault=str(order))
                    return False
                case Move():
                    self._move(order, now)
                case Note():
                    self._note(order, now)
                case Pause(stands=stands):
                    self._stand(now, stands=stands)
                case Speed(speed=speed):
                    pace.change(speed, now)
                    self._log(now, Logged.PLAY, f"Speed {speed:g}")
                    self._say(now, speed=speed)
                case Ask():
                    self._say(now, *self.plan.injects.values())
                case _:
                    assert_never(order)
        except (Misuse, IllegalTransition) as error:
            self._say(now, fault=str(error))
            return False
        return True

    def _move(self, order: Move, now: int) -> None:
        self.plan = ordered(self.plan, order.inject, order.event, now)
        self.intervened = True
        inject = self.plan.injects[order.inject]
        if inject.state is InjectState.FIRED:
            return  # It is logged and told as soon as its first line is said.
        what, word = _DONE[order.event]
        self._log(now, what, f"Inject {inject.id} {word}: {inject.title}", inject)
        self._say(now, inject)

    def _note(self, order: Note, now: int) -> None:
        inject = self.plan.injects.get(order.inject)
        if inject is None:
            raise Misuse("director", "there is no such inject", order.inject, "the identifier of an inject of the plan")
        self._log(now, Logged.OBSERVED, f"Observed after inject {inject.id}: {order.words}", inject)
        self._say(now)

    def _stand(self, now: int, *, stands: bool) -> None:
        if stands == self.paused:
            return
        self.paused = stands
        self._log(now, Logged.PLAY, "Play paused" if stands else "Play goes on")
        self._say(now)

    def _say(self, now: int, *injects: Inject, speed: float | None = None, fault: str = "") -> None:
        if self._director is not None:
            self._director.tell(Notice(now, injects, self.paused, speed, fault))

    def _log(self, now: int, what: Logged, text: str, inject: Inject | None = None) -> None:
        """Write a line of the watch log in the exercise control's name, for the host alone."""
        self._logged += 1
        scenario = self._scenario
        # What was kept back has written nothing that the line could be about.
        wrote = inject.subjects if inject is not None and inject.state is InjectState.FIRED else ()
        body = LogEntry(text, wrote[:_MOST_NAMED])
        subject = opaque("LE", scenario.incident, CONTROL, self._logged, now, text)
        policy = scenario.default_label
        self._write(
            Record(
                subject=subject,
                regime=scenario.regime,
                event=now,
                author=Author(scenario.host, AuthorKind.MACHINE, CONTROL),
                body=body,
                key=content_hash(msgspec.msgpack.encode((subject, body))),
                label=Label(policy.policy, policy.classification, scenario.host),
                provenance=provenance(what, inject.id if inject is not None else ""),
            )
        )
