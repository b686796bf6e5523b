"""Grey is normal: where nothing is wrong a whole desk has next to no hue, so that what has some is seen."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desks import LIAISON, OPERATOR, Desk
from app.window import Window
from tests.app.windows import seated, settle, take_down
from tests.widgets.eyesight import vivid_share
from widgets.map.panel import MapPanel
from widgets.map.scheme import register_scheme
from widgets.panel import Panel
from widgets.tokens import ThemeName

register_scheme()

pytestmark = pytest.mark.xdist_group("desk")

WAIT = 20_000
CALM = ("22T02:00:00", "23T01:00:00")
"""Moments of the exercise at which no alarm stands, no danger is in force and no list is worked on."""

MOST = 0.005


@pytest.fixture(params=CALM)
def calm(request: pytest.FixtureRequest) -> str:
    """A calm moment."""
    return str(request.param)


@pytest.fixture(params=[(OPERATOR, "duty"), (LIAISON, "BOR-1")], ids=["operator", "liaison"])
def window(request: pytest.FixtureRequest, calm: str, qtbot: QtBot) -> Iterator[Window]:
    """A desk at that moment, from its entity's own records."""
    desk: Desk
    desk, code = request.param
    made = seated("DUTY-DAY" if code == "duty" else code, calm, desk)
    made.resize(QSize(1920, 1080))
    made.show()
    settle(made, 6)
    yield made
    take_down(qtbot, made)


def seen(panel: Panel) -> NDArray[np.uint8]:
    """A panel's pixels, height x width x RGB."""
    image = panel.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    flat: NDArray[np.uint8] = np.frombuffer(image.constBits(), np.uint8, image.sizeInBytes()).copy()
    return flat.reshape(image.height(), image.bytesPerLine())[:, : image.width() * 3].reshape(image.height(), image.width(), 3)


@pytest.mark.parametrize("theme", tuple(ThemeName))
def test_a_calm_desk_is_grey(window: Window, theme: ThemeName) -> None:
    """Of all pixels in the panels less than one in two hundred is vivid, in every theme; the map, which is of the ground, is left out."""
    window.look.wear(theme=theme)
    QApplication.processEvents()
    panels = [place.shown for place in window.desk.view.round if not isinstance(place.shown, MapPanel)]
    images = {panel.accessibleName(): seen(panel) for panel in panels}
    shares = {name: (vivid_share(image), image.shape[0] * image.shape[1]) for name, image in images.items()}
    whole = sum(share * size for share, size in shares.values()) / sum(size for _, size in shares.values())
    assert whole < MOST, {name: round(100 * share, 2) for name, (share, _) in shares.items()}


def test_the_count_is_of_hue(qtbot: QtBot) -> None:
    """The alarms of the crisis are vivid by the same count, so that a grey desk is grey and not uncounted."""
    made = seated("DUTY-DAY", "22T10:47:32")
    made.show()
    made.desk.refresher.flush()
    assert vivid_share(seen(made.desk.panels.named("alarms"))) > MOST
    take_down(qtbot, made)
