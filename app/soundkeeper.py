"""The room's sound at this seat: looks twice a second at what rings here and makes heard what is due. One seat owns it.

Deliberately absent: when a sound is due (`app.sounding`), and which device makes it (`app.voice`).
"""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer

from app.session import Session
from app.sounding import Heard, Ringing, due, silenced
from app.voice import Voice
from feeds.assessment.alarms import flood
from feeds.picture.alarm import AlarmState
from feeds.wire.follow import LinkState
from widgets.alarms.resolve import readable
from widgets.times import elapsed, zulu
from widgets.tones import Sound

BEAT_MS = 500
_RINGS = frozenset({AlarmState.UNACK_ACTIVE, AlarmState.RTN_UNACK})
TEST = (Sound.MEDIUM, Sound.HIGH, Sound.CRITICAL)
_TEST_APART_MS = 1_500


class SoundKeeper(QObject):
    """Sounds while it is `on`."""

    def __init__(self, session: Session, voice: Voice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self.voice = session, voice
        self._heard = Heard()
        self._tested: int | None = None
        self._beat = QTimer(self, interval=BEAT_MS)
        self._beat.timeout.connect(self.look)
        self._owed: list[Sound] = []
        self._turn = QTimer(self, singleShot=True, interval=_TEST_APART_MS)
        self._turn.timeout.connect(self._next)

    def start(self) -> None:
        """Begin to listen to the room."""
        self._beat.start()

    def stop(self) -> None:
        """Stop."""
        self._beat.stop()
        self._turn.stop()

    def look(self) -> None:
        """Make heard what is due now."""
        session = self._session
        now = session.present_at
        views = readable(session.present, now, session.entity) if session.link().ever else ()
        ringing = [Ringing(f"{view.subject}.{view.alarm.cause_revision}", view.alarm.severity) for view in views if view.state in _RINGS]
        link = session.link()
        lost = link.ever and link.state is LinkState.LOST
        sound, self._heard = due(self._heard, ringing, time.monotonic(), flood=flood(session.present, now).flooding, link_lost=lost)
        if sound is not None:
            self.voice.play(sound)

    def silence(self) -> str:
        """F9: no sound for two minutes; what it says of itself."""
        self._heard = silenced(self._heard, time.monotonic())
        return "sounds silenced for 2 minutes; nothing is acknowledged by it"

    def test(self) -> str:
        """Sound three of them one after another; what goes into the watch log."""
        self._owed = [] if self.voice.trouble else list(TEST)
        self._next()
        self._tested = self._session.now()
        return f"Sound test at {self._session.seat}: {self.voice.trouble or 'three tones sounded'}"

    def _next(self) -> None:
        """The next sound of a test."""
        if self._owed:
            self.voice.play(self._owed.pop(0))
            self._turn.start()

    @property
    def said(self) -> str:
        """The state of this seat's sound in words."""
        if self.voice.trouble:
            return self.voice.trouble
        left = self._heard.silent_until - time.monotonic()
        state = f"silenced {elapsed(round(left * 1000))}" if left > 0 else "sound on"
        return state if self._tested is None else f"{state}, tested {zulu(self._tested, self._session.now())}"
