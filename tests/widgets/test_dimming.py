"""The night's theme: darker, and still to be read."""

from __future__ import annotations

import pytest

from widgets.dimming import FLOOR, contrast, dimmed
from widgets.look import Look
from widgets.tokens import SURFACES, THEMES, ThemeName, Token

TEXTS = (Token.TEXT, Token.TEXT2, Token.TEXT3, Token.ACCENT, Token.CRITICAL, Token.HIGH, Token.MEDIUM, Token.LOW, Token.GOOD, Token.DOUBT)


@pytest.mark.parametrize("name", list(ThemeName))
def test_every_text_stays_readable_on_every_ground(name: ThemeName) -> None:
    """Claim: no text falls under 4.5 on any surface that it kept by day, and the grounds are 30 % darker."""
    day, night = THEMES[name], dimmed(THEMES[name])
    for token in TEXTS:
        for ground in SURFACES:
            floor = min(FLOOR, contrast(day.hex(token), day.hex(ground)))
            assert contrast(night.hex(token), night.hex(ground)) >= floor - 0.01, (token, ground)
    assert contrast(night.hex(Token.TEXT), night.hex(Token.PANEL)) >= FLOOR


def test_dimming_is_undone_and_regimes_stay() -> None:
    """Claim: the look dims and undims; blocks of regime are the same by day and night."""
    look = Look()
    before = look.theme
    look.wear(dim=True)
    assert look.theme.hex(Token.TEXT) != before.hex(Token.TEXT)
    assert look.theme.regimes == before.regimes
    look.wear(theme=ThemeName.LIGHT)
    assert look.dim
    look.wear(theme=ThemeName.DARK, dim=False)
    assert look.theme == before
