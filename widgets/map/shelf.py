"""What the map's private scheme may answer, by exact name or by one of a few narrow patterns; all else is nothing.

Pure bookkeeping: a name goes in, a file or None comes out. Every number in a name is bounded before it is used; no name
ever becomes a path.
"""

import re
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from importlib.resources import as_file, files

from milsymbol import Symbol

from feeds.picture.guarded import hostile_code
from widgets.map.drawn_ground import DrawnGround
from widgets.map.ground import BAKED_ZOOM, DRAWN_ZOOM, map_colours
from widgets.map.own_ground import OwnGround
from widgets.map.page import File
from widgets.tokens import ThemeName

_OWN = re.compile(r"own/(\d{1,2})/(\d{1,5})/(\d{1,5})", re.ASCII)
_FAR = re.compile(r"far/(\d{1,2})/(\d{1,5})/(\d{1,5})", re.ASCII)
_TILE = re.compile(r"tile/(dark|light)/(\d{1,2})/(\d{1,4})/(\d{1,4})\.png", re.ASCII)
_DELTA = re.compile(r"delta/(\d{1,15})", re.ASCII)
_WHERE = re.compile(r"where/(-?\d{1,2}\.\d{6})/(-?\d{1,3}\.\d{6})/(\d{1,2})/([01])", re.ASCII)
_TIP = re.compile(r"tip/(\d{1,2})/(\d{1,9})", re.ASCII)
_SYMBOL = re.compile(r"symbol/([0-9]{20}|[0-9]{30}|[A-Z*-]{10,15})\.svg", re.ASCII)
SYMBOL_SIZE = 17
SYMBOLS_KEPT = 2000
NAME_LIMIT = 200
Tip = Callable[[int, int], bytes]
"""Layer and slot of a mark."""
Where = Callable[[float, float, int, bool], bytes]
"""Latitude, longitude, zoom, and whether it is to be coarse."""
_FRAMES = {"friend": "rgb(128,224,255)", "neutral": "rgb(170,255,170)", "unknown": "rgb(255,255,128)"}


def sent_for(name: str) -> tuple[str, tuple[int, int, int]] | None:
    """Return who a tile is sent for from ("far", or "dark" or "light" for the ground that is drawn), and its zoom, column and row.

    None where the name is of no tile that takes time.
    """
    if (found := _FAR.fullmatch(name)) is not None:
        return "far", (int(found[1]), int(found[2]), int(found[3]))
    if (found := _TILE.fullmatch(name)) is not None:
        zoom, column, row = (int(each) for each in found.groups()[1:])
        if BAKED_ZOOM < zoom <= DRAWN_ZOOM and column < 2**zoom and row < 2**zoom:
            return found[1], (zoom, column, row)
    return None


class Tiles:
    """The shipped ground: baked tiles from one read-only store a theme, opened when first asked, and closer ones drawn."""

    def __init__(self) -> None:
        self._stores: dict[str, sqlite3.Connection] = {}
        self.drawn = {theme.value: DrawnGround(map_colours(theme)) for theme in (ThemeName.DARK, ThemeName.LIGHT)}
        """What draws, by its ground; in any thread."""

    def tile(self, ground: str, zoom: int, column: int, row: int) -> bytes | None:
        """The PNG of a tile (row counted from the north), or None where there is none."""
        if zoom > DRAWN_ZOOM or column >= 2**zoom or row >= 2**zoom:
            return None
        if zoom > BAKED_ZOOM:
            return self.drawn[ground].tile(zoom, column, row)[1]
        found = (
            self._store(ground)
            .execute(
                "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?",
                (zoom, column, 2**zoom - 1 - row),
            )
            .fetchone()
        )
        return None if found is None else bytes(found[0])

    def close(self) -> None:
        """Close all stores."""
        for store in self._stores.values():
            store.close()
        self._stores.clear()

    def _store(self, ground: str) -> sqlite3.Connection:
        store = self._stores.get(ground)
        if store is None:
            # Copied into memory: a packed installation has no file that could stay open.
            with as_file(files("resources.basemap") / f"ground_{ground}.mbtiles") as path:
                store = self._stores[ground] = sqlite3.connect(":memory:")
                with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as source:
                    source.backup(store)
        return store


class Symbols:
    """Unit symbols after APP-6, drawn once each: the frame's hue as outline on a dark ground, so that no symbol outshines an alarm.

    A code that is not valid, or that names a hostile identity, draws as an unknown unit: the library would draw something for a bad
    one, and a hostile object is never a point.
    """

    UNKNOWN = "10011000000000000000"

    def __init__(self, colours: Mapping[str, str]) -> None:
        self._drawn: dict[str, bytes] = {}
        self._hues = {_FRAMES[name]: colours[name] for name in _FRAMES}
        self._ground = colours["protected_ink"]

    def svg(self, sidc: str) -> bytes:
        """The symbol of this code as an SVG image."""
        if sidc not in self._drawn:
            if len(self._drawn) >= SYMBOLS_KEPT:
                self._drawn.clear()
            symbol = Symbol(sidc, size=SYMBOL_SIZE)
            usable = symbol.is_valid() and not hostile_code(sidc)
            self._drawn[sidc] = self._recoloured((symbol if usable else Symbol(self.UNKNOWN, size=SYMBOL_SIZE)).as_svg()).encode()
        return self._drawn[sidc]

    def _recoloured(self, svg: str) -> str:
        hue = next((ours for theirs, ours in self._hues.items() if theirs in svg), self._hues[_FRAMES["unknown"]])
        for theirs in self._hues:
            svg = svg.replace(f'fill="{theirs}"', f'fill="{self._ground}"')
        return (
            svg.replace('"black"', f'"{hue}"')
            .replace('stroke-width="4"', 'stroke-width="9"')
            .replace('stroke-width="3"', 'stroke-width="7"')
        )


@dataclass
class Shelf:
    """All the scheme can give: ``still`` files by name, and what is made when asked."""

    still: dict[str, File]
    delta: Callable[[int], bytes]
    tip: Tip
    where: Where
    symbols: Symbols
    tiles: Tiles = field(default_factory=Tiles)
    own: OwnGround | None = None

    def find(self, name: str) -> File | None:
        """The file of this name (no leading slash), or None: then the request is refused and counted."""
        if len(name) > NAME_LIMIT:
            return None
        if (still := self.still.get(name)) is not None:
            return still
        if (match := _TILE.fullmatch(name)) is not None and int(match[2]) <= BAKED_ZOOM:
            data = self.tiles.tile(match[1], int(match[2]), int(match[3]), int(match[4]))
            return None if data is None else File("image/png", data)
        if (match := _OWN.fullmatch(name)) is not None and self.own is not None:
            return File(*self.own.tile(int(match[1]), int(match[2]), int(match[3])))
        if (match := _DELTA.fullmatch(name)) is not None:
            return File("application/octet-stream", self.delta(int(match[1])))
        if (match := _TIP.fullmatch(name)) is not None:
            return File("application/json", self.tip(int(match[1]), int(match[2])))
        if (match := _WHERE.fullmatch(name)) is not None:
            return File("application/json", self.where(float(match[1]), float(match[2]), int(match[3]), match[4] == "1"))
        if (match := _SYMBOL.fullmatch(name)) is not None:
            return File("image/svg+xml", self.symbols.svg(match[1]))
        return None
