"""What is exported and read again is the same: exactly where the format carries the record, in what it can say where it does not."""

from __future__ import annotations

import csv as table_reader
import io
from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.adapters.adapter import ReadContext, Reading
from feeds.adapters.registry import find
from feeds.adapters.sources import shipped_mappings
from feeds.exchange.registry import FORMATS
from feeds.picture.danger import DangerZone
from feeds.picture.envelope import Record
from feeds.picture.place import Feature, Track
from feeds.picture.regime import Regime, RegimeKind
from feeds.picture.values import Circle, Point, Polygon, Window
from feeds.picture.warning import Discipline, Indication, ReportStatus, Severity
from tests.feeds.exchange.rows import NOON, cover, entered, features, indications, row, tracks, zones

DRILL = Regime(RegimeKind.EXERCISE, "QUIET <HARBOUR> & 26")
KEEPING = ("geojson", "geojsonseq", "kml")
bodies = st.one_of(features, indications, zones, tracks)


def exported(name: str, *rows: Record) -> bytes:
    """Return some rows in a format."""
    return b"".join(FORMATS[name].write(cover(*rows), [entered(each) for each in rows], lambda _: None))


def read(name: str, data: bytes) -> Reading:
    """Read an export back, without a label, as any file is read."""
    return find(name).read(data, ReadContext(mappings=shipped_mappings()))


@pytest.mark.parametrize("name", KEEPING)
@given(st.lists(bodies, min_size=1, max_size=4), st.integers(1, 3))
def test_a_keeping_format_gives_the_very_records_back(
    name: str, several: list[Feature | Indication | DangerZone | Track], revision: int
) -> None:
    """GeoJSON, its sequences and KML give back body, event time and revision of every row, and never a label."""
    rows = [msgspec.structs.replace(row(body, number), revision=revision) for number, body in enumerate(several, 1)]
    reading = read(name, exported(name, *rows))
    assert not reading.rejects
    assert reading.items == len(rows)
    assert _same(reading.records, rows)
    assert all(each.label is None for each in reading.records)


def _same(found: Sequence[Record], wanted: Sequence[Record]) -> bool:
    def plain(rows: Sequence[Record]) -> list[bytes]:
        return sorted(msgspec.msgpack.encode((each.body, each.event, each.revision), order="deterministic") for each in rows)

    return plain(found) == plain(wanted)


@given(st.one_of(features, indications, zones).filter(lambda body: body.geometry is not None))
def test_gpx_gives_the_very_record_back(body: Feature | Indication | DangerZone) -> None:
    """A placed row is one element of GPX, and comes back as it was."""
    reading = read("gpx", exported("gpx", row(body)))
    assert (reading.items, len(reading.rejects)) == (1, 0)
    assert _same(reading.records, [row(body)])


def test_gpx_joins_a_vessels_reports() -> None:
    """Reports of one vessel are one track with their times; waypoints stand before it, as the schema wants."""
    first = row(Track("FERRY", "AIS", (20.0, 10.0)))
    second = msgspec.structs.replace(first, body=Track("FERRY", "AIS", (20.1, 10.1)), event=NOON + 60_000)
    data = exported("gpx", second, first, row(Feature("Gate", Point((1.0, 2.0)), "drawn", "CMC"), 2))
    assert data.index(b"<wpt") < data.index(b"<trk>")
    assert data.index(b'lat="10.0"') < data.index(b'lat="10.1"')
    assert read("gpx", data).items == 2


@given(st.lists(indications, min_size=1, max_size=4))
def test_csv_of_reports(several: list[Indication]) -> None:
    """A table of reports is read back by the mapping that ships: as many items, their times, words and points."""
    rows = [row(body, number, event=NOON + number) for number, body in enumerate(several, 1)]
    reading = read("csv", exported("csv", *rows))
    assert not reading.rejects
    assert [each.event for each in reading.records] == [each.event for each in rows]
    for found, wanted in zip(reading.records, several, strict=True):
        assert isinstance(found.body, Indication)
        assert found.body.severity == wanted.severity
        assert found.body.geometry == (wanted.geometry if isinstance(wanted.geometry, Point) else None)


@given(st.lists(tracks, min_size=1, max_size=4))
def test_csv_of_tracks(several: list[Track]) -> None:
    """A table of position reports gives every position back."""
    rows = [row(body, 1, event=NOON + number) for number, body in enumerate(several)]
    found = [each.body for each in read("csv", exported("csv", *rows)).records]
    assert [(each.position, each.course, each.speed) for each in found if isinstance(each, Track)] == [
        (each.position, each.course, each.speed) for each in several
    ]


def test_csv_of_an_ended_alarm() -> None:
    """A report with an end is one line, and two records again."""
    body = Indication("Siren", Discipline.OSINT, "S", status=ReportStatus.ENDED, window=Window(NOON, NOON + 60_000))
    reading = read("csv", exported("csv", row(body, event=NOON + 60_000)))
    assert reading.items == 1
    assert [each.event for each in reading.records] == [NOON, NOON + 60_000]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_no_cell_is_a_formula(start: str) -> None:
    """What a spreadsheet would run is led by an apostrophe."""
    data = exported("csv", row(Feature(f"{start}cmd|' /C calc'!A0", None, "drawn", "CMC", text=f"{start}1")))
    cells = next(line for line in table_reader.DictReader(io.StringIO(data.decode())))
    assert cells["name"].startswith("'")
    assert cells["text"].startswith("'")


@given(st.one_of(indications, zones))
def test_cap_written_anew_is_valid_and_says_the_same(body: Indication | DangerZone) -> None:
    """Any report or danger zone becomes an alert that the schema's table takes, with its severity and window."""
    reading = read("cap", exported("cap", row(body)))
    assert not reading.rejects
    found = reading.records[0].body
    assert isinstance(found, Indication)
    assert reading.records[0].event == NOON
    if isinstance(body, Indication):
        assert found.severity == body.severity
    if isinstance(body.geometry, Circle | Polygon):
        assert type(found.geometry) in {type(body.geometry), Polygon}


def test_cap_of_an_exercise_never_reads_actual() -> None:
    """Regime, label and caveat are in the alert."""
    data = exported("cap", row(Indication("Shelling", Discipline.OSINT, "S", severity=Severity.HIGH), regime=DRILL)).decode()
    assert "<status>Exercise</status>" in data
    assert "NOT FOR TARGETING" in data
    assert "LABEL OPEN // REL TO AUR" in data


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_marks_survive_in_every_format(name: str) -> None:
    """Label, caveat, regime and the disclaimer on borders stand in the file, whatever the format."""
    body = DangerZone("DZ-1", "Ridge", "shelling", Circle((20.0, 10.0), 5_000.0), Window(NOON))
    data = exported(name, row(body, regime=DRILL)).decode()
    for words in ("OPEN // REL TO AUR", "NOT FOR TARGETING", "EXERCISE", "no opinion on the legal status"):
        assert words in data


@pytest.mark.parametrize("name", [*KEEPING, "gpx"])
def test_hostile_names_stay_text(name: str) -> None:
    """Markup, quotes, control characters and ten kilobytes of them come back as they were."""
    hostile = '<script>alert("1")</script>]]>&amp;\'' + "é" * 300
    body = Feature(hostile, Point((1.0, 2.0)), "drawn", "CMC", text="\x00\x1b[31m" + "<b>" * 3_000)
    data = exported(name, row(body))
    if name in {"kml", "gpx"}:
        assert b"<script" not in data
    assert _same(read(name, data).records, [row(body)])


@pytest.mark.parametrize(
    "kept",
    [
        '{"version":2}',
        '{"version":1,"id":"X","event":1,"body":{"type":"roster"}}',
        '{"version":1,"id":"X","event":1,"body":{"type":"feature","name":"n","layer":"l","source":"s","geometry":7}}',
        '{"version":1,"id":"X","event":1,"body":{"type":"track","name":"n","source":"s","position":[999,0]}}',
        '{"version":1,"id":"X","event":1,"body":{"type":"corridor_status","corridor":"HC-1","state":"OPEN"}}',
        '"text"',
    ],
)
def test_a_bad_kept_record_leaves_the_drawing(kept: str) -> None:
    """A record that is none, or that only people or the hub may write, is left out with a note; the drawing beside it is read."""
    data = '{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]},"properties":{"name":"Mill"},"watchroom":' + kept + "}"
    reading = read("geojson", data.encode())
    assert [each.body.name for each in reading.records if isinstance(each.body, Feature)] == ["Mill"]
    assert any(note.startswith("kept record left out") for note in reading.notes)


def test_a_kept_area_is_checked_like_any_other() -> None:
    """A kept ring that crosses itself is repaired with a note, as a drawn one is."""
    bow = Polygon((((0.0, 0.0), (2.0, 2.0), (2.0, 0.0), (0.0, 2.0), (0.0, 0.0)),))
    reading = read("geojson", exported("geojson", row(Feature("Bow", bow, "drawn", "CMC"))))
    assert any("area repaired" in note for note in reading.notes)
    found = reading.records[0].body
    assert isinstance(found, Feature)
    assert found.geometry != bow


def test_the_same_record_in_two_formats_is_one() -> None:
    """A record read from GeoJSON and from KML has one subject and one key, so that a journal takes it once."""
    one = row(Feature("Mill", Point((1.0, 2.0)), "drawn", "CMC"))
    first, second = (read(name, exported(name, one)).records[0] for name in ("geojson", "kml"))
    assert (first.subject, first.key) == (second.subject, second.key)


def test_several_alerts_stand_in_one_envelope() -> None:
    """EDXL-DE around two alerts says the label of both, and both are read."""
    rows = [row(Indication(f"Alert {number}", Discipline.OSINT, "S"), number) for number in (1, 2)]
    data = exported("cap", *rows)
    assert b"<combinedConfidentiality>OPEN // REL TO AUR" in data
    assert read("cap", data).items == 2
