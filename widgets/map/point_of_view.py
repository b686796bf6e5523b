"""How contested borders are drawn: dashed for everybody, unless the room's own point of view says otherwise, and that it does is said.

A point of view is GeoJSON: a feature names a contested line of the shipped ground (`line`), or brings one of its own, and says how it is
`drawn`: "border", "disputed" or "none". Some ship (`resources/basemap/views`); any other is a file of the room's. The tiles have the
dashes in them, so what a view draws otherwise is first covered with land. Deliberately absent: any opinion; the words it is called by
stand on the map and on every export.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta, Struct

from feeds.errors import BadInput, OverLimit

DISPUTED: Final = "disputed"
"""The point of view that is nobody's."""

FILE_LIMIT: Final = 4 * 1024 * 1024
_RESOURCES: Final = files("resources.basemap")

Position = tuple[Annotated[float, Meta(ge=-180, le=180)], Annotated[float, Meta(ge=-90, le=90)]]
Path_ = Annotated[tuple[Position, ...], Meta(min_length=2, max_length=20_000)]


class PointOfView(Struct, frozen=True):
    """What is drawn over the baked ground, in degrees, longitude first: `covered` with land, then `borders`, then `dashed`."""

    words: str = "contested borders are dashed"
    covered: tuple[Path_, ...] = ()
    borders: tuple[Path_, ...] = ()
    dashed: tuple[Path_, ...] = ()


NOBODYS: Final = PointOfView()


class _Drawn(Struct):
    drawn: Literal["border", "disputed", "none"]
    line: Annotated[str, Meta(max_length=100)] = ""


class _Line(Struct, tag="LineString"):
    coordinates: Path_


class _Lines(Struct, tag="MultiLineString"):
    coordinates: Annotated[tuple[Path_, ...], Meta(max_length=2_000)]


class _Feature(Struct):
    properties: _Drawn
    geometry: _Line | _Lines | None = None


class _View(Struct):
    name: Annotated[str, Meta(min_length=1, max_length=80)]
    features: Annotated[list[_Feature], Meta(max_length=2_000)]


@lru_cache(maxsize=1)
def contested() -> dict[str, tuple[Path_, ...]]:
    """Return the contested lines of the shipped ground by name."""
    table: dict[str, list[list[list[float]]]] = json.loads((_RESOURCES / "contested.json").read_text())
    return {name: tuple(tuple((x, y) for x, y in path) for path in paths) for name, paths in table.items()}


def shipped() -> tuple[str, ...]:
    """Return the names of the points of view that ship."""
    found = (each.name for each in (_RESOURCES / "views").iterdir() if each.name.endswith(".geojson"))
    return (DISPUTED, *sorted(name.removesuffix(".geojson") for name in found))


def point_of_view(named: str) -> PointOfView:
    """Return a point of view that ships, by its name, or a room's own, by its file.

    Raises:
        BadInput: there is none of this name, or the file does not say what it should.

    """
    if named == DISPUTED:
        return NOBODYS
    if named in shipped():
        return _made(_read((_RESOURCES / "views" / f"{named}.geojson").read_bytes(), named), named)
    path = Path(named)
    if not path.is_file():
        raise BadInput("point_of_view", "no such point of view", named, f"one of {', '.join(shipped())}, or a GeoJSON file of the room's")
    with path.open("rb") as file:
        data = file.read(FILE_LIMIT + 1)
    if len(data) > FILE_LIMIT:
        raise OverLimit(named, "too long", expected=f"at most {FILE_LIMIT} bytes")
    return _made(_read(data, named), named)


def _read(data: bytes, where: str) -> _View:
    try:
        return msgspec.json.decode(data, type=_View)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadInput(where, f"no point of view: {error}", None, "GeoJSON lines with the property drawn") from error


def _made(view: _View, where: str) -> PointOfView:
    covered: list[Path_] = []
    drawn: dict[str, list[Path_]] = {"border": [], "disputed": [], "none": []}
    for feature in view.features:
        covered += _baked(feature.properties.line, where)
        own = _paths(feature)
        drawn[feature.properties.drawn] += own or _baked(feature.properties.line, where)
        covered += own if feature.properties.drawn == "none" else ()
    return PointOfView(f"borders {view.name}", tuple(covered), tuple(drawn["border"]), tuple(drawn["disputed"]))


def _baked(name: str, where: str) -> tuple[Path_, ...]:
    if not name:
        return ()
    try:
        return contested()[name]
    except KeyError as error:
        raise BadInput(where, "no contested line of this name", name, f"one of: {'; '.join(contested())}") from error


def _paths(feature: _Feature) -> tuple[Path_, ...]:
    match feature.geometry:
        case _Line(coordinates=path):
            return (path,)
        case _Lines(coordinates=paths):
            return paths
        case None:
            return ()
