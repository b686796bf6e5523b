"""How a run of a window ends: after its seconds the map is measured, the picture stands still, is taken and reported on, and all closes.

Each step is bounded, so that a run that was given an end has one whatever happens to the page. Deliberately absent: what is shown.
"""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPixmap

from app.running import PAN_SECONDS, Outcome, Steps, write_shot
from app.window import Window
from feeds.errors import WatchroomError

HOLD_AT_MOST = 20.0
"""Seconds for which the end may be put off while something still settles."""

_LOOK_MS = 100
_MEASURE_LIMIT_MS = 12_000
_FIRST_PAINT_MS = 1_500


class Ending(QObject):
    """Counts the seconds down and then takes the steps: measure, calm down, picture, report, close."""

    def __init__(self, window: Window, outcome: Outcome, steps: Steps, *, seconds: float | None, shot: Path | None) -> None:
        super().__init__(window)
        self._window, self._outcome, self._steps = window, outcome, steps
        self._seconds, self._shot = seconds, shot
        self._began = time.monotonic()
        self._measured = False
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._check)
        window.session.failed.connect(self._failed)

    def start(self) -> None:
        """Count from now; the loop's gaps are counted from the first paint."""
        self._began = time.monotonic()
        QTimer.singleShot(_FIRST_PAINT_MS, self, self._window.gaps.start)
        if self._seconds is not None or self._shot is not None:
            self._look.start()

    def _check(self) -> None:
        ran = time.monotonic() - self._began
        wanted = self._seconds if self._seconds is not None else 0.0
        if ran < wanted or (self._steps.hold() and ran < wanted + HOLD_AT_MOST):
            return
        self._look.stop()
        self._window.gaps.stop()
        if self._steps.measure_map:
            self._measure()
        else:
            self._calm()

    def _measure(self) -> None:
        def done(fps: float) -> None:
            if not self._measured:
                self._measured = True
                self._outcome.fps = fps
                self._calm()

        QTimer.singleShot(_MEASURE_LIMIT_MS, self, lambda: done(0.0))
        self._window.desk.map.measure_pan(PAN_SECONDS, done)

    def _calm(self) -> None:
        self._steps.calm_down()
        if self._shot is None:
            self._close()
            return
        self._window.desk.go_home()
        self._window.shoot(self._write)

    def _write(self, pixmap: QPixmap) -> None:
        if self._shot is not None:
            try:
                write_shot(pixmap, self._shot)
                self._outcome.shot = self._shot
            except (WatchroomError, OSError) as error:
                self._outcome.fault = str(error)
        self._close()

    def _failed(self, reason: str) -> None:
        """A session that cannot go on is said on the desk; a run without a hand at it ends with it as its fault."""
        self._outcome.fault = self._outcome.fault or reason

    def _close(self) -> None:
        self._steps.report()
        self._window.close()
