"""The map's scheme must stand before the application does, and the application comes with the first test that asks for it."""

from collections.abc import Callable, Iterator

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from layers.layer import Layer
from layers.registry import LAYERS
from widgets.map.scheme import register_scheme
from widgets.map.view import MapView
from widgets.tokens import THEMES, ThemeName

register_scheme()

Make = Callable[..., MapView]


@pytest.fixture
def make_map(qtbot: QtBot) -> Iterator[Make]:
    """Makes shown maps and takes them down, page before profile."""
    made: list[MapView] = []

    def make(layers: tuple[Layer, ...] = LAYERS, *, theme: ThemeName = ThemeName.DARK) -> MapView:
        view = MapView(THEMES[theme], layers)
        made.append(view)
        view.resize(800, 560)
        with qtbot.waitSignal(view.arrived, timeout=30_000):
            view.show()
        return view

    yield make
    for view in made:
        with qtbot.waitSignal(view.closed, timeout=10_000):
            view.shutdown()
        shiboken6.delete(view)
