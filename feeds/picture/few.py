"""How many people: a count below ten points at persons and is told nowhere, on no screen, map, report or export. Pure."""

from __future__ import annotations

from typing import Final

FEWEST: Final = 10
"""Counts of people below this are suppressed, nobody at all among them."""


def few(people: int) -> bool:
    """Say whether so few must not be told."""
    return people < FEWEST


def headcount(people: int, apart: str = "\N{NO-BREAK SPACE}") -> str:
    """Return a number of people, or that they are few. `apart`: what stands between its thousands."""
    return f"fewer than {FEWEST}" if few(people) else f"{people:,}".replace(",", apart)
