"""CAP: what an alert becomes, and that the table of the schema says what the schema says."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feeds.adapters.adapter import ReadContext, Reading, Unusable
from feeds.adapters.cap_rules import check
from feeds.adapters.registry import find
from feeds.adapters.xml_source import parsed
from feeds.picture.regime import REAL, Regime, RegimeKind
from feeds.picture.values import Circle, MultiPolygon, Point, Polygon, Window
from feeds.picture.warning import Indication, ReportStatus, Severity
from tests.feeds.adapters.small import CAP
from tests.rig.shared_data import sample

POLYGON = b"<polygon>10.0,20.0 10.0,20.5 10.5,20.5 10.5,20.0 10.0,20.0</polygon>"


def _read(data: bytes, regime: Regime = REAL) -> Reading:
    return find("cap").read(data, ReadContext(regime=regime))


def _body(data: bytes) -> Indication:
    reading = _read(data)
    assert not reading.rejects
    body = reading.records[0].body
    assert isinstance(body, Indication)
    return body


def test_a_polygon_is_turned_to_longitude_first() -> None:
    """CAP writes latitude first; the record has longitude first."""
    geometry = _body(CAP).geometry
    assert isinstance(geometry, Polygon)
    assert geometry.rings[0][1] == (20.5, 10.0)


def test_a_circle_is_in_metres() -> None:
    """CAP's radius is in kilometres; a circle of no radius is a point."""
    assert _body(CAP.replace(POLYGON, b"<circle>10.0,20.0 2.5</circle>")).geometry == Circle((20.0, 10.0), 2500.0)
    assert _body(CAP.replace(POLYGON, b"<circle>10.0,20.0 0</circle>")).geometry == Point((20.0, 10.0))


def test_polygon_and_circle_together_are_areas() -> None:
    """A circle beside a polygon is drawn as a ring around its centre."""
    geometry = _body(CAP.replace(POLYGON, POLYGON + b"<circle>0,0 100</circle>")).geometry
    assert isinstance(geometry, MultiPolygon)
    east = max(x for x, _ in geometry.polygons[1][0])
    assert east == pytest.approx(100 / 111.195, rel=1e-3)


def test_a_polygon_that_cannot_be_read_does_not_lose_the_warning() -> None:
    """The alert is taken without that part, and a note says so."""
    reading = _read(CAP.replace(POLYGON, POLYGON + b"<polygon>here and there</polygon><polygon>95,0 96,0 96,1 95,0</polygon>"))
    assert reading.items == 1
    assert reading.notes == ["polygon left out: no position", "polygon left out: position out of range"]


def test_an_update_names_what_it_supersedes() -> None:
    """The subject of an alert is the one that a reference to it gives, in whatever order they come."""
    earlier = CAP.replace(b"AUR-2031-0007", b"AUR-2031-0006").replace(b"Update", b"Alert")
    earlier = re.sub(rb"<references>.*</references>", b"", earlier)
    assert _body(CAP).supersedes == (_read(earlier).records[0].subject,)


def test_a_cancellation_is_cancelled() -> None:
    """Its status says so, and its title."""
    body = _body(CAP.replace(b"Update", b"Cancel"))
    assert body.status is ReportStatus.CANCELLED
    assert body.title.startswith("Cancelled: ")


@pytest.mark.parametrize(("word", "severity"), [("Extreme", Severity.CRITICAL), ("Minor", Severity.LOW), ("Unknown", None)])
def test_severity(word: str, severity: Severity | None) -> None:
    """CAP's words of severity are ours, and its Unknown is none."""
    assert _body(CAP.replace(b">Severe<", f">{word}<".encode())).severity is severity


@pytest.mark.parametrize(
    ("status", "kind", "name"),
    [
        ("Actual", RegimeKind.REAL, ""),
        ("Exercise", RegimeKind.EXERCISE, "CAP"),
        ("Test", RegimeKind.TEST, "CAP"),
        ("System", RegimeKind.TEST, "CAP SYSTEM"),
        ("Draft", RegimeKind.TEST, "CAP DRAFT"),
    ],
)
def test_what_is_not_meant_never_becomes_real(status: str, kind: RegimeKind, name: str) -> None:
    """Only an Actual alert enters the REAL regime; within an exercise all are the exercise's."""
    data = CAP.replace(b"Actual", status.encode())
    assert _read(data).records[0].regime == Regime(kind, name)
    night = Regime(RegimeKind.EXERCISE, "NIGHT")
    assert _read(data, night).records[0].regime == night


def test_the_window_runs_from_effective_to_expires() -> None:
    """An alert that ends before it begins holds for no time at all, and a note says so."""
    assert _body(CAP).window == Window(1_935_460_800_000, 1_935_504_000_000)
    reading = _read(CAP.replace(b"<expires>2031", b"<expires>2030"))
    assert reading.notes == ["expires before it begins"]


def test_an_alert_has_one_key_wherever_it_stands() -> None:
    """Inside a feed, with another prefix of its namespace or other comments an alert stays the same record."""
    inside = CAP.partition(b"?>")[2]
    feed = b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><content>' + inside + b"</content></entry></feed>"
    assert _read(feed).records[0].key == _read(CAP).records[0].key
    assert _read(CAP.replace(b"<status>", b"<!-- x --><status>")).records[0].key == _read(CAP).records[0].key


def test_another_regime_is_another_record() -> None:
    """The same alert in an exercise is not the same record as the real one."""
    assert _read(CAP, Regime(RegimeKind.EXERCISE, "NIGHT")).records[0].key != _read(CAP).records[0].key


def test_the_original_of_a_file_is_the_file() -> None:
    """What was signed can be checked later: the bytes kept are those that came."""
    assert list(_read(CAP).originals.values()) == [CAP]


def test_an_entry_of_an_index_is_read_by_its_own_elements() -> None:
    """An entry with CAP's elements and no alert is an item; one with neither is rejected."""
    entry = (
        b'<feed xmlns="http://www.w3.org/2005/Atom" xmlns:cap="urn:oasis:names:tc:emergency:cap:1.2"><entry><id>x:1</id><title>T</title>'
        b"<updated>2031-05-02T06:10:00Z</updated><cap:event>Flood</cap:event><cap:severity>Severe</cap:severity>"
        b"<cap:polygon>10.0,20.0 10.0,20.5 10.5,20.5 10.0,20.0</cap:polygon></entry><entry><id>x:2</id></entry></feed>"
    )
    reading = _read(entry)
    assert [reject.reason for reject in reading.rejects] == ["entry without an alert"]
    body = reading.records[0].body
    assert isinstance(body, Indication)
    assert body.severity is Severity.HIGH
    assert isinstance(body.geometry, Polygon)


def _agrees(data: bytes) -> bool:
    """Say whether the table judges an alert as the XSD does."""
    from lxml import etree

    schema = etree.XMLSchema(etree.fromstring(sample("schemas/CAP-v1.2.xsd")))
    root = parsed(data)
    try:
        check(root)
    except Unusable:
        return not schema.validate(root)
    return bool(schema.validate(root))


LINES = [line for line in CAP.decode().splitlines()[2:-1] if line.strip()]


@given(data=st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_table_judges_as_the_schema_does(data: st.DataObject) -> None:
    """Alerts with elements dropped, doubled, moved, renamed or changed are valid by the table exactly if they are by the XSD."""
    lines = list(LINES)
    for _ in range(data.draw(st.integers(0, 2))):
        at = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(["drop", "double", "move", "empty", "word", "attribute", "element"])):
            case "drop":
                del lines[at]
            case "double":
                lines.insert(at, lines[at])
            case "move":
                lines.insert(data.draw(st.integers(0, len(lines) - 1)), lines.pop(at))
            case "empty":
                lines[at] = re.sub(r">[^<]*<", "><", lines[at])
            case "word":
                lines[at] = re.sub(
                    r">[^<]*<",
                    data.draw(st.sampled_from([">Actual<", "> Severe <", ">2031-02-30T00:00:00+00:00<", ">en<", ">a:b/[c]<", ">%4<"])),
                    lines[at],
                )
            case "attribute":
                lines[at] = lines[at].replace(">", ' x="1">', 1)
            case _:
                lines.insert(
                    at,
                    data.draw(st.sampled_from(["<code>a</code>", "<x/>", "<Signature xmlns='http://www.w3.org/2000/09/xmldsig#'/>", "t"])),
                )
    text = '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">' + "\n".join(lines) + "</alert>"
    try:
        parsed(text.encode())
    except Unusable:
        return
    assert _agrees(text.encode()), text
