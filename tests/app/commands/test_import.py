"""The command `import`, and `formats` and `csv suggest` beside it: their keys, their exit codes, and the same content once."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest

from app.cli import dispatch
from feeds.journal.reader import Reader
from feeds.picture.label import Tlp
from tests.feeds.adapters.small import CAP, SIRENS, USGS

KEYS = {"items", "records", "rejected", "reasons", "kinds", "first_event", "last_event", "seconds"}


def _import(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, dict[str, Any]]:
    code = dispatch(["import", *(str(each) for each in arguments), "--json"])
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    return code, said


@pytest.fixture
def alert(tmp_path: Path) -> Path:
    """A file with one alert."""
    path = tmp_path / "one.cap"
    path.write_bytes(CAP)
    return path


def test_the_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An item with two moments is two records; first and last are theirs, with a zone."""
    (tmp_path / "s.csv").write_bytes(SIRENS)
    code, said = _import(capsys, "csv", tmp_path / "s.csv", "--journal", tmp_path / "j")
    assert code == 0
    assert set(said) >= KEYS
    assert (said["items"], said["records"], said["rejected"], said["reasons"], said["kinds"]) == (2, 3, 0, {}, {"indication": 3})
    assert (said["first_event"], said["last_event"]) == ("2031-05-02T04:00:00Z", "2031-05-02T04:30:00Z")


def test_the_same_content_again_under_any_name(alert: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It adds no record and reports the same items; compressed or in a folder it is the same content too."""
    journal = tmp_path / "j"
    assert _import(capsys, "cap", alert, "--journal", journal)[1]["records"] == 1
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "other.xml.gz").write_bytes(gzip.compress(CAP))
    (folder / "read.me").write_bytes(b"not looked at")
    code, said = _import(capsys, "cap", folder, "--journal", journal)
    assert (code, said["items"], said["records"], said["rejected"]) == (0, 1, 0, 0)


def test_strict_and_nothing_read(alert: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A reject is exit 1 with --strict, or where nothing was read; then no journal is made, and there is JSON all the same."""
    bad = tmp_path / "bad.cap"
    bad.write_bytes(b"<!DOCTYPE alert><alert/>")
    assert _import(capsys, "cap", alert, bad, "--journal", tmp_path / "a")[0] == 0
    assert _import(capsys, "cap", alert, bad, "--journal", tmp_path / "b", "--strict")[0] == 1
    code, said = _import(capsys, "cap", bad, "--journal", tmp_path / "c")
    assert (code, said["items"], said["reasons"]) == (1, 0, {"document type": 1})
    assert not (tmp_path / "c").exists()


def test_a_damaged_source_counts_one(alert: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A gzip that was cut is one reject, and the source beside it is read."""
    cut = tmp_path / "cut.cap.gz"
    cut.write_bytes(gzip.compress(CAP)[:-9])
    code, said = _import(capsys, "cap", cut, alert, "--journal", tmp_path / "j")
    assert (code, said["items"], said["rejected"]) == (0, 1, 1)


def test_reconstructed_knowledge(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --reconstruct an item became known when its source sent it, and the journal says that it was reconstructed."""
    (tmp_path / "q.geojson").write_bytes(USGS)
    _import(capsys, "usgs", tmp_path / "q.geojson", "--journal", tmp_path / "j", "--reconstruct")
    with Reader(tmp_path / "j") as reader:
        assert reader.reconstructed
        (record,) = (each for each in reader.records() if each.kind == "indication")
        assert record.known == record.sent == 1_935_306_000_000


def test_regime_label_and_original(alert: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Records carry the regime and label asked for, none without; the original is kept under its hash."""
    journal = tmp_path / "j"
    _import(capsys, "cap", alert, "--journal", journal, "--regime", "EXERCISE:NIGHT", "--label", "restricted rel aur tlp:green")
    with Reader(journal) as reader:
        (record,) = (each for each in reader.records() if each.kind == "indication")
        assert str(record.regime) == "EXERCISE:NIGHT"
        assert record.label is not None
        assert (record.label.classification, record.label.releasable, record.label.tlp) == ("RESTRICTED", frozenset({"AUR"}), Tlp.GREEN)
        assert record.provenance is not None
        assert record.provenance.original is not None
        assert reader.original(record.provenance.original) == CAP
    _import(capsys, "cap", alert, "--journal", tmp_path / "k")
    with Reader(tmp_path / "k") as reader:
        assert [each.label for each in reader.records() if each.kind == "indication"] == [None]


@pytest.mark.parametrize(
    "arguments",
    [
        ("smoke", "x"),
        ("cap", "absent.cap"),
        ("cap", "one.cap", "--regime", "DREAM"),
        ("cap", "one.cap", "--label", "COSMIC"),
        ("cap", "one.cap", "--source", ""),
    ],
)
def test_misuse(
    arguments: tuple[str, ...], alert: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A format, source, regime, label or code that does not exist is misuse: exit 2, one line, and JSON."""
    monkeypatch.chdir(tmp_path)
    assert alert.name == "one.cap"
    code = dispatch(["import", *arguments, "--journal", "j", "--json"])
    output = capsys.readouterr()
    assert code == 2
    assert output.err.count("\n") == 1
    assert "error" in json.loads(output.out)


def test_suggest_then_import(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A table that no mapping fits tells of `csv suggest`, and what that prints reads it."""
    (tmp_path / "t.csv").write_text("no;when;what\n1;02.05.2031;x\n2;03.05.2031;y\n")
    code, said = _import(capsys, "csv", tmp_path / "t.csv", "--journal", tmp_path / "j")
    assert code == 1
    assert "csv suggest" in said["rejects"][0]
    assert dispatch(["csv", "suggest", str(tmp_path / "t.csv")]) == 0
    (tmp_path / "m.toml").write_text(capsys.readouterr().out)
    code, said = _import(capsys, "csv", tmp_path / "t.csv", "--mapping", tmp_path / "m.toml", "--journal", tmp_path / "j")
    assert (code, said["items"], said["first_event"]) == (0, 2, "2031-05-02T00:00:00Z")


def test_suggest_for_what_is_no_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that holds no table is a problem found: exit 1 and one line."""
    (tmp_path / "t.csv").write_text("\n")
    assert dispatch(["csv", "suggest", str(tmp_path / "t.csv")]) == 1
    assert "no table" in capsys.readouterr().err


def test_formats(capsys: pytest.CaptureFixture[str]) -> None:
    """Every format is named, with its endings, and the mappings that ship."""
    assert dispatch(["formats", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert {"cap", "csv", "geojson", "usgs"} <= {each["name"] for each in said["formats"]}
    assert {"geojson", "mcap", "pdf"} <= {each["name"] for each in said["written"]}
    assert {"ais", "ua-air-raid", "ucdp-ged"} <= {each["name"] for each in said["mappings"]}
    assert dispatch(["formats"]) == 0
    assert "CAP alerts" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["pipe", "folder"])
def test_what_cannot_be_a_source_is_rejected_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """A named pipe that nobody writes is not waited for, and a folder without a file of the format does not look like a quiet one."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    code, said = _import(capsys, "usgs", tmp_path / name, "--journal", tmp_path / "j")
    assert (code, said["items"], said["rejected"]) == (1, 0, 1)
    assert not (tmp_path / "j").exists()


def test_a_pipe_or_device_is_not_replaced_by_a_journal(tmp_path: Path, alert: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is empty and no regular file stays what it is: the import is refused."""
    os.mkfifo(tmp_path / "pipe")
    assert dispatch(["import", "cap", str(alert), "--journal", str(tmp_path / "pipe"), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["what"] == "there is a file of this name already"
    assert (tmp_path / "pipe").is_fifo()
