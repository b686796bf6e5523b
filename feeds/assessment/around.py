"""What a row hangs on and what hangs on it: the links that stand beside the eight of the chain, both ways.

Most links are subjects that a row names; a site, a need and a movement at one place are tied by that place's name, a posture and its
channels by their entity. A corridor hangs on its legs as this reader reads them, and what is on it hangs on it. Only what is stored is
followed. Deliberately absent: the walk along the eight links (`walk`), head-counts and positions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from feeds.assessment.chain import LIMIT, Node
from feeds.assessment.conditions import conditions_row
from feeds.assessment.route import legs_of, movements_on
from feeds.assessment.telling import told
from feeds.picture.alarm import Alarm
from feeds.picture.body import Body
from feeds.picture.corridor import Conditions, Corridor, CorridorIncident, Segment
from feeds.picture.danger import DangerZone, Pause
from feeds.picture.diplomacy import Dispute, Message
from feeds.picture.envelope import Record
from feeds.picture.night import Channel, Handover, LogEntry, Posture
from feeds.picture.picture import Picture
from feeds.picture.relief import Movement, Need, Notification, Offer, Site
from feeds.picture.room import Recall, Statement

_OWN: Final = (
    "alarm",
    "request",
    "corridor",
    "segment",
    "danger_zone",
    "movement",
    "notification",
    "site",
    "need",
    "offer",
    "pause",
    "corridor_incident",
    "indication",
    "indicator",
    "problem",
    "proposal",
    "grant",
    "action",
    "run",
    "off_ramp",
    "red_line",
    "dispute",
    "message",
    "information_request",
    "channel",
    "posture",
    "risk",
    "statement",
    "log_entry",
    "handover",
)
"""Tables whose subjects are their own, in the order in which a subject is looked for."""

_NAMING: Final = (Alarm, Movement, Notification, Offer, CorridorIncident, Pause, Recall, Statement, Dispute, Message, DangerZone, Handover)
_READ: Final = 4 * LIMIT
_LINES: Final = 8
"""So many lines of the watch log, the latest, stand beside what they are about."""


def named_by(body: Body) -> tuple[str, ...]:
    """Return the subjects of other rows that a row names."""
    match body:
        case Movement(corridor=one, notification=other):
            found: tuple[str | None, ...] = (one, other)
        case Notification(movement=one):
            found = (one,)
        case Offer(matched=one):
            found = (one,)
        case CorridorIncident(corridor=one):
            found = (one,)
        case Pause(corridors=several):
            found = several
        case Recall(item=one):
            found = (one,)
        case Statement(about=one) | Dispute(about=one):
            found = (one,)
        case LogEntry(about=several, corrects=one):
            found = (*several, one)
        case Handover(open_items=several):
            found = several
        case Message(contradicts=several):
            found = several
        case DangerZone(evidence=several):
            found = several
        case Alarm(about=one, cause=other):
            found = (one, other)
        case _:
            found = ()
    return tuple(dict.fromkeys(each for each in found if each))


def hangs_on(picture: Picture, now: int, kind: str, subject: str, reader: str) -> tuple[Node, ...]:
    """Return what a row hangs on, as this reader may read it."""
    row = picture.find(kind, subject)
    return _nodes(_upward(picture, now, row, reader), (kind, subject)) if row is not None else ()


def hang_on_it(picture: Picture, now: int, kind: str, subject: str, reader: str) -> tuple[Node, ...]:
    """Return what hangs on a row, as this reader may read it."""
    row = picture.find(kind, subject)
    return _nodes(_downward(picture, now, row, reader), (kind, subject)) if row is not None else ()


def _nodes(found: Iterable[Node], asked: tuple[str, str]) -> tuple[Node, ...]:
    unique: dict[tuple[str, str], Node] = {}
    for each in islice(found, _READ):
        unique.setdefault((each.kind, each.subject), each)
    unique.pop(asked, None)
    return tuple(islice(unique.values(), LIMIT))


def _node(picture: Picture, row: Record) -> Node:
    return Node(row.kind, row.subject, told(row, picture))


def _row(picture: Picture, subject: str) -> Record | None:
    return next((row for kind in _OWN if (row := picture.find(kind, subject)) is not None), None)


def _upward(picture: Picture, now: int, row: Record, reader: str) -> Iterator[Node]:
    for subject in named_by(row.body):
        found = _row(picture, subject)
        if found is not None:
            yield _node(picture, found)
    match row.body:
        case Corridor():
            yield from legs_of(picture, now, row.subject, reader)
        case Segment(corridor=corridor):
            yield from legs_of(picture, now, corridor, reader, row.subject)
        case Movement(place=place) | Need(place=place):
            yield from (_node(picture, each) for each, site in picture.bodies(Site) if place and place in {site.place, site.name})
        case Channel(entity=entity):
            yield from (_node(picture, each) for each, body in picture.bodies(Posture) if body.entity == entity)
        case _:
            return


def _downward(picture: Picture, now: int, row: Record, reader: str) -> Iterator[Node]:
    yield from _beside(picture, now, row, reader)
    for kind in _NAMING:
        for each, body in picture.bodies(kind):
            if row.subject in named_by(body) and not (isinstance(body, Alarm) and not body.active):
                yield _node(picture, each)
    lines = [each for each, body in picture.bodies(LogEntry) if row.subject in named_by(body)]
    lines.sort(key=lambda each: (-each.event, each.subject))
    yield from (_node(picture, each) for each in lines[:_LINES])


def _beside(picture: Picture, now: int, row: Record, reader: str) -> Iterator[Node]:
    match row.body:
        case Corridor():
            yield from movements_on(picture, now, row.subject, reader)
        case Segment(corridor=corridor):
            found = picture.find("corridor", corridor)
            yield from (_node(picture, each) for each in (found,) if each is not None)
        case DangerZone():
            yield from _bears_on(picture, row.subject, reader)
        case Site(place=place, name=name):
            at = {place, name}
            yield from (_node(picture, each) for each, body in picture.bodies(Need) if body.place in at)
            yield from (_node(picture, each) for each, body in picture.bodies(Movement) if body.place and body.place in at)
        case Posture(entity=entity):
            yield from (_node(picture, each) for each, body in picture.bodies(Channel) if body.entity == entity)
        case _:
            return


def _bears_on(picture: Picture, zone: str, reader: str) -> Iterator[Node]:
    """Yield the corridors whose conditions, as this reader reads them, name a zone."""
    for row, body in picture.bodies(Corridor):
        found = conditions_row(picture, row.subject, reader)
        if found is not None and isinstance(found.body, Conditions) and any(each.record == zone for each in found.body.reasons):
            state = found.body.state.value.replace("_", " ")
            yield Node("corridor", row.subject, f"{body.code} {body.name}: conditions {state}")
