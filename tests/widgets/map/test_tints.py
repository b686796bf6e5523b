"""What is drawn has one colour of the theme, wherever it is drawn."""

import pytest

from layers.layer import Area, Line
from layers.style import AreaStyle, Hue, LineStyle
from widgets.map.tints import area_tint, line_tint, tint
from widgets.tokens import Token

RING = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0))


@pytest.mark.parametrize("hue", Hue)
def test_a_hue_is_the_token_of_its_name(hue: Hue) -> None:
    """The map's hues are the theme's, one for one."""
    assert tint(hue).value == hue.name.lower()


@pytest.mark.parametrize(
    ("style", "wanted"),
    [
        (AreaStyle.DANGER, Token.CRITICAL),
        (AreaStyle.HOSTILE, Token.CRITICAL),
        (AreaStyle.PAUSE, Token.LOW),
        (AreaStyle.DOUBT, Token.DOUBT),
        (AreaStyle.ENDED, Token.ACCENT),
        (AreaStyle.PLAIN, Token.ACCENT),
    ],
)
def test_an_area_has_its_styles_colour_or_its_own(style: AreaStyle, wanted: Token) -> None:
    """Danger is critical whatever hue it was given; a plain area keeps its hue."""
    assert area_tint(Area(key="a", kind="k", subject="s", rings=(RING,), style=style, hue=Hue.ACCENT)) is wanted


@pytest.mark.parametrize(
    ("style", "wanted"),
    [
        (LineStyle.PASSABLE, Token.GOOD),
        (LineStyle.RESTRICTED, Token.GOOD),
        (LineStyle.MUTED, Token.NORMAL),
        (LineStyle.MUTED_RESTRICTED, Token.NORMAL),
        (LineStyle.ENDANGERED, Token.CRITICAL),
        (LineStyle.CLOSED, Token.CRITICAL),
        (LineStyle.UNKNOWN, Token.DOUBT),
        (LineStyle.TRACK, Token.NORMAL),
    ],
)
def test_a_leg_has_its_styles_colour(style: LineStyle, wanted: Token) -> None:
    """Only a passable leg is the colour of what is verified; what is not known never is."""
    assert line_tint(Line(key="l", kind="k", subject="s", path=RING, style=style, hue=Hue.ACCENT)) is wanted


@pytest.mark.parametrize("style", [LineStyle.PLAIN, LineStyle.DIFFERS])
def test_a_line_whose_style_has_no_colour_keeps_its_own(style: LineStyle) -> None:
    """A drawn line is of the hue it was given."""
    assert line_tint(Line(key="l", kind="k", subject="s", path=RING, style=style, hue=Hue.ACCENT)) is Token.ACCENT
