"""A second desk with an officer's key: whoever holds a copy of it, as the hub sees such a one.

It greets, keeps its connection alive, and signs an act after the key was revoked, which libzmq still carries. Deliberately absent: a
picture, and any way in for a key that the hub has not let in before.
"""

from __future__ import annotations

import time

import msgspec
import zmq

from feeds.errors import BadInput
from feeds.picture.act import SignedAct
from feeds.picture.identity import content_hash
from feeds.room import Room
from feeds.wire import codec
from feeds.wire.dial import dial
from feeds.wire.keys import Keys
from feeds.wire.protocol import HEARTBEAT, PROTOCOL, Alive, Confirmed, Declined, Deed, Down, Hello, Welcome


class SecondDesk:
    """One connection that holds a copied key. One thread owns it; `close` it."""

    def __init__(self, context: zmq.Context[zmq.Socket[bytes]], room: Room, keys: Keys) -> None:
        """Connect; `turn` says hello."""
        self.keys = keys
        self.welcome: Welcome | None = None
        self.answers: dict[str, str] = {}
        """What the hub said of an act, by its key: "" where it was taken, else the reason."""
        self._socket = dial(context, room.endpoint, room.hub_key, keys)
        self._hello = Hello(PROTOCOL, room.code, room.regime, stream=False)
        self._spoke = 0.0

    def turn(self) -> None:
        """Say what is due and take in what came."""
        if time.monotonic() - self._spoke >= HEARTBEAT:
            self._spoke = time.monotonic()
            self._post(Alive() if self.welcome is not None else self._hello)
        while self._socket.poll(0):
            try:
                self._heed(codec.read_down(self._socket.recv(zmq.NOBLOCK)))
            except BadInput:
                # It listens for two things only; what it cannot read is neither.
                continue

    def sign(self, signed: SignedAct) -> str:
        """Send an act and return its key, under which `answers` will have the hub's word."""
        self._post(Deed(signed.data, signed.signature))
        return content_hash(signed.data)

    def close(self) -> None:
        """Leave without a word."""
        self._socket.close(linger=0)

    def _heed(self, message: Down) -> None:
        match message:
            case Welcome():
                self.welcome = message
            case Declined(key, reason):
                self.answers[key] = reason
            case Confirmed(key):
                self.answers[key] = ""
            case _:
                return

    def _post(self, message: msgspec.Struct) -> None:
        try:
            self._socket.send(codec.encode(message), zmq.NOBLOCK)
        except zmq.Again:
            # The connection does not stand yet; it is said again in a moment.
            self._spoke = 0.0
