"""USGS earthquake feeds (GeoJSON, feed version 1.0) as indications.

Severity is this adapter's own rule by magnitude, since the feed's `alert` is empty for most events: CRITICAL from 7, HIGH from 6,
MEDIUM from 4.5, LOW below; no magnitude, no severity. The source's PAGER alert colour is kept in the text.
Source: https://earthquake.usgs.gov/earthquakes/feed/v1.0/geojson.php. Deliberately absent: moment tensors and shake maps, which the
feed only links to.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec
from msgspec import Struct

from feeds.adapters.adapter import Adapter, Item, Outcome, ReadContext, Stamp, Unusable, code, line, text
from feeds.adapters.geometry import point
from feeds.adapters.json_source import collection, decode_item
from feeds.adapters.moments import bounded
from feeds.picture.values import Point
from feeds.picture.warning import Discipline, Indication, Measure, ReportStatus, Severity

FORMAT: Final = "usgs"
SOURCE: Final = "USGS"

SEVERITY_FROM: Final = ((7.0, Severity.CRITICAL), (6.0, Severity.HIGH), (4.5, Severity.MEDIUM))
"""The least magnitude of each severity; below all of them it is LOW."""

_MAGNITUDE: Final = (-5.0, 12.0)
_DEPTH: Final = (-100.0, 7000.0)
_REFERENCES: Final = 64


class _Properties(Struct):
    time: int | float
    mag: float | None = None
    place: str | None = None
    updated: int | float | None = None
    url: str | None = None
    title: str | None = None
    type: str | None = None
    status: str | None = None
    alert: str | None = None
    magType: str | None = None  # noqa: N815 -- the feed's own member
    tsunami: int | None = None
    ids: str | None = None


class _Geometry(Struct):
    type: str
    coordinates: list[float | None]


class _Event(Struct):
    type: str
    id: str
    properties: _Properties
    geometry: _Geometry | None = None


_decoder: Final = msgspec.json.Decoder(_Event)


def each(data: bytes, context: ReadContext) -> Iterator[Outcome]:
    """Yield an item or a reject for each event of a feed, or of a single event's detail file."""
    stamp = Stamp(FORMAT, context)
    source = context.source or SOURCE
    try:
        raws = collection(data)
    except Unusable as refusal:
        yield refusal.at(context.where)
        return
    for number, raw in enumerate(raws, 1):
        try:
            yield _item(bytes(raw), stamp, source)
        except Unusable as refusal:
            yield refusal.at(f"{context.where}, event {number}")


def _item(original: bytes, stamp: Stamp, source: str) -> Item:
    event = decode_item(_decoder, original)
    if event.type != "Feature" or not event.id:
        raise Unusable("no event", event.type, "a Feature with an id")
    about, notes = event.properties, list[str]()
    position, depth = _position(event.geometry)
    body = Indication(
        title=line(about.title or about.place or "Earthquake", notes),
        discipline=Discipline.OPEN_DATA,
        source=source,
        geometry=position,
        place=line(about.place or "", notes),
        category=code(about.type or "earthquake", notes),
        severity=severity(about.mag),
        text=text(_words(about), notes),
        language="en",
        status=ReportStatus.CANCELLED if about.status == "deleted" else ReportStatus.CURRENT,
        measures=_measures(about, depth),
        references=_references(about, notes),
    )
    moment = _moment(about.time)
    sent = None if about.updated is None else _moment(about.updated)
    record = stamp.record(stamp.subject(event.id), body, moment, stamp.provenance(event.id, original), original, sent=sent)
    return Item((record,), original, tuple(notes))


def severity(magnitude: float | None) -> Severity | None:
    """Return the severity of a magnitude by the rule in this module's docstring."""
    if magnitude is None:
        return None
    return next((word for least, word in SEVERITY_FROM if magnitude >= least), Severity.LOW)


def _moment(number: float) -> int:
    try:
        return bounded(number)
    except ValueError as error:
        raise Unusable("time out of range", number, "milliseconds since 1970") from error


def _position(geometry: _Geometry | None) -> tuple[Point | None, float | None]:
    if geometry is None:
        return None, None
    longitude, latitude, depth = ([*geometry.coordinates, None, None, None])[:3]
    if geometry.type != "Point" or longitude is None or latitude is None:
        raise Unusable("no position", geometry.type, "a Point of longitude, latitude, depth")
    if depth is not None and not _DEPTH[0] <= depth <= _DEPTH[1]:
        raise Unusable("depth out of range", depth, f"{_DEPTH[0]} to {_DEPTH[1]} km")
    return point(longitude, latitude), depth


def _measures(about: _Properties, depth: float | None) -> tuple[Measure, ...]:
    measures: tuple[Measure, ...] = ()
    if about.mag is not None:
        if not _MAGNITUDE[0] <= about.mag <= _MAGNITUDE[1]:
            raise Unusable("magnitude out of range", about.mag, f"{_MAGNITUDE[0]} to {_MAGNITUDE[1]}")
        measures = (Measure("magnitude", about.mag, code(about.magType or "")),)
    return measures if depth is None else (*measures, Measure("depth", depth, "km"))


def _words(about: _Properties) -> str:
    said = (
        ("Review", about.status),
        ("PAGER alert", about.alert),
        ("Tsunami", "see the tsunami centres" if about.tsunami else None),
    )
    return ". ".join(f"{name}: {value}" for name, value in said if value)


def _references(about: _Properties, notes: list[str]) -> tuple[str, ...]:
    others = [each for each in (about.ids or "").split(",") if each]
    return tuple(line(each, notes) for each in ([about.url] if about.url else []) + others)[:_REFERENCES]


ADAPTER: Final = Adapter(FORMAT, "USGS earthquake feed", (".geojson", ".json"), each)
