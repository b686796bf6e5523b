"""The page as bytes: nothing from outside, nothing inline, nothing that depends on chance."""

import json
import re

import pytest

from layers.style import LineStyle
from widgets.map.outside import PageSpoiled
from widgets.map.own_ground import About
from widgets.map.page import FONTS, POLICY, SCRIPTS, build
from widgets.tokens import THEMES, ThemeName, Token

NAMES = ("Reports", 'A"</script><script>alert(1)</script>')


@pytest.fixture(scope="module", params=list(ThemeName))
def files(request: pytest.FixtureRequest) -> dict[str, bytes]:
    """Every file of the page in a theme."""
    return {name: part.data for name, part in build(THEMES[request.param], NAMES).items()}


def test_the_page_names_nothing_outside_itself(files: dict[str, bytes]) -> None:
    """No file of ours holds an address, and every file the page asks for is on its own shelf."""
    for name, data in files.items():
        if name.endswith((".html", ".js", ".css")) and not name.startswith("leaflet"):
            assert not re.search(rb"https?:|//[a-z0-9-]+\.[a-z]|@import", data), name
    asked = re.findall(rb'(?:src|href)="([^"]+)"', files["page.html"]) + re.findall(rb'url\("([^"]+)"\)', files["page.css"])
    assert asked
    assert {name.decode() for name in asked} <= set(files)


def test_the_page_has_a_strict_policy_and_nothing_inline(files: dict[str, bytes]) -> None:
    """The policy stands in the page, allows no inline text, no eval and no other origin; the page holds no inline script or style."""
    html = files["page.html"].decode()
    assert f'content="{POLICY}"' in html
    assert "default-src 'none'" in POLICY
    assert not re.search(r"unsafe|\*|https?:", POLICY)
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=", html)


def test_a_name_cannot_break_out_of_the_script(files: dict[str, bytes]) -> None:
    """A layer named like markup arrives as a string, in a file that is no markup, and without an angle bracket."""
    script = files["page.js"].decode()
    assert "</script>" not in script
    call = re.search(r"watchroom\.start\(map_room, (\[.*?\])\);", script)
    assert call is not None
    assert json.loads(call[1]) == list(NAMES)


def test_folium_drew_it_and_no_chance_is_in_it() -> None:
    """Two renderings are equal, and hold the map and tile layer that folium writes."""
    one, two = (build(THEMES[ThemeName.DARK], NAMES) for _ in range(2))
    assert one == two
    script = one["page.js"].data.decode()
    assert "var map_room = L.map(" in script
    assert "tile/dark/{z}/{x}/{y}.png" in script
    assert "jquery" not in script.lower()


def test_the_scripts_numbers_are_pythons(files: dict[str, bytes]) -> None:
    """The table the page reads has each line style's number and each token's colour."""
    table = json.loads(files["table.js"].decode().split("window.watchroom = ", 1)[1].rstrip(";\n"))
    assert table["codes"]["LineStyle"] == {style.name: int(style) for style in LineStyle}
    assert set(table["theme"]["tokens"]) == {token.value for token in Token}
    assert set(files) >= {*SCRIPTS, "leaflet.js", "leaflet.css", "map.css", "places.json", "island.json", *(font[-1] for font in FONTS)}


def test_a_page_that_reaches_out_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Should folium ever draw an address into the page, building it fails and names the file."""
    monkeypatch.setattr("widgets.map.live_map.rendered", lambda *_: ('<img src="https://tiles.example.org/a.png">', "", ""))
    with pytest.raises(PageSpoiled, match=r"page\.html"):
        build(THEMES[ThemeName.DARK], NAMES)


def test_a_rooms_own_ground_is_one_more_layer_of_tiles() -> None:
    """With a room's own tiles folium writes a second tile layer within its bounds and zooms, a service's above; else there is none."""
    own = About(9, 13, (-10.0, -20.0, 10.0, 20.0), "Survey")
    with_own = build(THEMES[ThemeName.DARK], ("a",), [("own", own), ("far", own)])["page.js"].data.decode()
    assert "own/{z}/{x}/{y}" in with_own
    assert '"maxNativeZoom": 13' in with_own
    assert with_own.index("own/{z}") < with_own.index("far/{z}")
    assert "own/{z}" not in build(THEMES[ThemeName.DARK], ("a",))["page.js"].data.decode()
