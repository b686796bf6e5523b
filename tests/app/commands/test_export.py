"""`watchroom export`: whose rows leave, what is refused and why, and that a file is whole or not there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.cli import main
from feeds.journal.store import Admitted
from feeds.picture.corridor import Mode
from feeds.picture.envelope import Author, AuthorKind, Record
from feeds.picture.identity import content_hash
from feeds.picture.label import Label, Tlp
from feeds.picture.place import Affiliation, Feature
from feeds.picture.records import AnyBody
from feeds.picture.regime import REAL
from feeds.picture.relief import Movement, MovementState, Site, SiteKind
from feeds.picture.values import Circle, Point
from tests.feeds.adapters.small import CAP, GEOJSON, SAMPLES
from tests.feeds.journal.samples import LABELS, NOON, begin_whole, noted, observed

HOSTILE = Feature("Battery", Circle((20.0, 10.0), 2_000.0), "drawn", "CMC", affiliation=Affiliation.HOSTILE)
HOSPITAL = Site("St Anne", SiteKind.HOSPITAL, "Old Town", (20.0, 10.0))
SECRET = Label("exercise", "SECRET", "CMC", frozenset({"AUR"}))


def placed(number: int, body: AnyBody, label: Label | None = LABELS[1]) -> Admitted:
    """Return a row that is on the map."""
    author = Author("CMC", AuthorKind.OFFICER, "CMC-1")
    key = content_hash(f"placed {number}".encode())
    return Admitted(Record(f"P-{number}", REAL, NOON + number, author, body, key, label, origin="ROOM", known=NOON + number))


def journal(path: Path, *rows: Admitted) -> str:
    """Make a journal with three reports of a vessel, a note, and some rows."""
    with begin_whole(path) as made:
        made.append([*(Admitted(observed(number)) for number in (1, 2, 3)), Admitted(noted(4)), *rows], durable=True)
    return str(path)


def export(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, dict[str, object]]:
    """Run the command and return its exit code and JSON."""
    code = main(["export", *args, "--json"])
    return code, json.loads(capsys.readouterr().out)


def names(path: Path) -> list[str]:
    """Return what the features of a GeoJSON file are called."""
    return [each["properties"]["name"] for each in json.loads(path.read_bytes())["features"]]


def test_each_report_of_a_vessel_leaves_and_a_note_does_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All position reports are items; what is no drawing is counted as left out; the figures name label and audience."""
    out = tmp_path / "out.geojson"
    code, found = export(capsys, journal(tmp_path / "j"), "--to", "geojson", "--out", str(out))
    assert (code, found["items"], found["audience"], found["regime"]) == (0, 3, "CMC", "REAL")
    assert found["left_out"] == {"incident": 1, "log_entry": 1, "policy": 1, "roster": 1}
    assert found["label"] == "OPEN // REL TO AUR, BOR"
    assert found["bytes"] == out.stat().st_size
    assert names(out) == ["VESSEL 0"] * 3


def test_a_span_is_of_what_happened(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--from and --until bound event time, the end outside; --known-at is a prefix of the journal."""
    place, out = journal(tmp_path / "j"), str(tmp_path / "o")
    span = ["--from", "2026-11-22T12:00:02Z", "--until", "2026-11-22T12:00:03Z"]
    assert export(capsys, place, "--to", "csv", "--out", out, *span)[1]["items"] == 1
    assert export(capsys, place, "--to", "csv", "--out", out, "--known-at", "2026-11-22T12:00:02Z")[1]["items"] == 2


def test_an_entity_gets_its_own_rows_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As BOR, a row that it may not see is neither there nor counted."""
    place = journal(tmp_path / "j", placed(1, Feature("Ours", Point((1.0, 2.0)), "drawn", "CMC"), SECRET))
    out = tmp_path / "o"
    assert export(capsys, place, "--to", "geojson", "--out", str(out))[1]["items"] == 4
    code, found = export(capsys, place, "--to", "geojson", "--out", str(out), "--as", "BOR")
    assert (code, found["items"]) == (0, 3)
    assert "feature" not in str(found["left_out"])
    assert b"Ours" not in out.read_bytes()


def test_above_its_readers_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is for BOR may hold nothing that BOR may not see; nothing is written then."""
    place = journal(tmp_path / "j", placed(1, Feature("Ours", Point((1.0, 2.0)), "drawn", "CMC"), SECRET))
    out = tmp_path / "o"
    code, found = export(capsys, place, "--to", "geojson", "--out", str(out), "--for", "BOR")
    assert code == 1
    assert "labelled above its readers" in str(found["error"])
    assert not out.exists()
    assert export(capsys, place, "--to", "geojson", "--out", str(out), "--for", "BOR", "--kind", "track")[0] == 0
    assert export(capsys, place, "--to", "geojson", "--out", str(out), "--for", "AUR")[0] == 0


@pytest.mark.parametrize(("body", "sign"), [(HOSTILE, "hostile object"), (HOSPITAL, "protected object")])
def test_no_hostile_or_protected_object_in_a_tactical_format(
    body: AnyBody, sign: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """GPX goes into receivers: refused with what is in the way; GeoJSON takes it, and --kind leaves it out."""
    place, out = journal(tmp_path / "j", placed(1, body)), str(tmp_path / "o")
    code, found = export(capsys, place, "--to", "gpx", "--out", out)
    assert code == 1
    assert sign in str(found["error"])
    assert export(capsys, place, "--to", "geojson", "--out", out)[0] == 0
    assert export(capsys, place, "--to", "gpx", "--out", out, "--kind", "track")[0] == 0


def test_a_file_is_replaced_whole_or_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A refused export leaves the older file as it was, and nothing beside it."""
    place, out = journal(tmp_path / "j", placed(1, HOSTILE)), tmp_path / "o" / "out.gpx"
    out.parent.mkdir()
    out.write_text("older")
    assert export(capsys, place, "--to", "gpx", "--out", str(out))[0] == 1
    assert out.read_text() == "older"
    assert [each.name for each in out.parent.iterdir()] == ["out.gpx"]


@pytest.mark.parametrize(
    "args",
    [
        ["--to", "dwg"],
        ["--to", "csv", "--as", "XYZ"],
        ["--to", "csv", "--for", "XYZ"],
        ["--to", "csv", "--kind", "tank"],
        ["--to", "csv", "--from", "noon"],
        ["--to", "csv", "--regime", "TEST"],
    ],
)
def test_misuse(args: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What does not exist is misuse: exit 2, one line, no file."""
    assert main(["export", journal(tmp_path / "j"), "--out", str(tmp_path / "o"), *args]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "o").exists()


def test_the_journal_is_never_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--out with the journal's own name is misuse, as is a folder that is not there."""
    place = journal(tmp_path / "j")
    before = Path(place).read_bytes()
    assert export(capsys, place, "--to", "csv", "--out", place)[0] == 2
    assert export(capsys, place, "--to", "csv", "--out", str(tmp_path / "no" / "o"))[0] == 2
    assert Path(place).read_bytes() == before


def test_one_alert_is_one_cap_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An alert comes out in its own words, in an alert of its own, and is read again."""
    (tmp_path / "in.cap").write_bytes(CAP)
    place, out = str(tmp_path / "j"), tmp_path / "out.cap"
    assert main(["import", "cap", str(tmp_path / "in.cap"), "--journal", place]) == 0
    capsys.readouterr()
    assert export(capsys, place, "--to", "cap", "--out", str(out))[0] == 0
    written = out.read_text()
    assert written.count("<alert ") == 1
    assert "<identifier>AUR-2031-0007</identifier>" in written
    assert "<urgency>Immediate</urgency>" in written
    assert main(["import", "cap", str(out), "--journal", str(tmp_path / "k")]) == 0


@pytest.mark.parametrize("name", ["geojson", "geojsonseq", "kml"])
def test_out_and_in_again_adds_as_many_records(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An export read into a new journal holds the same rows; read twice, it adds nothing."""
    source = tmp_path / "in"
    source.write_bytes(SAMPLES.get(name, GEOJSON))
    place, out, again = str(tmp_path / "j"), tmp_path / "out", str(tmp_path / "k")
    assert main(["import", name, str(source), "--journal", place]) == 0
    capsys.readouterr()
    wrote = export(capsys, place, "--to", name, "--out", str(out))[1]["items"]
    for added in (wrote, 0):
        assert main(["import", name, str(out), "--journal", again, "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["records"] == added


def test_the_public_gets_places_by_name_and_no_movement_under_way(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """TLP:CLEAR as a whole: a site without its position, a convoy once it has arrived; within a community all of it."""
    clear = Label("exercise", "OPEN", "CMC", frozenset({"AUR"}), tlp=Tlp.CLEAR)
    moving = Movement("CV-1", "Convoy 1", "CMC", Mode.ROAD, MovementState.MOVING, people=7, place="Old Town", position=(20.0, 10.0))
    arrived = msgspec.structs.replace(moving, code="CV-2", name="Convoy 2", state=MovementState.ARRIVED)
    clinic = Feature("Clinic", Point((20.0, 10.0)), "hospital", "file")

    def features(name: str, label: Label, *more: Admitted) -> dict[str, Any]:
        bodies: tuple[AnyBody, ...] = (HOSPITAL, moving, arrived, clinic)
        place = journal(tmp_path / name, *(placed(number, body, label) for number, body in enumerate(bodies, 1)), *more)
        out, kinds = str(tmp_path / f"{name}.geojson"), ("site", "movement", "feature")
        code, _ = export(capsys, place, "--to", "geojson", "--out", out, *(word for kind in kinds for word in ("--kind", kind)))
        assert code == 0
        return {each["properties"]["name"]: each["geometry"] for each in json.loads(Path(out).read_text())["features"]}

    assert features("public", clear) == {"St Anne": None, "CV-2 Convoy 2": None}
    unsaid = placed(9, Feature("Mill", Point((20.0, 10.0)), "other", "file"), msgspec.structs.replace(clear, tlp=None))
    assert features("beside", clear, unsaid) == {
        "St Anne": None,
        "CV-2 Convoy 2": None,
        "Mill": {"type": "Point", "coordinates": [20.0, 10.0]},
    }
    amber = features("amber", msgspec.structs.replace(clear, tlp=Tlp.AMBER))
    assert set(amber) == {"St Anne", "CV-1 Convoy 1", "CV-2 Convoy 2", "Clinic"}
    assert all(geometry is not None for geometry in amber.values())
