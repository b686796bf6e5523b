"""A theme at night: everything up to 30 % darker, but no text under the contrast it must keep. Pure, on the tables of tokens.

Deliberately absent: blocks of regime, label and TLP, which look the same by day and night.
"""

from dataclasses import replace
from typing import Final

from widgets.tokens import SURFACES, Theme, Token

LEAST: Final = 0.7
FLOOR: Final = 4.5
_TEXTS: Final = (
    Token.TEXT,
    Token.TEXT2,
    Token.TEXT3,
    Token.ACCENT,
    Token.CRITICAL,
    Token.HIGH,
    Token.MEDIUM,
    Token.LOW,
    Token.NORMAL,
    Token.GOOD,
    Token.DOUBT,
)
_STEPS: Final = 50


def dimmed(theme: Theme) -> Theme:
    """The theme darkened: grounds by 30 %, each text by as much as leaves it readable on all of them."""
    grounds = {token: darker(theme.hex(token), LEAST) for token in SURFACES}
    worst = tuple(grounds.values())
    colours = {**theme.colours, **{token: darker(theme.hex(token), LEAST) for token in theme.colours}}
    colours |= {token: _readable(theme.hex(token), worst) for token in _TEXTS}
    return replace(theme, colours=colours)


def _readable(colour: str, grounds: tuple[str, ...]) -> str:
    """The colour dimmed by what is nearest to 30 % and can be read on all grounds: less on a dark theme, more on a light one."""
    shares = sorted((step / _STEPS for step in range(_STEPS + 1)), key=lambda share: abs(share - LEAST))
    return next((made for share in shares if min(contrast(made := darker(colour, share), each) for each in grounds) >= FLOOR), colour)


def darker(colour: str, share: float) -> str:
    """#RRGGBB with each part at this share."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(part * share):02X}" for part in parts)


def contrast(one: str, other: str) -> float:
    """WCAG 2's ratio of two colours."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    linear = [_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 -- sRGB's own constants
