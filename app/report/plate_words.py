"""The words of a plate: tags of corridors, names of areas with their age, places. Later ones give way to earlier ones.

Of a hostile area the age is never left out: where there is no room for its name, that stands alone. Deliberately absent: lines and marks.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from importlib.resources import files

from app.report.charts import words
from app.report.markup import Markup, element, text
from app.report.plate_frame import HIGH, WIDE, Frame, invented
from feeds.picture.values import Position
from layers.layer import AnyFeature, Area, Label, Tag, middle
from layers.style import AreaStyle
from widgets.map.ground import map_colours
from widgets.map.tints import tint
from widgets.tokens import Theme, Token

MOST_PLACES = 24
_TAG, _STRONG, _PLAIN, _LINE = 7.1, 6.2, 5.6, 12.0
"""Widths of a letter and the height of a line, as the plate's type has them."""
_SMALL = 80.0
"""An area smaller than this is hidden by words."""
_FIRST = {AreaStyle.HOSTILE: 0, AreaStyle.DANGER: 1}
"""Areas whose words come before those of others."""


class Room:
    """Which parts of the plate have words on them: later ones give way to earlier ones."""

    def __init__(self) -> None:
        self._taken: list[tuple[float, float, float, float]] = []

    def takes(self, x: float, y: float, wide: float, high: float) -> bool:
        """Take a place if nothing stands there."""
        box = (x, y, x + wide, y + high)
        if box[0] < 0 or box[1] < 0 or box[2] > WIDE or box[3] > HIGH:
            return False
        if any(box[0] < right and left < box[2] and box[1] < bottom and top < box[3] for left, top, right, bottom in self._taken):
            return False
        self._taken.append(box)
        return True

    def keep(self, box: tuple[float, float, float, float]) -> None:
        """Keep words off this: left, top, right, bottom."""
        self._taken.append(box)


def said(frame: Frame, features: Iterable[AnyFeature], theme: Theme, room: Room) -> Iterator[Markup]:
    """Write tags of corridors first, then what stands beside areas, hostile ones first, then danger; each where there is room for it."""
    many = list(features)
    for each in many:
        if isinstance(each, Tag):
            yield from _tag(frame, each, theme, room)
    areas = [each for each in many if isinstance(each, Area)]
    for box in (_extent(frame, each) for each in areas if each.style in _FIRST):
        if max(box[2] - box[0], box[3] - box[1]) < _SMALL:
            room.keep((box[0], box[1] + 4, box[2], box[3] - 4))
    for each in sorted(areas, key=lambda area: _FIRST.get(AreaStyle(area.style), len(_FIRST))):
        yield from _beside_area(frame, each, theme, room)
    for each in many:
        if isinstance(each, Label):
            yield from _block(frame, each, (each.text,), theme, room)


def _tag(frame: Frame, tag: Tag, theme: Theme, room: Room) -> Iterator[Markup]:
    x, y = frame.place(middle(tag.path))
    wide = _TAG * len(tag.text) + 12
    spots = ((x + 10, y - 22), (x - wide - 10, y - 22), (x + 10, y + 6), (x - wide - 10, y + 6), (x + 10, y - 44), (x - wide - 10, y + 28))
    spot = next(((a, b) for a, b in spots if room.takes(a, b, wide, 17)), None)
    if spot is not None:
        hue = theme.hex(tint(tag.hue))
        yield element("rect", x=spot[0], y=spot[1], width=wide, height=17.0, rx=2, fill=theme.hex(Token.TAG), stroke=hue)
        yield words(spot[0] + 6, spot[1] + 12.2, tag.text, kind="strong", fill=hue)


def _beside_area(frame: Frame, area: Area, theme: Theme, room: Room) -> Iterator[Markup]:
    """Yield an area's name and below it what else is said of it; short of room, of a hostile one its age, of others the name."""
    hostile = area.style == AreaStyle.HOSTILE
    both, least = tuple(each for each in (area.named, area.aged) if each), area.aged if hostile else area.named
    for lines in (both, (least,) if least else ()):
        found = list(_block(frame, area, lines, theme, room))
        if found or not lines:
            yield from found
            return
    if hostile:
        left, top, right, _ = _extent(frame, area)
        yield note((left + right) / 2, top, least, theme, anchor="middle")


def _block(frame: Frame, feature: Area | Label, lines: tuple[str, ...], theme: Theme, room: Room) -> Iterator[Markup]:
    """Yield lines round what they speak of, the first one strong: above, below, right, left; nothing where there is no room."""
    if not lines:
        return
    left, top, right, bottom = _extent(frame, feature)
    wide = max((_STRONG if number == 0 else _PLAIN) * len(line) for number, line in enumerate(lines))
    high = _LINE * (len(lines) - 1)
    across, level = (left + right) / 2, (top + bottom - high) / 2 + 4
    for x, y, anchor, start in (
        (across, top - high, "middle", across - wide / 2),
        (across, bottom + 8, "middle", across - wide / 2),
        (right + 4, level, "start", right + 4),
        (left - 4, level, "end", left - 4 - wide),
    ):
        if room.takes(start, y - 11, wide, 13 + high):
            for number, line in enumerate(lines):
                yield note(x, y + number * _LINE, line, theme, anchor=anchor, kind="strong" if number == 0 else None)
            return


def _extent(frame: Frame, feature: Area | Label) -> tuple[float, float, float, float]:
    """Return what an area takes up with a little room round it (left, top, right, bottom); of a label the line it stands on."""
    spots = [frame.place(at) for at in (feature.rings[0] if isinstance(feature, Area) else (feature.at,))]
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    apart = 4 if isinstance(feature, Area) else -4
    return min(xs), min(ys) - apart, max(xs), max(ys) + apart


def note(x: float, y: float, said: str, theme: Theme, *, anchor: str = "start", kind: str | None = None) -> Markup:
    """Return words with the ground's halo round them."""
    halo = f"paint-order:stroke;stroke:{map_colours(theme.name)['halo']};stroke-width:3px;stroke-linejoin:round"
    return element("text", text(said), x=x, y=y, text_anchor=anchor, class_=kind, style=halo)


def places(frame: Frame, theme: Theme, room: Room, *, island: bool) -> Iterator[Markup]:
    """Write what the ground has names for, the weightiest first."""
    shown = 0
    for name, at, dot in _named(island=island):
        x, y = frame.place(at)
        if shown >= MOST_PLACES or not frame.holds(x, y):
            continue
        wide = 5.8 * len(name) + 4
        if room.takes(x + 5, y - 8, wide, 13) if dot else room.takes(x - wide / 2, y - 8, wide, 13):
            shown += 1
            if dot:
                yield element("circle", cx=x, cy=y, r=2.2, fill=theme.hex(Token.PANEL), stroke=theme.hex(Token.TEXT2), stroke_width=1.1)
            yield note(x + 6 if dot else x, y + 3.6, name, theme, anchor="start" if dot else "middle", kind=None if dot else "quiet")


def _named(*, island: bool) -> Iterator[tuple[str, Position, bool]]:
    """Names with their places, weightiest first; `dot` for a town, none for a land or a water."""
    if island:
        points = [each for each in invented() if each["geometry"]["type"] == "Point"]
        for each in sorted(points, key=lambda one: (one["properties"].get("role") != "place", one["properties"].get("rank", 9))):
            lon, lat = each["geometry"]["coordinates"]
            yield each["properties"]["name"], (lon, lat), each["properties"]["role"] == "place"
        return
    document: dict[str, list[tuple[str, float, float, int]]] = json.loads((files("resources.basemap") / "places.json").read_text())
    for name, lat, lon, _ in document["places"]:
        yield name, (lon, lat), True
