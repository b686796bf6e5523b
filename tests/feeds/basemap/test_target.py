"""What a map service is asked for: the square of a tile, and nothing outside its bounds."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.basemap.target import HALF, holds, target
from tests.feeds.basemap.service import service

HOST = "maps.example:8080"


def asked(written: str) -> dict[str, str]:
    """Return the query."""
    return {name: values[0] for name, values in parse_qs(urlsplit(written).query, strict_parsing=True, keep_blank_values=True).items()}


@given(st.integers(0, 16).flatmap(lambda z: st.tuples(st.just(z), st.integers(0, 2**z - 1), st.integers(0, 2**z - 1))))
def test_neighbouring_maps_meet(place: tuple[int, int, int]) -> None:
    """A WMS is asked for squares that tile the world: the first begins at its corner, each ends where the next begins."""
    zoom, column, row = place
    west, south, east, north = (float(each) for each in asked(target(service(HOST), *place))["BBOX"].split(","))
    side = 2 * HALF / 2**zoom
    assert (west, north) == pytest.approx((-HALF + column * side, HALF - row * side), abs=1e-3)
    assert (east - west, north - south) == pytest.approx((side, side), abs=1e-3)


def test_a_wms_is_asked_as_its_standard_says() -> None:
    """Every parameter that GetMap of 1.3.0 must have is there, once; a query of the service's own stays."""
    found = asked(target(service(HOST, "/ows?map=town", style="night"), 3, 4, 2))
    wanted = {"map": "town", "SERVICE": "WMS", "REQUEST": "GetMap", "VERSION": "1.3.0", "LAYERS": "topo", "STYLES": "night"}
    assert wanted.items() <= found.items()
    assert {"CRS": "EPSG:3857", "WIDTH": "256", "HEIGHT": "256", "FORMAT": "image/png"}.items() <= found.items()


def test_a_wmts_is_asked_as_its_standard_says() -> None:
    """Level, row and column are the tile's; the level's name is the service's own."""
    found = asked(target(service(HOST, "/wmts", protocol="WMTS", level="EPSG:3857:{z}"), 3, 4, 2))
    assert {"SERVICE": "WMTS", "REQUEST": "GetTile", "VERSION": "1.0.0", "LAYER": "topo"}.items() <= found.items()
    assert {"TILEMATRIX": "EPSG:3857:3", "TILEROW": "2", "TILECOL": "4", "TILEMATRIXSET": "GoogleMapsCompatible"}.items() <= found.items()


def test_a_wmts_may_have_a_template() -> None:
    """A path with the standard's names in it is filled, the level's name escaped."""
    path = "/topo/{TileMatrix}/{TileRow}/{TileCol}.png"
    assert target(service(HOST, path, protocol="WMTS", level="a b/{z}"), 3, 4, 2) == "/topo/a%20b%2F3/2/4.png"


def test_nothing_outside_its_bounds_is_asked_for() -> None:
    """Tiles of other zooms, other places and beyond the world are none of the service's."""
    town = service(HOST, bounds=(10.0, 50.0, 10.5, 50.5), zooms=(6, 9))
    assert holds(town, 6, 33, 21)
    assert not holds(town, 5, 16, 10)
    assert not holds(town, 6, 34, 21)
    assert not holds(town, 6, 33, 22)
    assert not holds(town, 6, 64, 21)
