"""Nothing is for the mouse or for the eye alone: whatever takes the focus has a name, shows that it has it, and is reached by Tab."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.desks import ANALYST, DIRECTOR, LIAISON, OPERATOR, Desk
from app.window import Window
from tests.app.windows import seated, settle, take_down
from widgets.map.scheme import register_scheme
from widgets.panel import Panel
from widgets.place import Place
from widgets.tab_order import in_reading_order

register_scheme()

pytestmark = pytest.mark.xdist_group("desk")

WAIT = 20_000
CLOCK = "22T10:54:00"
DESKS = (OPERATOR, LIAISON, ANALYST, DIRECTOR)


@pytest.fixture(params=DESKS, ids=[desk.name for desk in DESKS])
def window(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[Window]:
    """A desk in the flood of the crisis, whole."""
    desk: Desk = request.param
    made = seated("BOR-1" if desk is LIAISON else "DUTY-DAY", CLOCK, desk)
    made.resize(QSize(1920, 1080))
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow, timeout=WAIT)
    settle(made)
    yield made
    take_down(qtbot, made)


def takers(window: Window) -> list[QWidget]:
    """What takes the focus by Tab, but for the map's page, which has its own."""
    found = (each for each in window.findChildren(QWidget) if each.isVisible() and each.isEnabled())
    return [each for each in found if by_tab(each) and not _of_the_page(each)]


def by_tab(widget: QWidget) -> bool:
    """Say whether Tab would come to it; who lends the focus to another is that other."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def _of_the_page(widget: QWidget) -> bool:
    return any(page is widget or page.isAncestorOf(widget) for page in widget.window().findChildren(QWebEngineView))


def looks(widget: QWidget) -> tuple[QImage, ...]:
    """What is painted of a widget, and of the head of the panel it is in."""
    panels = [each for each in widget.window().findChildren(Panel) if each.isAncestorOf(widget)]
    return (widget.grab().toImage(), *(panel.header.grab().toImage() for panel in panels))


def name(widget: QWidget) -> str:
    """What a screen reader calls it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return str(interface.text(QAccessible.Text.Name))


def test_whatever_takes_the_focus_has_a_name(window: Window) -> None:
    """Every control, list and field of every panel of the desk, in front or behind a tab."""
    every = [each for each in window.findChildren(QWidget) if by_tab(each) and not _of_the_page(each)]
    assert len(every) > 20
    assert [type(each).__name__ for each in every if not name(each)] == []


def test_the_focus_is_seen_wherever_it_is(window: Window) -> None:
    """What has the focus is painted otherwise than without it."""
    unseen = []
    window.look.pulse.reduce_motion(on=True)
    for each in takers(window):
        if not shiboken6.isValid(each):
            # A button whose act changed with the focus is another by now.
            continue
        window.setFocus()
        settle(window)
        if not shiboken6.isValid(each):
            continue
        before = looks(each)
        each.setFocus(Qt.FocusReason.TabFocusReason)
        settle(window)
        if shiboken6.isValid(each) and each.hasFocus() and looks(each) == before:
            unseen.append(f"{type(each).__name__} {name(each)}")
    assert unseen == []


def test_tab_goes_as_the_desk_is_read(window: Window) -> None:
    """From the bar over the desk through place after place, each from its top, and round again; Shift+Tab the other way."""
    view = window.desk.view
    window.setFocus()
    met: list[Place] = []
    first = in_reading_order(window, view.round)[0]
    for _ in range(200):
        window.focusNextPrevChild(True)
        focus = QApplication.focusWidget()
        place = view.holding(focus)
        if place is not None and (not met or met[-1] is not place):
            met.append(place)
        if focus is first and met:
            break
    order = in_reading_order(window, view.round)
    said = [[panel.accessibleName() for panel in place.residents][:1] for place in met]
    assert met == [place for place in view.round if any(place.isAncestorOf(each) for each in order)], said
    last = order[-1]
    window.focusNextPrevChild(False)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert last is focus or last.isAncestorOf(focus)
