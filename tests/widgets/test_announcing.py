"""What is announced unasked, once, and how urgently."""

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from tests.widgets.conftest import Keep
from tests.widgets.samples import LOST
from widgets.frame_model import RealWorldModel
from widgets.link_band import LinkBand
from widgets.look import Look
from widgets.real_world_band import RealWorldBand

Said = list[tuple[str, QAccessible.AnnouncementPoliteness]]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Said:
    """Collects announcements."""
    heard: Said = []

    def hear(event: QAccessibleAnnouncementEvent) -> None:
        heard.append((event.message(), event.politeness()))

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return heard


def test_a_lost_link_is_announced_at_once_and_once(look: Look, keep: Keep, said: Said) -> None:
    """Claim: the first showing interrupts; the counting seconds after it say nothing; a second loss is announced again."""
    band = LinkBand(look)
    keep(band)
    band.show_model(LOST)
    band.show_model(type(LOST)("LINK LOST for 00:42", LOST.detail))
    assert said == [(f"{LOST.headline}. {LOST.detail}", QAccessible.AnnouncementPoliteness.Assertive)]
    band.show_model(None)
    band.show_model(LOST)
    assert len(said) == 2


def test_a_real_message_is_announced_without_content(look: Look, keep: Keep, said: Said) -> None:
    """Claim: the announcement is the band's own words and no more."""
    band = RealWorldBand(look)
    keep(band)
    band.show_model(RealWorldModel("16:40:08Z", "channel: primary"))
    assert said == [("REAL WORLD, NO PLAY", QAccessible.AnnouncementPoliteness.Assertive)]
