"""The room's sound in step with a running room: a real message has its own, and says that the exercise's alarms are mute for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.live import LiveSession
from app.sounding import SILENCE_S
from app.soundkeeper import SoundKeeper
from app.voice import Mute, RealWorldOnly
from feeds.assessment.holding import held
from feeds.picture.regime import REAL
from tests.app.windows import WAIT
from tests.feeds.hub.conftest import DRILL
from tests.feeds.hub.hall import Hall, make_room, report
from widgets.tones import Sound

MUTE = "exercise alarms mute: a real message waits"

pytestmark = pytest.mark.xdist_group("desk")


class Ear(Mute):
    """A voice that keeps what it is given."""

    def __init__(self) -> None:
        """Nothing stands in its way."""
        super().__init__("")
        self.heard: list[Sound] = []

    def play(self, sound: Sound) -> None:
        """Keep it."""
        self.heard.append(sound)


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """An exercise's room, its hub running."""
    made = Hall(make_room(tmp_path, regime=DRILL, stepped=True))
    yield made
    made.close()


def test_a_real_message_is_heard_and_the_alarm_that_it_raises_is_mute_until_somebody_went(hall: Hall, qtbot: QtBot) -> None:
    """Its own sound and none other while it waits, and in words that alarms are mute; then the alarm that still rings."""
    officer = hall.room.roster.officer("DUTY")
    assert officer is not None
    session, ear, gone, times = LiveSession(hall.room, officer), Ear(), False, [0.0]
    keeper = SoundKeeper(session, ear, lambda: None if gone else held(session.present), session)
    keeper.clock = lambda: times[-1]
    session.start()
    qtbot.waitUntil(lambda: session.in_step, timeout=WAIT)
    assert keeper.said == "sound on"
    (feed,) = hall.at("FEED")
    feed.link.send_records([report(title="words of a real message", regime=REAL)])

    def waits() -> bool:
        feed.poll(1)
        return held(session.present) is not None and session.present.counts.get("alarm", 0) > 0

    qtbot.waitUntil(waits, timeout=WAIT)
    for moment in (0.0, 5.0, 20.0):
        times.append(moment)
        keeper.look()
    assert ear.heard == [Sound.REAL_WORLD, Sound.REAL_WORLD]
    assert keeper.said == f"sound on, {MUTE}"
    keeper.silence()
    assert keeper.said == f"silenced 02:00, {MUTE}"
    gone = True
    times.append(20.0 + SILENCE_S)
    keeper.look()
    assert ear.heard[2] in {Sound.CRITICAL, Sound.HIGH, Sound.MEDIUM}
    assert keeper.said == "sound on"
    session.close()


def test_a_partners_desk_sounds_a_real_message_and_no_alarm() -> None:
    """The room's sound is the duty officer's; a REAL message concerns whoever sits at a desk of the exercise."""
    ear = Ear()
    partner = RealWorldOnly(ear)
    for sound in Sound:
        partner.play(sound)
    assert ear.heard == [Sound.REAL_WORLD]
    assert partner.trouble == "the room's sound is at the duty officer's desk; only a real message sounds here"
    assert RealWorldOnly(Mute("no sound: no device")).trouble.endswith("; no sound: no device")
