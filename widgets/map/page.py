"""The map's page as bytes: folium draws it once, we take it apart and serve the parts by name.

folium's own page loads ten files from elsewhere and needs jQuery; ours takes only its markup and its script (`widgets.map.live_map`),
puts Leaflet from an installed package beside them, and keeps style, script and markup in files of their own so that a strict policy can
refuse all inline text. No Qt; folium is imported late because it costs 0.4 s.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

import msgspec

from layers.style import Hue, codes
from widgets.map.ground import map_colours
from widgets.map.outside import PageSpoiled, must_be_ours
from widgets.map.own_ground import About
from widgets.map.point_of_view import NOBODYS, PointOfView
from widgets.map.tints import tint
from widgets.tokens import Theme, Token

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


@dataclass(frozen=True)
class File:
    """One file of the page: its media type and its bytes."""

    media: str
    data: bytes


def build(theme: Theme, layers: tuple[str, ...], above: Iterable[tuple[str, About]] = (), view: PointOfView = NOBODYS) -> dict[str, File]:
    """Every file of the page by its exact name; `above`: tiles over the shipped ground, lowest first;
    `view`: how contested borders are drawn.

    Raises:
        PageSpoiled: the page names anything outside itself.

    """
    from widgets.map.live_map import rendered

    markup, script, style = rendered(theme.name, layers, above)
    found = {
        "page.html": File("text/html; charset=utf-8", _shell(markup).encode()),
        "page.js": File("text/javascript", script.encode()),
        "page.css": File("text/css", (_variables(theme) + _faces() + style).encode()),
        "view.json": File("application/json", msgspec.json.encode(view)),
        "table.js": File("text/javascript", _tables(theme).encode()),
    }
    for name, part in found.items():
        must_be_ours(name, part.data)
    return {**found, **_still_files()}


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
    hues = {int(hue): theme.fill(tint(hue)) for hue in Hue}
    words = {int(hue): theme.hex(tint(hue)) for hue in Hue}
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
