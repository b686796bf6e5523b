"""A briefing's map as folium renders it: the grounds that travel in the page, and what was drawn as layers that can be switched off.

Imported late, as `widgets.map.stencil` is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Final

import folium
import msgspec
from folium.template import Template

from app.briefing.brief import Bounds, Brief
from app.briefing.features import collection
from app.briefing.grounds import Ground
from feeds.picture.regime import RegimeKind
from widgets.map.point_of_view import PointOfView
from widgets.map.stencil import BareMap, OwnLayer, Rendered, named, taken_apart

_TOP_ZOOM: Final = 14
_BRIEF: Final = "brief"


class _Carried(OwnLayer):
    """A layer whose data the page carries; `maker` is the script that makes it."""

    _template = Template(
        "{% macro script(this, kwargs) %}var {{ this.get_name() }} = brief.{{ this.maker }}({{ this.data|tojson }}"
        "{% if this.settings %}, {{ this.settings|tojson }}{% endif %}).addTo({{ this._parent.get_name() }});{% endmacro %}"
    )

    def __init__(self, name: str, maker: str, data: object, settings: dict[str, object] | None = None, *, control: bool = True) -> None:
        super().__init__(name=name, control=control, overlay=True)
        self._name, self.maker, self.data, self.settings = "carried", maker, data, settings


def rendered(brief: Brief, bounds: Bounds, grounds: tuple[Ground, ...], view: PointOfView) -> Rendered:
    """Render the map. `grounds`: the shipped one first; `view`: how contested borders are drawn on it."""
    south, west, north, east = bounds
    made = BareMap(tiles=None, prefer_canvas=True, max_zoom=_TOP_ZOOM, zoom_snap=0.25, attribution_control=True, world_copy_jump=True)
    named(made, _BRIEF)
    for number, part in enumerate(_parts(brief, grounds, view)):
        named(part, f"{number}")
        part.add_to(made)
    made.fit_bounds([[south, west], [north, east]])
    control = folium.LayerControl(collapsed=False, position="topright")
    named(control, _BRIEF)
    control.add_to(made)
    return taken_apart(made)


def _parts(brief: Brief, grounds: tuple[Ground, ...], view: PointOfView) -> Iterator[_Carried]:
    """Yield what the map is made of, the lowest first."""
    for each in grounds:
        settings = {"minZoom": each.first, "maxNativeZoom": each.last, "attribution": each.said}
        yield _Carried(each.name, "ground", each.tiles, settings, control=False)
    if view.covered or view.borders or view.dashed:
        yield _Carried("Contested", "contested", msgspec.to_builtins(view), {"bakedTo": grounds[0].last}, control=False)
    if brief.picture.regime.kind is RegimeKind.EXERCISE:
        island = json.loads((files("resources.basemap") / "exercise_land.geojson").read_text())
        yield _Carried("Island", "island", island, control=False)
    for name, features in brief.layers:
        if features:
            yield _Carried(name, "layer", collection(features))
