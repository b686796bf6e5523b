"""Whether text can be read on this screen: how large it stands on the eye, said once where that is too small, and the scale that mends it.

Deliberately absent: changing a text size that nobody asked to change.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QGuiApplication, QScreen

from widgets.legibility import DISTANCE_MM, LEAST, minutes, wanted

_BELIEVED: Final = range(120, 4_000)
"""Mm that a screen may be wide; what says otherwise does not know."""

_NO_SCREENS: Final = frozenset({"offscreen", "minimal"})


def pitch(screen: QScreen) -> float | None:
    """Return mm of one px of the layout on a screen, None where nobody knows."""
    width = round(screen.physicalSize().width())
    if QGuiApplication.platformName() in _NO_SCREENS or width not in _BELIEVED or not screen.geometry().width():
        return None
    return width / screen.geometry().width()


def warning(of: float | None, scale: float) -> str:
    """Say that text at this scale is too small on a screen of this pitch, and what would be right; empty: it is large enough."""
    if of is None or minutes(of, scale) >= LEAST:
        return ""
    seen, right = minutes(of, scale), wanted(of)
    return f"text is {seen:.0f}' high at {DISTANCE_MM / 10:.0f} cm, {LEAST:.0f}' is wanted: Ctrl+K text as this screen wants, {right:.0%}"
