"""Rebuilding: what is written in one go from lines is, byte for byte, what the one writer would have written."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feeds.journal import deltas, keyframes, lines, rebuilding
from feeds.journal.reader import Reader
from feeds.journal.rebuilding import Source, rebuild
from feeds.journal.rows import READING, ReadingRow
from feeds.journal.store import Admitted, Journal
from feeds.picture.envelope import Record
from tests.bench import journal_material as material
from tests.feeds.journal.samples import admitted, begin, nights

TABLES = ("meta", "context", "record", "regime", "keyframe", "chunk", "delta", "original")


@pytest.fixture(autouse=True)
def _small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make commits, keyframes and deltas small, so that a short night has many of them."""
    monkeypatch.setattr(keyframes, "FEWEST", 7)
    monkeypatch.setattr(keyframes, "WORTH", 3)
    monkeypatch.setattr(deltas, "APART", 2)
    monkeypatch.setattr(rebuilding, "_BATCH", 7)


def held(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every table's rows."""
    connection = sqlite3.connect(path)
    try:
        return {table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in TABLES}  # noqa: S608 -- the above
    finally:
        connection.close()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(nights(), st.booleans())
def test_rebuilt_is_appended(tmp_path: Path, night: list[Record], reconstructed: bool) -> None:
    """A journal rebuilt from another's lines holds the same bytes in every table, keyframes and deltas too, under the same head."""
    for name in ("one", "other"):
        (tmp_path / name).unlink(missing_ok=True)
    with begin(tmp_path / "one", reconstructed=reconstructed) as journal:
        journal.append(admitted(*night), durable=False)
        journal.build_keyframes()
    with Reader(tmp_path / "one") as reader:
        rows = reader.query(f"SELECT {READING}, salt, erased FROM record ORDER BY sequence", ())  # noqa: S608 -- constants only
        written = [lines.write(cast("ReadingRow", row[:-2]), cast("bytes", row[-2]), None, reader.contexts) for row in rows]
        meta, head = reader.meta, reader.head
    done = rebuild(tmp_path / "other", meta, Source(map(lines.read, written), lambda: head[1], lambda: ()))
    assert (done.records, done.head) == head
    assert held(tmp_path / "other") == held(tmp_path / "one")


def test_the_benchmark_s_journal_is_an_appended_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The long journal that is measured holds the bytes that appending its reports would have left."""
    count = 2_000
    with monkeypatch.context() as patch:
        patch.setattr("os.urandom", bytes)
        material.build(tmp_path / "built", count, 300)
        with Journal.create(tmp_path / "appended", Admitted(material.incident())) as journal:
            journal.append(admitted(*(material.report(number, 300) for number in range(count))), durable=False)
            journal.build_keyframes()
    built = held(tmp_path / "built")
    assert built == held(tmp_path / "appended")
    assert len(built["keyframe"]) > 5
    assert len(built["delta"]) > 100
