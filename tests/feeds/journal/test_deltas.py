"""Deltas: from a keyframe they lead to exactly the keyframe that was made there, as far as they are whole and follow one another."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import apsw
import numpy as np
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feeds.journal import deltas, keyframes
from feeds.journal.deltas import Delta, TableDelta, between, following, nearest, onward
from feeds.journal.keyframes import Keyframe, TableRows
from feeds.journal.order import Place
from feeds.journal.reader import Reader
from feeds.journal.store import Journal
from feeds.journal.verify import verify
from feeds.picture.fold import fold_all
from feeds.picture.picture import Picture
from feeds.picture.regime import REAL
from tests.feeds.journal.samples import HUB, NOON, admitted, alike, begin, observed

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
KINDS = ("track", "site")


def frame_of(position: int, tables: dict[str, list[int]], *, renumbered: bool = False) -> Keyframe:
    """Return a keyframe of rows given by their sequences; weights and positions follow from those."""
    made = {}
    for kind, rows in tables.items():
        sequences = np.array(rows, np.int64)
        made[kind] = TableRows(sequences, sequences * 2 if renumbered else None, sum(rows))
    return Keyframe("REAL", position, Place(NOON + position, position), NOON, made, position)


def same(one: Keyframe, other: Keyframe) -> bool:
    """Say whether two keyframes name the same rows in the same order, with the same weights."""
    return (one.position, one.place, one.latest) == (other.position, other.place, other.latest) and plain(one) == plain(other)


def plain(frame: Keyframe) -> dict[str, tuple[list[int], list[int] | None, int]]:
    """Return a keyframe's tables as lists."""
    return {
        kind: (table.sequences.tolist(), None if table.positions is None else table.positions.tolist(), table.weight)
        for kind, table in frame.tables.items()
    }


@st.composite
def histories(draw: st.DrawFn) -> list[Keyframe]:
    """Keyframes of growing tables: rows are written again, new ones come, now and then one goes."""
    renumbered = draw(st.booleans())
    tables: dict[str, list[int]] = {}
    frames, sequence = [], 0
    for _ in range(draw(st.integers(1, 8))):
        for kind, row, gone in draw(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 6), st.integers(0, 19)), max_size=8)):
            sequence += 1
            rows = tables.setdefault(kind, [])
            if gone == 0 and rows:
                rows.pop(row % len(rows))
            elif row < len(rows):
                rows[row] = sequence
            else:
                rows.append(sequence)
        sequence += 1
        frames.append(frame_of(sequence, {kind: rows for kind, rows in tables.items() if rows}, renumbered=renumbered))
    return frames


def marks_of(frames: list[Keyframe]) -> list[deltas.Mark]:
    """Return the first keyframe, and what leads from each to the next."""
    return [frames[0], *(between(one, after) or after for one, after in pairwise(frames))]


@SLOW
@given(histories())
def test_marks_lead_to_each_keyframe(frames: list[Keyframe]) -> None:
    """At each position, and between two, what the marks come to is the keyframe that was there."""
    marks = marks_of(frames)
    for place in range(frames[-1].position + 2):
        before = [frame for frame in frames if frame.position <= place]
        found = nearest(marks, place)
        assert found is None if not before else found is not None and same(found, before[-1])


@SLOW
@given(histories(), st.integers(0, 7))
def test_stored_deltas_are_read_back(tmp_path: Path, frames: list[Keyframe], lost: int) -> None:
    """Deltas lead as far as they were written; behind one that is damaged, missing or of another chain none is used."""
    marks = [mark for mark in marks_of(frames)[1:] if isinstance(mark, Delta)]
    (tmp_path / "j").unlink(missing_ok=True)
    with begin(tmp_path / "j"):
        pass
    connection = apsw.Connection(str(tmp_path / "j"))
    try:
        for mark in marks:
            deltas.write(connection, mark)
        reached = [frames[0]]
        for one, after in pairwise(frames):
            if between(one, after) is None:
                break
            reached.append(after)
        assert same(onward(frames[0], following(connection, frames[0])), reached[-1])
        if lost < len(reached) - 1:
            connection.execute(
                "UPDATE delta SET data = substr(data, 1, length(data) - 1) || x'00' WHERE position = ?", (reached[lost + 1].position,)
            )
            assert same(onward(frames[0], following(connection, frames[0])), reached[lost])
            other = deltas._hash_of(b"other") + zstandard.compress(deltas._encode(deltas._Data(reached[lost].position, {})))
            connection.execute("UPDATE delta SET data = ? WHERE position = ?", (other, reached[lost + 1].position))
            assert same(onward(frames[0], following(connection, frames[0])), reached[lost])
            connection.execute("DELETE FROM delta WHERE position = ?", (reached[lost + 1].position,))
            assert same(onward(frames[0], following(connection, frames[0])), reached[lost])
    finally:
        connection.close()


@pytest.mark.parametrize("rows", [[5], [1, 3], [-1], [1 << 40]])
def test_rows_with_a_gap_are_none(rows: list[int]) -> None:
    """A delta whose new rows do not follow the table's end is not used, however far it points."""
    frame = frame_of(3, {"track": [1, 2, 3]})
    places = np.array(rows, np.int64)
    delta = Delta("REAL", 3, 9, Place(NOON, 9), None, {"track": TableDelta(places, places, None, 0)})
    assert onward(frame, [delta]) is not None
    expected = 9 if rows == [1, 3] else 3
    assert onward(frame, [delta]).position == expected


def test_a_restarted_hub_begins_with_a_keyframe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a hub kept before it was started again, and after a redaction, is no ground for a delta; the pictures stay right."""
    monkeypatch.setattr(keyframes, "FEWEST", 40)
    monkeypatch.setattr(deltas, "APART", 5)
    path = tmp_path / "j"
    begin(path).close()
    picture = Picture(REAL)
    with Reader(path) as reader:
        fold_all(picture, reader.records())
    for start in (0, 30, 60):
        with Journal.open(path) as journal:
            made = []
            for number in range(start, start + 30):
                fold_all(picture, journal.append(admitted(observed(number, subject=number % 9)), durable=False))
                if number == 75:
                    gone, announced = journal.redact(journal.sequence - 3, "a name", author=HUB, now=NOON)
                    fold_all(picture, [each for each in (gone, announced) if each is not None])
                before = journal._upkeep._marked.get("REAL")
                whole = journal.keyframe(picture)
                if journal._upkeep._marked.get("REAL") != before:
                    made.append(whole)
        assert made[0]
        assert not all(made)
    with Reader(path) as reader:
        for number in range(0, 95, 3):
            one, other = (reader.picture(known_at=NOON + number * 1_000, from_zero=zero) for zero in (False, True))
            assert one[1] == other[1]
            assert alike(one[0], other[0])
        assert reader.picture()[0].digest.root() == picture.digest.root()
    assert verify(path).ok


def test_rows_in_another_order_after_a_redaction_are_no_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hub keeps a row in its place when the record that first wrote it is redacted: its marks name the same rows, and verify."""
    monkeypatch.setattr(keyframes, "FEWEST", 20)
    monkeypatch.setattr(deltas, "APART", 5)
    path = tmp_path / "j"
    picture = Picture(REAL)
    with begin(path) as journal:
        with Reader(path) as reader:
            fold_all(picture, reader.records())
        for number in range(60):
            fold_all(picture, journal.append(admitted(observed(number, subject=number % 9)), durable=False))
            if number == 30:
                gone, announced = journal.redact(4, "a name", author=HUB, now=NOON)
                assert gone is None
                fold_all(picture, [announced])
            journal.keyframe(picture)
    assert verify(path).ok, verify(path).problems
    with Reader(path) as reader:
        one, other = reader.picture()[0], reader.picture(from_zero=True)[0]
    assert list(one.tables["track"]) != list(other.tables["track"])
    assert one.tables == other.tables
    assert one.digest.root() == other.digest.root()


def test_along_a_journal_each_mark_comes_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where a keyframe was made in the place of a delta, as sealing does: places ascend, and each is what is read there."""
    monkeypatch.setattr(keyframes, "FEWEST", 20)
    monkeypatch.setattr(deltas, "APART", 5)
    path = tmp_path / "j"
    with begin(path) as journal:
        for start in range(0, 45, 15):
            journal.append(admitted(*(observed(number, subject=number % 9) for number in range(start, start + 15))), durable=False)
            journal.build_keyframes()
            journal.build_keyframes(to_the_end=True)
    with Reader(path) as reader:
        frames = list(deltas.along(reader._connection, "REAL"))
        assert [frame.position for frame in frames] == sorted({frame.position for frame in frames})
        assert len(frames) > 6
        for frame in frames:
            found = reader.keyframe(REAL, frame.place)
            assert found is not None
            assert same(found, frame)


def test_a_journal_from_before_deltas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A journal that has keyframes and another cache in the place of deltas is read, verifies, and gets them once it is written."""
    monkeypatch.setattr(keyframes, "FEWEST", 20)
    monkeypatch.setattr(deltas, "APART", 5)
    path = tmp_path / "j"
    with begin(path) as journal:
        journal.append(admitted(*(observed(number, subject=number % 9) for number in range(60))), durable=False)
        journal.build_keyframes()
    connection = apsw.Connection(str(path))
    connection.execute("DROP TABLE delta")
    connection.execute("CREATE TABLE tally (data BLOB)")
    connection.close()
    with Reader(path) as reader:
        assert alike(reader.picture()[0], reader.picture(from_zero=True)[0])
    assert verify(path).ok
    with Journal.open(path) as journal:
        journal.append(admitted(*(observed(number, subject=number % 9) for number in range(60, 90))), durable=False)
        journal.build_keyframes()
    with Reader(path) as reader:
        assert alike(reader.picture()[0], reader.picture(from_zero=True)[0])
        assert not reader._connection.table_exists("main", "tally")
        assert reader.query("SELECT count(*) FROM delta", ()) != [(0,)]
    assert verify(path).ok
