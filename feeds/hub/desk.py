"""The hub's front desk: who comes and goes, what each message leads to, and who is sent what.

It sends through a function it is given, so that it can be tested without a socket. Deliberately absent: sockets and polling,
taking records and acts in (`feeds.hub.intake`), questions (`feeds.hub.asking`), and the decisions themselves.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import assert_never

from feeds.assessment.holding import held
from feeds.clock import SteppedClock
from feeds.errors import BadInput, WatchroomError, one_line
from feeds.hub.asking import Asking
from feeds.hub.audience import Stream
from feeds.hub.house import House
from feeds.hub.intake import LINE, Intake
from feeds.hub.notes import Notes
from feeds.hub.peers import Flow, Peer
from feeds.hub.standing import Identity, foreign_regime
from feeds.hub.watch import Watch
from feeds.journal.store import Admitted
from feeds.picture.identity import content_hash
from feeds.picture.room import Machine, MachineRole, Officer
from feeds.wire import codec
from feeds.wire.protocol import (
    PROTOCOL,
    Advance,
    Advanced,
    Alive,
    AskHistory,
    AskMore,
    AskOriginal,
    Bye,
    Declined,
    Deed,
    Down,
    Hello,
    Resync,
    Sighting,
    Sightings,
    Stranger,
    Submit,
    Turned,
    Up,
    Welcome,
)

GONE_AFTER = 3.0
"""Seconds without a word after which a peer counts as gone."""

_MOST_TURNED = 4_096

NOT_ON_ROSTER = "this key is not on the roster, or was revoked"

_A_TURN = 4
"""Messages of what a peer is owed that are sent to it in one turn."""

Send = Callable[[bytes, bytes], bool]
"""Send to a routing id at once; False: it cannot take it now."""


class Desk:
    """Heeds peers. One thread owns it. `consult`: look whether the room's files changed, done before an exercise's clock moves."""

    def __init__(self, house: House, watch: Watch, send: Send, consult: Callable[[], None] = lambda: None) -> None:
        """Begin with nobody connected."""
        self.house, self.watch, self._send, self._consult = house, watch, send, consult
        self.peers: dict[bytes, Peer] = {}
        self._turned: set[tuple[str, str]] = set()
        """Who was turned away why: it knocks again and again, and is noted once."""
        self.notes = Notes(house)
        self.intake = Intake(house, watch, self.notes, self.reply)
        self.asking = Asking(house, self.intake.flush, self.send)

    # A message comes in.

    def heed(self, routing: bytes, key: str, data: bytes) -> None:
        """Heed a message. `key`: the CURVE key that the handshake proved."""
        identity = self.house.standing.who(key)
        peer = self.peers.get(routing)
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
            self._send(routing, codec.encode(Stranger()))

    def _heed(self, peer: Peer, message: Up, size: int) -> None:
        match message:
            case Submit():
                self.intake.submit(peer, message, size)
            case Deed():
                self.intake.deed(peer, message)
                self._publish()
            case Alive(sources):
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
        reason = self._unwelcome(identity, hello)
        if reason is not None:
            self._turn_away(routing, key, reason)
            return
        self._one_desk_a_key(routing, key, identity)
        wants = hello.stream and not (isinstance(identity, Machine) and identity.role is MachineRole.FEED)
        stream = self.house.stream(identity.entity)
        peer = Peer(routing, key, identity, stream if wants else None, time.monotonic())
        self.peers[routing] = peer
        resumed = wants and (hello.epoch, hello.sequence) == (stream.epoch, stream.sequence)
        self.reply(peer, self._welcome(identity, stream, resumed=resumed))
        if wants and not resumed:
            self._fill(peer)
        self._seated()

    def _unwelcome(self, identity: Identity, hello: Hello) -> str | None:
        standing = self.house.standing
        if hello.protocol != PROTOCOL:
            return f"protocol {hello.protocol}: this hub speaks {PROTOCOL}"
        foreign = foreign_regime(standing.regime, hello.regime)
        if foreign is not None:
            self.notes.foreign(identity, hello.regime, waits=False)
            return foreign
        if hello.room != standing.room:
            return f"this is room {standing.room}"
        if standing.roster.entity(identity.entity) is None:
            return f"entity {identity.entity} is not on the roster"
        return None

    def _welcome(self, identity: Identity, stream: Stream, *, resumed: bool) -> Welcome:
        standing, clock = self.house.standing, self.house.clock
        return Welcome(
            protocol=PROTOCOL,
            room=standing.room,
            incident=standing.incident,
            regime=standing.regime,
            host=standing.host,
            entity=identity.entity,
            code=identity.code,
            role=identity.role if isinstance(identity, Officer) else identity.role.value,
            seat=identity.seat if isinstance(identity, Officer) else None,
            roster=standing.roster_hash,
            epoch=stream.epoch,
            sequence=stream.sequence,
            digest=stream.root,
            now=clock.now(),
            speed=clock.speed,
            resumed=resumed,
        )

    def _one_desk_a_key(self, routing: bytes, key: str, identity: Identity) -> None:
        """An officer's key on two live connections is an alarm. One that cannot be reached any more was the same desk, before."""
        for other in [peer for peer in self.peers.values() if peer.key == key and peer.routing != routing]:
            self._beat(other)
            if time.monotonic() - other.heard > GONE_AFTER or other.routing not in self.peers:
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
            self._send(routing, codec.encode(Declined(name, NOT_ON_ROSTER)))
            self.notes.refused(content_hash(key.encode())[:16], NOT_ON_ROSTER, key=name)
            self._turned.add((key, NOT_ON_ROSTER))
        self._turn_away(routing, key, NOT_ON_ROSTER)

    def _turn_away(self, routing: bytes, key: str, reason: str) -> None:
        self.forget(routing)
        self._send(routing, codec.encode(Turned(one_line(reason, LINE))))
        told = (key, reason)
        if told not in self._turned and len(self._turned) < _MOST_TURNED:
            self._turned.add(told)
            self.notes.refused(content_hash(key.encode())[:16], reason)

    def forget(self, routing: bytes) -> None:
        """This connection is gone."""
        if self.peers.pop(routing, None) is not None:
            self._seated()

    def _seated(self) -> None:
        """Tell the watch who sits where, if that changed."""
        seats: dict[str, set[str]] = {}
        for peer in self.peers.values():
            if peer.officer is not None:
                seats.setdefault(peer.officer.entity, set()).add(peer.officer.seat)
        now = {entity: tuple(sorted(found)) for entity, found in sorted(seats.items())}
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
        self.reply(peer, Advanced(advance.number, self.house.clock.now(), one_line(said, LINE), held=hold is not None))

    def _not_stepped(self, machine: Machine | None) -> str:
        if machine is None or machine.role is not MachineRole.CONTROL:
            return "only the exercise's player moves the clock"
        return "" if isinstance(self.house.clock, SteppedClock) else "this room's clock is the real one"

    def _step(self, advance: Advance) -> str:
        """Take an exercise's clock where it is wanted, unless play is held; return why it could not go there."""
        clock, refused = self.house.clock, ""
        self.intake.flush()
        self._consult()
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
        return refused

    def turn(self) -> None:
        """Do what is due: commit, findings, batches."""
        if self.intake.due:
            self.intake.flush()
        if self.watch.is_due():
            self.intake.guarded(self.watch.look)
        self._publish()

    def beat(self) -> None:
        """Twice a second: write the notes, forget who is gone, send everyone a heartbeat."""
        self._write_notes()
        for peer in [peer for peer in self.peers.values() if time.monotonic() - peer.heard > GONE_AFTER]:
            self.forget(peer.routing)
        self._publish()
        for peer in list(self.peers.values()):
            if not peer.owed:
                self._beat(peer)

    def _twice(self) -> frozenset[str]:
        codes = [peer.identity.code for peer in self.peers.values()]
        return frozenset(code for code in codes if codes.count(code) > 1)

    def _beat(self, peer: Peer) -> None:
        clock = self.house.clock
        self._send(peer.routing, self.house.stream(peer.identity.entity).heartbeat(clock.now(), clock.speed))

    def _write_notes(self) -> None:
        self.notes.settle(self._twice())
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
        for peer in list(self.peers.values()):
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
        self.reply(peer, self._welcome(peer.identity, stream, resumed=not anew))
        if anew:
            self._fill(peer)

    # Sending.

    def _publish(self) -> None:
        for batches in self.house.publish():
            self._hand_out(batches)
        self.intake.guarded(self.house.keep_place)

    def _hand_out(self, batches: Mapping[str, bytes]) -> None:
        for peer in list(self.peers.values()):
            data = batches.get(peer.identity.entity)
            if data is None:
                continue
            if peer.flow is Flow.FILLING or (peer.flow is Flow.FLOWING and peer.owed):
                if not peer.queue(data):
                    peer.lag(whole=False)
            elif peer.flow is Flow.FLOWING and not self._send(peer.routing, data):
                peer.lag(whole=True)

    def reply(self, peer: Peer, message: Down) -> None:
        """Answer a peer."""
        self.send(peer, codec.encode(message))

    def send(self, peer: Peer, data: bytes) -> None:
        """Send a peer what it asked for, at once or as soon as it can take it. One that lets too much pile up is forgotten."""
        if not peer.owed and self._send(peer.routing, data):
            return
        if not peer.queue(data):
            self.forget(peer.routing)

    def pump(self) -> bool:
        """Send what is owed, a little to each, so that nobody waits for another; say whether some is left."""
        for peer in list(self.peers.values()):
            for _ in range(_A_TURN):
                data = peer.next()
                if data is None:
                    break
                if not self._send(peer.routing, data):
                    peer.unsent(data)
                    break
        return any(peer.owed for peer in self.peers.values())
