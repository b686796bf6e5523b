"""The grounds that travel in a briefing: the tiles of its view as data, from the farthest zoom on, as many as one page carries."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from typing import Final, NamedTuple

from app.briefing.brief import Bounds, Brief
from feeds.picture.marking import DISCLAIMER
from feeds.picture.regime import RegimeKind
from layers.mercator import WORLD, mercator
from widgets.map.ground import DRAWN_ZOOM
from widgets.map.paper_ground import PaperGround
from widgets.tokens import ThemeName

TILES_LIMIT: Final = 420
"""Tiles that travel in one page, about two megabytes."""

Tile = Callable[[int, int, int], tuple[str, bytes] | None]
"""A tile's media type and bytes by zoom, column and row; None where there is none."""


class Ground(NamedTuple):
    """What a page carries of a ground: its tiles by zoom/column/row as data URLs, the zooms they cover, and what is said of it."""

    name: str
    tiles: dict[str, str]
    first: int
    last: int
    said: str


def grounds(brief: Brief, bounds: Bounds, theme: ThemeName, paper: PaperGround) -> Iterator[Ground]:
    """Yield the shipped ground and, where there is one, the room's own."""
    yield _carried("Ground", bounds, (0, DRAWN_ZOOM), partial(paper.baked_tile, theme), _made_with(brief, paper))
    if paper.own is not None:
        yield _carried("Own", bounds, (paper.own.about.least, paper.own.about.most), paper.own_tile, "")


def _carried(name: str, bounds: Bounds, zooms: tuple[int, int], tile: Tile, said: str) -> Ground:
    tiles, (first, last) = tiles_of(bounds, zooms, tile)
    return Ground(name, tiles, first, last, said)


def _made_with(brief: Brief, paper: PaperGround) -> str:
    invented = "INVENTED GEOGRAPHY · " if brief.picture.regime.kind is RegimeKind.EXERCISE else ""
    return f"{invented}{paper.words} · {DISCLAIMER}"


def tiles_of(bounds: Bounds, zooms: tuple[int, int], tile: Tile) -> tuple[dict[str, str], tuple[int, int]]:
    """Return the tiles of the view by zoom/column/row, and the zooms they cover: from the farthest on, while there is room."""
    south, west, north, east = bounds
    (left, top), (right, bottom) = mercator((west, north)), mercator((east, south))
    if right <= left:
        # The 180th meridian is the square's other edge too.
        right += WORLD
    first = zooms[0]
    found: dict[str, str] = {}
    zoom = first
    for zoom in range(first, zooms[1] + 1):
        side = WORLD / 2**zoom
        columns, rows = _span(left, right, side, 2**zoom), _span(top, bottom, side, 2**zoom)
        if len(found) + len(columns) * len(rows) > TILES_LIMIT:
            return found, (first, max(first, zoom - 1))
        for column, row in product(columns, rows):
            got = tile(zoom, column, row)
            if got is not None:
                found[f"{zoom}/{column}/{row}"] = f"data:{got[0]};base64,{b64encode(got[1]).decode()}"
    return found, (first, zoom)


def _span(first: float, last: float, side: float, count: int) -> range:
    """Return the tiles from one place to another, with one to spare on either side."""
    return range(max(0, int(first // side) - 1), min(count - 1, int(last // side) + 1) + 1)
