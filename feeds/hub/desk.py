"""The hub's front desk: what each message of a peer leads to. Admit, journal, fold, receipt, watch, release, in that order.

It knows peers and the house, and sends through a function it is given, so that it can be tested without a socket.
Deliberately absent: sockets, polling, and the decisions themselves (`admission`, `acts`).
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import assert_never

from feeds.clock import SteppedClock
from feeds.errors import BadInput, Refused, WatchroomError, one_line
from feeds.hub import acts
from feeds.hub.admission import Admit, Refuse, admit
from feeds.hub.audience import Stream
from feeds.hub.history import Telling
from feeds.hub.house import House
from feeds.hub.notes import Notes
from feeds.hub.peers import MOST_TELLINGS, Flow, Peer
from feeds.hub.standing import Identity, foreign_regime
from feeds.hub.watch import Watch
from feeds.journal.store import Admitted
from feeds.picture.act import SignedAct
from feeds.picture.envelope import Record
from feeds.picture.identity import content_hash
from feeds.picture.room import Machine, MachineRole, Officer
from feeds.wire import codec
from feeds.wire.protocol import (
    CHUNK,
    PROTOCOL,
    Advance,
    Advanced,
    Alive,
    AskHistory,
    AskMore,
    AskOriginal,
    Bye,
    Confirmed,
    Declined,
    Deed,
    Down,
    Hello,
    Item,
    OriginalPart,
    Receipt,
    Receipts,
    Refusal,
    Resync,
    Sightings,
    Stranger,
    Submit,
    Turned,
    Up,
    Welcome,
)

COMMIT_EVERY = 0.02
COMMIT_ITEMS = 256
COMMIT_BYTES = 1 << 20
GONE_AFTER = 3.0
"""Seconds without a word after which a peer counts as gone."""

_LINE = 400

Send = Callable[[bytes, bytes], bool]
"""Send to a routing id at once; False: it cannot take it now."""


@dataclass(slots=True)
class _Answer:
    """A submission whose records wait for their commit. `places`: where in the commit each key is."""

    peer: Peer
    number: int
    places: list[tuple[str, int]]
    receipts: list[Receipt]
    refusals: list[Refusal]


class Desk:
    """Heeds peers. One thread owns it."""

    def __init__(self, house: House, watch: Watch, send: Send) -> None:
        """Begin with nobody connected."""
        self.house, self.watch, self._send = house, watch, send
        self.peers: dict[bytes, Peer] = {}
        self.notes = Notes(house)
        self.refused_acts = 0
        self._pending: list[Admitted] = []
        self._pending_bytes = 0
        self._answers: list[_Answer] = []
        self._committed_at = 0.0

    # A message comes in.

    def heed(self, routing: bytes, key: str, data: bytes) -> None:
        """Heed a message. `key`: the CURVE key that the handshake proved."""
        identity = self.house.standing.who(key)
        peer = self.peers.get(routing)
        if identity is None:
            self._turn_away(routing, key, "this key is not on the roster, or was revoked")
            return
        if peer is not None and peer.key != key:
            self.forget(routing)
            peer = None
        try:
            message = codec.read_up(data)
        except BadInput as error:
            self._unreadable(peer, identity, data, error)
            return
        if isinstance(message, Hello):
            self._greet(routing, key, identity, message)
        elif peer is None:
            if not isinstance(message, Bye):
                self._send(routing, codec.encode(Stranger()))
        else:
            peer.heard = time.monotonic()
            peer.identity = identity
            self._heed(peer, message, data)

    def _heed(self, peer: Peer, message: Up, data: bytes) -> None:
        match message:
            case Submit():
                self._submit(peer, message, len(data))
            case Deed():
                self._deed(peer, message)
            case Alive(sources):
                self._alive(peer, sources)
            case Resync():
                self._fill(peer)
            case Sightings(items):
                if peer.officer is not None:
                    for sighting in items:
                        self.notes.sighted(peer.officer, sighting)
            case AskHistory() | AskMore():
                self._tell(peer, message)
            case AskOriginal():
                self._original(peer, message)
            case Advance():
                self._advance(peer, message)
            case Bye():
                self.forget(peer.routing)
            case Hello():
                return
            case _:
                assert_never(message)

    # Coming and going.

    def _greet(self, routing: bytes, key: str, identity: Identity, hello: Hello) -> None:
        standing = self.house.standing
        if hello.protocol != PROTOCOL:
            self._turn_away(routing, key, f"protocol {hello.protocol}: this hub speaks {PROTOCOL}")
            return
        foreign = foreign_regime(standing.regime, hello.regime)
        if foreign is not None:
            self._foreign(identity)
            self._turn_away(routing, key, foreign)
            return
        if hello.room != standing.room:
            self._turn_away(routing, key, f"this is room {standing.room}")
            return
        if standing.roster.entity(identity.entity) is None:
            self._turn_away(routing, key, f"entity {identity.entity} is not on the roster")
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
                self.notes.alarm("KEY_TWICE", identity.code, f"The key of {identity.code} is in use at two desks", "Two connections hold one key")

    def _turn_away(self, routing: bytes, key: str, reason: str) -> None:
        self.forget(routing)
        self._send(routing, codec.encode(Turned(reason[:_LINE])))
        self.notes.refused(content_hash(key.encode())[:16], reason)

    def forget(self, routing: bytes) -> None:
        """This connection is gone."""
        if self.peers.pop(routing, None) is not None:
            self._seated()

    def _seated(self) -> None:
        seats: dict[str, list[str]] = {}
        for peer in self.peers.values():
            if peer.officer is not None:
                seats.setdefault(peer.officer.entity, []).append(peer.officer.seat)
        now = {entity: tuple(sorted(set(found))) for entity, found in sorted(seats.items())}
        if now != self.watch.seats:
            self.watch.seats = now
            self._guarded(self._look)

    def _fill(self, peer: Peer) -> None:
        """Begin a snapshot; everything committed is told first, so that it stands at one sequence."""
        if peer.stream is None:
            return
        self.flush()
        self._publish()
        clock = self.house.clock
        peer.fill(peer.stream.snapshot(self.house.picture, clock.now(), clock.speed))

    # Records.

    def _submit(self, peer: Peer, submit: Submit, size: int) -> None:
        machine = peer.machine
        answer = _Answer(peer, submit.number, [], [], [])
        if machine is None:
            answer.refusals = [Refusal(item.record.key, "an officer writes by signed acts only") for item in submit.items]
        else:
            self._alive(peer, (submit.source,) if submit.source else ())
            for item in submit.items:
                self._admit(machine, item, submit.source, answer)
        self._pending_bytes += size
        self._answers.append(answer)
        if len(self._pending) >= COMMIT_ITEMS or self._pending_bytes >= COMMIT_BYTES or not answer.places:
            self.flush()

    def _admit(self, machine: Machine, item: Item, source: str, answer: _Answer) -> None:
        house, record = self.house, item.record
        decision = admit(house.standing, machine, record, house.row(record.kind, record.subject), house.clock.now(), source)
        if isinstance(decision, Admit):
            if item.original is not None and not _is_original(record, item.original):
                decision = Refuse("the original's bytes are not those its hash names")
            else:
                answer.places.append((record.key, len(self._pending)))
                self._pending.append(Admitted(decision.record, item.original))
                return
        known = house.journal.has_key(record.key)
        if known is not None and not decision.foreign:
            answer.receipts.append(self._receipt(answer.peer, record.key, known))
            return
        if decision.foreign:
            self._foreign(machine)
        answer.refusals.append(Refusal(record.key, decision.reason[:_LINE]))
        self.notes.refused(source or machine.code, decision.reason, key=record.key, also=machine.entity)

    def _receipt(self, peer: Peer, key: str, sequence: int) -> Receipt:
        return Receipt(key, sequence if peer.identity.entity == self.house.standing.host else 0)

    def _foreign(self, identity: Identity) -> None:
        real = "REAL WORLD, NO PLAY" if self.house.regime.kind.value != "REAL" else f"A record of another regime at a {self.house.regime} room"
        self.notes.alarm("REGIME", identity.code, real, f"{identity.code} of {identity.entity} sent a record of another regime")

    def flush(self) -> None:
        """Commit what waits, send the receipts, and look at what it means."""
        pending, answers = self._pending, self._answers
        self._pending, self._pending_bytes, self._answers = [], 0, []
        self._committed_at = time.monotonic()
        if not answers:
            return
        try:
            records = self.house.commit(pending, durable=False) if pending else []
        except WatchroomError as error:
            # No receipt goes out, so whoever sent them sends them again.
            complain(error)
            return
        for answer in answers:
            answer.receipts.extend(self._receipt(answer.peer, key, records[place].sequence) for key, place in answer.places)
            self.reply(answer.peer, Receipts(answer.number, tuple(answer.receipts), tuple(answer.refusals)))
        if pending:
            self._guarded(lambda: self.watch.after_commit(at_once=False))

    def _unreadable(self, peer: Peer | None, identity: Identity, data: bytes, error: BadInput) -> None:
        """Name the items of a submission that cannot be read, and take the others; of anything else note that it came."""
        self.notes.refused(identity.code, error.what, also=identity.entity)
        try:
            submission, items = codec.read_piecemeal(data)
        except BadInput:
            return
        if peer is None:
            return
        sound = tuple(item for item in items if isinstance(item, Item))
        refusals = [
            Refusal(codec.key_of(bytes(raw)), item[:_LINE]) for raw, item in zip(submission.items, items, strict=True) if isinstance(item, str)
        ]
        self.reply(peer, Receipts(submission.number, (), tuple(refusals)))
        if sound:
            self._submit(peer, Submit(submission.number, sound, submission.source), len(data))

    def _alive(self, peer: Peer, sources: Iterable[str]) -> None:
        machine = peer.machine
        if machine is None:
            return
        now = self.house.clock.now()
        for source in sources:
            if not machine.sources or source in machine.sources:
                if source not in self.watch.last_data and len(self.watch.last_data) >= COMMIT_ITEMS * 4:
                    return
                self.watch.last_data[source] = now

    # Acts.

    def _deed(self, peer: Peer, deed: Deed) -> None:
        key = content_hash(deed.data)
        officer = peer.officer
        if officer is None:
            self._decline(peer, key, "a machine's key signs no acts")
            return
        self.flush()
        house = self.house
        known = house.journal.has_key(key)
        if known is not None:
            self._confirm(peer, key, known)
            return
        decision = acts.decide(house.standing, officer, SignedAct(deed.data, deed.signature), house.picture, house.clock.now())
        if isinstance(decision, Refuse):
            if decision.foreign:
                self._foreign(officer)
            self._decline(peer, key, decision.reason)
            return
        try:
            record = house.commit([Admitted(decision.record, deed.data)], durable=True)[0]
        except WatchroomError as error:
            complain(error)
            self._decline(peer, key, f"it could not be journalled: {error.what}")
            return
        self._confirm(peer, key, record.sequence)
        self._guarded(lambda: self.watch.after_commit(at_once=True))
        self._publish()

    def _confirm(self, peer: Peer, key: str, sequence: int) -> None:
        self.reply(peer, Confirmed(key, self.house.clock.now(), self._receipt(peer, key, sequence).sequence))

    def _decline(self, peer: Peer, key: str, reason: str) -> None:
        self.refused_acts += 1
        self.reply(peer, Declined(key, one_line(reason, _LINE)))
        self.notes.refused(peer.identity.code, reason, key=key, also=peer.identity.entity)

    # Asking.

    def _tell(self, peer: Peer, asked: AskHistory | AskMore) -> None:
        if isinstance(asked, AskHistory):
            self.flush()
            while len(peer.tellings) >= MOST_TELLINGS:
                del peer.tellings[next(iter(peer.tellings))]
            peer.tellings[asked.number] = Telling(asked, self.house.told_since(asked.since))
        telling = peer.tellings.get(asked.number)
        stream = self.house.stream(peer.identity.entity)
        page, last = telling.page(stream, self.house.picture) if telling is not None else (Telling.none(asked.number), True)
        if last:
            peer.tellings.pop(asked.number, None)
        self.send(peer, page)

    def _original(self, peer: Peer, asked: AskOriginal) -> None:
        data = self.house.original(peer.identity.entity, asked.original)
        if data is None:
            self.reply(peer, OriginalPart(asked.number, asked.original, 0, last=True, found=False))
            return
        for part, start in enumerate(range(0, max(len(data), 1), CHUNK)):
            piece = data[start : start + CHUNK]
            self.reply(peer, OriginalPart(asked.number, asked.original, part, start + CHUNK >= len(data), found=True, data=piece))

    # Time.

    def _advance(self, peer: Peer, advance: Advance) -> None:
        clock, machine = self.house.clock, peer.machine
        refused = ""
        if machine is None or machine.role is not MachineRole.CONTROL:
            refused = "only the exercise's player moves the clock"
        elif not isinstance(clock, SteppedClock):
            refused = "this room's clock is the real one"
        else:
            self.flush()
            try:
                if advance.now > clock.now():
                    self.watch.step_to(clock, advance.now)
                clock.speed = advance.speed
            except WatchroomError as error:
                refused = str(error)
            self._publish()
        self.reply(peer, Advanced(advance.number, clock.now(), one_line(refused, _LINE)))

    def turn(self) -> None:
        """Do what is due: commit, findings, batches, notes."""
        if self._answers and time.monotonic() - self._committed_at >= COMMIT_EVERY:
            self.flush()
        if self.watch.is_due():
            self._guarded(self._look)
        self._publish()

    def beat(self) -> None:
        """Twice a second: write the notes, forget who is gone, send a heartbeat to everyone that follows a stream or feeds."""
        if len(self.notes):
            rows = self.notes.drain()
            self._guarded(lambda: self._write(rows))
        for peer in [peer for peer in self.peers.values() if time.monotonic() - peer.heard > GONE_AFTER]:
            self.forget(peer.routing)
        self._publish()
        for peer in list(self.peers.values()):
            if not peer.owed:
                self._beat(peer)

    def _beat(self, peer: Peer) -> None:
        clock = self.house.clock
        self._send(peer.routing, self.house.stream(peer.identity.entity).heartbeat(clock.now(), clock.speed))

    def _write(self, rows: list[Admitted]) -> None:
        self.house.commit(rows, durable=False)
        self.watch.after_commit(at_once=False)

    def _look(self) -> None:
        self.watch.look()

    def regoverned(self, rows: list[Admitted]) -> None:
        """The room's files changed: journal it, tell everyone, then begin anew for whom it changes what may be seen."""
        self.flush()
        self.house.commit(rows, durable=True)
        self._guarded(self._look)
        self._publish()
        changed = self.house.govern()
        for peer in list(self.peers.values()):
            identity = self.house.standing.who(peer.key)
            if identity is None or self.house.standing.roster.entity(identity.entity) is None:
                self._turn_away(peer.routing, peer.key, "this key is not on the roster any more")
                continue
            moved = identity.entity != peer.identity.entity
            peer.identity = identity
            if moved or identity.entity in changed or peer.stream is not None:
                self._regreet(peer, anew=moved or identity.entity in changed)
        self._seated()

    def _regreet(self, peer: Peer, *, anew: bool) -> None:
        stream = self.house.stream(peer.identity.entity)
        if peer.stream is not None:
            peer.stream = stream
        self.reply(peer, self._welcome(peer.identity, stream, resumed=not anew))
        if anew:
            self._fill(peer)

    def _guarded(self, work: Callable[[], None]) -> None:
        """Do work of the hub's own; what fails is told on standard error and as a refusal, and the hub goes on."""
        try:
            work()
        except WatchroomError as error:
            complain(error)
            self.notes.refused("hub", str(error))

    # Sending.

    def _publish(self) -> None:
        batches = self.house.publish()
        if not batches:
            return
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
            self.peers.pop(peer.routing, None)

    def pump(self) -> bool:
        """Send what is owed, a little to each, so that nobody waits for another; say whether some is left."""
        for peer in list(self.peers.values()):
            for _ in range(4):
                data = peer.next()
                if data is None:
                    break
                if not self._send(peer.routing, data):
                    peer.unsent(data)
                    break
        return any(peer.owed for peer in self.peers.values())

    @property
    def waiting(self) -> bool:
        """Say whether records wait for their commit."""
        return bool(self._answers)


def _is_original(record: Record, data: bytes) -> bool:
    return record.provenance is not None and record.provenance.original == content_hash(data)


def complain(error: WatchroomError) -> None:
    """Say on standard error what went wrong, in one line."""
    sys.stderr.write(f"watchroom hub: {error}\n")
    sys.stderr.flush()
