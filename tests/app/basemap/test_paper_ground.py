"""Reports and briefings stand on the room's own tiles and say whose borders they show."""

from __future__ import annotations

import re
import sqlite3
from base64 import b64encode
from contextlib import closing
from pathlib import Path

import pytest

from app.basemap.paper_ground import beside, paper_ground
from app.briefing.brief import For, InSight, brief
from app.briefing.page import page
from app.briefing.sheet import sheet
from feeds.basemap.section import Basemap
from feeds.errors import BadInput
from feeds.founding import default_room
from feeds.picture.picture import Picture
from feeds.picture.regime import REAL
from feeds.room import ROOM_FILE, load_room
from layers.stack import Stack
from resources.basemap.mbtiles import Head, put, write_header
from tests.feeds.basemap.service import PNG
from widgets.tokens import THEMES, ThemeName

LIGHT = THEMES[ThemeName.LIGHT]
TOWN = (48.0, 29.0, 48.2, 29.3)


def tiles(path: Path) -> str:
    """Write the room's own tiles: zoom 3 and 9 wherever the town is."""
    with closing(sqlite3.connect(path)) as store, store:
        write_header(store, Head("town", 3, 9, "20,40,40,60", "Command survey", ""))
        for zoom, columns, rows in ((3, range(3, 6), range(1, 4)), (9, range(290, 306), range(170, 190))):
            for column in columns:
                for row in rows:
                    put(store, zoom, column, row, PNG)
    return str(path)


def made(basemap: Basemap, tmp_path: Path) -> tuple[str, str]:
    """Return a briefing as a page and as a sheet."""
    room = default_room(tmp_path)
    wanted = For(room.host, room.roster, room.policy)
    whole = brief(Picture(REAL), 0, "A night", wanted, InSight((), Stack.plain(0), bounds=TOWN))
    with closing(paper_ground(basemap)) as paper:
        return page(whole, LIGHT, paper), sheet(whole, LIGHT, paper)


def test_the_shipped_ground_says_that_contested_borders_are_dashed(tmp_path: Path) -> None:
    """With nothing of its own a briefing draws nothing over the tiles, and its notice says what they show."""
    for html in made(Basemap(), tmp_path):
        assert "contested borders are dashed" in html
        assert "brief.contested({" not in html


def test_a_briefing_stands_on_the_rooms_own_tiles(tmp_path: Path) -> None:
    """The room's tiles of the view are in page and sheet, above the shipped ones, and their attribution is said."""
    for html in made(Basemap(tiles(tmp_path / "town.mbtiles")), tmp_path):
        assert b64encode(PNG).decode() in html
        assert "Command survey" in html


def test_a_briefing_says_whose_borders_it_shows(tmp_path: Path) -> None:
    """What the view drops is covered with land, on the page and on the sheet; both say whose view it is."""
    whole, flat = made(Basemap(point_of_view="moldova"), tmp_path)
    assert "borders as Moldova draws them" in whole
    assert "borders as Moldova draws them" in flat
    assert "brief.contested({" in whole
    plain = made(Basemap(), tmp_path)[1]
    assert len(re.findall("<path", flat)) == len(re.findall("<path", plain)) + 1


def test_a_journal_stands_on_its_own_rooms_ground(tmp_path: Path) -> None:
    """The ROOM.toml beside a journal says what its exports stand on, if it is that journal's; one elsewhere has the shipped one."""
    room = default_room(tmp_path)
    file = room.folder / ROOM_FILE
    file.write_text(file.read_text().replace('basemap = ""\n', "") + '\n[basemap]\npoint_of_view = "moldova"\n')
    assert beside(room.journal) == load_room(file).basemap
    assert beside(room.journal).point_of_view == "moldova"
    assert beside(room.folder / "copy.watchroom") == Basemap()
    assert beside(tmp_path / "journal.watchroom") == Basemap()


def test_what_cannot_be_used_is_an_error(tmp_path: Path) -> None:
    """An export is not quietly made on another ground than the room's."""
    with pytest.raises(BadInput, match="no such file"):
        paper_ground(Basemap(str(tmp_path / "none.mbtiles")))
    with pytest.raises(BadInput, match="no such point of view"):
        paper_ground(Basemap(point_of_view="narnia"))
