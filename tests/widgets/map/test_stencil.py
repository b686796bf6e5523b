"""What folium is to us: a map of ours is named by us, loads nothing, and comes apart into markup, script and style."""

import re

import folium
import pytest
from folium.template import Template

from widgets.map.outside import PageSpoiled
from widgets.map.stencil import BareMap, OwnLayer, named, taken_apart


class Told(OwnLayer):
    """A layer of one line."""

    _template = Template("{% macro script(this, kwargs) %}told({{ this._parent.get_name() }});{% endmacro %}")


def test_a_map_comes_apart_without_a_foreign_file() -> None:
    """Markup holds the map's place, the script makes it, and neither loads anything; folium's own map would."""
    made = BareMap(tiles=None)
    named(made, "ours")
    markup, script, style = taken_apart(made)
    assert 'id="map_ours"' in markup
    assert "var map_ours = L.map(" in script
    assert "#map_ours" in style
    assert not re.search(r"src=|href=|https?:", markup + script + style)
    foreign = folium.Map(tiles=None)
    assert foreign.default_js
    assert not made.default_js


def test_a_layer_of_ours_is_its_template_alone() -> None:
    """Else `addTo` would stand behind it, of a name that the script does not have."""
    made, layer = BareMap(tiles=None), Told(name="told")
    named(made, "ours")
    layer.add_to(made)
    script = taken_apart(made).script
    assert "told(map_ours);" in script
    assert "addTo" not in script


def test_what_is_no_page_is_refused() -> None:
    """A map that folium put into something else than its figure is not taken for a page."""
    made, other = BareMap(tiles=None), folium.FeatureGroup()
    other.add_child(made)
    with pytest.raises(PageSpoiled, match="folium's root is FeatureGroup, expected a Figure"):
        taken_apart(made)
