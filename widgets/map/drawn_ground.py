"""The ground closer than its baked tiles: the same lines in the same colours, drawn for the tile that is asked for, in any thread.

It shows no more than there is: coasts and borders of a 1:10 million map, lakes of a 1:50 million one, and rivers only as long as their
place means something. What it is asked for twice it keeps. Deliberately absent: names, roads, relief; a room has those in its own tiles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from PySide6.QtCore import QBuffer, QIODevice, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from resources.basemap.outlines import Outlines, Part, unpack

TILE: Final = 256
MARGIN: Final = 6
"""Px drawn round a tile, so that a line's edge is not cut and the clipping is not seen."""

RIVERS_TO: Final = 9
"""Beyond this zoom the course of a river is off by more than a finger's width: it is left out."""

KEPT: Final = 600
STEP: Final = 5
"""Degrees between the meridians of the water, as baked."""

_PIECE: Final = 256
Window = tuple[float, float, float, float]
Points = NDArray[np.float64]


class _Sheet:
    """Lines or rings, found by where they are."""

    def __init__(self, parts: list[Part], *, rings: bool) -> None:
        points, owners = np.concatenate(parts), np.repeat(np.arange(len(parts)), [len(part) for part in parts])
        made = np.asarray((shapely.linearrings if rings else shapely.linestrings)(points, indices=owners))
        self._shapes = np.asarray(shapely.polygons(made)) if rings else made
        self._tree = shapely.STRtree(self._shapes)

    def within(self, window: Window) -> Iterator[Points]:
        """The points of each piece that lies in a window (west, north, east, south)."""
        for index in np.sort(self._tree.query(shapely.box(*window))):
            for part in shapely.get_parts(shapely.clip_by_rect(self._shapes[index], *window)):
                ring = part.exterior if part.geom_type == "Polygon" else part
                if not ring.is_empty:
                    yield shapely.get_coordinates(ring)

    def whole(self, window: Window) -> Iterator[Points]:
        """The same, of every line that comes near, whole: so that its dashes fall alike in every tile."""
        for index in np.sort(self._tree.query(shapely.box(*window))):
            yield shapely.get_coordinates(self._shapes[index])


class _Sheets:
    def __init__(self, outlines: Outlines) -> None:
        self.land, self.lakes = (_Sheet(each, rings=True) for each in (outlines.land, outlines.lakes))
        lines = (_Sheet(_pieces(each), rings=False) for each in (outlines.rivers, outlines.coasts, outlines.borders, outlines.disputed))
        self.rivers, self.coasts, self.borders, self.disputed = lines
        self.graticule = _Sheet(_graticule(), rings=False)


class DrawnGround:
    """The tiles of one theme. `colours` is the map's own table."""

    def __init__(self, colours: dict[str, str]) -> None:
        self._colours = colours
        self.tile = lru_cache(KEPT)(self._tile)

    def _tile(self, zoom: int, column: int, row: int) -> tuple[str, bytes]:
        """Return the media type and bytes of a tile, its row counted from the north."""
        image = QImage(TILE, TILE, QImage.Format.Format_RGB32)
        image.fill(QColor(self._colours["water"]))
        painter = QPainter(image)
        scale = TILE * 2.0**zoom
        corner, reach = np.array([column * TILE, row * TILE], np.float64), MARGIN / scale
        window = (column / 2**zoom - reach, row / 2**zoom - reach, (column + 1) / 2**zoom + reach, (row + 1) / 2**zoom + reach)
        self._paint(_Brush(painter, scale, corner, self._colours), window, zoom)
        painter.end()
        return "image/png", _png(image)

    def _paint(self, brush: _Brush, window: Window, zoom: int) -> None:
        sheets = _sheets()
        brush.stroke(sheets.graticule.within(window), "graticule")
        brush.fill(sheets.land.within(window), "land")
        brush.fill(sheets.lakes.within(window), "lake")
        if zoom <= RIVERS_TO:
            brush.stroke(sheets.rivers.within(window), "river")
        brush.stroke(sheets.borders.within(window), "border")
        brush.dash(sheets.disputed.whole(window), "disputed")
        brush.stroke(sheets.coasts.within(window), "coast")


class _Brush:
    def __init__(self, painter: QPainter, scale: float, corner: Points, colours: dict[str, str]) -> None:
        self._painter, self._scale, self._corner, self._colours = painter, scale, corner, colours

    def fill(self, rings: Iterable[Points], colour: str) -> None:
        """A ring in a ring is a hole. Without antialiasing, which would show where two countries meet; a coast lies over the edge."""
        path = QPainterPath()
        for ring in rings:
            path.addPolygon(self._polygon(ring))
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        self._painter.fillPath(path, QColor(self._colours[colour]))

    def stroke(self, lines: Iterable[Points], colour: str) -> None:
        """One px wide."""
        self._lines(lines, QPen(QColor(self._colours[colour]), 1.0))

    def dash(self, lines: Iterable[Points], colour: str) -> None:
        """Four px and three."""
        pen = QPen(QColor(self._colours[colour]), 1.0)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([4.0, 3.0])
        self._lines(lines, pen)

    def _lines(self, lines: Iterable[Points], pen: QPen) -> None:
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.setPen(pen)
        for line in lines:
            self._painter.drawPolyline(self._polygon(line))

    def _polygon(self, points: Points) -> QPolygonF:
        return QPolygonF([QPointF(x, y) for x, y in (points * self._scale - self._corner).tolist()])


@cache
def _sheets() -> _Sheets:
    return _Sheets(unpack((files("resources.basemap") / "outlines.xz").read_bytes()))


def _pieces(parts: list[Part]) -> list[Part]:
    """Long lines in pieces that share their ends: found sooner, and no whole coast is looked at for one tile."""
    return [part[at : at + _PIECE + 1] for part in parts for at in range(0, len(part) - 1, _PIECE)]


def _graticule() -> list[Part]:
    upright = [np.array([((lon + 180) / 360, 0.0), ((lon + 180) / 360, 1.0)]) for lon in range(-180, 181, STEP)]
    parallels = [0.5 - np.arcsinh(np.tan(np.radians(lat))) / (2 * np.pi) for lat in range(-80, 81, STEP)]
    return upright + [np.array([(0.0, at), (1.0, at)]) for at in parallels]


def _png(image: QImage) -> bytes:
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(out, "PNG")  # type: ignore[call-overload]  # the stubs know no device
    return bytes(out.data().data())
