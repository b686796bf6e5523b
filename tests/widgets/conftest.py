"""What the render tests share: a look with a ledger, and a way to paint a widget at a size without a window."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from widgets.fonts import load_fonts
from widgets.look import Look
from widgets.tokens import ThemeName

Pixels = NDArray[np.uint8]
Render = Callable[[QWidget, int, int], Pixels]
Keep = Callable[[QWidget], None]


@pytest.fixture
def clock() -> list[float]:
    """A clock the test moves: its one element is the time in s."""
    return [1000.0]


@pytest.fixture
def look(qapp: QApplication, clock: list[float]) -> Iterator[Look]:
    """The dark look at scale 1, keeping a ledger of what is painted."""
    del qapp
    load_fonts()
    made = Look(ThemeName.DARK, clock=lambda: clock[0])
    made.ledger = []
    yield made
    shiboken6.delete(made)


@pytest.fixture
def keep(look: Look) -> Iterator[Keep]:
    """Holds the widgets of a test and takes them down after it."""
    del look
    held: list[QWidget] = []
    yield held.append
    for widget in held:
        if shiboken6.isValid(widget):
            shiboken6.delete(widget)


def pixels(image: QImage) -> Pixels:
    """An image as height x width x RGB; copied, since the image goes."""
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    flat = np.frombuffer(rgb.constBits(), dtype=np.uint8, count=rgb.sizeInBytes()).copy()
    return flat.reshape(rgb.height(), rgb.bytesPerLine())[:, : rgb.width() * 3].reshape(rgb.height(), rgb.width(), 3)


@pytest.fixture
def render(look: Look, keep: Keep) -> Render:
    """Paint a widget at a size, without a window; the ledger then holds this painting only."""

    def paint(widget: QWidget, width: int, height: int) -> Pixels:
        keep(widget)
        widget.resize(QSize(width, height))
        widget.grab()
        if look.ledger is not None:
            look.ledger.clear()
        return pixels(widget.grab().toImage())

    return paint
