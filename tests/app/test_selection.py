"""One selection for the whole window, and the way back."""

from __future__ import annotations

from app.selection import NOTHING, Selection


def test_choosing_tells_once_and_back_goes_back() -> None:
    """A choice is told when it is another; Backspace's way back ends at nothing."""
    told: list[tuple[str, str]] = []
    selection = Selection()
    selection.changed.connect(lambda kind, subject: told.append((kind, subject)))
    selection.choose("alarm", "A")
    selection.choose("alarm", "A")
    selection.choose("corridor", "C")
    selection.back()
    selection.back()
    selection.back()
    assert told == [("alarm", "A"), ("corridor", "C"), ("alarm", "A"), NOTHING]
    assert selection.chosen == NOTHING


def test_the_way_back_is_bounded() -> None:
    """A night of selecting does not grow without bound."""
    selection = Selection()
    for number in range(1_000):
        selection.choose("alarm", str(number))
    assert len(selection._before) <= 51
