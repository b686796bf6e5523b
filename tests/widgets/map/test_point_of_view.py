"""Points of view: dashed for everybody unless a room says otherwise; what one draws is what its data say, and it has a name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from feeds.errors import BadInput
from resources.basemap.contested import contested as named
from resources.basemap.disputed import ADDED_LINES
from resources.basemap.topology import Topology
from widgets.map.ground import map_colours
from widgets.map.point_of_view import DISPUTED, NOBODYS, contested, point_of_view, shipped
from widgets.map.room_ground import RoomGround
from widgets.map.view import MapView
from widgets.tokens import THEMES, ThemeName


def written(folder: Path, *features: object, name: str = "as the command draws them") -> str:
    """Write a room's own point of view."""
    file = folder / "borders.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "name": name, "features": list(features)}))
    return str(file)


def feature(drawn: str, line: str = "", geometry: object = None) -> dict[str, object]:
    """Return one ruling."""
    return {"type": "Feature", "properties": {"drawn": drawn, "line": line}, "geometry": geometry}


def test_nobodys_point_of_view_draws_nothing_over_the_dashes() -> None:
    """The default changes no line and says what is drawn."""
    assert point_of_view(DISPUTED) == NOBODYS
    assert "dashed" in NOBODYS.words
    assert not NOBODYS.covered


@pytest.mark.parametrize("name", [each for each in shipped() if each != DISPUTED])
def test_every_view_that_ships_is_sound_and_named(name: str) -> None:
    """Each names lines that there are, covers all that it draws otherwise, and says whose it is."""
    found = point_of_view(name)
    assert name.casefold() in found.words.casefold()
    assert found.covered
    assert set(found.borders) <= set(found.covered)


def test_a_line_is_dropped_drawn_solid_or_left(tmp_path: Path) -> None:
    """What is none is covered and not drawn; a border is covered and drawn; a line of the room's own is drawn as it says."""
    own = {"type": "LineString", "coordinates": [[10.0, 50.0], [11.0, 51.0]]}
    rulings = (feature("none", "Transnistria"), feature("border", "Kenya|S. Sudan"), feature("disputed", geometry=own))
    found = point_of_view(written(tmp_path, *rulings))
    assert found.words == "borders as the command draws them"
    assert set(found.covered) == {*contested()["Transnistria"], *contested()["Kenya|S. Sudan"]}
    assert found.borders == contested()["Kenya|S. Sudan"]
    assert found.dashed == (((10.0, 50.0), (11.0, 51.0)),)


@pytest.mark.parametrize(
    ("features", "words"),
    [
        ([feature("none", "Atlantis|Lemuria")], "no contested line of this name"),
        ([feature("purple", "Transnistria")], "no point of view.*drawn"),
        ([feature("border", geometry={"type": "LineString", "coordinates": [[200.0, 0.0], [0.0, 0.0]]})], "no point of view"),
        ([feature("border", geometry={"type": "Point", "coordinates": [0.0, 0.0]})], "no point of view"),
    ],
)
def test_what_is_no_point_of_view_is_said(features: list[object], words: str, tmp_path: Path) -> None:
    """A line that there is not, a word that there is not, a place off the globe, a point."""
    with pytest.raises(BadInput, match=words):
        point_of_view(written(tmp_path, *features))
    with pytest.raises(BadInput, match="no such point of view"):
        point_of_view("narnia")


def test_the_named_lines_are_those_that_are_dashed() -> None:
    """A border of a contested outline is named by its sides, any other border is not there, added lines are."""
    arcs = [[(0.0, 0.0), (1.0, 1.0)], [(2.0, 2.0), (3.0, 3.0)]]
    geometries = [
        {"type": "Polygon", "arcs": [[0]], "properties": {"name": "Kosovo"}},
        {"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "Serbia"}},
        {"type": "Polygon", "arcs": [[1]], "properties": {"name": "Bulgaria"}},
    ]
    found = named(Topology({"countries": {"type": "GeometryCollection", "geometries": geometries}}, arcs))
    assert found["Kosovo|Serbia"] == [arcs[0]]
    assert set(found) == {"Kosovo|Serbia", *(name for name, _ in ADDED_LINES)}


def test_the_map_draws_the_rooms_point_of_view(qtbot: QtBot, tmp_path: Path) -> None:
    """A line that is a border in this view stands solid on the map where the tiles had dashes; its name stands on the map."""
    path = written(tmp_path, feature("border", geometry={"type": "LineString", "coordinates": [[18.0, 22.0], [22.0, 22.0]]}))
    view = MapView(THEMES[ThemeName.DARK], room=RoomGround(view=point_of_view(path)))
    view.resize(400, 300)
    with qtbot.waitSignal(view.arrived, timeout=30_000):
        view.show()
    view.set_regime("")
    view.centre(22.0, 20.0, 8)
    wanted = QColor(map_colours(ThemeName.DARK)["border"])

    def solid() -> bool:
        image = view.grab_image()
        return sum(_near(image, x, wanted) for x in range(60, 340, 4)) > 60

    qtbot.waitUntil(solid, timeout=30_000)
    assert "borders as the command draws them" in view.board._state["note"]
    with qtbot.waitSignal(view.closed, timeout=10_000):
        view.shutdown()
    shiboken6.delete(view)


def _near(image: QImage, x: int, wanted: QColor) -> bool:
    found = [image.pixelColor(x, y) for y in range(146, 155)]
    return any(max(abs(c.red() - wanted.red()), abs(c.green() - wanted.green()), abs(c.blue() - wanted.blue())) < 24 for c in found)
