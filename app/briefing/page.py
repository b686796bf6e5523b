"""A briefing as a page that stands alone: drawn by folium, everything inside it, nothing asked of anybody.

Leaflet, fonts, style, script and the tiles of the view are in the page; a policy lets run the very scripts it carries, by their hashes, and
nothing else, and lets it load nothing. Features travel as JSON that no name in it can end. Deliberately absent: live data.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from hashlib import sha256
from importlib.resources import files
from itertools import product
from typing import Any, Final

import msgspec

from app.briefing.brief import Bounds, Brief
from app.briefing.features import collection
from app.briefing.frame import above, below, middle, variables
from app.report.markup import Markup, element, text, together
from feeds.picture.marking import DISCLAIMER
from feeds.picture.regime import RegimeKind
from layers.layer import AnyFeature, Area, Callout, Label, Line, Mark, Sign, Tag
from layers.mercator import WORLD, mercator
from widgets.map.page import DRAWN_ZOOM, ground, taken_apart
from widgets.map.paper_ground import PaperGround
from widgets.tokens import Theme

TILES_LIMIT: Final = 420
"""Tiles that travel in one page, about two megabytes."""

_OUTSIDE = re.compile(r"url\((?!data:)[^)]*\)")
"""Files that Leaflet's style would ask for."""

_TOP_ZOOM: Final = 14


def page(brief: Brief, theme: Theme, paper: PaperGround) -> str:
    """Return the page."""
    bounds = brief.bounds or _bounds(brief.features)
    markup, script, style = _drawn(brief, bounds, theme, paper)
    leaflet = files("xstatic.pkg.leaflet") / "data"
    scripts = [(leaflet / "leaflet.js").read_text(), (files("resources.briefing") / "brief.js").read_text(), script]
    scripts = [each.replace("</script", "<\\/script") for each in scripts]
    styles = [
        _OUTSIDE.sub("none", (leaflet / "leaflet.css").read_text()),
        variables(theme),
        style,
        (files("resources.briefing") / "brief.css").read_text(),
    ]
    head = together(
        (
            Markup('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
            Markup(f'<meta http-equiv="Content-Security-Policy" content="{_policy(scripts)}">'),
            element("title", text(f"{brief.cover.banner}: {brief.cover.title}")),
            *(Markup(f"<style>{each}</style>") for each in styles),
        )
    )
    carried = (Markup(f"<script>{each}</script>") for each in scripts)
    body = together((*above(brief, theme), middle(brief, theme, Markup(markup.strip())), *below(brief, paper), *carried))
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}</body></html>\n'


def _policy(scripts: list[str]) -> str:
    """Return the policy: these scripts, styles inside, and images and fonts that are in the page."""
    hashes = " ".join(f"'sha256-{b64encode(sha256(each.encode()).digest()).decode()}'" for each in scripts)
    inside = "style-src 'unsafe-inline'; img-src data:; font-src data:"
    return f"default-src 'none'; script-src {hashes}; {inside}; base-uri 'none'; form-action 'none'"


def _drawn(brief: Brief, bounds: Bounds, theme: Theme, paper: PaperGround) -> tuple[str, str, str]:
    """Return markup, script and style of the map as folium renders them."""
    import folium
    from branca.element import MacroElement
    from folium.map import Layer
    from folium.template import Template

    class BriefMap(folium.Map):
        """folium's map without its foreign files."""

        default_js = []  # noqa: RUF012 - folium's own attribute
        default_css = []  # noqa: RUF012 - folium's own attribute

    class Carried(Layer):
        """A layer whose data the page carries; `made` is the script that makes it."""

        _template = Template(
            "{% macro script(this, kwargs) %}var {{ this.get_name() }} = brief.{{ this.maker }}({{ this.data|tojson }}"
            "{% if this.settings %}, {{ this.settings|tojson }}{% endif %}).addTo({{ this._parent.get_name() }});{% endmacro %}"
        )

        def __init__(self, name: str, maker: str, data: object, settings: dict[str, object] | None = None, *, control: bool = True) -> None:
            super().__init__(name=name, control=control, overlay=True)
            self._name, self.maker, self.data, self.settings = "carried", maker, data, settings

        def render(self, **kwargs: Any) -> str:
            """Render the template alone; it adds itself to the map."""
            MacroElement.render(self, **kwargs)
            return ""

    south, west, north, east = bounds
    made = BriefMap(tiles=None, prefer_canvas=True, max_zoom=_TOP_ZOOM, zoom_snap=0.25, attribution_control=True, world_copy_jump=True)
    made._id = "brief"  # noqa: SLF001 - a random name would make every page another one
    grounds = list(_grounds(brief, bounds, theme, paper))
    parts = [
        Carried(name, "ground", carried, {"minZoom": native[0], "maxNativeZoom": native[1], "attribution": said}, control=False)
        for name, carried, native, said in grounds
    ]
    if paper.view.covered or paper.view.borders or paper.view.dashed:
        parts.append(Carried("Contested", "contested", msgspec.to_builtins(paper.view), {"bakedTo": grounds[0][2][1]}, control=False))
    if brief.picture.regime.kind is RegimeKind.EXERCISE:
        parts.append(
            Carried("Island", "island", json.loads((files("resources.basemap") / "exercise_land.geojson").read_text()), control=False)
        )
    parts += [Carried(name, "layer", collection(features)) for name, features in brief.layers if features]
    for number, part in enumerate(parts):
        part._id = f"{number}"  # noqa: SLF001 - as above
        part.add_to(made)
    made.fit_bounds([[south, west], [north, east]])
    control = folium.LayerControl(collapsed=False, position="topright")
    control._id = "brief"  # noqa: SLF001 - as above
    control.add_to(made)
    return taken_apart(made)


def _made_with(brief: Brief, paper: PaperGround) -> str:
    invented = "INVENTED GEOGRAPHY · " if brief.picture.regime.kind is RegimeKind.EXERCISE else ""
    return f"{invented}{paper.words} · {DISCLAIMER}"


Carriage = tuple[str, dict[str, str], tuple[int, int], str]
"""What a page carries of a ground: its name, its tiles by zoom/column/row as data, the zooms they cover, what is said of it."""


def _grounds(brief: Brief, bounds: Bounds, theme: Theme, paper: PaperGround) -> Iterator[Carriage]:
    """Yield the shipped ground and the room's own."""

    def baked(zoom: int, column: int, row: int) -> tuple[str, bytes] | None:
        data = paper.tiles.tile(ground(theme.name), zoom, column, row)
        return None if data is None else ("image/png", data)

    yield "Ground", *_tiles(bounds, (0, DRAWN_ZOOM), baked), _made_with(brief, paper)
    if paper.own is not None:
        yield "Own", *_tiles(bounds, (paper.own.about.least, paper.own.about.most), paper.own_tile), ""


def _tiles(
    bounds: Bounds, zooms: tuple[int, int], tile: Callable[[int, int, int], tuple[str, bytes] | None]
) -> tuple[dict[str, str], tuple[int, int]]:
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


def _bounds(features: list[AnyFeature]) -> Bounds:
    """Return what holds all that is drawn, named things first; the whole world where nothing is."""
    spots = [at for each in features if not isinstance(each, Mark) for at in _positions(each)]
    spots = spots or [each.at for each in features if isinstance(each, Mark)]
    if not spots:
        return (-60.0, -180.0, 75.0, 180.0)
    longitudes, latitudes = [x for x, _ in spots], [y for _, y in spots]
    return (min(latitudes), min(longitudes), max(latitudes), max(longitudes))


def _positions(feature: AnyFeature) -> tuple[tuple[float, float], ...]:
    match feature:
        case Line(path=path) | Tag(path=path):
            return path
        case Area(rings=rings):
            return rings[0]
        case Mark(at=at) | Sign(at=at) | Label(at=at) | Callout(at=at):
            return (at,)
