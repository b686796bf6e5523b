"""KML 2.2 (OGC 12-007): a placemark a row, in folders by category, its facts as extended data, the cover as the document's description.

Programs show descriptions as markup, so they get text whose angle brackets and ampersands are escaped once more: a hostile name shows as
what it is. Deliberately absent: styles, overlays, network links.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

from feeds.adapters.kept import NAMESPACE, kept
from feeds.exchange.cover import Cover
from feeds.exchange.entry import Entry
from feeds.exchange.geojson import discs
from feeds.exchange.xml import HEAD, element, put, written
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
    Position,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_OPEN: Final = b'<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n'
_CLOSE: Final = b"</Document>\n</kml>\n"


def document(cover: Cover, rows: Sequence[Entry]) -> Iterator[bytes]:
    """Yield a KML document."""
    yield HEAD + _OPEN
    yield written(element("name", cover.title)) + written(element("description", html.escape(cover.notice)))
    for category, members in groupby(sorted(rows, key=lambda each: each.category), key=lambda each: each.category):
        yield b"<Folder>\n" + (written(element("name", category)) if category else b"")
        for each in members:
            yield written(placemark(cover, each))
        yield b"</Folder>\n"
    yield _CLOSE


def placemark(cover: Cover, entry: Entry) -> _Element:
    """Return one row as a placemark, its members in the schema's order."""
    made = element("Placemark", id=_ncname(entry.record.subject))
    put(made, "name", entry.name)
    if entry.text:
        put(made, "description", html.escape(entry.text, quote=False))
    _time(made, entry)
    _facts(put(made, "ExtendedData"), cover, entry)
    if entry.geometry is not None:
        _shape(made, entry.geometry)
    return made


def _ncname(ident: str) -> str:
    """Return an identifier as XML's type ID allows it."""
    plain = "".join(letter if letter.isascii() and (letter.isalnum() or letter in "-_.") else "_" for letter in ident)
    return plain if plain[:1].isalpha() else f"_{plain}"


def _time(made: _Element, entry: Entry) -> None:
    if entry.valid is None:
        put(put(made, "TimeStamp"), "when", iso(entry.record.event))
        return
    span = put(made, "TimeSpan")
    put(span, "begin", iso(entry.valid.since))
    if entry.valid.until is not None:
        put(span, "end", iso(entry.valid.until))


def _facts(data: _Element, cover: Cover, entry: Entry) -> None:
    said = [*entry.facts, ("time", iso(entry.record.event)), ("label", cover.label(entry)), ("regime", str(entry.record.regime))]
    for name, value in said:
        put(put(data, "Data", name=name), "value", value)
    whole = kept(entry.record)
    if whole is not None:
        put(put(data, "Data", name=NAMESPACE), "value", whole.decode())


def _shape(parent: _Element, drawn: Geometry) -> None:
    match drawn:
        case Point(at):
            put(put(parent, "Point"), "coordinates", _text([at]))
        case LineString(path):
            put(put(parent, "LineString"), "coordinates", _text(path))
        case Polygon(rings):
            _polygon(parent, rings)
        case MultiPoint(many):
            _several(parent, [Point(at) for at in many])
        case MultiLineString(paths):
            _several(parent, [LineString(path) for path in paths])
        case MultiPolygon(polygons):
            _several(parent, [Polygon(rings) for rings in polygons])
        case Circle():
            _several(parent, [Polygon(tuple(tuple(ring) for ring in rings)) for rings in discs(drawn)])


def _several(parent: _Element, parts: Sequence[Geometry]) -> None:
    many = put(parent, "MultiGeometry")
    for part in parts:
        _shape(many, part)


def _polygon(parent: _Element, rings: Sequence[Sequence[Position]]) -> None:
    made = put(parent, "Polygon")
    for number, ring in enumerate(rings):
        edge = put(made, "innerBoundaryIs" if number else "outerBoundaryIs")
        put(put(edge, "LinearRing"), "coordinates", _text(ring))


def _text(path: Sequence[Position]) -> str:
    return " ".join(f"{longitude!r},{latitude!r}" for longitude, latitude in path)
