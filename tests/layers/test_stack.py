"""How layers are arranged: every change keeps each layer once, what is left out is said, and CRITICAL is never left out."""

from hypothesis import given
from hypothesis import strategies as st

from layers.stack import BARE, FAINTEST, STEP, Stack
from layers.style import Severity

COUNT = 4
layers = st.integers(0, COUNT - 1)
changes = st.lists(
    st.one_of(
        st.tuples(st.just("turned"), layers),
        st.tuples(st.just("filtered"), layers),
        st.tuples(st.just("faded"), layers, st.sampled_from([STEP, -STEP])),
        st.tuples(st.just("moved"), layers, st.integers(-3, 3)),
    ),
    max_size=20,
)


@given(changes)
def test_whatever_is_arranged_each_layer_stands_once_and_within_bounds(script: list[tuple[object, ...]]) -> None:
    """After any changes the order holds each layer once, none fades to nothing, and no filter takes CRITICAL away."""
    stack = Stack.plain(COUNT)
    for name, *arguments in script:
        stack = getattr(stack, str(name))(*arguments)
    assert sorted(stack.order) == list(range(COUNT))
    assert all(FAINTEST <= layer.opacity <= 1.0 and layer.least <= Severity.HIGH for layer in stack.layers)
    hidden = sum(not layer.visible for layer in stack.layers)
    assert (f"{hidden} layer" in stack.said()) is (hidden > 0)


def test_a_wall_hides_what_it_may_not_show_and_says_so_in_words_of_its_own() -> None:
    """Bared, other layers are hidden, what was hidden stays so, the page is told, and no count of layers is said."""
    bared = Stack.plain(COUNT).turned(1).bared([0, 1])
    assert [layer.visible for layer in bared.layers] == [True, False, False, False]
    assert bared.told()["bare"] is True
    assert Stack.plain(COUNT).told()["bare"] is False
    assert bared.said() == BARE


def test_hiding_and_filtering_come_round() -> None:
    """Twice turned is as before; four filters are none; moving stops at the ends."""
    plain = Stack.plain(COUNT)
    assert plain.turned(1).turned(1) == plain
    assert plain.filtered(1).filtered(1).filtered(1).filtered(1) == plain
    assert plain.moved(0, 9).order == (1, 2, 3, 0)
    assert plain.moved(0, -1) == plain
    assert plain.said() == ""
    assert plain.turned(0).turned(1).filtered(2).said() == "2 layers hidden · 1 filtered"
    assert plain.turned(0).filtered(0).said() == "1 layer hidden"
