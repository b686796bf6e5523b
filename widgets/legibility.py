"""How large text stands on the eye, and at which scale it is large enough. Pure.

Capital letters of the body text are to be 16 minutes of arc high at the least, at the distance from which a desk is read (ISO 9241-3).
Deliberately absent: asking the screen, and changing anything.
"""

from math import atan, degrees
from typing import Final

DISTANCE_MM: Final = 650.0
"""From which a desk is read."""

LEAST: Final = 16.0
_BODY_PX: Final = 14.0
_CAPITAL: Final = 0.698
"""Height of a capital as a share of its type's size, in IBM Plex Sans."""


def minutes(pitch_mm: float, scale: float, distance_mm: float = DISTANCE_MM) -> float:
    """Return the height of a capital of the body text in minutes of arc; `pitch_mm`: of one px of the layout at scale 1."""
    return degrees(atan(_BODY_PX * _CAPITAL * scale * pitch_mm / distance_mm)) * 60


def wanted(pitch_mm: float, distance_mm: float = DISTANCE_MM) -> float:
    """Return the least scale, in steps of five hundredths, at which the body text is large enough."""
    scale = LEAST / minutes(pitch_mm, 1.0, distance_mm)
    return -(-scale // 0.05) * 0.05
