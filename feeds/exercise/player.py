"""Plays a scenario against a hub, at any speed: the same lines, in the same order, with the same findings.

The player steps the room's clock to the moment of the next line, sends it over the link of whoever says it, and waits until
the hub has it on disk before it goes on. Between lines the clock goes smoothly, measured by the machine's monotonic clock;
where the work is slower than that, the exercise lags and says how fast it really went. Deliberately absent: the hub's
process, files, and any shortcut past admission.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Final

from feeds.assessment.rollcall import CellState, cells
from feeds.errors import Damaged
from feeds.exercise.crew import Crew, Hand
from feeds.exercise.director import Directed, Director
from feeds.exercise.governing import Governing
from feeds.exercise.orders import FASTEST
from feeds.exercise.pace import Pace
from feeds.exercise.progress import Progress
from feeds.exercise.saying import Saying
from feeds.exercise.scenario import Scenario
from feeds.room import Room
from feeds.wire.events import Event
from feeds.wire.protocol import Advanced

STEP: Final = 0.02
"""Seconds of real time between two steps of the clock."""


class Player:
    """One performance of a scenario in a room whose hub is running."""

    def __init__(
        self, scenario: Scenario, room: Room, tell: Callable[[Progress], None] = lambda _: None, director: Director | None = None
    ) -> None:
        """Connect. `tell` is called after every line marked as story; a director is asked for orders between two steps."""
        self.scenario, self.room, self.progress = scenario, room, Progress(now=scenario.starts)
        self._crew = Crew(scenario, room)
        self._crew.stopped = lambda: self.progress.stopped
        self._saying = Saying(scenario, self._crew, self.progress, tell)
        self._directed = Directed(scenario, director, lambda record: self._saying.send(self._crew.control, [record], ""))
        self._speaking = scenario.speaking
        self._keys = list(scenario.keys)
        self._governing = Governing(scenario, room, self._crew, lambda: self._step(self.progress.now, self.progress.shown))
        waits = [feed.expects_every or scenario.doctrine.feed_no_data for feed in scenario.feeds]
        self._longest = min(waits, default=120_000) // 2

    def stop(self) -> None:
        """End at once. May be called from a signal handler or another thread."""
        self.progress.stopped = True

    def close(self) -> None:
        """Say goodbye on every link."""
        self._crew.close()

    def play(self, speed: float, since: int | None = None, until: int | None = None, resumes: int | None = None) -> Progress:
        """Play to `until` (ms; default: the end). Up to `since` it goes as fast as it can, from there at `speed`.

        `resumes`: the room knows already what was learned up to then, as a branch does; only what follows is played.

        Raises:
            Unreachable: the hub did not answer for a minute.
            Damaged: the hub refused to step its clock.

        """
        end = self.scenario.ends if until is None else min(until, self.scenario.ends)
        starts = self.scenario.starts if resumes is None else resumes
        self._seat(starts)
        self._step(starts, 0.0)
        if resumes is None:
            self._saying.open(self.scenario.opening)
        else:
            # Keys of a branch are all new: what befell those of its parent befalls none of them.
            self._keys = [each for each in self._keys if each.at > resumes]
        pace = Pace(starts if since is None else since, speed)
        self._directed.begin((line for line in self.scenario.lines if resumes is None or line.known > resumes), self.progress.now)
        self._perform(end, pace)
        # Nobody steps the clock from here on: displays must not draw it on.
        self._crew.control.advance(self.progress.now, 0.0)
        self.progress.intervened = self._directed.intervened
        self._sum_up()
        return self.progress

    def _perform(self, end: int, pace: Pace) -> None:
        """Say line after line to `end`; after an order of the director's it is asked anew what comes next."""
        while not self.progress.stopped:
            self._directed.turn(self.progress.now, pace)
            cue = self._directed.upcoming()
            last = cue is None or cue.at > end
            if not self._reach(end if cue is None else min(cue.at, end), pace):
                continue
            if cue is None or last:
                return
            line = self._directed.line(cue, self.progress.now)
            self._saying.say(line)
            self._directed.spoken(cue, self.progress.now)
            self._hold(line.hold, pace)

    def _reach(self, to: int, pace: Pace) -> bool:
        """Take the clock to `to`, doing what befalls keys on the way; False as `_go_to` says it."""
        return self._keys_to(to, pace) and self._go_to(to, pace)

    # Time.

    def _go_to(self, to: int, pace: Pace) -> bool:
        """Take the clock to `to`, in steps that no source is too long silent in and that come no sooner than their time.

        Return False where it was stopped on the way, or the director changed what comes next.
        """
        while self.progress.now < to and not self.progress.stopped:
            if self._directed.turn(self.progress.now, pace):
                return False
            if self._directed.paused:
                self._stand(pace)
                continue
            now = self.progress.now
            wanted = min(to, now + self._longest, self._next_change(now), max(now + 1, pace.target(to)))
            self._seat(wanted)
            self._step(wanted, pace.shown(wanted))
            self.progress.achieved = pace.achieved(wanted)
            wait = pace.wait(min(to, wanted + round(STEP * 1000 * pace.speed)))
            if wait > 0:
                self._rest(min(wait, STEP))
        return self.progress.now >= to

    def _stand(self, pace: Pace) -> None:
        """Let play stand for a moment: displays do not draw the clock on."""
        if self.progress.shown:
            self._step(self.progress.now, 0.0)
        began = time.monotonic()
        self._rest(STEP)
        pace.stand(time.monotonic() - began)

    def _hold(self, length: int, pace: Pace) -> None:
        """Let so much of the exercise's pace go by while its clock stands: the hub holds it until a person lets it go on."""
        if length:
            self._rest(pace.pause(length))

    def _rest(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while not self.progress.stopped and (left := end - time.monotonic()) > 0:
            self._crew.turn(wait_ms=min(left, STEP) * 1000)

    def _step(self, to: int, speed: float) -> None:
        """Say who is heard, step the hub's clock and wait until it stands there; a hub that was away is stepped again."""
        control = self._crew.control
        control.alive(self._heard())
        self.progress.shown = min(speed, FASTEST)
        number = control.advance(to, self.progress.shown)
        refused: list[str] = []

        def answered(events: list[Event]) -> bool:
            for event in events:
                if isinstance(event, Advanced) and event.number == number:
                    refused.extend([event.refused] if event.refused and event.now < to else [])
                    return True
            return False

        if self._crew.until(answered, control, "the hub did not step its clock"):
            self.progress.now = to
            if refused:
                raise Damaged("exercise", "the hub refused to step its clock", refused[0], "a stepped room")

    def _heard(self) -> list[str]:
        """Return the feeds that are heard at this moment: one that leaves is heard as it goes, one that comes as soon as it is there."""
        now, scenario = self.progress.now, self.scenario
        return [feed.code for feed in scenario.feeds if scenario.present(feed.code, now) or scenario.present(feed.code, now - 1)]

    def _next_change(self, now: int) -> int:
        moments = (each for away in self.scenario.away for each in (away.since, away.until))
        return min((each for each in moments if each > now), default=self.scenario.ends)

    def _seat(self, at: int) -> None:
        codes = [each.code for each in self.scenario.people if each.code in self._speaking and self.scenario.present(each.code, at)]
        if set(codes) != self._crew.hands.keys():
            self._crew.seat(codes)
            for hand in self._crew.hands.values():
                self._crew.until(partial(_is_ready, hand), hand.link, f"{hand.person.code} was not welcomed")

    # Keys.

    def _keys_to(self, to: int, pace: Pace) -> bool:
        """Do what befalls keys up to `to`, each at its moment; False as `_go_to` says it."""
        while self._keys and self._keys[0].at <= to and not self.progress.stopped:
            if not self._go_to(self._keys[0].at, pace):
                return False
            self._governing.befall(self._keys.pop(0))
            self._seat(self.progress.now)
            # The hub writes down what its door saw when its clock is stepped, even to where it stands.
            self._step(self.progress.now, self.progress.shown)
        return True

    def _sum_up(self) -> None:
        """Note who owes an answer, as the host's desk has it."""
        host = next((hand for hand in self._crew.hands.values() if hand.person.entity == self.scenario.host), None)
        if host is None:
            return
        call = cells(host.picture, self.progress.now, self.scenario.host)
        late = {CellState.OVERDUE, CellState.NOBODY}
        self.progress.silent = tuple(sorted({cell.entity for row in call.rows for cell in row.cells if cell.state in late}))


def _is_ready(hand: Hand, _events: list[Event]) -> bool:
    return hand.ready
