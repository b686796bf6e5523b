"""The hub's loop: one thread, two sockets (the door and the peers), no lock.

ROUTER, because it can refuse, cut off and bound each peer by itself; a PUB socket drops in silence. It always binds.
Deliberately absent: what messages lead to (`feeds.hub.desk`).
"""

from __future__ import annotations

import math
import os
import time
from pathlib import Path

import zmq

from feeds.errors import Refused, WatchroomError
from feeds.hub.desk import Desk
from feeds.hub.house import House
from feeds.hub.intake import COMMIT_EVERY, complain
from feeds.hub.opening import differing, open_house
from feeds.hub.watch import Assess, Watch
from feeds.hub.zap import DOMAIN, Doorkeeper
from feeds.room import HUB, Room, load_room
from feeds.wire.keys import Keys
from feeds.wire.protocol import HEARTBEAT, MAX_MESSAGE

DRAIN = 0.01
"""Seconds for which messages are taken in one turn, so that a busy feed keeps nobody's batches and heartbeats back."""

TURN = 0.2
"""Seconds of the longest wait: so late a hub hears that it is to end."""

SEND_MOST = 256
"""Messages that may wait in libzmq for one peer before it counts as lagging."""

_OWING = 0.005


class Hub:
    """A running hub. `run` returns when `stop` was called."""

    def __init__(self, room: Room, assess: Assess | None = None) -> None:
        """Open the room's journal and bind its endpoint.

        Raises:
            Refused: another hub has the journal or the endpoint.
            WatchroomError: the room, its keys or its journal are not as they should be.

        """
        self.room = room
        keys = room.keys(HUB)
        self._context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()
        self._doorkeeper = Doorkeeper(self._context)
        house: House | None = None
        try:
            self._router = bound(self._context, room.endpoint, keys)
            house = open_house(room)
            self.watch = Watch(house, assess) if assess is not None else Watch(house)
            self.desk = Desk(house, self.watch, self._send, self._look_at_files)
            self.desk.intake.guarded(self.watch.look)
        except BaseException:
            if house is not None:
                house.close()
            self._context.destroy(linger=0)
            raise
        self.house = house
        self._doorkeeper.allowed = house.standing.curve_keys
        self._stopping = False
        self._files = _stamps(room)
        self._beat_at = 0.0

    @property
    def endpoint(self) -> str:
        """Return where the hub listens."""
        return self.room.endpoint

    @property
    def journal(self) -> Path:
        """Return the journal's file."""
        return self.house.journal.path

    def stop(self) -> None:
        """Ask `run` to return. May be called from a signal handler or another thread."""
        self._stopping = True

    def run(self) -> None:
        """Serve until `stop`, then commit what was taken in and close."""
        poller = zmq.Poller()
        poller.register(self._doorkeeper.socket, zmq.POLLIN)
        poller.register(self._router, zmq.POLLIN)
        owing = False
        try:
            while not self._stopping:
                poller.poll(math.ceil(self._wait(owing=owing) * 1000.0))
                self._doorkeeper.answer()
                self._drain()
                self.desk.turn()
                if time.monotonic() - self._beat_at >= HEARTBEAT:
                    self._beat_at = time.monotonic()
                    self._look_at_files()
                    self.desk.beat()
                owing = self.desk.connected.pump() or self.desk.asking.looking
        finally:
            self.close()

    def close(self) -> None:
        """Commit what waits and close journal and sockets."""
        if self._context.closed:
            return
        self.desk.intake.flush()
        self.house.close()
        self._context.destroy(linger=100)

    def _wait(self, *, owing: bool) -> float:
        """Return how many seconds may pass before something is due."""
        if owing:
            return _OWING
        if self.desk.intake.waiting:
            return COMMIT_EVERY / 4
        now = time.monotonic()
        waits = [TURN, HEARTBEAT - (now - self._beat_at)]
        if self.watch.resting is not None:
            waits.append(self.watch.resting - now)
        if self.watch.due is not None and self.house.clock.speed:
            waits.append((self.watch.due - self.house.clock.now()) / 1000.0)
        return max(0.0, min(waits))

    def _drain(self) -> None:
        until = time.monotonic() + DRAIN
        while time.monotonic() < until:
            try:
                frames = self._router.recv_multipart(zmq.NOBLOCK, copy=False)
            except zmq.Again:
                return
            if len(frames) == 2:  # noqa: PLR2004 -- routing id and message; anything else is no peer of ours
                key = frames[1].get("User-Id")
                self.desk.heed(frames[0].bytes, str(key), frames[1].bytes)

    def _send(self, routing: bytes, data: bytes) -> bool:
        try:
            self._router.send_multipart((routing, data), zmq.NOBLOCK)
        except zmq.Again:
            return False
        except zmq.ZMQError as error:
            if error.errno != zmq.EHOSTUNREACH:
                raise
            # The connection is gone: nobody is there to be slow.
            self.desk.forget(routing)
        return True

    def _look_at_files(self) -> None:
        """Journal what changed in the room's files: that is how an officer is added, and how a key is revoked."""
        stamps = _stamps(self.room)
        if stamps == self._files:
            return
        self._files = stamps
        try:
            room = load_room(self.room.folder)
            if room.code != self.room.code or room.regime != self.room.regime:
                raise Refused(str(room.folder), "a running hub's room cannot become another", room.code, self.room.code)
            rows = differing(room, self.house.picture, self.house.clock.now())
            self.room = room
            if rows:
                self.desk.regoverned(rows)
                self._doorkeeper.allowed = self.house.standing.curve_keys
        except WatchroomError as error:
            complain(error)


def bound(context: zmq.Context[zmq.Socket[bytes]], endpoint: str, keys: Keys) -> zmq.Socket[bytes]:
    """Return a ROUTER bound to an endpoint, guarded and bounded.

    Raises:
        Refused: somebody else listens there, or nobody can.

    """
    router = context.socket(zmq.ROUTER)
    router.curve_secretkey = keys.curve_secret.encode()
    router.curve_publickey = keys.curve_key.encode()
    router.curve_server = True
    router.setsockopt(zmq.ZAP_DOMAIN, DOMAIN.encode())
    for option, value in (
        (zmq.LINGER, 0),
        (zmq.ROUTER_MANDATORY, 1),
        (zmq.SNDTIMEO, 0),
        (zmq.SNDHWM, SEND_MOST),
        (zmq.RCVHWM, 256),
        (zmq.MAXMSGSIZE, MAX_MESSAGE),
        (zmq.HANDSHAKE_IVL, 3_000),
        (zmq.HEARTBEAT_IVL, 500),
        (zmq.HEARTBEAT_TIMEOUT, 1_500),
    ):
        router.setsockopt(option, value)
    try:
        router.bind(endpoint)
    except zmq.ZMQError as error:
        raise Refused("hub", f"cannot listen: {error}", endpoint, "a free address; another hub may be running") from error
    return router


def _stamps(room: Room) -> tuple[tuple[str, int, int], ...]:
    return tuple((str(path), stat.st_mtime_ns, stat.st_ino) for path in room.sources if (stat := _stat(path)) is not None)


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None
