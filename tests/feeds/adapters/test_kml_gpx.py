"""KML, KMZ and GPX: times, geometries of one thing, archives."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from feeds.adapters import kml
from feeds.adapters.adapter import ReadContext, Reading
from feeds.adapters.registry import find
from feeds.picture.place import Feature
from feeds.picture.values import LineString, Point, Polygon, Window
from tests.feeds.adapters.small import GPX, KML


def _read(name: str, data: bytes) -> Reading:
    return find(name).read(data, ReadContext())


def _bodies(reading: Reading) -> list[Feature]:
    return [record.body for record in reading.records if isinstance(record.body, Feature)]


def _packed(name: str, data: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def test_a_placemark() -> None:
    """Two geometries are two records of one item; markup in a description stays text; the span is how long it holds."""
    reading = _read("kml", KML)
    assert reading.items == 1
    dot, area = _bodies(reading)
    assert dot.geometry == Point((20.5, 10.5))
    assert isinstance(area.geometry, Polygon)
    assert len(area.geometry.rings) == 2
    assert area.text == "Keep <b>clear</b>"
    assert area.category == "Zones"
    assert [(each.name, each.value) for each in area.properties] == [("depth", "12")]
    assert area.valid == Window(1_935_446_400_000, 1_935_576_000_000)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_an_archive_is_its_document(method: int) -> None:
    """A KMZ gives the same records as the document in it."""
    assert [record.key for record in _read("kml", _packed("doc.kml", KML, method)).records] == [
        record.key for record in _read("kml", KML).records
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (_packed("doc.txt", KML), "no KML"),
        (_packed("doc.kml", KML, zipfile.ZIP_BZIP2), "no KML"),
        (_packed("doc.kml", b" " * (9 << 20)), "source too large"),
        (_packed("doc.kml", KML)[:-30], "damaged archive"),
        (b"<html/>", "no KML"),
        (KML.replace(b"20.5,10.5,0", b"20.5;10.5"), "no number"),
        (KML.replace(b"20.5,10.5,0", b"20.5"), "no position"),
        (KML.replace(b"20.5,10.5,0", b""), "bad number of positions"),
        (KML.replace(b"20.5,10.5,0", b"nan,10"), "no number"),
    ],
)
def test_what_is_refused(data: bytes, reason: str) -> None:
    """Archives without a document, bombs, cut files and coordinates that are none are rejects."""
    assert [reject.reason for reject in _read("kml", data).rejects] == [reason]


def test_an_archive_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive is not even listed above its bound."""
    monkeypatch.setattr(kml, "ARCHIVE_LIMIT", 100)
    assert [reject.reason for reject in _read("kml", _packed("doc.kml", KML)).rejects] == ["source too large"]


def test_waypoints_and_tracks() -> None:
    """A waypoint is a point; a track is its segments, dated by its first time, with a note of what no line can be made of."""
    reading = _read("gpx", GPX)
    gate, way = _bodies(reading)
    assert gate.geometry == Point((20.5, 10.5))
    assert gate.text == "North gate"
    assert way.geometry == LineString(((20.5, 10.5), (20.6, 10.6)))
    assert way.valid == Window(1_935_446_400_000, 1_935_447_000_000)
    assert reading.notes == ["segment of one point left out"]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b'<wpt lat="10.5"', b'<wpt lat="100.5"', "position out of range"),
        (b'<wpt lat="10.5"', b"<wpt", "no number"),
        (b"<gpx ", b"<!DOCTYPE gpx><gpx ", "document type"),
    ],
)
def test_a_bad_waypoint(old: bytes, new: bytes, reason: str) -> None:
    """A position off the globe or missing rejects its waypoint; a document type rejects the whole."""
    assert [reject.reason for reject in _read("gpx", GPX.replace(old, new)).rejects] == [reason]
