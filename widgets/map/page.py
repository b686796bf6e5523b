"""The map's page as bytes: folium draws it once, we take it apart and serve the parts by name.

folium's own page loads ten files from elsewhere and needs jQuery; ours takes only its markup and its script, puts Leaflet from an
installed package beside them, and keeps style, script and markup in files of their own so that a strict policy can refuse all inline
text. Nothing of the picture goes through here, ever. No Qt; folium is imported late because it costs 0.4 s.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import msgspec

from layers.style import Hue, codes
from widgets.map.own_ground import About
from widgets.map.point_of_view import NOBODYS, PointOfView
from widgets.tokens import Theme, ThemeName, Token

if TYPE_CHECKING:
    import folium

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; object-src 'none'"
)
SCRIPTS = (
    *("say.js", "wire.js", "view.js", "stack.js", "sprites.js", "density.js", "painting.js", "marks.js"),
    *("lines.js", "places.js", "signs.js", "notes.js", "callout.js", "graticule.js", "pulses.js", "shapes.js", "finding.js"),
    *("film.js", "live.js", "legend.js", "overview.js", "readout.js", "keys.js", "frame.js", "draw.js", "start.js"),
)
"""In the order they need one another."""

STYLES = ("map.css", "draw.css")
BAKED_ZOOM, DRAWN_ZOOM, TOP_ZOOM = 6, 12, 16
"""To which the shipped ground is baked, to which it is drawn, and to which what is drawn is enlarged."""

HOME = (20.0, 10.0, 2)  # latitude, longitude, zoom of a page that has not been told where to look
FONTS = (
    ("IBM Plex Sans", "100 700", "fontpkg_ibm_plex_sans", "IBMPlexSans[wdth,wght].ttf", "plex-sans.ttf"),
    ("IBM Plex Sans Condensed", "400", "fontpkg_ibm_plex_sans_condensed", "IBMPlexSansCondensed-Regular.ttf", "plex-condensed.ttf"),
    (
        "IBM Plex Sans Condensed",
        "500 600",
        "fontpkg_ibm_plex_sans_condensed",
        "IBMPlexSansCondensed-Medium.ttf",
        "plex-condensed-medium.ttf",
    ),
    ("IBM Plex Mono", "400", "fontpkg_ibm_plex_mono", "IBMPlexMono-Regular.ttf", "plex-mono.ttf"),
)
_HUES = {
    Hue.TEXT3: Token.TEXT3,
    Hue.ACCENT: Token.ACCENT,
    Hue.GOOD: Token.GOOD,
    Hue.DOUBT: Token.DOUBT,
    Hue.NORMAL: Token.NORMAL,
    Hue.LOW: Token.LOW,
    Hue.MEDIUM: Token.MEDIUM,
    Hue.HIGH: Token.HIGH,
    Hue.CRITICAL: Token.CRITICAL,
}
# What must not be in any file of ours: another place to load from, or inline text that would run.
_OUTSIDE = re.compile(rb"(?:https?:)?//(?!map/)[a-z0-9-]+\.[a-z]|<script>|javascript:|\son[a-z]+=", re.IGNORECASE)


@dataclass(frozen=True)
class File:
    """One file of the page: its media type and its bytes."""

    media: str
    data: bytes


class PageSpoiled(RuntimeError):
    """folium's page held something that loads or runs what is not ours. Fatal: no map is better than a leaking one."""


def build(theme: Theme, layers: tuple[str, ...], above: Iterable[tuple[str, About]] = (), view: PointOfView = NOBODYS) -> dict[str, File]:
    """Every file of the page by its exact name; `above`: tiles over the shipped ground, lowest first;
    `view`: how contested borders are drawn.

    Raises:
        PageSpoiled: the page names anything outside itself.

    """
    markup, script, style = _drawn(theme.name, layers, above)
    found = {
        "page.html": File("text/html; charset=utf-8", _shell(markup).encode()),
        "page.js": File("text/javascript", script.encode()),
        "page.css": File("text/css", (_variables(theme) + _faces() + style).encode()),
        "view.json": File("application/json", msgspec.json.encode(view)),
        "table.js": File("text/javascript", _tables(theme).encode()),
    }
    for name, part in found.items():
        if (outside := _OUTSIDE.search(part.data)) is not None:
            raise PageSpoiled(f"map page: {name} holds {outside.group()!r}, expected nothing from outside and nothing inline")
    return {**found, **_still_files()}


def _drawn(theme: ThemeName, layers: tuple[str, ...], above: Iterable[tuple[str, About]]) -> tuple[str, str, str]:
    """Markup, script and style of the map as folium renders them."""
    import folium
    from branca.element import MacroElement
    from folium.map import Layer
    from folium.template import Template

    class RoomMap(folium.Map):
        """folium's map without its foreign files."""

        default_js = []  # noqa: RUF012 - folium's own attribute
        default_css = []  # noqa: RUF012 - folium's own attribute

    class LiveLayer(Layer):
        """The one layer that Python feeds."""

        _template = Template(
            "{% macro script(this, kwargs) %}watchroom.start({{ this._parent.get_name() }}, {{ this.layers|tojson }});{% endmacro %}"
        )

        def __init__(self) -> None:
            super().__init__(name="live", control=False)
            self._name, self._id, self.layers = "LiveLayer", "room", list(layers)

        def render(self, **kwargs: Any) -> str:
            """Render the start alone: Leaflet's `addTo` is the script's own affair."""
            MacroElement.render(self, **kwargs)
            return ""

    latitude, longitude, zoom = HOME
    room = RoomMap(
        location=(latitude, longitude),
        zoom_start=zoom,
        tiles=None,
        zoom_control=False,
        attribution_control=False,
        zoom_animation=False,
        fade_animation=False,
        inertia=False,
        zoom_snap=0.25,
        zoom_delta=1,
        wheel_px_per_zoom_level=90,
        min_zoom=1,
        max_zoom=TOP_ZOOM,
        keyboard_pan_delta=0,  # the arrows are `keys.js`'s
        world_copy_jump=False,
        box_zoom=False,
        double_click_zoom=False,
    )
    room._id = "room"  # noqa: SLF001 - a random name would make every page another one
    tiles = folium.TileLayer(
        f"tile/{ground(theme)}/{{z}}/{{x}}/{{y}}.png",
        attr="Made with Natural Earth",
        max_zoom=TOP_ZOOM,
        max_native_zoom=DRAWN_ZOOM,
        # Round the world as far as the view may go; nothing is asked for beyond its upper and lower edge, it would be refused and counted.
        bounds=[[-85.0511, -900.0], [85.0511, 900.0]],
        name="ground",
        update_when_idle=False,
        keep_buffer=3,
    )
    tiles._id = "room"  # noqa: SLF001 - as above
    tiles.add_to(room)
    for name, about in above:
        south, west, north, east = about.bounds
        over = folium.TileLayer(
            f"{name}/{{z}}/{{x}}/{{y}}",
            attr="the room's own ground",
            min_zoom=about.least,
            max_zoom=TOP_ZOOM,
            max_native_zoom=about.most,
            bounds=[[south, west], [north, east]],
            name=name,
            update_when_idle=False,
        )
        over._id = name  # noqa: SLF001 - as above
        over.add_to(room)
    LiveLayer().add_to(room)
    return taken_apart(room)


def taken_apart(room: "folium.Map") -> tuple[str, str, str]:
    """Markup, script and style of a folium map, apart. Raises PageSpoiled where folium made something else of it."""
    from branca.element import Figure

    figure = room.get_root()
    if not isinstance(figure, Figure):
        raise PageSpoiled(f"map page: folium's root is {type(figure).__name__}, expected a Figure")
    figure.render()
    header = figure.header.render()
    style = "\n".join(re.findall(r"<style>(.*?)</style>", header, re.DOTALL))
    switches = "\n".join(re.findall(r"<script>(.*?)</script>", header, re.DOTALL))
    return (
        figure.html.render(),
        f'"use strict";\nvar L_NO_TOUCH, L_DISABLE_3D;\n{switches}\n{figure.script.render()}',
        _without_percent(style),
    )


def _without_percent(style: str) -> str:
    return re.sub(r"\n\s*\n+", "\n", style)


def ground(theme: ThemeName) -> str:
    """The baked ground a theme stands on."""
    return "light" if theme is ThemeName.LIGHT else "dark"


def _shell(markup: str) -> str:
    scripts = ("leaflet.js", "table.js", *SCRIPTS, "page.js")
    head = "".join(f'<link rel="stylesheet" href="{name}">' for name in ("leaflet.css", "page.css", *STYLES))
    tail = "".join(f'<script src="{name}"></script>' for name in scripts)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f"<title>Map</title>{head}</head><body>{markup.strip()}{tail}</body></html>"
    )


def _variables(theme: Theme) -> str:
    entries = {**{token.value: theme.hex(token) for token in Token}, **map_colours(theme.name)}
    return ":root {" + "".join(f"--{name}: {value};" for name, value in entries.items()) + "}\n"


def _faces() -> str:
    return "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url("{name}") format("truetype"); }}\n'
        for family, weight, _, _, name in FONTS
    )


def _tables(theme: Theme) -> str:
    hues = {int(hue): theme.fill(token) for hue, token in _HUES.items()}
    words = {int(hue): theme.hex(token) for hue, token in _HUES.items()}
    tokens = {token.value: theme.hex(token) for token in Token}
    table = {
        "codes": codes(),
        "theme": {
            "name": theme.name.value,
            "hues": hues,
            "words": words,
            "outlined": theme.outlined,
            "tokens": tokens,
            "map": map_colours(theme.name),
        },
    }
    return f'"use strict";\nwindow.watchroom = {json.dumps(table)};\n'


def map_colours(theme: ThemeName) -> dict[str, str]:
    """The map's own colours (ground, borders, frames) under a theme."""
    table: dict[str, dict[str, str]] = json.loads((files("resources.map") / "colours.json").read_text())
    return dict(table[ground(theme)])


def _still_files() -> dict[str, File]:
    """The files that are the same in every theme."""
    from xstatic.pkg import leaflet

    base = files("resources.map")
    found = {name: File("text/javascript", (base / name).read_bytes()) for name in SCRIPTS}
    found |= {name: File("text/css", (base / name).read_bytes()) for name in STYLES}
    home = files("xstatic.pkg.leaflet") / "data"
    if not leaflet.VERSION.startswith("1.9."):
        raise PageSpoiled(f"map page: Leaflet {leaflet.VERSION}, expected 1.9")
    found["leaflet.js"] = File("text/javascript", (home / "leaflet.js").read_bytes())
    found["leaflet.css"] = File("text/css", (home / "leaflet.css").read_bytes())
    for _, _, package, source, name in FONTS:
        found[name] = File("font/ttf", (files(package) / "files" / source).read_bytes())
    basemap = files("resources.basemap")
    found["places.json"] = File("application/json", (basemap / "places.json").read_bytes())
    found["island.json"] = File("application/json", (basemap / "exercise_land.geojson").read_bytes())
    return found
