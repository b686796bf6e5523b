"""A branch knows what its parent knew at that moment, is an exercise of its own, and takes nothing protected out of a REAL recording."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import msgspec
import pytest

from feeds.errors import Misuse, Refused
from feeds.exercise.branch import DERIVED, Branched, branch
from feeds.hub.opening import open_house
from feeds.journal.reader import Reader
from feeds.journal.store import Admitted, Journal
from feeds.journal.verify import verify
from feeds.picture.envelope import Record
from feeds.picture.regime import REAL, Regime, RegimeKind
from feeds.picture.room import Incident
from feeds.picture.warning import Discipline, Indication
from tests.feeds.report.played import HEIGHT, records, write

HAC_EARLIER = Regime(RegimeKind.EXERCISE, "HAC EARLIER")
GOVERNING = {"incident", "roster", "policy", "doctrine"}


@pytest.fixture(scope="module")
def parent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The played exercise."""
    return write(tmp_path_factory.mktemp("branch") / "night.watchroom")


@pytest.fixture(scope="module")
def made(parent: Path, tmp_path_factory: pytest.TempPathFactory) -> Branched:
    """A branch at the height of the exercise."""
    with Reader(parent) as reader:
        return branch(reader, tmp_path_factory.mktemp("home"), known_at=HEIGHT, name="HAC EARLIER")


def content(path: Path, regime: Regime, known_at: int | None = None) -> Counter[tuple[str, str, bytes, object]]:
    """Return what a journal's picture says, but for what governs a room."""
    with Reader(path) as reader:
        picture, _ = reader.picture(regime, known_at)
        return Counter(
            (row.kind, row.subject, msgspec.msgpack.encode(row.body), row.label) for row in picture.all_rows() if row.kind not in GOVERNING
        )


def test_a_branch_begins_with_what_was_known_then(parent: Path, made: Branched) -> None:
    """Every row of the parent's picture at that moment is in it, with its body and label, and nothing learned later."""
    with Reader(parent) as reader:
        regime = reader.regime()
    assert content(made.room.journal, HAC_EARLIER) == content(parent, regime, HEIGHT)
    assert made.left_out == 0


def test_a_branch_is_marked_with_its_parent(parent: Path, made: Branched) -> None:
    """Its incident is another, names the parent's link at that moment, and every record taken over says so; the chain verifies."""
    assert verify(made.room.journal).ok
    with Reader(made.room.journal) as reader, Reader(parent) as before:
        first = next(reader.records())
        assert isinstance(first.body, Incident)
        assert first.body.incident != before.meta.incident
        assert first.body.predecessor == made.link == before.link_at(made.sequence)
        assert reader.regimes() == [HAC_EARLIER]
        taken = [record for record in reader.records() if record.kind not in GOVERNING]
        assert all(record.provenance is not None and record.provenance.format == DERIVED for record in taken)
        assert len(taken) == made.records


def test_a_hub_goes_on_from_a_branch(made: Branched) -> None:
    """The room opens on its journal, with its clock at the moment of the branch and new keys for everybody."""
    house = open_house(made.room)
    try:
        assert house.clock.now() <= HEIGHT
        assert house.picture.regime == HAC_EARLIER
    finally:
        house.close()
    old = {officer.verify_key for record in records() for officer in getattr(record.body, "officers", ())}
    assert not old & {officer.verify_key for officer in made.room.roster.officers}


def test_a_branch_is_made_once(parent: Path, made: Branched) -> None:
    """A second one of the same name at the same moment meets the first one's room."""
    with Reader(parent) as reader, pytest.raises(Refused, match="room of this name already"):
        branch(reader, made.room.folder.parent.parent, known_at=HEIGHT, name="HAC EARLIER")


def test_before_anything_was_known_there_is_nothing_to_branch_from(parent: Path, tmp_path: Path) -> None:
    """A moment before the first record is no place to go on from."""
    with Reader(parent) as reader, pytest.raises(Misuse, match="nothing was known yet"):
        branch(reader, tmp_path, known_at=HEIGHT - 30 * 86_400_000, name="EARLY")


def test_what_is_protected_stays_in_a_real_recording(tmp_path: Path) -> None:
    """Relief's records, human sources, OCHA's sensitivity, the watch log and what has no label are left out, and counted."""
    first, *rest = (real(each) for each in records())
    with Journal.create(tmp_path / "real.watchroom", Admitted(first), regime=REAL) as journal:
        journal.append([Admitted(each) for each in rest], durable=False)
    with Reader(tmp_path / "real.watchroom") as reader:
        made = branch(reader, tmp_path, known_at=HEIGHT, name="LESSON")
    assert made.left_out > 0
    assert made.room.incident.title.startswith("derived from REAL: ")
    with Reader(made.room.journal) as reader:
        kinds = Counter(record.kind for record in reader.records())
        assert not {"movement", "site", "need", "offer", "notification", "notification_receipt", "contact", "log_entry"} & kinds.keys()
        assert kinds["declared_level"] >= 7
        for record in reader.records():
            assert record.label is not None
            assert record.label.ocha is None
            assert not isinstance(record.body, Indication) or record.body.discipline is not Discipline.HUMINT


def real(record: Record) -> Record:
    """Return a record as if it had been no exercise."""
    return msgspec.structs.replace(record, regime=REAL)
