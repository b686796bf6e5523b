"""The ground of reports and briefings: as the ROOM.toml beside the journal says, else the shipped one. What cannot be used is an error.

Deliberately absent: map services; nothing that is handed round was asked of anybody.
"""

from __future__ import annotations

from pathlib import Path

from feeds.basemap.section import Basemap
from feeds.room import ROOM_FILE, load_room
from widgets.map.own_ground import OwnGround
from widgets.map.paper_ground import PaperGround
from widgets.map.point_of_view import point_of_view
from widgets.map.shelf import Tiles


def paper_ground(basemap: Basemap) -> PaperGround:
    """Open a room's ground for paper. Raises BadInput for a file that is missing or does not say what it should."""
    view = point_of_view(basemap.point_of_view)
    return PaperGround(Tiles(), OwnGround(Path(basemap.tiles)) if basemap.tiles else None, view)


def beside(journal: Path) -> Basemap:
    """Return the basemap of the room that a journal is of: the one whose ROOM.toml lies beside it and names it, else none.

    Raises:
        WatchroomError: there is a ROOM.toml, and it cannot be read.

    """
    if not (journal.parent / ROOM_FILE).is_file():
        return Basemap()
    room = load_room(journal.parent)
    return room.basemap if room.journal.resolve() == journal.resolve() else Basemap()
