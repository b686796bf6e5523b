"""GeoJSON (RFC 7946) and GeoJSON text sequences (RFC 8142): a feature a row, its facts as properties, the cover as a member of our own.

A circle is drawn as a ring; the kept record (`feeds.adapters.kept`) has it as it was. Coordinates are WGS 84, longitude first. A
feature's own properties keep their names; ours stand beside them where the name is free. Deliberately absent: styles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec
from msgspec import Raw

from feeds.adapters.geometry import ring_around
from feeds.adapters.kept import NAMESPACE, kept
from feeds.adapters.tangle import Work
from feeds.exchange.cover import Cover
from feeds.exchange.entry import Entry
from feeds.picture.antimeridian import crosses, cut_area
from feeds.picture.calendar import iso
from feeds.picture.values import (
    Circle,
    Geometry,
    LineString,
    MultiLineString,
    MultiPoint,
    MultiPolygon,
    Point,
    Polygon,
)

_RECORD_SEPARATOR: Final = b"\x1e"
_encode: Final = msgspec.json.Encoder().encode


def collection(cover: Cover, rows: Sequence[Entry]) -> Iterator[bytes]:
    """Yield a feature collection."""
    yield b'{"type":"FeatureCollection","watchroom":' + _encode(_cover(cover)) + b',"features":['
    for number, each in enumerate(rows):
        yield (b",\n" if number else b"\n") + _encode(feature(cover, each))
    yield b"\n]}\n"


def sequence(cover: Cover, rows: Sequence[Entry]) -> Iterator[bytes]:
    """Yield a text sequence, each text led by a record separator. There is no place for a cover, so every feature bears the notice."""
    for each in rows:
        found = feature(cover, each)
        found["properties"].setdefault("notice", cover.notice)
        yield _RECORD_SEPARATOR + _encode(found) + b"\n"


def _cover(cover: Cover) -> dict[str, str]:
    return {
        "title": cover.title,
        "label": cover.banner,
        "tlp": cover.tlp,
        "regime": str(cover.regime),
        "known": iso(cover.known),
        "notice": cover.notice,
    }


def feature(cover: Cover, entry: Entry) -> dict[str, Any]:
    """Return one row as a feature."""
    record = entry.record
    told: dict[str, Any] = dict(entry.facts)
    ours = {"name": entry.name, "category": entry.category, "time": iso(record.event), "text": entry.text, "kind": record.kind}
    if entry.valid is not None:
        ours["valid_from"] = iso(entry.valid.since)
        ours["valid_until"] = "" if entry.valid.until is None else iso(entry.valid.until)
    ours |= {"label": cover.label(entry), "regime": str(record.regime)}
    for name, value in ours.items():
        if value:
            told.setdefault(name, value)
    drawn = None if entry.geometry is None else geometry(entry.geometry)
    found: dict[str, Any] = {"type": "Feature", "id": record.subject, "geometry": drawn, "properties": told}
    whole = kept(record)
    if whole is not None:
        found[NAMESPACE] = Raw(whole)
    return found


def geometry(drawn: Geometry) -> dict[str, Any]:
    """Return a geometry as GeoJSON."""
    match drawn:
        case Point(at):
            return {"type": "Point", "coordinates": at}
        case MultiPoint(many):
            return {"type": "MultiPoint", "coordinates": many}
        case LineString(path):
            return {"type": "LineString", "coordinates": path}
        case MultiLineString(paths):
            return {"type": "MultiLineString", "coordinates": paths}
        case Polygon(rings):
            return {"type": "Polygon", "coordinates": rings}
        case MultiPolygon(polygons):
            return {"type": "MultiPolygon", "coordinates": polygons}
        case Circle():
            return {"type": "MultiPolygon", "coordinates": discs(drawn)}


def discs(circle: Circle) -> list[list[list[tuple[float, float]]]]:
    """Return a circle as polygons within the range of longitudes: one, or the parts on each side of the 180th meridian."""
    import shapely

    ring = ring_around(circle.centre, max(circle.radius, 1.0))
    if not crosses(ring):
        return [[ring]]
    whole = cut_area([ring], lambda each: Work().polygon([each], []))
    parts = [part for part in shapely.get_parts(whole).tolist() if isinstance(part, shapely.Polygon)]
    return [[[(x, y) for x, y in each.coords] for each in (part.exterior, *part.interiors)] for part in parts]
