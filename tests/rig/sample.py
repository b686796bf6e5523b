"""Small tests, most of them offending: test_rig.py runs a copy of this file under the rig and looks at what becomes of each."""

import gc
import logging
import os
import sys
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
import zmq
from PySide6.QtCore import QCoreApplication, QThread, QTimer, qInstallMessageHandler, qWarning
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.rig.overheard import Expect

HELD: list[object] = []
"""Keeps what is leaked from being collected."""


def test_warns() -> None:
    """Warn."""
    warnings.warn("beware", stacklevel=1)


def test_logs_a_warning() -> None:
    """Log at WARNING."""
    logging.getLogger("feeds.hub").warning("slow %s", "peer")


@pytest.fixture
def late() -> Iterator[None]:
    """Log while going down."""
    yield
    logging.getLogger().error("too late")


@pytest.mark.usefixtures("late")
def test_logs_while_fixtures_go_down() -> None:
    """Do nothing; the fixture does."""


@pytest.mark.expect_log("never")
def test_promises_a_record_that_never_comes() -> None:
    """Log nothing."""


def test_qt_warns() -> None:
    """Have Qt warn."""
    qWarning("odd geometry")


@pytest.mark.expect_qt("never")
def test_promises_a_qt_message_that_never_comes() -> None:
    """Have Qt say nothing."""


def test_leaves_a_message_handler() -> None:
    """Put in another handler."""
    qInstallMessageHandler(print)


def test_leaves_an_excepthook() -> None:
    """Put in another hook."""
    sys.excepthook = print


def _raise(words: str) -> None:
    raise RuntimeError(words)


@pytest.mark.usefixtures("qtbot")
def test_raises_in_a_slot() -> None:
    """Raise inside the event loop."""
    QTimer.singleShot(0, lambda: _raise("in a slot"))
    QCoreApplication.processEvents()


def test_raises_in_a_thread() -> None:
    """Raise where no test code catches."""
    one = threading.Thread(target=_raise, args=("in a thread",))
    one.start()
    one.join()


class Unfinished:
    """Raises when it is collected."""

    def __del__(self) -> None:
        """Raise."""
        _raise("in a finalizer")


def test_raises_in_a_finalizer() -> None:
    """Have a finalizer raise."""
    Unfinished()
    gc.collect()


def test_leaks_a_thread() -> None:
    """Leave a thread waiting."""
    threading.Thread(target=threading.Event().wait, name="lingering", daemon=True).start()


class Waiting(QThread):
    """Runs until the end of the process."""

    def run(self) -> None:
        """Run an event loop."""
        self.exec()


@pytest.fixture(scope="module")
def endings() -> Iterator[list[Waiting]]:
    """End at the end of the file what would end the process with an abort."""
    started: list[Waiting] = []
    yield started
    for one in started:
        one.quit()
        assert one.wait(5_000)


@pytest.mark.usefixtures("qtbot")
def test_leaks_a_qthread(endings: list[Waiting]) -> None:
    """Leave a QThread running."""
    one = Waiting()
    one.start()
    endings.append(one)


@pytest.mark.usefixtures("qtbot")
def test_leaks_a_timer() -> None:
    """Leave a timer ticking."""
    one = QTimer()
    one.start(10_000)
    HELD.append(one)


@pytest.mark.usefixtures("qtbot")
def test_leaks_a_widget() -> None:
    """Leave a hidden window."""
    HELD.append(QWidget())


@pytest.fixture(scope="module")
def context() -> Iterator[zmq.Context[zmq.Socket[bytes]]]:
    """A context for the whole file."""
    with zmq.Context() as one:
        yield one
        one.destroy(linger=0)


def test_leaks_a_socket(context: zmq.Context[zmq.Socket[bytes]]) -> None:
    """Leave a socket open."""
    HELD.append(context.socket(zmq.PAIR))


def test_leaks_a_context() -> None:
    """Leave a context."""
    HELD.append(zmq.Context())


@pytest.mark.expect_log("^WARNING feeds.hub: slow peer$")
def test_declares_by_marker() -> None:
    """Log what the marker says."""
    logging.getLogger("feeds.hub").warning("slow peer")


def test_declares_by_fixture(expect_log: Expect) -> None:
    """Log what the fixture was told."""
    expect_log("slow peer")
    logging.getLogger("feeds.hub").warning("slow peer")


def test_declares_a_qt_message(expect_qt: Expect) -> None:
    """Have Qt say what was declared."""
    expect_qt("odd geometry")
    qWarning("odd geometry")


def test_logs_below_warning() -> None:
    """Log at INFO."""
    logging.getLogger("feeds.hub").info("all well")


@pytest.mark.expect_log("never")
def test_skips_with_a_promise() -> None:
    """Skip."""
    pytest.skip("not here")


def test_tidies_up(qtbot: QtBot) -> None:
    """Start one of each and end it; leave what only waits to be deleted or collected."""
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    ended.set()
    worker = Waiting()
    worker.start()
    worker.quit()
    assert worker.wait(5_000)
    ticking = QTimer()
    ticking.start(10_000)
    ticking.stop()
    QWidget().deleteLater()
    QWidget()
    qtbot.addWidget(QWidget())
    with zmq.Context() as one, one.socket(zmq.PAIR):
        pass


def test_uses_what_a_wider_fixture_holds(context: zmq.Context[zmq.Socket[bytes]]) -> None:
    """Use the context of the whole file."""
    with context.socket(zmq.PAIR):
        pass


def test_has_a_home_of_its_own(tmp_path: Path) -> None:
    """Find WATCHROOM_HOME beside the test's own temporary folder, empty."""
    home = Path(os.environ["WATCHROOM_HOME"])
    assert home.parent == tmp_path.parent
    assert list(home.iterdir()) == []
