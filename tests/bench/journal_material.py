"""What the journal's benchmark is measured on: a stream of position reports, the journal and the peers' files that hold it.

20,000 vessels report in no regular order, so 20,000 rows are live. A long journal is not appended to but rebuilt from its lines, as an
import of a recording is: every table holds the same bytes as after appending (`tests/feeds/journal/test_rebuilding.py` proves it).
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import msgspec
from mcap.reader import make_reader
from mcap.writer import CompressionType, Writer

from feeds.journal.lines import Line
from feeds.journal.meta import Meta
from feeds.journal.rebuilding import Source, rebuild
from feeds.journal.store import Admitted, Journal
from feeds.picture.envelope import Author, AuthorKind, Provenance, Record
from feeds.picture.fold import fold
from feeds.picture.identity import content_hash
from feeds.picture.label import Label
from feeds.picture.picture import Picture
from feeds.picture.place import Track
from feeds.picture.regime import REAL
from feeds.picture.room import Incident

LIVE: Final = 20_000
NOON: Final = 1_795_348_800_000
TICK_MS: Final = 10
COMMIT: Final = 256
"""Records of one commit, at most, when a hub writes (`feeds.hub.intake`)."""

_BULK: Final = 2_000
_AUTHOR: Final = Author("CMC", AuthorKind.MACHINE, "FEED-1")
_LABEL: Final = Label("exercise", "OPEN", "CMC", frozenset({"AUR", "BOR", "CAL"}))


class _Keyed(msgspec.Struct):
    """The least of a record that tells its row."""

    subject: str


_encode: Final = msgspec.msgpack.Encoder().encode
_decode_key: Final = msgspec.msgpack.Decoder(_Keyed).decode
_decode_record: Final = msgspec.msgpack.Decoder(Record).decode


def report(number: int, live: int = LIVE) -> Record:
    """Return one of a stream of position reports over `live` vessels in no regular order."""
    vessel = (number * 2_654_435_761 & 0xFFFFFFFF) * live >> 32 ^ number % 13
    moment = NOON + number * TICK_MS
    at = (20.0 + number % 1_000 / 100, 10.0 + vessel / 10_000)
    body = Track(f"VESSEL {vessel}", "ais", at, course=float(number % 360), speed=number % 200 / 10)
    return Record(
        subject=f"T-{vessel:016d}",
        regime=REAL,
        event=moment,
        author=_AUTHOR,
        body=body,
        key=content_hash(number.to_bytes(8, "big")),
        label=_LABEL,
        origin="CMC",
        known=moment,
        provenance=Provenance("ais", f"{vessel}"),
    )


def incident() -> Record:
    """Return the record that the journal begins with."""
    author = Author("CMC", AuthorKind.HUB, "HUB")
    return Record("IC-1", REAL, NOON, author, Incident("IC-1", "Benchmark", NOON), content_hash(b"incident"), origin="CMC", known=NOON)


def append(path: Path, count: int) -> float:
    """Append `count` records in large commits, and return the seconds spent in it."""
    spent = 0.0
    with Journal.create(path, Admitted(incident())) as journal:
        for start in range(0, count, _BULK):
            items = [Admitted(report(number)) for number in range(start, start + _BULK)]
            began = time.perf_counter()
            journal.append(items, durable=False)
            spent += time.perf_counter() - began
    return spent


def live(path: Path, count: int) -> float:
    """Take `count` records in as a hub does, in its commits, folded, keyframes and deltas kept; return the seconds spent in it."""
    spent, picture = 0.0, Picture(REAL)
    with Journal.create(path, Admitted(incident())) as journal:
        fold(picture, msgspec.structs.replace(incident(), sequence=1))
        for start in range(0, count, COMMIT):
            items = [Admitted(report(number)) for number in range(start, min(start + COMMIT, count))]
            began = time.perf_counter()
            for record in journal.append(items, durable=False):
                fold(picture, record)
            journal.keyframe(picture)
            spent += time.perf_counter() - began
    return spent


def plain(path: Path, count: int) -> float:
    """Write the same records as one MessagePack value each under a unique key, and return the seconds."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("CREATE TABLE record (sequence INTEGER PRIMARY KEY, known INTEGER, kind TEXT, key BLOB UNIQUE, data BLOB)")
    spent = 0.0
    for start in range(0, count, _BULK):
        items = [report(number) for number in range(start, start + _BULK)]
        began = time.perf_counter()
        connection.execute("BEGIN")
        values = [(start + place, item.known, item.kind, bytes.fromhex(item.key), _encode(item)) for place, item in enumerate(items, 1)]
        connection.executemany("INSERT OR IGNORE INTO record VALUES (?, ?, ?, ?, ?)", values)
        connection.execute("COMMIT")
        spent += time.perf_counter() - began
    connection.close()
    return spent


def build(path: Path, count: int, vessels: int, mcap: Path | None = None) -> None:
    """Write a journal of so many reports, and with it an MCAP file of the very same ones.

    The latter as its public writer does by default: chunks of a megabyte, zstd, indexed by time; one MessagePack message a record.
    """
    with ExitStack() as stack:
        writer = None
        if mcap is not None:
            writer = Writer(stack.enter_context(mcap.open("wb")), compression=CompressionType.ZSTD)
            writer.start()
        lines = _lines(count, vessels, writer)
        rebuild(path, Meta("IC-1", "CMC", None, reconstructed=False), Source(lines, lambda: None, lambda: ()))
        if writer is not None:
            writer.finish()


def _lines(count: int, vessels: int, writer: Writer | None) -> Iterator[Line]:
    yield Line(0, incident())
    channel = 0 if writer is None else writer.register_channel("/records", "msgpack", 0)
    for number in range(count):
        record = report(number, vessels)
        if writer is not None:
            moment = record.known * 1_000_000
            writer.add_message(channel, log_time=moment, data=_encode(record), publish_time=moment, sequence=number & 0xFFFFFFFF)
        yield Line(number + 1, record)


def latest(mcap: Path, moment: int) -> float:
    """Return the milliseconds that it takes to read an MCAP file up to a moment, keep each key's latest message and decode those."""
    began = time.perf_counter()
    found: dict[str, bytes] = {}
    with mcap.open("rb") as file:
        for _, _, message in make_reader(file).iter_messages(end_time=moment * 1_000_000 + 1):
            found[_decode_key(message.data).subject] = message.data
    records = [_decode_record(data) for data in found.values()]
    spent = (time.perf_counter() - began) * 1_000
    return spent if records else 0.0
