"""Baking a theatre: what is drawn is where it lies, the file is an MBTiles that the map takes, and what cannot be baked is said."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import shiboken6
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from app.basemap.baking import TILES_LIMIT, Plan, bake
from app.basemap.theatre import Drawn, What, degrees, project, read
from app.commands.basemap import _box, _zooms
from feeds.errors import BadInput, Misuse
from widgets.map.ground import map_colours
from widgets.map.own_ground import CLEAR, TILE_LIMIT, OwnGround
from widgets.map.room_ground import RoomGround
from widgets.map.scheme import register_scheme
from widgets.map.view import MapView
from widgets.tokens import THEMES, ThemeName

register_scheme()

COLOURS = map_colours(ThemeName.DARK)
TOWN = json.dumps(
    {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Polygon", "coordinates": [[[10, 50], [10.2, 50], [10.2, 50.2], [10, 50.2], [10, 50]]]},
                "properties": {"kind": "land"},
            },
            {
                "type": "Feature",
                "geometry": {"type": "LineString", "coordinates": [[10, 50.1], [10.2, 50.1]]},
                "properties": {"highway": "primary"},
            },
            {
                "type": "Feature",
                "geometry": {"type": "LineString", "coordinates": [[10.1, 50], [10.1, 50.2]]},
                "properties": {"highway": "residential"},
            },
            {"type": "Feature", "geometry": {"type": "Point", "coordinates": [10.05, 50.05]}, "properties": {"name": "<b>Mill</b>"}},
            {"type": "Feature", "geometry": {"type": "Point", "coordinates": [999, 0]}, "properties": {}},
        ],
    }
).encode()


def town() -> list[Drawn]:
    """Return what the town draws."""
    drawn, _ = read(TOWN, "town")
    return drawn


def test_features_are_what_their_properties_say() -> None:
    """Land, a road, a street and a name; what cannot be placed is rejected and counted."""
    drawn, rejects = read(TOWN, "town")
    assert [each.what for each in drawn] == [What.LAND, What.ROAD, What.STREET, What.NAME]
    assert len(rejects) == 1


@given(st.floats(-180, 180), st.floats(-85, 85))
def test_the_square_of_the_world_and_back(longitude: float, latitude: float) -> None:
    """A position projected and brought back is itself."""
    assert degrees(*project(longitude, latitude)) == pytest.approx((longitude, latitude), abs=1e-6)


def test_baked_tiles_show_the_town_and_the_map_takes_them(qtbot: QtBot, tmp_path: Path) -> None:
    """The file has every tile of its bounds; the road is painted on the land where it lies, streets from zoom 12 on alone."""
    del qtbot
    plan = Plan((*project(10.0, 50.2), *project(10.2, 50.0)), 10, 12, "dark", COLOURS)
    out = tmp_path / "town.mbtiles"
    counted: list[int] = []
    assert bake(plan, town(), "Survey", out, counted.append) == plan.count == counted[-1]
    with closing(OwnGround(out)) as own:
        assert (own.about.least, own.about.most, own.about.attribution) == (10, 12, "Survey")
        assert own.about.bounds == pytest.approx((50.0, 10.0, 50.2, 10.2), abs=1e-5)
        at_road, at_street = project(10.05, 50.1), project(10.1, 50.15)
        assert near(own, 12, at_road, COLOURS["country"])
        assert near(own, 12, at_street, COLOURS["border"])
        assert not near(own, 11, at_street, COLOURS["border"])
        assert near(own, 11, project(10.15, 50.17), COLOURS["land"])


def near(own: OwnGround, zoom: int, at: tuple[float, float], colour: str) -> bool:
    """Say whether a pixel around a place has about this colour."""
    x, y = (each * 2**zoom * 256 for each in at)
    media, data = own.tile(zoom, int(x // 256), int(y // 256))
    assert media == "image/png"
    image = QImage.fromData(data)
    wanted = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
    spots = [(int(x % 256) + dx, int(y % 256) + dy) for dx in (-2, -1, 0, 1, 2) for dy in (-2, -1, 0, 1, 2)]
    found = [image.pixelColor(a, b) for a, b in spots if 0 <= a < 256 and 0 <= b < 256]
    return any(max(abs(c.red() - wanted[0]), abs(c.green() - wanted[1]), abs(c.blue() - wanted[2])) < 30 for c in found)


def test_the_map_paints_a_rooms_own_ground(qtbot: QtBot, tmp_path: Path) -> None:
    """A map with a room's own tiles shows its road where it lies, says what it is made of, and asks for nothing that is refused."""
    out = tmp_path / "town.mbtiles"
    bake(Plan((*project(10.0, 50.2), *project(10.2, 50.0)), 10, 12, "dark", COLOURS), town(), "Survey", out, lambda _: None)
    view = MapView(THEMES[ThemeName.DARK], room=RoomGround(OwnGround(out)))
    view.resize(600, 400)
    with qtbot.waitSignal(view.arrived, timeout=30_000):
        view.show()
    view.set_regime("")
    view.centre(50.1, 10.1, 12)

    def road() -> bool:
        image = view.grab_image()
        colour = QColor(COLOURS["country"])
        return sum(
            abs(c.red() - colour.red()) < 20 and abs(c.green() - colour.green()) < 20 and abs(c.blue() - colour.blue()) < 20
            for x in range(50, 550, 10)
            for y in range(190, 210)
            for c in (image.pixelColor(x, y),)
        ) > 20  # fmt: skip

    qtbot.waitUntil(road, timeout=30_000)
    assert view.blocked_requests == 0
    with qtbot.waitSignal(view.closed, timeout=10_000):
        view.shutdown()
    shiboken6.delete(view)


def made(path: Path, *, form: str = "png", bounds: str = "-10,-10,10,10", tile: object = CLEAR) -> Path:
    """Write a small MBTiles file."""
    with closing(sqlite3.connect(path)) as store, store:
        store.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
        store.execute("CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB)")
        store.executemany("INSERT INTO metadata VALUES (?, ?)", [("format", form), ("bounds", bounds), ("attribution", "<b>x</b>\n" * 90)])
        store.execute("INSERT INTO tiles VALUES (1, 0, 1, ?)", (tile,))
    return path


@pytest.mark.parametrize(
    "tile", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\x89PNG\r\n\x1a\n" + bytes(TILE_LIMIT), "text", None, b""]
)
def test_a_tile_that_is_no_image_is_clear(tile: object, tmp_path: Path) -> None:
    """Markup, an oversized image, text and nothing: one clear pixel in their place, and no more."""
    with closing(OwnGround(made(tmp_path / "x.mbtiles", tile=tile))) as own:
        assert own.tile(1, 0, 0) == ("image/png", CLEAR)
        assert own.tile(9, 0, 0) == ("image/png", CLEAR)
        assert len(own.about.attribution) <= 160
        assert "\n" not in own.about.attribution


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"form": "pbf"}, "tiles of a form that is not painted: 'pbf' .expected png or jpg"),
        ({"bounds": "20,0,10,5"}, "bounds that are none: '20,0,10,5'"),
        ({"bounds": "here"}, "bounds that are none: 'here'"),
    ],
)
def test_a_file_that_cannot_be_painted_says_why(changed: dict[str, str], why: str, tmp_path: Path) -> None:
    """Vector tiles and bounds that are none are refused where the file is opened, with the value and what was expected."""
    with pytest.raises(BadInput, match=why):
        OwnGround(made(tmp_path / "x.mbtiles", **changed))


def test_a_foreign_or_missing_file(tmp_path: Path) -> None:
    """What is no SQLite, and what is not there."""
    (tmp_path / "x").write_bytes(b"no database at all, however long it goes on" * 40)
    with pytest.raises(BadInput, match="no MBTiles file"):
        OwnGround(tmp_path / "x")
    with pytest.raises(BadInput, match="no such file"):
        OwnGround(tmp_path / "none")


@pytest.mark.parametrize("written", ["13-7", "x", "7-16", "", "-1"])
def test_zooms_that_are_none(written: str) -> None:
    """The end before the beginning, too close, or no numbers are misuse."""
    with pytest.raises(Misuse):
        _zooms(written)


@pytest.mark.parametrize("written", ["1,2,3", "10,0,5,5", "0,0,0,0", "a,b,c,d", "nan,0,1,1"])
def test_bounds_that_hold_nothing(written: str) -> None:
    """Three numbers, none, or a box without inside are misuse."""
    with pytest.raises(Misuse):
        _box(written, town())


def test_the_tiles_of_a_plan_are_counted_before_any_is_painted() -> None:
    """The whole world to zoom 13 is more than the bound."""
    assert Plan((0.0, 0.0, 1.0, 1.0), 0, 13, "dark", COLOURS).count > TILES_LIMIT
    assert Plan((0.0, 0.0, 1.0, 1.0), 0, 2, "dark", COLOURS).count == 1 + 4 + 16
