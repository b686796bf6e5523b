"""Tables: mappings, encodings, two moments, positions in time order, and what is refused."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.adapters.adapter import ReadContext, Reading
from feeds.adapters.mapping import Mapping, MeasureRule, SeverityRule, read_mapping
from feeds.adapters.registry import find
from feeds.adapters.sources import shipped_mappings
from feeds.errors import BadInput
from feeds.picture.place import Feature, Track
from feeds.picture.values import Point, Window
from feeds.picture.warning import Indication, Measure, ReportStatus, Severity
from tests.feeds.adapters.small import AIS, SIRENS, UCDP

PLAIN = Mapping(name="t", id=("id",), event="{when}", title="{what}")


def _read(data: bytes, mapping: Mapping | None = None) -> Reading:
    return find("csv").read(data, ReadContext(mapping=mapping, mappings=shipped_mappings()))


def _reasons(reading: Reading) -> list[str]:
    return [reject.reason for reject in reading.rejects]


def _body(data: bytes, mapping: Mapping | None = None) -> Indication:
    reading = _read(data, mapping)
    assert not reading.rejects, reading.rejects
    body = reading.records[0].body
    assert isinstance(body, Indication)
    return body


def test_a_conflict_event() -> None:
    """A row of UCDP GED is an indication at midnight of its date, with its three estimates."""
    body = _body(UCDP)
    assert body.title == 'Government of Aurenia against Old Town "Front"'
    assert body.geometry == Point((20.25, 10.5))
    assert body.measures[1] == Measure("deaths, best", 3.0, "persons")
    assert _read(UCDP).records[0].event % 86_400_000 == 0


def test_two_moments_are_two_records_of_one_item() -> None:
    """A siren's start is CURRENT; its end is the second revision of the same subject, ENDED, at its own time."""
    reading = _read(SIRENS)
    assert reading.items == 2
    start, end, running = reading.records
    assert (start.subject, start.revision, end.revision) == (end.subject, 1, 2)
    assert isinstance(start.body, Indication)
    assert isinstance(end.body, Indication)
    assert (start.body.status, end.body.status) == (ReportStatus.CURRENT, ReportStatus.ENDED)
    assert start.body.window == Window(start.event)
    assert end.body.window == Window(start.event, end.event)
    assert isinstance(running.body, Indication)
    assert running.body.status is ReportStatus.CURRENT


def test_a_start_tells_nothing_of_its_end() -> None:
    """Whether an end was only assumed is said with the end; a start that came before reads and is keyed alike."""
    start, end, _ = _read(SIRENS).records
    assert isinstance(start.body, Indication)
    assert isinstance(end.body, Indication)
    assert (start.body.text, end.body.text) == ("", "End assumed, not reported: False")
    other = _read(SIRENS.replace(b"False", b"True")).records
    assert (other[0], other[0].key) == (msgspec.structs.replace(start, provenance=other[0].provenance), start.key)
    assert other[1].key != end.key


def test_an_end_that_comes_later_adds_only_the_end() -> None:
    """Reading the table again, now with the end, gives the start's record again under its old key."""
    before = SIRENS.replace(b"2031-05-02 04:30:00+00:00", b"")
    first = _read(before).records[0]
    assert _read(SIRENS).records[0].key == first.key
    assert _read(SIRENS).records[1].key != first.key


def test_positions_come_in_the_order_of_time() -> None:
    """The last record of a vessel is its newest position; what AIS calls not available is none; knots become metres a second."""
    reading = _read(AIS)
    assert [record.event for record in reading.records] == sorted(record.event for record in reading.records)
    ferry = [record for record in reading.records if isinstance(record.body, Track) and record.body.name == "OLD FERRY"]
    assert len({record.subject for record in ferry}) == 1
    first, last = (record.body for record in ferry)
    assert isinstance(first, Track)
    assert isinstance(last, Track)
    assert (first.course, first.speed) == (None, None)
    assert last.speed == pytest.approx(12 * 1852 / 3600)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_encodings(encoding: str) -> None:
    """UTF-8 with and without its mark, UTF-16 and Windows-1252 give the same text, and the same record."""
    data = "id,when,what\n1,2031-05-02,Größe — “é”\n".encode(encoding)
    assert _body(data, PLAIN).title == "Größe — “é”"
    assert _read(data, PLAIN).records[0].key == _read(data.decode(encoding).encode(), PLAIN).records[0].key


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_separators(delimiter: str) -> None:
    """The separator that stands in the header is used."""
    assert _body("id,when,what\n1,2031-05-02,x y\n".replace(",", delimiter).encode(), PLAIN).title == "x y"


def test_quotes_and_lines_within_cells() -> None:
    """A cell may hold separators, quotes and line breaks; the original is the row as it stood."""
    row = b'1,2031-05-02,"a, ""b""\nc"\r\n'
    reading = _read(b"id,when,what\n" + row, PLAIN)
    assert isinstance(reading.records[0].body, Indication)
    assert reading.records[0].body.title == 'a, "b" c'
    assert list(reading.originals.values()) == [row]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b"1,2031-05-02", "wrong number of columns"),
        (b"1,2031-05-02,x,y", "wrong number of columns"),
        (b",2031-05-02,x", "no identifier"),
        (b"1,,x", "no time"),
        (b"1,May the 2nd,x", "no time"),
        (b"1,10000-01-01,x", "no time"),
        (b'1,2031-05-02,"' + b"x" * 200_000, "malformed row"),
    ],
)
def test_a_bad_row_stops_nothing(row: bytes, reason: str) -> None:
    """It is rejected by a reason that can be counted, and the row after it is read where it can be told apart."""
    reading = _read(b"id,when,what\n7,2031-05-01,good\n" + row + b"\n", PLAIN)
    assert reading.items == 1
    assert _reasons(reading) == [reason]


def test_a_long_text_is_cut_and_says_so() -> None:
    """What does not fit is cut with a mark, and noted; the original has all of it."""
    reading = _read(b"id,when,what\n1,2031-05-02," + b"x" * 1_000 + b"\n", PLAIN)
    body = reading.records[0].body
    assert isinstance(body, Indication)
    assert body.title.endswith("[cut: the original is longer]")
    assert len(body.title) == 400
    assert reading.notes == ["text cut"]


def test_no_mapping_fits() -> None:
    """The error tells what to do."""
    reading = _read(b"a,b\n1,2\n")
    assert _reasons(reading) == ["no mapping fits"]
    assert "csv suggest" in reading.rejects[0].expected


@pytest.mark.parametrize(
    "change",
    [
        {"id": ("nothing",)},
        {"title": "{nothing}"},
        {"zone": "Nowhere/Land"},
        {"encoding": "rot13"},
        {"latitude": "nothing", "longitude": "nothing"},
    ],
)
def test_a_mapping_that_does_not_fit_refuses_the_source(change: dict[str, object]) -> None:
    """A column, zone or encoding that does not exist is one reject, not one a row."""
    mapping = msgspec.structs.replace(PLAIN, **change)
    assert len(_read(b"id,when,what\n1,2031-05-02,x\n2,2031-05-02,y\n", mapping).rejects) == 1


def test_times_are_in_the_zone_of_the_mapping() -> None:
    """A date without a time is 00:00 there; a time that names its zone keeps it."""
    zoned = msgspec.structs.replace(PLAIN, zone="+03:00")
    rows = b"id,when,what\n1,2031-05-02,x\n2,2031-05-02T00:00:00Z,y\n"
    assert [record.event % 86_400_000 for record in _read(rows, zoned).records] == [21 * 3_600_000, 0]


@pytest.mark.parametrize(
    ("form", "written"), [("%d.%m.%Y", "02.05.2031"), ("epoch-seconds", "1935446400"), ("epoch-milliseconds", "1935446400000")]
)
def test_forms_of_time(form: str, written: str) -> None:
    """Patterns and epochs name the same day."""
    mapping = msgspec.structs.replace(PLAIN, event_format=form)
    assert _read(f"id,when,what\n1,{written},x\n".encode(), mapping).records[0].event == 1_935_446_400_000


def test_severity_measures_and_features() -> None:
    """Severity by steps or by words, decimal commas, and a table of places as features."""
    steps = SeverityRule("n", at_least={Severity.HIGH: 10, Severity.LOW: 1})
    mapping = msgspec.structs.replace(PLAIN, severity=steps, decimal=",", measures=(MeasureRule("n", "n"),))
    rows = b"id;when;what;n\n1;2031-05-02;x;10,5\n2;2031-05-02;x;0,5\n"
    first, second = (record.body for record in _read(rows, mapping).records)
    assert isinstance(first, Indication)
    assert isinstance(second, Indication)
    assert (first.severity, second.severity) == (Severity.HIGH, None)
    assert first.measures[0].value == 10.5
    words = msgspec.structs.replace(PLAIN, severity=SeverityRule("what", words={"x": Severity.CRITICAL}))
    assert _body(b"id,when,what\n1,2031-05-02,x\n", words).severity is Severity.CRITICAL
    places = msgspec.structs.replace(PLAIN, kind="feature", properties=("what",))
    body = _read(b"id,when,what\n1,2031-05-02,x\n", places).records[0].body
    assert isinstance(body, Feature)
    assert body.properties[0].value == "x"


@pytest.mark.parametrize("data", [b"name = 1", b"\xff", b"x = [", b'name = "a"\nid = ["b"]\nevent = ""\ntitle = ""\nrun = "rm"'])
def test_a_mapping_must_say_what_mappings_say(data: bytes) -> None:
    """TOML that is none, lacks a member or has an unknown one is an error that names the file."""
    with pytest.raises(BadInput, match=r"m\.toml: not a mapping"):
        read_mapping(data, "m.toml")


def test_shipped_mappings_are_told_apart() -> None:
    """No two of them claim the same columns."""
    assert len({frozenset(mapping.columns) for mapping in shipped_mappings()}) == len(shipped_mappings())


@given(st.text(max_size=60), st.text(max_size=60))
def test_text_is_never_code(what: str, template: str) -> None:
    """Braces in cells and percent signs stay what they are: a template takes cells, and nothing in them is read again."""
    cell = what.replace('"', '""')
    data = f'id,when,what,w2\n1,2031-05-02,"{{when}} {cell}","x"\n'.encode(errors="replace")
    reading = _read(data, msgspec.structs.replace(PLAIN, title="<{what}>", text=template.replace("{", "(").replace("}", ")")))
    for record in reading.records:
        assert isinstance(record.body, Indication)
        assert record.body.title.startswith("<{when}")
