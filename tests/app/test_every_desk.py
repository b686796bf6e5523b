"""Every desk whole, in every theme, at every text scale and on screens of three sizes, at the crisis of the played exercise.

As LOOK has it: nothing is shortened, no word is said that hides its kind, label, regime, link and clock are in sight, and a window never
grows over its screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.desks import DESKS, LIAISON, NAMES, OPERATOR, WALLBOARD, Desk, desk_named
from app.panels import PANELS
from app.window import Window
from tests.app.windows import seated, settle, take_down
from tests.widgets.spoken import cut, forbidden, painted
from widgets.alarms.panel import AlarmsPanel
from widgets.item.panel import ItemPanel
from widgets.map.panel import MapPanel
from widgets.map.scheme import register_scheme
from widgets.panel import Panel
from widgets.queue.panel import QueuePanel
from widgets.review import on_screen
from widgets.tokens import ThemeName

register_scheme()

pytestmark = pytest.mark.xdist_group("desk")

CLOCK = "22T10:47:32"
FULL = QSize(1920, 1080)
SCREENS = (QSize(1366, 768), FULL, QSize(2560, 1440))
SCALES = (0.8, 1.0, 1.33, 1.5, 2.0)
SEATS = {"operator": "DUTY-DAY", "liaison": "BOR-1", "analyst": "DUTY-DAY", "wallboard": "DUTY-DAY", "director": "DUTY-DAY"}
TURNS = 6
WAIT = 20_000

Seat = Callable[[str], Window]


@pytest.fixture
def seat(qtbot: QtBot) -> Iterator[Seat]:
    """Open windows, the same one for the same officer, and take them down."""
    made: dict[str, Window] = {}

    def opened(code: str) -> Window:
        if code not in made:
            made[code] = seated(code, CLOCK)
            made[code].show()
        return made[code]

    yield opened
    for window in made.values():
        take_down(qtbot, window)


def stand(window: Window, desk: Desk, size: QSize, theme: ThemeName = ThemeName.DARK, scale: float = 1.0) -> None:
    """Stand a desk up in a window of this size and paint it; the ledger then holds that painting only."""
    window.look.wear(theme=theme, scale=scale)
    window.resize(size)
    window.go(desk)
    settle(window, TURNS)
    window.look.ledger = []
    window.grab()


def in_sight(part: QWidget) -> bool:
    """Say whether all of a widget can be seen."""
    shown = part.visibleRegion().boundingRect()
    return not part.isHidden() and shown.size() == part.size()


def check(window: Window, desk: Desk, size: QSize) -> None:
    """Hold what is painted against the rules."""
    look, frame = window.look, window.frame
    assert (cut(look), forbidden(window, look)) == ([], [])
    assert window.size() == size, "the window grew over its screen"
    stands = [place.shown for place in window.desk.view.round if place.shown.stands]
    assert [panel.accessibleName() for panel in stands if not panel.isVisible()] == [], "a place on the desk is bare"
    head = (frame.wall_head,) if desk.wall else (frame.top_bar, frame.top_bar.regime, frame.top_bar.link, frame.top_bar.clock)
    for part in (frame.top_banner, frame.bottom_banner, *head):
        assert in_sight(part), part.accessibleName()
    words = " | ".join(painted(look))
    assert words.count("EXERCISE ") >= 2
    assert "LIVE" in words
    assert f"{CLOCK[3:]}Z" in words


@pytest.mark.parametrize("theme", tuple(ThemeName))
@pytest.mark.parametrize("name", NAMES)
def test_every_desk_in_every_theme_at_every_scale(seat: Seat, name: str, theme: ThemeName) -> None:
    """On a screen of 1920x1080 a desk is painted whole, says nothing that is not to be said, and keeps what must be in sight."""
    window, desk = seat(SEATS[name]), desk_named(name)
    for scale in SCALES:
        stand(window, desk, FULL, theme, scale)
        check(window, desk, FULL)


@pytest.mark.parametrize("name", NAMES)
def test_every_desk_on_every_screen(seat: Seat, name: str) -> None:
    """A desk fits its screen, small or large, going from one to the other and from one text size to the other included."""
    window, desk = seat(SEATS[name]), desk_named(name)
    for size in (*SCREENS, *reversed(SCREENS)):
        for scale in (1.0, 1.5):
            stand(window, desk, size, scale=scale)
            check(window, desk, size)


def whole(window: Window, kind: type[Panel]) -> Panel:
    """Return a panel of the window, its foot with the acts in sight."""
    panel = window.desk.panels.of(kind)
    assert in_sight(panel.foot), panel.accessibleName()
    return panel


@pytest.mark.parametrize(("size", "scale"), [(SCREENS[0], 1.0), (FULL, 1.0), (FULL, 1.33), (FULL, 1.5), (FULL, 2.0), (SCREENS[2], 1.5)])
def test_what_a_watch_acts_on_stays_in_sight(seat: Seat, size: QSize, scale: float) -> None:
    """Alarms at the operator's desk, the item and its answers at the liaison's, in whatever room there is, without a bar to be dragged."""
    stand(seat("DUTY-DAY"), OPERATOR, size, scale=scale)
    whole(seat("DUTY-DAY"), AlarmsPanel)
    stand(seat("BOR-1"), LIAISON, size, scale=scale)
    whole(seat("BOR-1"), ItemPanel)


def test_a_liaison_sees_all_that_waits(seat: Seat) -> None:
    """On the reference screen every item of the queue stands on the list, and every rung of the ladder below it."""
    window = seat("BOR-1")
    stand(window, LIAISON, FULL)
    queue = window.desk.panels.of(QueuePanel)
    assert len(queue.model.items) == 5
    assert queue.list.strip.isHidden()
    words = painted(window.look)
    assert {"Routine", "Emergency"} <= set(words)


def test_a_tab_and_its_panel_do_not_name_themselves_over_one_another(seat: Seat) -> None:
    """Behind a tab a panel has no title of its own in its header; alone it has, and says whose queue it is."""
    window = seat("BOR-1")
    stand(window, LIAISON, SCREENS[0])
    queue = window.desk.panels.of(QueuePanel)
    assert queue.header.title == ""
    stand(window, LIAISON, FULL)
    assert queue.header.title == "For BOR"


@pytest.mark.parametrize("desk", [desk for desk in DESKS if not desk.wall], ids=[desk.name for desk in DESKS if not desk.wall])
def test_the_desk_in_front_has_its_name_in_the_bar(seat: Seat, desk: Desk) -> None:
    """However narrow the bar, and whatever desk was there before, the one that is shown is named."""
    window = seat("DUTY-DAY")
    stand(window, WALLBOARD, SCREENS[0])
    stand(window, desk, SCREENS[0])
    assert desk.title in painted(window.look)


def test_a_wall_is_as_large_as_its_screen_and_gives_the_text_size_back(seat: Seat) -> None:
    """Everything on a wall grows with it, whatever text size the desk has; back at a desk that size is as it was chosen."""
    window = seat("DUTY-DAY")
    for size, scale in ((SCREENS[0], 768 / 1080), (FULL, 1.0), (SCREENS[2], 1440 / 1080)):
        stand(window, WALLBOARD, size, scale=1.5)
        assert window.look.scale == pytest.approx(scale, abs=0.01)
        part = window.desk.panels.named("wall_facts")
        assert QRect(QPoint(), part.size()) == part.visibleRegion().boundingRect()
    stand(window, OPERATOR, FULL, scale=1.5)
    assert window.look.scale == 1.5


def test_a_desk_stands_as_it_was_drawn_after_larger_text(seat: Seat) -> None:
    """A panel that pushed its border in large text or on another screen gives the room back: every place is as wide and tall as before."""
    window = seat("DUTY-DAY")
    stand(window, OPERATOR, FULL)
    drawn = [place.geometry() for place in window.desk.view.round]
    for size, scale in ((SCREENS[2], 1.33), (FULL, 2.0), (FULL, 1.5), (SCREENS[0], 1.0)):
        stand(window, OPERATOR, size, scale=scale)
        stand(window, OPERATOR, FULL)
        assert [place.geometry() for place in window.desk.view.round] == drawn


def test_a_map_in_large_text_is_whole_and_not_scrolled(seat: Seat) -> None:
    """At 200 % the map beside the alarms has what room there is: its acts go by their keys, and P brings them while they are asked for."""
    window = seat("DUTY-DAY")
    stand(window, OPERATOR, FULL, scale=2.0)
    panel = window.desk.panels.of(MapPanel)
    assert on_screen.in_sight(panel.view) == panel.view.rect()
    assert panel.view.height() > 300
    assert panel.foot.height() == 0
    panel.acted("draw", "")
    settle(window)
    assert panel.foot.height() > 0
    panel.do("leave")
    stand(window, OPERATOR, FULL)
    assert in_sight(panel.foot)


def test_panels_of_other_desks_are_made_ahead_and_stand_nowhere(seat: Seat, qtbot: QtBot) -> None:
    """All are there before a desk is gone to for the first time, in turns, and this desk shows what it showed; stopped, none is made."""
    window = seat("DUTY-DAY")
    desk = window.desk
    shown, made = [place.shown for place in desk.view.round], len(desk.panels.all)
    desk.make_ahead()
    assert len(desk.panels.all) == made < len(PANELS)
    qtbot.waitUntil(lambda: len(desk.panels.all) == len(PANELS), timeout=WAIT)
    assert [place.shown for place in desk.view.round] == shown
    waiting = [panel for panel in desk.panels.all if desk.view.place(desk.panels.name(panel)) is None]
    assert waiting
    assert not any(panel.isVisible() for panel in waiting)


@pytest.mark.parametrize("code", ["DUTY-DAY", "BOR-1"])
@pytest.mark.parametrize("clock", ["22T08:33:00", "22T11:30:00", "22T16:45:00", "23T03:59:00"])
def test_nothing_is_cut_at_another_hour(qtbot: QtBot, code: str, clock: str) -> None:
    """At a calm hour, at the end of a silence, in the evening and at the end no word of a desk is shortened at any text size."""
    window = seated(code, clock)
    window.show()
    found = {}
    for scale in SCALES:
        stand(window, window.desk.current, FULL, scale=scale)
        found[scale] = cut(window.look)
    take_down(qtbot, window)
    assert found == {key: [] for key in SCALES}
