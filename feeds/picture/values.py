"""The bounded scalars of which every record is made.

A record comes from outside, so no number, text or list in one is without a bound: an unbounded float would accept NaN, an
unbounded text would fill a disk. Deliberately absent: any parsing of foreign formats (`feeds.adapters` does that).
"""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta, Struct

YEAR_1 = -62_135_596_800_000
YEAR_9999 = 253_402_300_799_999

Instant = Annotated[int, Meta(ge=YEAR_1, le=YEAR_9999, description="milliseconds since 1970-01-01T00:00Z, leap seconds ignored")]
Millis = Annotated[int, Meta(ge=0, le=315_576_000_000, description="a duration in milliseconds, at most ten years")]
Revision = Annotated[int, Meta(ge=1, le=1_000_000_000)]
Sequence = Annotated[int, Meta(ge=0, le=(1 << 53) - 1)]
Count = Annotated[int, Meta(ge=0, le=1_000_000_000)]
Ordinal = Annotated[int, Meta(ge=0, le=99, description="grows with gravity, whatever number is printed on the rung")]

Code = Annotated[str, Meta(min_length=1, max_length=64, description="a short name: entity, seat, source, class")]
Ident = Annotated[str, Meta(min_length=1, max_length=200, description="an opaque identifier; parts of a composed one are joined by '/'")]
Line = Annotated[str, Meta(max_length=400, description="one line of text")]
Text = Annotated[str, Meta(max_length=16_000, description="free text, shown as text and never as markup")]
Hash = Annotated[str, Meta(pattern="^[0-9a-f]{64}$", description="a BLAKE2b-256 in lower-case hex")]
KeyText = Annotated[str, Meta(min_length=1, max_length=128, description="a public key in text form")]

Longitude = Annotated[float, Meta(ge=-180.0, le=180.0)]
Latitude = Annotated[float, Meta(ge=-90.0, le=90.0)]
Metres = Annotated[float, Meta(ge=0.0, le=50_000_000.0)]
Degrees = Annotated[float, Meta(ge=0.0, le=360.0)]
Amount = Annotated[float, Meta(ge=-1e15, le=1e15)]

Codes = Annotated[tuple[Code, ...], Meta(max_length=256)]
Idents = Annotated[tuple[Ident, ...], Meta(max_length=1024)]
Lines = Annotated[tuple[Line, ...], Meta(max_length=256)]

Position = tuple[Longitude, Latitude]
"""Longitude before latitude, degrees, WGS 84: GeoJSON's order, everywhere below the screen."""

Path = Annotated[tuple[Position, ...], Meta(min_length=2, max_length=50_000)]
Ring = Annotated[tuple[Position, ...], Meta(min_length=4, max_length=50_000)]
Rings = Annotated[tuple[Ring, ...], Meta(min_length=1, max_length=2_000)]


class Value(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """A frozen part of a record. Unknown members are refused: what we cannot keep, we do not pretend to have read."""


class Point(Value, tag="Point", frozen=True):
    """One position, WGS 84 degrees."""

    at: Position


class MultiPoint(Value, tag="MultiPoint", frozen=True):
    """Positions that belong together."""

    at: Annotated[tuple[Position, ...], Meta(min_length=1, max_length=50_000)]


class LineString(Value, tag="LineString", frozen=True):
    """A path of at least two positions."""

    path: Path


class MultiLineString(Value, tag="MultiLineString", frozen=True):
    """Several paths."""

    paths: Annotated[tuple[Path, ...], Meta(min_length=1, max_length=5_000)]


class Polygon(Value, tag="Polygon", frozen=True):
    """A closed outer ring followed by its holes; first and last position of a ring are equal."""

    rings: Rings


class MultiPolygon(Value, tag="MultiPolygon", frozen=True):
    """Several polygons."""

    polygons: Annotated[tuple[Rings, ...], Meta(min_length=1, max_length=5_000)]


class Circle(Value, tag="Circle", frozen=True):
    """A disc on the ground: CAP's circle, or an area around an uncertain place."""

    centre: Position
    radius: Metres


Geometry = Point | MultiPoint | LineString | MultiLineString | Polygon | MultiPolygon | Circle


class Window(Value, frozen=True):
    """A span of time. `until` None is open-ended; the end itself is outside."""

    since: Instant
    until: Instant | None = None

    def holds(self, now: int) -> bool:
        """Say whether `now` lies in the window."""
        return self.since <= now and (self.until is None or now < self.until)


def positions(geometry: Geometry) -> tuple[Position, ...]:
    """Return every position of a geometry, in its own order (a circle gives its centre)."""
    match geometry:
        case Point(at):
            return (at,)
        case MultiPoint(many):
            return many
        case LineString(path):
            return path
        case MultiLineString(paths):
            return tuple(at for path in paths for at in path)
        case Polygon(rings):
            return tuple(at for ring in rings for at in ring)
        case MultiPolygon(polygons):
            return tuple(at for rings in polygons for ring in rings for at in ring)
        case Circle(centre, _):
            return (centre,)


def as_json(value: Struct) -> bytes:
    """Encode a struct as JSON with sorted members: for exports, hashes of documents, and people."""
    return msgspec.json.encode(value, order="deterministic")
