"""What really came out: the page writes a number into twelve cells of the line along its upper edge, and this reads it from the window.

A script's own word is too kind: a page can run its animation and show nothing. The cells are two shades of the line's colour, two steps
apart, so nobody sees them. The number is the painted revision, or during a scripted pan the frame's.
"""

import math
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, QRect, QTimer, Signal
from PySide6.QtGui import QColor, QImage
from PySide6.QtQuickWidgets import QQuickWidget

CELL, HIGH, BITS = 4, 2, 12  # px across and down, cells
MODULUS = 2**BITS
STEP = 2  # between the shades, of 255
TOLERANCE = 1
OVERDUE_MS = 1500
"""How long the window may take to show what the page says it painted, before the page is believed."""


def shades(edge: str) -> tuple[QColor, QColor]:
    """The colours of a 0 and a 1 on an edge of this colour, as the page paints them."""
    zero = QColor(edge)
    step = STEP if zero.lightness() < MODULUS // 32 else -STEP
    return zero, QColor(zero.red() + step, zero.green() + step, zero.blue() + step)


def number_in(strip: QImage, edge: str, scale: float = 1.0) -> int | None:
    """The number a strip carries, or None where a cell is neither of the two shades. ``scale`` is the page's text scale."""
    ratio, pair = strip.devicePixelRatio() * scale, shades(edge)
    number = 0
    for bit in range(BITS):
        x, y = round((bit * CELL + CELL / 2) * ratio), int(HIGH / 2 * ratio)
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


class Witness(QObject):
    """Looks at the page's window after each rendering, while somebody waits to know what came out of it."""

    stood = Signal()
    """The expected revision is in the window."""

    def __init__(self, edge: str, parent: QObject) -> None:
        super().__init__(parent)
        self.edge, self.scale = edge, 1.0
        self._window: QQuickWidget | None = None
        self._expected: int | None = None
        self._seen: set[int] = set()
        self._done: Callable[[float], None] | None = None
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._look)
        self._overdue = QTimer(self, interval=OVERDUE_MS, singleShot=True)
        self._overdue.timeout.connect(self._stand)

    def attach(self, window: QQuickWidget | None) -> None:
        """Look at this window; each renderer of a page comes with one of its own."""
        if window is not None and window is not self._window:
            window.quickWindow().afterRendering.connect(self._rendered)
        self._window = window

    def expect(self, revision: int) -> None:
        """Say `stood` once this revision is in the window, or when it is overdue."""
        self._expected = revision % MODULUS
        self._overdue.start()
        self._soon.start()

    def count(self, done: Callable[[float], None]) -> bool:
        """Count the frames of a pan from now on; False where one is being counted or there is no window."""
        if self._done is not None or self._window is None:
            return False
        self._done, self._seen = done, set()
        return True

    def counted(self, seconds: float) -> None:
        """The pan is over: tell its distinct frames a second, 0.0 for one that did not run."""
        done, self._done = self._done, None
        if done is not None:
            done(len(self._seen) / seconds if seconds > 0 else 0.0)

    def stop(self) -> None:
        """Wait for nothing more."""
        self.attach(None)
        self._expected = None
        self._soon.stop()
        self._overdue.stop()
        self.counted(0.0)

    def _rendered(self) -> None:
        if self._expected is not None or self._done is not None:
            self._soon.start()

    def _look(self) -> None:
        if self._window is None or not shiboken6.isValid(self._window):
            return
        strip = QRect(0, 0, math.ceil(CELL * BITS * self.scale), math.ceil(HIGH * self.scale))
        number = number_in(self._window.grab(strip).toImage(), self.edge, self.scale)
        if number is not None and self._done is not None:
            self._seen.add(number)
        elif number is not None and number == self._expected:
            self._stand()

    def _stand(self) -> None:
        self._expected = None
        self._overdue.stop()
        self.stood.emit()
