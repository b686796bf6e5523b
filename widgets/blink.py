"""The one blink: 1 Hz, 70 % on, for 30 s after an occurrence is first shown, then steady. One timer serves every widget.

Only unacknowledged CRITICAL or HIGH may ask for it (their rows name an occurrence); text never blinks. With motion reduced nothing
blinks and the left bar is drawn double instead. The timer stands still while nothing is young enough to blink.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum

from PySide6.QtCore import QObject, QTimer, Signal

PERIOD_S = 1.0
LIT_SHARE = 0.7
YOUNG_S = 30.0
_KEPT_MAX = 4096


class Beat(Enum):
    """How a glyph and its bar are drawn right now."""

    STEADY = "steady"
    LIT = "lit"
    DARK = "dark"
    DOUBLED = "doubled"


class Pulse(QObject):
    """Knows when each occurrence was first shown. `turned` asks the widgets that blink to paint again."""

    turned = Signal()

    def __init__(self, clock: Callable[[], float], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._first: dict[str, float] = {}
        self._reduced = False
        self._lit = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._turn)

    @property
    def running(self) -> bool:
        """Whether something is young enough to blink."""
        return self._timer.isActive()

    @property
    def reduced(self) -> bool:
        """Whether nothing blinks."""
        return self._reduced

    def reduce_motion(self, *, on: bool) -> None:
        """Draw a double bar in place of the blink."""
        self._reduced = on
        self.turned.emit()

    @contextmanager
    def lit(self) -> Iterator[None]:
        """Nothing is drawn dark meanwhile: a picture that is kept shows every shape."""
        self._lit = True
        try:
            yield
        finally:
            self._lit = False

    def beat(self, occurrence: str | None) -> Beat:
        """How to draw an occurrence now; None is steady. The first asking starts its 30 s."""
        if occurrence is None:
            return Beat.STEADY
        now = self._clock()
        first = self._first.setdefault(occurrence, now)
        if now - first >= YOUNG_S:
            return Beat.STEADY
        if self._reduced:
            return Beat.DOUBLED
        self._wake(now)
        return Beat.LIT if self._lit or now % PERIOD_S < PERIOD_S * LIT_SHARE else Beat.DARK

    def _wake(self, now: float) -> None:
        if self._timer.isActive():
            return
        phase = now % PERIOD_S
        turn = PERIOD_S * LIT_SHARE if phase < PERIOD_S * LIT_SHARE else PERIOD_S
        self._timer.start(max(1, round((turn - phase) * 1000)))

    def _turn(self) -> None:
        self._forget()
        self.turned.emit()

    def _forget(self) -> None:
        """Bound the memory: the oldest occurrences stopped blinking long ago."""
        while len(self._first) > _KEPT_MAX:
            del self._first[next(iter(self._first))]
