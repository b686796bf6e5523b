"""What a test may not leave standing: threads, running timers, top-level widgets, ZeroMQ sockets and contexts.

Each is taken stock of after the fixtures of wider scope stand and before the test's own, and again after its own are down. What a
module- or session-wide fixture holds is therefore no leak, unless it is first asked for in the middle of a test.
"""

import gc
import sys
import threading
from collections.abc import Callable, Iterator
from time import monotonic
from typing import Any, Final
from weakref import WeakSet

import pytest
import shiboken6
import zmq
from PySide6.QtCore import QCoreApplication, QEvent, QThread, QTimer

Stock = dict[tuple[str, int], str]
"""What stands: (kind, identity) to the words an error shows."""

GRACE_SECONDS: Final = 1.0
"""How long a thread that was told to stop may take to end, on a machine that is busy."""

_contexts: Final[WeakSet[zmq.Context[zmq.Socket[bytes]]]] = WeakSet()


def _track_contexts() -> None:
    """Make every ZeroMQ context known here from its first moment; pyzmq keeps no list."""
    create = zmq.Context.__init__

    def create_and_note(self: zmq.Context[zmq.Socket[bytes]], *args: Any, **options: Any) -> None:
        create(self, *args, **options)
        _contexts.add(self)

    zmq.Context.__init__ = create_and_note  # type: ignore[method-assign]  # the only place to see every context


_track_contexts()


def threads() -> Stock:
    """Python's threads, less those Qt started (they are told of as QThreads)."""
    alive = (one for one in threading.enumerate() if not isinstance(one, threading._DummyThread))
    return {("thread", id(one)): one.name for one in alive}


def qt_threads_and_timers() -> Stock:
    """Running QThreads and active QTimers that Python knows of."""
    found: Stock = {}
    for one in shiboken6.getAllValidWrappers():
        if isinstance(one, QTimer) and one.isActive():
            found["active QTimer", id(one)] = f"{one!r}, each {one.interval()} ms"
        elif isinstance(one, QThread) and one.isRunning() and one is not QThread.currentThread():
            found["running QThread", id(one)] = repr(one)
    return found


def widgets() -> Stock:
    """Top-level widgets, shown or hidden; what belongs to another widget goes when that goes."""
    if QCoreApplication.instance() is None or "PySide6.QtWidgets" not in sys.modules:
        return {}
    from PySide6.QtWidgets import QApplication

    alone = (one for one in QApplication.topLevelWidgets() if one.parent() is None and one.metaObject().className() != "QTipLabel")
    return {("top-level widget", shiboken6.getCppPointer(one)[0]): repr(one) for one in alone}


def zeromq() -> Stock:
    """ZeroMQ contexts that were not ended, and their sockets that were not closed."""
    found: Stock = {}
    for context in list(_contexts):
        if not context.closed:
            found["ZeroMQ context", id(context)] = repr(context)
            found |= {("ZeroMQ socket", id(one)): repr(one) for one in list(context._sockets) if not one.closed}
    return found


TAKERS: Final[tuple[Callable[[], Stock], ...]] = (threads, qt_threads_and_timers, widgets, zeromq)


def stock() -> Stock:
    """All that stands now."""
    return {key: words for take in TAKERS for key, words in take().items()}


def settle(before: Stock) -> None:
    """Let go of what is only waiting to go: deferred deletions, cycles, threads on their way out."""
    application = QCoreApplication.instance()
    if application is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
    gc.collect()
    deadline = monotonic() + GRACE_SECONDS
    for one in threading.enumerate():
        if ("thread", id(one)) not in before:
            one.join(max(0.0, deadline - monotonic()))


def left_behind(before: Stock) -> list[str]:
    """What stands now and did not before, one line each."""
    return [f"{kind}: {words}" for (kind, number), words in stock().items() if (kind, number) not in before]


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """Fail a test that leaves something standing."""
    before = stock()
    yield
    if left_behind(before):
        settle(before)
        found = left_behind(before)
        if found:
            pytest.fail("left standing:\n" + "\n".join(found), pytrace=False)
