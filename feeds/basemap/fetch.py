"""One tile from a map service: one connection, one answer, bounded in bytes and in time from the first packet to the last.

The host must lie in a network of one's own: an address that the internet routes is refused before a connection is made, whatever its name.
Redirects are refused, since they lead to hosts that nobody named; so are proxies, which are not looked for. What comes back must be a
picture by its first bytes, whatever it calls itself. Deliberately absent: cookies, credentials, keep-alive, compression.
"""

from __future__ import annotations

import socket
import ssl
import threading
from contextlib import suppress
from functools import lru_cache
from http.client import HTTPConnection, HTTPException
from ipaddress import ip_address
from typing import Final

from feeds.basemap.section import MapService
from feeds.errors import BadInput, OverLimit, Refused, Unreachable

LIMIT: Final = 2 * 1024 * 1024
"""Bytes of one tile."""

WITHIN_S: Final = 5.0
"""Seconds for one tile, however slowly it comes."""

_OK: Final = 200
_MAGIC: Final = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


def fetch(service: MapService, target: str, within: float = WITHIN_S) -> tuple[str, bytes]:
    """Return the media type and bytes of a tile. Blocks for at most `within` seconds beside the look-up of the name.

    Raises:
        Refused: the host is not of a network of one's own, or it sends elsewhere.
        Unreachable: it cannot be reached, or was too slow.
        BadInput: what came is no PNG or JPEG.

    """
    line = _Line(service)
    watch = threading.Timer(within, line.cut)
    watch.daemon = True
    watch.start()
    try:
        return _asked(line, service, target, within)
    except (OSError, HTTPException, ValueError) as error:
        if line.late:
            raise Unreachable(line.where, "took too long", target, f"a tile within {within:g} s") from error
        raise Unreachable(line.where, f"no answer: {error}", target, "a map service that answers") from error
    finally:
        watch.cancel()
        line.close()


class _Line:
    """The one socket to a service, which a watch may cut from another thread at any moment."""

    def __init__(self, service: MapService) -> None:
        self.where = f"map service {service.host}"
        self.late = False
        self._socket: socket.socket | None = None

    def holds(self, made: socket.socket) -> None:
        """Take a socket, in the place of the one it was made of."""
        self._socket = made
        if self.late:
            raise TimeoutError

    def cut(self) -> None:
        """End whatever waits on the socket: it was too late."""
        self.late = True
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Close it; of no use after."""
        if self._socket is not None:
            self._socket.close()


def _asked(line: _Line, service: MapService, target: str, within: float) -> tuple[str, bytes]:
    connection = HTTPConnection(service.name, service.port, timeout=within)
    # With a socket of its own it looks for no proxy and resolves no name.
    connection.sock = _connected(line, service, within)
    connection.request("GET", target, headers={"Accept": service.format, "Connection": "close"})
    with connection.getresponse() as answer:
        if answer.status != _OK:
            raise Refused(line.where, "another answer than a tile", answer.status, f"status {_OK}; redirects are not followed")
        data, left = answer.read(LIMIT + 1), answer.length
    if len(data) > LIMIT:
        raise OverLimit(line.where, "too much for one tile", None, f"at most {LIMIT} bytes")
    if line.late:
        raise TimeoutError
    if left:
        raise Unreachable(line.where, "broke off", target, "a whole tile")
    return media(data, line.where), data


def _connected(line: _Line, service: MapService, within: float) -> socket.socket:
    made = socket.create_connection(_address(service, line.where), within)
    line.holds(made)
    if not service.secure:
        return made
    secured = _trust().wrap_socket(made, server_hostname=service.name, do_handshake_on_connect=False)
    line.holds(secured)
    secured.do_handshake()
    return secured


@lru_cache(maxsize=1)
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


def _address(service: MapService, where: str) -> tuple[str, int]:
    """Return the one address that is connected to; looked up once, so that the answer checked is the answer used."""
    found = socket.getaddrinfo(service.name, service.port, type=socket.SOCK_STREAM)
    addresses = [str(each[4][0]) for each in found]
    outside = [each for each in addresses if ip_address(each.partition("%")[0]).is_global]
    if outside or not addresses:
        raise Refused(where, "not of a network of one's own", outside[0] if outside else None, "a private, link-local or loopback address")
    return addresses[0], service.port


def media(data: bytes, where: str) -> str:
    """Return what a picture is by its first bytes. Raises BadInput where it is none that is painted."""
    for magic, name in _MAGIC.items():
        if data.startswith(magic):
            return name
    raise BadInput(where, "no picture", data[:40], "a PNG or a JPEG")
