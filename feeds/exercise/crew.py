"""The hands of a played exercise: a link for each officer and feed, and one for control, all owned by one thread.

Each officer has a picture of its own, folded from what its entity gets and nothing else; acts are made from that.
Deliberately absent: what is said and when (`player`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import zmq

from feeds.errors import Unreachable
from feeds.exercise.scenario import CONTROL, Person, Scenario
from feeds.exercise.second_desk import SecondDesk
from feeds.picture.act import Act, Seen, row_basis
from feeds.picture.body import Body, kind_of
from feeds.picture.envelope import Record
from feeds.picture.identity import content_hash
from feeds.picture.label import Label
from feeds.picture.picture import Picture
from feeds.room import Room
from feeds.wire.events import Dropped, Event
from feeds.wire.follow import LinkState
from feeds.wire.keys import Keys, sign_act
from feeds.wire.link import Link
from feeds.wire.mirror import Mirror
from feeds.wire.protocol import Batch, OriginalPart, Part, Welcome

PATIENCE: Final = 60.0
"""Seconds that the crew waits for a hub, a restart included, before it gives up."""

_TURN_MS: Final = 2.0

_SWEEP: Final = 0.02
"""Seconds between two looks at the links that nobody waits for."""


class Hand:
    """One officer at its desk."""

    def __init__(self, person: Person, keys: Keys, link: Link, mirror: Mirror) -> None:
        self.person, self.keys, self.link, self.mirror = person, keys, link, mirror

    @property
    def picture(self) -> Picture:
        """Return what this officer has received."""
        return self.mirror.picture

    @property
    def ready(self) -> bool:
        """Say whether the officer's desk is live."""
        return self.link.state is LinkState.LIVE and self.link.standing is not None

    def take(self, events: Iterable[Event]) -> None:
        """Fold what came."""
        for event in events:
            if isinstance(event, Part | Batch):
                self.mirror.take(event)

    def act(self, scenario: Scenario, subject: str, body: Body, label: Label | None, at: int, nonce: str) -> str:
        """Sign an act made from this officer's own picture, give it to the hub, and return its key.

        Raises:
            Unreachable: the hub has never welcomed this officer.

        """
        standing = self.link.standing
        if standing is None:
            raise Unreachable("exercise", "the hub has not welcomed the officer", self.person.code)
        before = self.own_row(kind_of(body), subject, scenario.room)
        seen = Seen(self.mirror.sequence, self.mirror.expected)
        act = act_of(scenario, self.person, standing, seen, before, Said(subject, body, label, at, nonce))
        return self.link.send_act(sign_act(act, self.keys.signing_key))

    def own_row(self, kind: str, subject: str, room: str) -> Record | None:
        """Return this room's row of a subject as this officer has it."""
        return self.picture.tables.get(kind, {}).get((subject, room))


@dataclass(frozen=True, slots=True)
class Said:
    """What an officer wants written."""

    subject: str
    body: Body
    label: Label | None
    at: int
    nonce: str


def act_of(scenario: Scenario, person: Person, standing: Welcome, seen: Seen, before: Record | None, said: Said) -> Act:
    """Return the act that an officer signs, over the row as that officer has it."""
    return Act(
        incident=standing.incident,
        regime=scenario.regime,
        subject=said.subject,
        revision=1 if before is None else before.revision + 1,
        basis=row_basis(before),
        event=said.at,
        label=said.label,
        body=said.body,  # type: ignore[arg-type]  # every Body with a tag is on the closed list, which a test holds
        officer=person.code,
        role=person.role,
        entity=person.entity,
        seat=person.seat,
        audience=person.entity,
        sequence=seen.sequence,
        digest=seen.digest,
        roster=standing.roster,
        nonce=said.nonce,
    )


class Crew:
    """All links of an exercise. `close` it."""

    def __init__(self, scenario: Scenario, room: Room) -> None:
        """Connect control and the feeds; officers come when they are asked for."""
        self._scenario, self._room = scenario, room
        self._context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()
        self.hands: dict[str, Hand] = {}
        self.feeds: dict[str, Link] = {}
        self.seconds: dict[str, SecondDesk] = {}
        """Copied keys at second desks, by officer."""
        self._swept = 0.0
        self.stopped: Callable[[], bool] = lambda: False
        keys = room.keys(CONTROL)
        self.control = Link(room.endpoint, room.hub_key, keys, room=room.code, regime=room.regime, stream=False, context=self._context)
        for feed in scenario.feeds:
            self.feeds[feed.code] = self._link(feed.code, stream=False)

    def seat(self, wanted: Iterable[str]) -> None:
        """Have exactly these officers at their desks: others leave, new ones connect."""
        codes = set(wanted)
        for code in [code for code in self.hands if code not in codes]:
            self.hands.pop(code).link.close()
        for person in self._scenario.people:
            if person.code in codes and person.code not in self.hands:
                link = self._link(person.code, stream=True)
                mirror = Mirror(self._room.regime)
                link.holds = mirror.held
                self.hands[person.code] = Hand(person, self._room.keys(person.code), link, mirror)

    def sit_twice(self, code: str) -> None:
        """Have a copy of an officer's key speak from a second desk. Raises Unreachable."""
        second = self.seconds[code] = SecondDesk(self._context, self._room, self._room.keys(code))
        self.until(lambda _: second.welcome is not None, self.control, f"the second desk of {code} was not welcomed")

    def until(self, done: Callable[[list[Event]], bool], link: Link, what: str) -> bool:
        """Poll everybody until `done` is true of what `link` says; False when the exercise was stopped.

        Raises:
            Unreachable: it did not come within PATIENCE.

        """
        deadline = time.monotonic() + PATIENCE
        while not self.stopped():
            if done(self.turn(link)):
                return True
            if time.monotonic() > deadline:
                raise Unreachable("exercise", what, link.reason or None, f"an answer within {PATIENCE:.0f} s")
        return False

    def catch_up(self, hand: Hand) -> None:
        """Wait until all that the hub has told this officer is folded: an answer on its link comes after what was sent before."""
        asked = hand.link.ask_original(content_hash(b""))

        def answered(events: list[Event]) -> bool:
            return any(isinstance(event, OriginalPart | Dropped) and event.number == asked for event in events)

        self.until(answered, hand.link, "the hub did not answer a question")

    def turn(self, first: Link | None = None, wait_ms: float = _TURN_MS) -> list[Event]:
        """Poll `first` (default: control), waiting at most so long, now and then all others too; return what `first` said."""
        chosen = first or self.control
        said = chosen.poll(wait_ms)
        rest = time.monotonic() - self._swept >= _SWEEP
        if rest:
            self._swept = time.monotonic()
        for hand in self.hands.values():
            if hand.link is chosen:
                hand.take(said)
            elif rest:
                hand.take(hand.link.poll(0))
        for link in (self.control, *self.feeds.values()) if rest else ():
            if link is not chosen:
                link.poll(0)
        for second in self.seconds.values() if rest else ():
            second.turn()
        return said

    def close(self) -> None:
        """Say goodbye on every link."""
        for link in self._links():
            link.close()
        for second in self.seconds.values():
            second.close()
        self._context.destroy(linger=100)

    def _links(self) -> Iterator[Link]:
        yield self.control
        yield from self.feeds.values()
        yield from (hand.link for hand in self.hands.values())

    def _link(self, code: str, *, stream: bool) -> Link:
        room = self._room
        return Link(room.endpoint, room.hub_key, room.keys(code), room=room.code, regime=room.regime, stream=stream, context=self._context)
