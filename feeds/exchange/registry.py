"""Which formats rows leave in: a table to read. To add one: its file and its line here.

Deliberately absent: archives of a whole journal; those are not rows of a picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from feeds.exchange import cap, csv, geojson, gpx, kml
from feeds.exchange.cap import Originals
from feeds.exchange.cover import Cover
from feeds.exchange.entry import Entry


class Format(NamedTuple):
    """A format. `tactical`: it steers or aims, so hostile and protected objects are refused; `takes`: which rows it can carry."""

    write: Callable[[Cover, Sequence[Entry], Originals], Iterator[bytes]]
    about: str
    tactical: bool = False
    takes: Callable[[Entry], bool] = lambda _: True


def _plain(write: Callable[[Cover, Sequence[Entry]], Iterator[bytes]]) -> Callable[[Cover, Sequence[Entry], Originals], Iterator[bytes]]:
    return lambda cover, rows, _: write(cover, rows)


def _placed(entry: Entry) -> bool:
    return entry.geometry is not None


FORMATS: Final[dict[str, Format]] = {
    "cap": Format(cap.document, "CAP 1.2: reports and danger zones; several in one EDXL-DE envelope", takes=cap.warns),
    "csv": Format(_plain(csv.table), "a table of comma-separated values"),
    "geojson": Format(_plain(geojson.collection), "GeoJSON features"),
    "geojsonseq": Format(_plain(geojson.sequence), "GeoJSON text sequence, one feature a line"),
    "gpx": Format(
        _plain(gpx.document),
        "GPX waypoints, routes and tracks, for receivers; hostile and protected objects are refused",
        tactical=True,
        takes=_placed,
    ),
    "kml": Format(_plain(kml.document), "KML placemarks"),
}
