"""An exercise is directed from its desk with the keys alone: hold, leave out, fire, note, score; journal and report tell it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.children import Child
from app.desks import DIRECTOR
from app.live import LiveSession
from app.play import DirectedPlay
from app.window import Window
from feeds.assessment.injects import FORMAT
from feeds.exercise.loader import shipped_scenario
from feeds.exercise.room import create_exercise_room
from feeds.journal.reader import Reader
from feeds.picture.night import LogEntry
from feeds.report.account import gather
from feeds.report.document import text_of
from feeds.report.sections import control
from widgets.board.model import Entry, Fact
from widgets.exercise.model import Stands
from widgets.exercise.panel import ExercisePanel
from widgets.exercise.resolve import LANE
from widgets.fonts import load_fonts
from widgets.look import Look
from widgets.map.scheme import register_scheme
from widgets.timeline.panel import TimelinePanel

register_scheme()

WAIT = 60_000
CRISIS = 1_795_344_180_000
"""2026-11-22T10:43:00Z: three minutes before the artillery is reported."""

FIRED, HELD, LEFT_OUT = "03_crisis/27", "03_crisis/44", "03_crisis/45"
"""The report of artillery; BOR's receipt; ESK's late answer."""

WORDS = "BOR rang before it read: the floor heard it twice"


@dataclass
class Control:
    """The director's desk over a real hub and a real player."""

    window: Window
    session: LiveSession
    directed: DirectedPlay
    journal: Path
    qtbot: QtBot

    @property
    def board(self) -> ExercisePanel:
        """The panel of exercise control."""
        return self.window.desk.panels.of(ExercisePanel)

    @property
    def timeline(self) -> TimelinePanel:
        """The timeline, with the plan as pins."""
        return self.window.desk.panels.of(TimelinePanel)

    def press(self, inject: str, key: Qt.Key) -> None:
        """Select an inject on the board and press a key."""
        self.board.list.view.setFocus()
        self.qtbot.waitUntil(lambda: self.entry(inject) is not None, timeout=WAIT)
        self.board.select("inject", inject)
        QTest.keyClick(self.board.list.view, key)

    def press_on_the_timeline(self, inject: str, key: Qt.Key) -> None:
        """Walk from pin to pin until the inject is chosen, and press a key."""
        self.timeline.view.setFocus()
        for _ in self.directed.play.injects:
            QTest.keyClick(self.timeline.view, Qt.Key.Key_BraceRight)
            chosen = self.timeline._chosen()
            assert chosen is not None
            assert chosen.lane == LANE
            if chosen.key == inject:
                break
        else:
            raise AssertionError(f"the keys never come to {inject}")
        QTest.keyClick(self.timeline.view, key)

    def stands(self, inject: str, state: Stands) -> None:
        """Wait until the player says so, and the board does too."""
        self.qtbot.waitUntil(lambda: self.directed.play.injects[inject].stands is state, timeout=WAIT)

    def entry(self, inject: str) -> Entry | None:
        """Return an inject's entry on the board."""
        return self.board.model.entry(f"inject|{inject}")

    def section(self, inject: str) -> str:
        """Return the name of the section in which an inject stands."""
        return next((each.name for each in self.board.model.sections for entry in each.entries if entry.subject == inject), "")

    def followed(self) -> list[Entry]:
        """Return the injects fired since the desk took over that set something off, as the board tells of them."""
        injects = self.directed.play.injects
        return [
            entry
            for entry in self.board.model.entries
            if (injects[entry.subject].since or 0) >= CRISIS and injects[entry.subject].stands is Stands.FIRED and _met(entry)
        ]

    def log(self) -> list[str]:
        """Return control's own lines as the room's picture has them."""
        rows = self.session.picture.bodies(LogEntry)
        return [body.text for row, body in rows if row.provenance is not None and row.provenance.format == FORMAT]


@pytest.fixture
def director(tmp_path: Path, qtbot: QtBot) -> Iterator[Control]:
    """The exercise, played up to the crisis and paused from the desk."""
    room = create_exercise_room(tmp_path, shipped_scenario("quiet_harbour"))
    hub = Child("hub", ["hub", "--room", str(room.folder)], tmp_path / "logs")
    hub.ready()
    given = ["exercise", "--room", str(room.folder), "--director", "--speed", "30", "--from", "2026-11-22T10:43:00Z"]
    player = Child("exercise", given, tmp_path / "logs", told=True)
    load_fonts()
    look = Look()
    session = LiveSession(room, room.officers_here()[0])
    window = Window(look, session, DIRECTOR)
    session.start()
    session.directed = DirectedPlay(player, session)
    session.directed.changed.connect(lambda: window.desk.refresher.named("exercise", "timeline"))
    window.show()
    made = Control(window, session, session.directed, room.journal, qtbot)
    try:
        qtbot.waitUntil(lambda: session.in_step and session.clock() >= CRISIS and bool(made.board.model.sections), timeout=WAIT)
        yield made
    finally:
        session.directed.stop()
        player.stop()
        with qtbot.waitSignal(window.closed, timeout=WAIT):
            window.close()
        hub.stop()
        shiboken6.delete(window)
        shiboken6.delete(look)


@pytest.mark.xdist_group("desk")
def test_an_exercise_is_directed_with_the_keys_alone(director: Control, qtbot: QtBot) -> None:
    """When control pauses, holds one, leaves one out on the timeline, fires one by hand, goes on and notes what it saw, then the board says
    each, the score says how the room met what followed, the hub's journal has every order, and the report tells it.
    """
    directed = director.directed
    director.board.list.view.setFocus()
    QTest.keyClick(director.board.list.view, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: directed.play.paused and director.board.model.scope.startswith("PAUSED"), timeout=WAIT)
    stood = directed.play.injects[FIRED]
    assert (stood.stands, director.section(FIRED)) == (Stands.PLANNED, "Next")

    director.press(HELD, Qt.Key.Key_H)
    director.stands(HELD, Stands.HELD)
    director.press_on_the_timeline(LEFT_OUT, Qt.Key.Key_X)
    director.stands(LEFT_OUT, Stands.SKIPPED)
    director.press(FIRED, Qt.Key.Key_F)
    director.stands(FIRED, Stands.FIRED)
    fired = directed.play.injects[FIRED]
    assert fired.by_hand
    assert fired.since is not None
    assert fired.since < fired.planned
    places = {FIRED: "Fired", HELD: "Held", LEFT_OUT: "Left out"}
    qtbot.waitUntil(lambda: all(director.section(inject) == name for inject, name in places.items()), timeout=WAIT)

    QTest.keyClick(director.board.list.view, Qt.Key.Key_Space)
    past = directed.play.injects[HELD].planned
    qtbot.waitUntil(lambda: director.session.clock() > past and len(director.followed()) > 0, timeout=WAIT)
    assert directed.play.injects[HELD].stands is Stands.HELD, "held back, however late it grows"
    followed = director.followed()[0]
    assert any(fact.state is not None for fact in _met(followed)), "some target was met, missed or is open"

    director.press(followed.subject, Qt.Key.Key_N)
    QTest.keyClicks(director.board.entry, WORDS)
    QTest.keyClick(director.board.entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(WORDS in line for line in director.log()), timeout=WAIT)
    qtbot.waitUntil(lambda: WORDS in _observed(director.entry(followed.subject)), timeout=WAIT)

    told = " ".join(director.log())
    assert all(inject in told for inject in (FIRED, HELD, LEFT_OUT))
    with Reader(director.journal) as reader:
        section = control.section(gather(reader, None, None))
    assert section is not None
    said = "\n".join(words for block in section.blocks for words in text_of(block))
    assert "1 skipped" in said
    assert WORDS in said


def _met(entry: Entry) -> list[Fact]:
    """What is said of what followed an inject."""
    return [fact for part in entry.parts[1:] if part.heading != "Observed" for fact in part.facts]


def _observed(entry: Entry | None) -> str:
    return " ".join(fact.text for part in (entry.parts if entry is not None else ()) if part.heading == "Observed" for fact in part.facts)
