"""A map plate: one picture on the baked ground, drawn without a browser, as a vector drawing with the tiles inside.

Drawn from the layers for walls and public exports: no positions of relief or of protected places; hostile objects are areas, as their
layer makes them. Deliberately absent: anything that moves, and any request.
"""

from __future__ import annotations

import math
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from app.report.charts import drawing
from app.report.markup import Markup, element
from app.report.plate_frame import HIGH, WIDE, Frame, invented
from app.report.plate_words import Room, note, places, said
from feeds.picture.picture import Picture
from feeds.picture.regime import RegimeKind
from feeds.picture.values import Position
from layers.layer import AnyFeature, Area, Line, Mark, positions
from layers.mercator import WORLD, mercator
from layers.registry import WALL
from layers.style import AreaStyle, LineStyle, Shape, doubted, hollow, hue_of, rank_of, shape_of, size_of
from widgets.map.ground import DRAWN_ZOOM, map_colours
from widgets.map.paper_ground import PaperGround
from widgets.map.point_of_view import PointOfView
from widgets.map.tints import area_tint, line_tint, tint
from widgets.tokens import Theme, Token

MOST_MARKS = 2_500
"""Marks drawn one by one; more are counted by squares."""
SQUARE = 9.0
_MARGIN = 0.14
_TILE = 256.0
_NARROWEST = WORLD // 2**11
"""A plate is never of less than about twenty kilometres: nothing is that exactly known."""
_LINES: dict[int, tuple[float, str | None]] = {
    LineStyle.PASSABLE: (3.0, None),
    LineStyle.RESTRICTED: (3.0, "10 6"),
    LineStyle.MUTED: (2.6, None),
    LineStyle.MUTED_RESTRICTED: (2.6, "10 6"),
    LineStyle.ENDANGERED: (6.4, None),
    LineStyle.CLOSED: (3.0, "2 4"),
    LineStyle.UNKNOWN: (3.2, "0.1 6.5"),
    LineStyle.TRACK: (1.2, "5 3"),
}
"""How wide a line is drawn, and its dashes."""
_MEANINGS: dict[int, str] = {
    LineStyle.PASSABLE: "green line: leg passable",
    LineStyle.RESTRICTED: "green dashes: restricted",
    LineStyle.MUTED: "grey: corridor not declared OPEN, or its conditions not MET",
    LineStyle.MUTED_RESTRICTED: "grey dashes: the same, and restricted",
    LineStyle.ENDANGERED: "red double line: endangered",
    LineStyle.CLOSED: "red dots: leg closed",
    LineStyle.UNKNOWN: "violet dots: not known",
}
"""Styles of legs in words, the calmest first."""


class Drawn(NamedTuple):
    """A plate, and what its lines and marks mean in words."""

    drawing: Markup
    key: str


def pictured(picture: Picture, now: int, theme: Theme, paper: PaperGround, name: str) -> Drawn:
    """Draw a picture as of a moment, all of it."""
    features = [feature for layer in WALL for row in layer.rows(picture) for feature in layer.draw(picture, row, now, None).features]
    return plate(features, theme, paper, name, island=picture.regime.kind is RegimeKind.EXERCISE)


def plate(
    features: list[AnyFeature],
    theme: Theme,
    paper: PaperGround,
    name: str,
    bounds: tuple[float, float, float, float] | None = None,
    *,
    island: bool,
) -> Drawn:
    """Draw features; `name` is read out in the drawing's place. `bounds`: south, west, north, east; None: what is named."""
    frame = framed(features) if bounds is None else within(bounds)
    room = Room()
    parts = [element("rect", width=WIDE, height=HIGH, fill=map_colours(theme.name)["water"]), *_tiles(frame, theme, paper)]
    parts += _contested(frame, paper.view, theme)
    parts += _island(frame, theme) if island else ()
    parts += _areas(frame, features, theme)
    parts += _lines(frame, features, theme)
    parts += _marks(frame, features, theme)
    parts += said(frame, features, theme, room)
    parts += places(frame, theme, room, island=island)
    parts += _edge(frame, theme, paper, island=island)
    return Drawn(drawing(WIDE, HIGH, _clip(), element("g", *parts, clip_path="url(#plate)"), name=name), _key(frame, features))


def _key(frame: Frame, features: Iterable[AnyFeature]) -> str:
    """Say in words what lines and marks of the plate mean, as far as it has any."""
    found = list(features)
    styles = {each.style for each in found if isinstance(each, Line)}
    told = [words for style, words in _MEANINGS.items() if style in styles]
    spots = [frame.place(each.at) for each in found if isinstance(each, Mark)]
    inside = [spot for spot in spots if frame.holds(*spot)]
    if len(inside) > MOST_MARKS:
        counts = _squares_of(inside)
        told.append(f"{len(inside):,} marks counted by squares, the darker the more: 1 to {max(counts.values()):,} in one")
    elif inside:
        told.append("marks: reports and tracks")
        if any(doubted(each.style) for each in found if isinstance(each, Mark)):
            told.append("ringed in violet dashes: not fresh")
    text = "; ".join(told)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _squares_of(spots: Iterable[tuple[float, float]]) -> Counter[tuple[int, int]]:
    """Count places on the plate by squares."""
    return Counter((int(x // SQUARE), int(y // SQUARE)) for x, y in spots)


def within(bounds: tuple[float, float, float, float]) -> Frame:
    """Return the frame that holds (south, west, north, east)."""
    south, west, north, east = bounds
    return _around([mercator((west, south)), mercator((east, north))], 0.0)


def framed(features: Iterable[AnyFeature]) -> Frame:
    """Return the frame that holds all named features, or where there is none the middle nine tenths of the marks."""
    many = list(features)
    spots = [mercator(at) for each in many if not isinstance(each, Mark) for at in positions(each)]
    if not spots:
        marks = [mercator(each.at) for each in many if isinstance(each, Mark)]
        spots = _acrossof(marks)
    if not spots:
        return Frame(0.0, WORLD * 0.2, float(WORLD))
    return _around(spots, _MARGIN)


def _around(spots: list[tuple[int, int]], margin: float) -> Frame:
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    width = max(max(xs) - min(xs), (max(ys) - min(ys)) * WIDE / HIGH, _NARROWEST) * (1 + 2 * margin)
    width = min(width, float(WORLD))
    left = (min(xs) + max(xs)) / 2 - width / 2
    top = (min(ys) + max(ys)) / 2 - width * HIGH / WIDE / 2
    return Frame(min(max(left, 0.0), WORLD - width), min(max(top, 0.0), WORLD - width * HIGH / WIDE), width)


def _acrossof(marks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    if not marks:
        return []
    xs, ys = sorted(x for x, _ in marks), sorted(y for _, y in marks)
    cut = len(marks) // 40
    return [(xs[cut], ys[cut]), (xs[-1 - cut], ys[-1 - cut])]


def _clip() -> Markup:
    return element("defs", element("clipPath", element("rect", width=WIDE, height=HIGH), id="plate"))


def _tiles(frame: Frame, theme: Theme, paper: PaperGround) -> Iterator[Markup]:
    """The shipped ground, then what the room has of its own."""
    zoom = max(0, round(math.log2(WIDE / _TILE * WORLD / frame.width)))
    yield from _squares(frame, min(DRAWN_ZOOM, zoom), partial(paper.baked_tile, theme.name))
    if paper.own is not None and zoom >= paper.own.about.least:
        yield from _squares(frame, min(paper.own.about.most, zoom), paper.own_tile)


def _squares(frame: Frame, zoom: int, tile: Callable[[int, int, int], tuple[str, bytes] | None]) -> Iterator[Markup]:
    side, scale = WORLD / 2**zoom, WIDE / frame.width
    for column in range(int(frame.left // side), min(2**zoom - 1, int((frame.left + frame.width) // side)) + 1):
        for row in range(int(frame.top // side), min(2**zoom - 1, int((frame.top + frame.width * HIGH / WIDE) // side)) + 1):
            found = tile(zoom, column, row)
            if found is not None:
                x, y = (column * side - frame.left) * scale, (row * side - frame.top) * scale
                # A little wider than it is, or a hair line of water shows between two tiles.
                across = side * scale + 0.4
                yield element("image", x=x, y=y, width=across, height=across, href=f"data:{found[0]};base64,{b64encode(found[1]).decode()}")


def _contested(frame: Frame, view: PointOfView, theme: Theme) -> Iterator[Markup]:
    """Contested borders as the room draws them, over the dashes of the tiles, which grow with them past their last zoom."""
    colours = map_colours(theme.name)
    grown = max(1.0, WIDE / _TILE * WORLD / frame.width / 2**DRAWN_ZOOM)
    for paths, colour, width, dashes in (
        (view.covered, colours["land"], 2 + 2.6 * grown, None),
        (view.borders, colours["border"], 1.2, None),
        (view.dashed, colours["disputed"], 1.2, "4 3"),
    ):
        for path in paths:
            if any(frame.holds(*frame.place(at), margin=WIDE) for at in path):
                yield element(
                    "path",
                    d=_path(frame, path),
                    fill="none",
                    stroke=colour,
                    stroke_width=width,
                    stroke_dasharray=dashes,
                    stroke_linejoin="round",
                )


def _path(frame: Frame, path: Iterable[Position], *, close: bool = False) -> str:
    points = [frame.place(at) for at in path]
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + ("Z" if close else "")


def _island(frame: Frame, theme: Theme) -> Iterator[Markup]:
    colours = map_colours(theme.name)
    for each in invented():
        match each["geometry"]["type"]:
            case "Polygon":
                d = "".join(_path(frame, ring, close=True) for ring in each["geometry"]["coordinates"])
                yield element("path", d=d, fill=colours["land"], stroke=colours["coast"], stroke_width=1.2, fill_rule="evenodd")
            case "LineString":
                yield element(
                    "path", d=_path(frame, each["geometry"]["coordinates"]), fill="none", stroke=colours["disputed"], stroke_dasharray="4 4"
                )
            case _:
                pass


def _areas(frame: Frame, features: Iterable[AnyFeature], theme: Theme) -> Iterator[Markup]:
    for each in features:
        if isinstance(each, Area):
            hue = theme.hex(area_tint(each))
            d = "".join(_path(frame, ring, close=True) for ring in each.rings)
            dashes = None if each.style == AreaStyle.DANGER else "6 4"
            yield element(
                "path", d=d, fill=hue, fill_opacity=0.14, fill_rule="evenodd", stroke=hue, stroke_width=1.4, stroke_dasharray=dashes
            )


def _lines(frame: Frame, features: Iterable[AnyFeature], theme: Theme) -> Iterator[Markup]:
    for each in features:
        if isinstance(each, Line):
            width, dashes = _LINES.get(each.style, (1.8, None))
            d = _path(frame, each.path)
            if each.style != LineStyle.TRACK:
                yield element("path", d=d, fill="none", stroke=theme.hex(Token.CASING), stroke_width=width + 4, stroke_linejoin="round")
            cap = "round" if each.style == LineStyle.UNKNOWN else "butt"
            yield element(
                "path", d=d, fill="none", stroke=theme.hex(line_tint(each)), stroke_width=width, stroke_dasharray=dashes, stroke_linecap=cap
            )
            if each.style == LineStyle.ENDANGERED:
                yield element("path", d=d, fill="none", stroke=theme.hex(Token.CASING), stroke_width=2.4)


def _marks(frame: Frame, features: Iterable[AnyFeature], theme: Theme) -> Iterator[Markup]:
    spots = [(*frame.place(each.at), each.style) for each in features if isinstance(each, Mark)]
    inside = [spot for spot in spots if frame.holds(spot[0], spot[1])]
    if len(inside) > MOST_MARKS:
        yield from _counted(inside, theme)
        return
    for x, y, style in sorted(inside, key=lambda spot: rank_of(spot[2])):
        hue = tint(hue_of(style))
        shape, fill, edge = shape_of(style), theme.fill(hue), theme.hex(hue)
        size = 2.4 + size_of(style) * 0.8
        yield _mark(x, y, shape, "none" if hollow(style) else fill, edge, size)
        if doubted(style):
            yield element(
                "circle", cx=x, cy=y, r=size + 2, fill="none", stroke=theme.hex(Token.DOUBT), stroke_width=1.0, stroke_dasharray="2 1.6"
            )


def _mark(x: float, y: float, shape: Shape, fill: str, edge: str, size: float) -> Markup:
    turns = {Shape.OCTAGON: (8, math.pi / 8), Shape.TRIANGLE: (3, -math.pi / 2), Shape.SQUARE: (4, math.pi / 4), Shape.DIAMOND: (4, 0.0)}
    if shape not in turns:
        return element(
            "circle", cx=x, cy=y, r=size, fill="none" if shape is Shape.RING else fill, stroke=edge, stroke_width=0.8, fill_opacity=0.9
        )
    sides, first = turns[shape]
    corners = (
        (x + size * 1.3 * math.cos(first + 2 * math.pi * turn / sides), y + size * 1.3 * math.sin(first + 2 * math.pi * turn / sides))
        for turn in range(sides)
    )
    return element("polygon", points=" ".join(f"{a:.1f},{b:.1f}" for a, b in corners), fill=fill, stroke=edge, stroke_width=0.8)


def _counted(spots: list[tuple[float, float, int]], theme: Theme) -> Iterator[Markup]:
    """Too many to tell apart: how many there are in each square, as shade. It counts reports and nothing else."""
    counts = _squares_of((x, y) for x, y, _ in spots)
    most = math.log1p(max(counts.values()))
    for (column, row), count in counts.items():
        shade = 0.15 + 0.75 * math.log1p(count) / most
        yield element("rect", x=column * SQUARE, y=row * SQUARE, width=SQUARE, height=SQUARE, fill=theme.hex(Token.LOW), fill_opacity=shade)


def _edge(frame: Frame, theme: Theme, paper: PaperGround, *, island: bool) -> Iterator[Markup]:
    """A scale, what the ground is made of, and what it does not say."""
    latitude = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * (frame.top + frame.width * HIGH / WIDE / 2) / WORLD))))
    metres = 40_075_016.7 * math.cos(math.radians(latitude)) * frame.width / WORLD / WIDE
    length = next(step * 10**power for power in range(8, 1, -1) for step in (5, 2, 1) if step * 10**power / metres <= WIDE / 5)
    wide = length / metres
    yield element("path", d=f"M20 {HIGH - 22:g}v6h{wide:.1f}v-6", fill="none", stroke=theme.hex(Token.TEXT), stroke_width=1.4)
    yield note(26 + wide, HIGH - 14, f"{length / 1000:g} km", theme)
    made_of = f"{'INVENTED GEOGRAPHY · ' if island else ''}{paper.words} · no opinion on any border"
    yield note(WIDE - 12, HIGH - 12, made_of, theme, anchor="end", kind="quiet")
    yield element("rect", x=0.5, y=0.5, width=WIDE - 1, height=HIGH - 1, fill="none", stroke=theme.hex(Token.LINE_STRONG), stroke_width=1.0)
