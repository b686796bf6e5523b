"""The bands over the desk in every width and text size: whatever they say is painted whole, and the window pays for it in height."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget

from tests.widgets.conftest import Keep, Render
from tests.widgets.spoken import cut, painted
from widgets.desk import Frame
from widgets.frame_model import LinkBandModel, RealWorldModel
from widgets.look import Look

LOST = LinkBandModel(
    "LINK LOST for 1 h 02 min",
    "FROZEN: the picture of 10:47:32Z. It is not live. Acknowledge, answer, tick and declare are off. Retrying, next in 3 s.",
)
WAITING = RealWorldModel(
    "16:40:08Z",
    "No content is shown here. Exercise clock held 00:42. Exercise alarms are mute. By the red telephone in the cell's own room "
    "(worked 06:00Z). The duty officer lets play go on.",
)


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.33, 1.5, 2.0])
@pytest.mark.parametrize("width", [1024, 1280, 1366, 1920, 2560])
def test_both_bands_are_whole(look: Look, keep: Keep, render: Render, width: int, scale: float) -> None:
    """Claim: no word of either is shortened, and neither stands on the other or on the desk."""
    look.wear(scale=scale)
    frame = Frame(look, QWidget())
    keep(frame)
    frame.real_world.show_model(WAITING)
    frame.link_band.show_model(LOST)
    render(frame, width, 1080)
    for band in (frame.real_world, frame.link_band):
        look.ledger = []
        band.grab()
        (key,) = band.findChildren(QAbstractButton)
        assert band.rect().contains(key.geometry())
        assert cut(look) == []
        said = " ".join(painted(look))
        for part in (LOST.headline, LOST.detail) if band is frame.link_band else ("REAL WORLD, NO PLAY", WAITING.detail):
            assert part in said
    assert frame.real_world.geometry().bottom() < frame.link_band.geometry().top()
    assert frame.link_band.geometry().bottom() < frame.desk.geometry().top()


def test_a_band_is_low_where_there_is_room_and_gives_height_back(look: Look, keep: Keep, render: Render) -> None:
    """Claim: on a full screen it is as low as it was drawn; narrow and wide again, it is low again."""
    frame = Frame(look, QWidget())
    keep(frame)
    frame.link_band.show_model(LOST)
    render(frame, 1920, 1080)
    low = frame.link_band.height()
    render(frame, 1024, 1080)
    assert frame.link_band.height() > low
    render(frame, 1920, 1080)
    assert frame.link_band.height() == low == 44
