"""Who may connect at all: the answer to libzmq's question before a CURVE handshake is complete (ZeroMQ RFC 27).

Without a handler CURVE admits any key. The handler is a socket of the hub's own loop, so there is no thread to race with.
The User-Id it gives goes with every message that comes in over the connection; a peer cannot choose it. Deliberately absent:
what a key may do once it is in; a key revoked later is refused message by message.
"""

from __future__ import annotations

import zmq
from zmq.utils import z85

ENDPOINT = "inproc://zeromq.zap.01"
DOMAIN = "watchroom"
_VERSION = b"1.0"
_PARTS = 7


class Doorkeeper:
    """Answers handshakes from an allow-list of public CURVE keys in Z85."""

    def __init__(self, context: zmq.Context[zmq.Socket[bytes]]) -> None:
        """Bind before any socket that is to be guarded."""
        self.allowed: frozenset[str] = frozenset()
        self.turned_away = 0
        """How many handshakes were refused."""
        self.socket = context.socket(zmq.REP)
        self.socket.setsockopt(zmq.LINGER, 0)
        self.socket.bind(ENDPOINT)

    def answer(self) -> None:
        """Answer every question that waits."""
        while True:
            try:
                question = self.socket.recv_multipart(zmq.NOBLOCK)
            except zmq.Again:
                return
            self.socket.send_multipart(self.reply(question))

    def reply(self, question: list[bytes]) -> list[bytes]:
        """Return the reply to one question: 200 with the key as User-Id, or 400."""
        request = question[1] if len(question) > 1 else b""
        key = _key(question)
        if key is not None and key in self.allowed:
            return [_VERSION, request, b"200", b"OK", key.encode(), b""]
        self.turned_away += 1
        return [_VERSION, request, b"400", b"not on the roster", b"", b""]

    def close(self) -> None:
        """Answer no more."""
        self.socket.close(linger=0)


def _key(question: list[bytes]) -> str | None:
    if len(question) != _PARTS or question[0] != _VERSION or question[2] != DOMAIN.encode() or question[5] != b"CURVE":
        return None
    raw = question[6]
    return z85.encode(raw).decode() if len(raw) == 32 else None  # noqa: PLR2004 -- a CURVE key's length
