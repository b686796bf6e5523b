"""The one object that crosses threads: an I/O thread owns the link, polls and decodes; the Qt thread drains what came.

Events are taken in portions, so that a burst never holds the Qt loop; orders for the link go the other way.
Deliberately absent: what an event means (session), and any socket touched from the Qt thread.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from feeds.wire.events import Event
from feeds.wire.link import Link
from feeds.wire.protocol import Held
from widgets.turns import Rank, Spent, Work

POLL_MS = 15
"""How long the I/O thread waits for the network before it looks at its orders."""

ROOM = 20_000
"""Events that may wait; beyond it the I/O thread stops reading, and the hub sees a slow display and resyncs it."""

_SPARE_TIME = 0.05

Order = Callable[[Link], None]


class Inbox(QObject):
    """Emits `arrived(event)` in the Qt thread, in order, and `failed(text)` once if the I/O thread ends by an error."""

    arrived = Signal(object)
    drained = Signal()
    failed = Signal(str)
    _woken = Signal()

    def __init__(self, connect: Callable[[], Link], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connect = connect
        self.held: Held | None = None
        """What the Qt thread has folded, for the link to say with its next sign of life."""
        self._events: deque[Event] = deque()
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
        events = link.poll(POLL_MS)
        if events:
            self._events.extend(events)
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
