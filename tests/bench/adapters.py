"""How fast foreign files become records, beside a bare parse of the same bytes that makes nothing of them.

The peers are the standard library's readers (json, csv, ElementTree), which check no bounds, make no identifiers, keep no originals. The
samples are tiled from small invented sources, so that the figures need no data from outside.
"""

from __future__ import annotations

import csv
import io
import json
import time
from collections.abc import Callable
from xml.etree import ElementTree

from feeds.adapters.adapter import ReadContext
from feeds.adapters.registry import find
from feeds.adapters.sources import shipped_mappings
from tests.bench.row import in_turn, row
from tests.feeds.adapters.small import CAP, GEOJSON, UCDP, USGS

ITEMS = 20_000
ALERTS = 1_500
"""As many as a feed within the bound on XML holds."""


def rows() -> list[dict[str, object]]:
    """The benchmark's rows, in the form of results.json: items a second, ours and the peer's."""
    return [
        _row("import_usgs", "usgs", _many_usgs(), ITEMS, "json.loads", json.loads),
        _row("import_geojson", "geojson", _many_geojson(), ITEMS, "json.loads", json.loads),
        _row("import_csv", "csv", _many_csv(), ITEMS, "csv.DictReader", _dictionaries),
        _row("import_cap", "cap", _many_cap(), ALERTS, "xml.etree.ElementTree.fromstring", ElementTree.fromstring),
    ]


def _row(name: str, form: str, data: bytes, items: int, peer: str, parse: Callable[[bytes], object]) -> dict[str, object]:
    adapter, context = find(form), ReadContext(mappings=shipped_mappings())

    def ours() -> float:
        started = time.perf_counter()
        found = sum(1 for _ in adapter.each(data, context))
        if found != items:
            message = f"{name}: {found} of {items} items"
            raise RuntimeError(message)
        return items / (time.perf_counter() - started)

    def theirs() -> float:
        started = time.perf_counter()
        parse(data)
        return items / (time.perf_counter() - started)

    value, other = in_turn(ours, theirs)
    return row(name, value, "items/s", peer=peer, peer_value=other)


def _dictionaries(data: bytes) -> object:
    return list(csv.DictReader(io.StringIO(data.decode())))


def _features(one: bytes, old: bytes) -> bytes:
    return b",".join(one.replace(old, old + str(number).encode()) for number in range(ITEMS))


def _many_usgs() -> bytes:
    lead, _, rest = USGS.partition(b'"features":[')
    return lead + b'"features":[' + _features(rest.removesuffix(b"]}"), b"zz0001") + b"]}"


def _many_geojson() -> bytes:
    return b'{"type":"FeatureCollection","features":[' + _features(GEOJSON, b"Old mill") + b"]}"


def _many_csv() -> bytes:
    header, _, body = UCDP.partition(b"\n")
    return header + b"\n" + b"".join(body.replace(b"900001", str(number).encode()) for number in range(ITEMS))


def _many_cap() -> bytes:
    alert = CAP.partition(b"?>")[2]
    entries = (
        b"<entry><content>" + alert.replace(b"0007<", str(number).encode() + b"<") + b"</content></entry>" for number in range(ALERTS)
    )
    return b'<feed xmlns="http://www.w3.org/2005/Atom">' + b"".join(entries) + b"</feed>"
