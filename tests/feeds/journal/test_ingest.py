"""Importing: the same content once, what shapes the picture first, knowledge time as asked."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from feeds.errors import Refused
from feeds.journal.ingest import Imported, Ingest
from feeds.journal.reader import Reader
from feeds.journal.verify import verify
from feeds.picture.envelope import Record
from feeds.picture.identity import content_hash
from feeds.picture.place import Affiliation, Track
from feeds.picture.regime import REAL
from tests.feeds.journal.samples import DRILL, NOON, begin, noted, observed, observed_bytes

NOW = NOON + 1_000_000_000


def bare(record: Record) -> Record:
    """Return a record as an adapter makes it."""
    return msgspec.structs.replace(record, origin="", sequence=0, known=0)


def run(path: Path, *records: Record, reconstruct: bool = False) -> Imported:
    """Import records, each with its original if it names one."""
    with Ingest(path, now=NOW, reconstruct=reconstruct) as ingest:
        for record in records:
            ingest.add([bare(record)], observed_bytes(record.event // 1_000 - NOON // 1_000) if record.provenance else None)
        return ingest.finish()


def test_same_content_adds_no_record(tmp_path: Path) -> None:
    """A second import of the same adds nothing, and its originals are kept once."""
    items = [observed(number) for number in range(40)]
    first = run(tmp_path / "j", *items)
    again = run(tmp_path / "j", *items)
    assert (first.records, first.known_already) == (40, 0)
    assert (again.records, again.known_already, again.head) == (0, 40, first.head)
    assert verify(tmp_path / "j").ok
    with Reader(tmp_path / "j") as reader:
        assert reader.original(content_hash(observed_bytes(7))) == observed_bytes(7)


def test_what_shapes_the_picture_comes_first(tmp_path: Path) -> None:
    """Each regime begins with incident, roster and policy of that regime, so that entities can be spoken for."""
    run(tmp_path / "j", noted(1), msgspec.structs.replace(noted(2), regime=DRILL))
    with Reader(tmp_path / "j") as reader:
        assert [each.kind for each in reader.records(regime=REAL)] == ["incident", "roster", "policy", "log_entry"]
        assert [each.kind for each in reader.records(regime=DRILL)] == ["incident", "roster", "policy", "log_entry"]
    run(tmp_path / "only", msgspec.structs.replace(noted(2), regime=DRILL))
    with Reader(tmp_path / "only") as reader:
        assert reader.regimes() == [DRILL]


def test_knowledge_time(tmp_path: Path) -> None:
    """Without reconstruction it is now; with it the publication time, else the event time, and the journal says so."""
    sent, unsent = noted(5), observed(9)
    run(tmp_path / "now", sent, unsent)
    run(tmp_path / "past", unsent, sent, reconstruct=True)
    with Reader(tmp_path / "now") as reader:
        assert {each.known for each in reader.records()} == {NOW}
        assert not reader.reconstructed
    with Reader(tmp_path / "past") as reader:
        assert [each.known for each in reader.records(after=3)] == [unsent.event, sent.sent]
        assert reader.reconstructed


def test_safeguards_hold(tmp_path: Path) -> None:
    """A hostile point is counted as refused and is not journalled; the rest of the import goes on."""
    hostile = msgspec.structs.replace(observed(1), body=Track("X", "ais", (1.0, 1.0), Affiliation.HOSTILE), provenance=None)
    done = run(tmp_path / "j", hostile, noted(2))
    assert done.records == 1
    assert sum(done.refused.values()) == 1
    assert "hostile" in next(iter(done.refused))


def test_into_a_bound_journal(tmp_path: Path) -> None:
    """A journal of one regime takes its own and counts the others as refused; one that is being written is refused whole."""
    with begin(tmp_path / "j", bound=True), pytest.raises(Refused, match="another program"):
        Ingest(tmp_path / "j", now=NOW)
    done = run(tmp_path / "j", noted(1), msgspec.structs.replace(noted(2), regime=DRILL))
    assert (done.records, sum(done.refused.values())) == (1, 1)


def test_nothing_to_import_leaves_a_journal(tmp_path: Path) -> None:
    """A source without items leaves a journal that verifies; one that was given up leaves none."""
    assert run(tmp_path / "j").records == 0
    assert verify(tmp_path / "j").records == 3
    with Ingest(tmp_path / "given-up", now=NOW):
        pass
    assert not (tmp_path / "given-up").exists()
