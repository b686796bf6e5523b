"""The one object that crosses threads: an I/O thread owns the link, polls and decodes; the Qt thread drains what came.

Events are taken in portions, so that a burst never holds the Qt loop; orders for the link go the other way. A snapshot crosses whole: a
hundred thousand rows are folded and weighed for more than a second, and nobody looks at them before the last is there.
Deliberately absent: what an event means (session), and any socket touched from the Qt thread.
"""

from __future__ import annotations

import sys
import threading
import time
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from app.asked import SWITCH_S
from feeds.journal.restoring import seen_young
from feeds.wire.events import Event
from feeds.wire.link import Link
from feeds.wire.mirror import Gathering, Snapshot
from feeds.wire.protocol import Held, Part
from widgets.turns import Rank, Spent, Work

POLL_MS = 15
"""How long the I/O thread waits for the network before it looks at its orders."""

ROOM = 20_000
"""Events that may wait; beyond it the I/O thread stops reading, and the hub sees a slow display and resyncs it."""

_SPARE_TIME = 0.05
_GATHER = 0.05
"""Seconds for which the I/O thread gathers a snapshot between two polls."""

Order = Callable[[Link], None]


class Inbox(QObject):
    """Emits `arrived(event)` in the Qt thread, in order, and `failed(text)` once if the I/O thread ends by an error."""

    arrived = Signal(object)
    drained = Signal()
    failed = Signal(str)
    _woken = Signal()

    def __init__(self, connect: Callable[[], Link], gathering: Gathering, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connect, self._gathering = connect, gathering
        self._polled: deque[Event] = deque()
        """What came and was not looked at yet; the I/O thread's, as is what it gathers."""
        self.held: Held | None = None
        """What the Qt thread has folded, for the link to say with its next sign of life."""
        self._events: deque[Event | Snapshot] = deque()
        self._orders: deque[Order] = deque()
        self._stop = threading.Event()
        self._space = threading.Event()
        self._awake = False
        self._failure: str | None = None
        self._thread = threading.Thread(target=self._run, name="link", daemon=True)
        self._draining = Work(self._drain, Rank.NEWS)
        self._woken.connect(self._ask, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Start the I/O thread."""
        self._thread.start()

    def tell(self, order: Order) -> None:
        """Have the I/O thread do this with the link, soon."""
        self._orders.append(order)

    def close(self, seconds: float = 3.0) -> None:
        """Stop the I/O thread and wait for it; what has arrived and was not drained is dropped."""
        self._stop.set()
        self._space.set()
        if self._thread.is_alive():
            self._thread.join(seconds)
        self._events.clear()
        self._draining.drop()

    def _run(self) -> None:
        sys.setswitchinterval(SWITCH_S)
        try:
            link = self._connect()
            link.holds = lambda: self.held
        except Exception as error:  # noqa: BLE001 -- a thread has no caller: whatever ended it is told to the operator
            self._fail(error)
            return
        try:
            while not self._stop.is_set():
                self._turn(link)
        except Exception as error:  # noqa: BLE001 -- as above
            self._fail(error)
        finally:
            link.close()

    def _turn(self, link: Link) -> None:
        while self._orders:
            self._orders.popleft()(link)
        if len(self._events) > ROOM:
            self._space.clear()
            self._space.wait(_SPARE_TIME)
            return
        self._polled.extend(link.poll(0 if self._polled else POLL_MS))
        self._hand_on()

    @property
    def share(self) -> float | None:
        """How much of a snapshot has come, None where none is on its way; a number that may be read from any thread."""
        return self._gathering.share

    def _hand_on(self) -> None:
        """Hand on what was polled, parts of a snapshot as one; in time to poll again before the hub is missed."""
        until = time.monotonic() + _GATHER
        while self._polled and time.monotonic() < until:
            event = self._polled.popleft()
            told: Event | Snapshot | None = event
            if isinstance(event, Part):
                told = self._gathering.take(event)
                seen_young()
            if told is not None:
                self._events.append(told)
        if self._events:
            self._wake()

    def _fail(self, error: Exception) -> None:
        self._failure = f"{type(error).__name__}: {error}"
        self._woken.emit()

    def _wake(self) -> None:
        """Wake the Qt thread once for many events."""
        if not self._awake:
            self._awake = True
            self._woken.emit()

    def _ask(self) -> None:
        """In the Qt thread: something came."""
        self._draining.ask()

    def _drain(self, spent: Spent) -> bool:
        self._awake = False
        while self._events:
            self.arrived.emit(self._events.popleft())
            if spent():
                break
        self._space.set()
        self.drained.emit()
        if self._failure is not None:
            failure, self._failure = self._failure, None
            self.failed.emit(failure)
        return bool(self._events) and not self._stop.is_set()
