"""What one item of each format becomes, written down: a change here changes identifiers, keys or meaning for every journal."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from feeds.adapters.adapter import ReadContext
from feeds.adapters.registry import find
from feeds.adapters.sources import shipped_mappings
from feeds.picture.envelope import Record
from tests.feeds.adapters.small import AIS, CAP, GEOJSON, GPX, KML, SIRENS, UCDP, USGS

GOLDEN = Path(__file__).parent / "golden"
CASES = {
    "cap": ("cap", CAP),
    "csv_ucdp": ("csv", UCDP),
    "csv_sirens": ("csv", SIRENS),
    "csv_ais": ("csv", AIS),
    "geojson": ("geojson", GEOJSON),
    "gpx": ("gpx", GPX),
    "kml": ("kml", KML),
    "usgs": ("usgs", USGS),
}


@pytest.mark.parametrize("case", CASES)
def test_golden_records(case: str) -> None:
    """A small source becomes the records that were written down when the format was first read."""
    name, data = CASES[case]
    reading = find(name).read(data, ReadContext(mappings=shipped_mappings(), undated=1))
    assert not reading.rejects
    written = (GOLDEN / f"{case}.json").read_bytes()
    assert msgspec.json.decode(written, type=list[Record]) == reading.records
    assert json.loads(msgspec.json.encode(reading.records)) == json.loads(written)
