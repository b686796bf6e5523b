"""What lies over the layers: ghosts say that they are, differences say both sides, and a hostile object stays an area."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from feeds.picture.corridor import CorridorState, SegmentState
from feeds.picture.picture import Picture
from feeds.picture.place import Track
from feeds.picture.values import Point, Polygon
from feeds.picture.warning import Discipline, Indication
from layers import overlays
from layers.layer import AnyFeature, Area, Line, Mark, Tag
from layers.overlays import MOST, differing, learned_later
from layers.style import AreaStyle
from tests.layers.scenery import HALVERN, HOUR, KESSBY, SQUARE, corridor, picture, row, zone
from tests.rig.specimens import EXERCISE, NOON

FIRE = Indication("Fire heard", Discipline.MASINT, "CPA", geometry=Point(HALVERN))


def texts(features: tuple[AnyFeature, ...]) -> str:
    """All words of these features."""
    return " | ".join(" ".join((*one.notes, one.doubt)) if isinstance(one, Area) else one.title for one in features)


def test_a_ghost_had_happened_and_was_not_known() -> None:
    """Before it happened, and once it is known, there is none; between the two it says when it was learned, with another day's date."""
    late = row("r-1", FIRE, event=NOON, known=NOON + 15 * HOUR)
    shown = learned_later([late], picture(), NOON + HOUR)
    assert "happened 12:00Z LEARNED 23 Nov 03:00Z" in texts(shown)
    assert [one.at for one in shown if isinstance(one, Mark)] == [HALVERN]
    assert learned_later([late], picture(), NOON - 1) == ()
    assert learned_later([late], picture(), NOON + 15 * HOUR) == ()


def test_a_ghost_of_the_same_minute_is_told_to_the_second() -> None:
    """Happened and learned within the minute that is shown: both would read alike, and the ghost would make no sense."""
    late = row("r-1", FIRE, event=NOON, known=NOON + 20_000)
    assert "happened 12:00:00Z LEARNED 12:00:20Z" in texts(learned_later([late], picture(), NOON + 5_000))


def test_a_hostile_ghost_is_an_area() -> None:
    """A hostile report learned later is no point either."""
    hostile = row("r-1", msgspec.structs.replace(FIRE, hostile=True), event=NOON, known=NOON + 2 * HOUR)
    shown = learned_later([hostile], picture(), NOON + HOUR)
    assert [type(one) for one in shown] == [Area]
    assert isinstance(shown[0], Area)
    assert shown[0].style == AreaStyle.LATER


def test_what_differs_says_what_it_was() -> None:
    """A corridor that was declared open and is suspended is drawn along its course, with both words."""
    states = (CorridorState.OPEN, CorridorState.SUSPENDED)
    before, after = (picture(*corridor(state, None, (SegmentState.PASSABLE, SegmentState.PASSABLE))) for state in states)
    shown = differing([(before.find("corridor_status", "hc-2"), after.find("corridor_status", "hc-2"))], before, after)
    assert len([one for one in shown if isinstance(one, Line)]) == 2
    assert [one.text for one in shown if isinstance(one, Tag)] == ["HC-2 declared SUSPENDED · was: OPEN"]


def test_what_moved_is_drawn_twice_and_what_is_gone_dashed() -> None:
    """A zone that moved stands where it was and where it is; one that stayed, once; one that only the first picture has, as it was."""
    one, nowhere = zone(), Picture(EXERCISE)
    moved, renamed = zone(geometry=Polygon((tuple((lon + 1, lat) for lon, lat in SQUARE),))), zone(code="DZ-08")
    styles = [
        [area.style for area in differing([pair], nowhere, nowhere) if isinstance(area, Area)]
        for pair in ((one, moved), (one, renamed), (one, None))
    ]
    assert styles == [[AreaStyle.BEFORE, AreaStyle.HERE], [AreaStyle.HERE], [AreaStyle.BEFORE]]
    assert "only before" in texts(differing([(one, None)], nowhere, nowhere))
    assert "only here" in texts(differing([(None, row("r-1", FIRE))], nowhere, nowhere))


def test_a_hostile_object_has_no_trail() -> None:
    """Where a hostile object was and where it is are not drawn together; what is not hostile is drawn at both."""
    for hostile, count in ((True, 1), (False, 2)):
        was, now = (row("r-1", msgspec.structs.replace(FIRE, geometry=Point(at), hostile=hostile)) for at in (HALVERN, KESSBY))
        styles = [one.style for one in differing([(was, now)], Picture(EXERCISE), Picture(EXERCISE)) if isinstance(one, Area)]
        assert len(styles) == count
        assert AreaStyle.HERE in styles


def test_what_moves_by_the_minute_is_drawn_where_only_one_has_it() -> None:
    """A ship that both know is no difference on the map, wherever it went; one that only one knows is, without words."""
    was, now = (row("t-1", Track("Boat", "AIS-N", at)) for at in (HALVERN, KESSBY))
    assert differing([(was, now)], Picture(EXERCISE), Picture(EXERCISE)) == ()
    (only,) = differing([(None, now)], Picture(EXERCISE), Picture(EXERCISE))
    assert isinstance(only, Mark)


def test_an_overlay_is_bounded() -> None:
    """Of thousands of rows so many are drawn."""
    many = [(None, row(f"r-{number}", FIRE)) for number in range(2 * MOST)]
    assert len(differing(many, Picture(EXERCISE), Picture(EXERCISE))) == MOST


@given(st.lists(st.sampled_from("abc"), min_size=1), st.lists(st.sampled_from("abc"), min_size=1))
def test_of_what_was_said_only_the_end_that_differs_is_repeated(was: list[str], known: list[str]) -> None:
    """What is left is an end of the old words, never empty, and begins at the first that differs where there is one."""
    left = overlays._apart(" ".join(was), " ".join(known)).split()
    assert left
    assert was[-len(left) :] == left
    same = was[: len(was) - len(left)]
    assert known[: len(same)] == same
    assert len(left) == 1 or known[len(same) : len(same) + 1] != left[:1]
