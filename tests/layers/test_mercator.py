"""Web Mercator: within the square, right to a metre, and the shorter way round the world."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.mercator import TURN, WORLD, mercator, mercators, seen, unrolled

positions = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_mercator_stays_in_the_square_and_is_right_to_a_metre(lon: float, lat: float) -> None:
    """Every position falls into 0..2^32-1; inside the square it comes back within a metre."""
    x, y = mercator((lon, lat))
    assert 0 <= x < WORLD
    assert 0 <= y < WORLD
    if abs(lat) < 85 and abs(lon) < 179.9:
        back = np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * y / WORLD))))
        assert abs(x / WORLD * 360 - 180 - lon) < 1e-5
        assert abs(back - lat) < 1e-5


@given(st.lists(positions, min_size=1, max_size=8))
def test_many_positions_at_once_are_as_each_alone(places: list[tuple[float, float]]) -> None:
    """The table of many positions is that of one after another, to the last unit of rounding."""
    x, y = mercators(places)
    for index, at in enumerate(places):
        one = mercator(at)
        assert (int(x[index]) - one[0] + 1) % WORLD <= 2
        assert abs(int(y[index]) - one[1]) <= 1


@given(st.lists(positions, min_size=2, max_size=8))
def test_every_step_is_shorter_than_half_the_world(path: list[tuple[float, float]]) -> None:
    """Unrolled, no step is as long as half a turn, so the page can tell which way each goes; the ends are where they were."""
    line = unrolled(path)
    assert all(abs(b[0] - a[0]) < 180 for a, b in pairwise(line))
    assert line[0] == path[0]
    assert math.isclose(math.cos(math.radians(line[-1][0] - path[-1][0])), 1.0, abs_tol=1e-9)
    assert line[-1][1] == pytest.approx(path[-1][1])


def test_the_edge_of_the_world_stays_one_and_a_ring_round_the_pole_closes() -> None:
    """A box round the whole world is as wide as the world; a ring round the south pole is led along it."""
    zone = unrolled(((179.0, -1.0), (-179.0, -1.0), (-179.0, 1.0), (179.0, 1.0), (179.0, -1.0)), closed=True)
    assert [lon for lon, _ in zone] == [179, 181, 181, 179, 179]
    box = unrolled(((-180.0, -80.0), (180.0, -80.0), (180.0, 80.0), (-180.0, 80.0), (-180.0, -80.0)), closed=True)
    assert max(lon for lon, _ in box) - min(lon for lon, _ in box) == 360
    ring = unrolled([(float(lon), -70.0) for lon in (0, 90, 179, -91, 0)], closed=True)
    assert ring[-1] == (0.0, -90.0)
    assert min(lat for _, lat in ring) == -90


@given(st.floats(-85, 85), st.floats(-179, 179), st.floats(1, 16), st.floats(100, 4000), st.floats(100, 4000))
def test_a_view_holds_its_middle_and_stays_in_the_world(lat: float, lon: float, zoom: float, wide: float, high: float) -> None:
    """Its edges lie round its middle, as many px apart as it is wide, and none is beyond the world's."""
    south, west, north, east = seen(lat, lon, zoom, wide, high)
    assert -180 <= west <= lon <= east <= 180
    assert -85.06 <= south <= lat + 1e-6
    assert lat - 1e-6 <= north <= 85.06
    assert east - west <= wide / (256 * 2**zoom) * TURN + 1e-6
