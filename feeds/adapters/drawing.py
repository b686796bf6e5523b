"""Features of any format that draws: GeoJSON, KML, GPX. What they share is how a drawn thing becomes an item.

Without a source named by the caller a thing's subject follows from its content, since two files number their things alike; within a named
source its own identifier gives it. Several geometries of one thing are one record a
sort: its points, its lines, its areas. Deliberately absent: styles.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import msgspec
from msgspec import Struct

from feeds.adapters.adapter import Item, ReadContext, Stamp, code, line, text
from feeds.adapters.geometry import PARTS_LIMIT, POSITIONS_LIMIT
from feeds.adapters.kept import NAMESPACE, PREFIX, Kept
from feeds.adapters.tangle import Work
from feeds.picture import values
from feeds.picture.envelope import Provenance
from feeds.picture.identity import content_hash
from feeds.picture.place import UNNAMED, Feature, Property
from feeds.picture.values import (
    Geometry,
    LineString,
    MultiLineString,
    MultiPoint,
    MultiPolygon,
    Path,
    Point,
    Polygon,
    Rings,
    Window,
    positions,
)

PROPERTIES_LIMIT: Final = 64
"""Properties of a feature that are kept in its record; the original has all."""

_TOGETHER: Final = 2
_SORTS: Final[dict[type, type]] = {Point: MultiPoint, LineString: MultiLineString, Polygon: MultiPolygon}
"""A geometry's sort is what holds several of it."""

_TOLD: Final = ("area", "line", "open", "longitude")
"""How notes begin that a reader of the map must see."""


class Thing(Struct):
    """A drawn thing as its format tells it. `event` None: it gives no time; `notes`: what was changed so far."""

    name: str
    shapes: list[Geometry | None]
    ident: str = ""
    category: str = ""
    text: str = ""
    told: list[tuple[str, str]] = []
    event: int | None = None
    valid: Window | None = None
    notes: list[str] = []
    kept: Kept | None = None
    """The record itself, where an export of ours carries it: it is taken in the place of the drawing."""


class Drawing:
    """Makes the items of one source. `work` is what its geometries may cost together."""

    def __init__(self, namespace: str, context: ReadContext, layer: str) -> None:
        self._context = context
        self._layer = context.source or layer
        self._stamp = Stamp(namespace, context, "FE")
        self.work = Work()

    def item(self, thing: Thing, content: bytes, original: bytes) -> Item:
        """Return a thing's item. `content` are the bytes that make it what it is, `original` those that are kept."""
        if thing.kept is not None:
            return self._kept_item(thing.kept, thing.notes, original)
        source = self._context.source
        ident = f"{source},{thing.ident}" if source and thing.ident else content_hash(content)
        provenance = self._stamp.provenance(ident, original)
        event = self._context.undated if thing.event is None else thing.event
        body = self._body(thing)
        records = tuple(
            self._stamp.record(
                self._stamp.subject(ident if number == 1 else f"{ident}\x1f{number}"), body(shape), event, provenance, content
            )
            for number, shape in enumerate(gathered(thing.shapes), 1)
        )
        return Item(records, original, tuple(dict.fromkeys(thing.notes)), undated=thing.event is None)

    def _kept_item(self, found: Kept, notes: list[str], original: bytes) -> Item:
        """Return the item of a kept record. The same record in another format is the same record: its own words make its key."""
        stamp = Stamp(NAMESPACE, self._context, PREFIX[type(found.body)])
        whole = msgspec.json.encode(found, order="deterministic")
        record = stamp.record(
            stamp.subject(found.id),
            found.body,
            found.event,
            Provenance(NAMESPACE, line(found.id), content_hash(original)),
            whole,
            revision=found.revision,
            sent=found.sent,
        )
        return Item((record,), original, tuple(dict.fromkeys(notes)))

    def _body(self, thing: Thing) -> Callable[[Geometry | None], Feature]:
        """Return what makes a thing's body for each of its shapes."""
        notes = thing.notes
        if len(thing.told) > PROPERTIES_LIMIT:
            notes.append("properties cut")
        name = line(thing.name, notes) or UNNAMED
        category = code(thing.category, notes)
        properties = tuple([Property(line(key, notes), text(value, notes)) for key, value in thing.told[:PROPERTIES_LIMIT]])
        repairs = ". ".join(dict.fromkeys(note for note in notes if note.startswith(_TOLD)))
        words = text("\n\n".join(each for each in (thing.text, repairs) if each), notes)

        def body(shape: Geometry | None) -> Feature:
            return Feature(
                name=name,
                geometry=shape,
                layer=self._layer,
                source=self._layer,
                category=category,
                valid=thing.valid,
                properties=properties,
                text=words,
            )

        return body


def gathered(shapes: Sequence[Geometry | None]) -> list[Geometry | None]:
    """Return the shapes of one thing with those of a sort together, within the bounds of a geometry; sorts in the order they begin."""
    found: dict[type, list[Geometry]] = {}
    for shape in shapes:
        if shape is not None:
            found.setdefault(_SORTS.get(type(shape), type(shape)), []).append(shape)
    if len(shapes) < _TOGETHER or not found:
        return list(shapes)
    return [made for sort, members in found.items() for made in _together(sort, members)]


def _together(sort: type, members: list[Geometry]) -> list[Geometry]:
    if len(members) == 1:
        return members
    match sort:
        case values.MultiPoint:
            at = tuple(each for member in members for each in positions(member))
            return [MultiPoint(at)] if len(at) <= POSITIONS_LIMIT else members
        case values.MultiLineString:
            paths = tuple(path for member in members for path in (member.paths if isinstance(member, MultiLineString) else _path(member)))
            return [MultiLineString(paths)] if len(paths) <= PARTS_LIMIT else members
        case values.MultiPolygon:
            parts = tuple(part for member in members for part in (member.polygons if isinstance(member, MultiPolygon) else _area(member)))
            return _surface(parts) or members
        case _:
            return members


def _surface(parts: tuple[Rings, ...]) -> list[Geometry]:
    """Return areas as one, or nothing where they lie over one another: then they stay as they were drawn."""
    import shapely

    whole = shapely.MultiPolygon([(outer, holes) for outer, *holes in parts])
    return [MultiPolygon(parts)] if len(parts) <= PARTS_LIMIT and whole.is_valid else []


def _path(member: Geometry) -> tuple[Path, ...]:
    return (member.path,) if isinstance(member, LineString) else ()


def _area(member: Geometry) -> tuple[Rings, ...]:
    return (member.rings,) if isinstance(member, Polygon) else ()
