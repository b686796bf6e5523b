"""How fast records reach forty displays of six audiences: committed in batches, encoded once an audience, over CURVE.

Beside it the same records sent one by one to each display, encoded beforehand, through the same kind of socket. Receivers are another
process. What is counted is records a second until every display has the last one.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from typing import Final, Self

import zmq

from feeds.hub.audience import Stream
from feeds.hub.standing import Standing, standing
from feeds.picture.changes import Change, ChangeSet
from feeds.picture.digest import weight
from feeds.picture.envelope import Author, AuthorKind, Record
from feeds.picture.fold import fold
from feeds.picture.picture import Picture
from feeds.picture.regime import REAL
from feeds.picture.room import Entity, EntityKind, Roster
from feeds.policy import default_policy
from feeds.wire import codec
from feeds.wire.keys import Keys, generate
from tests.bench.ingest import BATCH, records
from tests.bench.row import in_turn, row

DISPLAYS: Final = 40
ENTITIES: Final = ("HOS", "ALF", "BET", "GAM", "DEL", "EPS")
COUNT: Final = 5_120
GOAL: Final = 5.0

_WAIT_MS: Final = 60_000
_END: Final = b"end"


def rows() -> Iterator[dict[str, object]]:
    """Measure in turn."""
    every = records()[:COUNT]
    singles = [codec.encode(record) for record in every]
    ours, theirs = in_turn(lambda: _batched(every), lambda: _one_by_one(singles))
    peer = "ROUTER over CURVE, each record to each display by itself, encoded beforehand"
    yield row("fanout_40_displays", ours, "records/s", peer=peer, peer_value=theirs, goal=GOAL)


def _batched(every: list[Record]) -> float:
    rules = _rules()
    picture = Picture(REAL)
    streams = {entity: Stream(entity, rules, picture, weight) for entity in ENTITIES}
    with _Audience() as audience:
        began = time.perf_counter()
        for start in range(0, COUNT, BATCH):
            changes = [change for record in every[start : start + BATCH] if (change := fold(picture, record)) is not None]
            for entity, data in _batches(streams, changes).items():
                for number, display in enumerate(audience.displays):
                    if ENTITIES[number % len(ENTITIES)] == entity:
                        audience.send(display, data)
        return COUNT / audience.seconds(began)


def _batches(streams: dict[str, Stream], changes: list[Change]) -> dict[str, bytes]:
    merged = ChangeSet(changes)
    weights: dict[int, int] = {}

    def weigh(record: Record) -> int:
        known = weights.get(id(record))
        if known is None:
            known = weights[id(record)] = weight(record)
        return known

    taken = {entity: stream.take(changes, merged, weigh, 0, 1.0) for entity, stream in streams.items()}
    return {entity: data for entity, data in taken.items() if data is not None}


def _one_by_one(singles: list[bytes]) -> float:
    with _Audience() as audience:
        began = time.perf_counter()
        for data in singles:
            for display in audience.displays:
                audience.send(display, data)
        return COUNT / audience.seconds(began)


def _rules() -> Standing:
    entities = tuple(Entity(code, code, EntityKind.NATION, "SECRET", member=True) for code in ENTITIES)
    roster = Record("HALL", REAL, 0, Author("HOS", AuthorKind.HUB, "HUB"), Roster("HALL", "Hall", "HOS", entities), "0" * 64)
    return standing("HALL", "IC-1", REAL, roster, default_policy())


class _Audience:
    """Forty displays in another process, each at a DEALER of its own."""

    def __init__(self) -> None:
        self._hub = generate("HUB")

    def __enter__(self) -> Self:
        self._context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()
        self._router = self._context.socket(zmq.ROUTER)
        self._router.curve_secretkey = self._hub.curve_secret.encode()
        self._router.curve_publickey = self._hub.curve_key.encode()
        self._router.curve_server = True
        for option, value in ((zmq.ROUTER_MANDATORY, 1), (zmq.SNDHWM, 100_000), (zmq.RCVTIMEO, _WAIT_MS), (zmq.SNDTIMEO, _WAIT_MS)):
            self._router.setsockopt(option, value)
        port = self._router.bind_to_random_port("tcp://127.0.0.1")
        self._pipe, theirs = multiprocessing.Pipe()
        context = multiprocessing.get_context("spawn")
        self._process = context.Process(target=_receive, args=(theirs, port, self._hub), daemon=True)
        self._process.start()
        self.displays = [self._router.recv_multipart()[0] for _ in range(DISPLAYS)]
        return self

    def send(self, display: bytes, data: bytes) -> None:
        """Send one display a message."""
        self._router.send_multipart((display, data))

    def seconds(self, began: float) -> float:
        """Return how long it took until every display had everything."""
        for display in self.displays:
            self.send(display, _END)
        self._pipe.recv()
        return time.perf_counter() - began

    def __exit__(self, *_: object) -> None:
        self._process.join(_WAIT_MS / 1000)
        self._context.destroy(linger=0)


def _receive(pipe: Connection, port: int, hub: Keys) -> None:
    with zmq.Context() as context:
        poller = zmq.Poller()
        open_ones = []
        for number in range(DISPLAYS):
            keys = generate(f"D{number}")
            socket = context.socket(zmq.DEALER)
            socket.curve_serverkey = hub.curve_key.encode()
            socket.curve_publickey = keys.curve_key.encode()
            socket.curve_secretkey = keys.curve_secret.encode()
            socket.setsockopt(zmq.LINGER, 0)
            socket.setsockopt(zmq.RCVHWM, 100_000)
            socket.connect(f"tcp://127.0.0.1:{port}")
            socket.send(b"hello")
            poller.register(socket, zmq.POLLIN)
            open_ones.append(socket)
        left = set(open_ones)
        while left:
            for socket, _ in poller.poll(_WAIT_MS):
                _take(socket, left)
        pipe.send("done")
        for socket in open_ones:
            socket.close(linger=0)


def _take(socket: zmq.Socket[bytes], left: set[zmq.Socket[bytes]]) -> None:
    for _ in range(1_000):
        try:
            if socket.recv(zmq.NOBLOCK) == _END:
                left.discard(socket)
        except zmq.Again:
            return
