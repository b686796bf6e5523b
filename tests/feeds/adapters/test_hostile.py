"""Whatever the bytes are, reading them gives items and rejects: nothing is raised, and nothing takes long or much."""

from __future__ import annotations

import gzip
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feeds.adapters import json_source, sources, table, tangle, xml_source
from feeds.adapters.adapter import Adapter, ReadContext
from feeds.adapters.registry import ADAPTERS, find
from feeds.adapters.sources import load, shipped_mappings, unpacked
from feeds.errors import BadInput, OverLimit
from feeds.picture.envelope import Record
from tests.feeds.adapters.small import CAP, GEOJSON, SAMPLES

CONTEXT = ReadContext(mappings=shipped_mappings())
NAMES = [adapter.name for adapter in ADAPTERS]
_decoder = msgspec.msgpack.Decoder(Record)
_encoder = msgspec.msgpack.Encoder()


def _sound(adapter: Adapter, data: bytes) -> None:
    reading = adapter.read(data, CONTEXT)
    for record in reading.records:
        assert _decoder.decode(_encoder.encode(record)) == record
    assert all(len(str(reject)) < 1_000 and reject.reason for reject in reading.rejects)


@pytest.mark.parametrize("name", NAMES)
@given(data=st.binary(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_bytes(name: str, data: bytes) -> None:
    """Random bytes are rejects."""
    _sound(find(name), data)


@pytest.mark.parametrize("name", NAMES)
@given(draw=st.data())
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_file_that_was_cut_or_altered(name: str, draw: st.DataObject) -> None:
    """A true file with a piece cut off, replaced or doubled gives sound records or rejects."""
    data = bytearray(SAMPLES[name])
    for _ in range(draw.draw(st.integers(1, 3))):
        at = draw.draw(st.integers(0, len(data)))
        length = draw.draw(st.integers(0, 40))
        data[at : at + length] = draw.draw(
            st.sampled_from(
                [b"", b"\0", b"\xff", b"<", b'"', b"{}", b"[[", b"9" * 400, b"1e308", b"-", b"NaN", b"null", data[at : at + 2 * length]]
            )
        )
    _sound(find(name), bytes(data))


@pytest.mark.parametrize(
    "text",
    [
        b"[" * 200_000,
        b'{"type":' * 50_000,
        b'{"type":"Feature","geometry":' + b'{"type":"GeometryCollection","geometries":[' * 20_000,
        b'{"type":"Point","coordinates":[' + b"9" * 5_000 + b",1]}",
        b'{"type":"Point","coordinates":[1e400,1]}',
        b'{"type":"FeatureCollection","features":[' + b"0," * 100_000 + b"0]}",
        b'{"type":"Feature","id":"\\ud800","geometry":null,"properties":{"name":"\\udfff"}}',
    ],
    ids=["lists", "objects", "collections", "digits", "infinite", "no features", "half characters"],
)
def test_json_that_means_harm(text: bytes) -> None:
    """Deep, huge, infinite or broken JSON is rejected in every format that is JSON."""
    for name in ("geojson", "geojsonseq", "usgs"):
        reading = find(name).read(text, CONTEXT)
        assert reading.items == 0
        assert reading.rejects


def test_a_source_of_too_many_elements_is_refused() -> None:
    """What would fill the memory many times over is refused whole, before it is decoded."""
    reading = find("geojson").read(b"[" + b"0," * (json_source.ELEMENT_LIMIT + 1) + b"0]", CONTEXT)
    assert [reject.reason for reject in reading.rejects] == ["source too large"]


@pytest.mark.parametrize(("name", "limit"), [("cap", xml_source.SOURCE_LIMIT), ("geojson", json_source.SOURCE_LIMIT)])
def test_a_source_that_is_too_long_is_refused(name: str, limit: int) -> None:
    """A source over the bound is one reject."""
    reading = find(name).read(b" " * (limit + 1), CONTEXT)
    assert [reject.reason for reject in reading.rejects] == ["source too large"]


def test_a_table_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table over the bound on bytes is one reject; one over the bound on rows is read up to it."""
    monkeypatch.setattr(table, "ROW_LIMIT", 3)
    rows = b"region,started_at,finished_at,naive\n" + b"A,2022-02-25 16:36:22+00:00,,True\n" * 5
    reading = find("csv").read(rows, CONTEXT)
    assert reading.items == 2
    assert [reject.reason for reject in reading.rejects] == ["too many rows"]
    monkeypatch.setattr(table, "SOURCE_LIMIT", 10)
    assert [reject.reason for reject in find("csv").read(rows, CONTEXT).rejects] == ["source too large"]


@pytest.mark.parametrize(
    "prolog",
    [
        b"<!DOCTYPE alert>",
        b'<!DOCTYPE alert [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>',
        b'<?xml version="1.0"?><!-- <alert> --><?pi ?>\n<!DOCTYPE alert SYSTEM "http://example.invalid/x.dtd">',
        b'<!DOCTYPE alert [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(prolog: bytes, encoding: str) -> None:
    """No document type is read, whatever stands before it and however wide its characters are."""
    body = CAP.partition(b"?>")[2].strip()
    data = (prolog + body).decode().encode(encoding)
    reading = find("cap").read(data, CONTEXT)
    assert [reject.reason for reject in reading.rejects] == ["document type"]


def test_an_entity_is_not_expanded() -> None:
    """A reference to an entity that nobody declared makes the document unreadable."""
    reading = find("cap").read(CAP.replace(b"Fictional flood", b"&x;"), CONTEXT)
    assert [reject.reason for reject in reading.rejects] == ["not XML"]


def test_a_prolog_of_comments_is_read_in_one_pass() -> None:
    """Thousands of comments ahead of the root cost one pass, not one for every way of grouping them."""
    assert find("cap").read(b"<!-- x --> " * 50_000 + CAP.partition(b"?>")[2].strip(), CONTEXT).items == 1


def test_a_tangled_area_is_refused() -> None:
    """A ring of which thousands of edges cross is not repaired, which would take minutes."""
    ring = [[(7919 * n) % 360 - 180.0, (104729 * n) % 180 - 90.0] for n in range(3_000)]
    # A small step between neighbours keeps the ring from being read as one over the 180th meridian.
    ring = [[x / 4, y] for x, y in ring]
    feature = {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}, "properties": None}
    reading = find("geojson").read(msgspec.json.encode(feature), CONTEXT)
    assert [reject.reason for reject in reading.rejects] == ["area too tangled"]


def test_the_shapes_of_a_source_share_an_allowance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once repairs have cost what a source may cost, its further areas are rejected, not looked at."""
    monkeypatch.setattr(tangle, "SOURCE_LIMIT", 10_000)
    bow = {"type": "Polygon", "coordinates": [[[0, 0], [10, 10], [10, 0], [0, 10], [0, 0]]]}
    features = [{"type": "Feature", "geometry": bow, "properties": {"name": str(n)}} for n in range(20)]
    reading = find("geojson").read(msgspec.json.encode({"type": "FeatureCollection", "features": features}), CONTEXT)
    assert 0 < reading.items < 20
    assert {reject.reason for reject in reading.rejects} == {"area too tangled"}


def test_too_many_of_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of more features than can be true, and an element with too many children, are one reject each."""
    monkeypatch.setattr(json_source, "FEATURES_LIMIT", 3)
    reading = find("geojson").read(b'{"type":"FeatureCollection","features":[0,0,0,0]}', CONTEXT)
    assert [reject.reason for reject in reading.rejects] == ["too many features"]
    monkeypatch.setattr(xml_source, "CHILDREN_LIMIT", 3)
    assert [reject.reason for reject in find("cap").read(CAP, CONTEXT).rejects] == ["too many elements"]


def test_a_line_around_the_globe_many_times_is_refused() -> None:
    """A path that winds around the globe is refused, instead of being cut thousands of times."""
    path = [[(100.0 * n + 180) % 360 - 180, 0.0] for n in range(1_000)]
    reading = find("geojson").read(msgspec.json.encode({"type": "LineString", "coordinates": path}), CONTEXT)
    assert [reject.reason for reject in reading.rejects] == ["shape goes around the globe"]


def test_a_gzip_bomb_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unpacking stops at the bound, also where the bomb is made of many members."""
    monkeypatch.setattr(sources, "UNPACKED_LIMIT", 1 << 20)
    with pytest.raises(OverLimit, match="unpacks to too much"):
        unpacked(gzip.compress(bytes(3 << 20)), "bomb.gz")
    with pytest.raises(OverLimit, match="unpacks to too much"):
        unpacked(gzip.compress(bytes(300 << 10)) * 5, "bomb.gz")
    monkeypatch.setattr(sources, "MEMBER_LIMIT", 10)
    with pytest.raises(OverLimit, match="too many parts"):
        unpacked(gzip.compress(b"") * 20, "bomb.gz")


@given(data=st.binary(max_size=2_000), cut=st.integers(1, 30))
@settings(max_examples=60, deadline=None)
def test_gzip_is_read_whole_or_not_at_all(data: bytes, cut: int) -> None:
    """What was packed comes back, also from several members; a file that was cut is an error."""
    packed = gzip.compress(data)
    assert unpacked(packed + packed, "a.gz") == data + data
    with pytest.raises(BadInput):
        unpacked(packed[:-cut], "a.gz") if len(packed) - cut > 0 else unpacked(b"\x1f\x8b", "a.gz")


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """A missing file is an error that names it."""
    with pytest.raises(BadInput, match="cannot be read"):
        load(tmp_path / "absent.cap")


def test_a_feature_survives_its_neighbours() -> None:
    """A bad item stops nothing: the good ones beside it are read."""
    bad = b'{"type":"Feature","geometry":{"type":"Point","coordinates":[181e9,0]},"properties":null}'
    data = b'{"type":"FeatureCollection","features":[' + bad + b"," + GEOJSON + b",7," + GEOJSON.replace(b"Old mill", b"New mill") + b"]}"
    reading = find("geojson").read(data, CONTEXT)
    assert reading.items == 2
    assert [reject.reason for reject in reading.rejects] == ["position out of range", "malformed item"]
