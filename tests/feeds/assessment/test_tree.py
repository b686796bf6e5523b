"""The tree over legs finds just those within their own distance of a place, anywhere on Earth."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from feeds.assessment.distance import between
from feeds.assessment.tree import LegTree, in_space
from feeds.picture.values import LineString, Point

GEOD = Geod(ellps="WGS84")
TOLERANCE = 2.0
"""Metres: a leg's long edges are broken up within this of a straight one."""

anywhere = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
seams = st.tuples(st.sampled_from((179.95, -179.95, 180.0, -180.0, 0.0)), st.floats(-90, 90))
caps = st.tuples(st.floats(-180, 180), st.sampled_from((89.99, 89.5, -89.99, 90.0, -90.0)))


@st.composite
def legs(draw: st.DrawFn) -> LineString:
    """A leg of a few edges, each up to twenty kilometres, wherever it begins."""
    longitude, latitude = draw(anywhere | seams | caps)
    path = [(longitude, latitude)]
    for _ in range(draw(st.integers(1, 4))):
        longitude, latitude, _ = GEOD.fwd(*path[-1], draw(st.floats(0, 360)), draw(st.floats(10, 20_000)))
        path.append((float(longitude), float(latitude)))
    return LineString(tuple(path))


@given(legs(), st.floats(500, 50_000), st.lists(st.tuples(st.floats(0, 360), st.floats(0, 1.6)), min_size=1, max_size=8))
@settings(max_examples=120, deadline=None)
def test_within_the_distance_and_no_further(leg: LineString, limit: float, around: list[tuple[float, float]]) -> None:
    """Places around a leg at up to 1.6 times its distance are found exactly where the measured distance says so."""
    starts = [leg.path[number % len(leg.path)] for number in range(len(around))]
    places = [GEOD.fwd(*start, bearing, share * limit)[:2] for start, (bearing, share) in zip(starts, around, strict=True)]
    longitudes, latitudes = np.array([each[0] for each in places]), np.array([each[1] for each in places])
    found = LegTree([leg], [limit]).near(longitudes, latitudes)
    known = dict(zip(found.places.tolist(), found.metres.tolist(), strict=True))
    assert set(found.legs.tolist()) <= {0}
    for number, (longitude, latitude) in enumerate(places):
        metres = between(leg, Point((float(longitude), float(latitude)))).metres
        if abs(metres - limit) > TOLERANCE + limit / 1_000:
            assert (number in known) == (metres <= limit), (metres, limit)
        if number in known and metres > TOLERANCE:
            assert known[number] == pytest.approx(metres, abs=TOLERANCE + limit / 1_000)


def test_a_leg_is_found_once_however_many_edges_are_near() -> None:
    """A place at a corner is near two edges and counts once, at the nearer."""
    leg = LineString(((0.0, 0.0), (0.1, 0.0), (0.1, 0.1)))
    found = LegTree([leg, leg], [3_000.0, 10.0]).near(np.array([0.1]), np.array([-0.001]))
    assert (found.places.tolist(), found.legs.tolist()) == ([0], [0])
    assert found.metres[0] == pytest.approx(float(GEOD.inv(0.1, 0.0, 0.1, -0.001)[2]), abs=1.0)


def test_each_leg_has_its_own_distance() -> None:
    """One place, two legs along one line: only the one whose distance reaches that far is found."""
    leg = LineString(((0.0, 0.0), (0.1, 0.0)))
    where = np.array([0.05]), np.array([0.02])
    assert LegTree([leg, leg], [1_000.0, 3_000.0]).near(*where).legs.tolist() == [1]


def test_the_antimeridian_and_the_pole_are_no_walls() -> None:
    """A leg at 179.99 E is near a place at 179.99 W, and one on the far side of a pole is near across it."""
    east = LineString(((179.95, 10.0), (179.99, 10.0)))
    over = LineString(((-1.0, 89.99), (1.0, 89.99)))
    tree = LegTree([east, over], [5_000.0, 5_000.0])
    assert tree.near(np.array([-179.99]), np.array([10.0])).legs.tolist() == [0]
    assert tree.near(np.array([180.0]), np.array([89.99])).legs.tolist() == [1]
    assert tree.near(np.array([0.0]), np.array([10.0])).legs.tolist() == []


def test_positions_in_space_lie_on_the_ellipsoid() -> None:
    """The equator at Greenwich, the pole, and a short way between two positions agree with WGS 84."""
    assert in_space(np.array([0.0]), np.array([0.0]))[0] == pytest.approx((6_378_137.0, 0.0, 0.0))
    assert in_space(np.array([0.0]), np.array([90.0]))[0] == pytest.approx((0.0, 0.0, 6_356_752.314), abs=0.01)
    one, other = in_space(np.array([20.0, 20.01]), np.array([50.0, 50.01]))
    assert float(np.linalg.norm(one - other)) == pytest.approx(float(GEOD.inv(20.0, 50.0, 20.01, 50.01)[2]), abs=0.01)
