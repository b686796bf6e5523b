"""Pages and suppositions on a desk in use: what one panel asks for stands in another, by keyboard, and Esc goes back level by level."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.desk import DeskInUse
from app.desks import OPERATOR
from app.replayed import ReplaySession
from app.window import Window
from feeds.exercise.loader import shipped_scenario
from feeds.exercise.offline import Offline
from feeds.journal.reader import Reader
from feeds.journal.store import Admitted, Journal
from tests.rig.story import instant
from widgets.board.panel import BoardPanel
from widgets.corridors.panel import CorridorsPanel
from widgets.fonts import load_fonts
from widgets.indicators.panel import IndicatorsPanel
from widgets.ladder.panel import LadderPanel
from widgets.look import Look
from widgets.map.scheme import register_scheme
from widgets.why.panel import WhyPanel

register_scheme()

WAIT = 20_000
LOOKS = {"map"}
"""What an entry offers that writes nothing: it goes on in a recording."""

pytestmark = pytest.mark.xdist_group("desk")


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The exercise to 10:54:00Z as a journal."""
    run = Offline(shipped_scenario("quiet_harbour"))
    run.play_to(instant(run.scenario, "22T10:54:00"))
    first, *rest = run.records
    path = tmp_path_factory.mktemp("pages") / "j"
    with Journal.create(path, Admitted(first)) as made:
        made.append([Admitted(record) for record in rest], durable=False)
    return path


@pytest.fixture
def desk(journal: Path, qtbot: QtBot) -> Iterator[DeskInUse]:
    """The operator's desk over the recording, at its end, every panel shown."""
    load_fonts()
    session = ReplaySession(Reader(journal), None, None)
    look = Look()
    window = Window(look, session, OPERATOR)
    session.start()
    window.show()
    qtbot.waitUntil(lambda: not session.loading, timeout=WAIT)
    session.seek(session.tape.last)
    shown = window.desk.panels.of(IndicatorsPanel)
    ladder = window.desk.panels.of(LadderPanel)
    qtbot.waitUntil(lambda: bool(shown.list.rows and ladder.foot.acts) and window.desk.map.link.alive, timeout=WAIT)
    yield window.desk
    with qtbot.waitSignal(window.closed, timeout=WAIT):
        window.close()
    shiboken6.delete(window)
    shiboken6.delete(look)


def panel(desk: DeskInUse, name: str) -> BoardPanel:
    """A board of the desk by its name."""
    made = desk.panels.named(name)
    assert isinstance(made, BoardPanel)
    return made


def test_an_indicators_page_opens_and_closes_by_keyboard(desk: DeskInUse, qtbot: QtBot) -> None:
    """Enter opens the page of the selected indicator with what the recording knew, the desk's Esc gives the list back."""
    shown = desk.panels.of(IndicatorsPanel)
    shown.setFocus()
    QTest.keyClick(shown.list.view, Qt.Key.Key_Home)
    QTest.keyClick(shown.list.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown.paged.open, timeout=WAIT)
    assert shown.page.entry is not None
    headings = [part.heading for part in shown.page.entry.parts]
    assert "How it came to read so" in headings
    desk.leave()
    assert not shown.paged.open


def test_a_supposition_stands_on_the_ladder_until_esc(desk: DeskInUse, qtbot: QtBot) -> None:
    """W in the indicators shows the ladder if it were observed; the focus goes there, and Esc takes it back."""
    shown, ladder = desk.panels.of(IndicatorsPanel), desk.panels.of(LadderPanel)
    shown.setFocus()
    QTest.keyClick(shown.list.view, Qt.Key.Key_Home)
    QTest.keyClick(shown.list.view, Qt.Key.Key_W)
    qtbot.waitUntil(lambda: ladder.model.hypothesis != "", timeout=WAIT)
    assert ladder.model.hypothesis.startswith("HYPOTHETICAL, not recorded")
    desk.leave()
    qtbot.waitUntil(lambda: ladder.model.hypothesis == "", timeout=WAIT)


def test_from_the_ladder_to_the_ways_down(desk: DeskInUse, qtbot: QtBot) -> None:
    """O in the ladder brings off-ramps and lines to the front, with the conditions of stepping down."""
    ladder = desk.panels.of(LadderPanel)
    ladder.setFocus()
    QTest.keyClick(ladder.rungs.view, Qt.Key.Key_O)
    lines = panel(desk, "lines")
    qtbot.waitUntil(lambda: any(entry.kind == "threshold" for entry in lines.model.entries), timeout=WAIT)
    qtbot.waitUntil(lines.isVisible, timeout=WAIT)


def test_from_a_fact_to_why_in_one_key(desk: DeskInUse, qtbot: QtBot) -> None:
    """On a corridor's page Enter on the hazard follows it: the chain of why stands there, of that very row."""
    corridor = desk.panels.of(CorridorsPanel)
    corridor.setFocus()
    QTest.keyClick(corridor.paged.front, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: corridor.paged.open, timeout=WAIT)
    keys = [row.key for row in corridor.page.list.rows if not row.head]
    fact = next(key for key in keys if _kind(corridor, key) == "danger_zone")
    corridor.page.list.select(fact)
    QTest.keyClick(corridor.page.list.view, Qt.Key.Key_Return)
    why = desk.panels.of(WhyPanel)
    qtbot.waitUntil(lambda: bool(why.model.links), timeout=WAIT)
    assert desk.sight.of[0] == "danger_zone"


def _kind(corridor: CorridorsPanel, key: str) -> str:
    part, _, place = key.partition(".")
    assert corridor.page.entry is not None
    return corridor.page.entry.parts[int(part)].facts[int(place)].kind


@pytest.mark.parametrize("name", ["grants", "lines", "humanitarian", "night"])
def test_every_board_is_shown_and_its_acts_are_off_in_a_recording(desk: DeskInUse, qtbot: QtBot, name: str) -> None:
    """Brought to the front it is filled from the recording; what would write is off, with the reason."""
    board = panel(desk, name)
    desk.bring(board)
    qtbot.waitUntil(lambda: any(True for _ in board.model.entries), timeout=WAIT)
    acts = [act for entry in board.model.entries for act in entry.acts if act.name not in LOOKS]
    assert not any(act.enabled for act in acts)
    assert {act.reason for act in acts} <= {"this window has no way to send acts"} | {act.reason for act in acts if act.reason}
