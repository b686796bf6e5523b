"""The ground closer than its tiles: land, water and borders where they lie, alike at every seam, asked for beside the Qt loop."""

import math
from collections.abc import Callable

import pytest
from PySide6.QtCore import QThread
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from widgets.map.drawn_ground import RIVERS_TO, DrawnGround
from widgets.map.ground import BAKED_ZOOM, DRAWN_ZOOM, map_colours
from widgets.map.shelf import Tiles
from widgets.map.view import MapView
from widgets.tokens import ThemeName

Make = Callable[..., MapView]
ZOOMS = range(BAKED_ZOOM + 1, DRAWN_ZOOM + 1)
# Places where rings once were lost, holes and seams among them: latitude, longitude, what is there.
SPOTS = (
    (48.0, 40.0, "land"),  # Russia, which lies on both sides of the 180th meridian
    (66.0, -175.0, "land"),  # its far end
    (23.0, 79.0, "land"),  # India
    (-29.6, 28.2, "land"),  # Lesotho, a hole in its neighbour
    (61.5, 9.0, "land"),  # Norway
    (43.5, 33.0, "water"),  # the Black Sea
    (2.5, -27.5, "water"),
    (42.0, 50.6, "water"),  # the Caspian
    (-1.5, 33.0, "lake"),  # Victoria
)


@pytest.fixture(scope="module", params=[ThemeName.DARK, ThemeName.LIGHT])
def theme(request: pytest.FixtureRequest) -> ThemeName:
    """One of the two grounds."""
    found: ThemeName = request.param
    return found


def tile_at(lat: float, lon: float, zoom: int) -> tuple[int, int, float, float]:
    """Column and row of a place's tile, and the px in it."""
    x, y = (lon + 180) / 360 * 2**zoom, (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * 2**zoom
    return int(x), int(y), x % 1 * 256, y % 1 * 256


def picture(ground: DrawnGround, zoom: int, column: int, row: int) -> QImage:
    """A tile as an image."""
    media, data = ground.tile(zoom, column, row)
    assert media == "image/png"
    return QImage.fromData(data)


@pytest.mark.parametrize(("lat", "lon", "there"), SPOTS)
def test_land_is_land_and_water_is_water(theme: ThemeName, lat: float, lon: float, there: str) -> None:
    """At every zoom the pixel of a place has the colour of what is there."""
    colours = map_colours(theme)
    ground = DrawnGround(colours)
    for zoom in ZOOMS:
        column, row, x, y = tile_at(lat, lon, zoom)
        assert picture(ground, zoom, column, row).pixelColor(int(x), int(y)).name().upper() == colours[there], zoom


def test_it_looks_as_the_baked_tiles_do(theme: ThemeName) -> None:
    """A drawn tile of the last baked zoom differs from the baked one in few pixels: it is the same map."""
    tiles, ground = Tiles(), DrawnGround(map_colours(theme))
    for lat, lon in ((45.0, 36.0), (34.5, 74.5), (33.0, 35.6), (60.0, 10.0)):
        column, row, _, _ = tile_at(lat, lon, BAKED_ZOOM)
        baked = QImage.fromData(tiles.tile(theme.value, BAKED_ZOOM, column, row) or b"")
        drawn = picture(ground, BAKED_ZOOM, column, row)
        apart = sum(
            max(abs(a.red() - b.red()), abs(a.green() - b.green()), abs(a.blue() - b.blue())) > 12
            for x in range(256)
            for y in range(256)
            for a, b in ((baked.pixelColor(x, y), drawn.pixelColor(x, y)),)
        )
        assert apart < 256 * 256 * 0.04, (lat, lon, apart)
    tiles.close()


def test_the_edges_of_neighbours_meet(theme: ThemeName) -> None:
    """Where a coast runs from one tile into the next, land and water go on."""
    colours = map_colours(theme)
    ground = DrawnGround(colours)
    column, row, _, _ = tile_at(45.3, 36.5, 9)
    left, right = picture(ground, 9, column - 1, row), picture(ground, 9, column, row)
    land = colours["land"]
    differ = sum((left.pixelColor(255, y).name().upper() == land) != (right.pixelColor(0, y).name().upper() == land) for y in range(256))
    assert differ <= 12


def test_a_river_ends_where_its_place_means_nothing(theme: ThemeName) -> None:
    """The Nile above Aswan is drawn as long as the zoom bears it, and no further."""
    colours = map_colours(theme)
    ground = DrawnGround(colours)

    def rivers(zoom: int) -> int:
        column, row, _, _ = tile_at(27.2, 31.2, zoom)
        found = 0
        for across in (-1, 0, 1):
            image = picture(ground, zoom, column + across, row)
            found += sum(image.pixelColor(x, y).name().upper() != colours["land"] for x in range(256) for y in range(0, 256, 16))
        return found

    assert rivers(RIVERS_TO) > 0
    assert rivers(RIVERS_TO + 1) == 0


def test_the_page_gets_it_from_another_thread_and_says_how_good_it_is(
    qtbot: QtBot, make_map: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looked at closely the map shows drawn ground, drawn beside the Qt loop; it says what it is worth, and nothing is refused."""
    threads: list[bool] = []
    plain = DrawnGround._paint

    def watched(self: DrawnGround, *args: object) -> None:
        threads.append(QThread.isMainThread())
        plain(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(DrawnGround, "_paint", watched)
    view = make_map()
    view.set_regime("")
    with qtbot.waitSignal(view.link.said, timeout=30_000):
        view.centre(48.0, 40.0, 11)

    def land() -> bool:
        colour = map_colours(ThemeName.DARK)["land"]
        return view.grab_image().pixelColor(view.width() // 2, view.height() // 2 + 40).name().upper() == colour

    qtbot.waitUntil(land, timeout=30_000)
    assert threads
    assert not any(threads)
    noted: list[str] = []
    view.link.web.page().runJavaScript("document.querySelector('.wr-note').textContent", noted.append)
    qtbot.waitUntil(lambda: bool(noted), timeout=10_000)
    assert "1:10 million" in noted[0]
    assert view.blocked_requests == 0
