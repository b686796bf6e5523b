"""Real shapes on a real page: disputed areas as zones, rivers as corridors, evacuation zones, and geometries made to break importers."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
import shapely
from pytestqt.qtbot import QtBot

from feeds.adapters import registry
from feeds.adapters.adapter import Item, ReadContext, Reject
from feeds.picture.corridor import Corridor, Mode, Segment
from feeds.picture.danger import DangerZone
from feeds.picture.envelope import Record
from feeds.picture.fold import fold_all
from feeds.picture.picture import Picture
from feeds.picture.place import Affiliation, Feature
from feeds.picture.values import LineString, MultiLineString, MultiPolygon, Polygon, Window
from layers.areas import Areas
from layers.layer import Area
from tests.layers.scenery import HOUR, picture, row
from tests.rig.specimens import NOON
from widgets.map.view import MapView

Make = Callable[..., MapView]
WAIT = 60_000


def outcomes(folder: Path, endings: tuple[str, ...]) -> Iterator[tuple[Path, Item | Reject]]:
    """Everything the files of these endings come to, one item at a time."""
    for path in sorted(folder.iterdir()):
        if path.suffix in endings:
            adapter = registry.find("kml" if path.suffix == ".kml" else "geojson")
            for outcome in adapter.each(path.read_bytes(), ReadContext(where=path.name)):
                yield path, outcome


def features(folder: Path, endings: tuple[str, ...], only: str = "") -> list[Feature]:
    """The drawn features among them, or of one file."""
    items = (outcome for path, outcome in outcomes(folder, endings) if isinstance(outcome, Item) and path.name == (only or path.name))
    found = (record.body for item in items for record in item.records)
    return [body for body in found if isinstance(body, Feature) and body.geometry is not None]


def rivers(shared: Path) -> list[Record]:
    """Each river's lines as the legs of one corridor."""
    rows = []
    for number, feature in enumerate(features(shared / "lines", (".geojson",))):
        paths = (
            (feature.geometry.path,)
            if isinstance(feature.geometry, LineString)
            else feature.geometry.paths
            if isinstance(feature.geometry, MultiLineString)
            else ()
        )
        legs = tuple(f"r{number}-{leg}" for leg in range(len(paths)))
        rows.append(row(f"r{number}", Corridor(f"R{number}", feature.name or "river", "passage", Mode.SEA, "AUR", (), segments=legs)))
        rows.extend(row(leg, Segment(f"r{number}", leg, "leg", LineString(path))) for leg, path in zip(legs, paths, strict=True))
    return rows


def zones(shared: Path) -> list[Record]:
    """Each disputed area and evacuation zone as a danger zone in force."""
    found = [
        each.geometry
        for each in features(shared / "zones", (".geojson", ".kml"))
        if isinstance(each.geometry, Polygon | MultiPolygon)
    ]  # fmt: skip
    return [row(f"z{number}", DangerZone(f"Z{number}", "zone", "D", area, Window(NOON - HOUR))) for number, area in enumerate(found)]


@pytest.mark.parametrize("folder", ["geometry", "zones", "lines"])
def test_each_item_is_taken_repaired_with_a_note_or_refused_with_a_reason(shared_data: Path, folder: str) -> None:
    """Nothing raises and nothing vanishes: a file gives items or rejects, and a reject says where, what and what was expected."""
    seen: dict[str, int] = {}
    for path, outcome in outcomes(shared_data / folder, (".geojson", ".json", ".kml")):
        seen[path.name] = seen.get(path.name, 0) + 1
        if isinstance(outcome, Reject):
            assert outcome.where.startswith(path.name)
            assert outcome.reason
            assert outcome.expected
    assert all(seen.get(path.name) for path in (shared_data / folder).iterdir() if path.suffix in {".geojson", ".kml"})


def test_every_area_that_is_taken_is_valid_and_one_that_was_not_says_what_was_mended(shared_data: Path) -> None:
    """No ring crosses itself on the map; what did in its file, was left open, or went over the 180th meridian has a note of it."""
    notes: dict[str, list[str]] = {}
    for folder in ("geometry", "zones"):
        for path, outcome in outcomes(shared_data / folder, (".geojson", ".json", ".kml")):
            if isinstance(outcome, Item):
                notes.setdefault(path.name, []).extend(outcome.notes)
                geometries = [record.body.geometry for record in outcome.records if isinstance(record.body, Feature)]
                parts = [part for each in geometries for part in polygons_of(each)]
                assert all(shapely.Polygon(rings[0], rings[1:]).is_valid for rings in parts), path.name
    said = [note for each in notes.values() for note in each]
    for word, least in (("area repaired", 3), ("open ring closed", 2), ("cut at the 180th meridian", 14)):
        assert sum(word in note for note in said) >= least, word


def polygons_of(geometry: object) -> tuple[tuple[tuple[tuple[float, float], ...], ...], ...]:
    """The surfaces of a geometry, each as its rings."""
    match geometry:
        case Polygon(rings):
            return (rings,)
        case MultiPolygon(polygons):
            return polygons
        case _:
            return ()


@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("hint_good_good-geometrycollection.geojson", ["Point", "LineString"]),
        ("hint_bad_geometrycollection_nested.geojson", ["MultiPoint", "LineString"]),
        ("hint_bad_geometrycollection_single.geojson", ["Point"]),
    ],
)
def test_a_collection_is_the_things_in_it(shared_data: Path, name: str, drawn: list[str]) -> None:
    """Plain, nested, or of a single member: each kind of geometry in it is a record that is drawn."""
    found = [each.geometry for each in features(shared_data / "geometry", (".geojson",), only=name)]
    assert [type(each).__name__ for each in found] == drawn


def test_all_of_it_stands_on_the_map_at_every_zoom(qtbot: QtBot, make_map: Make, shared_data: Path) -> None:
    """462 rivers (one has no line), 80 disputed areas, evacuation zones and every hostile geometry are painted, far out and near."""
    view = make_map()
    said: list[str] = []
    view.trouble.connect(said.append)
    drawn = features(shared_data / "geometry", (".geojson", ".json"))
    rows = [*rivers(shared_data), *zones(shared_data), *(row(f"g{number}", body) for number, body in enumerate(drawn))]
    assert sum(one.kind == "corridor" for one in rows) >= 461
    assert sum(one.kind == "danger_zone" for one in rows) >= 80
    with qtbot.waitSignal(view.settled, timeout=WAIT):
        view.show_picture(picture(*rows), None, NOON)
    for lat, lon, zoom in ((0.0, 0.0, 1.0), (80.0, 180.0, 3.0), (-80.0, -180.0, 3.0), (30.3, -81.6, 9.0), (34.0, 76.0, 6.0)):
        with qtbot.waitSignal(view.link.said, timeout=WAIT):
            view.centre(lat, lon, zoom)
        with qtbot.waitSignal(view.settled, timeout=WAIT):
            view.state(note=f"{lat} {lon} {zoom}")
    assert said == []
    assert view.blocked_requests == 0


def test_a_hostile_one_of_any_shape_is_areas_and_nothing_else(shared_data: Path) -> None:
    """Whatever geometry a hostile object comes with, the map shows areas of it, never a point or a line."""
    made: Picture = picture()
    for number, body in enumerate(features(shared_data / "geometry", (".geojson", ".json"))):
        fold_all(made, [row(f"h{number}", msgspec.structs.replace(body, affiliation=Affiliation.HOSTILE))])
    for subject in (key[0] for key in made.tables["feature"]):
        assert all(isinstance(one, Area) for one in Areas().draw(made, ("feature", subject), NOON, None).features)
