"""What a map on paper stands on: the shipped ground, the room's own tiles above it, and the room's point of view of contested borders.

Deliberately absent: a map service. What is handed round is made of what the room holds, so that it is the same wherever it is made.
"""

from __future__ import annotations

from dataclasses import dataclass

from widgets.map.ground import ground
from widgets.map.own_ground import CLEAR, OwnGround
from widgets.map.point_of_view import NOBODYS, PointOfView
from widgets.map.shelf import Tiles
from widgets.tokens import ThemeName


@dataclass(frozen=True)
class PaperGround:
    """`close()` it."""

    tiles: Tiles
    own: OwnGround | None = None
    view: PointOfView = NOBODYS

    def baked_tile(self, theme: ThemeName, zoom: int, column: int, row: int) -> tuple[str, bytes] | None:
        """Return the media type and bytes of the shipped ground's tile under a theme, None where it has none."""
        data = self.tiles.tile(ground(theme), zoom, column, row)
        return None if data is None else ("image/png", data)

    def own_tile(self, zoom: int, column: int, row: int) -> tuple[str, bytes] | None:
        """Return the media type and bytes of the room's own tile, None where it has none."""
        if self.own is None:
            return None
        media, data = self.own.tile(zoom, column, row)
        return None if data is CLEAR else (media, data)

    @property
    def words(self) -> str:
        """What must be said of it."""
        attribution = self.own.about.attribution if self.own is not None else ""
        return " · ".join(part for part in ("Made with Natural Earth", attribution, self.view.words) if part)

    def close(self) -> None:
        """Close what is open."""
        self.tiles.close()
        if self.own is not None:
            self.own.close()
