"""Words of likelihood and what they stand for: the seven bands of ICD 203, or another scale by its name alone.

Deliberately absent: any number of our own; a judgement on another scale stands as its author wrote it.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from feeds.picture.warning import Judgement

ICD_203: Final = "ICD 203"

BANDS: Final = MappingProxyType(
    {
        "almost no chance": (1, 5),
        "very unlikely": (5, 20),
        "unlikely": (20, 45),
        "roughly even chance": (45, 55),
        "likely": (55, 80),
        "very likely": (80, 95),
        "almost certain": (95, 99),
    }
)
"""The words of ICD 203, from the least, each with its band in per cent."""


def band(word: str) -> str:
    """Return the band of a word of ICD 203 as it is printed: 80-95 % with its dash; nothing where it is no word of it."""
    found = BANDS.get(word.lower())
    return f"{found[0]:02d}\N{EN DASH}{found[1]:02d} %" if found is not None else ""


def in_band(judgement: Judgement) -> str:
    """Return a judgement's likelihood with what it stands for: very likely (80-95 %); of another scale, with the scale's name."""
    if judgement.likelihood_scale != ICD_203:
        return f"{judgement.likelihood} ({judgement.likelihood_scale})"
    printed = band(judgement.likelihood)
    return f"{judgement.likelihood} ({printed})" if printed else judgement.likelihood
