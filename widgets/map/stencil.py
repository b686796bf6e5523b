"""What folium is to us: it renders a map's markup, script and style, and we take them apart.

Its own maps load ten files from elsewhere, and every part has a name by chance; ours load none, and are named by whoever makes them.
Imported late, because folium costs 0.4 s. No Qt.
"""

import re
from typing import Any, NamedTuple

import folium
from branca.element import Element, Figure, MacroElement
from folium.map import Layer

from widgets.map.outside import PageSpoiled


class Rendered(NamedTuple):
    """A map apart: each goes where its policy lets it stand."""

    markup: str
    script: str
    style: str


class BareMap(folium.Map):
    """folium's map without its foreign files."""

    default_js = []  # noqa: RUF012 - folium's own attribute
    default_css = []  # noqa: RUF012 - folium's own attribute


class OwnLayer(Layer):
    """A layer that is its template alone: it adds itself to the map, where its script says so."""

    def render(self, **kwargs: Any) -> str:
        """Render the template, without Leaflet's `addTo` behind it."""
        MacroElement.render(self, **kwargs)
        return ""


def named(element: Element, name: str) -> None:
    """Give a part its name; by chance every page would be another one."""
    element._id = name  # noqa: SLF001 - folium has no other way


def taken_apart(made: folium.Map) -> Rendered:
    """Markup, script and style of a folium map. Raises PageSpoiled where folium made something else of it."""
    figure = made.get_root()
    if not isinstance(figure, Figure):
        raise PageSpoiled(f"map page: folium's root is {type(figure).__name__}, expected a Figure")
    figure.render()
    header = figure.header.render()
    style = "\n".join(re.findall(r"<style>(.*?)</style>", header, re.DOTALL))
    switches = "\n".join(re.findall(r"<script>(.*?)</script>", header, re.DOTALL))
    return Rendered(
        figure.html.render(),
        f'"use strict";\nvar L_NO_TOUCH, L_DISABLE_3D;\n{switches}\n{figure.script.render()}',
        re.sub(r"\n\s*\n+", "\n", style),
    )
