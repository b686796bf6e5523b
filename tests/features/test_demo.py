"""The demonstration, as anybody would start it: a night of the exercise on one machine, in step, and its recording."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.features.conftest import Start
from tests.features.programs import Program, until

SECONDS = 13
SPEED = 3_600
UNTIL = "2026-11-22T10:58:30Z"


def inet_sockets(pid: int) -> set[str]:
    """Return the inodes of a process's network sockets, as the kernel lists them."""
    held = set()
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        try:
            held.update(re.findall(r"socket:\[(\d+)\]", str(descriptor.readlink())))
        except FileNotFoundError:
            # It was closed between the listing and the look.
            continue
    listed: set[str] = set()
    for name in ("tcp", "tcp6", "udp", "udp6"):
        lines = Path(f"/proc/{pid}/net/{name}").read_text().splitlines()[1:]
        listed.update(line.split()[9] for line in lines)
    return held & listed


@pytest.mark.xdist_group("desk")
def test_a_night_of_the_exercise(start: Start, tmp_path: Path) -> None:
    """When half a day of the exercise is played in seconds, then the desk ends in step, shows the crisis, and nothing went outside;
    the journal alone gives the same digest in another process, verifies, and is replayed without a socket.
    """
    shot = tmp_path / "desk.png"
    demo = start("demo", "--speed", SPEED, "--until", UNTIL, "--for", SECONDS, "--shot", shot, "--json")
    assert demo.ended(120) == 0, demo.err[-2000:]
    shown = demo.json()
    assert shown["in_step"]
    assert shown["digest"] == shown["hub_digest"]
    assert shown["map"]["blocked_requests"] == 0
    assert shown["refused"] >= 1, "an acknowledgement of an old revision is refused at 10:49"
    assert set(shown["silent"]) >= {"DRA", "FEN"}
    assert len([entity for entity, count in shown["acks"].items() if count]) >= 3
    assert len(shown["alarms"]) >= 3
    assert len(shown["story"]) >= 20
    assert all(event["sequence"] > 0 for event in shown["story"])
    assert shot.stat().st_size > 100_000
    state = start("state", shown["journal"], "--json")
    assert state.ended() == 0
    assert state.json()["digest"] == shown["digest"]
    assert state.json()["ladder"]["declared"] == 3
    assert state.json()["ladder"]["assessed"] == 4
    verdict = start("verify", shown["journal"], "--json")
    assert verdict.ended() == 0, verdict.out
    _replayed(start, shown["journal"], shown["digest"])


def _replayed(start: Start, journal: str, digest: str) -> None:
    replay: Program = start("replay", journal, "--for", 5, "--json")
    until(lambda: replay.process.poll() is not None or _mapped(replay.process.pid), "the replay's page")
    assert not inet_sockets(replay.process.pid)
    assert replay.ended() == 0, replay.err[-2000:]
    assert replay.json()["digest"] == digest


def _mapped(pid: int) -> bool:
    """Whether the process has loaded what draws pages: then its window stands."""
    return "QtWebEngineCore" in Path(f"/proc/{pid}/maps").read_text()
