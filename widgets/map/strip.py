"""What really came out: the page writes a number into a strip of twelve cells in its upper left corner, and this reads it from the window.

A script's own word is too kind: a page can run its animation and show nothing. The cells are two shades of the map's water, two steps
apart, so nobody sees them. The number is the painted revision, or during a scripted pan the frame's.
"""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, QRect, QTimer, Signal
from PySide6.QtGui import QColor, QImage
from PySide6.QtQuickWidgets import QQuickWidget

CELL, BITS = 4, 12  # px, cells
MODULUS = 2**BITS
STEP = 2  # between the shades, of 255
TOLERANCE = 1


def shades(water: str) -> tuple[QColor, QColor]:
    """The colours of a 0 and a 1 on this water, as the page paints them."""
    zero = QColor(water)
    step = STEP if zero.lightness() < MODULUS // 32 else -STEP
    return zero, QColor(zero.red() + step, zero.green() + step, zero.blue() + step)


def number_in(strip: QImage, water: str) -> int | None:
    """The number a strip carries, or None where a cell is neither of the two shades."""
    ratio, pair = strip.devicePixelRatio(), shades(water)
    number = 0
    for bit in range(BITS):
        x, y = round((bit * CELL + CELL / 2) * ratio), round(CELL / 2 * ratio)
        if x >= strip.width() or y >= strip.height():
            return None
        found = strip.pixelColor(x, y)
        value = next((digit for digit, shade in enumerate(pair) if _same(found, shade)), None)
        if value is None:
            return None
        number |= value << bit
    return number


def _same(one: QColor, other: QColor) -> bool:
    apart = (one.red() - other.red(), one.green() - other.green(), one.blue() - other.blue())
    return max(abs(by) for by in apart) < TOLERANCE


class StripReader(QObject):
    """Reads the strip after each rendering of the page's window, while somebody waits for it."""

    read = Signal(int)

    def __init__(self, painted: QQuickWidget, water: str, parent: QObject) -> None:
        super().__init__(parent)
        self._painted, self._water = painted, water
        self._waiting = False
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._look)
        painted.quickWindow().afterRendering.connect(self._rendered)

    def watch(self, waiting: bool) -> None:  # noqa: FBT001 - a switch
        """Start or stop reading; what stands now is read at once."""
        self._waiting = waiting
        if waiting:
            self._soon.start()

    def _rendered(self) -> None:
        if self._waiting:
            self._soon.start()

    def _look(self) -> None:
        if not shiboken6.isValid(self._painted):
            return
        number = number_in(self._painted.grab(QRect(0, 0, CELL * BITS, CELL)).toImage(), self._water)
        if number is not None:
            self.read.emit(number)


class FrameCount:
    """The distinct frames of one scripted pan."""

    def __init__(self, done: Callable[[float], None]) -> None:
        self._done = done
        self._seen: set[int] = set()

    def saw(self, number: int) -> None:
        """A frame of this number came out."""
        self._seen.add(number)

    def finish(self, seconds: float) -> None:
        """Report distinct frames a second; none for a pan that did not run."""
        self._done(len(self._seen) / seconds if seconds > 0 else 0.0)
