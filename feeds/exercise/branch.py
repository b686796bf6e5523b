"""A branch: an exercise that goes on from any moment of a recording, in a room and a journal of its own.

The branch's journal holds what was known at that moment, record by record with their times, each said to be derived; nothing in it
was signed for this room, so originals and signed bytes stay behind. Its incident names the parent's link at that moment. From a
REAL recording protected data is left out: records of relief and of people on the move, of human sources, under OCHA's sensitivity,
and whatever has no label that can be read. Deliberately absent: any change to the recording.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from feeds.errors import Misuse
from feeds.exercise.scenario import CONTROL
from feeds.founding import NewMachine, NewOfficer, create_room
from feeds.journal.audience import in_force
from feeds.journal.order import START
from feeds.journal.reader import Reader
from feeds.journal.store import Admitted, Journal
from feeds.picture.body import kind_of
from feeds.picture.corridor import CorridorIncident
from feeds.picture.diplomacy import Contact
from feeds.picture.doctrine import Doctrine
from feeds.picture.envelope import Author, AuthorKind, Provenance, Record
from feeds.picture.guarded import protection
from feeds.picture.identity import content_hash, opaque
from feeds.picture.label import LabelPolicy, readable
from feeds.picture.night import LogEntry
from feeds.picture.picture import Picture
from feeds.picture.regime import Regime, RegimeKind
from feeds.picture.relief import Movement, Need, Notification, NotificationReceipt, Offer, Site
from feeds.picture.room import Incident, MachineRole, Policy, Roster
from feeds.picture.warning import Discipline, Indication
from feeds.policy import open_label
from feeds.room import Room

DERIVED: Final = "derived"
"""The format of a record that a branch took over."""

PROTECTED: Final = frozenset(
    kind_of(each) for each in (Movement, Site, Need, Offer, Notification, NotificationReceipt, CorridorIncident, Contact, LogEntry)
)
"""Kinds left out of a branch from a REAL recording. Free text of a watch may name people, so the watch log is among them."""

_GOVERNING: Final = frozenset(kind_of(each) for each in (Incident, Roster, Policy, Doctrine))
_BATCH: Final = 1_000
_HUB: Final = "HUB"


class Branched(NamedTuple):
    """A branch that was made. `sequence` and `link` are the parent's last record taken over; `left_out`: how many were protected."""

    room: Room
    parent: str
    sequence: int
    link: str
    known_at: int
    records: int
    left_out: int


def branch(reader: Reader, home: Path, *, known_at: int, name: str, regime: Regime | None = None, folder: str = "") -> Branched:
    """Make the room and the journal of a branch under `home`.

    Raises:
        Misuse: the journal has no such regime, or knew nothing at that moment.
        Refused: there is a room of that name already.
        Damaged: a record cannot be read.

    """
    parent = reader.regime(regime)
    whole, count = reader.picture(parent, known_at)
    end = reader.end(known_at)
    if count == 0:
        raise Misuse(str(reader.path), "nothing was known yet", known_at, "a moment within the recording")
    room = _room(reader, whole, parent, home, known_at, name, folder)
    link = reader.link_at(end.sequence)
    first = _incident(room, reader, parent, known_at, link)
    written = left_out = 0
    with Journal.create(room.journal, first, regime=room.regime) as journal:
        journal.append(list(_governing(room)), durable=False)
        policy = in_force(reader, whole).policy
        rows = (item for rows in reader.slices(parent, START, end) for item in reader.placed(parent, rows, 0))
        while some := list(islice(rows, _BATCH)):
            kept = [each for each in some if isinstance(each, Record) and each.kind not in _GOVERNING]
            taken = [each for each in kept if parent.kind is not RegimeKind.REAL or not protected(each, policy)]
            journal.append([Admitted(_derived(each, room)) for each in taken], durable=False)
            written, left_out = written + len(taken), left_out + len(kept) - len(taken)
        journal.build_keyframes()
    return Branched(room, reader.meta.incident, end.sequence, link, known_at, written, left_out)


def branched_at(room: Room, parent: str) -> int | None:
    """Return the moment at which a room branched off an incident, or None where it did not."""
    with Reader(room.journal) as reader:
        first = next(reader.records(until=1), None)
    source = first.provenance if first is not None else None
    if source is None or source.format != DERIVED:
        return None
    incident, _, rest = source.id.partition(" ")
    known = rest.rpartition(" ")[2]
    return int(known) if incident == parent and known.isdecimal() else None


def protected(record: Record, policy: LabelPolicy) -> bool:
    """Say whether a record of a REAL recording stays out of a branch."""
    if record.kind in PROTECTED or not readable(record.label, policy):
        return True
    body = record.body
    return (
        protection(record) is not None
        or (record.label is not None and record.label.ocha is not None)
        or (isinstance(body, Indication) and body.discipline is Discipline.HUMINT)
    )


def _room(reader: Reader, whole: Picture, parent: Regime, home: Path, known_at: int, name: str, folder: str) -> Room:
    """Make a room with the same people at the same seats, all with new keys, and a clock that the exercise's control steps."""
    force = in_force(reader, whole)
    roster = force.roster
    title = next((body.title for _, body in whole.bodies(Incident)), reader.meta.incident)
    derived = "derived from REAL: " if parent.kind is RegimeKind.REAL else "branch of "
    machines = [NewMachine(each.code, each.entity, each.role, each.sources) for each in roster.machines if each.code != CONTROL]
    began = reader.span(parent).first_known
    return create_room(
        home,
        code=roster.room,
        name=roster.name,
        host=roster.host,
        entities=roster.entities,
        officers=[NewOfficer(each.code, each.entity, each.role, each.seat, each.delegation) for each in roster.officers],
        machines=[*machines, NewMachine(CONTROL, roster.host, MachineRole.CONTROL)],
        regime=Regime(RegimeKind.EXERCISE, name),
        doctrine=next((body for _, body in whole.bodies(Doctrine)), None),
        policy=force.policy,
        incident=Incident(
            opaque("IC", reader.meta.incident, known_at, name), f"{derived}{title}"[:400], known_at if began is None else began
        ),
        default_label=roster.default_label,
        stepped=True,
        folder=folder or f"branch-{content_hash(f'{reader.meta.incident}{known_at}{name}'.encode())[:12]}",
    )


def _cut(line: str) -> str:
    """A line as long as a record takes it."""
    return line[:400]


def _incident(room: Room, reader: Reader, parent: Regime, known_at: int, link: str) -> Admitted:
    body = msgspec.structs.replace(room.incident, predecessor=link)
    source = Provenance(DERIVED, _cut(f"{reader.meta.incident} {parent} known at {known_at}"))
    return Admitted(_own(room, room.incident.incident, body, source))


def _governing(room: Room) -> Iterator[Admitted]:
    yield Admitted(_own(room, room.code, room.roster, None))
    yield Admitted(_own(room, room.code, Policy(room.policy), None))
    if room.doctrine is not None:
        yield Admitted(_own(room, room.doctrine.code, room.doctrine, None))


def _own(room: Room, subject: str, body: Incident | Roster | Policy | Doctrine, source: Provenance | None) -> Record:
    opened = room.incident.opened
    return Record(
        subject=subject,
        regime=room.regime,
        event=opened,
        author=Author(room.host, AuthorKind.HUB, _HUB),
        body=body,
        key=content_hash(f"{kind_of(body)} {subject} {room.incident.incident}".encode()),
        label=open_label(room.roster, room.policy),
        origin=room.code,
        known=opened,
        provenance=source,
    )


def _derived(record: Record, room: Room) -> Record:
    """Return a record as the branch has it: same row, same times, this exercise's regime, and named as taken over."""
    return msgspec.structs.replace(
        record,
        regime=room.regime,
        sequence=0,
        key=content_hash(f"{room.incident.incident} {record.key}".encode()),
        provenance=Provenance(DERIVED, record.key),
    )
