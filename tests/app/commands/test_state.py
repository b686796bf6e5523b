"""`watchroom state` and `watchroom verify`: keys, exit codes, and one JSON object whatever happens."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli import main
from tests.feeds.journal.samples import admitted, begin_whole, noted, observed

KEYS = {"at", "records", "digest", "tables", "ladder", "corridors", "alarms", "withheld"}


@pytest.fixture
def journal(tmp_path: Path) -> str:
    """Return a small journal's path."""
    with begin_whole(tmp_path / "j") as made:
        made.append(admitted(observed(1), noted(2)), durable=True)
    return str(tmp_path / "j")


def said(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, dict[str, object]]:
    """Run a command and return its exit code and JSON."""
    code = main([*args, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_state_has_its_keys(journal: str, capsys: pytest.CaptureFixture[str]) -> None:
    """All keys are there, the time is Zulu, and a moment before everything is an empty room."""
    code, found = said(capsys, "state", journal)
    assert code == 0
    assert set(found) >= KEYS
    assert found["at"] == "2026-11-22T12:00:02Z"
    assert found["records"] == 5
    assert found["ladder"] == {"assessed": None, "declared": None, "partners": {}}
    code, empty = said(capsys, "state", journal, "--known-at", "2026-11-22T11:00:00+01:00", "--from-zero")
    assert (code, empty["records"], empty["tables"]) == (0, 0, {})


@pytest.mark.parametrize(
    "args",
    [["--as", "XYZ"], ["--known-at", "noon"], ["--at", "2026-11-22"], ["--regime", "GAME"], ["--regime", "TEST"], ["--unheard-of"]],
)
def test_misuse(journal: str, args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown entity, a time that is none, a regime that is not there: exit 2 and one line."""
    assert main(["state", journal, *args]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_state_of_no_journal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing file is misuse, a foreign one a problem, and both answer in JSON where that is asked for."""
    assert said(capsys, "state", str(tmp_path / "none"))[0] == 2
    (tmp_path / "x").write_text("x" * 500)
    code, found = said(capsys, "state", str(tmp_path / "x"))
    assert (code, "error" in found) == (1, True)


def test_verify(journal: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Sound is 0; cut, foreign and missing are 1; the four keys are always there."""
    code, found = said(capsys, "verify", journal)
    assert (code, found["ok"], found["records"], found["problems"]) == (0, True, 5, [])
    path = Path(journal)
    path.write_bytes(path.read_bytes()[:-4096])
    for name in (journal, "/dev/null", str(path.with_name("none")), str(path.parent)):
        code, found = said(capsys, "verify", name)
        assert (code, found["ok"], set(found)) == (1, False, {"ok", "records", "head", "problems"})
        assert found["problems"]


def test_for_people(journal: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Without --json both say the same in lines."""
    assert main(["state", journal, "--as", "AUR"]) == 0
    assert "records       5" in capsys.readouterr().out
    assert main(["verify", journal]) == 0
    assert capsys.readouterr().out.startswith("sound: 5 records")


def test_sealed_and_compacted(journal: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A sealed journal's archive has its head and its digest at every moment, and verifies; another seal changes nothing."""
    code, sealed = said(capsys, "seal", journal)
    assert (code, sealed["records"]) == (0, 5)
    assert said(capsys, "seal", journal)[1] == sealed
    archive = journal + ".archive"
    code, made = said(capsys, "compact", journal, "--out", archive)
    assert (code, made["head"]) == (0, sealed["head"])
    assert said(capsys, "verify", archive)[1]["head"] == sealed["head"]
    for more in ([], ["--known-at", "2026-11-22T12:00:01Z"], ["--as", "AUR"], ["--from-zero"]):
        assert said(capsys, "state", archive, *more) == said(capsys, "state", journal, *more)


def test_compact_replaces_no_journal_by_itself(journal: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The journal cannot be its own archive; a folder that is not there is misuse; nothing is left beside."""
    before = sorted(Path(journal).parent.iterdir())
    for out in (journal, journal + ".d/x"):
        assert main(["compact", journal, "--out", out]) == 2
    assert "watchroom compact" in capsys.readouterr().err
    assert sorted(Path(journal).parent.iterdir()) == before


def test_mcap_out_and_in_again(journal: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A journal exported to MCAP and imported again has the same head and digest; once more adds nothing; a cut file says so."""
    file, again = journal + ".mcap", journal + ".again"
    assert said(capsys, "export", journal, "--to", "mcap", "--out", file)[0] == 0
    code, found = said(capsys, "import", "mcap", file, "--journal", again)
    assert (code, found["items"], found["records"], found["rejected"]) == (0, 5, 5, 0)
    assert found["head"] == said(capsys, "verify", journal)[1]["head"]
    assert said(capsys, "state", again)[1]["digest"] == said(capsys, "state", journal)[1]["digest"]
    code, more = said(capsys, "import", "mcap", file, "--journal", again)
    assert (code, more["items"], more["records"], more["rejected"]) == (0, 5, 0, 0)
    Path(file).write_bytes(Path(file).read_bytes()[:100])
    code, none = said(capsys, "import", "mcap", file, "--journal", journal + ".cut")
    assert (code, none["items"], none["rejected"]) == (1, 0, 1)
    assert not Path(journal + ".cut").exists()


def test_a_cut_journal_says_what_is_missing(journal: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A cut journal is read as far as it is sound, in JSON all the same; exit code 1 and one line say that something is missing."""
    whole = Path(journal).read_bytes()
    Path(journal).write_bytes(whole[:-4096])
    assert main(["state", journal, "--json"]) == 1
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert found["records"] == 5
    assert "record 5" in found["missing"]
    assert err.count("\n") == 1
    assert main(["state", journal]) == 1
    capsys.readouterr()
    code, verdict = said(capsys, "verify", journal)
    assert (code, verdict["records"]) == (1, 5)


def test_why_is_asked_by_kind_and_subject(journal: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The chain has its eight links in JSON and a line each without; without a question there is none, and an unknown name is misuse."""
    code, found = said(capsys, "state", journal, "--why", "log_entry:LE-0")
    assert code == 0
    why = found["why"]
    assert isinstance(why, dict)
    assert [link["name"] for link in why["links"]][:2] == ["INDICATION", "INDICATOR"]
    assert set(why) == {"kind", "subject", "links", "holds", "hangs_on", "hang_on_it", "clears", "decides"}
    assert "why" not in said(capsys, "state", journal)[1]
    assert main(["state", journal, "--why", "log_entry:LE-0"]) == 0
    assert "decides       AUR" in capsys.readouterr().out
    for words in ("rung:4", "log_entry:LE-9", "LE-0"):
        assert main(["state", journal, "--why", words]) == 2
        assert capsys.readouterr().err.count("\n") == 1
