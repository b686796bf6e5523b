"""What looking back adds to a live window: the frame, the band, the keys, and the timeline as the way there.

Deliberately absent: the past itself (`app.lookback`).
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.live import LiveSession
from feeds.picture.alarm import Alarm
from feeds.picture.picture import Picture
from widgets.past_band import PastBand, PastBandModel
from widgets.paused_frame import PausedFrame
from widgets.shortcuts import innermost_wins
from widgets.timeline.panel import TimelinePanel
from widgets.times import span, zulu_seconds

_BEAT_MS = 500
_STEP_MS = 60_000


class Looking(QObject):
    """Joins a live session that looks back with its window."""

    def __init__(self, session: LiveSession, frame: PausedFrame, band: PastBand, timeline: TimelinePanel, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._frame, self._band, self._timeline = session, frame, band, timeline
        self._alarms: frozenset[str] = frozenset()
        """The alarms that there were when the desk began to look back."""
        self._beat = QTimer(self, interval=_BEAT_MS)
        self._beat.timeout.connect(self.show)
        self._shortcuts = [
            _shortcut(parent, "Space", lambda: session.back.run(on=not session.back.runs)),
            _shortcut(parent, "Shift+Left", lambda: self._step(-_STEP_MS)),
            _shortcut(parent, "Shift+Right", lambda: self._step(_STEP_MS)),
        ]
        timeline.time_chosen.connect(self.look)
        timeline.stepped.connect(self._follow)
        session.back.turned.connect(self._turned)
        self._turned()

    def takes(self, event: QEvent) -> bool:
        """L returns whatever panel has the focus, though some have an L of their own. A field of text keeps its letters before this."""
        if self._session.past is None or not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.ShortcutOverride:
            return False
        if event.key() != Qt.Key.Key_L or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            return False
        QTimer.singleShot(0, self, self.leave)
        return True

    def look(self, known: int) -> None:
        """Look back at a moment; one that is not past is the present."""
        if known >= self._session.clock():
            self.leave()
            return
        if self._session.past is None:
            self._alarms = _alarms(self._session.present)
        self._session.back.look(known)

    def leave(self) -> bool:
        """Back to live; False where it is."""
        was = self._session.past is not None
        self._session.return_live()
        if was:
            self._timeline.follow()
        return was

    def _step(self, ms: int) -> None:
        if self._session.past is not None:
            self.look(self._session.past + ms)

    def _follow(self, known: int) -> None:
        """Steps from event to event move the past that is looked at; on a live desk they only show where the event is."""
        if self._session.past is not None:
            self.look(known)

    def _turned(self) -> None:
        paused = self._session.past is not None
        for shortcut in self._shortcuts:
            shortcut.setEnabled(paused)
        if paused and not self._beat.isActive():
            self._beat.start()
        elif not paused:
            self._beat.stop()
        self._frame.show_paused(paused=paused)
        self.show()

    def show(self) -> None:
        """Say what is looked at and what came since."""
        past = self._session.past
        if past is None:
            self._band.show_model(None)
            return
        self._timeline.advance(past)
        ago = span(self._session.clock() - past)
        word = f"goes on, {ago} behind" if self._session.back.runs else f"{ago} ago"
        new = len(_alarms(self._session.present) - self._alarms)
        news = f"{new} new alarm{'s' if new != 1 else ''} since" if new else ""
        detail = f"{word}. {self._since(past)}It is not the present: acts are off."
        self._band.show_model(PastBandModel(f"LIVE-PAUSED · as known {zulu_seconds(past)}", detail, news))

    def _since(self, past: int) -> str:
        """What is not whole: before what was received record by record, the past is only as far as rows that still stood tell it."""
        since = self._session.back.recollection.whole_since
        return f"Received whole from {zulu_seconds(since)} on only. " if since is not None and past < since else ""


def _alarms(picture: Picture) -> frozenset[str]:
    return frozenset(row.subject for row, alarm in picture.bodies(Alarm) if alarm.active)


def _shortcut(parent: QWidget, key: str, act: Callable[[], object]) -> QShortcut:
    made = QShortcut(QKeySequence(key), parent)
    made.activated.connect(act)
    innermost_wins(made)
    return made
