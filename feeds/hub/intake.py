"""What comes in: machines' records and officers' acts. Admit, journal, fold, receipt; then the watch looks.

Records wait for a commit that takes many at once; an act gets a commit of its own, on disk before it is confirmed. Deliberately
absent: who is connected, and what audiences are sent.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from feeds.errors import BadInput, WatchroomError, one_line
from feeds.hub import acts, erasing
from feeds.hub.admission import Admit, Refuse, admit
from feeds.hub.house import House
from feeds.hub.notes import Notes
from feeds.hub.peers import Peer
from feeds.hub.standing import Identity
from feeds.hub.watch import Watch
from feeds.journal.store import Admitted
from feeds.picture.act import SignedAct
from feeds.picture.envelope import Record
from feeds.picture.identity import content_hash
from feeds.picture.room import Machine, Redaction
from feeds.wire import codec
from feeds.wire.protocol import Confirmed, Declined, Deed, Down, Item, Receipt, Receipts, Refusal, Submit

COMMIT_EVERY = 0.02
COMMIT_ITEMS = 256
COMMIT_BYTES = 1 << 20
MOST_SOURCES = 1_024
LINE = 400

Reply = Callable[[Peer, Down], None]


@dataclass(slots=True)
class _Answer:
    """A submission whose records wait for their commit. `places`: where in the commit each key is."""

    peer: Peer
    number: int
    places: list[tuple[str, int]] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)


class Intake:
    """Takes records and acts into the house."""

    def __init__(self, house: House, watch: Watch, notes: Notes, reply: Reply) -> None:
        """Begin with nothing waiting."""
        self._house, self._watch, self._notes, self._reply = house, watch, notes, reply
        self._pending: list[Admitted] = []
        self._bytes = 0
        self._answers: list[_Answer] = []
        self._committed_at = 0.0

    @property
    def waiting(self) -> bool:
        """Say whether records wait for their commit."""
        return bool(self._answers)

    @property
    def due(self) -> bool:
        """Say whether the commit is due."""
        return bool(self._answers) and time.monotonic() - self._committed_at >= COMMIT_EVERY

    # Records.

    def submit(self, peer: Peer, submit: Submit, size: int) -> None:
        """Take a submission of `size` bytes."""
        self._house.heard()
        machine = peer.machine
        answer = _Answer(peer, submit.number)
        if machine is None:
            answer.refusals = [Refusal(item.record.key, "an officer writes by signed acts only") for item in submit.items]
        else:
            self.alive(machine, (submit.source,) if submit.source else ())
            for item in submit.items:
                self._admit(machine, item, submit.source, answer)
        self._bytes += size
        self._answers.append(answer)
        if len(self._pending) >= COMMIT_ITEMS or self._bytes >= COMMIT_BYTES or not answer.places:
            self.flush()

    def _admit(self, machine: Machine, item: Item, source: str, answer: _Answer) -> None:
        house, record = self._house, item.record
        decision = admit(house.standing, machine, record, house.row(record.kind, record.subject), house.clock.now(), source)
        if isinstance(decision, Admit) and item.original is not None and not _is_original(record, item.original):
            decision = Refuse("the original's bytes are not those its hash names")
        if isinstance(decision, Admit):
            answer.places.append((record.key, len(self._pending)))
            self._pending.append(Admitted(decision.record, item.original))
            return
        known = None if decision.foreign is not None else house.journal.has_key(record.key)
        if known is not None:
            answer.receipts.append(self._receipt(answer.peer, record.key, known))
            return
        if decision.foreign is not None:
            self._notes.foreign(machine, decision.foreign, waits=True)
        answer.refusals.append(Refusal(record.key, one_line(decision.reason, LINE)))
        self._notes.refused(source or machine.code, decision.reason, key=record.key, also=machine.entity)

    def flush(self) -> None:
        """Commit what waits, send the receipts, and look at what it means."""
        pending, answers, size = self._pending, self._answers, self._bytes
        self._pending, self._bytes, self._answers = [], 0, []
        self._committed_at = time.monotonic()
        if not answers:
            return
        try:
            records = self._house.commit(pending, durable=False, size=size) if pending else []
        except WatchroomError as error:
            # No receipt goes out, so whoever sent them sends them again.
            complain(error)
            return
        for answer in answers:
            answer.receipts.extend(self._receipt(answer.peer, key, records[place].sequence) for key, place in answer.places)
            self._reply(answer.peer, Receipts(answer.number, tuple(answer.receipts), tuple(answer.refusals)))
        if pending:
            self.guarded(lambda: self._watch.after_commit(at_once=False))

    def unreadable(self, peer: Peer | None, identity: Identity, data: bytes, error: BadInput) -> None:
        """Name the items of a submission that cannot be read, and take the others; of anything else note that it came."""
        self._notes.refused(identity.code, error.what, also=identity.entity)
        try:
            submission, items = codec.read_piecemeal(data)
        except BadInput:
            # It is no submission either; the note above says what it was.
            return
        if peer is None:
            return
        refusals = [
            Refusal(codec.key_of(bytes(raw)), one_line(item, LINE))
            for raw, item in zip(submission.items, items, strict=True)
            if isinstance(item, str)
        ]
        self._reply(peer, Receipts(submission.number, (), tuple(refusals)))
        sound = tuple(item for item in items if isinstance(item, Item))
        if sound:
            self.submit(peer, Submit(submission.number, sound, submission.source), len(data))

    def alive(self, machine: Machine, sources: Iterable[str]) -> None:
        """Note a sign of life of a machine's sources."""
        now = self._house.clock.now()
        heard = self._watch.last_data
        for source in sources:
            theirs = not machine.sources or source in machine.sources
            if theirs and (source in heard or len(heard) < MOST_SOURCES):
                heard[source] = now

    # Acts.

    def deed(self, peer: Peer, deed: Deed) -> None:
        """Take a signed act: decided over everything that came before it, on disk before it is confirmed."""
        self._house.heard()
        key = content_hash(deed.data)
        officer = peer.officer
        if officer is None:
            self._decline(peer, key, "a machine's key signs no acts")
            return
        self.flush()
        house = self._house
        known = house.journal.has_key(key)
        if known is not None:
            self._confirm(peer, key, known)
            return
        decision = acts.decide(house.standing, officer, SignedAct(deed.data, deed.signature), house.picture, house.clock.now())
        if isinstance(decision, Refuse):
            if decision.foreign is not None:
                self._notes.foreign(officer, decision.foreign, waits=True)
            self._decline(peer, key, decision.reason)
            return
        try:
            record = house.commit([Admitted(decision.record, deed.data)], durable=True)[0]
        except WatchroomError as error:
            complain(error)
            self._decline(peer, key, f"it could not be journalled: {error.what}")
            return
        self._confirm(peer, key, record.sequence)
        if isinstance(record.body, Redaction):
            self.guarded(lambda: erasing.carry_out(house))
        self.guarded(lambda: self._watch.after_commit(at_once=True))

    def _confirm(self, peer: Peer, key: str, sequence: int) -> None:
        self._reply(peer, Confirmed(key, self._house.clock.now(), self._receipt(peer, key, sequence).sequence))

    def _decline(self, peer: Peer, key: str, reason: str) -> None:
        self._reply(peer, Declined(key, one_line(reason, LINE)))
        self._notes.refused(peer.identity.code, reason, key=key, also=peer.identity.entity)

    def _receipt(self, peer: Peer, key: str, sequence: int) -> Receipt:
        """The origin's sequence counts everything the room knows: the host's entity alone is told."""
        return Receipt(key, sequence if peer.identity.entity == self._house.standing.host else 0)

    def guarded(self, work: Callable[[], None]) -> None:
        """Do work of the hub's own; what fails is told on standard error and as a finding, and the hub goes on."""
        try:
            work()
        except WatchroomError as error:
            complain(error)
            self._notes.refused("hub", str(error))


def _is_original(record: Record, data: bytes) -> bool:
    return record.provenance is not None and record.provenance.original == content_hash(data)


def complain(error: WatchroomError) -> None:
    """Say on standard error what went wrong, in one line."""
    sys.stderr.write(f"watchroom hub: {error}\n")
    sys.stderr.flush()
