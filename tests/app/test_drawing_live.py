"""From the map to the hub and to everybody: a drawing is nobody's before it is signed, and all displays' once it is on record."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.window import Window
from feeds.picture.danger import DangerZone
from feeds.picture.values import Polygon
from feeds.room import Room
from tests.app.reading import read_whole
from tests.app.windows import WAIT, live_windows
from tests.feeds.hub.hall import Hall
from widgets.entry import Entry
from widgets.map.drawing.pad import Finished
from widgets.map.panel import MapPanel
from widgets.map.scheme import register_scheme
from widgets.review.panel import SIGN, ReviewPanel

register_scheme()

pytestmark = pytest.mark.xdist_group("desk")
CORNERS = ((10.0, 50.0), (10.2, 50.0), (10.2, 50.2), (10.0, 50.2))


@pytest.fixture
def window(room: Room, halls: list[Hall], qtbot: QtBot) -> Iterator[Window]:
    """The duty officer's window, in step."""
    del halls
    with live_windows(room, qtbot, "DUTY") as (made,):
        yield made


def test_a_drawn_zone_is_signed_on_its_sheet(window: Window, qtbot: QtBot) -> None:
    """The sheet opens beside the map and asks for the rest; before the signature the hub has nothing, after it the drawing has gone."""
    panel = window.desk.panels.of(MapPanel)
    window.desk.refresher.flush()
    panel.acted("draw", "")
    panel.acted("draw:0", "")
    for at in CORNERS:
        panel.pad.add(at, 8.0)
    panel.do("finish")
    sheet = window.desk.panels.of(ReviewPanel)
    place = window.desk.view.holding(sheet)
    assert place is not None
    assert place is not window.desk.view.place("map")
    assert panel.pad.active
    assert not any(True for _ in window.session.picture.bodies(DangerZone))
    entries = {each.accessibleName(): each for each in sheet.findChildren(Entry)}
    for name, text in (("Name", "Old ridge"), ("What the danger is", "mines")):
        entries[name].setFocus()
        qtbot.keyClicks(entries[name], text)
    read_whole(sheet, qtbot)
    sheet.foot.requested.emit(SIGN, "")
    qtbot.waitUntil(lambda: any(True for _ in window.session.picture.bodies(DangerZone)), timeout=WAIT)
    _, zone = next(window.session.picture.bodies(DangerZone))
    assert (zone.name, zone.hazard, zone.valid.until) == ("Old ridge", "mines", None)
    assert zone.geometry == Polygon(((*CORNERS, CORNERS[0]),))
    qtbot.waitUntil(lambda: not panel.pad.active, timeout=WAIT)


def test_leaving_the_sheet_leaves_the_drawing(window: Window, qtbot: QtBot) -> None:
    """Esc on the sheet signs nothing and takes nothing away: the hand goes on where it was."""
    panel = window.desk.panels.of(MapPanel)
    window.desk.refresher.flush()
    panel.acted("draw:0", "")
    for at in CORNERS:
        panel.pad.add(at, 8.0)
    assert isinstance(panel.pad.finish(), Finished)
    panel.do("finish")
    open_sheets = [window.desk.reviewing.standing]
    window.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    open_sheets.append(window.desk.reviewing.standing)
    assert open_sheets == [True, False]
    assert panel.pad.active
    assert not window.session.pending
    panel.leave_drawing()
