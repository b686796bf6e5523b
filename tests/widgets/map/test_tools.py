"""The tools beside the map, by keyboard, on a real page: layers, list, go to, views, measure."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Protocol

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from feeds.picture.corridor import ConditionState, CorridorState, SegmentState
from feeds.picture.place import Affiliation, Track
from feeds.picture.values import Circle, Point
from feeds.picture.warning import Discipline, Indication, Severity
from layers.style import Severity as Drawing
from tests.layers.scenery import HALVERN, corridor, picture, row, zone
from tests.rig.specimens import NOON
from widgets.keys.panel import PANELS
from widgets.look import Look
from widgets.map.bookmarks import Bookmark
from widgets.map.coordinates import Notation
from widgets.map.measuring import REFUSED, leg_words, measure
from widgets.map.panel import MapPanel
from widgets.map.said import Looked, Tool

WAIT = 30_000
ISLAND = (-47.30, -123.70, -46.70, -122.70)
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


class Key(Protocol):
    """Presses a key."""

    def __call__(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        """Press it, with what is held."""


class Memory:
    """Keeps bookmarks for a test."""

    def __init__(self) -> None:
        self.views: tuple[Bookmark, ...] = ()

    def load(self) -> tuple[Bookmark, ...]:
        """What was kept."""
        return self.views

    def save(self, views: tuple[Bookmark, ...]) -> None:
        """Keep these."""
        self.views = views


@pytest.fixture
def memory() -> Memory:
    """Where the panel keeps its views."""
    return Memory()


@pytest.fixture
def panel(qtbot: QtBot, look: Look, memory: Memory) -> Iterator[MapPanel]:
    """A shown map with a corridor, a unit, a report and a hostile area, on the exercise's island."""
    made = MapPanel(look, memory)
    made.resize(1000, 560)
    made.view.set_regime("EXERCISE", island=True)
    with qtbot.waitSignal(made.view.arrived, timeout=WAIT):
        made.show()
    rows = [
        *corridor(CorridorState.OPEN, ConditionState.MET, [SegmentState.PASSABLE] * 3),
        row("unit", Track("Alpha", "AIS", (-123.0, -46.9), Affiliation.FRIEND, sidc="10031000001211000000")),
        row("fire", Indication("Fire", Discipline.MASINT, "CPA", geometry=Point(HALVERN), severity=Severity.CRITICAL)),
        row("guns", Indication("Emitter Q7", Discipline.IMINT, "CPA", geometry=Circle((-123.2, -47.0), 6000.0), hostile=True)),
    ]
    made.view.fit(ISLAND)
    with qtbot.waitSignal(made.view.settled, timeout=WAIT):
        made.view.show_picture(picture(*rows), None, NOON)
    yield made
    with qtbot.waitSignal(made.view.closed, timeout=10_000):
        made.view.shutdown()
    shiboken6.delete(made)


@pytest.fixture
def press(qtbot: QtBot, panel: MapPanel) -> Key:
    """Presses a key where the focus of the map is."""

    def pressed(key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        web, answers = panel.view.link.web, list[object]()
        web.setFocus()
        web.page().runJavaScript("watchroom.map.getContainer().focus(); 1", answers.append)
        qtbot.waitUntil(lambda: bool(answers), timeout=WAIT)
        target = web.focusProxy()
        assert target is not None
        QTest.keyClick(target, key, held)

    return pressed


def looked(qtbot: QtBot, panel: MapPanel, zoom: float) -> AbstractContextManager[object]:
    """Until the page says that it looks at this zoom."""
    return qtbot.waitSignal(panel.view.link.said, timeout=WAIT, check_params_cb=lambda said: isinstance(said, Looked) and said.zoom == zoom)


def texts(panel: MapPanel) -> list[str]:
    """The rows of the drawer, as read aloud."""
    return [shown.accessible for shown in panel.drawer.rows.rows]


def test_z_opens_the_layers_and_its_keys_arrange_them(qtbot: QtBot, panel: MapPanel, press: Key) -> None:
    """Z shows every layer with its count; Space hides, arrows fade and order, F filters; the header says what is left out; Esc closes."""
    press(Qt.Key.Key_Z)
    qtbot.waitUntil(panel.drawer.isVisible, timeout=WAIT)
    names = texts(panel)
    assert "● Reports, 2" in names
    assert "● Count crowds by cell, D" in names
    assert not any("Measure" in name for name in names)
    reports = panel.view.board.names.index("Reports")
    panel.drawer.rows.select(str(reports))
    rows = panel.drawer.rows.view
    for key, modifier in (
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier),
    ):
        QTest.keyClick(rows, key, modifier)
    seen = panel.view.stack.layers[reports]
    assert (seen.visible, seen.opacity, seen.least) == (False, 0.9, Drawing.LOW)
    assert panel.view.stack.order.index(reports) == reports + 1
    assert panel.header.scope.startswith("1 layer hidden")
    assert any(name.startswith("○ Reports, hidden · 90% · MEDIUM and above") for name in texts(panel))
    QTest.keyClick(rows, Qt.Key.Key_Escape)
    assert not panel.drawer.isVisible()


def test_t_lists_what_is_on_the_map_and_selects_it(qtbot: QtBot, panel: MapPanel, press: Key) -> None:
    """The list holds corridor, unit, hostile area and report; writing narrows it; choosing selects in every panel; Enter looks there."""
    press(Qt.Key.Key_T)
    qtbot.waitUntil(lambda: len(texts(panel)) == 4, timeout=WAIT)
    QTest.keyClicks(panel.drawer.entry, "alph")
    assert len(texts(panel)) == 1
    with qtbot.waitSignal(panel.selected, timeout=WAIT) as chosen:
        QTest.keyClick(panel.drawer.entry, Qt.Key.Key_Down)
        panel.drawer.rows.selected.emit(panel.drawer.rows.rows[0].key)
    assert chosen.args == ["track", "unit"]
    QTest.keyClick(panel.drawer.rows.view, Qt.Key.Key_Return)
    assert panel.view.place is not None
    assert panel.view.place[:2] == (-46.9, -123.0)


def test_g_goes_to_a_name_or_coordinates_but_to_no_hostile_objects_name(qtbot: QtBot, panel: MapPanel, press: Key) -> None:
    """An invented place, a corridor and coordinates are found; a hostile object's name gives no position."""
    press(Qt.Key.Key_G)
    qtbot.waitUntil(panel.drawer.isVisible, timeout=WAIT)
    entry = panel.drawer.entry
    meant = {"kessby": "Kessby, invented place", "46.5 S, 123 W": "46.50000° S  123.00000° W, coordinates", "emitter q7": ""}
    for text, found in meant.items():
        entry.clear()
        QTest.keyClicks(entry, text)
        assert (texts(panel) or [""])[0].startswith(found)
        assert bool(texts(panel)) is bool(found)
    entry.clear()
    QTest.keyClicks(entry, "46.5 S, 123 W")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    assert panel.view.place == pytest.approx((-46.5, -123.0, 9.5), abs=0.6)


def test_b_names_views_and_comes_back_to_them(qtbot: QtBot, panel: MapPanel, press: Key, memory: Memory) -> None:
    """A named view is kept, found again with Enter, and taken away with Del."""
    with looked(qtbot, panel, 11.0):
        panel.view.centre(-46.8, -122.9, 11.0)
    press(Qt.Key.Key_B)
    qtbot.waitUntil(panel.drawer.isVisible, timeout=WAIT)
    QTest.keyClicks(panel.drawer.entry, "Halvern <b>")
    QTest.keyClick(panel.drawer.entry, Qt.Key.Key_Return)
    assert [view.name for view in memory.views] == ["Halvern <b>"]
    with looked(qtbot, panel, 3.0):
        panel.view.centre(0.0, 0.0, 3.0)
    with looked(qtbot, panel, 11.0):
        panel.drawer.rows.opened.emit("Halvern <b>")
    assert panel.view.place == pytest.approx((-46.8, -122.9, 11.0), abs=1e-3)
    panel.drawer.rows.select("Halvern <b>")
    QTest.keyClick(panel.drawer.rows.view, Qt.Key.Key_Delete)
    assert memory.views == ()


def test_m_measures_by_keyboard_and_refuses_from_a_unit_to_a_hostile_object(qtbot: QtBot, panel: MapPanel, press: Key) -> None:
    """Enter sets a point under the cross; two make a leg; one at the unit and one at the guns are refused with the reason; Esc ends."""
    press(Qt.Key.Key_M)
    qtbot.waitUntil(lambda: panel.tools.open is Tool.MEASURE, timeout=WAIT)
    settle(qtbot, panel)
    for number, (lat, lon) in enumerate(((-46.75, -122.75), (-46.9, -123.0)), 1):
        panel.view.centre(lat, lon)
        press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda number=number: len(panel.tools.measure.points) == number, timeout=WAIT)  # type: ignore[misc]  # bound for this turn
    (leg,) = measure(panel.tools.measure.points).legs
    assert (leg.metres, leg.bearing) == pytest.approx((25_370, 229), rel=0.01)
    assert texts(panel) == [f"1 to 2, {leg_words(leg)}"]
    panel.view.centre(-47.0, -123.2)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.drawer.said.text() == REFUSED, timeout=WAIT)
    assert len(panel.tools.measure.points) == 2
    press(Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: len(panel.tools.measure.points) == 1, timeout=WAIT)
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: panel.tools.open is None, timeout=WAIT)
    assert not panel.view.board.sheets[-1].features


def settle(qtbot: QtBot, panel: MapPanel) -> None:
    """Until the page has painted the newest revision."""
    qtbot.waitUntil(lambda: panel.view.painted == panel.view.board.revision, timeout=WAIT)


@pytest.mark.parametrize(("key", "tool"), [(Qt.Key.Key_X, "graticule"), (Qt.Key.Key_O, "overview"), (Qt.Key.Key_D, "density")])
def test_switches_turn_by_their_keys(qtbot: QtBot, panel: MapPanel, press: Key, key: Qt.Key, tool: str) -> None:
    """X, O and D turn graticule, overview and counting; the page goes by it, without asking for anything refused."""
    before = panel.tools.switches.on[Tool(tool)]
    press(key)
    qtbot.waitUntil(lambda: panel.tools.switches.on[Tool(tool)] is not before, timeout=WAIT)
    settle(qtbot, panel)
    answers: list[object] = []
    panel.view.link.web.page().runJavaScript(f"watchroom.live.state['{tool}'] === {str(not before).lower()}", answers.append)
    qtbot.waitUntil(lambda: answers == [True], timeout=WAIT)
    assert panel.view.blocked_requests == 0


def drawer(tool: Tool) -> Callable[[MapPanel], bool]:
    """This tool stands open."""
    return lambda panel: panel.tools.open is tool and panel.drawer.isVisible()


def switched(tool: Tool, *, on: bool) -> Callable[[MapPanel], bool]:
    """This switch is as said."""
    return lambda panel: panel.tools.switches.on[tool] is on


def chose(panel: MapPanel) -> bool:
    """Something on the map was picked."""
    return panel.view.exhibit.selection is not None


def offers(name: str) -> Callable[[MapPanel], bool]:
    """The foot offers this act."""
    return lambda panel: name in {act.name for act in panel.foot.acts}


def script(qtbot: QtBot, panel: MapPanel, text: str) -> object:
    """What the page answers."""
    answers: list[object] = []
    panel.view.link.web.page().runJavaScript(text, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=WAIT)
    return answers[0]


K = Qt.Key
DEEDS: dict[str, tuple[tuple[tuple[Qt.Key, Qt.KeyboardModifier], ...], Callable[[MapPanel], bool]]] = {
    "← → ↑ ↓": (((K.Key_Right, NONE), (K.Key_Down, NONE)), lambda _: True),
    "+ -": (((K.Key_Plus, NONE), (K.Key_Plus, NONE), (K.Key_Minus, NONE)), lambda _: True),
    "F": (((K.Key_Plus, NONE), (K.Key_F, NONE)), lambda panel: panel.view.gaze.turns > 1),
    "N": (((K.Key_N, NONE), (K.Key_N, SHIFT)), chose),
    "Enter": (((K.Key_N, NONE), (K.Key_Return, NONE)), chose),
    "T": (((K.Key_T, NONE),), drawer(Tool.LIST)),
    "Z": (((K.Key_Z, NONE),), drawer(Tool.LAYERS)),
    "H": (((K.Key_H, NONE),), lambda _: True),
    "G": (((K.Key_G, NONE),), drawer(Tool.GOTO)),
    "B": (((K.Key_B, NONE),), drawer(Tool.VIEWS)),
    "M": (((K.Key_M, NONE), (K.Key_Return, NONE)), lambda panel: drawer(Tool.MEASURE)(panel) and len(panel.tools.measure.points) == 1),
    "C": (((K.Key_C, NONE),), lambda panel: panel.view.notation is Notation.DMS),
    "X": (((K.Key_X, NONE),), switched(Tool.GRATICULE, on=True)),
    "O": (((K.Key_O, NONE),), switched(Tool.OVERVIEW, on=True)),
    "D": (((K.Key_D, NONE),), switched(Tool.DENSITY, on=False)),
    "P": (((K.Key_P, NONE),), offers("draw:0")),
    "Shift+P": (((K.Key_P, SHIFT),), lambda panel: panel.pad.active),
    "E": (((K.Key_E, NONE),), offers("save:kml")),
}
"""What is pressed for a row of the keys sheet, and what then holds."""
SHOWN = {
    "← → ↑ ↓": "watchroom.map.getCenter().lat < window.was[0] && watchroom.map.getCenter().lng > window.was[1]",
    "+ -": "watchroom.map.getZoom() === window.was[2] + 1",
    "Enter": "!document.querySelector('.wr-tip').hidden",
    "H": "document.querySelector('.wr-legend').hidden",
}
"""What the page itself says then."""
WAS = "window.was = [watchroom.map.getCenter().lat, watchroom.map.getCenter().lng, watchroom.map.getZoom()]; 1"


def test_the_keys_sheet_lists_every_key_of_the_map_and_no_other(panel: MapPanel) -> None:
    """Each row of the sheet for the map, and each act of its foot, is pressed below; nothing is pressed that is not listed."""
    acts = [act.key for act in panel.foot.acts if act.key]
    assert {*(key for key, _ in PANELS["Map"]), *acts} == DEEDS.keys()


@pytest.mark.parametrize("key", DEEDS)
def test_every_key_of_the_sheet_does_what_it_says(qtbot: QtBot, panel: MapPanel, press: Key, key: str) -> None:
    """Pressed where the map has the focus, it does its deed: seen in the panel and, where that is the page's, on the page."""
    zoned = picture(*corridor(CorridorState.OPEN, ConditionState.MET, [SegmentState.PASSABLE]), zone())
    panel.view.selected.connect(panel.view.select)
    with qtbot.waitSignal(panel.view.settled, timeout=WAIT):
        panel.view.show_picture(zoned, None, NOON)
    panel.stand(zoned, "", ("danger_zone", "dz-7") if key == "Shift+P" else None)
    assert script(qtbot, panel, WAS) == 1
    keys, done = DEEDS[key]
    for code, held in keys[:-1]:
        told = panel.view.board.revision
        press(code, held)
        if code in {K.Key_N, K.Key_M}:
            qtbot.waitUntil(lambda told=told: panel.view.painted == panel.view.board.revision > told, timeout=WAIT)  # type: ignore[misc]  # bound for this turn
    press(*keys[-1])
    qtbot.waitUntil(lambda: done(panel) and (key not in SHOWN or script(qtbot, panel, SHOWN[key]) is True), timeout=WAIT)
