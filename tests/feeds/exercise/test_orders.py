"""Orders of a director: each line is one order or one clear error, and reading never waits nor grows."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.errors import BadInput, OverLimit
from feeds.exercise.orders import LONGEST, MOST, Ask, Move, Note, OrderReader, Pause, Speed, read_order


@pytest.fixture
def pipe() -> Iterator[tuple[OrderReader, int]]:
    """A reader and the end that orders are written to."""
    out, into = os.pipe()
    yield OrderReader(out), into
    os.close(out)
    os.close(into)


@pytest.mark.parametrize(
    ("line", "order"),
    [
        ("fire 03_crisis/33", Move("fire", "03_crisis/33")),
        ("  hold  hac-told ", Move("hold", "hac-told")),
        ("release a", Move("release", "a")),
        ("skip a", Move("skip", "a")),
        ("note a  HAC rang   back", Note("a", "HAC rang back")),
        ("pause", Pause(stands=True)),
        ("go on", Pause(stands=False)),
        ("speed 60", Speed(60.0)),
        ("plan", Ask()),
    ],
)
def test_each_order_is_read(line: str, order: object) -> None:
    """The words of the documentation."""
    assert read_order(line) == order


@pytest.mark.parametrize("line", ["", "fire", "note a", "pause now", "go", "speed fast", "speed 0", "speed nan", "speed 1e9", "explode a"])
def test_what_is_no_order_is_one_error(line: str) -> None:
    """It names the director's channel and what was expected."""
    with pytest.raises(BadInput, match=r"^director: .*expected"):
        read_order(line)


@given(st.text(max_size=60))
def test_any_text_is_an_order_or_an_error(line: str) -> None:
    """Nothing else is raised."""
    with suppress(BadInput):
        assert read_order(line) is not None


def test_reading_does_not_wait_and_takes_whole_lines(pipe: tuple[OrderReader, int]) -> None:
    """Nothing there is nothing; half a line waits for its other half."""
    reader, into = pipe
    assert reader.take() == []
    os.write(into, b"pause\nfire 03_")
    assert reader.take() == [Pause(stands=True)]
    os.write(into, b"crisis/33\n\n\xff\n")
    found = reader.take()
    assert found[0] == Move("fire", "03_crisis/33")
    assert isinstance(found[1], BadInput)
    assert not reader.ended


def test_a_line_too_long_is_one_error_and_the_next_one_is_read(pipe: tuple[OrderReader, int]) -> None:
    """Ten thousand bytes without an end are refused once; what follows the end of that line counts again."""
    reader, into = pipe
    os.write(into, b"x" * 5 * LONGEST)
    found = [each for _ in range(8) for each in reader.take()]
    os.write(into, b"\nplan\n")
    found += [each for _ in range(8) for each in reader.take()]
    assert [type(each) for each in found] == [OverLimit, Ask]


def test_a_flood_of_orders_is_taken_piece_by_piece() -> None:
    """No more than so many at one look, none lost, the last without an end of line; then it has ended."""
    out, into = os.pipe()
    os.write(into, b"plan\n" * 3 * MOST + b"pause")
    os.close(into)
    reader = OrderReader(out)
    sizes: list[int] = []
    found: list[object] = []
    while not reader.ended or sizes[-1:] != [0]:
        taken = reader.take()
        sizes.append(len(taken))
        found += taken
    os.close(out)
    assert max(sizes) == MOST
    assert found == [Ask()] * 3 * MOST + [Pause(stands=True)]
