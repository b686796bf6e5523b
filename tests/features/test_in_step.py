"""The whole story at three desks of one hub: two duty officers and a liaison, each in step with the hub throughout, through a kill."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
from pytestqt.qtbot import QtBot

from app.live import LiveSession
from feeds.exercise.loader import SHIPPED, load_scenario
from feeds.exercise.room import create_exercise_room
from feeds.journal.audience import View, in_force
from feeds.journal.reader import Reader
from feeds.picture.alarm import Alarm
from feeds.picture.holding import Match
from feeds.room import Room
from feeds.wire.follow import LinkState
from tests.features.conftest import Start
from tests.feeds.exercise.test_player import Process

DESKS: Final = ("DUTY-1", "DUTY-2", "CAL-DESK")
SECOND: Final = """
[[officer]]
code = "DUTY-2"
entity = "CMC"
role = "Duty officer"
seat = "DUTY-SECOND"
may = ["WATCH", "ASSESS", "ANSWER", "CHECKLIST"]
"""
"""A second desk of the room, for whoever takes part: no line of the story speaks through it."""

WAIT: Final = 240_000
"""The longest wait for the night's end, ms."""


class Display:
    """What stands behind a window, and a note of each step it made: epoch, sequence, digest."""

    def __init__(self, room: Room, code: str) -> None:
        """Connect as an officer."""
        officer = room.roster.officer(code)
        assert officer is not None
        self.session = LiveSession(room, officer)
        self.steps: dict[tuple[str, int], str] = {}
        self.out_of_step: list[int] = []
        self.snapshots = 0
        self.resyncs: list[str] = []
        self.complaints: list[str] = []
        self.heard_of: set[tuple[str, str, Match]] = set()
        """Every display that the hub told this one of, and how it compared."""
        self.session.changed.connect(self._stepped)
        self.session.replaced.connect(self._began)
        self.session.linked.connect(self._linked)
        self.session.told.connect(self._told)
        self.session.failed.connect(self.complaints.append)
        self.session.start()

    def _stepped(self) -> None:
        session = self.session
        digest = session.picture.digest.root()
        self.steps[session._mirror.epoch, session.sequence] = digest
        if digest != session.hub_digest:
            self.out_of_step.append(session.sequence)

    def _began(self) -> None:
        self.snapshots += 1
        self._stepped()

    def _told(self) -> None:
        self.heard_of |= {(each.entity, each.seat, each.judged.match) for each in self.session.displays}

    def equal(self) -> set[str]:
        """Return the seats that are told to hold an equal picture now."""
        return {each.seat for each in self.session.displays if each.judged.match is Match.EQUAL}

    def _linked(self) -> None:
        link = self.session.link()
        if link.state is LinkState.RESYNC and "snapshot" not in link.reason:
            self.resyncs.append(link.reason)


@contextmanager
def seated(room: Room, qtbot: QtBot) -> Iterator[tuple[Display, ...]]:
    """Seat everybody, all in step."""
    displays = tuple(Display(room, code) for code in DESKS)
    qtbot.waitUntil(lambda: all(each.session.in_step for each in displays), timeout=WAIT)
    yield displays
    for each in displays:
        each.session.close()


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """A room for the story that ships, with a second desk for the duty officer."""
    folder = tmp_path / "scenario"
    shutil.copytree(Path(str(SHIPPED)) / "quiet_harbour", folder)
    with (folder / "people.toml").open("a") as people:
        people.write(SECOND)
    return create_exercise_room(tmp_path / "rooms", load_scenario(folder))


def crisis(display: Display) -> bool:
    """Say whether the hazard's alarm has come to its second revision."""
    return any(body.rule == "CORRIDOR_CONTRADICTED" and body.cause_revision > 1 for _, body in display.session.picture.bodies(Alarm))


def released(room: Room) -> dict[str, str]:
    """Return the digest of what the journal alone gives the room and the liaison."""
    with Reader(room.journal) as reader:
        whole = reader.picture(room.regime)[0]
        force = in_force(reader, whole)
    return {entity: View(entity, force, "journal").picture(whole).digest.root() for entity in ("CMC", "CAL")}


@pytest.mark.xdist_group("desk")
def test_three_desks_stay_in_step_through_the_night_and_a_killed_hub(room: Room, tmp_path: Path, qtbot: QtBot, start: Start) -> None:
    """At every step of the night each desk's digest is the hub's at its releasability; none ever asks for its rows anew but after the kill;
    both duty officers pass through the same digests; the hub tells them that all three are equal, never that one differs, and the liaison
    nothing; and the liaison ends with what the journal alone releases to it.
    """
    hub = Process(room)
    try:
        with seated(room, qtbot) as displays:
            duty, second, liaison = displays
            player = start("exercise", "--room", room.folder, "--scenario", tmp_path / "scenario", "--speed", 1_000_000, "--json")
            qtbot.waitUntil(lambda: crisis(duty) or player.process.poll() is not None, timeout=WAIT)
            assert player.process.poll() is None, player.err
            assert [each.snapshots for each in displays] == [1, 1, 1]
            hub.kill_and_start()
            qtbot.waitUntil(lambda: player.process.poll() is not None, timeout=WAIT)
            assert player.ended() == 0, player.err
            qtbot.waitUntil(lambda: all(each.session.in_step for each in displays), timeout=WAIT)
            for each in displays:
                assert (each.session.missteps, each.out_of_step, each.resyncs, each.complaints) == (0, [], [], []), each.session.officer
                assert each.snapshots == 2, each.session.officer
                assert len(each.steps) > 500
            # The other officers of the host are the player's, who has left; the wait is for the hub to see it.
            qtbot.waitUntil(lambda: (duty.equal(), second.equal()) == ({"DUTY-SECOND", "CAL-DESK"}, {"DUTY-1", "CAL-DESK"}), timeout=WAIT)
            assert not any(match is Match.DIFFERS for each in displays for _, _, match in each.heard_of)
            assert ("BOR", "BOR-1", Match.EQUAL) in duty.heard_of
            assert liaison.heard_of == set()
            shared = duty.steps.keys() & second.steps.keys()
            assert len(shared) > 500
            assert all(duty.steps[place] == second.steps[place] for place in shared)
            assert liaison.session.picture.digest.root() != duty.session.picture.digest.root()
            # Who left is still being written down: the journal is read until it says what the desks hold, or never does.
            qtbot.waitUntil(lambda: released(room) == {each.session.entity: each.session.picture.digest.root() for each in displays})
    finally:
        hub.end()
