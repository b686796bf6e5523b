"""Where a name is, without asking anybody: the ground's own places, an exercise's invented ones, and what stands on the map.

Found by the beginning of the name, of a word in it, or a part of it, without regard to accents and capitals. Deliberately absent: any
guess at spelling, and the positions of hostile objects, which are no places.
"""

import json
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

import msgspec

SHOWN = 12
TEXT_LIMIT = 80
_DROPPED_MARK = "Mn"


class Found(msgspec.Struct, frozen=True):
    """A named place: latitude and longitude in degrees, what it is, and how large (1 first). ``coarse``: to be told coarsely."""

    name: str
    lat: float
    lon: float
    what: str
    rank: int = 3
    coarse: bool = False


def folded(text: str) -> str:
    """Without accents and capitals, for comparing."""
    return "".join(each for each in unicodedata.normalize("NFKD", text) if unicodedata.category(each) != _DROPPED_MARK).casefold().strip()


@lru_cache(maxsize=1)
def world() -> tuple[Found, ...]:
    """Countries and larger towns of the ground (Natural Earth, GeoNames)."""
    table = json.loads((files("resources.basemap") / "places.json").read_text())
    countries = (Found(name, lat, lon, "country", rank) for name, lat, lon, rank in table["countries"])
    return (*countries, *(Found(name, lat, lon, "town", rank) for name, lat, lon, rank in table["places"]))


@lru_cache(maxsize=1)
def island() -> tuple[Found, ...]:
    """The invented places of the exercise's island."""
    table = json.loads((files("resources.basemap") / "exercise_land.geojson").read_text())
    named = [feature for feature in table["features"] if feature["geometry"]["type"] == "Point"]
    return tuple(
        Found(each["properties"]["name"], each["geometry"]["coordinates"][1], each["geometry"]["coordinates"][0], "invented place", 1)
        for each in named
    )


def find(text: str, places: Iterable[Found], most: int = SHOWN) -> tuple[Found, ...]:
    """The places a text may mean, the likeliest first."""
    wanted = folded(text[:TEXT_LIMIT])
    if not wanted:
        return ()
    rated = ((_rating(wanted, place), place) for place in places)
    hits = sorted(((rating, place.rank, place.name, place) for rating, place in rated if rating is not None), key=lambda hit: hit[:3])
    return tuple(hit[3] for hit in hits[:most])


@lru_cache(maxsize=16_384)
def _folded(name: str) -> str:
    return folded(name)


def _rating(wanted: str, place: Found) -> int | None:
    name = _folded(place.name)
    if wanted not in name:
        return None
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    return 2 if f" {wanted}" in name or f"-{wanted}" in name else 3
