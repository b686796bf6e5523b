"""How many people are told: ten and more."""

from __future__ import annotations

import pytest

from feeds.picture.few import few, headcount


@pytest.mark.parametrize("people", [0, 1, 9])
def test_fewer_than_ten_are_not_told(people: int) -> None:
    """Neither one, nor nine, nor nobody: who knows the place would know who it is."""
    assert few(people)
    assert headcount(people) == "fewer than 10"


@pytest.mark.parametrize(
    ("people", "apart", "words"), [(10, ",", "10"), (1_240, ",", "1,240"), (1_240, "", "1240"), (1_240_000, " ", "1 240 000")]
)
def test_ten_and_more_are_told_as_they_are(people: int, apart: str, words: str) -> None:
    """With their thousands apart as the reader of a screen, a report or a file has them."""
    assert not few(people)
    assert headcount(people, apart) == words
