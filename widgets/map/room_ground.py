"""What a room's map stands on above the shipped ground: a file of the room's own, and above it a map service; and how
contested borders are drawn.

Deliberately absent: where they come from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from widgets.map.afar import Afar
from widgets.map.own_ground import About, OwnGround
from widgets.map.point_of_view import NOBODYS, PointOfView

INVENTED: Final = "INVENTED GEOGRAPHY"
MADE_WITH: Final = "Made with Natural Earth"
NO_OPINION: Final = "borders imply no opinion"


@dataclass(frozen=True)
class RoomGround:
    """Either may be missing. `close()` it with its map."""

    own: OwnGround | None = None
    afar: Afar | None = None
    view: PointOfView = NOBODYS

    @property
    def above(self) -> tuple[tuple[str, About], ...]:
        """By the first part of their tiles' names, lowest first."""
        found = (("own", self.own), ("far", self.afar))
        return tuple((name, each.about) for name, each in found if each is not None)

    @property
    def attributions(self) -> tuple[str, ...]:
        """What must be said of where it comes from."""
        return tuple(about.attribution for _, about in self.above if about.attribution)

    def note(self, *, island: bool) -> str:
        """What the map says of what it stands on; on an exercise's invented ``island`` there are no borders to have an opinion on."""
        borders = NO_OPINION if self.view is NOBODYS else f"{self.view.words}, no opinion implied"
        return " · ".join((*((INVENTED,) if island else ()), MADE_WITH, *self.attributions, *(() if island else (borders,))))

    def close(self) -> None:
        """Close what is open."""
        for each in (self.own, self.afar):
            if each is not None:
                each.close()


SHIPPED: Final = RoomGround()
"""Nothing above the shipped ground."""
