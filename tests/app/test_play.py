"""The director's line from a desk: what the player says becomes the plan, an order reaches it, and one that cannot is told."""

import json
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.children import Child
from app.play import DirectedPlay, taken
from feeds.exercise.loader import shipped_scenario
from feeds.exercise.room import create_exercise_room
from tests.feeds.exercise.test_player import Process
from widgets.exercise.model import Play, Stands

SPEECH = "01_calm/53"


def test_a_line_changes_the_injects_it_names_and_a_summary_none() -> None:
    """Claim: what a line does not name stays; a fault is kept until the next line; the last line is no plan."""
    one = {
        "id": "a",
        "title": "A",
        "state": "PLANNED",
        "planned": "2026-11-22T10:00:00Z",
        "since": None,
        "by": ["X"],
        "lines": 1,
        "by_hand": False,
    }
    play = taken(Play(), json.dumps({"now": "2026-11-22T09:00:00Z", "paused": False, "injects": [one, one | {"id": "b"}]}))
    assert set(play.injects) == {"a", "b"}
    held = one | {"state": "HELD", "since": "2026-11-22T09:30:00Z"}
    play = taken(play, json.dumps({"now": "2026-11-22T09:30:00Z", "paused": True, "injects": [held], "fault": "no"}))
    assert (play.injects["a"].stands, play.injects["b"].stands, play.paused, play.fault) == (Stands.HELD, Stands.PLANNED, True, "no")
    assert taken(play, json.dumps({"scenario": "x", "story": []})) is play


def test_an_order_from_a_desk_reaches_the_player_and_its_answer_the_desk(tmp_path: Path, qtbot: QtBot) -> None:
    """Claim: over a real player the plan arrives, a speech is held by an order, and after the end orders are refused with a reason."""
    room = create_exercise_room(tmp_path, shipped_scenario("quiet_harbour"))
    hub = Process(room)
    given = ["exercise", "--room", str(room.folder), "--director", "--speed", "1", "--until", "2026-11-21T23:00:00Z"]
    player = Child("exercise", given, tmp_path / "logs", told=True)
    try:
        directed = DirectedPlay(player)
        qtbot.waitUntil(lambda: SPEECH in directed.play.injects, timeout=30_000)
        assert directed.order(f"hold {SPEECH}") == ""
        qtbot.waitUntil(lambda: directed.play.injects[SPEECH].stands is Stands.HELD, timeout=30_000)
        assert directed.order(f"note {SPEECH} nobody: looked up") == ""
        assert directed.order("explode") == ""
        qtbot.waitUntil(lambda: directed.play.fault.startswith("director: no order"), timeout=30_000)
        player.ask_to_end()
        qtbot.waitUntil(lambda: directed.play.over, timeout=30_000)
        assert "does not listen" in directed.order("plan")
        said = player.said()
        assert said is not None
        assert said["stopped"]
    finally:
        player.stop()
        hub.end()
