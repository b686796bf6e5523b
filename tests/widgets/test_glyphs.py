"""The drawn shapes: all there, all different, sharp at any ratio."""

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from tests.widgets.conftest import Pixels, pixels
from widgets.glyphs import DRAWINGS, draw_glyph
from widgets.look import Look
from widgets.tokens import ThemeName, Token
from widgets.words import Glyph


def drawn(look: Look, glyph: Glyph, token: Token = Token.TEXT, size: float = 20, ratio: float = 1.0) -> Pixels:
    """One shape on the panel's ground, 32 px square at ratio 1."""
    image = QImage(round(32 * ratio), round(32 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(look.colour(Token.PANEL))
    painter = QPainter(image)
    draw_glyph(painter, look, glyph, token, QPointF(16, 16), size)
    painter.end()
    return pixels(image)


def painted(image: Pixels) -> int:
    """Pixels that are not ground."""
    return int((image != image[0, 0]).any(axis=2).sum())


def test_every_glyph_has_a_drawing() -> None:
    """Claim: no shape can be named that cannot be drawn."""
    assert set(DRAWINGS) == set(Glyph)


@pytest.mark.parametrize("glyph", tuple(Glyph))
@pytest.mark.parametrize("theme", tuple(ThemeName))
def test_every_glyph_paints_inside_its_box(look: Look, glyph: Glyph, theme: ThemeName) -> None:
    """Claim: in every theme each shape paints something, and nothing of it outside its box and two px of air."""
    look.wear(theme=theme)
    image = drawn(look, glyph, Token.CRITICAL)
    assert painted(image) >= 8
    inner = image.copy()
    inner[4:28, 4:28] = image[0, 0]
    assert painted(inner) == 0


def test_no_two_glyphs_look_alike(look: Look) -> None:
    """Claim: any two shapes differ in at least six pixels at 20 px in one colour (I and T in a ring are the nearest)."""
    images = {glyph: drawn(look, glyph, Token.LINE_STRONG) for glyph in Glyph}
    nearest = min(
        (int((np.abs(images[a].astype(int) - images[b].astype(int)).max(axis=2) > 40).sum()), a.value, b.value)
        for a, b in combinations(Glyph, 2)
    )
    assert nearest[0] >= 6, nearest


def blended(image: Pixels, *solid: QColor) -> int:
    """Pixels that are neither ground nor any of these colours: the soft edge."""
    wanted = [(colour.red(), colour.green(), colour.blue()) for colour in solid]
    return sum(1 for row in image.tolist() for pixel in row if tuple(pixel) not in wanted)


def test_a_finer_screen_gets_a_finer_shape(look: Look) -> None:
    """Claim: at a device pixel ratio of 2 a shape is drawn anew, not enlarged: its soft edge grows with its length, not its area."""
    ground, ink = look.colour(Token.PANEL), look.colour(Token.TEXT)
    once = blended(drawn(look, Glyph.DISC), ground, ink)
    twice = blended(drawn(look, Glyph.DISC, ratio=2.0), ground, ink)
    assert 0 < twice < 3 * once


def test_on_the_light_theme_status_shapes_are_outlined(look: Look) -> None:
    """Claim: there the fill carries the hue and the dark outline carries the shape."""
    look.wear(theme=ThemeName.LIGHT)
    colours = {tuple(pixel) for row in drawn(look, Glyph.SQUARE, Token.MEDIUM, size=28).tolist() for pixel in row}
    fill = look.fill(Token.MEDIUM)
    assert (fill.red(), fill.green(), fill.blue()) in colours
    assert min(sum(colour) for colour in colours) < 150
