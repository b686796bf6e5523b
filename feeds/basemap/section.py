"""The `basemap` of ROOM.toml: a file of the room's own tiles, one map service of its own network, and how contested borders are drawn.

A map service is named by one exact host and port; there is no list of guesses, no name with a star, and no other host is ever asked.
Deliberately absent: names and passwords for a service, and requests (`fetch`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from feeds.errors import BadInput
from feeds.picture.values import Latitude, Line, Longitude, Value

DISPUTED: Final = "disputed"
"""The point of view that takes none: every contested border is dashed."""

OWN_VIEW: Final = ".geojson"
"""How the name of a file ends that holds a room's own point of view; any other name is of one that ships."""

TOP: Final = 16
_HIGHEST_PORT: Final = 65_535

Zoom = Annotated[int, Meta(ge=0, le=TOP)]
Host = Annotated[str, Meta(pattern=r"^([A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\]):[0-9]{1,5}$")]
Route = Annotated[str, Meta(pattern=r"^/[!-~]{0,399}$", description="a path and perhaps a query, in ASCII without blanks")]


class MapService(Value, frozen=True):
    """A WMS 1.3.0 or WMTS 1.0.0 of the room's own network. `bounds`: west, south, east, north in degrees; `zooms`: first and last.

    `path` of a WMTS is where its key-value requests go, or a template that holds {TileMatrix}, {TileRow} and {TileCol}. `matrix`: the
    tile matrix set, which must be the web's usual square (EPSG:3857), `level` the name of its levels with {z} for the number.
    """

    protocol: Literal["WMS", "WMTS"]
    host: Host
    layer: Line
    bounds: tuple[Longitude, Latitude, Longitude, Latitude]
    path: Route = "/"
    secure: bool = True
    format: Literal["image/png", "image/jpeg"] = "image/png"
    style: Line = ""
    matrix: Line = "GoogleMapsCompatible"
    level: Line = "{z}"
    zooms: tuple[Zoom, Zoom] = (0, TOP)
    attribution: Line = ""

    @property
    def name(self) -> str:
        """Return the host's name, an IPv6 address without its brackets."""
        return self.host.rpartition(":")[0].strip("[]")

    @property
    def port(self) -> int:
        """Return the port."""
        return int(self.host.rpartition(":")[2])


class Basemap(Value, frozen=True):
    """The section. `tiles`: an MBTiles file, relative to the room's folder, and so is `point_of_view` where it is a file."""

    tiles: Line = ""
    point_of_view: Line = DISPUTED
    service: MapService | None = None


def located(said: str | Basemap, folder: Path, where: str) -> Basemap:
    """Return a room's basemap with its file found from the room's folder; text alone is the file.

    Raises:
        BadInput: the service's port, zooms or bounds cannot be.

    """
    basemap = Basemap(said) if isinstance(said, str) else said
    if basemap.service is not None:
        _check(basemap.service, f"{where}, basemap.service")
    tiles = str(folder / basemap.tiles) if basemap.tiles else ""
    view = basemap.point_of_view
    return msgspec.structs.replace(basemap, tiles=tiles, point_of_view=str(folder / view) if view.endswith(OWN_VIEW) else view)


def _check(service: MapService, where: str) -> None:
    west, south, east, north = service.bounds
    if not 1 <= service.port <= _HIGHEST_PORT:
        raise BadInput(where, "no port", service.port, f"host:port, the port 1 to {_HIGHEST_PORT}")
    if not (west < east and south < north):
        raise BadInput(where, "bounds that are none", list(service.bounds), "west, south, east, north in degrees")
    if service.zooms[0] > service.zooms[1]:
        raise BadInput(where, "zooms that are none", list(service.zooms), f"first and last, 0 to {TOP}")
    if service.protocol == "WMTS" and "{z}" not in service.level:
        raise BadInput(where, "levels that are all one", service.level, "a name with {z} in it")
