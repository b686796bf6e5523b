"""A room's map service on the map: its tiles are painted, the page speaks to nobody, and what is refused stands in the health panel."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from app.basemap.room_ground import room_ground
from feeds.basemap.section import Basemap, MapService
from tests.feeds.basemap.service import running, service
from widgets.map.scheme import register_scheme
from widgets.map.view import MapView
from widgets.tokens import THEMES, ThemeName

register_scheme()

PAINTED = QColor(0x68, 0x68, 0x00)


def shown(qtbot: QtBot, named: MapService | None) -> MapView:
    """Return a map of a room with this service, as it stands over a town."""
    view = MapView(THEMES[ThemeName.DARK], room=room_ground(Basemap(service=named), pytest.fail))
    view.resize(500, 400)
    with qtbot.waitSignal(view.arrived, timeout=30_000):
        view.show()
    view.set_regime("")
    view.centre(50.1, 10.1, 8)
    return view


def closed(qtbot: QtBot, view: MapView) -> None:
    """Take it down."""
    with qtbot.waitSignal(view.closed, timeout=10_000):
        view.shutdown()
    shiboken6.delete(view)


def test_the_map_paints_a_services_tiles(qtbot: QtBot) -> None:
    """The tiles that loopback serves fill the map; nothing of the page is refused, and the service's attribution stands on it."""
    with running() as (host, asked):
        view = shown(qtbot, service(host, attribution="Command survey"))
        colour = PAINTED.rgb()

        def painted() -> bool:
            image = view.grab_image()
            return any(image.pixel(x, y) == colour for x in range(20, 480, 40) for y in range(60, 340, 40))

        qtbot.waitUntil(painted, timeout=30_000)
        assert asked
        assert view.blocked_requests == 0
        assert view.sent_for.endswith("none refused")
        closed(qtbot, view)


def test_what_a_service_sends_amiss_is_counted_and_the_ground_stands(qtbot: QtBot) -> None:
    """A service that redirects gives no tile: the count and the reason are told, and the page is answered all the same."""
    with running() as (host, asked):
        view = shown(qtbot, service(host, "/redirect"))
        qtbot.waitUntil(lambda: "not had or refused" in view.sent_for and "302" in view.sent_for, timeout=30_000)
        assert all(each.startswith("/redirect") for each in asked)
        assert view.blocked_requests == 0
        closed(qtbot, view)


def test_without_a_service_nothing_can_be_sent_for(qtbot: QtBot) -> None:
    """A room that names none has no way to ask: the name is refused and counted as any other."""
    view = shown(qtbot, None)
    view.link.web.page().runJavaScript("fetch('far/3/4/2')")
    qtbot.waitUntil(lambda: view.blocked_requests == 1, timeout=30_000)
    assert view.sent_for == ""
    closed(qtbot, view)
