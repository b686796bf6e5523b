"""A regime is written and read back the same, and what is none is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.picture.regime import REAL, Regime, RegimeKind, parse_regime

names = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(str.strip)


@given(st.sampled_from(RegimeKind), names)
def test_what_is_written_is_read_back(kind: RegimeKind, name: str) -> None:
    """The form on commands names kind and exercise, and reads back equal; a name may hold colons."""
    assert parse_regime(str(Regime(kind, name))) == Regime(kind, name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("REAL", REAL), ("real", REAL), (" exercise : QUIET HARBOUR 26 ", Regime(RegimeKind.EXERCISE, "QUIET HARBOUR 26"))],
)
def test_case_and_blanks_do_not_count(text: str, expected: Regime) -> None:
    """People write it as they please."""
    assert parse_regime(text) == expected


@pytest.mark.parametrize("text", ["", "DRAFT", "EXERCISES:x", ":REAL"])
def test_another_word_is_no_regime(text: str) -> None:
    """What is none of the three is refused, and the words that are possible are named."""
    with pytest.raises(ValueError, match=r"is not REAL, EXERCISE\[:name\] or TEST\[:name\]"):
        parse_regime(text)


def test_two_exercises_are_two_regimes() -> None:
    """A name is part of a regime, and written with it."""
    assert Regime(RegimeKind.EXERCISE, "A") != Regime(RegimeKind.EXERCISE, "B")
    assert [str(REAL), str(Regime(RegimeKind.EXERCISE, "A"))] == ["REAL", "EXERCISE:A"]
