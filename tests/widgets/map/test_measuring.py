"""Measuring: geodesic figures against known ones, and the safeguard between a friendly unit and a hostile object."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.layer import Line, Path, circle
from widgets.map.measuring import MARGIN, NEAR, Place, area_words, distance_words, drawn, forbidden, leg_words, measure

UNIT: Place = (-46.9, -123.0)
GUNS: Path = circle((-123.2, -47.0), 1000.0)
places = st.tuples(st.floats(-85, 85), st.floats(-180, 180))


def test_known_ways_measure_as_known() -> None:
    """A degree of the equator, London to New York, and across the 180th meridian the short way."""
    assert measure([(0.0, 0.0), (0.0, 1.0)]).metres == pytest.approx(111_319.49, abs=0.01)
    way = measure([(51.5, -0.1), (40.7, -74.0)])
    assert way.metres == pytest.approx(5_585_000, rel=0.002)
    assert way.legs[0].bearing == pytest.approx(288.3, abs=0.5)
    assert measure([(0.0, 179.5), (0.0, -179.5)]).metres == pytest.approx(111_319.49, abs=0.01)


def test_three_points_enclose_an_area_and_two_do_not() -> None:
    """A degree square at the equator has about 12,309 square kilometres, whichever way round it is set."""
    square = [(0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 0.0)]
    assert measure(square[:2]).area is None
    for points in (square, square[::-1]):
        assert measure(points).area == pytest.approx(12_308.8e6, rel=0.001)


@given(st.lists(places, max_size=5))
def test_whatever_is_set_is_measured_and_drawn(points: list[Place]) -> None:
    """Any points give one leg fewer than points, none longer than half the globe, and a label a point."""
    found = measure(points)
    assert len(found.legs) == max(0, len(points) - 1)
    assert all(0 <= leg.metres <= 20_004_000 and 0 <= leg.bearing < 360 for leg in found.legs)
    features = drawn(points, found)
    assert len([one for one in features if not isinstance(one, Line)]) == len(points)


@pytest.mark.parametrize(
    ("points", "refused"),
    [
        ([UNIT, (-47.0, -123.2)], True),
        ([(-47.0, -123.2), UNIT], True),
        ([UNIT, (-46.5, -122.0), (-47.0, -123.2)], True),
        ([(UNIT[0] + 0.01, UNIT[1]), (-47.0, -123.185)], True),
        ([UNIT, (-46.5, -122.0)], False),
        ([(-46.5, -122.0), (-47.0, -123.2)], False),
        ([UNIT], False),
        ([], False),
    ],
)
def test_nothing_is_measured_between_a_friendly_unit_and_a_hostile_object(points: list[Place], refused: bool) -> None:
    """In either direction, by way of other points, and with points set just beside either; all else is measured."""
    assert forbidden(points, [UNIT], [GUNS]) is refused


def test_the_safeguard_holds_across_the_180th_meridian_and_at_its_margins() -> None:
    """A hostile area written beyond 180 degrees is met from the other side; a point beyond the margins means neither."""
    rings = [circle((180.0, 0.0), 1000.0)]
    assert forbidden([(0.0, -179.999), (1.0, 179.0)], [(1.0, 179.0)], rings)
    far = (MARGIN + 2_000) / 111_000
    assert not forbidden([(far, 180.0), (1.0, 179.0)], [(1.0, 179.0)], rings)
    beside = (NEAR + 500) / 111_000
    assert not forbidden([(0.0, 180.0), (1.0 + beside, 179.0)], [(1.0, 179.0)], rings)


@pytest.mark.parametrize(("metres", "words"), [(0, "0 m"), (999, "999 m"), (1234, "1.23 km"), (45_678, "45.7 km"), (1_234_567, "1235 km")])
def test_distances_have_three_digits_that_mean_something(metres: float, words: str) -> None:
    """Metres, then kilometres with ever fewer decimals."""
    assert distance_words(metres) == words


def test_areas_and_legs_are_words() -> None:
    """Hectares below a square kilometre; bearings are true and three digits, north is 000."""
    assert (area_words(5e5), area_words(2.34e6), area_words(5e9)) == ("50.0 ha", "2.3 km²", "5000 km²")
    assert leg_words(measure([(0.0, 0.0), (1.0, 0.0)]).legs[0]).endswith("· 000° true")
