"""Verification: what was done to a file is named, what is left is said, and nothing ends in a traceback."""

from __future__ import annotations

import random
import sqlite3
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import apsw
import msgspec
import pytest

from feeds.errors import Misuse, Refused, WatchroomError
from feeds.journal import deltas, keyframes
from feeds.journal.reader import Reader
from feeds.journal.store import Admitted, Journal
from feeds.journal.verify import LISTED, verify
from feeds.picture.fold import fold_all
from feeds.picture.night import LogEntry
from tests.feeds.journal.samples import HUB, NOON, admitted, alike, begin_whole, noted, observed, observed_bytes

COUNT = 60


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the path of a journal of some sixty records with originals and keyframes."""
    monkeypatch.setattr(keyframes, "FEWEST", 9)
    monkeypatch.setattr(keyframes, "WORTH", 3)
    monkeypatch.setattr(deltas, "APART", 3)
    path = tmp_path / "j"
    with begin_whole(path) as made:
        made.append([Admitted(observed(number, subject=number % 7), observed_bytes(number)) for number in range(COUNT - 20)], durable=False)
        made.append(admitted(*(noted(number, subject=number % 3) for number in range(100, 117))), durable=True)
        made.build_keyframes()
    return path


def alter(path: Path, *statements: str) -> None:
    """Do something to the file behind the program's back."""
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_sound(journal: Path) -> None:
    """An untouched journal is sound, and its head is the writer's."""
    verdict = verify(journal)
    assert (verdict.ok, verdict.records, verdict.problems) == (True, COUNT, ())
    with Journal.open(journal) as made:
        assert verdict.head == made.head


@pytest.mark.parametrize(
    "change",
    [
        "known = known + 1",
        "event = event - 1",
        "kind = 'feature'",
        "subject = 'T-9999'",
        "origin = 'ESK'",
        "origin_sequence = 999",
        "regime = 'EXERCISE:X'",
        "key = zeroblob(32)",
        "original = zeroblob(32)",
        "context = (SELECT max(id) FROM context)",
        "header = x'80'",
        "body = (SELECT body FROM record WHERE sequence = 31)",
        "salt = zeroblob(16)",
        "link = zeroblob(32)",
        "body = NULL",
        "body = NULL, salt = NULL, erased = zeroblob(32)",
        "event = 'noon'",
        "kind = x'ff'",
        "kind = CAST(x'ff' AS TEXT)",
        "link = 'text'",
    ],
)
def test_any_altered_column_is_named(journal: Path, change: str) -> None:
    """Whatever column of a record is altered, the record is named and what lies before it is sound."""
    alter(journal, f"UPDATE record SET {change} WHERE sequence = 30")  # noqa: S608 -- the list above
    verdict = verify(journal)
    assert not verdict.ok
    assert verdict.problems[0].sequence == 30
    assert verdict.records == 29
    assert all(problem.sequence in {0, 30, 31} for problem in verdict.problems), verdict.problems


@pytest.mark.parametrize(
    ("statement", "at"),
    [
        ("DELETE FROM record WHERE sequence = 30", 31),
        ("DELETE FROM record WHERE sequence = 1", 2),
        ("UPDATE record SET sequence = 1000 WHERE sequence = 30", 31),
        ("UPDATE context SET data = x'00'", 0),
        ("DELETE FROM context", 1),
        ("DELETE FROM regime", 1),
        ("UPDATE meta SET value = 'other' WHERE name = 'incident'", 1),
        ("UPDATE meta SET value = 'TEST' WHERE name = 'regime'", 1),
        ("DELETE FROM meta", 0),
        ("UPDATE original SET data = x'00', packed = 0 WHERE rowid = 1", 4),
        ("UPDATE original SET packed = 0", 4),
        ("DELETE FROM record", 0),
        ("UPDATE chunk SET data = x'00'", 10),
        ("UPDATE keyframe SET data = x'80' WHERE position = (SELECT min(position) FROM keyframe)", 3),
        ("UPDATE keyframe SET position = position + 1 WHERE position = (SELECT max(position) FROM keyframe)", 9),
        ("UPDATE delta SET data = x'00' WHERE position = (SELECT max(position) FROM delta)", 9),
        ("UPDATE delta SET position = position + 1 WHERE position = (SELECT max(position) FROM delta)", 9),
        ("DROP TABLE keyframe", 0),
    ],
)
def test_what_was_done_to_the_file_is_named(journal: Path, statement: str, at: int) -> None:
    """Records taken out, renumbered or moved, and everything beside the chain, are found where they are."""
    alter(journal, statement)
    verdict = verify(journal)
    assert not verdict.ok
    assert any(problem.sequence >= at for problem in verdict.problems), verdict.problems


def test_records_taken_off_the_end_show_in_the_head(journal: Path) -> None:
    """A chain cut at its end is sound as far as it goes; only the head, written down elsewhere, tells."""
    before = verify(journal)
    alter(journal, "DELETE FROM keyframe", "DELETE FROM record WHERE sequence > 50")
    after = verify(journal)
    assert (after.ok, after.records) == (True, 50)
    assert after.head != before.head


def test_a_swapped_keyframe_is_found(journal: Path) -> None:
    """A keyframe whose chunks are whole but belong elsewhere would show a wrong picture: it is a problem."""
    alter(journal, "UPDATE keyframe SET data = (SELECT data FROM keyframe ORDER BY position LIMIT 1)")
    assert any("keyframe" in problem.what for problem in verify(journal).problems)


def test_a_delta_that_names_other_rows_is_found(journal: Path) -> None:
    """A delta that is whole, and follows from the mark before it, but names another record or another row, is a problem."""
    with Reader(journal) as reader:
        frames = list(deltas.along(reader._connection, "REAL"))
    before, after = [pair for pair in pairwise(frames) if pair[1].base != pair[1].position][-1]
    sound = deltas.between(before, after)
    assert sound is not None
    kind, table = next(iter(sound.tables.items()))
    older, elsewhere = table.sequences.copy(), table.rows.copy()
    older[-1] -= 1
    elsewhere[-1] = (elsewhere[-1] + 1) % len(before.tables[kind].sequences)
    for wrong in (table._replace(sequences=older), table._replace(rows=elsewhere)):
        connection = apsw.Connection(str(journal))
        deltas.write(connection, sound._replace(tables={**sound.tables, kind: wrong}))
        connection.close()
        assert any("delta" in problem.what for problem in verify(journal).problems)


def test_problems_are_bounded(journal: Path) -> None:
    """However much is wrong, the list ends, and says so."""
    with Journal.open(journal) as made:
        made.append(admitted(*(noted(number) for number in range(200, 400))), durable=False)
    alter(journal, "UPDATE record SET link = zeroblob(32)")
    verdict = verify(journal)
    assert len(verdict.problems) == LISTED + 1
    assert "more problems" in verdict.problems[-1].what


def test_cut_files(journal: Path) -> None:
    """A file cut at any page is not sound, and the records that are left before the cut are counted."""
    data = journal.read_bytes()
    found = set()
    for size in range(0, len(data), 4096):
        journal.write_bytes(data[:size])
        verdict = verify(journal)
        assert not verdict.ok
        assert verdict.problems
        found.add(verdict.records)
    assert max(found) > 10
    assert 0 in found


def test_random_bytes(journal: Path) -> None:
    """Random bytes anywhere end in a verdict, never in an exception; reading ends in an error of ours at most."""
    data = journal.read_bytes()
    chance = random.Random(5)
    for _ in range(60):
        damaged = bytearray(data[: chance.randrange(1, len(data) + 1)] if chance.random() < 0.3 else data)
        for _ in range(chance.randrange(1, 40)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        journal.write_bytes(damaged)
        assert isinstance(verify(journal).ok, bool)
        with suppress(WatchroomError), Reader(journal) as reader:
            reader.picture()
            reader.history(0, 1000)


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"\0" * 4096, b"text" * 2000])
def test_foreign_files(tmp_path: Path, content: bytes) -> None:
    """What was never a journal is not sound; nor is a folder or a name that leads nowhere."""
    (tmp_path / "x").write_bytes(content)
    for path in (tmp_path / "x", tmp_path, tmp_path / "none"):
        verdict = verify(path)
        assert not verdict.ok
        assert verdict.records == 0


def test_while_it_is_written(journal: Path) -> None:
    """A journal that is being written verifies as far as it is committed."""
    with Journal.open(journal) as made:
        made.append(admitted(noted(500)), durable=False)
        assert verify(journal).records == COUNT + 1


def test_redaction_verifies(journal: Path) -> None:
    """Body and original are gone from the file, the chain verifies, the row is gone, and a live picture agrees."""
    with Reader(journal) as reader:
        live, _ = reader.picture()
        row = live.tables["track"]["T-0003", "ROOM"]
        assert row.provenance is not None
        original = row.provenance.original
    with Journal.open(journal) as made:
        withdrawal, record = made.redact(row.sequence, "the source asked", author=HUB, now=NOON + 999_000)
        assert withdrawal is not None
        fold_all(live, [withdrawal, record])
        made.build_keyframes()
    assert verify(journal).ok, verify(journal).problems
    with Reader(journal) as reader:
        after, _ = reader.picture()
        assert ("T-0003", "ROOM") not in after.tables["track"]
        assert after.digest.root() == live.digest.root()
        assert alike(after, reader.picture(from_zero=True)[0])
        assert original is not None
        assert reader.original(original) is None
        assert row.sequence not in [each.sequence for each in reader.records() if each.kind == "track"]
        earlier, _ = reader.picture(known_at=row.known - 1)
        assert ("T-0003", "ROOM") in earlier.tables["track"]


def test_redacting_an_earlier_version_keeps_the_row(journal: Path) -> None:
    """Erasing a version that was replaced leaves the row as it is; nothing is withdrawn."""
    with Reader(journal) as reader:
        before, _ = reader.picture()
    with Journal.open(journal) as made:
        withdrawal, _ = made.redact(4, "superseded", author=HUB, now=NOON)
    assert withdrawal is None
    with Reader(journal) as reader:
        assert reader.picture()[0].tables["track"] == before.tables["track"]
    assert verify(journal).ok


def test_redacted_bytes_are_gone_from_the_file(tmp_path: Path) -> None:
    """Not a byte of an erased body stays in the file or its log."""
    words = "the name of the source is Marigold"
    with begin_whole(tmp_path / "j") as made:
        made.append(admitted(msgspec.structs.replace(noted(1), body=LogEntry(words)), noted(2)), durable=True)
        made.redact(4, "misrelease", author=HUB, now=NOON)
        left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert words.encode() not in left
    assert words.encode() not in (tmp_path / "j").read_bytes()


def test_what_cannot_be_redacted(journal: Path) -> None:
    """The incident, a record that is not there, and one that was redacted before are refused in words."""
    with Journal.open(journal) as made:
        with pytest.raises(Refused, match="incident"):
            made.redact(1, "x", author=HUB, now=NOON)
        with pytest.raises(Misuse, match="no such record"):
            made.redact(9_999, "x", author=HUB, now=NOON)
        made.redact(9, "x", author=HUB, now=NOON)
        with pytest.raises(Refused, match="before"):
            made.redact(9, "x", author=HUB, now=NOON)
        assert made.append(admitted(observed(5, subject=5)), durable=False)[0].sequence == 9
    assert verify(journal).ok
