"""Which formats can be read: a tuple to look at. To add one: its file, its line here, real samples in the tests."""

from __future__ import annotations

from typing import Final

from feeds.adapters import cap, csv, geojson, gpx, kml, usgs
from feeds.adapters.adapter import Adapter
from feeds.errors import Misuse

ADAPTERS: Final[tuple[Adapter, ...]] = (
    cap.ADAPTER,
    csv.ADAPTER,
    geojson.ADAPTER,
    geojson.SEQUENCE_ADAPTER,
    gpx.ADAPTER,
    kml.ADAPTER,
    usgs.ADAPTER,
)


def find(name: str) -> Adapter:
    """Return the adapter of a format.

    Raises:
        Misuse: there is none of that name.

    """
    found = next((each for each in ADAPTERS if each.name == name.lower()), None)
    if found is None:
        raise Misuse("format", "no such format", name, f"one of {', '.join(each.name for each in ADAPTERS)}")
    return found
