"""The socket a peer speaks through: guarded by CURVE, bounded in every direction, never queueing for a hub that is not there.

Deliberately absent: what is said over it (`feeds.wire.link`).
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
