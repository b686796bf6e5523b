"""Drawing on the map with mouse and keys: what a hand does is what is handed on, and what is wrong is said with its place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from feeds.picture.danger import DangerZone
from feeds.picture.values import LineString, Point, Polygon, Window
from tests.layers.scenery import picture, row
from tests.rig.specimens import NOON
from tests.widgets.map.test_view import ISLAND, WAIT, canvas, near, script, settle, web
from widgets.look import Look
from widgets.map.drawing.pad import Finished
from widgets.map.drawing.purpose import LEG, SITE, ZONE
from widgets.map.panel import MapPanel
from widgets.map.scheme import register_scheme
from widgets.tokens import THEMES, ThemeName, Token

register_scheme()

BOX = Polygon((((-123.4, -47.1), (-123.0, -47.1), (-123.0, -46.9), (-123.4, -46.9), (-123.4, -47.1)),))
ROOM = picture(row("dz-1", DangerZone("DZ-1", "Ridge", "shelling", BOX, Window(0))))


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[MapPanel]:
    """Return a map over the island in a window that has Esc and Backspace for itself, as the desk's has."""
    window = QWidget()
    made = MapPanel(Look())
    layout = QVBoxLayout(window)
    layout.addWidget(made)
    window.resize(900, 700)
    with qtbot.waitSignal(made.view.arrived, timeout=WAIT):
        window.show()
    made.view.fit(ISLAND)
    with qtbot.waitSignal(made.view.settled, timeout=WAIT):
        made.view.show_picture(ROOM, None, NOON)
    made.stand(ROOM, "", None)
    yield made
    with qtbot.waitSignal(made.view.closed, timeout=10_000):
        made.view.shutdown()
    shiboken6.delete(window)


def corners(panel: MapPanel) -> int:
    """Return how many corners the drawing has."""
    return 0 if panel.pad.sketch is None else len(panel.pad.sketch.corners)


def click(qtbot: QtBot, panel: MapPanel, *places: tuple[int, int]) -> None:
    """Click on the map, once a place, and wait for each corner."""
    for x, y in places:
        before = corners(panel)
        QTest.mouseClick(canvas(panel.view), Qt.MouseButton.LeftButton, pos=QPoint(x, y))
        qtbot.waitUntil(lambda before=before: corners(panel) == before + 1, timeout=WAIT)  # type: ignore[misc]  # bound for this turn


def focus(qtbot: QtBot, panel: MapPanel) -> None:
    """Give the keys to the map, as a click on it does; a window may take its time to become the active one."""

    def held() -> bool:
        panel.window().activateWindow()
        web(panel.view).setFocus()
        return script(qtbot, panel.view, "watchroom.map.getContainer().focus(); document.hasFocus()") is True

    qtbot.waitUntil(held, timeout=WAIT)


def key(panel: MapPanel, code: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key over the map."""
    QTest.keyClick(canvas(panel.view), code, modifier)


def begin(qtbot: QtBot, panel: MapPanel, number: int) -> None:
    """Begin to draw, as the foot's acts do, and wait until the page knows."""
    panel.foot.requested.emit("draw", "")
    panel.foot.requested.emit(f"draw:{number}", "")
    qtbot.waitUntil(lambda: script(qtbot, panel.view, "watchroom.drawing.on") is True, timeout=WAIT)


def test_an_area_by_mouse(qtbot: QtBot, panel: MapPanel) -> None:
    """Four clicks are an area, drawn in blue; Ctrl+Enter hands it on; nothing was selected by the clicks."""
    picked: list[str] = []
    panel.selected.connect(lambda kind, _: picked.append(kind))
    begin(qtbot, panel, 0)
    click(qtbot, panel, (200, 150), (400, 150), (400, 350), (200, 350))
    accent = THEMES[ThemeName.DARK].hex(Token.ACCENT)
    qtbot.waitUntil(lambda: near(settle(qtbot, panel.view), accent) > 400, timeout=WAIT)
    with qtbot.waitSignal(panel.shaped, timeout=WAIT) as handed:
        key(panel, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert handed.args is not None
    finished = handed.args[0]
    assert isinstance(finished, Finished)
    assert (finished.purpose, finished.subject) == (ZONE, "")
    assert isinstance(finished.geometry, Polygon)
    assert len(finished.geometry.rings[0]) == 5
    assert picked == []
    panel.leave_drawing()
    qtbot.waitUntil(lambda: script(qtbot, panel.view, "document.querySelectorAll('.wr-handle').length") == 0, timeout=WAIT)


def test_a_line_by_keys_alone(qtbot: QtBot, panel: MapPanel) -> None:
    """Enter sets a corner at the cross, arrows move the map under it, Backspace undoes, Ctrl+Y does again, Esc leaves."""
    begin(qtbot, panel, 1)
    focus(qtbot, panel)
    for count in (1, 2):
        key(panel, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda count=count: corners(panel) == count, timeout=WAIT)  # type: ignore[misc]  # bound for this turn
        before = script(qtbot, panel.view, "watchroom.map.getCenter().lng")
        key(panel, Qt.Key.Key_Right)
        qtbot.waitUntil(lambda before=before: script(qtbot, panel.view, "watchroom.map.getCenter().lng") != before, timeout=WAIT)  # type: ignore[misc]
    key(panel, Qt.Key.Key_Backspace)
    assert corners(panel) == 1
    key(panel, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert corners(panel) == 2
    with qtbot.waitSignal(panel.shaped, timeout=WAIT) as handed:
        key(panel, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert handed.args is not None
    assert isinstance(handed.args[0], Finished)
    assert handed.args[0].purpose is LEG
    assert isinstance(handed.args[0].geometry, LineString)
    key(panel, Qt.Key.Key_Escape)
    assert not panel.pad.active


def test_the_windows_own_keys_wait_while_drawing(qtbot: QtBot, panel: MapPanel) -> None:
    """Backspace and Esc are the drawing's while there is one."""
    heard: list[str] = []
    for name in ("Backspace", "Esc"):
        shortcut = QShortcut(QKeySequence(name), panel.window())
        shortcut.activated.connect(lambda name=name: heard.append(name))
    begin(qtbot, panel, 0)
    click(qtbot, panel, (200, 150))
    key(panel, Qt.Key.Key_Backspace)
    assert corners(panel) == 0
    key(panel, Qt.Key.Key_Escape)
    assert not panel.pad.active
    assert heard == []


def test_a_crossing_is_refused_with_its_place(qtbot: QtBot, panel: MapPanel) -> None:
    """A bow tie says that its edge crosses itself and where, marks the place on the map, and is not handed on."""
    begin(qtbot, panel, 0)
    click(qtbot, panel, (200, 150), (400, 350), (400, 150), (200, 350))
    handed: list[object] = []
    panel.shaped.connect(handed.append)
    panel.do("finish")
    assert handed == []
    assert "its edge crosses itself at" in panel.said
    assert panel.header.scope.startswith("drawing danger zone · its edge crosses itself at")
    qtbot.waitUntil(lambda: script(qtbot, panel.view, "document.querySelectorAll('.wr-wrong').length") == 1, timeout=WAIT)


def test_a_corner_snaps_to_a_zone(qtbot: QtBot, panel: MapPanel) -> None:
    """A click within reach of a zone's corner stands exactly on it."""
    begin(qtbot, panel, 2)
    spot = script(
        qtbot, panel.view, "(function () { var p = watchroom.map.latLngToContainerPoint([-47.1, -123.4]); return [p.x, p.y].join(); })()"
    )
    x, y = (round(float(each)) for each in str(spot).split(","))
    click(qtbot, panel, (x + 4, y - 3))
    found = panel.pad.finish()
    assert isinstance(found, Finished)
    assert found.purpose is SITE
    assert found.geometry == Point((-123.4, -47.1))


def test_a_zone_is_edited_by_its_handles(qtbot: QtBot, panel: MapPanel) -> None:
    """Shift+P on a selected zone shows its corners; dragging one moves it, a handle between two adds one, a right click removes one."""
    panel.stand(ROOM, "", ("danger_zone", "dz-1"))
    panel.foot.requested.emit("edit_drawing", "")
    assert corners(panel) == 4
    qtbot.waitUntil(lambda: script(qtbot, panel.view, "document.querySelectorAll('.wr-between').length") == 4, timeout=WAIT)
    script(qtbot, panel.view, "document.querySelectorAll('.wr-between')[0].click(); 1")
    qtbot.waitUntil(lambda: corners(panel) == 5, timeout=WAIT)
    menu = "document.querySelectorAll('.wr-handle')[1].dispatchEvent(new MouseEvent('contextmenu', {bubbles: true})); 1"
    script(qtbot, panel.view, menu)
    qtbot.waitUntil(lambda: corners(panel) == 4, timeout=WAIT)
    found = panel.pad.finish()
    assert isinstance(found, Finished)
    assert (found.subject, found.geometry) == ("dz-1", BOX)


def test_nothing_is_drawn_where_no_act_can_leave(qtbot: QtBot, panel: MapPanel) -> None:
    """With acts off a drawing under way is taken away, and the foot's acts say why."""
    begin(qtbot, panel, 0)
    panel.stand(ROOM, "cannot reach the hub", None)
    assert not panel.pad.active
    assert [(act.enabled, act.reason) for act in panel.foot.acts[:2]] == [(False, "cannot reach the hub")] * 2


def test_a_margin_is_asked_for_in_kilometres(qtbot: QtBot, panel: MapPanel) -> None:
    """B asks for kilometres in the foot; a number widens the sketch, and no number says what is needed."""
    begin(qtbot, panel, 0)
    click(qtbot, panel, (300, 250), (320, 250), (320, 270))
    key(panel, Qt.Key.Key_B)
    assert panel.question is not None
    panel.entry.setText("two")
    panel.foot.requested.emit("say", "")
    assert "a number of kilometres is needed" in panel.said
    panel.do("widen")
    panel.entry.setText("2")
    panel.foot.requested.emit("say", "")
    assert corners(panel) > 8
    panel.do("undo")
    assert corners(panel) == 3
