"""Painting a theatre's tiles: the shipped ground enlarged below, the theatre's own features above, written as MBTiles.

Each tile is painted once, with a margin of what lies beside it, so that lines and names do not break at its edge. Deliberately absent:
what is drawn (`theatre`); labels of the shipped places, which the page writes itself.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import shapely
from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPen

from app.basemap.theatre import Drawn, What, degrees
from resources.basemap.mbtiles import Head, put, write_header
from widgets.map.ground import DRAWN_ZOOM
from widgets.map.shelf import Tiles

TILE = 256
MARGIN = 64
TILES_LIMIT = 60_000
"""Tiles of one bake."""

_REFERENCE = 13
_DOT = 2.4


@dataclass(frozen=True)
class Plan:
    """What is baked: bounds on the square of the world (west, north, east, south), zooms, the theme's ground and colours."""

    box: tuple[float, float, float, float]
    least: int
    most: int
    ground: str
    colours: dict[str, str]

    def span(self, zoom: int) -> tuple[range, range]:
        """Return the columns and rows of a zoom that the bounds touch."""
        west, north, east, south = self.box
        last = 2**zoom - 1

        def tiles(first: float, end: float) -> range:
            return range(min(last, int(first * 2**zoom)), min(last, int(end * 2**zoom)) + 1)

        return tiles(west, east), tiles(north, south)

    @property
    def count(self) -> int:
        """How many tiles that is."""
        return sum(len(columns) * len(rows) for columns, rows in map(self.span, range(self.least, self.most + 1)))


def bake(plan: Plan, drawn: list[Drawn], name: str, out: Path, done: Callable[[int], None]) -> int:
    """Write the tiles of a plan to a new file; returns how many."""
    tree = shapely.STRtree([shapely.box(*each.box) for each in drawn])
    west, north = degrees(plan.box[0], plan.box[1])
    east, south = degrees(plan.box[2], plan.box[3])
    head = Head(name, plan.least, plan.most, f"{west:.6f},{south:.6f},{east:.6f},{north:.6f}", name, "Borders imply no opinion.")
    count = 0
    with closing(sqlite3.connect(out)) as store, closing(Tiles()) as tiles, store:
        write_header(store, head)
        for zoom in range(plan.least, plan.most + 1):
            columns, rows = plan.span(zoom)
            for column in columns:
                for row in rows:
                    put(store, zoom, column, row, _png(_tile(plan, tiles, tree, drawn, (zoom, column, row))))
                    count += 1
                    done(count)
    return count


def _tile(plan: Plan, tiles: Tiles, tree: shapely.STRtree, drawn: list[Drawn], at: tuple[int, int, int]) -> QImage:
    zoom, column, row = at
    image = QImage(TILE, TILE, QImage.Format.Format_RGB32)
    image.fill(QColor(plan.colours["water"]))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _enlarged(painter, tiles, plan.ground, at)
    scale = TILE * 2.0**zoom
    painter.translate(-column * TILE, -row * TILE)
    margin = MARGIN / scale
    west, north = column / 2**zoom - margin, row / 2**zoom - margin
    near = tree.query(shapely.box(west, north, west + (TILE + 2 * MARGIN) / scale, north + (TILE + 2 * MARGIN) / scale))
    order = list(What)
    for index in sorted((int(each) for each in near), key=lambda each: (order.index(drawn[each].what), each)):
        if drawn[index].what.since <= zoom:
            _paint(painter, drawn[index], scale, zoom, plan.colours)
    painter.end()
    return image


def _enlarged(painter: QPainter, tiles: Tiles, ground: str, at: tuple[int, int, int]) -> None:
    """Paint the shipped ground below: the tile itself, or the part of its nearest ancestor that lies here."""
    zoom, column, row = at
    up = max(0, zoom - DRAWN_ZOOM)
    data = tiles.tile(ground, zoom - up, column >> up, row >> up)
    if data is None:
        return
    side = TILE / 2**up
    part = QRectF((column - (column >> up << up)) * side, (row - (row >> up << up)) * side, side, side)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(0, 0, TILE, TILE), QImage.fromData(data), part)


def _paint(painter: QPainter, each: Drawn, scale: float, zoom: int, colours: dict[str, str]) -> None:
    colour = QColor(colours[each.what.colour])
    if each.what is What.NAME:
        _name(painter, each, scale, colours)
        return
    path = QPainterPath()
    for points in each.paths:
        path.moveTo(QPointF(points[0][0] * scale, points[0][1] * scale))
        for x, y in points[1:]:
            path.lineTo(QPointF(x * scale, y * scale))
        if each.area:
            path.closeSubpath()
    if each.area:
        painter.fillPath(path, colour)
        return
    width = max(0.8, each.what.width * 2.0 ** ((zoom - _REFERENCE) / 2))
    pen = QPen(colour, width, Qt.PenStyle.DashLine if each.what is What.BORDER else Qt.PenStyle.SolidLine)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.strokePath(path, pen)


def _name(painter: QPainter, each: Drawn, scale: float, colours: dict[str, str]) -> None:
    x, y = each.paths[0][0][0] * scale, each.paths[0][0][1] * scale
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours["place"]))
    painter.drawEllipse(QPointF(x, y), _DOT, _DOT)
    font = QFont("IBM Plex Sans")
    font.setPixelSize(12)
    written = QPainterPath()
    written.addText(QPointF(x + 6, y + 4), font, each.name[:60])
    painter.strokePath(written, QPen(QColor(colours["halo"]), 3))
    painter.fillPath(written, QColor(colours["place"]))


def _png(image: QImage) -> bytes:
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(out, "PNG")  # type: ignore[call-overload]  # the stubs know no device
    return bytes(out.data().data())
