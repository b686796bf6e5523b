"""The chain: every value counts, and a body can go without the chain noticing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from feeds.journal.chain import GENESIS, LINK_SIZE, Header, commitment, link

HEADER: Header = (1, 2, 3, "track", "T-1", "ROOM", 1, "REAL", b"k" * 32, None, b"context", b"")


def test_link_is_of_its_size() -> None:
    """A link is 32 bytes."""
    assert len(link(GENESIS, HEADER, commitment(b"s" * 16, b"body"))) == LINK_SIZE


@given(st.integers(0, 11), st.binary(min_size=1, max_size=40))
def test_every_column_counts(place: int, other: bytes) -> None:
    """Changing any value of the header changes the link."""
    committed = commitment(b"s" * 16, b"body")
    changed = (*HEADER[:place], other, *HEADER[place + 1 :])
    same = HEADER[place] == other
    assert (link(GENESIS, changed, committed) == link(GENESIS, HEADER, committed)) is same  # type: ignore[arg-type]  # any value


@given(st.binary(min_size=16, max_size=16), st.binary(max_size=60), st.binary(max_size=60))
def test_commitment_tells_bodies_apart(salt: bytes, one: bytes, other: bytes) -> None:
    """Two bodies have one commitment only if they are the same."""
    assert (commitment(salt, one) == commitment(salt, other)) is (one == other)
