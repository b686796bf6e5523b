"""Web Mercator as the map's page has it: 0..2^32 (a centimetre), x east and round the world, y south; and what goes round it.

Deliberately absent: anything that is drawn, and any other projection.
"""

import math
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from feeds.picture.values import Position

WORLD = 2**32
MAX_LATITUDE = 85.05112878
HALF_TURN, TURN = 180.0, 360.0
U32 = NDArray[np.uint32]
Bounds = tuple[float, float, float, float]
"""South, west, north, east in degrees."""


def mercator(at: Position) -> tuple[int, int]:
    """(longitude, latitude) in degrees to Web Mercator in 0..2^32-1; longitudes go round, latitudes end at the square's edge."""
    lon, lat = at
    phi = math.radians(max(-MAX_LATITUDE, min(MAX_LATITUDE, lat)))
    x, y = (lon + HALF_TURN) / TURN, (1 - math.asinh(math.tan(phi)) / math.pi) / 2
    return round(x * WORLD) % WORLD, min(WORLD - 1, max(0, round(y * WORLD)))


def mercators(places: list[Position]) -> tuple[U32, U32]:
    """The same of many positions at once: x and y."""
    lon, lat = np.array(places, np.float64).reshape(-1, 2).T
    phi = np.radians(np.clip(lat, -MAX_LATITUDE, MAX_LATITUDE))
    x = np.rint((lon + HALF_TURN) / TURN * WORLD).astype(np.int64) % WORLD
    y = np.rint((1 - np.arcsinh(np.tan(phi)) / np.pi) / 2 * WORLD).clip(0, WORLD - 1)
    return x.astype(np.uint32), y.astype(np.uint32)


def unrolled(path: Iterable[Position], *, closed: bool = False) -> list[Position]:
    """The path as one line: each step the shorter way round, longitudes running on; a step of a whole turn stays one, in thirds.

    A ring (``closed``) that goes once round the world is led along its pole, so that it closes.
    """
    places = iter(path)
    made = [next(places)]
    told = made[0][0]
    for lon, lat in places:
        step = lon - told
        if abs(step) != TURN:
            step = (step + HALF_TURN) % TURN - HALF_TURN
        made.extend(_thirds(made[-1], step, lat))
        told = lon
    if closed and abs(made[-1][0] - made[0][0]) > HALF_TURN:
        pole = math.copysign(90.0, sum(lat for _, lat in made))
        (first, _), (last, _) = made[0], made[-1]
        made.extend((last + (first - last) * part / 3, pole) for part in range(4))
    return made


def _thirds(start: Position, step: float, lat: float) -> list[Position]:
    parts = 3 if abs(step) >= HALF_TURN else 1
    lon, before = start
    return [(lon + step * part / parts, before + (lat - before) * part / parts) for part in range(1, parts + 1)]


def longitude(x: float) -> float:
    """The longitude in degrees of a Web Mercator x; it runs on beyond the world's edge."""
    return x / WORLD * TURN - HALF_TURN


def narrowest(xs: NDArray[np.int64]) -> tuple[int, int]:
    """Where the shortest stretch of the globe's round that holds all of ``xs`` begins, and how long it is."""
    turn = np.unique(xs)
    gaps = np.diff(turn, append=turn[0] + WORLD)
    widest = int(gaps.argmax())
    return int(turn[(widest + 1) % len(turn)]), WORLD - int(gaps[widest])


def latitude(y: float) -> float:
    """The latitude in degrees of a Web Mercator y in 0..2^32."""
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y / WORLD))))


def seen(lat: float, lon: float, zoom: float, wide: float, high: float) -> Bounds:
    """Return what a view of so many pixels shows around a position at a zoom (Web Mercator), within the world's edges."""
    pixels = 256 * 2**zoom
    x, y = mercator((lon, lat))
    half_x, half_y = wide / 2 / pixels * WORLD, high / 2 / pixels * WORLD

    west, east = longitude(x - half_x), longitude(x + half_x)
    south, north = (latitude(min(max(y + by, 0.0), float(WORLD))) for by in (half_y, -half_y))
    return south, max(-HALF_TURN, west), north, min(HALF_TURN, east)
