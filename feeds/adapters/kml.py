"""KML (OGC 12-007) and KMZ: a placemark is an item.

Its geometries are kept without altitudes; several in one placemark become several records of the item. A time stamp gives the event
time, a time span also how long it holds. Of a KMZ the first document is read, as its standard says. Descriptions are text, whatever
markup they hold. Deliberately absent: styles, overlays, models, and what is only linked to; nothing is ever fetched.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Final

import msgspec

from feeds.adapters.adapter import Adapter, Item, Outcome, ReadContext, Unusable
from feeds.adapters.attachments import without_attachments
from feeds.adapters.drawing import Drawing, Thing
from feeds.adapters.geometry import areas, paths, points
from feeds.adapters.kept import NAMESPACE, read_kept
from feeds.adapters.xml_places import moment, number
from feeds.adapters.xml_source import SOURCE_LIMIT, canonical, name_of, parsed, words
from feeds.picture.values import Geometry, Window

if TYPE_CHECKING:
    from lxml.etree import _Element

FORMAT: Final = "kml"
GEOMETRIES_LIMIT: Final = 1_000
ARCHIVE_LIMIT: Final = 16 * 1024 * 1024
"""Bytes of a KMZ: its list of entries alone takes many times as much in memory."""

_ZIP: Final = b"PK\x03\x04"
_ENTRIES: Final = 10_000
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DEEPEST: Final = 8
_DRAWN: Final = frozenset({"Point", "LineString", "LinearRing", "Polygon", "Model", "Track", "MultiTrack"})


def each(data: bytes, context: ReadContext) -> Iterator[Outcome]:
    """Yield an item or a reject for each placemark."""
    try:
        bare, left_out = without_attachments(document(data)) if data.startswith(_ZIP) else (data, ())
        root = _opened(bare)
    except Unusable as refusal:
        yield refusal.at(context.where)
        return
    drawing = Drawing(FORMAT, context, FORMAT)
    placemarks = (element for element in root.iter("*") if name_of(element) == "Placemark")
    for count, placemark in enumerate(placemarks, 1):
        try:
            item = _item(placemark, drawing)
            yield msgspec.structs.replace(item, notes=(*item.notes, *dict.fromkeys(left_out)))
            left_out = ()
        except Unusable as refusal:
            yield refusal.at(f"{context.where}, placemark {count}")


def _opened(data: bytes) -> _Element:
    root = parsed(data)
    if name_of(root) != "kml" and not any(name_of(element) == "Placemark" for element in root.iter("*")):
        raise Unusable("no KML", name_of(root), "a kml document")
    return root


def document(data: bytes) -> bytes:
    """Return the first KML document of a KMZ.

    Raises:
        Unusable: it is no sound archive, holds none, or unpacks to too much.

    """
    if len(data) > ARCHIVE_LIMIT:
        raise Unusable("source too large", f"{len(data)} bytes", f"at most {ARCHIVE_LIMIT}")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            listed = archive.infolist()
            found = next((each for each in listed[:_ENTRIES] if each.filename.lower().endswith(".kml")), None)
            if found is None or found.compress_type not in _METHODS:
                raise Unusable("no KML", None, "an archive with a .kml in it, deflated or stored")
            with archive.open(found) as file:
                text = file.read(SOURCE_LIMIT + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError, zlib.error) as error:
        raise Unusable("damaged archive", str(error), "a KMZ file") from error
    if len(text) > SOURCE_LIMIT:
        raise Unusable("source too large", f"over {SOURCE_LIMIT} bytes", f"at most {SOURCE_LIMIT}")
    return text


def _item(placemark: _Element, drawing: Drawing) -> Item:
    notes: list[str] = []
    inside = {name_of(child): child for child in placemark.iterchildren("*")}
    event, valid = _times(inside, notes)
    content = canonical(placemark)
    told = _told(placemark)
    written = next((value for name, value in told if name == NAMESPACE), "")
    thing = Thing(
        name=words(inside.get("name")) or placemark.get("id", ""),
        shapes=_shapes(placemark, notes, drawing),
        ident=placemark.get("id", ""),
        category=_folder(placemark),
        text=words(inside.get("description")),
        told=told,
        event=event,
        valid=valid,
        notes=notes,
        kept=read_kept(written, notes, drawing.work) if written else None,
    )
    return drawing.item(thing, content, content)


def _times(inside: dict[str, _Element], notes: list[str]) -> tuple[int | None, Window | None]:
    span = {name_of(each): words(each) for name in ("TimeSpan", "TimeStamp") if name in inside for each in inside[name].iterchildren("*")}
    begin = moment(span.get("when") or span.get("begin") or "", notes)
    end = moment(span.get("end", ""), notes)
    if begin is None or "when" in span:
        return begin, None
    return begin, Window(begin, end if end is not None and end >= begin else None)


def _folder(placemark: _Element) -> str:
    parent = placemark.getparent()
    if parent is None or name_of(parent) != "Folder":
        return ""
    return next((words(child) for child in parent.iterchildren("*") if name_of(child) == "name"), "")


def _told(placemark: _Element) -> list[tuple[str, str]]:
    """Return the extended data: pairs of name and value, typed by a schema or not."""
    told = []
    for element in placemark.iter("*"):
        if name_of(element) == "SimpleData":
            told.append((element.get("name", ""), words(element)))
        elif name_of(element) == "Data":
            told.append((element.get("name", ""), next((words(child) for child in element if name_of(child) == "value"), "")))
    return told


def _shapes(placemark: _Element, notes: list[str], drawing: Drawing) -> list[Geometry | None]:
    shapes: list[Geometry | None] = [_shape(element, notes, drawing) for element in _leaves(placemark, 0)]
    if not shapes:
        notes.append("no place")
        return [None]
    if len(shapes) > GEOMETRIES_LIMIT:
        raise Unusable("too many geometries", len(shapes), f"at most {GEOMETRIES_LIMIT}")
    return shapes


def _leaves(parent: _Element, depth: int) -> Iterator[_Element]:
    for child in parent.iterchildren("*"):
        if name_of(child) == "MultiGeometry":
            if depth >= _DEEPEST:
                raise Unusable("geometry collection too deep", depth, f"at most {_DEEPEST}")
            yield from _leaves(child, depth + 1)
        elif name_of(child) in _DRAWN:
            yield child


def _shape(element: _Element, notes: list[str], drawing: Drawing) -> Geometry:
    match name_of(element):
        case "Point":
            return points(_coordinates(element)[:1], notes)
        case "LineString":
            return paths([_coordinates(element)], notes)
        case "LinearRing":
            return paths([_coordinates(element)], notes)
        case "Polygon":
            outer = [_coordinates(each) for each in element.iterchildren("*") if name_of(each) == "outerBoundaryIs"]
            inner = [_ring for each in element.iterchildren("*") if name_of(each) == "innerBoundaryIs" for _ring in _rings(each)]
            if len(outer) != 1:
                raise Unusable("bad number of rings", len(outer), "one outer boundary")
            return areas([[*outer, *inner]], notes, drawing.work)
        case other:
            raise Unusable("no geometry", other, "Point, LineString, LinearRing, Polygon or MultiGeometry")


def _rings(boundary: _Element) -> list[list[list[float]]]:
    return [_tuples(words(each)) for each in boundary.iter("*") if name_of(each) == "coordinates"]


def _coordinates(element: _Element) -> list[list[float]]:
    found = next((each for each in element.iter("*") if name_of(each) == "coordinates"), None)
    return _tuples(words(found))


def _tuples(written: str) -> list[list[float]]:
    return [[number(each) for each in place.split(",")] for place in written.split()]


ADAPTER: Final = Adapter(FORMAT, "KML and KMZ placemarks", (".kml", ".kmz"), each)
