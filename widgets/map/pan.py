"""Counts the frames of a scripted pan that really came out, each once.

The page numbers its frames with a strip of light and dark cells; this reads the strip from the painted window after each rendering. A
script's own count would be too kind: a page can run its animation and show nothing.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtGui import QImage
from PySide6.QtQuickWidgets import QQuickWidget

CELL, BITS = 4, 12
LIGHT = 128


def frame_number(strip: QImage) -> int | None:
    """The number a strip carries, or None where it is none (a cell neither light nor dark)."""
    ratio = strip.devicePixelRatio()
    number = 0
    for bit in range(BITS):
        x, y = round((bit * CELL + CELL / 2) * ratio), round(CELL / 2 * ratio)
        if x >= strip.width() or y >= strip.height():
            return None
        colour = strip.pixelColor(x, y)
        if max(colour.red(), colour.green(), colour.blue()) - min(colour.red(), colour.green(), colour.blue()) > 8:  # noqa: PLR2004 - grey cells only
            return None
        number |= int(colour.lightness() > LIGHT) << bit
    return number


class FrameCounter(QObject):
    """Collects the numbers seen in one pan. Made for each, thrown away after."""

    def __init__(self, painted: QQuickWidget, done: Callable[[float], None]) -> None:
        super().__init__(painted)
        self._painted, self._done = painted, done
        self._seen: set[int] = set()
        self._due = False
        painted.quickWindow().afterRendering.connect(self._rendered)

    def _rendered(self) -> None:
        if not self._due:
            self._due = True
            QTimer.singleShot(0, self, self._read)

    def _read(self) -> None:
        self._due = False
        number = frame_number(self._painted.grab(QRect(0, 0, CELL * BITS, CELL)).toImage())
        if number:
            self._seen.add(number)

    def finish(self, seconds: float) -> None:
        """Stop and report distinct frames a second."""
        self._painted.quickWindow().afterRendering.disconnect(self._rendered)
        self._done(len(self._seen) / seconds if seconds > 0 else 0.0)
        self.deleteLater()
