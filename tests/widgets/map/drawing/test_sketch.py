"""Sketches as arithmetic: whatever a hand does can be undone, and what is sent is what was drawn, at any longitude."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st

from feeds.picture.danger import DangerZone
from feeds.picture.place import Affiliation, Feature
from feeds.picture.values import LineString, MultiPolygon, Point, Polygon, Window
from tests.layers.scenery import picture, row
from widgets.map.drawing.measure import MOST_KM, length, widened, words
from widgets.map.drawing.shape import geometry, sketch_of
from widgets.map.drawing.sketch import CORNERS_LIMIT, Form, Position, Sketch, Steps, added, chosen, inserted, moved, near, removed
from widgets.map.drawing.snap import Targets, targets
from widgets.map.drawing.sound import fault

positions = st.tuples(st.floats(-540, 540, allow_nan=False), st.floats(-90, 90, allow_nan=False))
forms = st.sampled_from((Form.AREA, Form.LINE))
deeds = st.lists(st.tuples(st.sampled_from(["add", "insert", "move", "remove", "choose"]), st.integers(-1, 6), positions), max_size=12)


def done(sketch: Sketch, what: str, index: int, at: Position) -> Sketch:
    """Do one thing to a sketch."""
    match what:
        case "add":
            return added(sketch, at)
        case "insert":
            return inserted(sketch, index, at)
        case "move":
            return moved(sketch, index, at)
        case "remove":
            return removed(sketch, index)
        case _:
            return chosen(sketch, index)


@given(forms, deeds)
def test_every_step_can_be_undone_and_done_again(form: Form, several: list[tuple[str, int, Position]]) -> None:
    """Undo to the beginning gives the empty sketch, redo the last one; the chosen corner is always one that is there."""
    steps = Steps(Sketch(form))
    for deed in several:
        steps = steps.to(done(steps.now, *deed))
        assert steps.now.chosen is None or 0 <= steps.now.chosen < len(steps.now.corners)
    last = steps.now
    while steps.before:
        steps = steps.undo()
    assert steps.now.corners == ()
    while steps.undone:
        steps = steps.redo()
    assert steps.now.corners == last.corners


@given(st.lists(positions, min_size=1, max_size=8))
def test_neighbours_are_never_further_than_half_a_turn(several: list[Position]) -> None:
    """However clicks are numbered on a map that repeats, each corner is led to the turn nearest the one before."""
    sketch = Sketch(Form.LINE)
    for at in several:
        sketch = added(sketch, at)
    for one, two in pairwise(sketch.corners):
        assert abs(one[0] - two[0]) <= 180.0


def test_a_point_is_moved_not_multiplied() -> None:
    """A second click moves a place."""
    assert added(added(Sketch(Form.POINT), (1.0, 2.0)), (3.0, 4.0)).corners == ((3.0, 4.0),)


def test_corners_are_bounded() -> None:
    """At the limit a further corner changes nothing."""
    full = Sketch(Form.LINE, tuple((float(number % 90), number / 100) for number in range(CORNERS_LIMIT)))
    assert added(full, (0.0, -1.0)) == full


@pytest.mark.parametrize(
    ("form", "corners", "words_of_it", "place"),
    [
        (Form.AREA, ((0, 0), (2, 2), (2, 0), (0, 2)), "its edge crosses itself at 1.000° N 1.000° E", (1.0, 1.0)),
        (Form.AREA, ((0, 0), (1, 1), (2, 2)), "it encloses nothing", (0.0, 0.0)),
        (Form.AREA, ((0, 0), (1, 1)), "an area needs three corners, and has two", None),
        (Form.AREA, (), "an area needs three corners, and has none", None),
        (Form.LINE, ((0, 0), (2, 2), (2, 0), (0, 2)), "it crosses itself at 1.000° N 1.000° E", (1.0, 1.0)),
        (Form.LINE, ((0, 0), (4, 0), (2, 0)), "it crosses itself at 0.000° N 4.000° E", (4.0, 0.0)),
        (Form.LINE, ((5, 5),), "a line needs two corners, and has one", None),
        (Form.LINE, ((-100, 0), (0, 10), (100, 0)), "it spans half the globe", (100.0, 0.0)),
        (Form.AREA, ((179, -1), (181, 1), (181, -1), (179, 1)), "its edge crosses itself at 0.000° N 180.000°", (180.0, 0.0)),
        (Form.POINT, (), "a place needs one click, and has none", None),
    ],
)
def test_what_cannot_be_sent_says_why_and_where(
    form: Form, corners: tuple[tuple[int, int], ...], words_of_it: str, place: Position | None
) -> None:
    """Self-crossing and empty shapes are refused in plain words, with the place."""
    found = fault(Sketch(form, tuple((float(x), float(y)) for x, y in corners)))
    assert found is not None
    assert found.reason.startswith(words_of_it)
    assert found.at == place


@st.composite
def hulls(draw: st.DrawFn) -> Sketch:
    """Return a sound area anywhere, the antimeridian included."""
    east, north = draw(st.floats(-540, 540)), draw(st.floats(-70, 70))
    angles = draw(st.lists(st.floats(0, 6.28), min_size=3, max_size=9, unique=True))
    radius = draw(st.floats(0.05, 8.0))
    corners = tuple((east + radius * math.cos(a), north + radius * math.sin(a)) for a in sorted(angles))
    sketch = Sketch(Form.AREA, corners)
    assume(fault(sketch) is None and shapely.Polygon(corners).area > radius**2 * 1e-3)
    return sketch


@given(hulls())
def test_an_area_keeps_its_extent_wherever_it_lies(sketch: Sketch) -> None:
    """What is sent lies within the range of longitudes, is valid, and has the sketch's area; read back it is the sketch again."""
    sent = geometry(sketch)
    assert isinstance(sent, Polygon | MultiPolygon)
    several = [sent.rings] if isinstance(sent, Polygon) else list(sent.polygons)
    parts = [shapely.Polygon(rings[0]) for rings in several]
    assert all(part.is_valid for part in parts)
    assert all(-180.0 <= x <= 180.0 for rings in several for x, _ in rings[0])
    assert sum(part.area for part in parts) == pytest.approx(shapely.Polygon(sketch.corners).area, rel=1e-6)
    again = sketch_of(sent)
    assert again is not None
    assert shapely.Polygon(again.corners).area == pytest.approx(shapely.Polygon(sketch.corners).area, rel=1e-6)


def test_an_area_over_the_antimeridian_is_cut_and_joined() -> None:
    """A box from 178 E to 178 W is two parts on record and one ring under the hand."""
    sent = geometry(Sketch(Form.AREA, ((178.0, -1.0), (182.0, -1.0), (182.0, 1.0), (178.0, 1.0))))
    assert isinstance(sent, MultiPolygon)
    assert len(sent.polygons) == 2
    again = sketch_of(sent)
    assert again is not None
    assert sorted(again.corners) == [(178.0, -1.0), (178.0, 1.0), (182.0, -1.0), (182.0, 1.0)]


def test_a_line_over_the_antimeridian_steps_over_it() -> None:
    """A line keeps one path, which read back runs on."""
    sent = geometry(Sketch(Form.LINE, ((178.0, 0.0), (183.0, 0.0))))
    assert sent == LineString(((178.0, 0.0), (-177.0, 0.0)))
    assert sketch_of(sent) == Sketch(Form.LINE, ((178.0, 0.0), (183.0, 0.0)))


def test_what_a_hand_cannot_edit_is_left_alone() -> None:
    """An area with a hole, and one of two parts that do not meet, give no sketch."""
    outer, hole = ((0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 0.0)), ((4.0, 1.0), (5.0, 1.0), (5.0, 2.0), (4.0, 1.0))
    assert sketch_of(Polygon((outer, hole))) is None
    assert sketch_of(MultiPolygon(((outer,), (tuple((x + 20, y) for x, y in outer),)))) is None


@given(st.floats(-170, 170), st.floats(-75, 75), st.floats(0.5, MOST_KM))
def test_a_margin_is_as_wide_as_it_says(east: float, north: float, kilometres: float) -> None:
    """Around a place the margin's edge lies so many kilometres away, within one part in a hundred, at any latitude."""
    ring = widened(Sketch(Form.POINT, ((east, north),)), kilometres)
    assert fault(ring) is None or kilometres > 300
    for corner in ring.corners:
        away = length(Sketch(Form.LINE, ((east, north), corner)))
        assert away == pytest.approx(kilometres * 1000, rel=0.01)


@pytest.mark.parametrize("kilometres", [0.0, 501.0, -501.0, math.nan])
def test_a_margin_has_bounds(kilometres: float) -> None:
    """No margin, one beyond the bound, and no number are refused."""
    with pytest.raises(ValueError, match="a margin is more than 0"):
        widened(Sketch(Form.POINT, ((0.0, 0.0),)), kilometres)


def test_a_margin_that_leaves_nothing_is_refused() -> None:
    """Shrinking an area by more than it is wide leaves nothing; a line cannot shrink."""
    box = Sketch(Form.AREA, ((0.0, 0.0), (0.1, 0.0), (0.1, 0.1), (0.0, 0.1)))
    with pytest.raises(ValueError, match="nothing in one piece"):
        widened(box, -50.0)
    with pytest.raises(ValueError, match="only an area"):
        widened(Sketch(Form.LINE, ((0.0, 0.0), (1.0, 0.0))), -1.0)


def test_measures_are_geodesic() -> None:
    """A degree along the equator is 111.3 km; the words say corners, length and area."""
    assert words(Sketch(Form.LINE, ((0.0, 0.0), (1.0, 0.0)))) == "2 corners · 111.3 km"
    assert words(Sketch(Form.AREA, ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0)))).startswith("3 corners · 378.")
    assert words(Sketch(Form.AREA)) == ""


def test_a_corner_beats_an_edge_and_both_have_a_reach() -> None:
    """At zoom 8 a pixel is about 0.0055 degrees: within ten a corner is caught, within five an edge, beyond them nothing."""
    found = Targets([((0.0, 0.0), (1.0, 0.0))])
    assert found.snapped((0.03, 0.02), 8) == (0.0, 0.0)
    edge = found.snapped((0.5, 0.02), 8)
    assert edge is not None
    assert edge == pytest.approx((0.5, 0.0), abs=1e-9)
    assert found.snapped((0.5, 0.04), 8) is None
    assert Targets([]).snapped((0.0, 0.0), 8) is None


def test_snapping_crosses_the_antimeridian() -> None:
    """A corner at 179.99 W is caught from 180.01 E, on the hand's own turn."""
    assert Targets([((-179.99, 0.0),)]).snapped((180.02, 0.0), 8) == pytest.approx((180.01, 0.0))


def test_hostile_and_protected_objects_are_no_targets() -> None:
    """Zones and drawings can be snapped to, a hostile area cannot."""
    box = Polygon((((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)),))
    far = Polygon((((20.0, 0.0), (21.0, 0.0), (21.0, 1.0), (20.0, 0.0)),))
    made = picture(
        row("z", DangerZone("DZ-1", "Ridge", "shelling", box, Window(0))),
        row("h", Feature("Guns", far, "l", "s", affiliation=Affiliation.HOSTILE)),
        row("p", Feature("Gate", Point((40.0, 0.0)), "l", "s")),
    )
    found = targets(made)
    assert found.snapped((1.0, 1.0), 8) == (1.0, 1.0)
    assert found.snapped((20.0, 0.0), 8) is None
    assert found.snapped((40.0, 0.0), 8) == (40.0, 0.0)


def test_near_stays_on_the_map() -> None:
    """A latitude beyond the map's end is brought to it."""
    assert near((10.0, 89.0), None) == (10.0, 85.0511)
