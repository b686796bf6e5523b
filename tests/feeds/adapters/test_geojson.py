"""GeoJSON: what a feature becomes; what is repaired, cut or refused."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.adapters.adapter import Item, ReadContext, Reading
from feeds.adapters.geometry import ring_around
from feeds.adapters.registry import find
from feeds.picture.envelope import Record
from feeds.picture.place import Feature
from feeds.picture.values import Geometry, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon, positions


def _read(value: object, **context: Any) -> Reading:
    return find("geojson").read(msgspec.json.encode(value), ReadContext(**context))


def _drawn(kind: str, coordinates: object) -> tuple[Geometry | None, list[str]]:
    reading = _read({"type": "Feature", "geometry": {"type": kind, "coordinates": coordinates}, "properties": {}})
    assert not reading.rejects, reading.rejects
    body = reading.records[0].body
    assert isinstance(body, Feature)
    return body.geometry, reading.notes


def _geometry(record: Record) -> Geometry | None:
    assert isinstance(record.body, Feature)
    return record.body.geometry


def _area(geometry: Geometry | None) -> float:
    """Return the area in square degrees, holes taken away."""
    match geometry:
        case Polygon(rings):
            polygons = [rings]
        case MultiPolygon(many):
            polygons = list(many)
        case _:
            return 0.0
    return sum(_ring(rings[0]) - sum(_ring(hole) for hole in rings[1:]) for rings in polygons)


def _ring(ring: tuple[tuple[float, float], ...]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))) / 2


SQUARE = [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0], [0.0, 0.0]]


@pytest.mark.parametrize(
    ("kind", "coordinates", "expected"),
    [
        ("Point", [1, 2, 3], Point((1.0, 2.0))),
        ("MultiPoint", [[1, 2], [3, 4]], MultiPoint(((1.0, 2.0), (3.0, 4.0)))),
        ("LineString", [[1, 2], [3, 4]], LineString(((1.0, 2.0), (3.0, 4.0)))),
        ("MultiLineString", [[[1, 2], [3, 4]], [[5, 6], [7, 8]]], MultiLineString((((1.0, 2.0), (3.0, 4.0)), ((5.0, 6.0), (7.0, 8.0))))),
    ],
)
def test_each_type(kind: str, coordinates: object, expected: Geometry) -> None:
    """Points and lines come through as they are, without their altitudes."""
    assert _drawn(kind, coordinates) == (expected, [])


def test_an_open_ring_is_closed() -> None:
    """A ring whose last position is not its first is closed, and a note says so."""
    geometry, notes = _drawn("Polygon", [SQUARE[:-1]])
    assert _area(geometry) == 100.0
    assert notes == ["open ring closed"]


def test_a_ring_that_crosses_itself_is_repaired() -> None:
    """A bow tie becomes the two triangles it encloses."""
    geometry, notes = _drawn("Polygon", [[[0, 0], [10, 10], [10, 0], [0, 10], [0, 0]]])
    assert isinstance(geometry, MultiPolygon)
    assert _area(geometry) == pytest.approx(50.0)
    assert notes == ["area repaired: self-intersection"]


def test_a_ring_over_the_180th_meridian_is_cut() -> None:
    """Both ways of writing it give the same two parts, each within the range of longitudes."""
    stepping = [[170, 0], [-170, 0], [-170, 10], [170, 10], [170, 0]]
    running = [[170, 0], [190, 0], [190, 10], [170, 10], [170, 0]]
    for ring in (stepping, running):
        geometry, notes = _drawn("Polygon", [ring])
        assert isinstance(geometry, MultiPolygon)
        assert _area(geometry) == pytest.approx(200.0)
        assert all(abs(x) >= 170 for x, _ in positions(geometry))
        assert notes == ["area cut at the 180th meridian"]


def test_a_hole_is_cut_with_its_area() -> None:
    """A hole on the far side of the meridian stays a hole."""
    outer = [[170, 0], [-170, 0], [-170, 10], [170, 10], [170, 0]]
    hole = [[-176, 4], [-174, 4], [-174, 6], [-176, 6], [-176, 4]]
    geometry, _ = _drawn("Polygon", [outer, hole])
    assert _area(geometry) == pytest.approx(196.0)


def test_a_ring_around_the_pole_encloses_it() -> None:
    """A ring that goes once around the globe is the cap beyond it, not a band."""
    geometry, _ = _drawn("Polygon", [[[-180, 80], [-90, 80], [0, 80], [90, 80], [179, 80], [-180, 80]]])
    assert _area(geometry) == pytest.approx(3600.0)
    assert max(y for _, y in positions(geometry)) == 90.0 if geometry else False


def test_a_map_of_the_whole_world_is_left_alone() -> None:
    """An edge from -180 to 180 is the map's border, not a step over it."""
    geometry, notes = _drawn("Polygon", [[[-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]]])
    assert _area(geometry) == 64_800.0
    assert notes == []


def test_a_line_over_the_180th_meridian_is_cut() -> None:
    """It becomes two lines that meet at the border."""
    geometry, _ = _drawn("LineString", [[170, 0], [-170, 10]])
    assert geometry == MultiLineString((((170.0, 0.0), (180.0, 5.0)), ((-180.0, 5.0), (-170.0, 10.0))))


@pytest.mark.parametrize(
    ("kind", "coordinates", "reason"),
    [
        ("Point", [0, 91], "position out of range"),
        ("Point", [541, 0], "position out of range"),
        ("Point", [1], "no position"),
        ("Point", [True, 1], "malformed item"),
        ("MultiPoint", [], "bad number of positions"),
        ("LineString", [[0, 0]], "line with a bad number of positions"),
        ("Polygon", [SQUARE[:3]], "ring with a bad number of positions"),
        ("Polygon", [], "bad number of rings"),
        ("Polygon", [[[0, 0], [1, 1], [2, 2], [0, 0]]], "area encloses nothing"),
        ("Pyramid", [0, 0], "no geometry"),
    ],
)
def test_what_is_refused(kind: str, coordinates: object, reason: str) -> None:
    """Geometry that has no one meaning is rejected by a reason that can be counted."""
    reading = _read({"type": "Feature", "geometry": {"type": kind, "coordinates": coordinates}, "properties": {}})
    assert [reject.reason for reject in reading.rejects] == [reason]


@pytest.mark.parametrize(
    ("name", "good"),
    [
        ("urn:ogc:def:crs:OGC:1.3:CRS84", True),
        ("urn:ogc:def:crs:EPSG::4326", True),
        ("EPSG:4326", True),
        ("urn:ogc:def:crs:EPSG::3857", False),
        ("EPSG:43260", False),
    ],
)
def test_the_old_member_crs(name: str, good: bool) -> None:
    """Only WGS 84 is read; another reference system is refused whole, since its numbers mean other places."""
    reading = _read({"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": name}}, "features": [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [1, 2]}, "properties": None}]})  # fmt: skip
    assert (reading.items, len(reading.rejects)) == ((1, 0) if good else (0, 1))


def test_a_collection_of_geometries_is_one_item() -> None:
    """A geometry collection becomes one record a sort, here its points are one."""
    point: dict[str, object] = {"type": "Point", "coordinates": [1, 2]}
    deep = {"type": "GeometryCollection", "geometries": [point, {"type": "GeometryCollection", "geometries": [point]}]}
    reading = _read({"type": "Feature", "geometry": deep, "properties": {"name": "Twins"}})
    assert reading.items == 1
    assert [_geometry(record) for record in reading.records] == [MultiPoint(((1.0, 2.0), (1.0, 2.0)))]


def _square(west: float) -> dict[str, object]:
    ring = [[west, 0], [west + 1, 0], [west + 1, 1], [west, 1], [west, 0]]
    return {"type": "Polygon", "coordinates": [ring]}


@pytest.mark.parametrize(
    ("wests", "kinds"), [((0.0, 5.0), ["MultiPolygon", "LineString"]), ((0.0, 0.5), ["Polygon", "Polygon", "LineString"])]
)
def test_geometries_of_a_sort_are_one_record(wests: tuple[float, ...], kinds: list[str]) -> None:
    """Areas of one thing are one geometry, a line beside them another; areas that lie over one another stay as they were drawn."""
    line = {"type": "LineString", "coordinates": [[0, 0], [1, 1]]}
    drawn = {"type": "GeometryCollection", "geometries": [_square(wests[0]), line, _square(wests[1])]}
    reading = _read({"type": "Feature", "geometry": drawn, "properties": {"name": "Bay"}})
    assert reading.items == 1
    assert [type(_geometry(record)).__name__ for record in reading.records] == kinds
    assert len({record.subject for record in reading.records}) == len(kinds)


def test_a_feature_is_named_by_its_source_or_its_content() -> None:
    """Two files number their features alike: without a source an identifier alone never joins two features."""
    one = {"type": "Feature", "id": 1, "geometry": {"type": "Point", "coordinates": [1, 2]}, "properties": None}
    other = {**one, "geometry": {"type": "Point", "coordinates": [3, 4]}}
    assert _read(one).records[0].subject != _read(other).records[0].subject
    assert _read(one, source="PORT").records[0].subject == _read(other, source="PORT").records[0].subject


def test_a_feature_without_a_time_is_undated() -> None:
    """Its event time is the one the caller names, and the item says so."""
    data = msgspec.json.encode({"type": "Feature", "geometry": None, "properties": {"name": "A"}})
    (item,) = find("geojson").each(data, ReadContext(undated=77))
    assert isinstance(item, Item)
    assert item.undated
    assert item.records[0].event == 77


@given(
    st.lists(st.tuples(st.floats(-540, 540), st.floats(-90, 90)), min_size=3, max_size=12),
    st.sampled_from(["Polygon", "LineString", "MultiPoint"]),
)
@settings(max_examples=150, deadline=None)
def test_whatever_is_taken_is_on_the_globe(places: list[tuple[float, float]], kind: str) -> None:
    """Any rings, lines and points are rejected, or lie within the range of positions when they come out; areas are valid."""
    import shapely

    reading = _read({"type": kind, "coordinates": [[*places, places[0]]] if kind == "Polygon" else places})
    for record in reading.records:
        body = record.body
        assert isinstance(body, Feature)
        assert body.geometry is not None
        assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in positions(body.geometry))
        polygons = body.geometry.polygons if isinstance(body.geometry, MultiPolygon) else ()
        assert all(shapely.is_valid(shapely.Polygon(rings[0], rings[1:])) for rings in polygons)


@given(st.floats(-180, 180), st.floats(-80, 80), st.floats(1, 500_000))
def test_a_ring_around_a_place_is_at_its_distance(longitude: float, latitude: float, radius: float) -> None:
    """Every corner lies `radius` metres from the centre on the sphere."""
    for x, y in ring_around((longitude, latitude), radius):
        a, b = math.radians(latitude), math.radians(y)
        half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(x - longitude) / 2) ** 2
        assert 2 * 6_371_008.8 * math.asin(math.sqrt(half)) == pytest.approx(radius, rel=1e-6, abs=1e-3)
