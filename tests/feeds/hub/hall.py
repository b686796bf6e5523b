"""A room with two nations and a relief cell, its hub in a thread, and desks at real sockets: what the hub's tests are told in."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from feeds.founding import NewMachine, NewOfficer, create_room
from feeds.hub.server import Hub
from feeds.picture.act import Act, row_basis
from feeds.picture.body import Body, Capability
from feeds.picture.envelope import Author, AuthorKind, Record
from feeds.picture.identity import content_hash
from feeds.picture.label import Label
from feeds.picture.regime import REAL, Regime
from feeds.picture.room import Delegation, Entity, EntityKind, Incident, MachineRole
from feeds.picture.warning import Discipline, Indication
from feeds.room import Room
from feeds.wire.events import Event
from feeds.wire.follow import LinkState
from feeds.wire.keys import sign_act
from feeds.wire.link import Link
from feeds.wire.mirror import Mirror
from feeds.wire.protocol import Batch, Confirmed, Declined, Part, Receipts

OPENED = 1_700_000_000_000
"""When an exercise's clock begins."""

WAIT = 20.0
"""Seconds after which something that must happen has not."""

ENTITIES = (
    Entity("HOS", "Host room", EntityKind.ROOM, "TOP"),
    Entity("ALF", "Alfland", EntityKind.NATION, "SECRET", member=True),
    Entity("BET", "Betland", EntityKind.NATION, "SECRET", member=True),
    Entity("REL", "Relief cell", EntityKind.RELIEF, "RESTRICTED"),
)

ALL = Delegation(frozenset(Capability), speaks_for=("BET",))
OWN = Delegation(frozenset({Capability.WATCH, Capability.ANSWER, Capability.ASSESS, Capability.LEVEL}))


def make_room(home: Path, *, code: str = "HALL", regime: Regime = REAL, stepped: bool = False) -> Room:
    """Make a room: a duty officer, an officer of each partner, a machine of each role."""
    return create_room(
        home,
        code=code,
        name="Hall",
        host="HOS",
        entities=ENTITIES,
        officers=(
            NewOfficer("DUTY", "HOS", "Duty officer", "HOS-1", ALL),
            NewOfficer("ALF-1", "ALF", "Liaison", "ALF-1", OWN),
            NewOfficer("BET-1", "BET", "Liaison", "BET-1", OWN),
            NewOfficer("REL-1", "REL", "Liaison", "REL-1", OWN),
        ),
        machines=(
            NewMachine("FEED", "HOS", MachineRole.FEED),
            NewMachine("PICKY", "HOS", MachineRole.FEED, ("AIS",)),
            NewMachine("WATCHER", "HOS", MachineRole.WATCH),
            NewMachine("PLAYER", "HOS", MachineRole.CONTROL),
        ),
        regime=regime,
        stepped=stepped,
        incident=Incident("IC-HALL", "Hall", OPENED) if stepped else None,
    )


def label(*releasable: str, classification: str = "RESTRICTED", originator: str = "HOS", caveats: Iterable[str] = ()) -> Label:
    """Return a label of the room's policy."""
    return Label("ROOM", classification, originator, frozenset(releasable), frozenset(caveats))


_numbers = itertools.count(1)


def report(
    subject: str = "", title: str = "seen", *, regime: Regime = REAL, marked: Label | None = None, body: Body | None = None
) -> Record:
    """Return a fresh feed record, not admitted."""
    number = next(_numbers)
    return Record(
        subject=subject or f"IN-{number}",
        regime=regime,
        event=1_700_000_000_000 + number,
        author=Author("X", AuthorKind.MACHINE, "X"),
        body=body or Indication(title, Discipline.OPEN_DATA, "AIS"),  # type: ignore[arg-type]  # each Body with a tag is on the list
        key=content_hash(f"{subject} {title} {number}".encode()),
        label=marked,
    )


class Seat:
    """A link with the picture it adds up to, and everything that happened on it."""

    def __init__(self, room: Room, code: str, *, stream: bool = True, hub_key: str = "", regime: Regime | None = None) -> None:
        """Connect as an officer or machine of a room."""
        self.room, self.keys = room, room.keys(code)
        self.link = Link(room.endpoint, hub_key or room.hub_key, self.keys, room=room.code, regime=regime or room.regime, stream=stream)
        self.mirror = Mirror(room.regime)
        self.link.holds = self.mirror.held
        self.events: list[Event] = []

    def poll(self, timeout_ms: float = 5.0) -> list[Event]:
        """Take in what happened."""
        events = self.link.poll(timeout_ms)
        for event in events:
            if isinstance(event, Part | Batch):
                self.mirror.take(event)
        self.events.extend(events)
        return events

    def propose(self, subject: str, body: Body, *, marked: Label | None = None, event: int | None = None, **changes: object) -> str:
        """Sign and send an act over the row as this seat sees it; `changes` replace members of the act. Return its key."""
        standing = self.link.standing
        assert standing is not None
        assert standing.seat is not None
        before = self.mirror.picture.find(str(body.__struct_config__.tag), subject)
        act = Act(
            incident=standing.incident,
            regime=standing.regime,
            subject=subject,
            revision=1 if before is None else before.revision + 1,
            basis=row_basis(before),
            event=int(self.link.room_time()) if event is None else event,
            label=marked if marked is not None or before is None else before.label,
            body=body,  # type: ignore[arg-type]  # as above
            officer=standing.code,
            role=standing.role,
            entity=standing.entity,
            seat=standing.seat,
            audience=standing.entity,
            sequence=self.link.sequence,
            digest=self.link.digest,
            roster=standing.roster,
            nonce=f"n{next(_numbers)}",
        )
        return self.link.send_act(sign_act(msgspec.structs.replace(act, **changes), self.keys.signing_key))

    def answer(self, key: str) -> Confirmed | Declined | None:
        """Return what the hub said of an act."""
        return next((event for event in self.events if isinstance(event, Confirmed | Declined) and event.key == key), None)

    @property
    def refusals(self) -> list[str]:
        """Return the reasons for which records were refused."""
        return [refusal.reason for event in self.events if isinstance(event, Receipts) for refusal in event.refusals]

    @property
    def receipts(self) -> dict[str, int]:
        """Return receipted keys with the sequence told."""
        return {receipt.key: receipt.sequence for event in self.events if isinstance(event, Receipts) for receipt in event.receipts}

    @property
    def live(self) -> bool:
        """Say whether the badge says LIVE."""
        return self.link.state is LinkState.LIVE


def until(done: Callable[[], bool], *seats: Seat, within: float = WAIT) -> None:
    """Poll seats until something holds; fail where it does not within a bounded time."""
    deadline = time.monotonic() + within
    while not done():
        for seat in seats:
            seat.poll()
        assert time.monotonic() < deadline, [(seat.keys.code, seat.link.state, seat.link.reason, seat.events[-3:]) for seat in seats]


class Hall:
    """A hub in a thread, and the seats at it; `close` ends them all."""

    def __init__(self, room: Room) -> None:
        """Open the hub."""
        self.room = room
        self.hub = Hub(room)
        self._thread = threading.Thread(target=self.hub.run, name="hub")
        self._thread.start()
        self.seats: list[Seat] = []

    def seat(self, code: str, **options: object) -> Seat:
        """Connect a seat, not yet welcomed."""
        seat = Seat(self.room, code, **options)  # type: ignore[arg-type]  # handed through
        self.seats.append(seat)
        return seat

    def at(self, *codes: str) -> list[Seat]:
        """Connect seats and wait until they are live."""
        seats = [self.seat(code, stream=code not in {"FEED", "PICKY"}) for code in codes]
        until(lambda: all(seat.live for seat in seats), *seats)
        return seats

    def say(self, desk: Seat, subject: str, body: Body, /, **options: object) -> Confirmed | Declined:
        """Propose an act and return the hub's word on it."""
        key = desk.propose(subject, body, **options)  # type: ignore[arg-type]  # handed through
        until(lambda: desk.answer(key) is not None, *self.seats)
        answer = desk.answer(key)
        assert answer is not None
        return answer

    def done(self, desk: Seat, subject: str, body: Body, /, **options: object) -> None:
        """Propose an act that must be confirmed, and wait until its author sees it."""
        answer = self.say(desk, subject, body, **options)
        assert isinstance(answer, Confirmed), answer
        until(lambda: desk.mirror.picture.get(type(body), subject) == body, *self.seats)

    def refused(self, desk: Seat, subject: str, body: Body, /, **options: object) -> str:
        """Propose an act that must be declined, and return the reason."""
        answer = self.say(desk, subject, body, **options)
        assert isinstance(answer, Declined), answer
        return answer.reason

    def settle(self) -> None:
        """Wait until every seat holds what the hub has published for it, and nothing waits to be sent."""
        until(lambda: all(seat.link.outstanding == 0 and seat.live for seat in self.seats), *self.seats)

    def close(self) -> None:
        """End seats and hub."""
        for seat in self.seats:
            seat.link.close()
        self.hub.stop()
        self._thread.join(10)
        assert not self._thread.is_alive()
