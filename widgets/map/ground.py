"""The shipped ground that every map stands on: how far it goes, which one a theme takes, and its colours. No Qt."""

import json
from importlib.resources import files

from widgets.tokens import ThemeName

BAKED_ZOOM, DRAWN_ZOOM, TOP_ZOOM = 6, 12, 16
"""To which the shipped ground is baked, to which it is drawn, and to which what is drawn is enlarged."""


def ground(theme: ThemeName) -> str:
    """The baked ground a theme stands on."""
    return "light" if theme is ThemeName.LIGHT else "dark"


def map_colours(theme: ThemeName) -> dict[str, str]:
    """The map's own colours (ground, borders, frames) under a theme: six hex digits behind ``#``, by name."""
    table: dict[str, dict[str, str]] = json.loads((files("resources.map") / "colours.json").read_text())
    return dict(table[ground(theme)])
