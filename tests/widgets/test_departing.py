"""A desk without some of its panels: nobody is named twice or lost, and no bare place is left."""

from hypothesis import given
from hypothesis import strategies as st

from app.desks import DESKS
from widgets.departing import without
from widgets.narrowing import narrowed


@given(st.sampled_from(DESKS), st.data(), st.integers(400, 4_000), st.integers(300, 2_400))
def test_a_desk_stands_without_whoever_left(desk: object, data: st.DataObject, width: int, height: int) -> None:
    """Who left stands nowhere, all others stand once, guests have a place, and in each column something takes what is over."""
    whole = next(each for each in DESKS if each is desk).arrangement
    away = data.draw(st.sets(st.sampled_from((*whole.panels, "why", "review"))))
    made = narrowed(without(whole, away), width, height)
    stay = [name for name in whole.panels if name not in away]
    lanes = [name for lane in whole.lanes for spot in lane.spots for name in spot.panels if name not in away]
    assert sorted(made.panels) == sorted(stay if lanes else whole.panels)
    assert made.guests in made.panels
    assert any(lane.stretches for lane in made.lanes)
    assert all(any(spot.stretches for spot in lane.spots) for lane in made.lanes)


def test_nobody_gone_is_the_desk_as_designed() -> None:
    """The very same arrangement, so that nothing is stood up anew."""
    assert all(without(desk.arrangement, ()) is desk.arrangement for desk in DESKS)
