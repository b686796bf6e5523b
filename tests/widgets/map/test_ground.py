"""The shipped ground: every theme stands on one, and its colours are whole."""

import re

import pytest

from widgets.map.ground import map_colours
from widgets.tokens import ThemeName


@pytest.mark.parametrize("theme", ThemeName)
def test_the_maps_own_colours_are_whole(theme: ThemeName) -> None:
    """Both grounds name the same colours, each as six hex digits."""
    colours = map_colours(theme)
    assert set(colours) == set(map_colours(ThemeName.DARK))
    assert all(re.fullmatch(r"#[0-9A-F]{6}", value) for value in colours.values())
