"""How soon a published record is painted, and how soon a desk stands.

Publish to paint: from a feed's `send` to the frame that shows its mark, through hub, journal, fold, layers and page. Beside it the least
there could be: the same bytes over CURVE to a thread, a Qt signal, and a plain widget that paints a dot. Cold start: from nothing to a desk
whose map has settled over a recording; beside it a window with an empty web view.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import zmq

from tests.bench.map_stage import ROOT, apart
from tests.bench.row import row

if TYPE_CHECKING:
    from app.window import Window
    from tests.feeds.hub.hall import Seat

RUNS, RECORDS = 5, 20
LIMIT_S = 300.0
WAIT_S = 30.0
PAINT_WITHIN_MS = 100.0
"""Six frames of a sixtieth of a second."""
STAND = """
import sys
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication
app = QApplication(sys.argv[:1]); view = QWebEngineView(); view.resize(1920, 1080)
view.loadFinished.connect(lambda _: QTimer.singleShot(120, lambda: (view.grab(), app.quit())))
view.setHtml("<p>ready</p>"); view.show(); app.exec()
view.page().deleteLater()
"""


def rows() -> Iterator[dict[str, object]]:
    """Paint first, in a process of its own; then the starts."""
    yield from apart("tests.bench.desk", LIMIT_S)
    yield _start()


# Cold start.


def _start() -> dict[str, object]:
    from tests.feeds.report.played import write

    with tempfile.TemporaryDirectory(prefix="watchroom-bench-") as folder:
        journal = write(Path(folder) / "night.watchroom")
        shot = Path(folder) / "desk.png"
        desk = [sys.executable, "-m", "app.cli", "replay", str(journal), "--known-at", "2026-11-22T10:47:32Z", "--shot", str(shot)]
        plain = [sys.executable, "-c", STAND]
        ours, theirs = [], []
        for _ in range(RUNS):
            ours.append(_timed(desk))
            theirs.append(_timed(plain))
    value, peer = statistics.median(ours), statistics.median(theirs)
    return row(
        "cold_start", round(value, 2), "s", peer="a window with an empty web view", peer_value=round(peer, 2), smaller_is_better=True
    )


def _timed(command: list[str]) -> float:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    if os.geteuid() == 0:
        environment["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    began = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, timeout=LIMIT_S)
    return time.perf_counter() - began


# Publish to paint.


def measure() -> list[dict[str, object]]:
    """Both ways, in turn."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from app.stage import application

    app = application(screen_needed=False)
    with tempfile.TemporaryDirectory(prefix="watchroom-bench-") as folder:
        ours, theirs = _Desk(Path(folder)), _Dot()
        mine, other = [], []
        for _ in range(RUNS):
            mine.append(ours.run())
            other.append(theirs.run())
        ours.close()
        theirs.close()
    app.processEvents()
    value, peer = statistics.median(mine), statistics.median(other)
    named = "the same bytes over CURVE, a Qt signal, a widget that paints a dot"
    return [
        row(
            "publish_to_paint",
            round(value, 1),
            "ms",
            peer=named,
            peer_value=round(peer, 2),
            goal_value=PAINT_WITHIN_MS,
            smaller_is_better=True,
        )
    ]


def _turn_until(done: Callable[[], bool], each: Callable[[], object] = lambda: None) -> float:
    """Run the loop until something is so. Returns when, in seconds. Raises TimeoutError where it does not come."""
    from PySide6.QtCore import QCoreApplication

    until = time.perf_counter() + WAIT_S
    while not done():
        each()
        QCoreApplication.processEvents()
        if time.perf_counter() > until:
            raise TimeoutError("the bench waited in vain")
    return time.perf_counter()


class _Desk:
    """A hub in a process of its own, a duty officer's desk on it, and a feed."""

    def __init__(self, home: Path) -> None:
        from app.live import LiveSession
        from app.window import Window
        from feeds.picture.place import Track
        from tests.feeds.hub.hall import Seat, label, make_room, report
        from widgets.look import Look

        room = make_room(home)
        self._hub = subprocess.Popen(
            [sys.executable, "-m", "app.cli", "hub", "--room", str(room.folder)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        if self._hub.stdout is None or not self._hub.stdout.readline():
            raise TimeoutError("the hub did not come up")
        officer = room.roster.officer("DUTY")
        if officer is None:
            raise LookupError("DUTY")
        self._session = LiveSession(room, officer)
        self._window: Window = Window(Look(), self._session)
        self._session.start()
        self._window.show()
        self._feed: Seat = Seat(room, "FEED", stream=False)
        self._marked, self._report, self._track = label("ALF"), report, Track
        self._count = 0
        _turn_until(lambda: self._session.in_step, self._listen)
        self._publish()
        _turn_until(lambda: self._window.desk.map.held == self._count, self._listen)

    def run(self) -> float:
        """Return the middle of so many records, ms."""
        took = []
        for _ in range(RECORDS):
            began = time.perf_counter()
            self._publish()
            took.append((_turn_until(lambda: self._window.desk.map.held == self._count, self._listen) - began) * 1000)
        return statistics.median(took)

    def _publish(self) -> None:
        self._count += 1
        body = self._track(f"V {self._count}", "AIS", (-123.0 + self._count / 1e3, -47.0))
        self._feed.link.send_records([self._report(f"T-{self._count}", marked=self._marked, body=body)])

    def _listen(self) -> None:
        self._feed.poll(0)

    def close(self) -> None:
        """End all of it."""
        gone: list[bool] = []
        self._window.closed.connect(lambda: gone.append(True))
        self._window.close()
        _turn_until(lambda: bool(gone))
        self._feed.link.close()
        self._hub.terminate()
        self._hub.wait(10)


class _Dot:
    """CURVE, a thread, a signal, a widget."""

    def __init__(self) -> None:
        from PySide6.QtCore import QObject, Signal
        from PySide6.QtGui import QPainter, QPaintEvent
        from PySide6.QtWidgets import QWidget

        class Bell(QObject):
            rung = Signal(bytes)

        class Dot(QWidget):
            painted = 0
            number = 0

            def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
                del event
                painter = QPainter(self)
                painter.drawEllipse(self.number % 900, 100, 4, 4)
                painter.end()
                self.painted = self.number

        self._dot, self._bell = Dot(), Bell()
        self._dot.resize(1000, 700)
        self._dot.show()
        self._context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()
        public, secret = zmq.curve_keypair()
        mine, own = zmq.curve_keypair()
        self._in = self._context.socket(zmq.PULL)
        self._in.curve_server, self._in.curve_secretkey, self._in.curve_publickey = True, secret, public
        port = self._in.bind_to_random_port("tcp://127.0.0.1")
        self._out = self._context.socket(zmq.PUSH)
        self._out.curve_serverkey, self._out.curve_publickey, self._out.curve_secretkey = public, mine, own
        self._out.connect(f"tcp://127.0.0.1:{port}")
        self._bell.rung.connect(self._take)
        self._thread = threading.Thread(target=self._receive, daemon=True)
        self._thread.start()

    def _receive(self) -> None:
        while (data := self._in.recv()) != b"end":
            self._bell.rung.emit(data)
        self._in.close(0)

    def _take(self, data: bytes) -> None:
        self._dot.number = int.from_bytes(data[:4], "big")
        self._dot.update()

    def run(self) -> float:
        """Return the middle of so many records, ms."""
        took = []
        for number in range(self._dot.number + 1, self._dot.number + RECORDS + 1):
            began = time.perf_counter()
            self._out.send(number.to_bytes(4, "big") + bytes(296))
            took.append((_turn_until(lambda number=number: self._dot.painted == number) - began) * 1000)  # type: ignore[misc]
        return statistics.median(took)

    def close(self) -> None:
        """End the thread and close the sockets."""
        self._out.send(b"end")
        self._thread.join()
        self._out.close(0)
        self._context.term()
        self._dot.deleteLater()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure()) + "\n")
