"""GeoJSON (RFC 7946) as drawn features: a feature is an item, and so is a geometry that stands alone.

A feature has no time of its own in this format: a member of its properties by one of the usual names gives it, else the moment the
caller names, and the item is marked undated. A geometry collection becomes one record a sort: points, lines, areas.
Coordinates are WGS 84; the `crs` member of the older format is accepted only where it says the same. A member
`watchroom` is the record itself, kept by an export of ours (`kept`).
Also read: GeoJSON text sequences (RFC 8142), one text a line. Deliberately absent: styles, and other members that programs add.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

import msgspec
from msgspec import Raw, Struct

from feeds.adapters.adapter import Adapter, Item, Outcome, ReadContext, Unusable, code
from feeds.adapters.drawing import Drawing, Thing
from feeds.adapters.geometry import areas, paths, points
from feeds.adapters.json_source import Collection, decode_item, features, head, plain
from feeds.adapters.kept import read_kept
from feeds.adapters.moments import bounded, instant
from feeds.adapters.tangle import Work
from feeds.picture.values import Geometry

FORMAT: Final = "geojson"
SEQUENCE: Final = "geojsonseq"

COLLECTION_LIMIT: Final = 1_000
_DEEPEST: Final = 8
_WGS84: Final = re.compile(
    r"(urn:ogc:def:crs:|http://www\.opengis\.net/def/crs/)?(OGC[:/][0-9.]*[:/]?CRS84h?|EPSG[:/][0-9.]*[:/]?4326)", re.IGNORECASE
)
_NAMES: Final = ("name", "title", "label", "name_en", "brk_name", "description")
_TIMES: Final = ("time", "datetime", "timestamp", "date", "updated", "created", "when", "start")
_CATEGORIES: Final = ("category", "kind", "class", "featurecla", "type")
_SECONDS_BELOW: Final = 100_000_000_000
"""A bare number below this is seconds since 1970 (until the year 5138), above it milliseconds (from 1973)."""


class _Geometry(Struct):
    type: Any = None
    coordinates: Raw = Raw(b"")
    geometries: Raw = Raw(b"")


class _Feature(Struct):
    type: Any = None
    id: Any = None
    geometry: Raw = Raw(b"")
    properties: Any = None
    watchroom: Raw = Raw(b"")


_feature: Final = msgspec.json.Decoder(_Feature)
_geometry: Final = msgspec.json.Decoder(_Geometry)
_many: Final = msgspec.json.Decoder(list[Raw])
_one_position: Final = msgspec.json.Decoder(list[float])
_path: Final = msgspec.json.Decoder(list[list[float]])
_paths: Final = msgspec.json.Decoder(list[list[list[float]]])
_polygons: Final = msgspec.json.Decoder(list[list[list[list[float]]]])


def _drawn_points(raw: bytes, notes: list[str], _work: Work) -> Geometry:
    found = decode_item(_path, raw)
    return points(found, notes)


def _drawn_point(raw: bytes, notes: list[str], _work: Work) -> Geometry:
    found = decode_item(_one_position, raw)
    return points([found], notes)


def _drawn_line(raw: bytes, notes: list[str], _work: Work) -> Geometry:
    found = decode_item(_path, raw)
    return paths([found], notes)


def _drawn_lines(raw: bytes, notes: list[str], _work: Work) -> Geometry:
    found = decode_item(_paths, raw)
    return paths(found, notes)


def _drawn_area(raw: bytes, notes: list[str], work: Work) -> Geometry:
    found = decode_item(_paths, raw)
    return areas([found], notes, work)


def _drawn_areas(raw: bytes, notes: list[str], work: Work) -> Geometry:
    found = decode_item(_polygons, raw)
    return areas(found, notes, work)


_DRAWN: Final[dict[str, Callable[[bytes, list[str], Work], Geometry]]] = {
    "Point": _drawn_point,
    "MultiPoint": _drawn_points,
    "LineString": _drawn_line,
    "MultiLineString": _drawn_lines,
    "Polygon": _drawn_area,
    "MultiPolygon": _drawn_areas,
}


def each(data: bytes, context: ReadContext) -> Iterator[Outcome]:
    """Yield an item or a reject for each feature."""
    try:
        data = plain(data)
        found = head(data)
        reader, raws = _opened(found, data, context)
    except Unusable as refusal:
        yield refusal.at(context.where)
        return
    for number, raw in enumerate(raws, 1):
        try:
            yield reader.feature(bytes(raw))
        except Unusable as refusal:
            yield refusal.at(f"{context.where}, feature {number}")


def each_of_sequence(data: bytes, context: ReadContext) -> Iterator[Outcome]:
    """Yield an item or a reject for each text of a sequence; texts are parted by record separators or stand a line each."""
    try:
        data = plain(data)
    except Unusable as refusal:
        yield refusal.at(context.where)
        return
    texts = data.split(b"\x1e") if b"\x1e" in data else data.split(b"\n")
    reader = FeatureReader(context, SEQUENCE)
    for number, each_text in enumerate(texts, 1):
        if each_text.strip():
            try:
                yield reader.feature(each_text.strip())
            except Unusable as refusal:
                yield refusal.at(f"{context.where}, text {number}")


def _opened(found: Collection, data: bytes, context: ReadContext) -> tuple[FeatureReader, list[Raw]]:
    """Return what reads the features of a text, and the features."""
    _check_system(found.crs)
    name = found.name if isinstance(found.name, str) and found.name.strip() else ""
    reader = FeatureReader(context, (code(name) if name else None) or FORMAT)
    match found.type:
        case "FeatureCollection":
            return reader, features(found)
        case "Feature" | "GeometryCollection":
            return reader, [Raw(data)]
        case str() as kind if kind in _DRAWN:
            return reader, [Raw(data)]
        case other:
            raise Unusable("no GeoJSON", other, "type FeatureCollection, Feature or a geometry")


def _check_system(crs: object) -> None:
    if crs is None:
        return
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str) or _WGS84.fullmatch(name.replace("::", ":")) is None:
        raise Unusable("other reference system", crs if name is None else name, "WGS 84, longitude before latitude (CRS84)")


class FeatureReader:
    """Reads the features of one source; what they share is built once."""

    def __init__(self, context: ReadContext, layer: str) -> None:
        self._drawing = Drawing(FORMAT, context, layer)

    def feature(self, original: bytes) -> Item:
        """Return the item of a feature, or of a geometry that stands alone.

        Raises:
            Unusable: it is neither, or its geometry cannot be used.

        """
        found = decode_item(_feature, original)
        if found.type != "Feature":
            found = _Feature("Feature", geometry=Raw(original)) if self._bare(found.type) else found
        if found.type != "Feature":
            raise Unusable("no feature", found.type, "type Feature")
        if not isinstance(found.properties, dict | None):
            raise Unusable("properties are no object", found.properties, "an object or null")
        notes: list[str] = []
        told: dict[str, Any] = found.properties or {}
        lower = {name.lower(): value for name, value in told.items()}
        ident = _ident(found.id, notes)
        thing = Thing(
            name=_first(lower, _NAMES) or ident,
            shapes=self._shapes(bytes(found.geometry), notes),
            ident=ident,
            category=_first(lower, _CATEGORIES),
            told=[(key, _told(value)) for key, value in told.items()],
            event=_event(told),
            notes=notes,
            kept=read_kept(bytes(found.watchroom), notes, self._drawing.work) if bytes(found.watchroom) else None,
        )
        return self._drawing.item(thing, original, original)

    def _bare(self, kind: object) -> bool:
        return kind == "GeometryCollection" or (isinstance(kind, str) and kind in _DRAWN)

    def _shapes(self, raw: bytes, notes: list[str]) -> list[Geometry | None]:
        if raw in {b"", b"null"}:
            if not raw:
                raise Unusable("no geometry", None, "a member geometry, which may be null")
            notes.append("no place")
            return [None]
        drawn: list[Geometry | None] = [_shape(each_raw, notes, self._drawing.work) for each_raw in _leaves(raw)]
        if not drawn:
            raise Unusable("empty geometry collection", None, "at least one geometry")
        return drawn


def _ident(given: object, notes: list[str]) -> str:
    match given:
        case None:
            return ""
        case str() | int() | float():
            return str(given)
        case _:
            notes.append("identifier left out")
            return ""


def _leaves(raw: bytes) -> list[bytes]:
    """Return the geometries of a collection, however deep within bounds, or the one geometry."""
    out: list[bytes] = []
    waiting = [(raw, 0)]
    while waiting:
        each_raw, depth = waiting.pop()
        found = decode_item(_geometry, each_raw)
        if found.type != "GeometryCollection":
            out.append(each_raw)
        elif depth >= _DEEPEST:
            raise Unusable("geometry collection too deep", depth, f"at most {_DEEPEST}")
        else:
            inside = decode_item(_many, bytes(found.geometries))
            waiting.extend((bytes(member), depth + 1) for member in reversed(inside[: COLLECTION_LIMIT + 1]))
        if len(out) + len(waiting) > COLLECTION_LIMIT:
            raise Unusable("geometry collection too large", None, f"at most {COLLECTION_LIMIT}")
    return out


def _shape(raw: bytes, notes: list[str], work: Work) -> Geometry:
    found = decode_item(_geometry, raw)
    draw = _DRAWN.get(found.type) if isinstance(found.type, str) else None
    if draw is None:
        raise Unusable("no geometry", found.type, "one of RFC 7946's types")
    try:
        return draw(bytes(found.coordinates), notes, work)
    except OverflowError as error:
        raise Unusable("position out of range", str(error), "longitude within 180, latitude within 90 degrees") from error


def _first(told: dict[str, Any], names: tuple[str, ...]) -> str:
    return next((value for name in names if isinstance(value := told.get(name), str) and value.strip()), "")


def _told(value: object) -> str:
    """Return a property's value as text: text as it is, nothing as nothing, all else as JSON."""
    match value:
        case str():
            return value
        case None:
            return ""
        case _:
            return msgspec.json.encode(value).decode()


def _event(told: dict[str, Any]) -> int | None:
    """Return when a feature happened, by the first property of a usual name that is a time."""
    for name in _TIMES:
        value = told.get(name)
        try:
            match value:
                case bool():
                    continue
                case int() | float() if value > _SECONDS_BELOW:
                    return bounded(value)
                case int() | float() if value > 0:
                    return bounded(value * 1000)
                case str():
                    return instant(value)
                case _:
                    continue
        except ValueError:
            continue
    return None


ADAPTER: Final = Adapter(FORMAT, "GeoJSON features and geometries", (".geojson", ".json"), each)
SEQUENCE_ADAPTER: Final = Adapter(
    SEQUENCE, "GeoJSON text sequence, one feature a line", (".geojsonl", ".geojsons", ".ndjson", ".jsonl"), each_of_sequence
)
