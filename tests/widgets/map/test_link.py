"""What reaches a map whose page is being taken down asks nothing of it any more."""

from collections.abc import Callable

import shiboken6
from pytestqt.qtbot import QtBot

from widgets.map.view import MapView
from widgets.tokens import THEMES, ThemeName

Make = Callable[..., MapView]

HELLO = b'{"what":"hello"}'


def test_a_page_that_comes_up_while_it_is_taken_down_is_not_spoken_to(qtbot: QtBot) -> None:
    """Its hello comes after the window was closed, and after the page itself has gone: nothing is called, nothing has arrived."""
    view, arrived = MapView(THEMES[ThemeName.DARK], ()), list[None]()
    view.fit((-47.2, -123.5, -46.7, -122.75))
    view.arrived.connect(lambda: arrived.append(None))
    with qtbot.waitSignal(view.closed, timeout=10_000):
        view.shutdown()
        view.link._handler.told.emit(HELLO)
    view.link._hear(HELLO)
    view.link._restart()
    assert (view.link.alive, arrived) == (False, [])
    shiboken6.delete(view)
