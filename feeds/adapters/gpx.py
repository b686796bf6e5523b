"""GPX (1.0 and 1.1): a waypoint, a route or a track is an item.

A track is its segments as lines; one of a single point is a point. The first time in it is its event time, and a track's first and
last times are how long it speaks for. Deliberately absent: heights, and receivers' own extensions,
which the original has.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from feeds.adapters.adapter import Adapter, Item, Outcome, ReadContext, Unusable
from feeds.adapters.drawing import Drawing, Thing
from feeds.adapters.geometry import paths, points
from feeds.adapters.kept import NAMESPACE, read_kept
from feeds.adapters.xml_places import moment, number
from feeds.adapters.xml_source import canonical, name_of, parsed, words
from feeds.picture.values import Geometry, Window

if TYPE_CHECKING:
    from lxml.etree import _Element

FORMAT: Final = "gpx"
_KINDS: Final = {"wpt": "waypoint", "rte": "route", "trk": "track"}
_TOLD: Final = ("type", "sym", "src", "number", "ele")


def each(data: bytes, context: ReadContext) -> Iterator[Outcome]:
    """Yield an item or a reject for each waypoint, route and track."""
    try:
        root = _opened(data)
    except Unusable as refusal:
        yield refusal.at(context.where)
        return
    drawing = Drawing(FORMAT, context, FORMAT)
    things = (child for child in root.iterchildren("*") if name_of(child) in _KINDS)
    for count, element in enumerate(things, 1):
        try:
            yield _item(element, drawing)
        except Unusable as refusal:
            yield refusal.at(f"{context.where}, {_KINDS[name_of(element)]} {count}")


def _opened(data: bytes) -> _Element:
    root = parsed(data)
    if name_of(root) != "gpx":
        raise Unusable("no GPX", name_of(root), "a gpx document")
    return root


def _item(element: _Element, drawing: Drawing) -> Item:
    notes: list[str] = []
    inside = {name_of(child): words(child) for child in element.iterchildren("*") if not len(child)}
    kind = _KINDS[name_of(element)]
    times = [each for each in _times(element, notes) if each is not None]
    content = canonical(element)
    written = next((words(each) for each in element.iterfind(f"{{*}}extensions/{{*}}{NAMESPACE}")), "")
    thing = Thing(
        name=inside.get("name") or kind.capitalize(),
        shapes=[_shape(element, kind, notes)],
        category=kind,
        text="\n\n".join(inside[name] for name in ("desc", "cmt") if inside.get(name)),
        told=[(name, inside[name]) for name in _TOLD if inside.get(name)],
        event=times[0] if times else None,
        valid=Window(min(times), max(times)) if kind == "track" and times else None,
        notes=notes,
        kept=read_kept(written, notes, drawing.work) if written else None,
    )
    return drawing.item(thing, content, content)


def _times(element: _Element, notes: list[str]) -> list[int | None]:
    return [moment(words(each), notes) for each in element.iter("*") if name_of(each) == "time"]


def _shape(element: _Element, kind: str, notes: list[str]) -> Geometry:
    if kind == "waypoint":
        return points([_place(element)], notes)
    parts = [element] if kind == "route" else [each for each in element.iterchildren("*") if name_of(each) == "trkseg"]
    lines = [[_place(each) for each in part.iterchildren("*") if name_of(each) in {"rtept", "trkpt"}] for part in parts]
    drawn = [each for each in lines if len(each) > 1]
    if drawn:
        if any(len(each) == 1 for each in lines):
            notes.append("segment of one point left out")
        return paths(drawn, notes)
    return points([place for each in lines for place in each], notes)


def _place(element: _Element) -> list[float]:
    return [number(element.get("lon", "")), number(element.get("lat", ""))]


ADAPTER: Final = Adapter(FORMAT, "GPX waypoints, routes and tracks", (".gpx",), each)
