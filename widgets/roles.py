"""What a text is for, and the face that follows from it. No Qt here: view models name roles, widgets/fonts.py makes the fonts."""

from collections.abc import Mapping
from enum import Enum, auto
from types import MappingProxyType
from typing import NamedTuple

SANS = "IBM Plex Sans"
MONO = "IBM Plex Mono"
CONDENSED = "IBM Plex Sans Condensed"


class Face(NamedTuple):
    """Family, size in px at scale 1, weight, letter spacing in px."""

    family: str
    px: float
    weight: int
    spacing: float = 0.0


class Role(Enum):
    """What a text is, which decides how it looks. STATE is for state words: small capitals with a little air."""

    CAPTION = auto()
    COLUMN = auto()
    CHIP = auto()
    DENSE = auto()
    DENSE_STRONG = auto()
    STATE = auto()
    BODY = auto()
    TITLE = auto()
    BODY_STRONG = auto()
    ROW_STRONG = auto()
    SUBHEAD = auto()
    HEADLINE = auto()
    RUNG = auto()
    RUNG_STRONG = auto()
    MONO_CAPTION = auto()
    MONO_CAPTION_STRONG = auto()
    MONO = auto()
    MONO_STRONG = auto()
    MONO_BODY = auto()
    MONO_BODY_STRONG = auto()
    CLOCK = auto()
    REGIME = auto()
    BANNER = auto()
    BANNER_CHIP = auto()
    REAL_WORLD = auto()
    MAP = auto()
    MAP_STRONG = auto()
    WALL_BANNER = auto()
    WALL_CHIP = auto()
    WALL_SUPPORT = auto()
    WALL_SUPPORT_STRONG = auto()
    WALL_FACT = auto()
    WALL_TITLE = auto()
    WALL_LEVEL = auto()
    WALL_CLOCK = auto()


FACES: Mapping[Role, Face] = MappingProxyType(
    {
        Role.CAPTION: Face(SANS, 12, 400),
        Role.COLUMN: Face(SANS, 12, 600),
        Role.CHIP: Face(MONO, 12, 400),
        Role.DENSE: Face(SANS, 13, 400),
        Role.DENSE_STRONG: Face(SANS, 13, 600),
        Role.STATE: Face(SANS, 12, 600, 0.4),
        Role.BODY: Face(SANS, 14, 400),
        Role.TITLE: Face(SANS, 14, 500),
        Role.BODY_STRONG: Face(SANS, 14, 600),
        Role.ROW_STRONG: Face(SANS, 15, 600),
        Role.SUBHEAD: Face(SANS, 16, 600),
        Role.HEADLINE: Face(SANS, 20, 600),
        Role.RUNG: Face(SANS, 18, 400),
        Role.RUNG_STRONG: Face(SANS, 20, 600),
        Role.MONO_CAPTION: Face(MONO, 12, 400),
        Role.MONO_CAPTION_STRONG: Face(MONO, 12, 600),
        Role.MONO: Face(MONO, 13, 400),
        Role.MONO_STRONG: Face(MONO, 13, 600),
        Role.MONO_BODY: Face(MONO, 14, 400),
        Role.MONO_BODY_STRONG: Face(MONO, 14, 600),
        Role.CLOCK: Face(MONO, 24, 600),
        Role.REGIME: Face(SANS, 16, 600, 0.7),
        Role.BANNER: Face(SANS, 12, 600, 1.1),
        Role.BANNER_CHIP: Face(MONO, 12, 600),
        Role.REAL_WORLD: Face(SANS, 24, 700, 0.4),
        Role.MAP: Face(CONDENSED, 12, 400),
        Role.MAP_STRONG: Face(CONDENSED, 12, 600),
        Role.WALL_BANNER: Face(SANS, 22, 600, 1.1),
        Role.WALL_CHIP: Face(MONO, 20, 600),
        Role.WALL_SUPPORT: Face(SANS, 26, 400),
        Role.WALL_SUPPORT_STRONG: Face(SANS, 26, 600),
        Role.WALL_FACT: Face(SANS, 34, 600),
        Role.WALL_TITLE: Face(SANS, 44, 600),
        Role.WALL_LEVEL: Face(SANS, 92, 600),
        Role.WALL_CLOCK: Face(MONO, 64, 600),
    }
)
