"""A record as an export of ours carries it beside the drawing, so that reading the file back gives the very same item.

A GeoJSON, KML or GPX file shows any program a drawing; what it cannot say (discipline, evaluation, whether hostile) stands in one JSON
text, which only we read. It is foreign input like all else: kinds that machines may bring alone, bounds and geometry checked anew. A label
in a file grants nothing; who imports it says what it is. Deliberately absent: acts, and every kind that only people write.
"""

from __future__ import annotations

from typing import Final, Literal

import msgspec
from msgspec import Struct

from feeds.adapters.adapter import Unusable
from feeds.adapters.geometry import areas, paths, points
from feeds.adapters.tangle import Work
from feeds.picture.danger import DangerZone
from feeds.picture.envelope import Record
from feeds.picture.place import Feature, Track
from feeds.picture.values import (
    Circle,
    Geometry,
    Ident,
    Instant,
    LineString,
    MultiLineString,
    MultiPoint,
    MultiPolygon,
    Point,
    Polygon,
    Revision,
)
from feeds.picture.warning import Indication

NAMESPACE: Final = "watchroom"
PREFIX: Final[dict[type, str]] = {Indication: "IN", Track: "TR", Feature: "FE", DangerZone: "DZ"}

_LIMIT: Final = 6 * 1024 * 1024


class Kept(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The record without what the reader decides: audience, author, regime and order."""

    version: Literal[1]
    id: Ident
    event: Instant
    body: Indication | Track | Feature | DangerZone
    revision: Revision = 1
    sent: Instant | None = None


_decoder: Final = msgspec.json.Decoder(Kept)


def kept(record: Record) -> bytes | None:
    """Return what an export carries of a record, as JSON without a character that markup knows; None: only people write its kind."""
    body = record.body
    if not isinstance(body, Indication | Track | Feature | DangerZone):
        return None
    plain = msgspec.json.encode(Kept(1, record.subject, record.event, body, record.revision, record.sent), order="deterministic")
    return plain.replace(b"<", rb"\u003c").replace(b">", rb"\u003e").replace(b"&", rb"\u0026")


def read_kept(written: bytes | str, notes: list[str], work: Work) -> Kept | None:
    """Return what was kept, or None with a note where it cannot be used: the drawing beside it is then read alone."""
    if len(written) > _LIMIT:
        notes.append("kept record left out: too long")
        return None
    try:
        found = _decoder.decode(written)
        return _checked(found, notes, work)
    except (msgspec.MsgspecError, RecursionError) as error:
        notes.append(f"kept record left out: {str(error)[:80]}")
    except Unusable as refusal:
        notes.append(f"kept record left out: {refusal.reason}")
    return None


def _checked(found: Kept, notes: list[str], work: Work) -> Kept:
    body = found.body
    if isinstance(body, Track) or body.geometry is None:
        return found
    checked = _sound(body.geometry, notes, work)
    if checked == body.geometry:
        return found
    if isinstance(body, DangerZone) and not isinstance(checked, Polygon | MultiPolygon | Circle):
        raise Unusable("a danger zone that is no area")
    return msgspec.structs.replace(found, body=msgspec.structs.replace(body, geometry=checked))


def _sound(geometry: Geometry, notes: list[str], work: Work) -> Geometry:
    match geometry:
        case Point(at):
            return points([at], notes)
        case MultiPoint(many):
            return points(many, notes)
        case LineString(path):
            return paths([path], notes)
        case MultiLineString(lines):
            return paths(lines, notes)
        case Polygon(rings):
            return areas([rings], notes, work)
        case MultiPolygon(polygons):
            return areas(polygons, notes, work)
        case Circle():
            return geometry
