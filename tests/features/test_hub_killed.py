"""A hub killed in mid-stream loses nothing that it receipted, and the desk is in step again by itself."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from tests.features.conftest import Start
from tests.features.programs import until

SECONDS = 12


def journalled(journal: Path) -> int:
    """Return how many records a journal holds, as anybody can read it."""
    try:
        with sqlite3.connect(f"file:{journal}?mode=ro", uri=True, timeout=1) as connection:
            return int(connection.execute("SELECT count(*) FROM record").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


@pytest.mark.xdist_group("desk")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_feeding_survives_a_killed_hub(start: Start, shared_data: Path, seed: int) -> None:
    """When a week of earthquakes is fed and the hub is killed at a random moment and started again, then every item is receipted,
    the running desk shows them all in step with the hub, and the journal verifies.
    """
    chance = random.Random(seed)
    hub = start("hub")
    journal = Path(hub.ready()["journal"])
    display = start("display", "--for", SECONDS, "--json")
    until(lambda: journalled(journal) > 4, "the desk to be noticed")
    feed = start("feed", "usgs", shared_data / "usgs" / "usgs_all_week_2018-02.geojson", "--json")
    wanted = chance.randrange(20, 1500)
    until(lambda: journalled(journal) >= wanted or feed.process.poll() is not None, "some records")
    hub.kill()
    hub = start("hub")
    hub.ready()
    assert feed.ended() == 0, feed.err
    assert (feed.json()["items"], feed.json()["accepted"], feed.json()["rejected"]) == (1707, 1707, 0)
    assert display.ended() == 0, display.err
    shown = display.json()
    assert shown["in_step"]
    assert shown["tables"]["indication"] == 1707
    assert shown["map"]["points"] == 1707
    assert shown["map"]["blocked_requests"] == 0
    assert hub.stop() in (0, 143)
    verdict = start("verify", journal, "--json")
    assert verdict.ended() == 0
    assert verdict.json()["ok"]
    assert start("state", journal, "--json").ended() == 0
