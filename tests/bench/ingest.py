"""How fast a display takes records in: receive over CURVE, decode, fold, and the digest at each heartbeat's pace, in batches.

Beside it the plain receiving of the same records over CURVE, one a message, not even decoded. Both are sent by another process
that has everything encoded beforehand.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from typing import Final, Self

import zmq

from feeds.picture.digest import digest_of
from feeds.picture.envelope import Author, AuthorKind, Record
from feeds.picture.identity import content_hash
from feeds.picture.label import Label
from feeds.picture.place import Track
from feeds.picture.regime import REAL
from feeds.wire import codec
from feeds.wire.follow import Follower, Verdict
from feeds.wire.keys import Keys, generate
from feeds.wire.mirror import Mirror
from feeds.wire.protocol import Batch, Part
from tests.bench.row import in_turn, row

COUNT: Final = 102_400
VESSELS: Final = 5_000
BATCH: Final = 256
EPOCH: Final = "0" * 16
NOW: Final = 1_790_000_000_000
CHECK_EVERY: Final = 0.5
"""Seconds between two comparisons of digests: a hub's heartbeat."""

_WAIT_MS: Final = 60_000


def records() -> list[Record]:
    """Return position reports of 5,000 vessels, in the order they would come."""
    label = Label("ROOM", "RESTRICTED", "HOS", frozenset({"ALF", "BET"}))
    author = Author("HOS", AuthorKind.MACHINE, "FEED")
    return [
        Record(
            subject=f"T-{number % VESSELS:016d}",
            regime=REAL,
            event=NOW + number,
            author=author,
            body=Track(f"V {number % VESSELS}", "AIS", (-123.0 + (number % 997) / 1e3, -46.0 + number / 1e6), course=float(number % 360)),
            key=content_hash(number.to_bytes(8, "big")),
            label=label,
            origin="HALL",
            sequence=number + 1,
            known=NOW + number,
        )
        for number in range(COUNT)
    ]


def rows() -> Iterator[dict[str, object]]:
    """Measure in turn."""
    every = records()
    final = digest_of({record.row: record for record in every}.values()).root()
    batches = [_batch(every[start : start + BATCH], start, final) for start in range(0, COUNT, BATCH)]
    singles = [codec.encode(record) for record in every]
    ours, theirs = in_turn(lambda: _taken_in(batches, final), lambda: _received(singles))
    yield row(
        "ingest_records",
        ours,
        "records/s",
        peer="pyzmq raw receive over CURVE, a record a message, not decoded",
        peer_value=theirs,
        goal=GOAL,
    )


GOAL: Final = 1.0


def _batch(part: list[Record], start: int, digest: str) -> bytes:
    return codec.encode(Batch(EPOCH, start + 1, start + len(part), digest, NOW, 1.0, tuple(part)))


def _taken_in(batches: list[bytes], final: str) -> float:
    """Return records a second from the first byte to a checked digest."""
    mirror, follower = Mirror(REAL), Follower(0.0, wants=True)
    follower.part(Part(EPOCH, 0, 0, last=True, rows=0, records=(), digest=final, now=NOW, speed=1.0), 0.0)
    with _Sender(batches) as sender:
        began = checked = time.perf_counter()
        for _ in batches:
            message = codec.read_down(sender.receive())
            if not isinstance(message, Batch) or follower.batch(message, began) is not Verdict.TAKE:
                raise AssertionError(message)
            mirror.take(message)
            now = time.perf_counter()
            if now - checked > CHECK_EVERY:
                checked = now
                mirror.picture.digest.root()
        if not mirror.in_step:
            raise AssertionError(mirror.picture.digest.root())
        return COUNT / (time.perf_counter() - began)


def _received(singles: list[bytes]) -> float:
    with _Sender(singles) as sender:
        began = time.perf_counter()
        for _ in singles:
            sender.receive()
        return COUNT / (time.perf_counter() - began)


class _Sender:
    """Another process that sends messages over CURVE once they are asked for."""

    def __init__(self, messages: list[bytes]) -> None:
        self._messages = messages
        self._keys, self._hub = generate("DISPLAY"), generate("HUB")

    def __enter__(self) -> Self:
        ours, theirs = multiprocessing.Pipe()
        context = multiprocessing.get_context("fork")
        self._process = context.Process(target=_send, args=(theirs, self._hub, self._messages), daemon=True)
        self._process.start()
        endpoint = ours.recv()
        self._context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()
        self._socket = self._context.socket(zmq.DEALER)
        self._socket.curve_serverkey = self._hub.curve_key.encode()
        self._socket.curve_publickey = self._keys.curve_key.encode()
        self._socket.curve_secretkey = self._keys.curve_secret.encode()
        self._socket.setsockopt(zmq.RCVTIMEO, _WAIT_MS)
        self._socket.connect(endpoint)
        self._socket.send(b"hello")
        self._socket.recv()
        self._socket.send(b"go")
        return self

    def receive(self) -> bytes:
        """Return the next message."""
        return self._socket.recv()

    def __exit__(self, *_: object) -> None:
        self._socket.send(b"bye")
        self._process.join(_WAIT_MS / 1000)
        self._context.destroy(linger=0)


def _send(pipe: Connection, keys: Keys, messages: list[bytes]) -> None:
    with zmq.Context() as context, context.socket(zmq.DEALER) as socket:
        socket.curve_secretkey = keys.curve_secret.encode()
        socket.curve_publickey = keys.curve_key.encode()
        socket.curve_server = True
        socket.setsockopt(zmq.RCVTIMEO, _WAIT_MS)
        pipe.send(f"tcp://127.0.0.1:{socket.bind_to_random_port('tcp://127.0.0.1')}")
        socket.recv()
        socket.send(b"ready")
        socket.recv()
        for message in messages:
            socket.send(message)
        socket.recv()
