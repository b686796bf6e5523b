"""Words of likelihood stand with their bands, which meet and cover all but certainty; another scale stands by its name."""

from __future__ import annotations

from itertools import pairwise

import pytest

from feeds.picture.likelihood import BANDS, band, in_band
from feeds.picture.warning import Judgement


def test_bands_meet_and_leave_out_certainty() -> None:
    """Each begins where the one below ends; none says impossible, none says certain."""
    assert all(low[1] == high[0] for low, high in pairwise(BANDS.values()))
    assert (min(low for low, _ in BANDS.values()), max(high for _, high in BANDS.values())) == (1, 99)


@pytest.mark.parametrize(
    ("word", "scale", "told"),
    [
        ("very likely", "ICD 203", "very likely (80\N{EN DASH}95 %)"),
        ("Almost no chance", "ICD 203", "Almost no chance (01\N{EN DASH}05 %)"),
        ("touch and go", "ICD 203", "touch and go"),
        ("likely", "UK PHIA", "likely (UK PHIA)"),
    ],
)
def test_a_word_says_what_it_stands_for_on_its_scale(word: str, scale: str, told: str) -> None:
    """A figure only where the scale gives one; another scale's likely is not ICD 203's."""
    assert in_band(Judgement("WP-1", word, scale)) == told


def test_no_word_has_no_band() -> None:
    """What the scale does not know gets no figure."""
    assert band("perhaps") == ""
