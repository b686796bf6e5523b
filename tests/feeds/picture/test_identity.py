"""Identifiers are opaque, stable and cannot be counted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from feeds.picture.identity import content_hash, joined, opaque, shown

parts = st.lists(st.text(st.characters(exclude_characters="\x1f", exclude_categories=["Cs"])), min_size=1, max_size=3)


@given(parts, parts)
def test_equal_parts_and_only_those_give_the_same_identifier(one: list[str], other: list[str]) -> None:
    """The identifier is a function of its parts in order; moving a letter from one part to the next changes it."""
    assert (opaque("A", *one) == opaque("A", *other)) == (one == other)


def test_identifiers_and_hashes_are_what_they_were() -> None:
    """Two programs of different years name a thing alike: journals and signed acts hold these words."""
    assert opaque("A", "x", 1) == "A-SY8KD9ZE5KPRAF2W"
    assert content_hash(b"x") == "d161d71145abeec5ef15abcf0459cec60a27321e2f0ac0ef7ace5254f5944476"


def test_neighbours_are_not_consecutive() -> None:
    """Identifiers of consecutive things share no prefix that would let anybody count."""
    made = {opaque("A", number) for number in range(1000)}
    assert len(made) == 1000
    assert len({each[:6] for each in made}) > 990


def test_the_short_form_is_read_aloud() -> None:
    """A screen shows four letters of an opaque identifier, and a code people speak as it is."""
    ident = opaque("A", "x")
    assert shown(ident) == ident[:6]
    assert shown("HC-2") == "HC-2"
    assert shown("HC-NORTHERN") == "HC-NORTHERN"
    assert shown("ABCDEFGHIJKLMNOP") == "ABCDEFGHIJKLMNOP"
    assert joined("C-1", "KAR") == "C-1/KAR"
