"""The journal: writing it, its size, replaying it, and what was known at K in a million and in ten million records.

20,000 vessels report in no regular order, so 20,000 rows are live. The peers keep the very same records: `mcap`, its public reader and
writer with zstd, one MessagePack message a record, read up to K for the latest of each key (only the key of each message is decoded,
and the whole of the latest ones); and Python's own sqlite3, one table with a unique key, without a chain or anything to erase.
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec
from mcap.reader import make_reader
from mcap.writer import CompressionType, Writer

from feeds.journal.archive import compact
from feeds.journal.lines import Line
from feeds.journal.meta import Meta
from feeds.journal.reader import Reader
from feeds.journal.rebuilding import Source, rebuild
from feeds.journal.replay import Tape
from feeds.journal.store import Admitted, Journal
from feeds.picture.envelope import Author, AuthorKind, Provenance, Record
from feeds.picture.identity import content_hash
from feeds.picture.label import Label
from feeds.picture.place import Track
from feeds.picture.regime import REAL
from feeds.picture.room import Incident
from tests.bench.row import row

MILLION: Final = 1_000_000
LIVE: Final = 20_000
BATCH: Final = 2_000
NOON: Final = 1_795_348_800_000
SEEKS: Final = 61
WRITTEN: Final = 100_000
RUNS: Final = 5
TICK_MS: Final = 10

_AUTHOR: Final = Author("CMC", AuthorKind.MACHINE, "FEED-1")
_LABEL: Final = Label("exercise", "OPEN", "CMC", frozenset({"AUR", "BOR", "CAL"}))
_MCAP: Final = "mcap (zstd), latest of each key"
_encode: Final = msgspec.msgpack.Encoder().encode

Rows = list[dict[str, object]]


class _Keyed(msgspec.Struct):
    """The least of a record that tells its row."""

    subject: str


_decode_key: Final = msgspec.msgpack.Decoder(_Keyed).decode
_decode_record: Final = msgspec.msgpack.Decoder(Record).decode


def rows() -> Rows:
    """The benchmark's rows, in the form of results.json."""
    found: Rows = []
    with tempfile.TemporaryDirectory() as folder:
        found += _writing(Path(folder))
    # One journal after another: none needs more than six gigabytes of disk at a time.
    for count, live in ((MILLION, LIVE), (10 * MILLION, LIVE), (MILLION, 10 * LIVE)):
        with tempfile.TemporaryDirectory() as folder:
            found += _seeking(Path(folder), count, live)
    return found


def _report(number: int, live: int = LIVE) -> Record:
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


def _incident() -> Record:
    author = Author("CMC", AuthorKind.HUB, "HUB")
    return Record("IC-1", REAL, NOON, author, Incident("IC-1", "Benchmark", NOON), content_hash(b"incident"), origin="CMC", known=NOON)


def _append(path: Path, count: int) -> float:
    """Append `count` records as a hub does, and return the seconds spent in it."""
    spent = 0.0
    with Journal.create(path, Admitted(_incident())) as journal:
        for start in range(0, count, BATCH):
            items = [Admitted(_report(number)) for number in range(start, start + BATCH)]
            began = time.perf_counter()
            journal.append(items, durable=False)
            spent += time.perf_counter() - began
    return spent


def _plain(path: Path, count: int) -> float:
    """Write the same records as one MessagePack value each under a unique key, and return the seconds."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("CREATE TABLE record (sequence INTEGER PRIMARY KEY, known INTEGER, kind TEXT, key BLOB UNIQUE, data BLOB)")
    spent = 0.0
    for start in range(0, count, BATCH):
        items = [_report(number) for number in range(start, start + BATCH)]
        began = time.perf_counter()
        connection.execute("BEGIN")
        values = [(start + place, item.known, item.kind, bytes.fromhex(item.key), _encode(item)) for place, item in enumerate(items, 1)]
        connection.executemany("INSERT OR IGNORE INTO record VALUES (?, ?, ?, ?, ?)", values)
        connection.execute("COMMIT")
        spent += time.perf_counter() - began
    connection.close()
    return spent


def _write_mcap(path: Path, count: int, live: int) -> None:
    """Write the same records into an MCAP file as its public writer does by default: chunks of a megabyte, zstd, indexed by time."""
    with path.open("wb") as file:
        writer = Writer(file, compression=CompressionType.ZSTD)
        writer.start()
        channel = writer.register_channel("/records", "msgpack", 0)
        for number in range(count):
            record = _report(number, live)
            moment = record.known * 1_000_000
            writer.add_message(channel, log_time=moment, data=_encode(record), publish_time=moment, sequence=number & 0xFFFFFFFF)
        writer.finish()


def _writing(folder: Path) -> Rows:
    ours, theirs = [], []
    for run in range(RUNS):
        ours.append(WRITTEN / _append(folder / f"ours{run}", WRITTEN))
        theirs.append(WRITTEN / _plain(folder / f"plain{run}", WRITTEN))
    compact(folder / "ours0", folder / "archive")
    _write_mcap(folder / "mcap", WRITTEN, LIVE)
    replayed = [WRITTEN / _replay(folder / "ours0") for _ in range(RUNS)]
    size, plain, packed, zstd = ((folder / name).stat().st_size / WRITTEN for name in ("ours0", "plain0", "archive", "mcap"))
    peer, unit = "sqlite3, one table, unique key", "bytes a record"
    ingest = statistics.median(ours)
    return [
        row("ingest_journal", ingest, "records/s", peer=peer, peer_value=statistics.median(theirs), goal=1.0),
        row("replay_rate", statistics.median(replayed), "records/s", peer="live ingest", peer_value=ingest, goal=1.0),
        row("journal_bytes_live", size, unit, peer=peer, peer_value=plain, goal=1.0, smaller_is_better=True),
        row("journal_bytes", packed, unit, peer="mcap (zstd)", peer_value=zstd, goal=1.0, smaller_is_better=True),
    ]


def _replay(path: Path) -> float:
    """Return the seconds that a tape takes from its beginning to its end, a hundred moments on the way, digest and changes included."""
    with Reader(path) as reader:
        tape = Tape(reader)
        tape.seek_to(1)
        span = tape.last - tape.first
        began = time.perf_counter()
        for turn in range(1, 101):
            tape.advance(tape.first + span * turn // 100)
        return time.perf_counter() - began


def _seeking(folder: Path, count: int, live: int) -> Rows:
    """Build a journal and its peer's file, and measure the picture at K."""
    path, peer = folder / "journal", folder / "mcap"
    lines = (Line(number, _incident() if number == 0 else _report(number - 1, live)) for number in range(count + 1))
    rebuild(path, Meta("IC-1", "CMC", None, reconstructed=False), Source(lines, lambda: None, lambda: ()))
    suffix = {MILLION: "1e6", 10 * MILLION: "1e7"}[count]
    if live != LIVE:
        return [_quantile(f"state_at_{suffix}_200k_rows", seeks := _random_seeks(path, count), 0.5), _slope(seeks)]
    _write_mcap(peer, count, live)
    seeks = _random_seeks(path, count)
    _BASE.setdefault("p50", seeks[len(seeks) // 2])
    found = [_against_mcap(f"state_at_{suffix}", path, peer, count)]
    found += [_quantile(f"state_at_{suffix}_p50", seeks, 0.5), _quantile(f"state_at_{suffix}_p95", seeks, 0.95, goal_value=100.0)]
    if count == MILLION:
        return [*found, _against_folding(path, count)]
    ratio = seeks[len(seeks) // 2] / _BASE["p50"]
    return [*found, row("state_at_1e7_over_1e6", ratio, "times", goal_value=2.0, smaller_is_better=True)]


_BASE: Final[dict[str, float]] = {}
"""The median at a million records, which the others are measured by."""


def _random_seeks(path: Path, count: int) -> list[float]:
    """Return the milliseconds of the picture at random moments, in ascending order."""
    chance = random.Random(1)
    with Reader(path) as reader:
        reader.picture()
        return sorted(_picture(reader, NOON + chance.randrange(count // 20, count) * TICK_MS) for _ in range(SEEKS))


def _quantile(name: str, seeks: list[float], share: float, goal_value: float | None = None) -> dict[str, object]:
    return row(name, seeks[int(len(seeks) * share)], "ms", goal_value=goal_value, smaller_is_better=True)


def _slope(seeks: list[float]) -> dict[str, object]:
    """Return what ten times the rows cost: ten means in proportion."""
    return row("state_at_rows_slope", seeks[len(seeks) // 2] / _BASE["p50"], "times, for 10 times the rows", smaller_is_better=True)


def _moments(count: int) -> Iterator[int]:
    """Yield moments that lie evenly over the journal, for runs in turn."""
    return (NOON + (2 * run + 1) * count // (2 * RUNS) * TICK_MS for run in range(RUNS))


def _against_mcap(name: str, path: Path, peer: Path, count: int) -> dict[str, object]:
    ours, theirs = [], []
    with Reader(path) as reader:
        reader.picture()
        for moment in _moments(count):
            ours.append(_picture(reader, moment))
            theirs.append(_latest(peer, moment))
    value, other = statistics.median(ours), statistics.median(theirs)
    return row(name, value, "ms", peer=_MCAP, peer_value=other, goal=20.0, goal_value=100.0, smaller_is_better=True)


def _against_folding(path: Path, count: int) -> dict[str, object]:
    ours, zero = [], []
    with Reader(path) as reader:
        reader.picture()
        for moment in _moments(count):
            ours.append(_picture(reader, moment))
            zero.append(_picture(reader, moment, from_zero=True))
    value, other = statistics.median(ours), statistics.median(zero)
    return row("state_at_1e6_folding", value, "ms", peer="folding from zero", peer_value=other, goal=20.0, smaller_is_better=True)


def _latest(peer: Path, moment: int) -> float:
    """Return the milliseconds that it takes to read an MCAP file up to a moment, keep each key's latest message and decode those."""
    began = time.perf_counter()
    latest: dict[str, bytes] = {}
    with peer.open("rb") as file:
        for _, _, message in make_reader(file).iter_messages(end_time=moment * 1_000_000 + 1):
            latest[_decode_key(message.data).subject] = message.data
    found = [_decode_record(data) for data in latest.values()]
    spent = (time.perf_counter() - began) * 1_000
    return spent if found else 0.0


def _picture(reader: Reader, moment: int, *, from_zero: bool = False) -> float:
    """Return the milliseconds that the picture at a moment takes, its digest included."""
    began = time.perf_counter()
    picture, _ = reader.picture(known_at=moment, from_zero=from_zero)
    picture.digest.root()
    return (time.perf_counter() - began) * 1_000
