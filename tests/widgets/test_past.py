"""A live window that looks back cannot be taken for live: its frame, its band, and nothing of either while it is live."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtWidgets import QWidget

from tests.widgets.conftest import Keep, Render
from tests.widgets.spoken import cut, painted
from widgets.look import Look
from widgets.past_band import PastBand, PastBandModel
from widgets.paused_frame import PausedFrame
from widgets.tokens import Token

MODEL = PastBandModel("LIVE-PAUSED · as known 08:41:00Z", "2 h 06 ago. It is not the present: acts are off.", "2 new alarms since")


def white(image: np.ndarray, look: Look) -> float:
    """Return the share of an image that is the text's white."""
    colour = look.colour(Token.TEXT)
    wanted = np.array((colour.red(), colour.green(), colour.blue()))
    return float((np.abs(image.astype(int) - wanted).sum(axis=-1) < 12).mean())


def test_a_live_window_has_no_edge_and_one_that_looks_back_a_broken_white_one(look: Look, keep: Keep, render: Render) -> None:
    """Claim: the edge is there on all four sides only while the past is shown, and it is broken: replay's is hatched."""
    frame = PausedFrame(look, QWidget())
    keep(frame)
    assert white(render(frame, 400, 300)[:6], look) == 0
    frame.show_paused(paused=True)
    image = render(frame, 400, 300)
    for side in (image[:6], image[-6:], image[:, :6], image[:, -6:]):
        assert 0.4 < white(side, look) < 0.9
    frame.show_paused(paused=False)
    assert white(render(frame, 400, 300)[:6], look) == 0
    assert frame.accessibleName() == "live"


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.33, 2.0])
def test_the_band_says_what_it_is_whole(look: Look, keep: Keep, render: Render, scale: float) -> None:
    """Claim: at every text size the word, the moment, the new alarms and the key are read whole; detail gives way to them."""
    look.wear(scale=scale)
    band = PastBand(look)
    keep(band)
    band.show_model(MODEL)
    render(band, 1900, band.height())
    assert cut(look) == []
    assert {MODEL.headline, MODEL.news, "L back to live · Space play · Esc"} <= set(painted(look))
    assert "acts are off" in band.accessibleDescription()


def test_there_is_no_band_on_a_live_desk(look: Look, keep: Keep) -> None:
    """Claim: the band is hidden until there is a past to speak of, and again after."""
    band = PastBand(look)
    keep(band)
    assert band.isHidden()
    band.show_model(MODEL)
    assert not band.isHidden()
    band.show_model(None)
    assert band.isHidden()
