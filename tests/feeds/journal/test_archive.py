"""Archives: whatever is asked of a journal, its archive answers the same, and what was redacted stays so."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feeds.errors import Damaged, Refused
from feeds.journal import archive, blocks, deltas, keyframes
from feeds.journal.archive import compact
from feeds.journal.audience import View, in_force
from feeds.journal.reader import Reader
from feeds.journal.replay import Tape
from feeds.journal.store import Admitted, Journal
from feeds.journal.verify import verify
from feeds.picture.envelope import Record
from feeds.picture.night import LogEntry
from feeds.picture.regime import REAL
from tests.feeds.journal.full_disk import run_full
from tests.feeds.journal.samples import HUB, NOON, admitted, alike, begin_whole, nights, noted, observed, observed_bytes

SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
moments = st.none() | st.integers(-1, 51).map(lambda second: NOON + second * 1_000)


@pytest.fixture(autouse=True)
def _small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make blocks and the steps between keyframes small, so that a short night has many of each."""
    monkeypatch.setattr(archive, "RECORDS", 7)
    monkeypatch.setattr(archive, "_READ", archive._READ.replace(str(blocks.RECORDS), "7"))
    monkeypatch.setattr(archive, "FRAMES_APART", 10)
    monkeypatch.setattr(archive, "DELTAS_APART", 4)
    monkeypatch.setattr(keyframes, "FEWEST", 7)
    monkeypatch.setattr(keyframes, "WORTH", 3)
    monkeypatch.setattr(deltas, "APART", 2)
    monkeypatch.setattr("feeds.journal.order.SLICE", 5)


def archived(path: Path, night: list[Record], *, reconstructed: bool) -> Path:
    """Journal a night and compact it; return the archive's path."""
    path.unlink(missing_ok=True)
    with begin_whole(path, reconstructed=reconstructed) as journal:
        journal.append(admitted(*night), durable=False)
        journal.build_keyframes()
    out = path.with_name("archive")
    out.unlink(missing_ok=True)
    compact(path, out)
    return out


@SLOW
@given(nights(), st.booleans(), moments, moments, st.booleans())
def test_pictures_are_the_journal_s(
    tmp_path: Path, night: list[Record], reconstructed: bool, known: int | None, by: int | None, from_zero: bool
) -> None:
    """At any K and T, with keyframes and without, an archive gives the journal's picture, records and head."""
    out = archived(tmp_path / "j", night, reconstructed=reconstructed)
    with Reader(tmp_path / "j") as journal, Reader(out) as packed:
        one, count = journal.picture(known_at=known, happened_by=by)
        other, counted = packed.picture(known_at=known, happened_by=by, from_zero=from_zero)
        assert (count, alike(one, other)) == (counted, True)
        assert journal.head == packed.head
        assert list(journal.records()) == list(packed.records())


@SLOW
@given(nights(), st.booleans(), st.sampled_from([None, "AUR", "BOR"]), st.lists(st.integers(-1, 70), min_size=1, max_size=6))
def test_tapes_are_the_journal_s(tmp_path: Path, night: list[Record], reconstructed: bool, entity: str | None, stops: list[int]) -> None:
    """A tape over an archive stops where the journal's does, at the same pictures, for any audience."""
    out = archived(tmp_path / "j", night, reconstructed=reconstructed)
    with Reader(tmp_path / "j") as journal, Reader(out) as packed:
        one, other = Tape(journal, audience=entity), Tape(packed, audience=entity)
        assert one.length == other.length
        for stop in stops:
            one.seek_to(stop)
            other.seek_to(stop)
            assert (one.at, one.picture.digest.root()) == (other.at, other.picture.digest.root())


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Return the path of a journal with originals, two origins and a redaction."""
    path = tmp_path / "j"
    with begin_whole(path) as made:
        items = [Admitted(observed(number, subject=number % 7), observed_bytes(number)) for number in range(60)]
        foreign = Admitted(msgspec.structs.replace(observed(99, subject=3), origin="ESK", sequence=17), observed_bytes(99))
        made.append([*items, foreign], durable=False)
        made.append(admitted(msgspec.structs.replace(noted(1), body=LogEntry("Marigold told us"))), durable=True)
        made.redact(made.sequence, "the source asked", author=HUB, now=NOON + 900_000)
        made.redact(9, "the source asked", author=HUB, now=NOON + 900_000)
        made.build_keyframes()
    return path


def test_an_archive_verifies_and_keeps_originals(journal: Path, tmp_path: Path) -> None:
    """Chain, redactions, originals and keyframes of an archive verify, and the originals are the bytes that came."""
    done = compact(journal, tmp_path / "a")
    verdict = verify(tmp_path / "a")
    assert (verdict.ok, verdict.records, verdict.head) == (True, done.records, done.head), verdict.problems
    with Reader(journal) as one, Reader(tmp_path / "a") as other:
        assert other.meta.archive
        for record in one.records():
            if record.provenance is not None and record.provenance.original is not None:
                kept = one.original(record.provenance.original)
                assert kept == other.original(record.provenance.original)
        view = View("AUR", in_force(other, other.picture()[0]), "a")
        assert view.withheld(other.picture()[0]) == view.withheld(one.picture()[0])


def test_what_was_redacted_is_not_in_the_archive(journal: Path, tmp_path: Path) -> None:
    """Nothing of a redacted body comes along, packed or not, and the row stays gone."""
    compact(journal, tmp_path / "a")
    with Reader(tmp_path / "a") as reader:
        connection = reader._connection
        rows = connection.execute("SELECT body, salt, length(erased) FROM record WHERE body IS NULL").fetchall()
        assert rows == [(None, None, 32)] * 2
        assert not [row for row in reader.records() if isinstance(row.body, LogEntry) and "Marigold" in row.body.text]
        assert reader.counts(REAL)["log_entry"] == 3


def test_an_archive_of_an_archive(journal: Path, tmp_path: Path) -> None:
    """An archive can be compacted again, and is then the same."""
    one, two = compact(journal, tmp_path / "a"), compact(journal, tmp_path / "b")
    assert one == two
    again = compact(tmp_path / "a", tmp_path / "c")
    assert again == one
    assert verify(tmp_path / "c").ok


def test_an_archive_takes_no_records(journal: Path, tmp_path: Path) -> None:
    """Opening an archive for writing is refused in one error."""
    compact(journal, tmp_path / "a")
    with pytest.raises(Refused, match="takes no records"):
        Journal.open(tmp_path / "a")


def test_an_archive_is_its_owner_s(journal: Path, tmp_path: Path) -> None:
    """Nobody else may read an archive, as nobody else may read the journal."""
    compact(journal, tmp_path / "a")
    assert (tmp_path / "a").stat().st_mode & 0o077 == 0


def test_an_altered_journal_is_not_compacted(journal: Path, tmp_path: Path) -> None:
    """What verify would refuse cannot be laundered into an archive."""
    connection = sqlite3.connect(journal)
    connection.execute("UPDATE record SET event = event + 1 WHERE sequence = 30")
    connection.commit()
    connection.close()
    with pytest.raises(Damaged, match="chain does not hold"):
        compact(journal, tmp_path / "a")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE block SET rest = (SELECT rest FROM block WHERE first = 29) WHERE first = 22",
        "UPDATE block SET known = (SELECT known FROM block WHERE first = 29) WHERE first = 22",
        "UPDATE block SET rest = x'00' WHERE first = 22",
        "UPDATE block SET known = x'00' WHERE first = 22",
        "UPDATE block SET link = zeroblob(32) WHERE first = 22",
        "UPDATE block SET records = 6 WHERE first = 22",
        "DELETE FROM block WHERE first = 22",
    ],
)
def test_an_altered_block_is_named(journal: Path, tmp_path: Path, change: str) -> None:
    """Whatever of a block is altered, moved or taken out, verify names a record in or behind it and counts what lies before."""
    compact(journal, tmp_path / "a")
    connection = sqlite3.connect(tmp_path / "a")
    connection.execute(change)
    connection.commit()
    connection.close()
    verdict = verify(tmp_path / "a")
    assert not verdict.ok
    assert verdict.records <= 28
    assert verdict.problems[0].sequence in {0, *range(22, 30)}, verdict.problems


PACKER = """
import sys
from pathlib import Path
from feeds.errors import WatchroomError
from feeds.journal.archive import compact
try:
    compact(Path(sys.argv[1]), Path(sys.argv[2]))
except WatchroomError as error:
    print(error.where)
"""


@pytest.mark.parametrize("most", [40_000, 60_000, 80_000])
def test_a_full_disk_is_the_archive_s(journal: Path, tmp_path: Path, most: int) -> None:
    """Where the archive has no room, the error names the archive: the journal is whole."""
    assert run_full(PACKER, journal, tmp_path / "a", most=most) == f"{tmp_path / 'a'}\n"
