"""The writer: numbering, idempotency, one writer, and what a crash, a full disk or a foreign file does."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feeds.errors import BadInput, Damaged, Misuse, Refused, WatchroomError
from feeds.journal.making import make
from feeds.journal.meta import Meta
from feeds.journal.reader import Reader
from feeds.journal.store import Admitted, Journal
from feeds.journal.verify import verify
from feeds.picture.envelope import Author, AuthorKind, Record
from feeds.picture.identity import content_hash
from feeds.picture.night import LogEntry
from feeds.picture.regime import REAL
from tests.feeds.journal.full_disk import run_full
from tests.feeds.journal.samples import DRILL, NOON, admitted, begin, nights, noted, observed, observed_bytes, with_origin
from tests.rig.environment import ROOT


def test_numbers_from_one(tmp_path: Path) -> None:
    """Records get sequences 2, 3, 4 behind the incident's 1, and come back as they will be read."""
    with begin(tmp_path / "j") as journal:
        written = journal.append(admitted(observed(1), noted(2), observed(3)), durable=True)
        assert [record.sequence for record in written] == [2, 3, 4]
        with Reader(tmp_path / "j") as reader:
            assert list(reader.records(after=1)) == written
            assert reader.head == (4, journal.head)


def test_same_key_is_same_record(tmp_path: Path) -> None:
    """A known key writes nothing and gives the record of then, within one append and across reopening."""
    with begin(tmp_path / "j") as journal:
        first = journal.append(admitted(observed(1), observed(1)), durable=False)
        assert first[0] == first[1]
        head = journal.head
    with Journal.open(tmp_path / "j") as journal:
        later = msgspec.structs.replace(observed(1), known=NOON + 99_000_000)
        assert journal.append(admitted(later), durable=True) == [first[0]]
        assert (journal.head, journal.sequence) == (head, 2)
        assert journal.has_key(observed(1).key) == 2
        assert journal.has_key("0" * 64) is None


def test_keys_that_begin_alike_are_not_alike(tmp_path: Path) -> None:
    """Two keys with the same first half are two records."""
    twins = [msgspec.structs.replace(observed(number), key="ab" * 16 + content_hash(bytes([number]))[:32]) for number in (1, 2)]
    with begin(tmp_path / "j") as journal:
        assert [record.sequence for record in journal.append(admitted(*twins), durable=False)] == [2, 3]
        assert journal.has_key(twins[1].key) == 3


def test_foreign_records_keep_their_number(tmp_path: Path) -> None:
    """A record of another origin keeps that origin's sequence; the local one goes on."""
    with begin(tmp_path / "j") as journal:
        foreign, own = journal.append(admitted(with_origin(observed(1), "ESK", 77), observed(2)), durable=False)
        assert (foreign.sequence, own.sequence, journal.sequence) == (77, 3, 3)


def test_knowledge_never_runs_backwards(tmp_path: Path) -> None:
    """A record of a clock that was set back carries the last known; in a reconstructed journal it keeps its own."""
    early, late = observed(1, known=NOON + 5_000), observed(2, known=NOON)
    with begin(tmp_path / "live") as journal:
        assert [record.known for record in journal.append(admitted(early, late), durable=False)] == [NOON + 5_000] * 2
    with begin(tmp_path / "past", reconstructed=True) as journal:
        assert [record.known for record in journal.append(admitted(early, late), durable=False)] == [NOON + 5_000, NOON]


def test_a_bound_journal_takes_one_regime(tmp_path: Path) -> None:
    """A record of another regime is refused and nothing of its batch is written."""
    with begin(tmp_path / "j", bound=True) as journal:
        with pytest.raises(Refused, match="another regime"):
            journal.append(admitted(observed(1), msgspec.structs.replace(observed(2), regime=DRILL)), durable=False)
        assert journal.sequence == 1
    with begin(tmp_path / "any") as journal:
        journal.append(admitted(msgspec.structs.replace(observed(2), regime=DRILL)), durable=False)
        assert journal.regimes == {REAL, DRILL}


def test_what_could_not_be_read_back_is_not_written(tmp_path: Path) -> None:
    """A record built with a value out of its bounds is refused in words, and the journal stays readable."""
    bad = msgspec.structs.replace(noted(1), body=LogEntry("x" * 20_000))
    worse = msgspec.structs.replace(noted(2), author=Author("", AuthorKind.HUB, "HUB"))
    with begin(tmp_path / "j") as journal:
        for record in (bad, worse, msgspec.structs.replace(noted(3), revision=0), msgspec.structs.replace(noted(4), key="xy")):
            with pytest.raises(BadInput, match="could not be read again"):
                journal.append(admitted(noted(9), record), durable=False)
        journal.append(admitted(noted(9)), durable=False)
        assert journal.sequence == 2
    assert verify(tmp_path / "j").ok


def test_originals_are_kept_once_and_only_if_named(tmp_path: Path) -> None:
    """An original is kept under its hash; one that is not what the record says, or that no record names, is refused."""
    with begin(tmp_path / "j") as journal:
        journal.append([Admitted(observed(1), observed_bytes(1))], durable=False)
        with pytest.raises(Damaged, match="original"):
            journal.append([Admitted(observed(2), b"something else")], durable=False)
        with pytest.raises(BadInput, match="does not name"):
            journal.append([Admitted(noted(3), b"x")], durable=False)
        assert journal.sequence == 2
        journal.append(admitted(observed(2)), durable=False)
    with Reader(tmp_path / "j") as reader:
        assert reader.original(content_hash(observed_bytes(1))) == observed_bytes(1)
        assert reader.original("0" * 64) is None
    assert verify(tmp_path / "j").ok


def test_one_writer(tmp_path: Path) -> None:
    """A second writer gets one clear error, also for making the file; readers do not mind; a closed journal leaves no lock."""
    path = tmp_path / "j"
    with begin(path) as journal:
        with pytest.raises(Refused, match="another program is writing"):
            Journal.open(path)
        with pytest.raises(Refused, match="another program is writing"):
            begin(path)
        with Reader(path) as reader:
            journal.append(admitted(observed(1)), durable=False)
            assert reader.head[0] == 2
    Journal.open(path).close()
    assert [each.name for each in tmp_path.iterdir()] == ["j"]


def test_a_making_that_was_cut_short_is_no_journal(tmp_path: Path) -> None:
    """What a crash left while a journal was made is not under its name, and the next making clears it away."""
    for ending in ("", "-wal", "-shm"):
        (tmp_path / f".j.making{ending}").write_bytes(b"half")
    begin(tmp_path / "j").close()
    assert [each.name for each in tmp_path.iterdir()] == ["j"]
    assert verify(tmp_path / "j").ok


def test_a_making_on_a_full_disk_is_no_journal(tmp_path: Path) -> None:
    """Where the disk takes the log but not the file that it goes into, the error says so and nothing gets the journal's name."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    def fill(_building: Path, _connection: object) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (8_192, before[1]))

    try:
        with pytest.raises(WatchroomError, match="disk"):
            make(tmp_path / "j", Meta("IC-1", "ROOM-1", None, reconstructed=False), fill)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert list(tmp_path.iterdir()) == []


def test_create_takes_no_file_over(tmp_path: Path) -> None:
    """A finished journal and a foreign database are left alone; an empty file is filled."""
    begin(tmp_path / "j").close()
    sqlite3.connect(tmp_path / "other").execute("CREATE TABLE x (y)").connection.close()
    for name in ("j", "other"):
        before = (tmp_path / name).read_bytes()[100:]
        with pytest.raises(Refused, match="already"):
            begin(tmp_path / name)
        assert (tmp_path / name).read_bytes()[100:] == before
    (tmp_path / "empty").touch()
    begin(tmp_path / "empty").close()
    assert verify(tmp_path / "empty").ok


def test_a_journal_begins_with_its_incident(tmp_path: Path) -> None:
    """Any other first record is refused, and a file without one does not open."""
    with pytest.raises(BadInput, match="begins with its incident"):
        Journal.create(tmp_path / "j", Admitted(observed(1)))
    with pytest.raises(Misuse, match="no such journal"):
        Journal.open(tmp_path / "j")
    (tmp_path / "text").write_text("no journal" * 100)
    with pytest.raises(Damaged, match="no journal"):
        Journal.open(tmp_path / "text")


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(nights(), st.lists(st.integers(1, 12), min_size=1, max_size=8))
def test_appending_in_any_pieces_is_the_same_journal(tmp_path: Path, night: list[Record], sizes: list[int]) -> None:
    """However records come in pieces, with the file closed between, the same records lie in it."""
    whole, pieces = tmp_path / "whole", tmp_path / "pieces"
    for path in (whole, pieces):
        path.unlink(missing_ok=True)
        begin(path).close()
    with Journal.open(whole) as journal:
        journal.append(admitted(*night), durable=False)
    rest = list(night)
    while rest:
        for size in sizes:
            with Journal.open(pieces) as journal:
                journal.append(admitted(*rest[:size]), durable=False)
            rest = rest[size:]
    with Reader(whole) as one, Reader(pieces) as other:
        assert list(one.records()) == list(other.records())
    assert verify(pieces).ok


def test_python_sqlite_reads_it(tmp_path: Path) -> None:
    """The chained records are one table that Python's own sqlite3 reads, also while it is written."""
    with begin(tmp_path / "j") as journal:
        journal.append(admitted(observed(1), noted(2)), durable=False)
        connection = sqlite3.connect(tmp_path / "j")
        rows = connection.execute("SELECT sequence, kind, subject, link FROM record ORDER BY sequence").fetchall()
        connection.close()
    assert [row[:3] for row in rows] == [(1, "incident", "ROOM"), (2, "track", "T-0000"), (3, "log_entry", "LE-0")]
    assert rows[-1][3].hex() == journal.head


def test_the_file_is_its_owner_s(tmp_path: Path) -> None:
    """Nobody else may read a new journal."""
    begin(tmp_path / "j").close()
    assert (tmp_path / "j").stat().st_mode & 0o077 == 0


WRITER = """
import sys
from pathlib import Path
from feeds.journal.store import Journal
from tests.feeds.journal.samples import admitted, observed
journal = Journal.open(Path(sys.argv[1]))
number = 0
while True:
    written = journal.append(admitted(*(observed(number + k) for k in range(5))), durable=number % 2 == 0)
    number += 5
    print(written[-1].sequence, journal.head, flush=True)
"""


@pytest.mark.parametrize("commits", [1, 7, 60])
def test_killed_writer_loses_nothing_it_said(tmp_path: Path, commits: int) -> None:
    """A writer killed with SIGKILL at any moment leaves a journal that verifies and holds every commit that returned."""
    path = tmp_path / "j"
    begin(path).close()
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    ) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline().split() for _ in range(commits)]
        writer.send_signal(signal.SIGKILL)
        said += [line.split() for line in writer.stdout if line.endswith("\n")]
    verdict = verify(path)
    sequence, head = int(said[-1][0]), said[-1][1]
    assert verdict.ok, verdict.problems
    assert verdict.records >= sequence
    with Journal.open(path) as journal:
        row = sqlite3.connect(path).execute("SELECT link FROM record WHERE sequence = ?", (sequence,)).fetchone()
        assert row[0].hex() == head
        assert journal.sequence == verdict.records
        journal.append(admitted(noted(1)), durable=True)
    assert verify(path).ok


FILLER = """
import sys
from pathlib import Path
from feeds.errors import WatchroomError
from feeds.journal.store import Journal
from tests.feeds.journal.samples import admitted, observed
journal = Journal.open(Path(sys.argv[1]))
try:
    for number in range(0, 100000, 500):
        journal.append(admitted(*(observed(number + k) for k in range(500))), durable=False)
except WatchroomError as error:
    print(error)
    before = journal.sequence
    try:
        journal.append(admitted(*(observed(200000 + k) for k in range(500))), durable=False)
    except WatchroomError:
        pass
    print(before, journal.sequence)
"""


def test_full_disk_is_one_clear_error(tmp_path: Path) -> None:
    """Where no more can be written there is one error in words, the failed batch is not there, and the rest is whole."""
    path = tmp_path / "j"
    begin(path).close()
    message, numbers = run_full(FILLER, path, most=600_000).splitlines()
    assert "disk" in message
    before, after = map(int, numbers.split())
    assert before == after
    verdict = verify(path)
    assert verdict.ok, verdict.problems
    assert verdict.records == before


def test_a_journal_that_cannot_be_written(tmp_path: Path) -> None:
    """A folder in place of the file, or a file of a format to come, is one error in words."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(WatchroomError):
        Journal.open(tmp_path / "folder")
    begin(tmp_path / "j").close()
    connection = sqlite3.connect(tmp_path / "j")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    for attempt in (Journal.open, Reader):
        with pytest.raises(Damaged, match="another format"):
            attempt(tmp_path / "j")
    assert not verify(tmp_path / "j").ok


POWERLESS = """
import ctypes
import sys
from pathlib import Path
from feeds.errors import WatchroomError
from feeds.journal.reader import Reader
from feeds.journal.store import Journal
# Whoever runs the tests, even root: what the folder does not allow is not allowed.
assert ctypes.CDLL(None).capset((ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()) == 0
for attempt in (Reader, Journal.open):
    try:
        with attempt(Path(sys.argv[1])) as found:
            print(found.picture()[1])
    except WatchroomError as error:
        print(error)
"""


@pytest.mark.parametrize("log", ["none", "empty", "full"])
def test_a_folder_that_cannot_be_written(tmp_path: Path, log: str) -> None:
    """A journal is read there, also beside the empty log that readers leave; with a full one, or to write, one error says what to do."""
    folder = tmp_path / "medium"
    folder.mkdir()
    with begin(tmp_path / "j") as journal:
        journal.append(admitted(noted(1)), durable=True)
        if log == "full":
            shutil.copyfile(tmp_path / "j-wal", folder / "j-wal")
            shutil.copyfile(tmp_path / "j", folder / "j")
    if log != "full":
        shutil.copyfile(tmp_path / "j", folder / "j")
    if log == "empty":
        (folder / "j-wal").touch()
    for each in folder.iterdir():
        each.chmod(0o400)
    folder.chmod(0o500)
    try:
        done = subprocess.run(
            [sys.executable, "-c", POWERLESS, str(folder / "j")],
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
            timeout=60,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        )
    finally:
        folder.chmod(0o700)
    read, written = done.stdout.splitlines()
    assert "a copy of both" in read if log == "full" else read == "2"
    assert "a file and a folder that may be written" in written
