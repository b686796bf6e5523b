"""Damage: a journal, its log or an archive that was cut opens with every record before the first hole, and says what is missing.

What may be missing is worked out here apart from the program: by which bytes of the file the whole file's own records lie in.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import struct
from pathlib import Path

import pytest

from feeds.errors import Damaged, WatchroomError
from feeds.journal import archive, blocks, keyframes
from feeds.journal.archive import compact
from feeds.journal.pages import Pages
from feeds.journal.reader import Reader
from feeds.journal.store import Admitted, Journal
from feeds.journal.verify import verify
from feeds.picture.envelope import Record
from feeds.picture.fold import fold_all
from feeds.picture.night import LogEntry
from feeds.picture.picture import Picture
from tests.feeds.journal.samples import admitted, begin_whole, noted, observed, observed_bytes

COUNT = 160
CUTS = 200


def filled(path: Path) -> None:
    """Write records of all sizes, some larger than a page, in several commits, with keyframes between."""
    with begin_whole(path) as made:
        for start in range(0, COUNT, 20):
            seen = [Admitted(observed(number, subject=number % 7), observed_bytes(number)) for number in range(start, start + 15)]
            made.append(seen, durable=False)
            long = [LogEntry("x" * (number * 97 % 9_000)) for number in range(start, start + 5)]
            rows = [noted(start + place) for place in range(5)]
            made.append(admitted(*(record_with(row, body) for row, body in zip(rows, long, strict=True))), durable=True)
            made.build_keyframes()


def record_with(record: Record, body: LogEntry) -> Record:
    """Return a record with another body."""
    return Record(
        record.subject, record.regime, record.event, record.author, body, record.key, record.label, record.revision, record.origin,
        known=record.known, sent=record.sent,
    )  # fmt: skip


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the path of a whole journal, closed, with all of it in one file; the same bytes every time."""
    monkeypatch.setattr(keyframes, "FEWEST", 30)
    monkeypatch.setattr(keyframes, "WORTH", 10)
    monkeypatch.setattr("os.urandom", random.Random(4).randbytes)
    filled(tmp_path / "j")
    return tmp_path / "j"


PAGE = 4_096
LOG_HEAD = 32
"""Bytes of a log before its first page."""

FRAME = 24
"""Bytes of a log before each page."""


def sizes(whole: int, *, log: bool = False) -> list[int]:
    """Return where to cut: at every boundary of a page, and at 200 random bytes. In a log a page stands behind a head of its own."""
    chance = random.Random(11)
    pages = range(LOG_HEAD, whole, FRAME + PAGE) if log else range(0, whole, PAGE)
    inner = [at + FRAME for at in pages] if log else []
    return sorted({0, *pages, *(at for at in inner if at < whole), *chance.sample(range(whole), CUTS)})


def told(path: Path, records: list[Record]) -> int:
    """Open what is left, check that it is a prefix and says so, and return how many records that is."""
    try:
        with Reader(path) as reader:
            found = list(reader.records())
            assert found == records[: len(found)]
            assert reader.missing or len(found) == len(records)
            expected = Picture(reader.regime())
            fold_all(expected, found)
            picture, count = reader.picture()
            assert (count, picture.digest.root()) == (len(found), expected.digest.root())
            return len(found)
    except WatchroomError:
        return 0


def test_a_cut_journal(journal: Path, tmp_path: Path) -> None:
    """Cut at every page and at 200 random bytes: a prefix is read, verify counts it and lists problems, and more bytes never give less."""
    data = journal.read_bytes()
    with Reader(journal) as reader:
        records = list(reader.records())
        assert reader.missing == ""
    counts = []
    for size in sizes(len(data)):
        (tmp_path / "cut").write_bytes(data[:size])
        counts.append(told(tmp_path / "cut", records))
        verdict = verify(tmp_path / "cut")
        assert not verdict.ok
        assert verdict.problems
        assert verdict.records == counts[-1], size
    assert counts == sorted(counts)
    assert counts[0] == 0
    assert len(set(counts)) > 10
    # The last pages hold a keyframe: without them every record is there.
    assert counts[-1] == len(records)


def test_a_cut_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A journal whose writer died, its log cut anywhere: every whole commit before the cut is there, and it verifies."""
    monkeypatch.setattr("os.urandom", random.Random(4).randbytes)
    with begin_whole(tmp_path / "j") as made:
        for start in range(0, 100, 10):
            made.append(admitted(*(noted(number, subject=number % 9) for number in range(start, start + 10))), durable=True)
        records = list(Reader(tmp_path / "j").records())
        for ending in ("", "-wal"):
            shutil.copyfile(f"{tmp_path / 'j'}{ending}", f"{tmp_path / 'dead'}{ending}")
    main, log = (tmp_path / "dead").read_bytes(), (tmp_path / "dead-wal").read_bytes()
    assert len(log) > 20 * PAGE
    counts = []
    for size in [*sizes(len(log), log=True), len(log)]:
        (tmp_path / "dead").write_bytes(main)
        (tmp_path / "dead-wal").write_bytes(log[:size])
        (tmp_path / "dead-shm").unlink(missing_ok=True)
        with Reader(tmp_path / "dead") as reader:
            found = list(reader.records())
            assert found == records[: len(found)]
            counts.append(len(found))
        assert verify(tmp_path / "dead").ok
    assert counts == sorted(counts)
    # Shaping the room took three commits of one record, two, and then ten each.
    assert {count % 10 for count in counts} <= {1, 3}
    assert max(counts) == len(records)


def test_a_cut_file_under_its_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the log whole and the file under it cut, what either holds is read up to the first hole, and nothing is made up."""
    monkeypatch.setattr("os.urandom", random.Random(4).randbytes)
    filled(tmp_path / "j")
    with Journal.open(tmp_path / "j") as made:
        made.append(admitted(*(noted(number) for number in range(500, 520))), durable=True)
        records = list(Reader(tmp_path / "j").records())
        for ending in ("", "-wal"):
            shutil.copyfile(f"{tmp_path / 'j'}{ending}", f"{tmp_path / 'dead'}{ending}")
    main = (tmp_path / "dead").read_bytes()
    counts = set()
    for size in sizes(len(main)):
        (tmp_path / "dead").write_bytes(main[:size])
        (tmp_path / "dead-shm").unlink(missing_ok=True)
        try:
            with Reader(tmp_path / "dead", whole=False) as reader:
                found = list(reader.records())
        except WatchroomError:
            found = []
        assert found == records[: len(found)]
        counts.add(len(found))
    assert len(counts) > 3


def test_a_cut_archive(journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive cut anywhere gives every whole block before the cut, and verify counts the same."""
    monkeypatch.setattr(archive, "RECORDS", 16)
    monkeypatch.setattr(archive, "_READ", archive._READ.replace(str(blocks.RECORDS), "16"))
    monkeypatch.setattr(archive, "_PAGE", 4_096)
    compact(journal, tmp_path / "a")
    data = (tmp_path / "a").read_bytes()
    with Reader(journal) as reader:
        records = list(reader.records())
    counts = []
    for size in sizes(len(data)):
        (tmp_path / "cut").write_bytes(data[:size])
        counts.append(told(tmp_path / "cut", records))
        verdict = verify(tmp_path / "cut")
        assert not verdict.ok
        assert verdict.records == counts[-1]
    assert counts == sorted(counts)
    assert len(set(counts)) > 5
    assert counts[-1] == len(records)


def test_every_record_before_the_cut_is_used(journal: Path, tmp_path: Path) -> None:
    """Not one record is given up whose bytes are there: the first that is missing does not end before the cut."""
    data = journal.read_bytes()
    with Reader(journal) as reader:
        records = list(reader.records())
        links = [bytes.fromhex(reader.link_at(record.sequence)) for record in records]
    # A record's link is the last of its columns.
    ends = [data.rindex(link) + len(link) for link in links]
    for size in sizes(len(data)):
        (tmp_path / "cut").write_bytes(data[:size])
        count = told(tmp_path / "cut", records)
        if 0 < count < len(records) and not _goes_on(records[count]):
            assert ends[count] > size, size


def _goes_on(record: Record) -> bool:
    """Say whether a record is too large for its leaf and goes on in other pages."""
    return isinstance(record.body, LogEntry) and len(record.body.text) > 800


def test_random_bytes_in_the_middle(journal: Path, tmp_path: Path) -> None:
    """Bytes altered anywhere: what is salvaged is a prefix of what was, and nothing ends in a traceback."""
    data = journal.read_bytes()
    with Reader(journal) as reader:
        records = list(reader.records())
    chance = random.Random(6)
    for _ in range(60):
        altered = bytearray(data)
        for _ in range(chance.randrange(1, 20)):
            altered[chance.randrange(4_096, len(altered))] = chance.randrange(256)
        (tmp_path / "x").write_bytes(altered)
        try:
            with Reader(tmp_path / "x", whole=False) as reader:
                found = list(reader.records())
        except WatchroomError:
            continue
        assert found == records[: len(found)]


def test_foreign_files_stay_refused(tmp_path: Path) -> None:
    """A file of another kind is no cut journal, however it begins."""
    (tmp_path / "x").write_bytes(b"SQLite format 3\0" + random.Random(1).randbytes(9_000))
    with pytest.raises(Damaged):
        Reader(tmp_path / "x")


def test_a_log_that_says_no_page_size(journal: Path, tmp_path: Path) -> None:
    """A log whose head says a size that no page has is left aside; the file is read for itself."""
    with Reader(journal) as reader:
        records = list(reader.records())
    magic = struct.pack(">II", 0x377F0682, 3_007_000)
    for size in (0, 3, 700, 1 << 31):
        (tmp_path / "x").write_bytes(journal.read_bytes())
        (tmp_path / "x-wal").write_bytes(magic + struct.pack(">I", size) + bytes(20) + bytes(3_000))
        with Reader(tmp_path / "x", whole=False) as reader:
            assert list(reader.records()) == records


def test_a_leaf_of_other_things(journal: Path, tmp_path: Path) -> None:
    """A row with a record's columns and other things in them is passed over, wherever it lies."""
    with Reader(journal) as reader:
        records = list(reader.records())
    shutil.copyfile(journal, tmp_path / "x")
    connection = sqlite3.connect(tmp_path / "x")
    columns = ", ".join(f"c{number}" for number in range(16))
    connection.execute(f"CREATE TABLE other ({columns})")
    rows = [(None, *[value] * 15) for value in (7, 1.5, "x", b"x", None)]
    connection.executemany(f"INSERT INTO other VALUES ({', '.join('?' * 16)})", rows)  # noqa: S608 -- a count of marks
    connection.commit()
    connection.close()
    with Reader(tmp_path / "x", whole=False) as reader:
        assert list(reader.records()) == records


def test_rows_that_share_their_rest_end(tmp_path: Path) -> None:
    """A file in which a thousand rows go on in the same long chain of pages is read once through, not a thousand times."""
    filled(tmp_path / "j")
    data = bytearray((tmp_path / "j").read_bytes())
    first, length = len(data) // PAGE + 1, 400
    for number in range(length):
        data += struct.pack(">I", first + number + 1 if number < length - 1 else 0) + bytes(PAGE - 4)
    size = length * (PAGE - 4)
    least = (PAGE - 12) * 32 // 255 - 23
    here = least + (size - least) % (PAGE - 4)
    here = here if here <= PAGE - 35 else least
    cell = b"".join((_varint(size), _varint(1), bytes(here), struct.pack(">I", first)))
    leaf = b"\x0d" + struct.pack(">HHHB", 0, 1_000, PAGE - len(cell), 0) + struct.pack(">H", PAGE - len(cell)) * 1_000
    data += leaf + bytes(PAGE - len(leaf) - len(cell)) + cell
    data[28:32] = struct.pack(">I", len(data) // PAGE)
    (tmp_path / "j").write_bytes(data)
    with Pages(tmp_path / "j") as pages:
        reads = 0
        page = pages.page

        def counted(number: int) -> bytes:
            nonlocal reads
            reads += 1
            return page(number)

        pages.page = counted  # type: ignore[method-assign]
        list(pages.rows())
    assert reads < 20 * len(data) // PAGE


def _varint(number: int) -> bytes:
    parts = [number & 0x7F]
    while number := number >> 7:
        parts.append(number & 0x7F | 0x80)
    return bytes(reversed(parts))
