"""The watch: asks the assessment after each commit and at the next due moment, and journals what it found.

Nothing in the fold reads a clock; this does, through the room's. An exercise's clock stops at every due moment on its way,
so that the same night gives the same findings at any speed. Deliberately absent: the rules themselves
(`feeds.assessment`), and any act.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from feeds.assessment.findings import Finding, Outcome, Signs, findings
from feeds.clock import SteppedClock
from feeds.errors import Damaged
from feeds.hub.house import House
from feeds.journal.store import Admitted
from feeds.picture.body import Nature, kind_of
from feeds.picture.picture import Picture
from feeds.picture.room import SourceState, SourceStatus

Assess = Callable[[Picture, int, Signs | None, frozenset[str] | None], Outcome]

ROUNDS = 16
"""Findings may bring findings about; more rounds than this at one moment mean that two rules contradict each other."""

MOMENTS = 100_000
"""Due moments in one step of an exercise's clock."""

_SHARE = 4
"""In a real room findings on feed records take at most a fifth of the time: after each run, four times its length is left free."""

_LONGEST_REST = 1.0


class Watch:
    """Keeps the findings of a house up to date."""

    def __init__(self, house: House, assess: Assess = findings) -> None:
        """Watch a house with the rules given."""
        self._house, self._assess = house, assess
        self.due: int | None = None
        """The next moment of the room's time at which something may change by itself."""
        self.last_data = _heard_before(house.picture, house.clock.now())
        """When each source last gave a sign of life, in the room's time."""
        self.seats: Mapping[str, tuple[str, ...]] = {}
        self._rest_until = 0.0
        self._stale = False
        self._asked = False
        """Whether the rules were ever asked about everything."""

    @property
    def resting(self) -> float | None:
        """Return the monotonic second at which findings put off are due, or None."""
        return self._rest_until if self._stale else None

    def after_commit(self, *, at_once: bool) -> None:
        """Look at what was committed. Feed records in a real room may wait a moment; acts and exercises never do."""
        if not at_once and not isinstance(self._house.clock, SteppedClock) and time.monotonic() < self._rest_until:
            self._stale = True
            return
        self.look()

    def look(self) -> None:
        """Ask the rules until they have nothing to add, journalling what they find. Raises WatchroomError."""
        began = time.monotonic()
        self._stale = False
        house = self._house
        outcome = self._ask(house.clock.now())
        for _ in range(ROUNDS):
            if not outcome.rows:
                break
            house.commit([self._finding(each) for each in outcome.rows], durable=False)
            outcome = self._ask(house.clock.now())
        if outcome.rows:
            names = ", ".join(sorted({row.subject for row in outcome.rows})[:5])
            raise Damaged("watch", "two rules contradict each other: their findings never settle", names)
        took = time.monotonic() - began
        self._rest_until = began + took + min(_SHARE * took, _LONGEST_REST)

    def _finding(self, found: Finding) -> Admitted:
        """Return the record of a finding. A rule that would decide something is a fault: only people's signed acts do."""
        if Nature.FINDING not in found.body.natures:
            raise Damaged("watch", "a rule wrote what people decide", kind_of(found.body), "a kind that is a finding")
        return self._house.own(found.subject, found.body, event=found.event, label=found.label)

    def _ask(self, now: int) -> Outcome:
        """Ask once. Where only kinds on which no rule leans have changed, and no moment is due, that is quickly answered."""
        changed = frozenset(self._house.touched) if self._asked and (self.due is None or self.due > now) else None
        outcome = self._assess(self._house.picture, now, Signs(last_data=dict(self.last_data), seats=dict(self.seats)), changed)
        if outcome.complete:
            self._house.touched.clear()
            self._asked = True
            self.due = outcome.due
        elif outcome.due is not None:
            self.due = outcome.due if self.due is None else min(self.due, outcome.due)
        return outcome

    def is_due(self) -> bool:
        """Say whether a due moment has come, or findings put off may be made now."""
        if self._stale and time.monotonic() >= self._rest_until:
            return True
        return self.due is not None and self.due <= self._house.clock.now()

    def step_to(self, clock: SteppedClock, to: int) -> None:
        """Take an exercise's clock to `to`, stopping at every due moment on the way. Raises Refused for a step back."""
        for _ in range(MOMENTS):
            moment = self.due
            if moment is None or moment > to:
                break
            clock.advance(max(moment, clock.now()))
            self.look()
            if self.due == moment:
                raise Damaged("watch", "a rule's next due moment does not lie ahead", moment, f"later than {moment}")
        clock.advance(to)


def _heard_before(picture: Picture, now: int) -> dict[str, int]:
    """Return the signs of life a hub begins with. A source that was live is given its time from now on: while the hub was away
    nobody could hear it. One that was silent or lost already stays so until it speaks.
    """
    statuses = [body for _, body in picture.bodies(SourceStatus)]
    return {each.source: now if each.state is SourceState.LIVE else each.last_data or each.since for each in statuses}
