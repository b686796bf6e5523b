"""A client's connection to a hub. No thread of its own, no Qt: whoever owns it calls `poll` and gets what happened.

It says hello until it is welcomed, follows the stream and asks for a snapshot whenever it cannot vouch for it, and keeps
what was sent until it is receipted or refused. Everything is measured by a monotonic clock, and every queue and wait is
bounded. Deliberately absent: the picture, any decision about records, and secrets other than the CURVE key.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import assert_never

import zmq

from feeds.errors import BadInput, OverLimit
from feeds.picture.act import SignedAct
from feeds.picture.envelope import Record
from feeds.picture.identity import content_hash
from feeds.picture.regime import Regime
from feeds.wire import codec
from feeds.wire.dial import Connection
from feeds.wire.events import Answered, Dropped, Event, StateChanged, Unreadable
from feeds.wire.follow import Follower, LinkState, Verdict
from feeds.wire.keys import Keys
from feeds.wire.outbox import Outbox
from feeds.wire.protocol import (
    HEARTBEAT,
    PROTOCOL,
    Advance,
    Advanced,
    Alive,
    AskHistory,
    AskMore,
    AskOriginal,
    Batch,
    Bye,
    Confirmed,
    Declined,
    Deed,
    Down,
    Heartbeat,
    Held,
    Hello,
    Item,
    OriginalPart,
    Page,
    Part,
    Receipts,
    Resync,
    Sighting,
    Sightings,
    Stranger,
    Turned,
    Up,
    Welcome,
)
from feeds.wire.questions import Questions
from feeds.wire.sighted import Sighted

HELLO_FIRST, HELLO_MOST = 0.25, 4.0
"""Seconds between hellos: doubled from the first to the most."""

RESYNC_AGAIN = 3.0
"""Seconds after which a snapshot that does not come is asked for again."""

DRAIN = 2_000
"""Messages taken in one poll at most."""

_TURN = 0.05
"""Seconds between two looks at what is due, while polling."""


class Link:
    """One connection of one officer or machine. One thread owns it."""

    def __init__(
        self,
        endpoint: str,
        hub_key: str,
        keys: Keys,
        *,
        room: str,
        regime: Regime,
        stream: bool = True,
        context: zmq.Context[zmq.Socket[bytes]] | None = None,
    ) -> None:
        """Connect; the first `poll` calls say how it went. `hub_key`: the hub's public CURVE key, Z85."""
        self.endpoint = endpoint
        self._connection = Connection(endpoint, hub_key, keys, context, time.monotonic())
        self.standing: Welcome | None = None
        """Who the hub says we are; None until the first welcome, kept while the link is lost."""
        self._hello = (room, regime)
        self._follower = Follower(time.monotonic(), wants=stream)
        self._outbox = Outbox()
        self._known = False
        """Whether the hub knows this very connection."""
        self._hello_at, self._hello_wait = 0.0, HELLO_FIRST
        self._alive_at = self._resync_at = 0.0
        self._wants_resync = False
        self._questions, self._sighted = Questions(), Sighted()
        self._advance: Advance | None = None
        self._told: tuple[LinkState, str] | None = None
        self.holds: Callable[[], Held | None] = _nothing
        """Says what the owner has folded: asked with each sign of life, in the thread that polls."""
        self.now, self.speed, self._now_at = 0, 0.0, time.monotonic()

    # What it is.

    @property
    def state(self) -> LinkState:
        """Return LIVE, STALE, RESYNC or LOST."""
        return self._follower.state

    @property
    def since(self) -> float:
        """Return the monotonic second since when the state holds."""
        return self._follower.since

    @property
    def reason(self) -> str:
        """Return why the state is not LIVE, in words."""
        return self._follower.reason

    @property
    def epoch(self) -> str | None:
        """Return the stream's epoch."""
        return self._follower.epoch

    @property
    def sequence(self) -> int:
        """Return the audience's sequence up to which everything was handed out."""
        return self._follower.sequence

    @property
    def digest(self) -> str:
        """Return the digest the hub gave for that sequence."""
        return self._follower.digest

    @property
    def outstanding(self) -> int:
        """Return how many records and acts are neither receipted nor refused."""
        return len(self._outbox)

    def room_time(self) -> float:
        """Return the room's time in ms, carried on from the hub's last word at its speed; 0 before the first."""
        return self.now + (time.monotonic() - self._now_at) * 1000.0 * self.speed if self.now else 0.0

    # What it is told to do.

    def send_records(self, records: Sequence[Record], originals: Mapping[str, bytes] | None = None, source: str = "") -> None:
        """Give records to the hub; each is kept until receipted or refused. `originals`: bytes by hash.

        An original too large for a message is left out; its hash stays in the record.

        Raises:
            OverLimit: too much is unconfirmed, or a record is too large. Those before it are kept.

        """
        given = originals or {}
        for record in records:
            wanted = record.provenance.original if record.provenance is not None else None
            original = given.get(wanted) if wanted is not None else None
            data = codec.encode(Item(record, original))
            try:
                self._outbox.put(record.key, data, source)
            except OverLimit:
                if original is None:
                    raise
                self._outbox.put(record.key, codec.encode(Item(record)), source)

    def send_act(self, signed: SignedAct) -> str:
        """Give a signed act to the hub and return its key, which `Confirmed` or `Declined` will name. Raises OverLimit."""
        key = content_hash(signed.data)
        self._outbox.put(key, codec.encode(Deed(signed.data, signed.signature)), deed=True)
        return key

    def alive(self, sources: Iterable[str]) -> None:
        """Give a sign of life of these feeds, now: a heartbeat names none, for an exercise's clock may have gone on by then."""
        self._post(Alive(tuple(sources)))

    def report_seen(self, request: str, item_revision: int) -> None:
        """Say that this seat displays a request at a revision."""
        self._sighted.note(Sighting(request, item_revision, seen=True))

    def ask_history(self, *, since: int | None = None, until: int | None = None, kinds: Iterable[str] = (), limit: int = 1_000) -> int:
        """Ask for records known within [since, until]; pages come as events under the returned number."""
        return self._ask(AskHistory(self._questions.number(), since, until, tuple(kinds), limit))

    def ask_more(self, number: int) -> None:
        """Ask for the next page of a history."""
        self._ask(AskMore(number))

    def ask_original(self, original: str) -> int:
        """Ask for the bytes a record was made from, by hash."""
        return self._ask(AskOriginal(self._questions.number(), original))

    def advance(self, now: int, speed: float = 0.0) -> int:
        """Step an exercise's clock; `Advanced` answers with the returned number. Sent again after a reconnect."""
        self._advance = Advance(self._questions.number(), now, speed)
        self._post(self._advance)
        return self._advance.number

    def resync(self, why: str) -> None:
        """Distrust what was handed out and ask for a snapshot. What is held until then is said at once."""
        self._follower.untrusted(time.monotonic(), why)
        self._wants_resync = True
        self._alive_at = 0.0

    def close(self) -> None:
        """Say goodbye and close at once; what is unconfirmed is given up (`outstanding` says how much)."""
        if self._connection.closed:
            return
        if self._known:
            self._post(Bye())
        self._connection.close(100 if self._known else 0)

    # What happened.

    def poll(self, timeout_ms: float) -> list[Event]:
        """Do what is due, wait at most `timeout_ms` for something to happen, and return it in order."""
        deadline = time.monotonic() + max(0.0, timeout_ms) / 1000.0
        events: list[Event] = []
        while True:
            self._follower.tick(time.monotonic())
            self._due()
            self._tell_state(events)
            left = deadline - time.monotonic()
            wait = 0.0 if events else min(max(left, 0.0), _TURN)
            if self._connection.wait(wait):
                self._drain(events)
                self._due()
                self._tell_state(events)
            if events or left <= 0:
                return events

    def _drain(self, events: list[Event]) -> None:
        for _ in range(DRAIN):
            data = self._connection.take()
            if data is None:
                return
            try:
                message = codec.read_down(data)
            except BadInput as error:
                events.append(Unreadable(str(error)))
                continue
            self._heed(message, events)

    def _heed(self, message: Down, events: list[Event]) -> None:
        at = time.monotonic()
        match message:
            case Welcome():
                self._welcomed(message, at)
            case Turned():
                self._known = False
                self._hello_wait = HELLO_MOST
                self._follower.parted(at, f"turned away: {message.reason}")
                self._give_up_deeds(message.reason, events)
            case Stranger():
                self._parted(at, "the hub does not know this connection")
                self._tell_state(events)
                return
            case Part():
                if self._follower.part(message, at) is Verdict.IGNORE:
                    return
                self._wants_resync = False
                self._deliver(message.records)
                self._hear_time(message.now, message.speed, at)
            case Batch():
                if not self._takes(self._follower.batch(message, at)):
                    return
                self._deliver(message.records)
                self._hear_time(message.now, message.speed, at)
            case Heartbeat():
                if not self._takes(self._follower.heartbeat(message, at)):
                    return
                self._hear_time(message.now, message.speed, at)
            case Receipts() | Confirmed() | Declined() | Page() | OriginalPart() | Advanced():
                self._follower.spoke(at)
                self._answered(message)
            case _:
                assert_never(message)
        self._tell_state(events)
        events.append(message)

    def _give_up_deeds(self, reason: str, events: list[Event]) -> None:
        """An act that is turned away is refused: it must not be taken later, when nobody expects it any more."""
        for key in self._outbox.deeds():
            self._outbox.settle(key)
            events.append(Declined(key, reason))

    def _takes(self, verdict: Verdict) -> bool:
        if verdict is Verdict.GAP:
            self._wants_resync = True
            self._resync_at = 0.0
        return verdict is Verdict.TAKE

    def _answered(self, message: Answered) -> None:
        match message:
            case Receipts(_, receipts, refusals):
                for receipt in receipts:
                    self._outbox.settle(receipt.key)
                for refusal in refusals:
                    if refusal.key is not None:
                        self._outbox.settle(refusal.key)
            case Confirmed(key) | Declined(key):
                self._outbox.settle(key)
            case Page() | OriginalPart():
                self._questions.answered(message)
            case Advanced(number, now):
                if self._advance is not None and self._advance.number == number:
                    self._advance = None
                self._hear_time(now, self.speed, time.monotonic())
            case _:
                assert_never(message)

    def _welcomed(self, welcome: Welcome, at: float) -> None:
        self.standing = welcome
        self._known, self._hello_wait = True, HELLO_FIRST
        self._connection.welcomed()
        self._follower.welcomed(welcome, at)
        self._wants_resync = False
        self._resync_at = at
        self._outbox.lost()
        self._sighted.again()
        for message in (self._advance, *self._questions.open()):
            if message is not None:
                self._post(message)
        self._hear_time(welcome.now, welcome.speed, at)

    def _parted(self, at: float, why: str) -> None:
        if self._known:
            self._known, self._hello_at = False, 0.0
            self._follower.parted(at, why)
            self._questions.lost()

    def _hear_time(self, now: int, speed: float, at: float) -> None:
        self.now, self.speed, self._now_at = now, speed, at

    def _tell_state(self, events: list[Event]) -> None:
        state = (self._follower.state, self._follower.reason)
        if state != self._told:
            self._told = state
            events.append(StateChanged(state[0], self._follower.since, state[1]))
        events.extend(Dropped(number) for number in self._questions.dropped())

    # What is due.

    def _due(self) -> None:
        at = time.monotonic()
        if self._follower.state is LinkState.LOST:
            self._parted(at, self._follower.reason)
        if not self._known:
            self._greet(at)
            return
        if at - self._alive_at >= HEARTBEAT and self._post(Alive(held=self.holds())):
            self._alive_at = at
        if self._wants_resync and at - self._resync_at >= RESYNC_AGAIN and self._post(Resync()):
            self._resync_at = at
        while (untold := self._sighted.untold()) and self._post(Sightings(untold)):
            self._sighted.told(untold)
        while (outgoing := self._outbox.next_message(at)) is not None:
            message = outgoing.message
            if not self._connection.send(message if isinstance(message, bytes) else codec.encode(message)):
                return
            self._outbox.sent(outgoing, at)

    def _greet(self, at: float) -> None:
        if at - self._hello_at < self._hello_wait and self._hello_at:
            return
        room, regime = self._hello
        epoch, sequence = self._follower.holds
        if self._post(Hello(PROTOCOL, room, regime, self._follower.wants, epoch, sequence)):
            self._hello_at = at
            self._hello_wait = min(self._hello_wait * 2, HELLO_MOST)
        if self._connection.redialled(self._follower.heard, at):
            self._hello_at, self._hello_wait = 0.0, HELLO_FIRST

    def _deliver(self, records: Iterable[Record]) -> None:
        if self.standing is not None and self.standing.seat is not None:
            self._sighted.note_delivered(records, self.standing.entity)

    def _ask(self, question: AskHistory | AskMore | AskOriginal) -> int:
        self._questions.ask(question)
        self._post(question)
        return question.number

    def _post(self, message: Up) -> bool:
        return self._connection.send(codec.encode(message))


def _nothing() -> Held | None:
    return None
