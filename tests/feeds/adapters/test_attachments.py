"""What is attached within a source is neither read, kept nor handed on: its kind, size and hash stand in its place."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.adapters.adapter import ReadContext, Reading
from feeds.adapters.attachments import without_attachments
from feeds.adapters.registry import find
from feeds.exchange.cap import document
from feeds.exchange.cover import Cover
from feeds.exchange.entry import entry
from feeds.picture.label import roll_up
from feeds.picture.picture import Picture
from feeds.picture.regime import REAL
from feeds.policy import default_policy
from tests.feeds.adapters.small import CAP, GEOJSON

PHOTO = b"\xff\xd8\xff\xe0Exif GPS 10.5N 20.2E, camera of Marigold " + bytes(range(256)) * 4
WRITTEN = base64.b64encode(PHOTO)
TOLD = f"of {len(PHOTO)} bytes with sha256 {sha256(PHOTO).hexdigest()}"

RESOURCE = b"<resource><resourceDesc>the river</resourceDesc><mimeType>image/jpeg</mimeType>%s</resource>"
DEREFERENCED = RESOURCE % b"<derefUri>\n%s\n</derefUri>"
KML = b"""<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark id="p"><name>Mill</name>
<description><![CDATA[<img src="data:image/jpeg;charset=utf-8;base64,%s"/> the mill]]></description>
<ExtendedData><Data name="photo"><value>%s</value></Data></ExtendedData><Point><coordinates>20,10</coordinates></Point></Placemark></kml>"""
GPX = b"""<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1"><wpt lat="10" lon="20"><name>Mill</name>
<extensions><photo xmlns="urn:x">%s</photo></extensions></wpt></gpx>"""


def zipped(data: bytes) -> bytes:
    """Return a KMZ, with a picture beside its document."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc.kml", data)
        archive.writestr("files/photo.jpg", PHOTO)
    return held.getvalue()


def drawn() -> bytes:
    """Return a feature with a photograph among its properties, its slashes escaped as some programs do."""
    made = json.loads(GEOJSON)
    made["properties"]["photo"] = WRITTEN.decode()
    made["properties"]["link"] = "data:image/jpeg;base64," + WRITTEN.decode()
    return json.dumps(made).replace("/", "\\/").encode()


SOURCES = {
    "cap": CAP.replace(b"<area>", DEREFERENCED % WRITTEN + b"<area>", 1),
    "cap-cdata": CAP.replace(b"<area>", RESOURCE % (b"<derefUri ><![CDATA[" + WRITTEN + b"]]></derefUri >") + b"<area>", 1),
    "cap-wide": CAP.replace(b"UTF-8", b"UTF-16").replace(b"<area>", DEREFERENCED % WRITTEN + b"<area>", 1).decode().encode("utf-16"),
    "kml": KML % (WRITTEN, base64.encodebytes(PHOTO)),
    "kmz": zipped(KML % (WRITTEN, WRITTEN)),
    "gpx": GPX % WRITTEN,
    "geojson": drawn(),
    "csv": b"name,latitude,longitude,photo,time\nMill,10,20," + WRITTEN + b",2031-05-02T00:00:00Z\n",
}


def read(source: str) -> Reading:
    """Read one of the sources."""
    name = {"kmz": "kml"}.get(source, source.partition("-")[0])
    return find(name).read(SOURCES[source], ReadContext())


@pytest.mark.parametrize("source", [name for name in SOURCES if name != "csv"])
def test_nothing_of_it_is_read_or_kept(source: str) -> None:
    """Neither record nor original holds a run of it; a note names its size and hash, and what stands round it was read."""
    found = read(source)
    assert (found.rejects, found.items) == ([], 1)
    held = [str(found.records).encode(), *found.originals.values()]
    plain = [each.replace(b"\\/", b"/").replace(b"\0", b"") for each in held]
    assert not any(WRITTEN[at : at + 24] in each for each in plain for at in range(0, len(WRITTEN) - 24, 8))
    assert any(TOLD in note for note in found.notes)
    assert any(TOLD.encode() in each for each in plain)
    for record in found.records:
        assert record.provenance is not None
        assert record.provenance.original in found.originals


def test_a_table_keeps_its_columns() -> None:
    """What stands in a cell's place parts no row."""
    bare, notes = without_attachments(SOURCES["csv"])
    assert [line.count(b",") for line in bare.splitlines()] == [4, 4]
    assert (len(notes), TOLD in notes[0], b",2031-05-02T00:00:00Z" in bare) == (1, True, True)


def test_an_alert_that_had_one_goes_out_without_it() -> None:
    """The CAP document that an export writes has the resource, nothing that is read as its content, and still stands by the schema."""
    found = read("cap")
    (record,) = found.records
    (original,) = found.originals.values()
    policy = default_policy()
    cover = Cover("t", "AUR", REAL, policy, roll_up((record.label,), policy), record.event)
    said = entry(Picture(REAL), record)
    assert said is not None
    out = b"".join(document(cover, [said], lambda _: original))
    assert b"<resourceDesc>the river</resourceDesc>" in out
    assert b"derefUri" not in out
    assert WRITTEN[:40] not in out


@given(st.text(), st.sampled_from([b"", b"see data:text/plain,hello", b"/9j/ is how they begin", b"<derefUri> </derefUri>"]))
def test_what_has_none_is_left_as_it_is(text: str, beside: bytes) -> None:
    """The very same bytes, and no note."""
    data = text.encode("utf-8", "surrogatepass") + beside
    bare, notes = without_attachments(data)
    assert (bare is data, notes) == (True, ())
