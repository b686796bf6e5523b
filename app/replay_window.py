"""What a replay adds to the window: the bar at the foot of the desk, its keys, and nothing else.

Deliberately absent: any other difference. The desk is the live one, over another session.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.replayed import ReplaySession
from widgets.look import Look
from widgets.replay_bar.panel import ReplayBar
from widgets.replay_bar.resolve import ACT_KINDS, resolve, speeds_for

BAR_HEIGHT = 112
_MARGIN = 8


class Transport(QObject):
    """Joins a replay's session and its bar."""

    def __init__(self, look: Look, session: ReplaySession, desk: QWidget) -> None:
        super().__init__(desk)
        self._session = session
        self._marks = session.tape.marks.marks()
        self.bar = ReplayBar(look)
        self.bar.setFixedHeight(look.px(BAR_HEIGHT))
        self.widget = QWidget()
        column = QVBoxLayout(self.widget)
        column.setContentsMargins(0, 0, 0, _MARGIN)
        column.setSpacing(0)
        column.addWidget(desk, 1)
        row = QVBoxLayout()
        row.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        row.addWidget(self.bar)
        column.addLayout(row)
        self.bar.stepped.connect(session.step)
        self.bar.play_asked.connect(self._toggle)
        self.bar.speed_asked.connect(session.set_speed)
        self.bar.share_asked.connect(self._seek_share)
        session.played.connect(self.show)
        for key, act in (
            ("Space", self._toggle),
            ("Left", lambda: session.step(-1)),
            ("Right", lambda: session.step(1)),
            ("Shift+Left", lambda: self._to_act(-1)),
            ("Shift+Right", lambda: self._to_act(1)),
            (",", lambda: self._faster(-1)),
            (".", lambda: self._faster(1)),
            ("Home", session.to_start),
        ):
            self._key(key, act)
        self.show()

    def _key(self, key: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self.widget)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(act)

    def show(self) -> None:
        """Show where the tape stands."""
        session, tape = self._session, self._session.tape
        self.bar.show_model(
            resolve(
                tape.at,
                tape.first,
                tape.last,
                playing=session.playing,
                speed=session.speed,
                achieved=session.achieved if session.lags else None,
                marks=self._marks,
                seen_as=session.as_entity,
            )
        )

    def _toggle(self) -> None:
        self._session.play(on=not self._session.playing)

    def _faster(self, step: int) -> None:
        speeds = [speed.value for speed in speeds_for(self._session.tape.first, self._session.tape.last)]
        place = min(range(len(speeds)), key=lambda place: abs(speeds[place] - self._session.speed))
        self._session.set_speed(speeds[min(max(place + step, 0), len(speeds) - 1)])

    def _seek_share(self, share: float) -> None:
        tape = self._session.tape
        self._session.seek(tape.first + round(share * (tape.last - tape.first)))

    def _to_act(self, step: int) -> None:
        at = self._session.tape.at
        acts = [known for known, kind in self._marks if kind in ACT_KINDS and (known > at if step > 0 else known < at)]
        if acts:
            self._session.play(on=False)
            self._session.seek(min(acts) if step > 0 else max(acts))
