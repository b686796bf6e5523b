"""TopoJSON to rings and arcs in degrees, so that a border can be told from a coast by counting who shares an arc.

Only what baking needs: polygons, lines, and the two countries on each side of an arc. No projection, no drawing.
Format: https://github.com/topojson/topojson-specification
"""

import json
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

Degrees = tuple[float, float]
Line = list[Degrees]
HALF = 180.0  # degrees: a longer step goes the other way round


@dataclass(frozen=True)
class Topology:
    """One decoded TopoJSON file; ``arcs`` are lines of (longitude, latitude) in degrees."""

    objects: dict[str, Any]
    arcs: list[Line]

    def geometries(self, name: str) -> list[dict[str, Any]]:
        """The geometries of one named object, as they stand in the file."""
        return list(self.objects[name]["geometries"])

    def polygons(self, geometry: dict[str, Any]) -> list[list[Line]]:
        """Every polygon of a geometry as its rings, the outer one first."""
        match geometry.get("type"):
            case "Polygon":
                return [[self._join(ring) for ring in geometry["arcs"]]]
            case "MultiPolygon":
                return [[self._join(ring) for ring in polygon] for polygon in geometry["arcs"]]
            case _:
                return []

    def lines(self, geometry: dict[str, Any]) -> list[Line]:
        """Every line of a geometry."""
        match geometry.get("type"):
            case "LineString":
                return [self._join(geometry["arcs"])]
            case "MultiLineString":
                return [self._join(part) for part in geometry["arcs"]]
            case _:
                return []

    def sides(self, name: str) -> dict[int, set[str]]:
        """For each arc the names of the features that use it: two mean a border, one a coast."""
        users: dict[int, set[str]] = defaultdict(set)
        for geometry in self.geometries(name):
            title = str(geometry.get("properties", {}).get("name", geometry.get("id", "?")))
            for index in _flat(geometry.get("arcs", [])):
                users[index if index >= 0 else ~index].add(title)
        return users

    def _join(self, indices: list[int]) -> Line:
        line: Line = []
        for index in indices:
            arc = self.arcs[index] if index >= 0 else self.arcs[~index][::-1]
            line.extend(arc if not line else arc[1:])
        return line


def read_topology(path: Path) -> Topology:
    """Decode a quantised TopoJSON file. Raises OSError or ValueError where it is not one."""
    document = json.loads(path.read_text())
    if document.get("type") != "Topology" or "transform" not in document:
        raise ValueError(f"{path}: type {document.get('type')!r}, expected a quantised TopoJSON Topology")
    (sx, sy), (tx, ty) = document["transform"]["scale"], document["transform"]["translate"]
    return Topology(document["objects"], [_degrees(arc, sx, sy, tx, ty) for arc in document["arcs"]])


def _degrees(arc: list[list[int]], sx: float, sy: float, tx: float, ty: float) -> Line:
    x = y = 0
    line: Line = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        line.append((x * sx + tx, y * sy + ty))
    return line


def _flat(nested: list[Any]) -> list[int]:
    flat: list[int] = []
    for item in nested:
        flat.extend(_flat(item) if isinstance(item, list) else [item])
    return flat


def unwrapped(ring: Line) -> Line:
    """A ring that never jumps across the date line (its longitudes may then exceed 180); one round the south pole is closed over it."""
    shift, flat = 0.0, ring[:1]
    for (before, _), (lon, lat) in pairwise(ring):
        shift += 360.0 if lon - before < -HALF else -360.0 if lon - before > HALF else 0.0
        flat.append((lon + shift, lat))
    if abs(flat[-1][0] - flat[0][0]) > HALF:
        flat += [(flat[-1][0], -90.0), (flat[0][0], -90.0), flat[0]]
    return flat
