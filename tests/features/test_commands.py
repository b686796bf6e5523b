"""What the command line promises, held from outside: exit codes, one line an error, one object of JSON, one answer to one question."""

from __future__ import annotations

import gzip
import json
import random
import signal
import sqlite3
from pathlib import Path

import pytest
import tomli_w
import zmq

from feeds.picture.values import Instant
from tests.features.conftest import Start
from tests.features.programs import Program, ran, until

EVENTS = 120
DAY = 1_517_356_800_000


def quakes(path: Path, numbers: range) -> Path:
    """Write earthquakes, one every ten minutes."""
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [quake(number) for number in numbers]}))
    return path


def quake(number: int) -> dict[str, object]:
    """Return one earthquake."""
    at: Instant = DAY + number * 600_000
    about = {"mag": 4.0 + number % 3, "place": f"{number} km off Port Elen", "time": at, "updated": at, "type": "earthquake", "title": "M"}
    where = {"type": "Point", "coordinates": [-124.0 + number / 100, -47.0, 10.0]}
    return {"type": "Feature", "id": f"q{number}", "properties": about, "geometry": where}


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """A journal rebuilt from some earthquakes."""
    source = quakes(tmp_path / "week.geojson", range(EVENTS))
    made = ran("import", "usgs", source, "--journal", tmp_path / "j", "--reconstruct", "--json", folder=tmp_path)
    assert (made.process.returncode, made.json()["records"]) == (0, EVENTS), made.err
    return tmp_path / "j"


def refused(program: Program, code: int) -> None:
    """Hold a command to its code, one line on standard error and one object on standard output."""
    assert program.ended() == code, program.err
    assert program.err.count("\n") == 1, program.err
    assert program.err.startswith("watchroom")
    assert "Traceback" not in program.err
    assert isinstance(program.json(), dict)


@pytest.mark.parametrize(
    "words",
    [
        ["state", "{j}", "--as", "NOBODY"],
        ["state", "{j}", "--known-at", "2018-02-01T00:00:00"],
        ["state", "{j}", "--regime", "TEST:other"],
        ["replay", "{j}", "--for", "soon"],
        ["import", "morse", "{j}", "--journal", "{j}2"],
        ["import", "usgs", "{j}-missing", "--journal", "{j}2"],
        ["display", "--as", "NOBODY", "--for", "1"],
        ["feed", "usgs", "tcp://127.0.0.1:99999", "--follow"],
    ],
)
def test_misuse_is_code_two(start: Start, journal: Path, words: list[str]) -> None:
    """What asks for something that does not exist ends with 2, wherever `--json` stands."""
    refused(start(*(word.replace("{j}", str(journal)) for word in words), "--json"), 2)


def test_no_file_is_a_journal_unless_it_is(start: Start, tmp_path: Path, journal: Path) -> None:
    """An empty file, bytes at random, somebody else's database and a journal cut short: `verify` says not sound, `state` refuses."""
    whole = journal.read_bytes()
    chance = random.Random(7)
    for name, data in (("empty", b""), ("noise", chance.randbytes(5_000)), ("cut", whole[: chance.randrange(200, len(whole) * 9 // 10)])):
        (tmp_path / name).write_bytes(data)
    with sqlite3.connect(tmp_path / "foreign") as other:
        other.execute("CREATE TABLE record (sequence INTEGER)")
    for name in ("empty", "noise", "cut", "foreign"):
        found = ran("verify", tmp_path / name, "--json", folder=tmp_path)
        assert (found.process.returncode, found.json()["ok"]) == (1, False)
        assert found.json()["problems"]
        refused(start("state", tmp_path / name, "--json"), 1)


def test_the_same_content_again_adds_nothing(tmp_path: Path, journal: Path) -> None:
    """Under another name, compressed, from a folder: as many items as before, and no record."""
    folder = tmp_path / "näme with spaces"
    folder.mkdir()
    (folder / "other.geojson.gz").write_bytes(gzip.compress((tmp_path / "week.geojson").read_bytes()))
    again = ran("import", "usgs", folder, "--journal", journal, "--json", folder=tmp_path).json()
    assert (again["items"], again["records"], again["rejected"]) == (EVENTS, 0, 0)


def test_strict_is_strict(tmp_path: Path, journal: Path) -> None:
    """A bad source beside a good one is counted; only --strict makes it code 1, and both print their figures."""
    (tmp_path / "bad.geojson").write_text("{")
    words = ("import", "usgs", tmp_path / "bad.geojson", tmp_path / "week.geojson", "--journal", journal, "--json")
    lenient, strict = ran(*words, folder=tmp_path), ran(*words, "--strict", folder=tmp_path)
    assert (lenient.process.returncode, strict.process.returncode) == (0, 1)
    assert (lenient.json()["rejected"], strict.json()["rejected"], strict.json()["items"]) == (1, 1, EVENTS)


def test_one_moment_has_one_state(tmp_path: Path, journal: Path) -> None:
    """With keyframes, without them and on the tape of a replay a moment is the same, and the end has every record."""
    for at in ("2018-01-31T05:55:00+02:00", "2018-01-31T12:00:00Z"):
        words = (journal, "--known-at", at, "--json")
        state, zero, replay = (
            ran(*command, folder=tmp_path).json() for command in (("state", *words), ("state", *words, "--from-zero"), ("replay", *words))
        )
        assert state == zero
        assert {name: state[name] for name in ("at", "records", "digest", "tables")} == {
            name: replay[name] for name in ("at", "records", "digest", "tables")
        }
        assert 0 < state["records"] < EVENTS
    end, sound = (ran(command, journal, "--json", folder=tmp_path).json() for command in ("state", "verify"))
    assert end["records"] == sound["records"] > EVENTS


def test_what_a_label_withholds_is_not_counted(tmp_path: Path, journal: Path) -> None:
    """Reports for two nations are in their states and not in a third's, whose record count says nothing of them."""
    source = quakes(tmp_path / "more.geojson", range(500, 505))
    ran("import", "usgs", source, "--journal", journal, "--label", "SECRET REL AUR,BOR", "--json", folder=tmp_path)
    counts = {entity: ran("state", journal, "--as", entity, "--json", folder=tmp_path).json() for entity in ("AUR", "CAL")}
    assert counts["AUR"]["records"] - counts["CAL"]["records"] == counts["AUR"]["tables"]["indication"] == 5
    assert "indication" not in counts["CAL"]["tables"]
    assert counts["CAL"]["withheld"] == 0


def test_a_suggested_mapping_reads_its_table(tmp_path: Path) -> None:
    """A table that no mapping fits is refused with the way out, and what `csv suggest` prints reads it."""
    table = tmp_path / "t.csv"
    table.write_text("when,lat,lon,what\n2026-11-22T10:00:00Z,-47.1,-124.2,Lights seen\n2026-11-22T11:00:00Z,-47.2,-124.3,Lights gone\n")
    words = ("import", "csv", table, "--journal", tmp_path / "t.journal", "--json")
    alone = ran(*words, folder=tmp_path)
    assert alone.process.returncode == 1
    assert "csv suggest" in alone.out
    mapping = ran("csv", "suggest", table, "--json", folder=tmp_path).json()["mapping"]
    (tmp_path / "m.toml").write_text(tomli_w.dumps(mapping))
    assert ran(*words, "--mapping", tmp_path / "m.toml", folder=tmp_path).json()["items"] == 2


def test_a_room_with_a_hub(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One hub a room; a plain publisher is followed; told to stop, each ends with 0; a killed hub leaves all in order."""
    monkeypatch.setenv("WATCHROOM_HOME", str(tmp_path / "hö me"))
    hub = start("hub")
    ready = hub.ready()
    refused_hub = start("hub")
    assert refused_hub.ended() == 1
    assert refused_hub.err.count("\n") == 1
    with zmq.Context() as context, context.socket(zmq.XPUB) as partner:
        partner.setsockopt(zmq.LINGER, 0)
        port = partner.bind_to_random_port("tcp://127.0.0.1")
        feed = start("feed", "usgs", f"tcp://127.0.0.1:{port}", "--follow", "--json")
        assert partner.poll(30_000), feed.err
        partner.recv()
        for number in range(5):
            partner.send(json.dumps({"type": "FeatureCollection", "features": [quake(number)]}).encode())
        until(lambda: count(Path(ready["journal"])) >= 5, "five reports in the journal")
        feed.process.send_signal(signal.SIGINT)
        assert feed.ended() == 0, feed.err
    assert (feed.json()["accepted"], feed.json()["rejected"]) == (5, 0)
    hub.kill()
    assert ran("verify", ready["journal"], "--json", folder=tmp_path).json()["ok"]
    again = start("hub")
    assert again.ready() == ready
    assert again.stop() == 0


def count(journal: Path) -> int:
    """Return how many reports a journal holds, as anybody can read it."""
    with sqlite3.connect(f"file:{journal}?mode=ro", uri=True, timeout=5) as connection:
        return int(connection.execute("SELECT count(*) FROM record WHERE kind = 'indication'").fetchone()[0])


def test_a_replay_is_seen_without_a_screen(start: Start, tmp_path: Path, journal: Path) -> None:
    """`--for` and `--shot` end by themselves, offscreen, with a picture of at least 1920 x 1080 and the state's own figures."""
    shot = tmp_path / "desk.png"
    replay = start("replay", journal, "--known-at", "2018-01-31T12:00:00Z", "--for", 1, "--shot", shot, "--json")
    assert replay.ended() == 0, replay.err
    state = ran("state", journal, "--known-at", "2018-01-31T12:00:00Z", "--json", folder=tmp_path).json()
    assert replay.json()["digest"] == state["digest"]
    head = shot.read_bytes()[:24]
    assert int.from_bytes(head[16:20], "big") >= 1920
    assert int.from_bytes(head[20:24], "big") >= 1080


def test_a_desk_without_a_hub_ends_and_says_so(start: Start) -> None:
    """The end is not put off for ever: code 1, one line, and no digest of a hub that was never heard."""
    display = start("display", "--for", 1, "--json")
    assert display.ended() == 1
    said = display.json()
    assert (said["in_step"], said["hub_digest"]) == (False, None)
    assert "not in step" in display.err
