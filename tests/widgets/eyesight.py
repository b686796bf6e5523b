"""Contrast after WCAG 2.x and the distance of two colours as four kinds of eyes see them.

Protan and deutan after Machado 2009 at severity 1, tritan after Brettel 1997, distances CIEDE2000 (checked in test_tokens against two
pairs published by Sharma); OKLab chroma after Ottosson 2020. Kept apart from the screen: these only judge its colours.
"""

from enum import StrEnum
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]

_PROTAN = np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]])
_DEUTAN = np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]])
_TRITAN_A = np.array([[1.01277, 0.13548, -0.14826], [-0.01243, 0.86812, 0.14431], [0.07589, 0.80500, 0.11911]])
_TRITAN_B = np.array([[0.93678, 0.18979, -0.12657], [0.06154, 0.81526, 0.12320], [-0.37562, 1.12767, 0.24796]])
_TRITAN_PLANE = np.array([0.03901, -0.02788, -0.01113])
_XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]])
_WHITE = np.array([0.95047, 1.0, 1.08883])
_LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
_LMS = np.array(
    [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]]
)
_OK_A = np.array([1.9779984951, -2.4285922050, 0.4505937099])
_OK_B = np.array([0.0259040371, 0.7827717662, -0.8086757660])


class Vision(StrEnum):
    """Kinds of colour vision."""

    NORMAL = "normal"
    PROTAN = "protan"
    DEUTAN = "deutan"
    TRITAN = "tritan"


def linear(value: str) -> Vector:
    """#RRGGBB as linear RGB."""
    encoded = np.array([int(value[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return _decode(encoded)


def _decode(encoded: Vector) -> Vector:
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def contrast(one: Vector, other: Vector) -> float:
    """WCAG 2 ratio of two linear colours."""
    low, high = sorted((float(one @ _LUMINANCE), float(other @ _LUMINANCE)))
    return (high + 0.05) / (low + 0.05)


def ratio(one: str, other: str) -> float:
    """WCAG 2 ratio of two hex colours."""
    return contrast(linear(one), linear(other))


def seen(value: str, vision: Vision) -> Vector:
    """A hex colour as such an eye sees it, linear RGB."""
    colour = linear(value)
    return np.clip(_eye(vision, colour) @ colour, 0, 1)


def _eye(vision: Vision, colour: Vector) -> Vector:
    match vision:
        case Vision.NORMAL:
            return np.eye(3)
        case Vision.PROTAN:
            return _PROTAN
        case Vision.DEUTAN:
            return _DEUTAN
        case Vision.TRITAN:
            return _TRITAN_A if _TRITAN_PLANE @ colour >= 0 else _TRITAN_B
        case _:
            assert_never(vision)


def lab(colour: Vector) -> Vector:
    """CIE L*a*b* of linear RGB under D65."""
    scaled = _XYZ @ colour / _WHITE
    root = np.where(scaled > (6 / 29) ** 3, np.cbrt(scaled), scaled / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def distance(one: Vector, other: Vector) -> float:
    """CIEDE2000 of two L*a*b* colours."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    chroma = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    grey = 0.5 * (1 - np.sqrt(chroma**7 / (chroma**7 + 25**7)))
    a1, a2 = a1 * (1 + grey), a2 * (1 + grey)
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0
    dl, dc, dh = l2 - l1, c2 - c1, 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2))
    lm, cm, hm = (l1 + l2) / 2, (c1 + c2) / 2, h1 + turn / 2 if c1 * c2 else h1 + h2
    t = 1 - 0.17 * np.cos(np.radians(hm - 30)) + 0.24 * np.cos(np.radians(2 * hm))
    t += 0.32 * np.cos(np.radians(3 * hm + 6)) - 0.2 * np.cos(np.radians(4 * hm - 63))
    sl, sc, sh = 1 + 0.015 * (lm - 50) ** 2 / np.sqrt(20 + (lm - 50) ** 2), 1 + 0.045 * cm, 1 + 0.015 * cm * t
    rt = -2 * np.sqrt(cm**7 / (cm**7 + 25**7)) * np.sin(np.radians(60 * np.exp(-(((hm - 275) / 25) ** 2))))
    return float(np.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rt * (dc / sc) * (dh / sh)))


def apart(one: str, other: str, vision: Vision) -> float:
    """CIEDE2000 of two hex colours to such an eye."""
    return distance(lab(seen(one, vision)), lab(seen(other, vision)))


def vivid_share(image: NDArray[np.uint8]) -> float:
    """Share of the pixels of an image (height x width x RGB) whose OKLab chroma is above 0.09."""
    colour = _decode(image.reshape(-1, 3).astype(np.float64) / 255)
    cones = np.cbrt(colour @ _LMS.T)
    return float(np.mean(np.hypot(cones @ _OK_A, cones @ _OK_B) > 0.09))
