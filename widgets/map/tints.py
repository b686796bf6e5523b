"""Which colour of the theme stands for what is drawn: one answer for the live page, a plate on paper and a briefing. No Qt.

Deliberately absent: widths and dashes, which each of them has for its own size, and hex values, which the theme has.
"""

from layers.layer import Area, Line
from layers.style import AreaStyle, Hue, LineStyle
from widgets.tokens import Token

_AREAS: dict[int, Token] = {
    AreaStyle.DANGER: Token.CRITICAL,
    AreaStyle.HOSTILE: Token.CRITICAL,
    AreaStyle.PAUSE: Token.LOW,
    AreaStyle.DOUBT: Token.DOUBT,
}
_LINES: dict[int, Token] = {
    LineStyle.PASSABLE: Token.GOOD,
    LineStyle.RESTRICTED: Token.GOOD,
    LineStyle.MUTED: Token.NORMAL,
    LineStyle.MUTED_RESTRICTED: Token.NORMAL,
    LineStyle.ENDANGERED: Token.CRITICAL,
    LineStyle.CLOSED: Token.CRITICAL,
    LineStyle.UNKNOWN: Token.DOUBT,
    LineStyle.TRACK: Token.NORMAL,
}


def tint(hue: int) -> Token:
    """The token of a hue; it has the hue's name."""
    return Token[Hue(hue).name]


def area_tint(area: Area) -> Token:
    """The token of an area: its style's, or its hue's where the style has none of its own."""
    return _AREAS.get(area.style) or tint(area.hue)


def line_tint(line: Line) -> Token:
    """The token of a line: its style's, or its hue's where the style has none of its own."""
    return _LINES.get(line.style) or tint(line.hue)
