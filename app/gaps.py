"""How long the Qt loop was held: a timer that should come every few ms, and the longest it did not."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer

STEP_MS = 4


class GapMeter(QObject):
    """`worst_ms` is the longest gap since `start`, the timer's own step taken off."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.worst_ms = 0.0
        self._last: float | None = None
        self._timer = QTimer(self, interval=STEP_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Measure from now on."""
        self.worst_ms, self._last = 0.0, None
        self._timer.start()

    def stop(self) -> None:
        """Measure no more."""
        self._timer.stop()

    def _beat(self) -> None:
        at = time.perf_counter()
        if self._last is not None:
            self.worst_ms = max(self.worst_ms, (at - self._last) * 1000 - STEP_MS)
        self._last = at
