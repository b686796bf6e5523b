"""Draw the exercise's island: a coast that exists nowhere, grown from a few points by a fixed seed, written as GeoJSON.

Run by a person; the file ships. All of it is INVENTED GEOGRAPHY in the emptiest part of the South Pacific, so that no state, zone or
people is portrayed. Deliberately not part of the tiles: a room that does not exercise never sees it.

    python -m resources.basemap.island --out resources/basemap/exercise_land.geojson
"""

import argparse
import json
import math
import random
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

Degrees = tuple[float, float]
Line = list[Degrees]

# (longitude, latitude); towns and points of the exercise, and how much room their label deserves (1 most).
PLACES: tuple[tuple[str, float, float, int], ...] = (
    ("Halvern", -122.897, -46.781, 1),
    ("Ostmere", -123.029, -46.878, 2),
    ("Tarn Bridge", -123.177, -46.954, 2),
    ("Kessby", -123.318, -47.080, 2),
    ("Linde Cross", -123.460, -47.192, 2),
    ("Port Elen", -123.569, -47.345, 1),
    ("Varsk", -122.320, -46.893, 1),
    ("Stenby", -122.482, -47.087, 2),
    ("Mole Head", -122.706, -47.314, 2),
    ("Selm", -123.595, -46.630, 2),
    ("Grall", -123.694, -46.893, 2),
    ("Rhun", -123.332, -46.543, 2),
)
REGIONS: tuple[tuple[str, float, float, str], ...] = (
    ("AURENIA", -122.640, -46.958, "state"),
    ("KARTH", -123.330, -46.572, "state"),
    ("BORRACK", -122.520, -46.622, "state"),
    ("SELM STRAIT", -124.165, -47.170, "water"),
    ("CALDER ROADS", -124.400, -47.800, "water"),
)
SEA_LANE: Line = [(-123.569, -47.345), (-123.684, -47.422), (-123.892, -47.496), (-124.400, -47.800)]

# Clockwise from the north-west. The pieces between are broken up by `wander`.
COAST: Line = [
    (-123.842, -46.500),
    (-123.865, -46.611),
    (-123.885, -46.667),
    (-123.893, -46.767),
    (-123.831, -46.800),
    (-123.788, -46.853),
    (-123.880, -46.822),
    (-123.807, -46.883),
    (-123.909, -46.896),
    (-123.859, -46.944),
    (-123.831, -46.977),
    (-123.945, -46.922),
    (-123.961, -46.944),
    (-123.888, -47.021),
    (-123.977, -47.005),
    (-124.047, -47.060),
    (-124.042, -47.105),
    (-123.977, -47.154),
    (-123.924, -47.193),
    (-123.856, -47.199),
    (-123.807, -47.210),
    (-123.678, -47.227),
    (-123.621, -47.210),
    (-123.616, -47.268),
    (-123.670, -47.265),
    (-123.613, -47.315),
    (-123.583, -47.349),
    (-123.555, -47.356),
    (-123.483, -47.360),
    (-123.418, -47.376),
    (-123.386, -47.356),
    (-123.302, -47.337),
    (-123.256, -47.296),
    (-123.175, -47.282),
    (-123.170, -47.265),
    (-123.159, -47.293),
    (-123.062, -47.296),
    (-122.900, -47.301),
    (-122.738, -47.301),
    (-122.715, -47.322),
    (-122.700, -47.328),
    (-122.660, -47.296),
    (-122.536, -47.290),
    (-122.528, -47.276),
    (-122.447, -47.282),
    (-122.317, -47.238),
    (-122.083, -47.232),
    (-121.860, -47.270),
    (-121.620, -47.215),
    (-121.500, -47.080),
    (-121.455, -46.840),
    (-121.530, -46.620),
    (-121.500, -46.340),
    (-121.700, -46.110),
    (-122.100, -46.000),
    (-122.505, -46.035),
    (-122.910, -45.945),
    (-123.310, -45.990),
    (-123.600, -46.135),
    (-123.750, -46.280),
    (-123.800, -46.390),
]
BORDERS: tuple[Line, ...] = (
    [
        (-123.836, -46.720),
        (-123.755, -46.757),
        (-123.636, -46.782),
        (-123.590, -46.740),
        (-123.640, -46.690),
        (-123.600, -46.660),
        (-123.500, -46.690),
        (-123.330, -46.662),
        (-123.215, -46.722),
        (-122.985, -46.710),
        (-122.985, -46.610),
        (-122.850, -46.575),
        (-122.920, -46.500),
        (-123.040, -46.380),
        (-123.000, -46.200),
        (-122.950, -46.020),
    ],
    [
        (-122.985, -46.610),
        (-122.850, -46.660),
        (-122.600, -46.700),
        (-122.330, -46.690),
        (-122.050, -46.760),
        (-121.750, -46.740),
        (-121.500, -46.780),
    ],
)
SEED = 132  # of the seeds tried, one whose coast neither crosses itself nor the sea lane, with every town ashore
ROUGHNESS = 0.14  # of a piece's length
FINEST = 0.006  # degrees: pieces shorter than this stay straight
SHRINK = math.cos(math.radians(47))  # a degree of longitude against one of latitude, here


def wander(line: Line, chance: random.Random, roughness: float = ROUGHNESS, finest: float = FINEST) -> Line:
    """Displace the middle of each piece to one side, again and again, down to the finest length; ends stay."""
    broken: Line = [line[0]]
    for start, end in pairwise(line):
        broken.extend(_break(start, end, chance, roughness, finest))
    return broken


def _break(start: Degrees, end: Degrees, chance: random.Random, roughness: float, finest: float) -> Line:
    east, north = (end[0] - start[0]) * SHRINK, end[1] - start[1]
    if math.hypot(east, north) < finest:
        return [end]
    shift = chance.gauss(0, 1) * roughness
    middle = (start[0] + (east / 2 - north * shift) / SHRINK, start[1] + north / 2 + east * shift)
    return _break(start, middle, chance, roughness, finest) + _break(middle, end, chance, roughness, finest)


def features() -> list[dict[str, Any]]:
    """The island as GeoJSON features: land, borders, regions, places; longitude first."""
    chance = random.Random(SEED)  # noqa: S311 - a repeatable coast, nothing secret
    coast = wander([*COAST, COAST[0]], chance)
    found = [_feature("Polygon", [_rounded(coast)], role="land", name="INVENTED GEOGRAPHY")]
    found += [_feature("LineString", _rounded(wander(line, chance, 0.10, 0.02)), role="border") for line in BORDERS]
    found += [_feature("Point", [lon, lat], role=role, name=name, rank=1) for name, lon, lat, role in REGIONS]
    found += [_feature("Point", [lon, lat], role="place", name=name, rank=rank) for name, lon, lat, rank in PLACES]
    return found


def _rounded(line: Line) -> list[list[float]]:
    return [[round(lon, 4), round(lat, 4)] for lon, lat in line]


def _feature(shape: str, coordinates: object, **properties: object) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": shape, "coordinates": coordinates}}


def main(argv: list[str] | None = None) -> int:
    """Write the file; 0 when done."""
    parser = argparse.ArgumentParser(prog="island", description="Draw the exercise's invented island.")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "exercise_land.geojson")
    options = parser.parse_args(argv)
    document = {"type": "FeatureCollection", "name": "INVENTED GEOGRAPHY", "features": features()}
    options.out.write_text(json.dumps(document, separators=(",", ":")) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
