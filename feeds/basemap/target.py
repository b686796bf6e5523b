"""What a map service is asked for one tile: the path and query of WMS 1.3.0 GetMap and WMTS 1.0.0 GetTile. Pure.

Standards: OGC 06-042 and 07-057r7. A WMS is asked for the square of a tile in EPSG:3857, whose axes are east and north in every version.
Deliberately absent: capabilities documents; ROOM.toml says what there is.
"""

from __future__ import annotations

import math
from typing import Final
from urllib.parse import quote, urlencode

from feeds.basemap.section import MapService

SIDE: Final = 256
"""Pixels of a tile's side."""

HALF: Final = 20_037_508.342789244
"""Metres from the middle of EPSG:3857 to its edge."""


def target(service: MapService, zoom: int, column: int, row: int) -> str:
    """Return the path and query for a tile, its row counted from the north."""
    if service.protocol == "WMS":
        return _with(service.path, _map(service, zoom, column, row))
    level = service.level.replace("{z}", str(zoom))
    if "{TileMatrix}" in service.path:
        values = {"{TileMatrix}": level, "{TileRow}": str(row), "{TileCol}": str(column)}
        return _filled(service.path, values)
    asked = {"SERVICE": "WMTS", "REQUEST": "GetTile", "VERSION": "1.0.0", "LAYER": service.layer, "STYLE": service.style}
    asked |= {"TILEMATRIXSET": service.matrix, "TILEMATRIX": level, "TILEROW": str(row), "TILECOL": str(column), "FORMAT": service.format}
    return _with(service.path, asked)


def _map(service: MapService, zoom: int, column: int, row: int) -> dict[str, str]:
    side = 2 * HALF / 2**zoom
    west, north = column * side - HALF, HALF - row * side
    box = ",".join(f"{edge:.4f}" for edge in (west, north - side, west + side, north))
    asked = {"SERVICE": "WMS", "REQUEST": "GetMap", "VERSION": "1.3.0", "LAYERS": service.layer, "STYLES": service.style}
    asked |= {"CRS": "EPSG:3857", "BBOX": box, "WIDTH": str(SIDE), "HEIGHT": str(SIDE), "FORMAT": service.format}
    return asked | ({"TRANSPARENT": "TRUE"} if service.format == "image/png" else {})


def _with(path: str, asked: dict[str, str]) -> str:
    return f"{path}{'&' if '?' in path else '?'}{urlencode(asked)}"


def _filled(path: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        path = path.replace(name, quote(value, safe=""))
    return path


def holds(service: MapService, zoom: int, column: int, row: int) -> bool:
    """Say whether a tile is of the service's zooms and touches its bounds."""
    if not (service.zooms[0] <= zoom <= service.zooms[1] and 0 <= column < 2**zoom and 0 <= row < 2**zoom):
        return False
    west, south, east, north = service.bounds
    left, right = (360 * (column + turn) / 2**zoom - 180 for turn in (0, 1))
    top, bottom = (_latitude((row + turn) / 2**zoom) for turn in (0, 1))
    return left < east and right > west and bottom < north and top > south


def _latitude(down: float) -> float:
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * down))))
