"""The player against a real hub: at any speed, through a kill, and stopped at once, the story stays the same."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from feeds.errors import Refused
from feeds.exercise.crew import Hand
from feeds.exercise.director import Director, Notice
from feeds.exercise.loader import shipped_scenario
from feeds.exercise.offline import Offline
from feeds.exercise.orders import read_order
from feeds.exercise.pace import Pace
from feeds.exercise.player import Player
from feeds.exercise.progress import Progress
from feeds.exercise.room import create_exercise_room
from feeds.exercise.scenario import Scenario
from feeds.journal.reader import Reader
from feeds.journal.verify import verify
from feeds.picture.envelope import AuthorKind, Record
from feeds.picture.fold import fold
from feeds.picture.night import LogEntry
from feeds.picture.picture import Picture
from feeds.room import Room
from tests.rig.environment import ROOT
from tests.rig.story import instant

FAST = 1_000_000.0
FOUND = ("conditions", "assessed_rung", "silence", "source_status")
"""Findings that depend on records and time alone, not on who connected when."""


class Process:
    """A hub in a process of its own, which can be killed and started again."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self._hub = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "app.cli", "hub", "--room", str(self.room.folder)]
        hub = subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(ROOT)})
        assert hub.stdout is not None
        assert json.loads(hub.stdout.readline())["journal"] == str(self.room.journal)
        return hub

    def kill_and_start(self) -> None:
        """Kill it as a power cut would, and start it again."""
        self._hub.kill()
        self.end()
        self._hub = self._start()

    def end(self) -> None:
        """End it and wait."""
        self._hub.terminate()
        self._hub.wait(20)
        assert self._hub.stdout is not None
        self._hub.stdout.close()


@pytest.fixture
def scenario() -> Scenario:
    """The scenario that ships."""
    return shipped_scenario("quiet_harbour")


@pytest.fixture
def hub(tmp_path: Path, scenario: Scenario) -> Iterator[Process]:
    """A room made for the scenario, its hub running."""
    process = Process(create_exercise_room(tmp_path, scenario))
    yield process
    process.end()


def play(
    scenario: Scenario, room: Room, until: str, tell: Callable[[Player, Progress], None] = lambda _player, _progress: None
) -> Progress:
    """Play to a time of the night as fast as can be."""
    players: list[Player] = []
    player = Player(scenario, room, lambda progress: tell(players[0], progress))
    players.append(player)
    try:
        return player.play(FAST, until=instant(scenario, until))
    finally:
        player.close()


def journalled(room: Room) -> list[Record]:
    """Every record of a room's journal."""
    with Reader(room.journal) as reader:
        return list(reader.records())


def said(records: list[Record]) -> dict[tuple[str, str], object]:
    """What feeds and officers left in the picture: bodies by row, the watch's findings left out."""
    picture = Picture(records[0].regime)
    for record in records:
        fold(picture, record)
    return {(row.kind, row.subject): row.body for row in picture.all_rows() if row.author.kind is not AuthorKind.HUB}


def test_a_night_over_sockets_is_the_night_folded_in_one_go(scenario: Scenario, hub: Process) -> None:
    """Played to 01:30 nothing is missed; what feeds and officers said, and what was found, is what the offline run has."""
    progress = play(scenario, hub.room, "01:30:00")
    assert progress.missed == []
    assert progress.lines == sum(line.known <= instant(scenario, "01:30:00") for line in scenario.lines)
    run = Offline(scenario)
    run.play_to(instant(scenario, "01:30:00"))
    records = journalled(hub.room)
    assert said(records) == said(run.records)
    for kind in FOUND:
        found = [(row.subject, row.event, row.body) for row in records if row.kind == kind]
        assert found == [(row.subject, row.event, row.body) for row in run.records if row.kind == kind], kind
    assert verify(hub.room.journal).ok


@pytest.mark.parametrize("number", [7, 33])
def test_a_killed_hub_loses_doubles_and_reorders_nothing(
    scenario: Scenario, hub: Process, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Killed with an act under way, and again between two lines: every line is in the journal once, in order, and the chain holds."""
    kills = {"act", "Quake M4.9 offshore"}
    acts = 0
    send = Hand.act

    def act(hand: Hand, *what: Any) -> str:
        nonlocal acts
        key = send(hand, *what)
        acts += 1
        if acts == number:
            kills.discard("act")
            hand.link.poll(0)
            hub.kill_and_start()
        return key

    def kill(_player: Player, progress: Progress) -> None:
        if progress.story[-1].event in kills:
            kills.discard(progress.story[-1].event)
            hub.kill_and_start()

    monkeypatch.setattr(Hand, "act", act)
    progress = play(scenario, hub.room, "00:31:00", kill)
    assert not kills
    assert progress.missed == []
    records = journalled(hub.room)
    assert max(Counter(record.key for record in records).values()) == 1
    written = [(row.kind, row.subject) for row in records if row.author.kind is not AuthorKind.HUB][len(scenario.opening) - 1 :]
    told = [(line.kind, line.subject) for line in scenario.lines if line.known <= instant(scenario, "00:31:00")]
    assert [kind for kind, _ in written] == [kind for kind, _ in told]
    assert all(wanted in {subject, None} for (_, subject), (_, wanted) in zip(written, told, strict=True))
    assert verify(hub.room.journal).ok


def test_it_is_stopped_at_once(scenario: Scenario, hub: Process) -> None:
    """Told to stop at the first line of the story, it plays no second one, and says so."""
    progress = play(scenario, hub.room, "03:00:00", lambda player, _: player.stop())
    assert progress.stopped
    assert [each.event for each in progress.story] == ["STARTEX: declared 2"]
    assert progress.lines == 1


def test_a_room_of_the_same_name_is_not_overwritten(tmp_path: Path, scenario: Scenario) -> None:
    """A second room of one name is refused; the first stays."""
    create_exercise_room(tmp_path, scenario)
    with pytest.raises(Refused):
        create_exercise_room(tmp_path, scenario)


def test_the_pace_follows_the_monotonic_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Up to its begin it goes as fast as it can; from there 60 seconds pass in one, and being late is seen in the achieved speed."""
    clock = [100.0]
    monkeypatch.setattr("feeds.exercise.pace.time.monotonic", lambda: clock[0])
    pace = Pace(begin=1_000_000, speed=60.0)
    assert pace.target(900_000) == 900_000
    assert pace.shown(900_000) == 0.0
    assert pace.target(1_200_000) == 1_000_000
    clock[0] += 2.0
    assert pace.target(1_200_000) == 1_120_000
    assert pace.wait(1_180_000) == pytest.approx(1.0)
    assert pace.shown(1_120_000) == 60.0
    clock[0] += 2.0
    assert pace.achieved(1_120_000) == pytest.approx(30.0)


def test_a_director_fires_holds_and_skips_and_the_room_s_log_says_so(scenario: Scenario, hub: Process) -> None:
    """Rain fired at the start, the speech held, the quake skipped, one order refused: the journal has what was done, when, and why."""
    rain, speech, quake = "01_calm/59", "01_calm/53", "01_calm/56"
    orders = [f"fire {rain}", f"hold {speech}", f"skip {quake}", f"release {quake}", f"note {rain} nobody looked up"]
    told: list[Notice] = []
    soon = scenario.starts + 100 * 60_000
    director = Director(lambda: [read_order(orders.pop(0))] if orders else [], lambda: not orders, told.append)
    player = Player(scenario, hub.room, director=director)
    try:
        progress = player.play(FAST, until=soon)
    finally:
        player.close()
    assert progress.intervened
    assert progress.lines == sum(line.known <= soon for line in scenario.lines) - 2 + 1
    assert [each.fault for each in told if each.fault] == ["inject: SKIPPED cannot become release; possible: nothing: it is final"]
    records = journalled(hub.room)
    subjects = {line.id: line.subject for line in scenario.lines}
    assert {subjects[speech], subjects[quake]}.isdisjoint(record.subject for record in records)
    early = next(record for record in records if record.subject == subjects[rain])
    assert (early.event, early.known) == (scenario.starts, scenario.starts)
    log = [record for record in records if record.kind == "log_entry" and record.author.kind is AuthorKind.MACHINE]
    texts = [record.body.text for record in log if isinstance(record.body, LogEntry)]
    assert f"Inject {rain} fired by hand: CAP heavy-rain warning, Tarn valley" in texts
    assert f"Inject {speech} held back: Sharp statements from Karth" in texts
    assert f"Inject {quake} skipped: Quake M4.9 offshore" in texts
    assert f"Observed after inject {rain}: nobody looked up" in texts
    assert all(record.label is not None and not record.label.releasable for record in log)
    assert verify(hub.room.journal).ok


def test_while_play_stands_the_clock_stands_and_what_is_fired_by_hand_is_said(scenario: Scenario, hub: Process) -> None:
    """Paused before the first line, one inject is fired: it alone is journalled at the start; then play goes on and loses nothing."""
    rain = "01_calm/59"
    orders = ["pause", f"fire {rain}", "plan", "plan", "go on"]
    director = Director(lambda: [read_order(orders.pop(0))] if orders else [], lambda: not orders, lambda _: None)
    player = Player(scenario, hub.room, director=director)
    soon = scenario.starts + 5 * 60_000
    try:
        progress = player.play(FAST, until=soon)
    finally:
        player.close()
    assert progress.now == soon
    records = journalled(hub.room)
    log = [record.body.text for record in records if record.author.kind is AuthorKind.MACHINE and isinstance(record.body, LogEntry)]
    assert log[:3] == ["Play paused", f"Inject {rain} fired by hand: CAP heavy-rain warning, Tarn valley", "Play goes on"]
    subjects = [record.subject for record in records]
    first = scenario.lines[0].subject
    fired = next(line.subject for line in scenario.lines if line.id == rain)
    assert first is not None
    assert fired is not None
    assert subjects.index(fired) < len(subjects) - 1 - subjects[::-1].index(first)
    assert progress.lines == 1 + sum(line.known <= soon for line in scenario.lines)


def test_a_pace_stands_and_goes_on_at_another_speed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two real seconds of standing cost no exercise time; at ten times as fast the next second is worth ten, from where it is."""
    clock = [100.0]
    monkeypatch.setattr("feeds.exercise.pace.time.monotonic", lambda: clock[0])
    pace = Pace(begin=1_000, speed=1.0)
    assert pace.target(9_000) == 1_000
    clock[0] += 2.0
    pace.stand(2.0)
    assert pace.target(9_000) == 1_000
    pace.change(10.0, 1_000)
    clock[0] += 1.0
    assert pace.target(99_000) == 11_000
