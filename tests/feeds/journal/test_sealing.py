"""Seals: a sealed journal is verified, closed to every writer, and carried on by one whose first record names its head."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from feeds.errors import Damaged, Refused
from feeds.journal.archive import compact
from feeds.journal.ingest import Ingest
from feeds.journal.reader import Reader
from feeds.journal.sealing import seal, succeeding, unsealed
from feeds.journal.state import Asked, state
from feeds.journal.store import Admitted, Journal
from feeds.journal.verify import verify
from feeds.picture.alarm import Alarm
from feeds.picture.room import Incident
from feeds.picture.warning import Severity
from tests.feeds.journal.samples import NOON, admitted, begin_whole, noted, shaping

FOR_ANOTHER = Alarm("R-1", Severity.LOW, "S-1", "A title", "Because", NOON, audience="BOR")


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Return the path of a short journal; one record in it is written for another audience alone."""
    path = tmp_path / "night.watchroom"
    with begin_whole(path) as made:
        made.append(admitted(*(noted(number) for number in range(20)), shaping(FOR_ANOTHER)), durable=False)
    return path


def test_a_seal_holds_head_and_digests(journal: Path) -> None:
    """The seal names the head, the records and the picture's digest; the last keyframe stands at the end; sealing again changes nothing."""
    made = seal(journal, NOON + 99_000)
    verdict = verify(journal)
    assert (verdict.ok, verdict.records, verdict.head) == (True, made.records, made.head)
    with Reader(journal) as reader:
        assert reader.meta.sealed == made
        assert made.regimes["REAL"].digest == state(reader, Asked()).digest
        assert made.regimes["REAL"].digest != reader.picture()[0].digest.root(), "what is written for another audience counted"
        frame = reader.keyframe(reader.regime(), reader.end())
        assert frame is not None
        assert frame.place == reader.end()
    assert seal(journal, NOON + 100_000) == made


def test_a_sealed_journal_refuses_writers(journal: Path) -> None:
    """Neither a hub nor an import opens it, and the refusal names the head a successor carries."""
    made = seal(journal, NOON)
    with pytest.raises(Refused, match=r"sealed.*first record carries"):
        Journal.open(journal)
    with pytest.raises(Refused, match=made.head):
        Ingest(journal, now=NOON)
    with Reader(journal) as reader:
        assert reader.head == (made.records, made.head)


def test_a_successor_names_the_sealed_head(journal: Path) -> None:
    """What goes on after a sealed journal goes on under the next name, and its first record carries the head."""
    assert unsealed(journal) == (journal, None)
    made = seal(journal, NOON)
    path, before = unsealed(journal)
    assert (path.name, before) == ("night-2.watchroom", made)
    first = succeeding(shaping(Incident("IC-1", "A night", NOON)), made)
    with Journal.create(path, Admitted(first)):
        pass
    with Reader(path) as reader:
        source = next(reader.records()).provenance
        assert source is not None
        assert (source.format, source.id) == ("succession", made.head)
    assert unsealed(journal) == (path, made)
    seal(path, NOON)
    assert unsealed(journal)[0].name == "night-3.watchroom"


def test_an_unsound_journal_is_not_sealed(journal: Path) -> None:
    """What does not verify gets no seal, and stays open."""
    connection = sqlite3.connect(journal)
    connection.execute("UPDATE record SET event = 1 WHERE sequence = 9")
    connection.commit()
    connection.close()
    with pytest.raises(Damaged, match="at record 9"):
        seal(journal, NOON)
    with Reader(journal) as reader:
        assert reader.meta.sealed is None


def test_records_taken_off_a_sealed_end_are_seen(journal: Path) -> None:
    """A seal proves the end: records taken off behind the program's back are a problem, in the journal and in its archive."""
    seal(journal, NOON)
    connection = sqlite3.connect(journal)
    connection.executescript("DELETE FROM keyframe; DELETE FROM record WHERE sequence > 20")
    connection.close()
    for path in (journal, journal.with_name("a")):
        verdict = verify(path)
        assert not verdict.ok
        assert any("seal" in problem.what for problem in verdict.problems), verdict.problems
        if path == journal:
            compact(journal, journal.with_name("a"))


def test_an_archive_of_a_sealed_journal_is_sealed(journal: Path, tmp_path: Path) -> None:
    """The seal comes along into the archive and holds there."""
    made = seal(journal, NOON)
    compact(journal, tmp_path / "a")
    with Reader(tmp_path / "a") as reader:
        assert reader.meta.sealed == made
    assert verify(tmp_path / "a").ok
