"""A room's ground as its ROOM.toml names it, opened for a map. What cannot be used is said, and the shipped ground stands.

No map service in ROOM.toml: nothing here can make a request. Deliberately absent: pages and panels.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from feeds.basemap.section import Basemap, MapService
from feeds.basemap.served import ServedGround
from feeds.errors import BadInput
from widgets.map.afar import Afar
from widgets.map.own_ground import About, OwnGround
from widgets.map.point_of_view import NOBODYS, PointOfView, point_of_view
from widgets.map.room_ground import RoomGround


def room_ground(basemap: Basemap, say: Callable[[str], None]) -> RoomGround:
    """Return what the room's map stands on; `say` is told why something is left out. On the Qt thread."""
    afar = None if basemap.service is None else _afar(basemap.service)
    return RoomGround(own_ground(basemap, say), afar, _view(basemap, say))


def own_ground(basemap: Basemap, say: Callable[[str], None]) -> OwnGround | None:
    """Return the room's own tiles, if it has any that can be used."""
    if not basemap.tiles:
        return None
    try:
        return OwnGround(Path(basemap.tiles))
    except BadInput as error:
        say(str(error))
        return None


def _view(basemap: Basemap, say: Callable[[str], None]) -> PointOfView:
    try:
        return point_of_view(basemap.point_of_view)
    except BadInput as error:
        say(f"{error}; contested borders are dashed")
        return NOBODYS


def _afar(service: MapService) -> Afar:
    west, south, east, north = service.bounds
    about = About(*service.zooms, (south, west, north, east), " ".join(service.attribution.split()))
    return Afar(about, ServedGround(service).tile)
