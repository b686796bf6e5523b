"""Coordinates: what is written can be read again, as finely as it was written; over what is protected never finely."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.map.coordinates import FINEST, Notation, Place, digits_at, read, written

HALVERN = (-46.7812, -122.8971)
places = st.tuples(st.floats(-79.9, 83.9), st.floats(-179.99, 179.99))


@pytest.mark.parametrize(
    ("notation", "digits", "words"),
    [
        (Notation.DECIMAL, 2, "46.78° S  122.90° W"),
        (Notation.DECIMAL, 5, "46.78120° S  122.89710° W"),
        (Notation.DMS, 1, "46°50' S  122°50' W"),
        (Notation.DMS, 2, "46°47' S  122°54' W"),
        (Notation.DMS, 3, "46°46'52\" S  122°53'50\" W"),
        (Notation.DMS, 4, "46°46'52.3\" S  122°53'49.6\" W"),
        (Notation.MGRS, 1, "10G EP 0 1"),
        (Notation.MGRS, 5, "10G EP 07854 19144"),
    ],
)
def test_a_place_is_written_as_finely_as_asked(notation: Notation, digits: int, words: str) -> None:
    """Each notation at its digits."""
    assert written(HALVERN, notation, digits) == words


@pytest.mark.parametrize("notation", Notation)
@given(place=places)
def test_over_what_is_protected_it_is_coarse_and_says_so(notation: Notation, place: Place) -> None:
    """However fine the map, the read-out moves in steps of about ten kilometres, and carries the word."""
    words = written(place, notation, FINEST, coarse=True)
    assert words.endswith("coarse here")
    assert words == written(place, notation, 1, coarse=True)
    assert abs(_read(words)[0] - place[0]) < 0.2
    assert sum(character.isdigit() for character in words) <= 9


def _read(words: str) -> Place:
    found = read(words.removesuffix("coarse here"))
    assert found is not None
    return found


@pytest.mark.parametrize("notation", Notation)
@given(place=places, digits=st.integers(2, FINEST))
def test_what_is_written_is_read_again(notation: Notation, place: Place, digits: int) -> None:
    """Read back, a place lies within the step it was written with."""
    lat, lon = _read(written(place, notation, digits))
    step = {Notation.DECIMAL: 10.0**-digits, Notation.DMS: 1 / 50, Notation.MGRS: 1.6 * 10.0**-digits}[notation]
    assert abs(lat - place[0]) <= step
    assert abs(lon - place[1]) * math.cos(math.radians(place[0])) <= step


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("-46.78, -122.9", (-46.78, -122.9)),
        ("46,78 S; 122,9 W", (-46.78, -122.9)),
        ("46.78 -122.9", (46.78, -122.9)),
        ("W 122.9 S 46.78", (-46.78, -122.9)),
        ("122.9W, 46.78S", (-46.78, -122.9)),
        ("46°46'52\"S 122°53'50\"W", (-46.78111, -122.89722)),
        ("46 46 52 S 122 53 50 W", (-46.78111, -122.89722)),
        ("10gep0785519144", (-46.7812, -122.8971)),
        ("10G EP 07855 19144", (-46.7812, -122.8971)),
    ],
)
def test_people_write_it_in_many_ways(text: str, place: Place) -> None:
    """Signs or letters, before or after, comma or point, longitude first if the letters say so, MGRS with or without spaces."""
    assert read(text) == pytest.approx(place, abs=1e-4)


@pytest.mark.parametrize(
    "text", ["", "Halvern", "91 0", "0 181", "12 60 0 N 0 0 0 E", "N 1 N 2", "1 2 3", "<b>1</b> 2", "9" * 400, "99ZZZ00"]
)
def test_what_is_no_place_is_none(text: str) -> None:
    """Names, numbers out of range, two latitudes, odd counts and markup give nothing."""
    assert read(text) is None


@given(st.text(max_size=60))
def test_no_text_makes_it_raise(text: str) -> None:
    """Whatever is written, it is a place on the globe or none."""
    found = read(text)
    assert found is None or (abs(found[0]) <= 90 and abs(found[1]) <= 180.001)


def test_a_map_shows_more_digits_the_nearer_it_is() -> None:
    """From the world to a street the digits grow from one to five and never shrink."""
    found = [digits_at(zoom / 4) for zoom in range(4, 81)]
    assert found == sorted(found)
    assert (found[0], digits_at(8), found[-1]) == (1, 2, 5)
