"""Real files: as many items are understood and rejected as reference tools count."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
import pytest

from feeds.adapters.adapter import ReadContext
from feeds.adapters.registry import find
from feeds.adapters.sources import load, shipped_mappings
from feeds.picture.envelope import Record
from tests.rig.shared_data import ABSENT, DATA, expected

FORMATS = ("cap", "csv", "geojson", "gpx", "kml", "usgs")
_decoder = msgspec.msgpack.Decoder(Record)
_encoder = msgspec.msgpack.Encoder()


def _ms(written: str) -> float:
    return datetime.fromisoformat(written).timestamp() * 1000


@ABSENT
@pytest.mark.parametrize(("name", "said"), expected(*FORMATS), ids=[name for name, _ in expected(*FORMATS)])
def test_a_real_file_is_understood(name: str, said: dict[str, Any]) -> None:
    """Items and rejects lie within the counted bounds, every item is accounted for, times are right, and every record holds its bounds."""
    reading = find(said["format"]).read(load(DATA / name), ReadContext(mappings=shipped_mappings(), where=name))
    items, rejected = reading.items, len(reading.rejects)
    assert said["items"][0] <= items <= said["items"][1], reading.rejects[:5]
    assert said["rejected"][0] <= rejected <= said["rejected"][1], reading.rejects[:5]
    assert said["accounted"][0] <= items + rejected <= said["accounted"][1]
    events = [record.event for record in reading.records]
    if items and "first" in said:
        assert abs(min(events) - _ms(said["first"])) <= said["within_s"] * 1000
        assert max(events) >= _ms(said["last"]) - said["within_s"] * 1000
    if items and "sent" in said:
        assert _ms(said["sent"]) in events
    for record in reading.records[:: max(1, len(reading.records) // 5_000)]:
        assert _decoder.decode(_encoder.encode(record)) == record
        assert record.provenance is not None
        assert record.provenance.original in reading.originals


@ABSENT
def test_a_sample_of_a_larger_file_is_the_same_records() -> None:
    """Rows that stand in two files are the same records, since neither subject nor key knows the file's name."""
    context = ReadContext(mappings=shipped_mappings())
    small = find("csv").read(load(DATA / "conflict" / "ucdp_ged211_bosnia_sample.csv"), context)
    large = find("csv").read(load(DATA / "conflict" / "ucdp_ged211_world_except_syria.csv.gz"), context)
    assert {record.key for record in small.records} <= {record.key for record in large.records}


@ABSENT
def test_alerts_shared_by_two_envelopes_are_the_same_records() -> None:
    """An alert has one key wherever it stands: four alerts of one EDXL file stand in the other too."""
    one, other = (
        {record.key for record in find("cap").read(load(DATA / "cap" / f"gcap_bushfire_{each}.edxlde"), ReadContext()).records}
        for each in ("valid", "invalid")
    )
    assert other <= one
