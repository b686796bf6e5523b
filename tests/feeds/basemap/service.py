"""A map service on loopback that behaves, or misbehaves, as its path says."""

from __future__ import annotations

import struct
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from feeds.basemap.section import MapService


def _picture() -> bytes:
    """Return a PNG of one pixel, #686800."""
    parts = [(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(b"\0\x68\x68\0")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in parts)


PNG = _picture()


class _Answers(BaseHTTPRequestHandler):
    asked: list[str]
    over: threading.Event

    def do_GET(self) -> None:
        """Answer as the path says."""
        self.asked.append(self.path)
        match self.path.split("?")[0].strip("/").split("/")[0]:
            case "redirect":
                self.send_response(302)
                self.send_header("Location", "/wms")
                self.end_headers()
            case "hang":
                self.over.wait()
            case "drip":
                self._drip()
            case "much":
                self._send(b"\x89PNG\r\n\x1a\n" + bytes(3 << 20))
            case "html":
                self._send(b"<html>sign in</html>", "image/png")
            case "cut":
                self._send(PNG, length=len(PNG) + 100)
            case "error":
                self.send_error(503)
            case _:
                self._send(PNG)

    def _send(self, data: bytes, kind: str = "image/png", length: int | None = None) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length or len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _drip(self) -> None:
        """Send a header byte by byte, each well within a socket's own time."""
        try:
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            while not self.over.wait(0.05):
                self.wfile.write(b"x")
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    """Waits for its answers when it is closed, and takes as many calls at once as a map makes."""

    daemon_threads = False
    request_queue_size = 64


@contextmanager
def running() -> Iterator[tuple[str, list[str]]]:
    """Yield the host and port of a service, and the list of what it was asked."""
    asked: list[str] = []
    over = threading.Event()
    server = _Server(("127.0.0.1", 0), type("Answers", (_Answers,), {"asked": asked, "over": over}))
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_address[1]}", asked
    finally:
        over.set()
        server.shutdown()
        thread.join()
        server.server_close()


def service(host: str, path: str = "/wms", **changed: object) -> MapService:
    """Return a plain WMS of the whole world."""
    said: dict[str, object] = {"protocol": "WMS", "host": host, "layer": "topo", "bounds": (-180.0, -85.0, 180.0, 85.0), "secure": False}
    return MapService(**{**said, "path": path, **changed})  # type: ignore[arg-type]  # the test says which
