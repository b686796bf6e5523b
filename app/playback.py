"""What a window has that shows a recording: the bar at its foot, the hand on its timeline, and what is made of it.

Deliberately absent: the frame that marks a replay (`widgets.replay_frame`), and which panels follow its clock (`app.window`).
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.errands import Errands
from app.replay_window import Transport
from app.replayed import ReplaySession
from app.timewindow import TimeWindow
from widgets.look import Look
from widgets.timeline.panel import TimelinePanel


class Playback(QObject):
    """Joins a recording to its desk. `widget`: the desk with the bar at its foot. `close()` it."""

    def __init__(self, look: Look, session: ReplaySession, desk: QWidget, timeline: TimelinePanel, marked: TimeWindow) -> None:
        """`marked`: the range of time that is marked on the timeline; it is what is played over and over."""
        super().__init__(desk)
        self.transport = Transport(look, session, desk)
        self.errands = Errands(session.journal, session.as_entity, self)
        self.widget = self.transport.widget
        self._marked = marked
        timeline.fit_length(session.tape.last - session.tape.first)
        session.played.connect(lambda: timeline.advance(session.now()))
        timeline.time_chosen.connect(session.go)
        timeline.stepped.connect(session.go)
        timeline.followed.connect(session.follow)
        marked.changed.connect(self._ranged)

    def _ranged(self) -> None:
        self.transport.range = self._marked.range

    def close(self) -> None:
        """End what is being made of the recording."""
        self.errands.close()
