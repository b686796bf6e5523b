"""A room's own ground: an MBTiles file (1.3, raster) that ROOM.toml names, read as data and never as anything else.

Opened read-only, checked once, and asked for tiles within its own zooms and bounds; a tile that is none, or too large, is clear. So the
page never asks for what is not there, and no tile becomes more than an image. Deliberately absent: vector tiles, and any server.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from feeds.errors import BadInput

TILE_LIMIT: Final = 512 * 1024
"""Bytes of one tile."""

TOP: Final = 16
_TEXT_LIMIT: Final = 160
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
CLEAR: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c48900"
    "00000b49444154789c6360000200000500017a5eab3f0000000049454e44ae426082"
)
"""A PNG of one clear pixel."""


@dataclass(frozen=True)
class About:
    """What the file says of itself. `bounds`: south, west, north, east."""

    least: int
    most: int
    bounds: tuple[float, float, float, float]
    attribution: str


class OwnGround:
    """A room's own tiles. `close()` it."""

    def __init__(self, path: Path) -> None:
        """Open and check.

        Raises:
            BadInput: there is no such file, it is no raster MBTiles, or it says what cannot be.

        """
        self._where = str(path)
        if not path.is_file():
            raise BadInput(self._where, "no such file", expected="an MBTiles file, as ROOM.toml names it")
        self._store = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            self.about = self._read()
        except sqlite3.Error as error:
            self.close()
            raise BadInput(self._where, "no MBTiles file", str(error), "SQLite with the tables metadata and tiles") from error
        except BadInput:
            self.close()
            raise

    def _read(self) -> About:
        said = dict(self._store.execute("SELECT name, value FROM metadata LIMIT 100").fetchall())
        form = str(said.get("format", ""))
        if form not in {"png", "jpg", "jpeg"}:
            raise BadInput(self._where, "tiles of a form that is not painted", form, "png or jpg")
        first, last = self._store.execute("SELECT min(zoom_level), max(zoom_level) FROM tiles").fetchone()
        if not isinstance(first, int) or not isinstance(last, int) or not 0 <= first <= last:
            raise BadInput(self._where, "no tiles", f"zoom {first} to {last}", "at least one")
        attribution = " ".join(str(said.get("attribution", "")).split())[:_TEXT_LIMIT]
        return About(first, min(last, TOP), self._bounds(str(said.get("bounds", "-180,-85.0511,180,85.0511"))), attribution)

    def _bounds(self, written: str) -> tuple[float, float, float, float]:
        with suppress(ValueError):
            west, south, east, north = (float(each) for each in written.split(","))
            if -180 <= west < east <= 180 and -90 <= south < north <= 90:  # noqa: PLR2004 -- the globe's own bounds
                return south, west, north, east
        raise BadInput(self._where, "bounds that are none", written, "west,south,east,north in degrees")

    def tile(self, zoom: int, column: int, row: int) -> tuple[str, bytes]:
        """Return the media type and bytes of a tile (row counted from the north); clear where there is none that can be painted."""
        if not (self.about.least <= zoom <= self.about.most and 0 <= column < 2**zoom and 0 <= row < 2**zoom):
            return "image/png", CLEAR
        query = "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ? AND length(tile_data) <= ?"
        try:
            found = self._store.execute(query, (zoom, column, 2**zoom - 1 - row, TILE_LIMIT)).fetchone()
        except sqlite3.Error:
            # Damaged in this place: the shipped ground shows through, as where the file has no tile.
            found = None
        data = found[0] if found is not None and isinstance(found[0], bytes) else CLEAR
        if data.startswith(_JPEG):
            return "image/jpeg", data
        return "image/png", data if data.startswith(_PNG) else CLEAR

    def close(self) -> None:
        """Close the file."""
        self._store.close()
