"""The room's live map as folium renders it: the ground, the room's own tiles above it, and the start of the layer that Python feeds.

Nothing of the picture goes through here, ever. Imported late, as `widgets.map.stencil` is. No Qt.
"""

from collections.abc import Iterable

import folium
from folium.template import Template

from widgets.map.ground import DRAWN_ZOOM, TOP_ZOOM, ground
from widgets.map.own_ground import About
from widgets.map.stencil import BareMap, OwnLayer, Rendered, named, taken_apart
from widgets.tokens import ThemeName

HOME = (20.0, 10.0, 2)
"""Latitude, longitude and zoom of a page that has not been told where to look."""

_ROOM = "room"


class _LiveLayer(OwnLayer):
    """The one layer that Python feeds."""

    _template = Template(
        "{% macro script(this, kwargs) %}watchroom.start({{ this._parent.get_name() }}, {{ this.layers|tojson }});{% endmacro %}"
    )

    def __init__(self, layers: tuple[str, ...]) -> None:
        super().__init__(name="live", control=False)
        self._name, self.layers = "LiveLayer", list(layers)


def rendered(theme: ThemeName, layers: tuple[str, ...], above: Iterable[tuple[str, About]]) -> Rendered:
    """Render the map. `layers`: their names, lowest first; `above`: tiles over the shipped ground by their folder, lowest first."""
    made = _bare()
    for name, tiles in ((_ROOM, _ground(theme)), *((name, _tiles(name, about)) for name, about in above), (_ROOM, _LiveLayer(layers))):
        named(tiles, name)
        tiles.add_to(made)
    return taken_apart(made)


def _bare() -> BareMap:
    latitude, longitude, zoom = HOME
    made = BareMap(
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
    named(made, _ROOM)
    return made


def _ground(theme: ThemeName) -> folium.TileLayer:
    return folium.TileLayer(
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


def _tiles(name: str, about: About) -> folium.TileLayer:
    south, west, north, east = about.bounds
    return folium.TileLayer(
        f"{name}/{{z}}/{{x}}/{{y}}",
        attr="the room's own ground",
        min_zoom=about.least,
        max_zoom=TOP_ZOOM,
        max_native_zoom=about.most,
        bounds=[[south, west], [north, east]],
        name=name,
        update_when_idle=False,
    )
