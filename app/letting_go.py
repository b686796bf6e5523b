"""Pictures that are shown no longer, let go of in slices between the turns of the loop.

Deliberately absent: how a picture is taken apart (`feeds.picture.shedding`).
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer

from feeds.picture.picture import Picture
from feeds.picture.shedding import shedding

SLICE = 0.004
"""Seconds of one turn."""

APART_MS = 5


class LettingGo(QObject):
    """Owned by the Qt thread. `left` is how many pictures are not gone yet."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures: deque[Picture] = deque()
        self._going: Iterator[None] | None = None
        self._turn = QTimer(self, interval=APART_MS)
        self._turn.timeout.connect(self._step)

    @property
    def left(self) -> int:
        """How many pictures are not gone yet."""
        return len(self._pictures) + (self._going is not None)

    def take(self, picture: Picture) -> None:
        """Keep what this picture holds a while longer, and let go of it bit by bit."""
        self._pictures.append(picture)
        self._turn.start()

    def stop(self) -> None:
        """Let go of all that is left at once: at the end."""
        self._turn.stop()
        self._pictures.clear()
        self._going = None

    def _step(self) -> None:
        until = time.monotonic() + SLICE
        while self.left:
            if self._going is None:
                self._going = shedding(self._pictures.popleft())
            elif next(self._going, self) is self:
                self._going = None
            if time.monotonic() >= until:
                break
        if not self.left:
            self._turn.stop()
