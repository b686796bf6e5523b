"""Marking a range by key: here it begins, here it ends, and there is none."""

import pytest

from widgets.timeline.marking import Marking


@pytest.mark.parametrize(("first", "second"), [(10, 20), (20, 10)])
def test_one_key_begins_ends_and_takes_it_away(first: int, second: int) -> None:
    """In whichever order; the later moment is in it."""
    marking = Marking()
    assert not marking.press(first)
    assert (marking.range, marking.corner) == (None, first)
    assert marking.press(second)
    assert (marking.range, marking.corner) == ((10, 21), None)
    assert marking.press(5)
    assert (marking.range, marking.corner) == (None, None)


def test_a_range_of_one_moment_holds_that_moment() -> None:
    """Twice at the same."""
    marking = Marking()
    marking.press(10)
    marking.press(10)
    assert marking.range == (10, 11)


def test_without_a_moment_nothing_begins_and_what_was_begun_is_given_up() -> None:
    """There is no model yet, or none any more."""
    marking = Marking()
    assert not marking.press(None)
    marking.press(10)
    assert not marking.press(None)
    assert (marking.range, marking.corner) == (None, None)


def test_what_is_chosen_elsewhere_gives_up_what_was_begun() -> None:
    """The next key takes the range away and begins none."""
    marking = Marking()
    marking.press(10)
    marking.show((30, 40))
    assert (marking.range, marking.corner) == ((30, 40), None)
    assert marking.press(50)
    assert (marking.range, marking.corner) == (None, None)
