"""A replayed session: a journal's tape in the place of a hub. It owns no socket and has no way to send an act.

It plays, steps and seeks; the window over it is the same as the live one. Deliberately absent: hindsight. The picture is a
prefix of the journal, and the history's horizon is the moment the tape stands at.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from app.session import LinkReport, Session
from feeds.journal.audience import View, in_force
from feeds.journal.reader import Reader
from feeds.journal.replay import Tape
from feeds.picture.act import Wish
from feeds.picture.changes import ChangeSet
from feeds.picture.envelope import Record
from feeds.picture.regime import Regime
from feeds.wire.follow import LinkState
from widgets.replay_bar.resolve import speeds_for

_MIDDLE = 2
FRAME_MS = 33
SLICE = 0.008
"""Seconds of one turn of reading the history."""

LEAST_SPEED, MOST_SPEED = 0.25, 10_000_000.0
_ACTS_OFF = "this window has no way to send acts"
_ACHIEVED_FROM = 0.9
"""Below this share of the speed asked for, the speed achieved is said."""


class ReplaySession(Session):
    """A recording of one regime, seen as the originating room or as one entity. Owns its reader."""

    played = Signal()
    """Play, pause, speed or place changed."""

    def __init__(self, reader: Reader, regime: Regime | None, entity: str | None, parent: QObject | None = None) -> None:
        super().__init__(reader.regime(regime), parent)
        self._reader = reader
        self.tape = Tape(reader, self.picture.regime, entity)
        self.as_entity = entity
        self.picture = self.tape.picture
        self.playing = False
        self.speed = speeds_for(self.tape.first, self.tape.last)[_MIDDLE].value
        self.achieved = 0.0
        self._carried = 0.0
        self._turned = time.monotonic()
        self._turn = QTimer(self, interval=FRAME_MS)
        self._turn.timeout.connect(self._play_on)
        self._records = self._readable()
        self._reading = QTimer(self, interval=0)
        self._reading.timeout.connect(self._read_on)

    def start(self) -> None:
        """Begin to read the history, in slices."""
        self._reading.start()

    # What a session says of itself.

    @property
    def replay(self) -> bool:
        """A recording."""
        return True

    @property
    def entity(self) -> str:
        """Whose audience it is."""
        return self.tape.audience.entity

    @property
    def officer(self) -> str:
        """Nobody sits here."""
        return ""

    @property
    def seat(self) -> str:
        """Nobody sits here."""
        return ""

    @property
    def role(self) -> str:
        """What stands in the place of a role."""
        return f"seen as {self.entity}"

    def now(self) -> int:
        """The moment the tape stands at."""
        return self.tape.at

    def clock(self) -> int:
        """The replayed clock."""
        return self.tape.at

    def link(self) -> LinkReport:
        """There is no link, and none is lost."""
        return LinkReport(LinkState.LIVE, self._turned, "", ever=True)

    def behind(self) -> int | None:
        """There is no hub."""
        return None

    def compared(self) -> bool:
        """Nothing is compared with anybody."""
        return False

    def nonce(self) -> str:
        """There is nothing to wish for."""
        return ""

    def act(self, wish: Wish) -> str | None:
        """Refuse: there is no way out of this window."""
        del wish
        return _ACTS_OFF

    # The transport.

    def play(self, *, on: bool) -> None:
        """Play or pause."""
        self.playing = on and self.tape.at < self.tape.last
        self._turned, self._carried = time.monotonic(), 0.0
        if self.playing:
            self._turn.start()
        else:
            self._turn.stop()
        self.played.emit()

    def set_speed(self, speed: float) -> None:
        """Play this many seconds in a real one, within bounds."""
        self.speed = min(MOST_SPEED, max(LEAST_SPEED, speed))
        self.played.emit()

    def seek(self, known: int) -> None:
        """Stand at a moment of knowledge."""
        self._moved(self.tape.seek(min(max(known, self.tape.first), self.tape.last)))

    def step(self, count: int) -> None:
        """Go that many records on, or back."""
        self.play(on=False)
        self._moved(self.tape.step(count))

    def to_start(self) -> None:
        """Stand behind the first record."""
        self._moved(self.tape.seek(self.tape.first))

    def _play_on(self) -> None:
        at = time.monotonic()
        passed, self._turned = at - self._turned, at
        wanted = passed * self.speed * 1000.0 + self._carried
        whole = int(wanted)
        self._carried = wanted - whole
        before = self.tape.at
        changes = self.tape.advance(min(before + whole, self.tape.last))
        self._take(changes)
        self.achieved = (self.tape.at - before) / 1000.0 / passed if passed > 0 else 0.0
        if self.tape.at >= self.tape.last:
            self.play(on=False)
        else:
            self.played.emit()

    @property
    def lags(self) -> bool:
        """Whether it plays notably slower than it was asked to."""
        return self.playing and 0 < self.achieved < self.speed * _ACHIEVED_FROM

    def _moved(self, changes: ChangeSet) -> None:
        self._take(changes)
        self.moved.emit()
        self.played.emit()

    def _take(self, changes: ChangeSet) -> None:
        other = self.tape.picture is not self.picture
        self.picture = self.tape.picture
        if other:
            self.replaced.emit()
        else:
            self._fold(changes)

    # The history.

    def _readable(self) -> Iterator[Record]:
        whole, _ = self._reader.picture(self.picture.regime)
        view = View(self.as_entity, in_force(self._reader, whole), str(self._reader.path))
        return (record for record in self._reader.records(regime=self.picture.regime) if view.sees(record))

    def _read_on(self) -> None:
        until = time.monotonic() + SLICE
        batch: list[Record] = []
        for record in self._records:
            batch.append(record)
            if time.monotonic() >= until:
                break
        else:
            self._reading.stop()
        self.remember(batch)
        if not self._reading.isActive():
            self.moved.emit()

    @property
    def loading(self) -> bool:
        """Whether the history is still being read."""
        return self._reading.isActive()

    def close(self) -> None:
        """Stop the timers and close the file."""
        self._turn.stop()
        self._reading.stop()
        self._reader.close()
