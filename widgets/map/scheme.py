"""The private scheme ``watchroom:`` the map's page lives on, and the refusal of every other request.

The scheme must be registered before the application object exists: call `register_scheme` first thing. A request is either
answered from the shelf or refused with a body (a failed job would leave the page's fetch pending for ever), and every refusal
is counted, because a page that tries to reach out is news.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

import shiboken6
from PySide6.QtCore import QBuffer, QByteArray, QObject, QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)

from widgets.map.afar import Afar, Place
from widgets.map.page import POLICY
from widgets.map.shelf import Shelf, sent_for

SCHEME = b"watchroom"
HOST = "map"
PAGE = "watchroom://map/page.html"
# What the page says rides in the name of a request: reading a request's body ends the process in PySide6 6.11.3.
TELL = "tell/"
TELL_LIMIT = 4096  # bytes the page may say at once
_HEADERS = {b"Content-Security-Policy": POLICY.encode(), b"X-Content-Type-Options": b"nosniff"}
_FLAGS = "QTWEBENGINE_CHROMIUM_FLAGS"
# What passes both the policy and the interceptor: WebRTC, and hints such as "preconnect", which open a connection without a request.
# No name and no address resolves, so nothing is there to connect to.
_ALWAYS = ("--force-webrtc-ip-handling-policy=disable_non_proxied_udp", '--host-resolver-rules="MAP * ~NOTFOUND"')

EMPTY: Final[Mapping[str, Afar]] = MappingProxyType({})
SYSTEM_BUS = Path("/run/dbus/system_bus_socket")


def register_scheme() -> None:
    """Register the scheme and set Chromium's switches; before QApplication, once. Later calls change nothing."""
    flags = os.environ.get(_FLAGS, "")
    wanted = [*_ALWAYS, *([] if Path("/dev/dri").exists() else ["--disable-gpu"])]
    if not SYSTEM_BUS.exists():
        # Chromium writes an error of its own to standard error where no system bus runs, as in a container; it needs none here.
        wanted.append("--log-level=3")
    missing = [flag for flag in wanted if flag not in flags]
    if missing:
        os.environ[_FLAGS] = " ".join([flags, *missing]).strip()
    if "--disable-gpu" in os.environ[_FLAGS]:
        os.environ.setdefault("QT_QUICK_BACKEND", "software")
    if os.geteuid() == 0:
        # Chromium does not start as root with its sandbox; a room runs as an ordinary user and keeps it.
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    if QWebEngineUrlScheme.schemeByName(SCHEME).name() != SCHEME:
        scheme = QWebEngineUrlScheme(SCHEME)
        scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
        flag = QWebEngineUrlScheme.Flag
        scheme.setFlags(flag.SecureScheme | flag.CorsEnabled | flag.FetchApiAllowed)
        QWebEngineUrlScheme.registerScheme(scheme)


class Counter(QObject):
    """Counts refusals, whoever refused."""

    counted = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.count = 0
        self.last = ""

    def add(self, what: str) -> None:
        """One more refusal; ``what`` was asked for."""
        self.count += 1
        self.last = what[:200]
        self.counted.emit(self.last)


class Handler(QWebEngineUrlSchemeHandler):
    """Answers the page's requests from a shelf; what the page says comes out of `told`."""

    told = Signal(bytes)

    def __init__(self, shelf: Shelf, refused: Counter, parent: QObject | None = None, afar: Mapping[str, Afar] = EMPTY) -> None:
        super().__init__(parent)
        self.shelf, self._refused, self._afar = shelf, refused, afar

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Answer one request; never leave it pending."""
        url = job.requestUrl()
        name = url.path(QUrl.ComponentFormattingOption.FullyDecoded).removeprefix("/")
        initiator = job.initiator().toString()
        if url.host() != HOST or url.hasQuery() or initiator not in {"", "null", "watchroom://map", "watchroom://map/"}:
            self._refuse(job, url.toString())
        elif job.requestMethod() == b"GET" and name.startswith(TELL):
            self._hear(job, name.removeprefix(TELL).encode())
        elif job.requestMethod() == b"GET" and (wanted := sent_for(name)) is not None and wanted[0] in self._afar:
            self._send_for(job, self._afar[wanted[0]], wanted[1])
        elif job.requestMethod() == b"GET" and (found := self.shelf.find(name)) is not None:
            self._reply(job, found.media, found.data)
        else:
            self._refuse(job, url.toString())

    def _send_for(self, job: QWebEngineUrlRequestJob, afar: Afar, place: Place) -> None:
        """Answer when the tile has come; a job that the page gave up is not worked on."""
        ticket = afar.ask(place, lambda media, data: self._reply(job, media, data))
        job.destroyed.connect(lambda: afar.forget(ticket))

    def _hear(self, job: QWebEngineUrlRequestJob, said: bytes) -> None:
        if len(said) > TELL_LIMIT:
            self._refuse(job, f"tell: {len(said)} bytes, expected at most {TELL_LIMIT}")
            return
        self._reply(job, "application/json", b"{}")
        self.told.emit(said)

    def _refuse(self, job: QWebEngineUrlRequestJob, what: str) -> None:
        self._refused.add(what)
        self._reply(job, "text/plain", b"refused: not a name of this page")

    def _reply(self, job: QWebEngineUrlRequestJob, media: str, data: bytes) -> None:
        if not shiboken6.isValid(job):
            return
        buffer = QBuffer(job)
        buffer.setData(QByteArray(data))
        # The map of headers is a multi-map: each name takes a list of values, whatever the stubs say.
        headers = {QByteArray(name): [QByteArray(value)] for name, value in _HEADERS.items()}
        job.setAdditionalResponseHeaders(headers)  # type: ignore[arg-type]
        job.reply(QByteArray(media.encode()), buffer)


class Refuser(QWebEngineUrlRequestInterceptor):
    """Blocks and counts every request that is not for the private scheme."""

    def __init__(self, refused: Counter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._refused = refused

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Let our own scheme and the page's embedded data pass, block the rest."""
        scheme = info.requestUrl().scheme()
        if scheme not in {SCHEME.decode(), "data", "blob"}:
            info.block(True)
            self._refused.add(info.requestUrl().toString())
