"""REAL WORLD, NO PLAY at a desk: the band comes with the hold, says nothing of the message, and goes by a person's signed act."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.live import LiveSession
from app.real_world import RealWorld
from feeds.picture.envelope import AuthorKind
from feeds.picture.night import Channel, ChannelRole
from feeds.picture.play import Hold, HoldState
from feeds.picture.regime import REAL
from tests.app.windows import WAIT
from tests.feeds.hub.conftest import DRILL
from tests.feeds.hub.hall import OPENED, Hall, make_room, report
from widgets.fonts import load_fonts
from widgets.look import Look
from widgets.real_world_band import RealWorldBand
from widgets.times import zulu

WORDS = "words of a real message"

pytestmark = pytest.mark.xdist_group("desk")


class Desk:
    """One officer's session with its band."""

    def __init__(self, hall: Hall, code: str, look: Look, qtbot: QtBot) -> None:
        """Connect and wait until in step."""
        officer = hall.room.roster.officer(code)
        assert officer is not None
        self.session = LiveSession(hall.room, officer)
        self.band = RealWorldBand(look)
        self.said: list[str] = []
        self.control = RealWorld(self.session, self.band, self.said.append)
        self.session.changed.connect(lambda _: self.control.refresh())
        self.session.replaced.connect(self.control.refresh)
        self.session.start()
        qtbot.waitUntil(lambda: self.session.in_step, timeout=WAIT)

    def close(self) -> None:
        """End the session."""
        self.session.close()
        shiboken6.delete(self.band)
        shiboken6.delete(self.session)


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """An exercise's room, its hub running."""
    made = Hall(make_room(tmp_path, regime=DRILL, stepped=True))
    yield made
    made.close()


def held(hall: Hall, qtbot: QtBot, *desks: Desk) -> None:
    """Have a feed send a REAL record, and wait until every band stands."""
    (feed,) = hall.at("FEED")
    feed.link.send_records([report(title=WORDS, regime=REAL)])

    def stands() -> bool:
        feed.poll(1)
        return not any(desk.band.isHidden() for desk in desks)

    qtbot.waitUntil(stands, timeout=WAIT)


def test_the_duty_officer_lets_play_go_on_by_one_signed_act(hall: Hall, qtbot: QtBot) -> None:
    """The band says that a real message waits and not what; Enter signs the act that ends the hold, and then the band goes."""
    load_fonts()
    look = Look()
    duty = Desk(hall, "DUTY", look, qtbot)
    held(hall, qtbot, duty)
    assert "A real message waits since" in duty.band.accessibleDescription()
    assert WORDS not in duty.band.accessibleDescription()
    qtbot.keyClick(duty.band.focusProxy(), Qt.Key.Key_Space)
    qtbot.waitUntil(duty.band.isHidden, timeout=WAIT)
    row = next(row for row, _ in duty.session.picture.bodies(Hold))
    assert isinstance(row.body, Hold)
    assert (row.body.state, row.author.kind, row.author.code) == (HoldState.RELEASED, AuthorKind.OFFICER, "DUTY")
    duty.close()
    shiboken6.delete(look)


def test_it_stands_while_the_past_is_looked_at(hall: Hall, qtbot: QtBot) -> None:
    """A real message that comes while a desk looks back is of the present: the band stands, and says that alarms are mute."""
    load_fonts()
    look = Look()
    duty = Desk(hall, "DUTY", look, qtbot)
    with qtbot.waitSignal(duty.session.back.arrived, timeout=WAIT):
        duty.session.back.look(duty.session.now())
    (feed,) = hall.at("FEED")
    feed.link.send_records([report(title=WORDS, regime=REAL)])

    def stands() -> bool:
        feed.poll(1)
        duty.control.refresh()
        return not duty.band.isHidden()

    qtbot.waitUntil(stands, timeout=WAIT)
    assert duty.session.past is not None
    assert not list(duty.session.picture.bodies(Hold))
    assert "Exercise alarms are mute." in duty.band.accessibleDescription()
    duty.close()
    shiboken6.delete(look)


def test_a_partner_goes_and_the_hold_stands(hall: Hall, qtbot: QtBot) -> None:
    """At a partner's desk the band goes from that desk alone; play stays held until the duty officer acts."""
    load_fonts()
    look = Look()
    partner = Desk(hall, "ALF-1", look, qtbot)
    held(hall, qtbot, partner)
    assert "The duty officer lets play go on." in partner.band.accessibleDescription()
    partner.band.gone.emit()
    assert partner.band.isHidden()
    assert [body.state for _, body in partner.session.picture.bodies(Hold)] == [HoldState.HELD]
    assert partner.said == []
    partner.close()
    shiboken6.delete(look)


def test_the_band_names_the_channel_for_real_world_traffic(hall: Hall, qtbot: QtBot) -> None:
    """The room's own, tested and working, is said with when it was tested; without one on record nothing is guessed."""
    load_fonts()
    look = Look()
    duty = Desk(hall, "DUTY", look, qtbot)
    held(hall, qtbot, duty)
    assert "No channel for it is on record." in duty.band.accessibleDescription()
    (seat,) = hall.at("DUTY")
    phone = Channel("HOS", ChannelRole.PRIMARY, "white telephone", tested=OPENED, worked=True, real_world=True)
    hall.done(seat, "CH-1", phone)
    qtbot.waitUntil(lambda: duty.session.picture.get(Channel, "CH-1") is not None, timeout=WAIT)
    duty.control.refresh()
    assert f"By white telephone (worked {zulu(OPENED)})." in duty.band.accessibleDescription()
    assert WORDS not in duty.band.accessibleDescription()
    duty.close()
    shiboken6.delete(look)
