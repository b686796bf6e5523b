"""The drawing words: each part comes back out, nothing spills into its neighbour."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.style import Fade, Hue, Severity, Shape, codes, hue_of, mark, rank_of, severity_mark, shape_of, size_of


@given(
    st.sampled_from(Shape), st.sampled_from(Hue), st.integers(0, 7), st.sampled_from(Fade), st.booleans(), st.booleans(), st.integers(0, 15)
)
def test_every_part_of_a_word_comes_back_out(shape: Shape, hue: Hue, size: int, fade: Fade, hollow: bool, doubted: bool, rank: int) -> None:
    """A mark's word holds shape, hue, size, fade, flags and rank apart, where the page's table says they are."""
    word = mark(shape, hue, size=size, fade=fade, hollow=hollow, doubted=doubted, rank=rank)
    bits = codes()["bits"]
    assert 0 <= word < 2**32
    assert word & 15 == shape == shape_of(word)
    assert word >> bits["hue"] & 15 == hue == hue_of(word)
    assert word >> bits["size"] & 7 == size == size_of(word)
    assert word >> bits["fade"] & 3 == fade
    assert word >> bits["rank"] & 15 == rank == rank_of(word)
    assert bool(word & bits["hollow"]) is hollow
    assert bool(word & bits["doubted"]) is doubted


@pytest.mark.parametrize(("size", "rank"), [(8, 0), (-1, 0), (0, 16), (0, -1)])
def test_a_number_too_large_for_its_bits_is_refused(size: int, rank: int) -> None:
    """What does not fit is one clear error, never another look."""
    with pytest.raises(ValueError, match=r"layers\.style\.mark: size"):
        mark(Shape.DISC, Hue.LOW, size=size, rank=rank)


def test_graver_is_larger_and_painted_later() -> None:
    """Among unacknowledged marks size and rank grow with severity."""
    bits = codes()["bits"]
    words = [severity_mark(severity, Fade.LIVE) for severity in Severity]
    for part in ("size", "rank"):
        mask = 7 if part == "size" else 15
        values = [word >> bits[part] & mask for word in words]
        assert values == sorted(set(values))


def test_stale_looks_doubted_and_acknowledged_looks_hollow_grey() -> None:
    """A stale mark carries the outline of doubt; an acknowledged one is hollow in the captions' grey, whatever its severity."""
    bits = codes()["bits"]
    assert severity_mark(Severity.HIGH, Fade.STALE) & bits["doubted"]
    assert not severity_mark(Severity.HIGH, Fade.AGEING) & bits["doubted"]
    seen = severity_mark(Severity.CRITICAL, Fade.LIVE, acknowledged=True)
    assert seen & bits["hollow"]
    assert seen >> bits["hue"] & 15 == Hue.TEXT3
