"""The band for a real message at an exercise desk: unmistakable, without content, gone only by a person's act."""

from dataclasses import fields

import pytest
from PySide6.QtWidgets import QWidget

from tests.widgets.conftest import Keep, Render
from tests.widgets.spoken import cut
from widgets.desk import Frame
from widgets.frame_model import LinkBandModel, RealWorldModel
from widgets.look import Look
from widgets.real_world_band import RealWorldBand
from widgets.tokens import ThemeName

WAITING = RealWorldModel("16:40:08Z", "No content is shown here. Exercise clock held 00:42 · exercise alarms mute · channel: primary")


@pytest.fixture
def band(look: Look, keep: Keep) -> RealWorldBand:
    """A band with a message waiting."""
    made = RealWorldBand(look)
    keep(made)
    made.show_model(WAITING)
    return made


@pytest.mark.parametrize("theme", tuple(ThemeName))
def test_it_is_white_with_a_black_edge_in_every_theme(look: Look, band: RealWorldBand, render: Render, theme: ThemeName) -> None:
    """Claim: most of it is pure white, its whole edge pure black, and its words are painted whole."""
    look.wear(theme=theme)
    image = render(band, 1920, 64)
    assert (image == 255).all(axis=2).mean() > 0.6
    assert not any(image[edge].any() for edge in ((0,), (-1,), (slice(None), 0), (slice(None), -1)))
    painted = {text.text for text in look.ledger or []}
    assert {
        "REAL WORLD, NO PLAY",
        "A real message waits since 16:40:08Z. Go to the real desk.",
        WAITING.detail,
        "I have gone",
        "Enter",
    } == painted
    assert cut(look) == []


def test_the_model_has_no_place_for_content() -> None:
    """Claim: sender, subject, class and count cannot be handed to it."""
    assert {field.name for field in fields(RealWorldModel)} == {"since", "detail"}


def test_it_leaves_only_by_a_persons_act(band: RealWorldBand) -> None:
    """Claim: pressing asks; the band itself stays until its caller takes it away."""
    asked: list[bool] = []
    band.gone.connect(lambda: asked.append(True))
    band._button.click()
    assert (asked, band.isHidden()) == ([True], False)
    band.show_model(None)
    assert band.isHidden()


def test_it_stands_over_the_desk_and_stays_when_the_link_is_lost(look: Look, keep: Keep, render: Render) -> None:
    """Claim: in the frame it is above the link band, and both are there together."""
    frame = Frame(look, QWidget())
    keep(frame)
    frame.real_world.show_model(WAITING)
    frame.link_band.show_model(LinkBandModel("LINK LOST for 00:41", "FROZEN"))
    render(frame, 1920, 1080)
    assert frame.top_bar.geometry().bottom() < frame.real_world.geometry().top()
    assert frame.real_world.geometry().bottom() < frame.link_band.geometry().top()
    assert frame.link_band.geometry().bottom() < frame.desk.geometry().top()
