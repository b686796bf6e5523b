"""The room's sound at this seat: looks twice a second at what rings here and makes heard what is due. One seat owns it.

Deliberately absent: when a sound is due (`app.sounding`), and which device makes it (`app.voice`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer

from app.session import Session
from app.sounding import SOUND_OF, Heard, Ringing, due, silenced
from app.voice import Voice
from feeds.assessment.alarms import flood
from feeds.picture.alarm import AlarmState
from feeds.picture.play import Hold
from feeds.wire.follow import LinkState
from widgets.alarms.resolve import readable
from widgets.times import elapsed, zulu
from widgets.tones import Sound

BEAT_MS = 500
_RINGS = frozenset({AlarmState.UNACK_ACTIVE, AlarmState.RTN_UNACK})
TEST = (Sound.MEDIUM, Sound.HIGH, Sound.CRITICAL)
_TEST_APART_MS = 1_500


class SoundKeeper(QObject):
    """Sounds once it was started. `waiting`: the hold of play for which a REAL message waits at this desk, None where none does."""

    clock: Callable[[], float] = staticmethod(time.monotonic)

    def __init__(self, session: Session, voice: Voice, waiting: Callable[[], Hold | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self.voice, self._waiting = session, voice, waiting
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
        flooding = flood(self._session.present, self._session.present_at, self._session.entity).flooding
        sound, self._heard = due(self._heard, self._ringing(), self.clock(), flood=flooding)
        if sound is not None:
            self.voice.play(sound)

    def _ringing(self) -> Iterator[Ringing]:
        """Everything that rings here: what waits, the link, the alarms."""
        session, hold = self._session, self._waiting()
        link = session.link()
        if hold is not None:
            yield Ringing(f"real world {hold.since}", Sound.REAL_WORLD)
        if not link.ever:
            return
        if link.state is LinkState.LOST:
            yield Ringing("link", Sound.LINK_LOST)
        for view in readable(session.present, session.present_at, session.entity):
            sound = SOUND_OF.get(view.alarm.severity)
            if sound is not None and view.state in _RINGS:
                yield Ringing(f"{view.subject}.{view.alarm.cause_revision}", sound)

    def silence(self) -> str:
        """F9: no sound for two minutes; what it says of itself."""
        self._heard = silenced(self._heard, self.clock())
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
        left = self._heard.silent_until - self.clock()
        state = f"silenced {elapsed(round(left * 1000))}" if left > 0 else "sound on"
        if self._waiting() is not None:
            state = f"{state}, exercise alarms mute: a real message waits"
        return state if self._tested is None else f"{state}, tested {zulu(self._tested, self._session.now())}"
