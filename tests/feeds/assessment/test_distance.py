"""Distances on the ellipsoid: near the limit, across the antimeridian, at the poles, on long edges."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from feeds.assessment.distance import WORLD, between, caps, covers, shape
from feeds.picture.values import Circle, Geometry, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon

GEOD = Geod(ellps="WGS84")


def _box(longitude: float, latitude: float, half: float = 0.02) -> Polygon:
    west, east, south, north = longitude - half, longitude + half, latitude - half, latitude + half
    return Polygon((((west, south), (east, south), (east, north), (west, north), (west, south)),))


def _geodesic(a: tuple[float, float], b: tuple[float, float]) -> float:
    return float(GEOD.inv(*a, *b)[2])


@given(st.floats(-180, 180), st.floats(-89.5, 89.5), st.floats(0, 360), st.floats(10, 50_000))
@settings(max_examples=60, deadline=None)
def test_a_point_and_a_disc_agree_with_the_geodesic(longitude: float, latitude: float, bearing: float, metres: float) -> None:
    """A short leg ending at a point, and a disc around another: the geodesic less the radius, anywhere on Earth, to a metre."""
    there_lon, there_lat, _ = GEOD.fwd(longitude, latitude, bearing, metres)
    leg = MultiPoint(((longitude, latitude),))
    found = between(leg, Circle((float(there_lon), float(there_lat)), 5.0))
    assert found.metres == pytest.approx(max(0.0, metres - 5.0), abs=1.0)


def test_across_the_antimeridian() -> None:
    """A leg at 179.99 E and an area at 179.99 W are two kilometres apart, not a world."""
    leg = LineString(((179.9, 0.0), (179.99, 0.0)))
    area = Polygon((((-179.99, -0.1), (-179.9, -0.1), (-179.9, 0.1), (-179.99, 0.1), (-179.99, -0.1)),))
    assert between(leg, area).metres == pytest.approx(_geodesic((179.99, 0.0), (-179.99, 0.0)), abs=1.0)


def test_an_edge_goes_the_short_way_round() -> None:
    """A leg from 179.9 E to 179.9 W crosses the antimeridian and does not pass Greenwich."""
    leg = LineString(((179.9, 0.0), (-179.9, 0.0)))
    assert between(leg, _box(180.0, 0.0)).metres == 0.0
    assert between(leg, _box(0.0, 0.0)).metres > 1e7


def test_at_a_pole() -> None:
    """A leg along a parallel close to the pole is measured to an area on its other side over the pole."""
    leg = LineString(((-1.0, 89.99), (1.0, 89.99)))
    assert between(leg, Circle((180.0, 89.99), 0.0)).metres == pytest.approx(_geodesic((0.0, 89.99), (180.0, 89.99)), abs=2.0)


def test_an_area_around_a_pole_has_an_inside() -> None:
    """A ring along 80 S encloses the pole, however its seam is written."""
    ring = (*((float(longitude), -80.0) for longitude in range(-180, 180, 10)), (-180.0, -80.0))
    seam = ((-180.0, -80.0), (180.0, -80.0), (180.0, -90.0), (-180.0, -90.0), (-180.0, -80.0))
    inside, outside = LineString(((10.0, -85.0), (11.0, -86.0))), LineString(((10.0, -75.0), (11.0, -76.0)))
    for area in (Polygon((ring,)), Polygon((seam,))):
        assert between(inside, area).metres == 0.0
        assert between(outside, area).metres == pytest.approx(_geodesic((11.0, -76.0), (11.0, -80.0)), rel=1e-3)


def test_a_long_edge_stays_where_geojson_puts_it() -> None:
    """A side along a parallel is no great circle: two points on 45 N enclose the parallel between them."""
    leg = LineString(((0.0, 45.0), (20.0, 45.0)))
    assert between(leg, Circle((10.0, 45.0), 0.0)).metres < 20.0


def test_inside_touching_and_holes() -> None:
    """Inside is 0, in a hole is the distance to its edge."""
    outer, hole = _box(0.0, 0.0, 0.5).rings[0], _box(0.0, 0.0, 0.2).rings[0]
    leg = LineString(((0.0, 0.0), (0.01, 0.0)))
    assert between(leg, Polygon((outer,))).metres == 0.0
    assert between(leg, Polygon((outer, hole))).metres == pytest.approx(_geodesic((0.01, 0.0), (0.2, 0.0)), abs=1.0)


def test_a_ring_that_crosses_itself_still_measures() -> None:
    """A bow tie is mended, not refused and not silently far away."""
    bow = Polygon((((0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0), (0.0, 0.0)),))
    assert between(LineString(((0.9, 0.5), (0.91, 0.5))), bow).metres == 0.0


def test_an_area_as_wide_as_a_hemisphere_bears_on_everything() -> None:
    """What a projection cannot tell the inside of counts as everywhere."""
    world = Polygon((((-180.0, -90.0), (180.0, -90.0), (180.0, 90.0), (-180.0, 90.0), (-180.0, -90.0)),))
    assert shape(world).radius > WORLD
    assert between(LineString(((10.0, 10.0), (11.0, 10.0))), world).metres == 0.0


def test_every_kind_of_geometry_can_be_measured() -> None:
    """No kind of geometry is left out, and each gives the same figure for the same place."""
    leg = LineString(((0.0, 0.0), (0.1, 0.0)))
    path = ((0.05, 0.1), (0.05, 0.2))
    kinds: tuple[Geometry, ...] = (
        Point((0.05, 0.1)),
        MultiPoint(((0.05, 0.1), (0.05, 0.2))),
        LineString(path),
        MultiLineString((path,)),
        MultiPolygon(_many()),
        Circle((0.05, 0.1), 0.0),
    )
    assert {round(between(leg, each).metres) for each in kinds} == {round(_geodesic((0.05, 0.0), (0.05, 0.1)))}


def _many() -> tuple[tuple[tuple[tuple[float, float], ...], ...], ...]:
    return (((((0.05, 0.1), (0.06, 0.2), (0.04, 0.2), (0.05, 0.1))),),)


@given(st.lists(st.tuples(st.floats(-179, 178), st.floats(-85, 85)), min_size=1, max_size=12), st.floats(-179, 179), st.floats(-85, 85))
@settings(max_examples=60, deadline=None)
def test_the_coarse_test_never_loses_a_near_leg(starts: list[tuple[float, float]], longitude: float, latitude: float) -> None:
    """What lies within reach is always among the candidates; only certain outsiders are left out."""
    legs = [LineString(((x, y), (x + 0.8, y + 0.5))) for x, y in starts]
    area = Circle((longitude, latitude), 20_000.0)
    reach = 300_000.0
    near = set(caps(legs).near(area, reach))
    assert near >= {index for index, leg in enumerate(legs) if between(leg, area).metres <= reach}


def test_the_coarse_test_leaves_the_far_ones_out() -> None:
    """Five thousand legs around the world: an area in one place is measured against its neighbours alone."""
    starts = [(math.fmod(n * 7.1, 358.0) - 179.0, -60.0 + n * 0.02) for n in range(5_000)]
    legs = [LineString(((x, y), (x + 0.1, y))) for x, y in starts]
    assert 1 <= len(caps(legs).near(_box(*starts[2_500]), 3_000.0)) < 20


def test_what_is_remembered_is_remembered_for_its_reach() -> None:
    """The candidates of a wider reach are not those remembered for a narrower one, nor the reverse."""
    legs = caps([LineString(((0.0, 0.0), (0.1, 0.0))), LineString(((1.0, 0.0), (1.1, 0.0)))])
    area = _box(0.05, 0.0)
    assert legs.near(area, 1_000.0) == [0]
    assert legs.near(area, 300_000.0) == [0, 1]
    assert legs.near(area, 1_000.0) == [0]


def test_an_area_covers_what_lies_within_it_across_the_antimeridian_too() -> None:
    """A disc within a disc, a path that leaves it, and the same where longitudes jump."""
    for middle in (10.0, 179.99):
        area = Circle((middle, 50.0), 20_000.0)
        east = middle + 0.05 if middle < 179 else middle + 0.05 - 360.0
        assert covers(area, Circle((east, 50.0), 1_000.0))
        assert covers(area, LineString(((middle, 50.0), (east, 50.0))))
        assert not covers(area, Circle((east, 50.0), 19_000.0))
        assert not covers(area, LineString(((middle, 50.0), (middle, 51.0))))
    assert not covers(Circle((0.0, 0.0), 1_000.0), Circle((90.0, 0.0), 10.0))


def test_a_disc_is_near_by_its_edge_and_not_by_its_middle() -> None:
    """A disc of fifty kilometres whose middle is sixty away lies ten from the leg; one of five does not."""
    legs = caps([LineString(((0.0, 0.0), (0.1, 0.0)))])
    middle = tuple(float(each) for each in GEOD.fwd(0.05, 0.0, 0.0, 60_000.0)[:2])
    assert legs.near(Circle((middle[0], middle[1]), 50_000.0), 11_000.0) == [0]
    assert legs.near(Circle((middle[0], middle[1]), 5_000.0), 11_000.0) == []
