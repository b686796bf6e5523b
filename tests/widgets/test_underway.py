"""Acts under way in words."""

import pytest

from widgets.underway import Progress, Underway, act_on, in_words


@pytest.mark.parametrize(
    ("progress", "words"),
    [(Progress.SENDING, "sending 0.2 s"), (Progress.UNCONFIRMED, "not confirmed"), (Progress.REFUSED, "refused: older revision")],
)
def test_an_act_is_never_said_to_be_done(progress: Progress, words: str) -> None:
    """Claim: each stage of an act has its words, none of which says that it is done."""
    assert in_words(Underway("item", "K-1/1", progress, 0.24, "older revision")) == words


def test_an_act_is_found_by_the_row_it_would_write() -> None:
    """Claim: kind and subject together name the act; another row's act is not found."""
    act = Underway("item", "K-1/1", Progress.SENDING)
    assert act_on((act,), "item", "K-1/1") is act
    assert act_on((act,), "item", "K-1/2") is None
    assert act_on((act,), "run", "K-1/1") is None
