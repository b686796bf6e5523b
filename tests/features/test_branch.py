"""An exercise goes on from a moment of a recording, in a room of its own, and the recording stays as it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.features.programs import Program
from tests.feeds.report.played import write

Start = Callable[..., Program]
FROM, UNTIL, ASKED = "2026-11-22T10:37:00Z", "2026-11-22T11:00:00Z", "2026-11-22T10:54:00Z"


@pytest.mark.xdist_group("desk")
def test_a_branch_is_played_on(start: Start, tmp_path: Path) -> None:
    """When the branch that the story offers is made and played on, then HAC is told at 10:38 and the corridor suspended at 10:52, ten
    minutes before the story; its journal verifies, and the parent's bytes are untouched.
    """
    parent = write(tmp_path / "night.watchroom")
    before = parent.read_bytes()
    made = start("branch", parent, "--known-at", FROM, "--name", "HAC EARLIER", "--json")
    assert made.ended() == 0, made.err
    branch = made.json()
    hub = start("hub", "--room", branch["room"])
    hub.ready()
    played = start(
        "exercise", "--room", branch["room"], "--resume", "--along", "hac-warned-earlier", "--speed", "36000", "--until", UNTIL, "--json"
    )
    played.ended(120)
    assert played.json()["lines"] > 50, played.err
    assert len(played.json()["missed"]) <= 1, played.err
    assert hub.stop() in (0, 143)
    state = start("state", branch["journal"], "--known-at", ASKED, "--json")
    assert state.ended() == 0, state.err
    told = state.json()
    corridor = next(each for each in told["corridors"] if each["code"] == "HC-2")
    assert (corridor["declared"], corridor["computed"]) == ("SUSPENDED", "NOT_MET")
    assert (told["ladder"]["declared"], told["ladder"]["assessed"]) == (3, 4)
    verdict = start("verify", branch["journal"], "--json")
    assert verdict.ended() == 0
    assert parent.read_bytes() == before
    again = start("exercise", "--room", branch["room"], "--json")
    assert again.ended() == 2
    assert "was not made for" in again.err
