"""Record words as signs: none is missing, and none says on a screen what no screen may say."""

from enum import StrEnum

import pytest

from widgets.stated import PREFIXES, stated
from widgets.words import State


@pytest.mark.parametrize("lifecycle", tuple(PREFIXES))
def test_every_word_of_a_lifecycle_has_a_sign(lifecycle: type[StrEnum]) -> None:
    """Claim: whatever state a record can be in has a word with a shape, and no two states of one lifecycle share a sign."""
    signs = [stated(word) for word in lifecycle]
    assert len(set(signs)) == len(signs)
    assert {sign.sign.axis for sign in signs} == {signs[0].sign.axis}


def test_an_agreed_grant_never_reads_as_permission() -> None:
    """Claim: the record's APPROVED stands on the screen as AGREED, NOT YET ACTIVE."""
    assert State.GRANT_APPROVED.word == "AGREED, NOT YET ACTIVE"
