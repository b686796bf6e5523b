"""The socket a peer speaks through: guarded by CURVE, bounded in every direction, never queueing for a hub that is not there.

Seconds are a monotonic clock's, and given. Deliberately absent: what is said over it (`feeds.wire.link`).
"""

from __future__ import annotations

import zmq

from feeds.errors import BadInput
from feeds.wire.keys import Keys
from feeds.wire.protocol import MAX_DOWN

_OPTIONS = (
    (zmq.LINGER, 0),
    # Nothing is queued for a connection that does not stand: what is unsent is kept where it can be counted.
    (zmq.IMMEDIATE, 1),
    (zmq.SNDHWM, 64),
    (zmq.RCVHWM, 1_000),
    (zmq.MAXMSGSIZE, MAX_DOWN),
    (zmq.HANDSHAKE_IVL, 3_000),
    (zmq.HEARTBEAT_IVL, 500),
    (zmq.HEARTBEAT_TIMEOUT, 1_500),
    (zmq.RECONNECT_IVL, 100),
    (zmq.RECONNECT_IVL_MAX, 5_000),
)


REDIAL_FIRST, REDIAL_MOST = 8.0, 60.0
"""Seconds without a word after which a new socket is tried: doubled from the first to the most."""


class Connection:
    """A socket to one hub, dialled anew where the hub stays silent. One thread owns it."""

    def __init__(self, endpoint: str, hub_key: str, keys: Keys, context: zmq.Context[zmq.Socket[bytes]] | None, at: float) -> None:
        """Dial. `hub_key`: the hub's public CURVE key, Z85; `context` None: one of its own.

        Raises:
            BadInput: the endpoint is no address.

        """
        self._dial = (endpoint, hub_key, keys)
        self._own_context = context is None
        self._context: zmq.Context[zmq.Socket[bytes]] = zmq.Context() if context is None else context
        try:
            self._socket = dial(self._context, *self._dial)
        except BadInput:
            if self._own_context:
                self._context.destroy(linger=0)
            raise
        self._dialled, self._patience = at, REDIAL_FIRST

    @property
    def closed(self) -> bool:
        """Say whether it was closed."""
        return self._socket.closed

    def send(self, data: bytes) -> bool:
        """Send if it can be sent at once; say whether it was."""
        try:
            self._socket.send(data, zmq.NOBLOCK)
        except zmq.Again:
            return False
        return True

    def wait(self, seconds: float) -> bool:
        """Wait at most so long for something to come, to a millisecond up; say whether something has."""
        return bool(self._socket.poll(int(seconds * 1000 + 0.999) if seconds else 0))

    def take(self) -> bytes | None:
        """Return the next message that came, or None."""
        try:
            return self._socket.recv(zmq.NOBLOCK)
        except zmq.Again:
            return None

    def welcomed(self) -> None:
        """Be patient no longer than at first, should it fall silent again."""
        self._patience = REDIAL_FIRST

    def redialled(self, heard: float, at: float) -> bool:
        """Begin with a new socket if the last word came too long ago (`heard`); say whether it did.

        libzmq gives a connection up for good after some errors, and says nothing.
        """
        if at - max(self._dialled, heard) < self._patience:
            return False
        self._socket.close(linger=0)
        self._socket = dial(self._context, *self._dial)
        self._dialled, self._patience = at, min(self._patience * 2, REDIAL_MOST)
        return True

    def close(self, linger_ms: int) -> None:
        """Close at once but for what was just sent, which has so many ms."""
        self._socket.close(linger=linger_ms)
        if self._own_context:
            self._context.term()


def dial(context: zmq.Context[zmq.Socket[bytes]], endpoint: str, hub_key: str, keys: Keys) -> zmq.Socket[bytes]:
    """Return a DEALER on its way to a hub that must hold the secret of `hub_key`.

    Raises:
        BadInput: the endpoint is no address.

    """
    socket = context.socket(zmq.DEALER)
    socket.curve_serverkey = hub_key.encode()
    socket.curve_publickey = keys.curve_key.encode()
    socket.curve_secretkey = keys.curve_secret.encode()
    for option, value in _OPTIONS:
        socket.setsockopt(option, value)
    try:
        socket.connect(endpoint)
    except zmq.ZMQError as error:
        socket.close(linger=0)
        raise BadInput("link", f"cannot be connected to: {error}", endpoint, "an address such as tcp://127.0.0.1:5555") from error
    return socket
