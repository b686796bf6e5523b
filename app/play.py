"""The director's line from a desk to the process that plays: orders go in as lines, the plan comes back as lines of JSON.

Deliberately absent: what an order does, and the plan's rules (`feeds.exercise`), which the player's process has alone.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.children import Child
from app.times import parse_time
from feeds.errors import WatchroomError
from widgets.exercise.model import Planned, Play, Stands

_LOOK_MS: Final = 150


class DirectedPlay(QObject):
    """A play under this desk's direction. `changed` when the player said something."""

    changed = Signal()

    def __init__(self, players: Child, parent: QObject | None = None) -> None:
        """Listen to players that were started with --director."""
        super().__init__(parent)
        self._players = players
        self.play = Play()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._listen)
        self._timer.start()

    def order(self, words: str) -> str:
        """Give an order; return why it cannot be given, or ""."""
        try:
            self._players.tell(words)
        except WatchroomError as error:
            return str(error)
        return ""

    def stop(self) -> None:
        """Listen no more."""
        self._timer.stop()

    def _listen(self) -> None:
        before = self.play
        for line in self._players.heard():
            self.play = taken(self.play, line)
        if not self._players.running and not self.play.over:
            self.play = replace(self.play, over=True)
            self._timer.stop()
        if self.play is not before:
            self.changed.emit()


def taken(play: Play, line: str) -> Play:
    """Return the play after a line of the player's; its summary at the end is none of the plan's."""
    said: dict[str, Any] = json.loads(line)
    if "injects" not in said:
        return play
    injects = {**play.injects, **{each["id"]: _planned(each) for each in said["injects"]}}
    return Play(injects, said["paused"], said.get("fault", ""), play.over)


def _planned(said: dict[str, Any]) -> Planned:
    planned = parse_time("exercise", said["planned"])
    since = None if said["since"] is None else parse_time("exercise", said["since"])
    return Planned(said["id"], said["title"], Stands(said["state"]), planned, since, tuple(said["by"]), said["lines"], said["by_hand"])
