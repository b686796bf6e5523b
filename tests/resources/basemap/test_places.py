"""The names on the ground: enough of them, in range, and none that takes a side."""

import json
from importlib.resources import files

from resources.basemap.disputed import CONTESTED_OUTLINES

NAMES = json.loads((files("resources.basemap") / "places.json").read_text())


def test_names_are_in_range_and_ranked() -> None:
    """Some hundred countries and some thousand places, each with a latitude, a longitude and a rank of 0 to 6."""
    assert len(NAMES["countries"]) > 200
    assert len(NAMES["places"]) > 4000
    for name, lat, lon, rank in NAMES["countries"] + NAMES["places"]:
        assert name
        assert -90 <= lat <= 90
        assert -180 <= lon <= 180
        assert 0 <= rank <= 6


def test_no_contested_outline_is_named_as_a_country() -> None:
    """What is dashed carries no country's name."""
    assert not CONTESTED_OUTLINES & {row[0] for row in NAMES["countries"]}
