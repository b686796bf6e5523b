"""Suggested mappings: whatever the table, the suggestion reads it."""

from __future__ import annotations

import msgspec
import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.adapters.adapter import ReadContext, Unusable
from feeds.adapters.mapping import Mapping, read_mapping
from feeds.adapters.registry import find
from feeds.adapters.sources import load
from feeds.adapters.suggest import suggested
from tests.feeds.adapters.small import AIS, SIRENS, UCDP
from tests.rig.shared_data import ABSENT, DATA

REAL = ("conflict/ucdp_ged211_bosnia_sample.csv", "sirens/ua_air_raid_volunteer_to_2023-05-03.csv", "tracks/ais_2022-01-03_sample.csv")
NAMES = ("id", "lat", "lon", "date", "end time", "name", "x", "speed", "mmsi", "Größe", "", "note")
CELLS = ("1", "2.5", "x", "2031-05-02", "", "91", "02.05.2031", "-")


def _works(data: bytes) -> Mapping:
    """Return the suggestion for a table, after a way through TOML; every row must be an item by it."""
    mapping, _ = suggested(data)
    again = read_mapping(tomli_w.dumps(msgspec.to_builtins(mapping)).encode(), "m.toml")
    reading = find("csv").read(data, ReadContext(mapping=again))
    assert not reading.rejects, reading.rejects[:3]
    assert reading.items > 0
    return again


@pytest.mark.parametrize("data", [UCDP, SIRENS, AIS], ids=["ucdp", "sirens", "ais"])
def test_known_tables(data: bytes) -> None:
    """Tables whose mappings ship are read by the suggestion too."""
    _works(data)


def test_what_is_guessed() -> None:
    """Place, times, identifier, movers and figures are found by names and cells."""
    ucdp, sirens, ais = _works(UCDP), _works(SIRENS), _works(AIS)
    assert (ucdp.latitude, ucdp.longitude, ucdp.event) == ("latitude", "longitude", "{date}")
    assert {rule.column for rule in ucdp.measures} >= {"low_death", "best_death", "high_death"}
    assert (sirens.event, sirens.end) == ("{started_at}", "{finished_at}")
    assert (ais.kind, ais.subject) == ("track", ("MMSI",))
    assert _works("Datum;Ort;lat;lon\n24.02.2031;Köln;50,93;6,95\n".encode()).decimal == ","
    assert _works(b"year,month,day,what\n2031,4,7,x\n2031,12,17,y\n").event == "{year}-{month}-{day}"
    assert _works(b"name,value\nA,1\nB,n/a\n").event == "1970-01-01"


@ABSENT
@pytest.mark.parametrize("name", REAL)
def test_real_tables(name: str) -> None:
    """The suggestion reads every row of the real tables."""
    _works(load(DATA / name))


@given(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=6),
    st.lists(st.lists(st.sampled_from(CELLS), min_size=6, max_size=6), min_size=1, max_size=6),
)
@settings(max_examples=200, deadline=None)
def test_any_table(header: list[str], rows: list[list[str]]) -> None:
    """Any small table gets a suggestion that reads as TOML and fits its columns, or an error; no row breaks the reader."""
    lines = [",".join(header), *(",".join(row[: len(header)]) for row in rows)]
    data = "\n".join(lines).encode()
    try:
        mapping, _ = suggested(data)
    except Unusable:
        return
    again = read_mapping(tomli_w.dumps(msgspec.to_builtins(mapping)).encode(), "m.toml")
    assert again == mapping
    reading = find("csv").read(data, ReadContext(mapping=again))
    assert not {reject.reason for reject in reading.rejects} & {"no such column", "no such time zone", "no table", "no time"}


@pytest.mark.parametrize("data", [b"", b"\n\n", b"a,b\n", b"{a},{b}\n1,2\n"])
def test_no_table(data: bytes) -> None:
    """What is no table, or has no rows or no usable names, is an error."""
    with pytest.raises(Unusable):
        suggested(data)
