"""Opening the house: the journal found or begun, the picture folded, what governs the room journalled where it differs.

A hub that was away says so: an outage is a finding. Deliberately absent: sockets.
"""

from __future__ import annotations

import dataclasses

import msgspec

from feeds.clock import Clock, RealClock, SteppedClock
from feeds.errors import Refused
from feeds.hub import erasing
from feeds.hub.house import HUB, House
from feeds.journal.meta import Seal
from feeds.journal.reader import Reader
from feeds.journal.sealing import succeeding, unsealed
from feeds.journal.store import Admitted, Journal
from feeds.picture.body import Body, kind_of
from feeds.picture.envelope import Author, AuthorKind, Record
from feeds.picture.identity import content_hash, joined
from feeds.picture.picture import Picture
from feeds.picture.room import Outage, Policy
from feeds.policy import open_label
from feeds.room import Room

_encoder = msgspec.msgpack.Encoder(order="deterministic")


def open_house(room: Room) -> House:
    """Open a room's journal, or begin it, and return the house with everything in force; behind a sealed one it goes on in the next.

    Raises:
        Refused: another hub has the journal, or it is another room's.
        Damaged: the journal is cut or altered.

    """
    path, before = unsealed(room.journal)
    room = dataclasses.replace(room, journal=path)
    if path.exists():
        journal = Journal.open(room.journal)
        again = True
    else:
        journal = Journal.create(path, _first(room, before), regime=room.regime)
        again = False
    try:
        return _opened(room, journal, again=again)
    except BaseException:
        journal.close()
        raise


def _opened(room: Room, journal: Journal, *, again: bool) -> House:
    where = str(room.journal)
    for what, theirs, ours in (
        ("room", journal.meta.room, room.code),
        ("incident", journal.meta.incident, room.incident.incident),
        ("regime", str(journal.meta.regime or room.regime), str(room.regime)),
    ):
        if theirs != ours:
            raise Refused(where, f"the journal is of another {what}", theirs, ours)
    last = journal.known
    clock: Clock = SteppedClock(last) if room.stepped else RealClock(last)
    reader = Reader(room.journal)
    try:
        picture = reader.picture(room.regime)[0]
        journal.append(differing(room, picture, clock.now()), durable=True)
        house = House(journal, reader, reader.picture(room.regime)[0], clock)
    except BaseException:
        reader.close()
        raise
    if again and clock.now() > last:
        _say_away(room, house, last)
    if again:
        erasing.carry_out(house)
    return house


def _first(room: Room, before: Seal | None) -> Admitted:
    """Return the incident; where the room's last journal was sealed, it carries the head of that."""
    now = room.incident.opened if room.stepped else RealClock().now()
    first = _governing(room, room.incident.incident, room.incident, None, now)
    return first if before is None else msgspec.structs.replace(first, record=succeeding(first.record, before))


def differing(room: Room, picture: Picture, now: int) -> list[Admitted]:
    """Return records of what the room's files say and the picture does not."""
    wanted: list[tuple[str, Body]] = [(room.code, room.roster), (room.code, Policy(room.policy))]
    if room.doctrine is not None:
        wanted.append((room.doctrine.code, room.doctrine))
    rows = []
    for subject, body in wanted:
        before = picture.tables.get(kind_of(body), {}).get((subject, room.code))
        if before is None or before.body != body or before.label != open_label(room.roster, room.policy):
            rows.append(_governing(room, subject, body, before, now))
    return rows


def _governing(room: Room, subject: str, body: Body, before: Record | None, now: int) -> Admitted:
    revision = 1 if before is None else before.revision + 1
    return Admitted(
        Record(
            subject=subject,
            regime=room.regime,
            event=now,
            author=Author(room.host, AuthorKind.HUB, HUB),
            body=body,  # type: ignore[arg-type]  # every Body with a tag is on the closed list
            key=content_hash(_encoder.encode((kind_of(body), subject, revision, now, body))),
            label=open_label(room.roster, room.policy),
            revision=revision,
            origin=room.code,
            known=now,
        )
    )


def _say_away(room: Room, house: House, since: int) -> None:
    until = house.clock.now()
    subject = joined(room.code, str(until))
    label = open_label(room.roster, room.policy)
    house.commit([house.own(subject, Outage(since, until), event=until, label=label)], durable=False)
    for _ in house.publish():
        # Nobody is there yet; the numbering goes on from here.
        continue
