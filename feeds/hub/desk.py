"""The hub's front desk: who comes and goes, and what each message leads to.

It sends through a function it is given, so that it can be tested without a socket. Deliberately absent: sockets and polling,
taking records and acts in (`feeds.hub.intake`), questions (`feeds.hub.asking`), how what is owed goes out (`feeds.hub.connected`),
and the decisions themselves.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import assert_never

from feeds.assessment.holding import held
from feeds.clock import SteppedClock
from feeds.errors import BadInput, WatchroomError, one_line
from feeds.hub.asking import Asking
from feeds.hub.beats import heartbeats
from feeds.hub.connected import Connected, Send
from feeds.hub.greeting import streams, unwelcome, welcome
from feeds.hub.house import House
from feeds.hub.intake import LINE, Intake
from feeds.hub.notes import Notes
from feeds.hub.pacing import Pacing
from feeds.hub.peers import Peer
from feeds.hub.standing import Identity
from feeds.hub.watch import Watch
from feeds.journal.store import Admitted
from feeds.picture.identity import content_hash
from feeds.picture.room import Machine, MachineRole, Officer
from feeds.wire import codec
from feeds.wire.protocol import (
    Advance,
    Advanced,
    Alive,
    AskHistory,
    AskMore,
    AskOriginal,
    Bye,
    Declined,
    Deed,
    Hello,
    Resync,
    Sighting,
    Sightings,
    Stranger,
    Submit,
    Turned,
    Up,
)

GONE_AFTER = 3.0
"""Seconds without a word after which a peer counts as gone."""

_MOST_TURNED = 4_096

NOT_ON_ROSTER = "this key is not on the roster, or was revoked"


class Desk:
    """Heeds peers. One thread owns it. `consult`: look whether the room's files changed, done before an exercise's clock moves."""

    def __init__(self, house: House, watch: Watch, send: Send, consult: Callable[[], None] = lambda: None) -> None:
        """Begin with nobody connected."""
        self.house, self.watch, self._consult = house, watch, consult
        self.connected = Connected(send)
        self._turned: set[tuple[str, str]] = set()
        """Who was turned away why: it knocks again and again, and is noted once."""
        self.notes = Notes(house)
        self._pacing = Pacing()
        self.intake = Intake(house, watch, self.notes, self.connected.reply)
        self.asking = Asking(house, self.intake.flush, self.connected.send)

    # A message comes in.

    def heed(self, routing: bytes, key: str, data: bytes) -> None:
        """Heed a message. `key`: the CURVE key that the handshake proved."""
        identity = self.house.standing.who(key)
        peer = self.connected.at(routing)
        if identity is None:
            self._stranger(routing, key, data)
            return
        if peer is not None and peer.key != key:
            self.forget(routing)
            peer = None
        try:
            message = codec.read_up(data)
        except BadInput as error:
            self.intake.unreadable(peer, identity, data, error)
            return
        if isinstance(message, Hello):
            self._greet(routing, key, identity, message)
        elif peer is not None:
            peer.heard = time.monotonic()
            peer.identity = identity
            self._heed(peer, message, len(data))
        elif not isinstance(message, Bye):
            self.connected.offer(routing, codec.encode(Stranger()))

    def _heed(self, peer: Peer, message: Up, size: int) -> None:
        match message:
            case Submit():
                self.intake.submit(peer, message, size)
            case Deed():
                self.intake.deed(peer, message)
                self._publish()
            case Alive(sources, held):
                peer.held = held
                if peer.machine is not None:
                    self.intake.alive(peer.machine, sources)
            case Resync():
                self._fill(peer)
            case Sightings(items):
                self._sighted(peer, items)
            case AskHistory() | AskMore():
                self.asking.history(peer, message)
            case AskOriginal():
                self.asking.original(peer, message)
            case Advance():
                self._advance(peer, message)
            case Bye():
                self.forget(peer.routing)
            case Hello():
                return
            case _:
                assert_never(message)

    def _sighted(self, peer: Peer, items: tuple[Sighting, ...]) -> None:
        officer = peer.officer
        if officer is not None:
            for sighting in items:
                self.notes.sighted(officer, sighting)

    # Coming and going.

    def _greet(self, routing: bytes, key: str, identity: Identity, hello: Hello) -> None:
        house = self.house
        refused = unwelcome(house.standing, identity, hello)
        if refused is not None:
            if refused.foreign is not None:
                self.notes.foreign(identity, refused.foreign, waits=False)
            self._turn_away(routing, key, refused.reason)
            return
        self._one_desk_a_key(routing, key, identity)
        wants = streams(identity, hello)
        stream = house.stream(identity.entity)
        peer = Peer(routing, key, identity, stream if wants else None, time.monotonic())
        self.connected.join(peer)
        resumed = wants and (hello.epoch, hello.sequence) == (stream.epoch, stream.sequence)
        self.connected.reply(peer, welcome(house.standing, house.clock, identity, stream, resumed=resumed))
        if wants and not resumed:
            self._fill(peer)

    def _one_desk_a_key(self, routing: bytes, key: str, identity: Identity) -> None:
        """An officer's key on two live connections is an alarm. One that cannot be reached any more was the same desk, before."""
        for other in [peer for peer in self.connected if peer.key == key and peer.routing != routing]:
            self._beat([other])
            if time.monotonic() - other.heard > GONE_AFTER or self.connected.at(other.routing) is None:
                self.forget(other.routing)
            elif isinstance(identity, Officer):
                self.notes.key_twice(identity)

    def _stranger(self, routing: bytes, key: str, data: bytes) -> None:
        """A key that nobody on the roster holds. What it signed is declined act by act, so that each try is on record."""
        try:
            message = codec.read_up(data)
        except BadInput:
            # A stranger's noise; that it came is noted below.
            message = Bye()
        if isinstance(message, Deed):
            name = content_hash(message.data)
            self.connected.offer(routing, codec.encode(Declined(name, NOT_ON_ROSTER)))
            self.notes.refused(content_hash(key.encode())[:16], NOT_ON_ROSTER, key=name)
            self._turned.add((key, NOT_ON_ROSTER))
        self._turn_away(routing, key, NOT_ON_ROSTER)

    def _turn_away(self, routing: bytes, key: str, reason: str) -> None:
        self.forget(routing)
        self.connected.offer(routing, codec.encode(Turned(one_line(reason, LINE))))
        told = (key, reason)
        if told not in self._turned and len(self._turned) < _MOST_TURNED:
            self._turned.add(told)
            self.notes.refused(content_hash(key.encode())[:16], reason)

    def forget(self, routing: bytes) -> None:
        """This connection is gone."""
        self.connected.forget(routing)

    def _seated(self) -> None:
        """Tell the watch who sits where, if that changed."""
        now = self.connected.seats()
        if now != self.watch.seats:
            self.watch.seats = now
            self.intake.guarded(self.watch.look)

    def _fill(self, peer: Peer) -> None:
        """Begin a snapshot; everything committed is told first, so that it stands at one sequence."""
        if peer.stream is None:
            return
        self.intake.flush()
        self._publish()
        clock = self.house.clock
        peer.fill(peer.stream.snapshot(self.house.picture, clock.now(), clock.speed))

    # Time.

    def _advance(self, peer: Peer, advance: Advance) -> None:
        refused = self._not_stepped(peer.machine) or self._step(advance)
        hold = held(self.house.picture)
        said = hold.reason if hold is not None and not refused else refused
        self.connected.reply(peer, Advanced(advance.number, self.house.clock.now(), one_line(said, LINE), held=hold is not None))

    def _not_stepped(self, machine: Machine | None) -> str:
        if machine is None or machine.role is not MachineRole.CONTROL:
            return "only the exercise's player moves the clock"
        return "" if isinstance(self.house.clock, SteppedClock) else "this room's clock is the real one"

    def _step(self, advance: Advance) -> str:
        """Take an exercise's clock where it is wanted, unless play is held; return why it could not go there."""
        clock, refused = self.house.clock, ""
        self.intake.flush()
        self._consult()
        self._seated()
        # What was noted up to now belongs to now, not to the moment the clock goes to.
        self._write_notes()
        if isinstance(clock, SteppedClock) and held(self.house.picture) is None:
            try:
                if advance.now > clock.now():
                    self.watch.step_to(clock, advance.now)
                clock.speed = advance.speed
            except WatchroomError as error:
                refused = str(error)
        self._publish()
        self._pace()
        return refused

    def turn(self) -> None:
        """Do what is due: commit, findings, batches."""
        if self.intake.due:
            self.intake.flush()
        self._seated()
        if self.watch.is_due():
            self.intake.guarded(self.watch.look)
        self._publish()
        self.asking.go_on(here=lambda peer: self.connected.at(peer.routing) is peer)
        self._pace()

    def beat(self) -> None:
        """Twice a second: write the notes, forget who is gone, send everyone a heartbeat."""
        self._write_notes()
        for peer in self.connected:
            if time.monotonic() - peer.heard > GONE_AFTER:
                self.forget(peer.routing)
        self._seated()
        self._publish()
        for stream in self.house.streams.values():
            stream.steps.beat()
        self._tell_time()

    def _pace(self) -> None:
        """Tell displays an exercise's time where they would draw it on wrongly."""
        if self._pacing.due(self.house.clock.speed, time.monotonic()):
            self._tell_time()

    def _tell_time(self) -> None:
        self._beat(peer for peer in self.connected if not peer.owed)
        self._pacing.told(self.house.clock.speed, time.monotonic())

    def _beat(self, to: Iterable[Peer]) -> None:
        for peer, data in heartbeats(self.house, to, self.connected):
            self.connected.offer(peer.routing, data)

    def _write_notes(self) -> None:
        self.notes.settle(self.connected.twice())
        if len(self.notes):
            rows = self.notes.drain()
            self.intake.guarded(lambda: self._write(rows))

    def _write(self, rows: list[Admitted]) -> None:
        self.house.commit(rows, durable=False)
        clock = self.house.clock
        if isinstance(clock, SteppedClock) and held(self.house.picture) is not None:
            # From here on displays must not draw it on either.
            clock.speed = 0.0
        self.watch.after_commit(at_once=False)

    def regoverned(self, rows: list[Admitted]) -> None:
        """The room's files changed: journal it, tell everyone, then begin anew for whom it changes what may be seen."""
        self.intake.flush()
        self.house.commit(rows, durable=True)
        self.intake.guarded(self.watch.look)
        self._publish()
        changed = self.house.govern()
        for peer in self.connected:
            identity = self.house.standing.who(peer.key)
            if identity is None or self.house.standing.roster.entity(identity.entity) is None:
                self._turn_away(peer.routing, peer.key, "this key is not on the roster any more")
                continue
            anew = identity.entity != peer.identity.entity or identity.entity in changed
            peer.identity = identity
            self._regreet(peer, anew=anew)
        self._seated()

    def _regreet(self, peer: Peer, *, anew: bool) -> None:
        stream = self.house.stream(peer.identity.entity)
        if peer.stream is not None:
            peer.stream = stream
        self.connected.reply(peer, welcome(self.house.standing, self.house.clock, peer.identity, stream, resumed=not anew))
        if anew:
            self._fill(peer)

    def _publish(self) -> None:
        for batches in self.house.publish():
            self.connected.hand_out(batches)
        self.intake.guarded(self.house.keep_place)
