"""The strip that says what came out."""

import pytest
from PySide6.QtGui import QColor, QImage

from widgets.map.strip import BITS, CELL, HIGH, MODULUS, number_in, shades
from widgets.tokens import THEMES, Token

EDGES = [theme.hex(Token.LINE) for theme in THEMES.values()]


def strip(number: int, edge: str, ratio: float = 1.0) -> QImage:
    """A strip as the page draws it."""
    image = QImage(round(CELL * BITS * ratio), round(HIGH * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    pair = shades(edge)
    for x in range(image.width()):
        for y in range(image.height()):
            image.setPixelColor(x, y, pair[number >> int(x / ratio / CELL) & 1])
    return image


@pytest.mark.parametrize("edge", EDGES)
@pytest.mark.parametrize("ratio", [0.8, 1.0, 1.33, 2.0])
@pytest.mark.parametrize("number", [0, 1, 2, 179, MODULUS - 1])
def test_a_number_is_read_back_at_any_scale(number: int, ratio: float, edge: str) -> None:
    """What the page painted is what is read, in every theme."""
    assert number_in(strip(number, edge, ratio), edge) == number


def test_anything_else_is_no_number() -> None:
    """Land, a third shade, or too few pixels are not read as a number."""
    image = strip(5, EDGES[0])
    image.setPixelColor(CELL // 2, HIGH // 2, QColor("#16212E"))
    assert number_in(image, EDGES[0]) is None
    assert number_in(QImage(4, 4, QImage.Format.Format_RGB32), EDGES[0]) is None
