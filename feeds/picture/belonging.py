"""Whose a new row is, and who reads it unless its writer says otherwise (DOMAIN sections 7 and 10). Pure; it fails closed.

What rests on another row goes to whoever may read that one, in its writer's own name. Humanitarian data belongs to its submitter: it is
born for the submitter and the parties it names (and, where it is of a route, for the relief cells that use routes), and nobody but its
owner releases it further, neither by a new label nor by what is said of it. Deliberately absent: roll-ups (`label`), which only narrow.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from feeds.picture.body import Body, kind_of
from feeds.picture.corridor import Agreement, Corridor, CorridorIncident, CorridorStatus, Segment, Verification
from feeds.picture.danger import Pause
from feeds.picture.envelope import Record
from feeds.picture.label import NOT_FOR_TARGETING, Label
from feeds.picture.picture import Picture
from feeds.picture.relief import Movement, Need, Notification, NotificationReceipt, Offer
from feeds.picture.room import EntityKind, Roster
from feeds.picture.safeguard import RELIEF_KINDS, born_marked

About = tuple[str, str]
"""(kind, subject) of a row."""

_ROUTE = (Corridor, CorridorStatus, Agreement, Segment, Verification, Pause, CorridorIncident)
"""What relief cells need to use a route or not: they are no parties to it and read it all the same."""


def is_humanitarian(body: Body) -> bool:
    """Say whether a body is humanitarian data."""
    return isinstance(body, RELIEF_KINDS)


def born(picture: Picture, entity: str, body: Body, about: About | None) -> Label | None:
    """Return the label a new row of this entity is born with; None, which fails closed, where what it rests on has none."""
    label = resting(picture, entity, about)
    if label is not None and is_humanitarian(body):
        label = msgspec.structs.replace(label, releasable=named(picture, body) - {entity})
    return marked(label, body)


def resting(picture: Picture, entity: str, about: About | None) -> Label | None:
    """Return the label of the row that something is about, in this entity's name, or the room's default one."""
    row = picture.find(*about) if about is not None else None
    if row is not None:
        label = row.label
        if label is None or label.originator == entity:
            return label
        return msgspec.structs.replace(label, originator=entity, releasable=label.releasable | {label.originator})
    default = next((body.default_label for _, body in picture.bodies(Roster)), None)
    return None if default is None else msgspec.structs.replace(default, originator=entity)


def marked(label: Label | None, body: Body) -> Label | None:
    """Return the label with the caveat that the body is born with, if it is."""
    if label is None or not born_marked(body):
        return label
    return msgspec.structs.replace(label, caveats=label.caveats | {NOT_FOR_TARGETING})


def named(picture: Picture, body: Body) -> frozenset[str]:
    """Return the entities that a humanitarian body names, itself or through what it speaks of, as this picture has that."""
    found = set(_names(body))
    for row in speaks_of(picture, body):
        if isinstance(row.body, Notification | Need):
            found.add(owner_of(row))
        # A movement names its route; it is not for that reason the affair of the route's parties.
        if not (isinstance(body, Movement) and isinstance(row.body, Corridor)):
            found.update(_names(row.body))
    if isinstance(body, _ROUTE):
        roster = next((each for _, each in picture.bodies(Roster)), None)
        found.update(each.code for each in (roster.entities if roster is not None else ()) if each.kind is EntityKind.RELIEF)
    return frozenset(found)


def _names(body: Body) -> tuple[str, ...]:
    match body:
        case Corridor(owner=owner, parties=parties):
            return (owner, *parties)
        case Pause(parties=parties) | Notification(parties=parties):
            return parties
        case (
            Agreement(party=one)
            | CorridorIncident(alleged_by=one)
            | Verification(verified_by=one)
            | Movement(lead=one)
            | Offer(entity=one)
            | NotificationReceipt(party=one)
        ):
            return (one,)
        case _:
            return ()


def speaks_of(picture: Picture, body: Body) -> tuple[Record, ...]:
    """Return the humanitarian rows that a humanitarian body speaks of; a leg's route with the leg."""
    found = (picture.find(kind_of(kind), subject) for kind, subject in refers_to(body))
    rows = tuple(row for row in found if row is not None)
    routes = (picture.find(kind_of(Corridor), row.body.corridor) for row in rows if isinstance(row.body, Segment))
    return (*rows, *(row for row in routes if row is not None))


def refers_to(body: Body) -> Iterator[tuple[type[Body], str]]:
    """Yield the rows that a humanitarian body speaks of: their kind and subject."""
    match body:
        case CorridorStatus(corridor=route) | Agreement(corridor=route) | Segment(corridor=route) | CorridorIncident(corridor=route):
            yield Corridor, route
        case Verification(segment=leg):
            yield Segment, leg
        case Pause(corridors=routes):
            yield from ((Corridor, route) for route in routes)
        case Movement(corridor=route, notification=notice):
            yield from ((kind, subject) for kind, subject in ((Corridor, route), (Notification, notice)) if subject is not None)
        case Notification(movement=movement) if movement is not None:
            yield Movement, movement
        case NotificationReceipt(notification=notice):
            yield Notification, notice
        case Offer(matched=need) if need is not None:
            yield Need, need
        case _:
            pass


def owner_of(row: Record) -> str:
    """Return whose a row is: its label's originator; without a label, who wrote it."""
    return row.label.originator if row.label is not None else row.author.entity


def unreleased(picture: Picture, entity: str, body: Body, label: Label | None, before: Record | None) -> str | None:
    """Return why a humanitarian row may not go to whom its label names, or None. `entity`: whose officer writes it.

    Only its owner releases a row to more readers or gives it away, whatever else an officer may release; and what is new goes no further
    than what it speaks of, unless that is the writer's own or the reader is a party to it.
    """
    if not is_humanitarian(body) or label is None:
        return None
    if before is not None:
        owner = owner_of(before)
        more = (label.releasable | {label.originator}) - _readers(before)
        return _owners(owner, more) if owner != entity and before.label != label and more else None
    others = beyond(picture, body, label)
    if label.originator != entity and others - {entity}:
        return _owners(label.originator, others - {entity})
    for row in speaks_of(picture, body):
        owner, further = owner_of(row), others - _readers(row)
        if owner != entity and further:
            return f"what it speaks of, {row.kind.replace('_', ' ')}, is not released so far: {_owners(owner, further)}"
    return None


def beyond(picture: Picture, body: Body, label: Label | None) -> frozenset[str]:
    """Return the readers that a label gives to humanitarian data beyond its submitter and the parties it names."""
    if label is None or not is_humanitarian(body):
        return frozenset()
    return label.releasable - named(picture, body) - {label.originator}


def _readers(row: Record) -> frozenset[str]:
    return (row.label.releasable if row.label is not None else frozenset()) | {owner_of(row)}


def _owners(owner: str, more: frozenset[str]) -> str:
    return f"humanitarian data belongs to its submitter: only {owner} may release it to {', '.join(sorted(more))}"
