"""The sounds of a room as samples: tones at least a fifth apart in pitch, each below two seconds, no speech. Pure.

16-bit mono at 22,050 a second. Deliberately absent: any device, and when a sound is due (app/sounding).
"""

from enum import StrEnum
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

RATE: Final = 22_050
_PEAK: Final = 0.35
_FADE_S: Final = 0.012
_GAP_S: Final = 0.06


class Sound(StrEnum):
    """Every sound there is."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LINK_LOST = "link lost"
    REAL_WORLD = "real world"
    TICK = "doctrine timer"


_TONES: Final[dict[Sound, tuple[tuple[float, float], ...]]] = {
    Sound.CRITICAL: ((620.0, 0.22), (780.0, 0.22), (980.0, 0.34)),
    Sound.HIGH: ((620.0, 0.26), (780.0, 0.30)),
    Sound.MEDIUM: ((520.0, 0.35),),
    Sound.LINK_LOST: ((560.0, 0.30), (420.0, 0.42)),
    Sound.REAL_WORLD: ((980.0, 0.20), (620.0, 0.20), (980.0, 0.20), (620.0, 0.40)),
    Sound.TICK: ((1_250.0, 0.04),),
}
"""Hertz and seconds, one after another."""


def pitches(sound: Sound) -> tuple[float, ...]:
    """The pitches of a sound in Hertz, in order."""
    return tuple(pitch for pitch, _ in _TONES[sound])


@cache
def samples(sound: Sound) -> NDArray[np.int16]:
    """The samples of a sound, faded in and out so that nothing clicks."""
    gap = np.zeros(round(_GAP_S * RATE))
    parts = [part for pitch, seconds in _TONES[sound] for part in (_tone(pitch, seconds), gap)]
    return np.asarray(np.concatenate(parts[:-1]) * _PEAK * np.iinfo(np.int16).max, dtype=np.int16)


def _tone(pitch: float, seconds: float) -> NDArray[np.float64]:
    at = np.arange(round(seconds * RATE)) / RATE
    edge = np.minimum(1.0, np.minimum(at, seconds - at) / _FADE_S)
    # A second and third partial make it carry through a room's noise without being louder.
    wave = np.sin(2 * np.pi * pitch * at) + 0.3 * np.sin(4 * np.pi * pitch * at) + 0.12 * np.sin(6 * np.pi * pitch * at)
    return np.asarray(edge * wave / 1.42, dtype=np.float64)


def length(sound: Sound) -> float:
    """How long a sound is, in seconds."""
    return len(samples(sound)) / RATE
