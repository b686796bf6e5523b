"""The exercise's island: invented, ashore where it should be, and the file that ships is the one the script draws."""

import json
from importlib.resources import files

from shapely import LineString, Point
from shapely.geometry import shape

from resources.basemap.island import PLACES, SEA_LANE, features

SHIPPED = json.loads((files("resources.basemap") / "exercise_land.geojson").read_text())["features"]
LAND = shape(SHIPPED[0]["geometry"])


def test_the_shipped_file_is_what_the_script_draws() -> None:
    """Drawn again, the island is the same to the last digit."""
    assert json.loads(json.dumps(features())) == SHIPPED


def test_every_town_is_ashore_and_the_two_ports_are_at_the_coast() -> None:
    """All twelve places lie on land; Port Elen and Mole Head within three kilometres of the water, the others farther."""
    assert LAND.is_valid
    for name, lon, lat, _ in PLACES:
        place = Point(lon, lat)
        assert LAND.contains(place), name
        assert (LAND.boundary.distance(place) < 0.027) == (name in {"Port Elen", "Mole Head"}), name


def test_the_sea_lane_leaves_the_port_and_stays_at_sea() -> None:
    """But for its first kilometre the lane touches no land."""
    assert LineString(SEA_LANE).intersection(LAND).length < 0.012
    assert not LAND.contains(Point(SEA_LANE[-1]))


def test_waters_are_named_in_the_water_and_states_on_land() -> None:
    """Each region's label stands where its name says; the land itself says that it is invented."""
    names = {feature["properties"]["name"]: feature for feature in SHIPPED if feature["properties"]["role"] in {"state", "water"}}
    assert set(names) == {"AURENIA", "KARTH", "BORRACK", "SELM STRAIT", "CALDER ROADS"}
    for feature in names.values():
        assert LAND.contains(shape(feature["geometry"])) == (feature["properties"]["role"] == "state")
    assert SHIPPED[0]["properties"]["name"] == "INVENTED GEOGRAPHY"
    assert sum(feature["properties"]["role"] == "border" for feature in SHIPPED) == 2


def test_it_lies_in_the_empty_south_pacific() -> None:
    """The whole island is between 45 and 48 south and 121 and 125 west."""
    west, south, east, north = LAND.bounds
    assert -125 < west < east < -121
    assert -48 < south < north < -45
