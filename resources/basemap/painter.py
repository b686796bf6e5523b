"""Draws blocks of the ground's tiles: fills, strokes and dashes of one zoom in one theme.

Deliberately absent: files, palettes and names.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from PIL import Image, ImageDraw
from shapely import box, clip_by_rect
from shapely.geometry.base import BaseGeometry
from shapely.strtree import STRtree

from resources.basemap.ground import Ground, polygons_of, projected
from resources.basemap.topology import Line

TILE = 256  # px
SUPER = 2  # drawn this many times larger, then reduced: Pillow draws without antialiasing
MARGIN = 8  # px around a block, so that line ends do not show at its edge
LAKES_FROM, RIVERS_FROM = 2, 4  # zoom
MERIDIANS = (30, 30, 30, 10, 10)  # degrees between lines by zoom; beyond, 5


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
            for polygon in polygons_of(clip_by_rect(shapes[index], *window)):
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
        self._strokes(draw, [projected(line) for line in lines], "graticule", SUPER, window, left, top)

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


def _touches(line: Line, window: tuple[float, float, float, float]) -> bool:
    xs, ys = [x for x, _ in line], [y for _, y in line]
    return min(xs) <= window[2] and max(xs) >= window[0] and min(ys) <= window[3] and max(ys) >= window[1]
