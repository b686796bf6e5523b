"""Text fit to be painted, and the few shapes that layers share."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.picture.envelope import Withdrawal
from feeds.picture.fold import fold_all
from feeds.picture.picture import Picture
from feeds.picture.values import Circle, LineString, Point, Polygon
from layers.layer import TEXT_LIMIT, Area, Label, Line, Mark, centre, circle, middle, plain, positions, subjects, surfaces
from tests.layers.scenery import SQUARE
from tests.rig.specimens import EXERCISE, record


@given(st.text(max_size=12_000))
def test_plain_text_is_short_and_shows_its_controls(text: str) -> None:
    """No control character and no direction override survives, and no text is longer than the limit."""
    shown = plain(text)
    assert len(shown) <= TEXT_LIMIT
    assert not any(ord(sign) < 32 or ord(sign) == 127 or 0x202A <= ord(sign) <= 0x202E or 0x2066 <= ord(sign) <= 0x2069 for sign in shown)


def test_plain_text_keeps_markup_as_text_and_says_that_it_was_cut() -> None:
    """Markup stays readable as it is; ten kilobytes end in an ellipsis."""
    assert plain("<img src=x onerror=alert(1)>") == "<img src=x onerror=alert(1)>"
    assert plain("a" * 10_000).endswith("…")


@given(st.floats(-179, 179), st.floats(-80, 80), st.floats(100, 50_000))
def test_a_circle_is_as_far_from_its_centre_as_it_says(lon: float, lat: float, radius: float) -> None:
    """North, south, east and west of the ring lie about the radius away (within 2 %), and the ring is closed."""
    ring = circle((lon, lat), radius)
    assert ring[0] == ring[-1]
    assert math.isclose(math.radians(max(y for _, y in ring) - lat) * 6_371_008.8, radius, rel_tol=0.02)
    east = math.radians(max(x for x, _ in ring) - lon) * 6_371_008.8 * math.cos(math.radians(lat))
    assert math.isclose(east, radius, rel_tol=0.02)


def test_surfaces_make_an_area_of_a_point_only_when_asked() -> None:
    """Without a least radius a point has no surface; with one it is a disc; a circle is never smaller than it."""
    assert surfaces(Point((1.0, 2.0))) == ()
    assert len(surfaces(Point((1.0, 2.0)), 1000.0)) == 1
    assert surfaces(Circle((1.0, 2.0), 10.0), 1000.0) == surfaces(Circle((1.0, 2.0), 1000.0))
    assert surfaces(Polygon((SQUARE,))) == ((SQUARE,),)
    assert len(surfaces(LineString(((0.0, 0.0), (1.0, 1.0))), 500.0)) == 2


@pytest.mark.parametrize(
    ("path", "half"),
    [(((0.0, 0.0), (2.0, 0.0)), (1.0, 0.0)), (((0.0, 0.0), (1.0, 0.0), (1.0, 3.0)), (1.0, 1.0)), (((5.0, 5.0), (5.0, 5.0)), (5.0, 5.0))],
)
def test_the_middle_of_a_path_is_half_way_along(path: tuple[tuple[float, float], ...], half: tuple[float, float]) -> None:
    """Half of the length lies on each side; a path without length gives its start."""
    assert middle(path) == pytest.approx(half)


def test_subjects_are_told_one_by_one_of_the_table_as_it_stood() -> None:
    """Rows that come and go while a long table is told change nothing of what is told."""
    made = Picture(EXERCISE)
    fold_all(made, [record("track", subject=f"T-{number}", sequence=number + 1) for number in range(5)])
    told = subjects(made, "track")
    assert next(told) == ("track", "T-0")
    fold_all(made, [Withdrawal("track", "T-1", "CMC", 9), record("track", subject="T-9", sequence=10)])
    assert [subject for _, subject in told] == ["T-1", "T-2", "T-3", "T-4"]
    assert list(subjects(made, "feature")) == []


def test_the_centre_is_that_of_the_bounding_box() -> None:
    """The centre of a ring does not depend on how its positions crowd."""
    assert centre(SQUARE) == pytest.approx((-123.15, -47.05))


def test_a_feature_lies_along_its_path_round_its_outer_ring_or_at_its_place() -> None:
    """A hole is inside what is around it, and adds no place."""
    hole = tuple((x / 2, y / 2) for x, y in SQUARE)
    assert positions(Area(key="a", kind="k", subject="s", rings=(SQUARE, hole), style=1)) == SQUARE
    assert positions(Line(key="l", kind="k", subject="s", path=SQUARE[:2], style=1)) == SQUARE[:2]
    assert positions(Mark(key="m", kind="k", subject="s", at=(1.0, 2.0), style=0)) == ((1.0, 2.0),)
    assert positions(Label(key="n", kind="k", subject="s", at=(3.0, 4.0), text="N", role=1)) == ((3.0, 4.0),)
