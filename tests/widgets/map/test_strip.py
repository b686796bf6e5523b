"""The strip that says what came out."""

import pytest
from PySide6.QtGui import QColor, QImage

from widgets.map.page import map_colours
from widgets.map.strip import BITS, CELL, MODULUS, number_in, shades
from widgets.tokens import ThemeName

WATERS = [map_colours(theme)["water"] for theme in ThemeName]


def strip(number: int, water: str, ratio: float = 1.0) -> QImage:
    """A strip as the page draws it."""
    image = QImage(round(CELL * BITS * ratio), round(CELL * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    pair = shades(water)
    for x in range(image.width()):
        for y in range(image.height()):
            image.setPixelColor(x, y, pair[number >> int(x / ratio / CELL) & 1])
    return image


@pytest.mark.parametrize("water", WATERS)
@pytest.mark.parametrize("ratio", [1.0, 1.33, 2.0])
@pytest.mark.parametrize("number", [0, 1, 2, 179, MODULUS - 1])
def test_a_number_is_read_back_at_any_scale(number: int, ratio: float, water: str) -> None:
    """What the page painted is what is read, on every ground."""
    assert number_in(strip(number, water, ratio), water) == number


def test_anything_else_is_no_number() -> None:
    """Land, a third shade, or too few pixels are not read as a number."""
    image = strip(5, WATERS[0])
    image.setPixelColor(CELL // 2, CELL // 2, QColor("#16212E"))
    assert number_in(image, WATERS[0]) is None
    assert number_in(QImage(4, 4, QImage.Format.Format_RGB32), WATERS[0]) is None
