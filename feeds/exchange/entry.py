"""A row as any format writes it: a name, a place, a time, how long it holds, and plain facts in words.

What a person would look for on a map or in a list leaves the room this way: reports, tracks, drawings, danger zones, pauses, corridors'
segments, movements and sites. Counts below ten are not written out (DOMAIN section 10). Deliberately absent: alarms, answers and all
else that is of this room alone; a journal is handed on whole as an archive, not as a drawing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum

from msgspec import Struct

from feeds.picture.corridor import Conditions, Corridor, CorridorStatus, Segment
from feeds.picture.danger import DangerZone, Pause
from feeds.picture.envelope import Record
from feeds.picture.few import headcount
from feeds.picture.guarded import hostile, protection
from feeds.picture.picture import Picture
from feeds.picture.place import Feature, Track
from feeds.picture.relief import Movement, Site
from feeds.picture.values import Geometry, Point, Window
from feeds.picture.warning import Indication

Facts = tuple[tuple[str, str], ...]


class Sign(Enum):
    """What a thing is that no tactical format may carry."""

    HOSTILE = "hostile object"
    PROTECTED = "protected object"


class Entry(Struct, frozen=True):
    """One row. `facts` are pairs of name and words, in the order a reader wants them."""

    record: Record
    name: str
    geometry: Geometry | None = None
    category: str = ""
    text: str = ""
    valid: Window | None = None
    facts: Facts = ()
    sign: Sign | None = None


def entries(picture: Picture, reports: Iterable[Record]) -> Iterator[Entry]:
    """Yield the entries of some rows, in their order. `picture` says what a segment's corridor is called and whether it is open."""
    for record in reports:
        found = entry(picture, record)
        if found is not None:
            yield found


def entry(picture: Picture, record: Record) -> Entry | None:
    """Return a row's entry, or None where its kind does not leave the room as a drawing."""
    body = record.body
    match body:
        case Indication():
            return _indication(record, body)
        case Track():
            return _track(record, body)
        case Feature():
            return _feature(record, body)
        case DangerZone():
            return _danger_zone(record, body)
        case Segment():
            return _segment(picture, record, body)
        case Pause():
            told = (("state", body.state.value), ("parties", ", ".join(body.parties)))
            return Entry(record, f"{body.code} {body.name}", body.area, "humanitarian pause", "", body.period, _said(told))
        case Site():
            return _site(record, body)
        case Movement():
            return _movement(record, body)
        case _:
            return None


def _said(facts: Iterable[tuple[str, object]]) -> Facts:
    return tuple((name, str(value)) for name, value in facts if value not in {None, ""})


def _sign(record: Record) -> Sign | None:
    if hostile(record.body):
        return Sign.HOSTILE
    return Sign.PROTECTED if protection(record) is not None else None


def _indication(record: Record, body: Indication) -> Entry:
    told = [
        ("discipline", body.discipline.value),
        ("source", body.source),
        ("evaluation", body.evaluation),
        ("severity", None if body.severity is None else body.severity.value),
        ("place", body.place),
        ("status", body.status.value),
        ("translation", body.translation),
        ("translator", body.translator),
    ]
    measures = [(each.name, f"{each.value:g} {each.unit}" if each.unit else f"{each.value:g}") for each in body.measures]
    return Entry(record, body.title, body.geometry, body.category or "", body.text, body.window, _said([*told, *measures]), _sign(record))


def _track(record: Record, body: Track) -> Entry:
    told = [("source", body.source), ("affiliation", body.affiliation.value), ("course", body.course), ("speed m/s", body.speed)]
    return Entry(record, body.name, Point(body.position), body.kind or "", "", None, _said(told), _sign(record))


def _feature(record: Record, body: Feature) -> Entry:
    own = [(each.name, each.value) for each in body.properties]
    return Entry(record, body.name, body.geometry, body.category or "", body.text, body.valid, tuple(own), _sign(record))


def _danger_zone(record: Record, body: DangerZone) -> Entry:
    told = [
        ("hazard", body.hazard),
        ("evaluation", body.evaluation),
        ("confidence", body.confidence),
        ("uncertainty m", f"{body.uncertainty:g}" if body.uncertainty else None),
        ("bears on", ", ".join(body.bears_on)),
    ]
    return Entry(record, f"{body.code} {body.name}", body.geometry, "danger zone", "", body.valid, _said(told))


def _segment(picture: Picture, record: Record, body: Segment) -> Entry:
    corridor = picture.get(Corridor, body.corridor)
    status = picture.get(CorridorStatus, body.corridor)
    computed = picture.get(Conditions, body.corridor)
    told = [
        ("corridor", corridor.name if corridor else None),
        ("mode", corridor.mode.value if corridor else None),
        ("declared", status.state.value if status else None),
        ("conditions", computed.state.value.replace("_", " ") if computed else None),
    ]
    lead = f"{corridor.code} " if corridor else ""
    return Entry(
        record, f"{lead}{body.code} {body.name}", body.geometry, "corridor segment", "", status.window if status else None, _said(told)
    )


def _site(record: Record, body: Site) -> Entry:
    told = [("place", body.place), ("capacity", _people(body.capacity)), ("occupancy", _people(body.occupancy)), ("status", body.status)]
    where = None if body.position is None else Point(body.position)
    return Entry(record, body.name, where, body.kind.value.replace("_", " ").lower(), "", None, _said(told), _sign(record))


def _movement(record: Record, body: Movement) -> Entry:
    told = [
        ("state", body.state.value),
        ("lead", body.lead),
        ("mode", body.mode.value),
        ("people", _people(body.people)),
        ("place", body.place),
    ]
    where = None if body.position is None else Point(body.position)
    return Entry(record, f"{body.code} {body.name}", where, "movement", "", None, _said(told), _sign(record))


def _people(count: int | None) -> str | None:
    return None if count is None else headcount(count, "")
