"""The journal: writing it, its size, and the picture at K in a million records with 20,000 live rows.

Beside the picture at K stands folding from zero to the same K. Beside writing and size stands the obvious table: each record as one
MessagePack value with a unique key, duplicates ignored, in Python's own sqlite3; without a chain, without salts, nothing to erase.
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path
from typing import Final

import msgspec

from feeds.journal.reader import Reader
from feeds.journal.store import Admitted, Journal
from feeds.picture.envelope import Author, AuthorKind, Provenance, Record
from feeds.picture.identity import content_hash
from feeds.picture.label import Label
from feeds.picture.place import Track
from feeds.picture.regime import REAL
from feeds.picture.room import Incident
from tests.bench.row import row

RECORDS: Final = 1_000_000
LIVE: Final = 20_000
BATCH: Final = 2_000
NOON: Final = 1_795_348_800_000
SEEKS: Final = 41
WRITTEN: Final = 100_000
RUNS: Final = 5

_AUTHOR: Final = Author("CMC", AuthorKind.MACHINE, "FEED-1")
_LABEL: Final = Label("exercise", "OPEN", "CMC", frozenset({"AUR", "BOR", "CAL"}))


def rows() -> list[dict[str, object]]:
    """The benchmark's rows, in the form of results.json."""
    with tempfile.TemporaryDirectory() as folder:
        return [*_writing(Path(folder)), *_seeking(Path(folder) / "million")]


def _report(number: int) -> Record:
    """Return one of a stream of position reports over LIVE vessels in no regular order."""
    vessel = (number * 2_654_435_761 & 0xFFFFFFFF) * LIVE >> 32 ^ number % 13
    moment = NOON + number * 10
    at = (20.0 + number % 1_000 / 100, 10.0 + vessel / 1_000)
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


def _begin(path: Path) -> Journal:
    author = Author("CMC", AuthorKind.HUB, "HUB")
    body = Incident("IC-1", "Benchmark", NOON)
    return Journal.create(path, Admitted(Record("IC-1", REAL, NOON, author, body, content_hash(b"incident"), origin="CMC", known=NOON)))


def _fill(path: Path, count: int) -> float:
    """Write `count` records and return the seconds spent in appending them."""
    spent = 0.0
    with _begin(path) as journal:
        for start in range(0, count, BATCH):
            items = [Admitted(_report(number)) for number in range(start, start + BATCH)]
            began = time.perf_counter()
            journal.append(items, durable=False)
            spent += time.perf_counter() - began
    return spent


def _plain(path: Path, count: int) -> float:
    """Write the same records as one MessagePack value each under a unique key, and return the seconds."""
    encode = msgspec.msgpack.Encoder().encode
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("CREATE TABLE record (sequence INTEGER PRIMARY KEY, known INTEGER, kind TEXT, key BLOB UNIQUE, data BLOB)")
    spent = 0.0
    for start in range(0, count, BATCH):
        items = [_report(number) for number in range(start, start + BATCH)]
        began = time.perf_counter()
        connection.execute("BEGIN")
        values = [(start + place, item.known, item.kind, bytes.fromhex(item.key), encode(item)) for place, item in enumerate(items, 1)]
        connection.executemany("INSERT OR IGNORE INTO record VALUES (?, ?, ?, ?, ?)", values)
        connection.execute("COMMIT")
        spent += time.perf_counter() - began
    connection.close()
    return spent


def _writing(folder: Path) -> list[dict[str, object]]:
    ours, theirs = [], []
    for run in range(RUNS):
        ours.append(WRITTEN / _fill(folder / f"ours{run}", WRITTEN))
        theirs.append(WRITTEN / _plain(folder / f"plain{run}", WRITTEN))
    size = (folder / "ours0").stat().st_size / WRITTEN
    plain = (folder / "plain0").stat().st_size / WRITTEN
    peer = "sqlite3, one table, unique key"
    return [
        row("ingest_journal", statistics.median(ours), "records/s", peer=peer, peer_value=statistics.median(theirs), goal=1.0),
        row("journal_bytes", size, "bytes a record", peer=peer, peer_value=plain, goal=1.0, smaller_is_better=True),
    ]


def _seeking(path: Path) -> list[dict[str, object]]:
    """Build a million records with keyframes and measure the picture at K against folding from zero."""
    _fill(path, RECORDS)
    plain = path.stat().st_size
    with Journal.open(path) as journal:
        journal.build_keyframes()
    added = (path.stat().st_size - plain) / RECORDS
    chance = random.Random(1)
    with Reader(path) as reader:
        reader.picture()
        seeks = sorted(_picture(reader, NOON + chance.randrange(RECORDS // 20, RECORDS) * 10) for _ in range(SEEKS))
        zero, framed = [], []
        for run in range(RUNS):
            moment = NOON + (run + 1) * RECORDS // RUNS * 10 - 5
            framed.append(_picture(reader, moment))
            zero.append(_picture(reader, moment, from_zero=True))
    p50, p95 = seeks[len(seeks) // 2], seeks[int(len(seeks) * 0.95)]
    ratio_row = row(
        "state_at_1e6",
        statistics.median(framed),
        "ms",
        peer="folding from zero",
        peer_value=statistics.median(zero),
        goal=10.0,
        goal_value=105.0,
        smaller_is_better=True,
    )
    return [
        ratio_row,
        row("state_at_1e6_p50", p50, "ms", goal_value=45.0, smaller_is_better=True),
        row("state_at_1e6_p95", p95, "ms", goal_value=105.0, smaller_is_better=True),
        row("journal_bytes_keyframes", added, "bytes a record", smaller_is_better=True),
    ]


def _picture(reader: Reader, moment: int, *, from_zero: bool = False) -> float:
    """Return the milliseconds that the picture at a moment takes."""
    began = time.perf_counter()
    reader.picture(known_at=moment, from_zero=from_zero)
    return (time.perf_counter() - began) * 1_000
