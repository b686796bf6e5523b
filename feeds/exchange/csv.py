"""CSV (RFC 4180, UTF-8): a row a line, its facts in columns; a shipped mapping reads it back.

Rows of one kind get that kind's table (reports, tracks), mixed ones a table of features; areas and lines stand as WKT, and only a point has
latitude and longitude. A cell that a spreadsheet would run as a formula is led by an apostrophe. Every line bears label, regime and
notice, since lines are cut out of tables and travel alone. Deliberately absent: the kept record; a table is for people and spreadsheets.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from feeds.exchange.cover import Cover
from feeds.exchange.entry import Entry
from feeds.exchange.geojson import discs
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
from feeds.picture.warning import Indication, ReportStatus

Cell = Callable[[Cover, Entry], str]
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def table(cover: Cover, rows: Sequence[Entry]) -> Iterator[bytes]:
    """Yield a table: its header, then a line a row."""
    columns = _columns(rows)
    yield _line(columns)
    for each in rows:
        yield _line([_inert(cell(cover, each)) if name in _FREE else cell(cover, each) for name, cell in columns.items()])


def _columns(rows: Sequence[Entry]) -> dict[str, Cell]:
    kinds = {type(each.record.body) for each in rows}
    if kinds == {Indication}:
        return {"report": _subject} | _COMMON | _REPORT | _LAST
    if kinds == {Track}:
        return {"track": _subject} | _COMMON | _TRACK | _LAST
    return {"feature": _subject, "kind": lambda _, each: each.record.kind} | _COMMON | _DRAWN | _LAST


def _line(cells: Sequence[str] | dict[str, Cell]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue().encode()


def _inert(text: str) -> str:
    """Return text that no spreadsheet runs."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _subject(_: Cover, entry: Entry) -> str:
    return entry.record.subject


def _latitude(_: Cover, entry: Entry) -> str:
    return repr(entry.geometry.at[1]) if isinstance(entry.geometry, Point) else ""


def _longitude(_: Cover, entry: Entry) -> str:
    return repr(entry.geometry.at[0]) if isinstance(entry.geometry, Point) else ""


def _fact(name: str) -> Cell:
    return lambda _, entry: dict(entry.facts).get(name, "")


def _ended(_: Cover, entry: Entry) -> str:
    body = entry.record.body
    if (
        isinstance(body, Indication)
        and body.status is not ReportStatus.CURRENT
        and entry.valid is not None
        and entry.valid.until is not None
    ):
        return iso(entry.valid.until)
    return ""


def _began(_: Cover, entry: Entry) -> str:
    """Return when it happened: of a report that has ended, when it began."""
    ended = _ended(_, entry)
    return iso(entry.valid.since if ended and entry.valid is not None else entry.record.event)


_COMMON: Final[dict[str, Cell]] = {
    "time": _began,
    "name": lambda _, each: each.name,
    "category": lambda _, each: each.category,
    "latitude": _latitude,
    "longitude": _longitude,
}
_REPORT: Final[dict[str, Cell]] = {
    "ended": _ended,
    "severity": _fact("severity"),
    "place": _fact("place"),
    "text": lambda _, each: each.text,
    "discipline": _fact("discipline"),
    "evaluation": _fact("evaluation"),
    "source": _fact("source"),
    "wkt": lambda _, each: wkt(each.geometry),
}
_TRACK: Final[dict[str, Cell]] = {"course": _fact("course"), "speed": _fact("speed m/s"), "affiliation": _fact("affiliation")}
_DRAWN: Final[dict[str, Cell]] = {
    "valid_from": lambda _, each: "" if each.valid is None else iso(each.valid.since),
    "valid_until": lambda _, each: "" if each.valid is None or each.valid.until is None else iso(each.valid.until),
    "text": lambda _, each: each.text,
    "facts": lambda _, each: "; ".join(f"{name}: {value}" for name, value in each.facts),
    "wkt": lambda _, each: wkt(each.geometry),
}
_LAST: Final[dict[str, Cell]] = {
    "label": lambda cover, each: cover.label(each),
    "regime": lambda _, each: str(each.record.regime),
    "notice": lambda cover, _: cover.notice,
}
_FREE: Final = frozenset(("name", "category", "place", "text", "facts", "source"))
"""Columns whose words came from outside."""


def wkt(drawn: Geometry | None) -> str:
    """Return an area or a line as well-known text; a point has columns of its own and gives none, nor does nothing."""
    match drawn:
        case None | Point():
            return ""
        case MultiPoint(many):
            return f"MULTIPOINT {_path(many)}"
        case LineString(path):
            return f"LINESTRING {_path(path)}"
        case MultiLineString(paths):
            return f"MULTILINESTRING ({', '.join(map(_path, paths))})"
        case Polygon(rings):
            return f"POLYGON {_rings(rings)}"
        case MultiPolygon(polygons):
            return f"MULTIPOLYGON ({', '.join(map(_rings, polygons))})"
        case Circle():
            return f"MULTIPOLYGON ({', '.join(map(_rings, discs(drawn)))})"


def _rings(rings: Sequence[Sequence[Position]]) -> str:
    return f"({', '.join(map(_path, rings))})"


def _path(path: Sequence[Position]) -> str:
    return f"({', '.join(f'{x!r} {y!r}' for x, y in path)})"
