"""GPX 1.1: points as waypoints, lines as routes and tracks, areas as closed routes around them, a vessel's reports as one track.

It goes into receivers that steer by it, so hostile and protected objects are refused (`rules`). Each element carries its record
(`feeds.adapters.kept`) as an extension, for what GPX cannot say. Deliberately absent: rows without a place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

from feeds.adapters.kept import NAMESPACE, kept
from feeds.exchange.cover import Cover
from feeds.exchange.entry import Entry
from feeds.exchange.geojson import discs
from feeds.exchange.xml import HEAD, element, put, written
from feeds.picture.calendar import iso
from feeds.picture.place import Track
from feeds.picture.values import (
    Circle,
    Geometry,
    LineString,
    MultiLineString,
    MultiPoint,
    MultiPolygon,
    Point,
    Polygon,
    Position,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_OPEN: Final = b'<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="Watchroom">\n'
_CLOSE: Final = b"</gpx>\n"
_ORDER: Final = {"wpt": 0, "rte": 1, "trk": 2}
"""The schema wants waypoints before routes before tracks."""

SPACE: Final = "urn:watchroom:record:1"


def document(cover: Cover, rows: Sequence[Entry]) -> Iterator[bytes]:
    """Yield a GPX document."""
    yield HEAD + _OPEN
    about = element("metadata")
    put(about, "name", cover.title)
    put(about, "desc", cover.notice)
    put(about, "time", iso(cover.known))
    yield written(about)
    made = [each for group in _things(rows) for each in _elements(cover, group)]
    for each in sorted(made, key=lambda each: _ORDER[each.tag]):
        yield written(each)
    yield _CLOSE


def _things(rows: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Yield what becomes one element or more: a vessel's reports together, all else alone."""
    reports = [each for each in rows if isinstance(each.record.body, Track)]
    yield from ([each] for each in rows if not isinstance(each.record.body, Track) and each.geometry is not None)
    reports.sort(key=lambda each: (each.record.subject, each.record.event))
    yield from (list(group) for _, group in groupby(reports, key=lambda each: each.record.subject))


def _elements(cover: Cover, group: Sequence[Entry]) -> Iterator[_Element]:
    if len(group) > 1:
        yield _way(cover, group)
    elif group[0].geometry is not None:
        yield from _drawn(cover, group[0], group[0].geometry)


def _drawn(cover: Cover, entry: Entry, drawn: Geometry) -> Iterator[_Element]:
    """Yield an entry's elements. Only one that stands for all of it carries the record."""
    match drawn:
        case Point(at):
            yield _point(cover, entry, at, whole=True)
        case MultiPoint(many):
            yield from (_point(cover, entry, at, whole=number == 0) for number, at in enumerate(many))
        case LineString(path):
            yield _route(cover, entry, path, whole=True)
        case MultiLineString(paths):
            yield _track(cover, entry, paths)
        case Polygon(rings):
            yield _route(cover, entry, rings[0], whole=True)
        case MultiPolygon(polygons):
            yield _track(cover, entry, [rings[0] for rings in polygons])
        case Circle():
            yield _track(cover, entry, [rings[0] for rings in discs(drawn)])


def _point(cover: Cover, entry: Entry, at: Position, *, whole: bool) -> _Element:
    made = element("wpt", **_place(at))
    put(made, "time", iso(entry.record.event))
    return _told(made, cover, entry, whole=whole)


def _route(cover: Cover, entry: Entry, path: Sequence[Position], *, whole: bool) -> _Element:
    made = _told(element("rte"), cover, entry, whole=whole)
    for at in path:
        put(made, "rtept", **_place(at))
    return made


def _track(cover: Cover, entry: Entry, paths: Sequence[Sequence[Position]]) -> _Element:
    made = _told(element("trk"), cover, entry, whole=True)
    for path in paths:
        segment = put(made, "trkseg")
        for at in path:
            put(segment, "trkpt", **_place(at))
    return made


def _way(cover: Cover, reports: Sequence[Entry]) -> _Element:
    """Return a vessel's reports as a track: each its place and time."""
    made = _told(element("trk"), cover, reports[-1], whole=False)
    segment = put(made, "trkseg")
    for each in reports:
        if isinstance(each.geometry, Point):
            put(put(segment, "trkpt", **_place(each.geometry.at)), "time", iso(each.record.event))
    return made


def _place(at: Position) -> dict[str, str]:
    return {"lat": repr(at[1]), "lon": repr(at[0])}


def _told(made: _Element, cover: Cover, entry: Entry, *, whole: bool) -> _Element:
    put(made, "name", entry.name)
    put(made, "cmt", f"{cover.label(entry)} · {entry.record.regime}")
    told = "; ".join(f"{name}: {value}" for name, value in entry.facts)
    put(made, "desc", "\n\n".join(part for part in (entry.text, told) if part))
    if entry.category:
        put(made, "type", entry.category)
    record = kept(entry.record) if whole else None
    if record is not None:
        put(put(made, "extensions"), f"{{{SPACE}}}{NAMESPACE}", record.decode())
    return made
